"""Sentence by sentence: find the numbers, drop what is no result, and give each its item and its setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bcdextract.lexicon import longest
from bcdextract.mention import ResultHit, Sentence, Span, View
from bcdextract.recognise.results import context, guards
from bcdextract.recognise.results.attach import Attach
from bcdextract.recognise.results.items import Run
from bcdextract.recognise.results.line import Item, Line
from bcdextract.recognise.results.numbers import Quantity, plain, quantity
from bcdextract.recognise.results.wholes import stretched, whole
from bcdextract.recognise.results.words import Words
from bcdextract.record import Category, Measure, Status

_MEASURES: Final[dict[str | None, Measure]] = {
    None: "count",
    "percent": "percent",
    "money": "money",
    "measure": "other",
    "times": "other",
}


def measure_of(q: Quantity) -> Measure:
    """The record's measure of a number."""
    return _MEASURES[q.kind]


class Reader:
    """Reads the sentences of one text in order; ``hits`` grows with them."""

    def __init__(self, view: View, masked: Sequence[tuple[int, int]], lex: Words) -> None:
        self.view = view
        self.lex = lex
        self.hits: list[ResultHit] = []
        self._dated = _covered(view.text, masked)
        self._named = {span[1]: span for span in sorted(masked, reverse=True)}
        """Masked spans by their end, the longest of each."""
        self._attach = Attach(view.tokens, self._dated, lex)

    def numbers(self) -> list[int]:
        """The tokens that a number may start at, in digits or in words, those of dates and names left out."""
        view, values, openers, dated = self.view, self.lex.values, self.lex.openers, self._dated
        folds, tokens = view.folds, view.tokens
        worded = [i for i in range(len(folds) - 1) if folds[i] in values and folds[i + 1] in openers]
        return [i for i in sorted({*view.numbers, *worded}) if not dated[tokens.start[i]]]

    def read(self, sentence: Sentence, numbers: Sequence[int]) -> None:
        """Adds the results of one sentence, whose tokens in ``numbers`` may start one."""
        tokens, lex = self.view.tokens, self.lex
        line = Line(sentence.first, sentence.last)
        after = sentence.first
        for i in numbers:
            if i < after:
                continue
            q = quantity(tokens, i, sentence.last, lex)
            if q is None:
                continue
            q = stretched(tokens, q, sentence.last, lex)
            after = q.last
            if guards.refused(tokens, q, line.first, line.last, lex) is None:
                q = whole(tokens, q, sentence.last, lex) or q
                after = max(q.last, q.beyond)
                self._add(q, line)

    def _add(self, q: Quantity, line: Line) -> None:
        tokens, lex = self.view.tokens, self.lex
        line.advance(tokens, q.first, lex)
        found = self._attach.item(q, line)
        if found is None:
            return
        run = found.run
        about = context.approximation(tokens, q, line.first, line.last, lex)
        demanded = line.demand and (measure_of(q) == "percent" or about in ("at_least", "at_most") or q.upper)
        so_far: Status = "target" if demanded else line.status
        measure = measure_of(q)
        change = context.change(tokens, q, line.first, line.last, lex)
        act = self._action(q, found, line)
        item = Span(tokens.start[run[0]], tokens.end[run[1] - 1]) if run else None
        hit = ResultHit(
            start=tokens.start[q.first],
            end=tokens.end[found.last - 1],
            rule=found.rule,
            value=plain(q.value),
            upper=plain(q.upper) if q.upper is not None else None,
            total=plain(q.total) if q.total is not None else None,
            measure=measure,
            unit=q.unit,
            item=item,
            approximation=about,
            direction=change.direction if change else None,
            compared_to=change.compared_to if change else None,
            category=self._category(q, run, act),
            actor=self._actor(act, line) if act else None,
            action=act.span if act else None,
            part_of=line.whole if measure in ("count", "other") and not change else None,
            status=context.status(tokens, q, line.first, so_far, lex),
        )
        line.remember(found, len(self.hits), act)
        self.hits.append(hit)

    def _action(self, q: Quantity, found: Item, line: Line) -> context.Action | None:
        """The verb before a number, back to the number before; numbers in a row share theirs; a subject's has none."""
        if found.run and found.run[0] < q.first and not found.rule.startswith("count"):
            return None
        tokens, lex = self.view.tokens, self.lex
        if line.action and context.joined(tokens, line.floor, q, lex):
            return line.action
        return context.action(tokens, q, line.floor, lex)

    def _actor(self, act: context.Action, line: Line) -> Span | None:
        """The name that ends right before the verb: "Huyện đoàn" of "Huyện đoàn đã tổ chức 12 buổi"."""
        tokens, i = self.view.tokens, act.first
        while i > max(line.first, act.first - 6) and tokens.fold[i - 1] in self.lex.particles["helper"]:
            i -= 1
        span = self._named.get(tokens.end[i - 1]) if i > line.first else None
        return Span(*span) if span else None

    def _category(self, q: Quantity, run: Run | None, act: context.Action | None) -> Category:
        """By the verb where it tells (awards, attendance), else by the noun, else by the verb."""
        if act and act.category in ("award", "participation"):
            return act.category
        if q.kind == "money":
            return "resource"
        noun = longest(self.lex.counted, self.view.tokens, run[0], run[1]) if run else None
        if noun and "category" in noun[1]:
            category: Category = noun[1]["category"]
            return category
        return act.category if act else "other"


def _covered(text: str, spans: Sequence[tuple[int, int]]) -> bytearray:
    """For each character whether a span covers it."""
    out = bytearray(len(text))
    for start, end in spans:
        out[start:end] = b"\x01" * (end - start)
    return out
