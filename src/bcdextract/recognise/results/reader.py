"""Sentence by sentence: find the numbers, drop what is no result, and give each its item and its setting."""

from __future__ import annotations

from collections.abc import Sequence

from bcdextract.lexicon import longest
from bcdextract.mention import ResultHit, Sentence, Span, Token, View
from bcdextract.recognise.results import context, guards
from bcdextract.recognise.results.attach import Attach, Line
from bcdextract.recognise.results.items import Run
from bcdextract.recognise.results.numbers import Quantity, quantity
from bcdextract.recognise.results.words import Words
from bcdextract.record import Category, Measure

_MEASURES: dict[str | None, Measure] = {
    None: "count",
    "percent": "percent",
    "money": "money",
    "measure": "other",
    "times": "other",
}


class Reader:
    """Reads the sentences of one text in order; ``hits`` grows with them."""

    def __init__(self, view: View, masked: Sequence[Span], lex: Words) -> None:
        self.view = view
        self.lex = lex
        self.hits: list[ResultHit] = []
        self._dated = _covered(view.tokens, masked)
        self._attach = Attach(view.tokens, self._dated, lex)

    def read(self, sentence: Sentence) -> None:
        """Adds the results of one sentence."""
        tokens, lex = self.view.tokens, self.lex
        line = Line(sentence.first, sentence.last)
        i = sentence.first
        while i < sentence.last:
            token = tokens[i]
            if (token.kind != "n" and token.fold not in lex.values) or self._dated[i]:
                i += 1
                continue
            q = quantity(tokens, i, sentence.last, lex)
            if q is None:
                i += 1
                continue
            i = q.last
            if guards.refused(tokens, q, line.first, line.last, lex) is None:
                self._add(q, line)

    def _add(self, q: Quantity, line: Line) -> None:
        found = self._attach.item(q, line)
        if found is None:
            return
        run = found.run
        tokens, lex = self.view.tokens, self.lex
        measure = _MEASURES[q.kind]
        change = context.change(tokens, q, line.first, line.last, lex)
        act = context.action(tokens, q, line.first, lex)
        item = Span(tokens[run[0]].start, tokens[run[1] - 1].end) if run else None
        hit = ResultHit(
            start=tokens[q.first].start,
            end=tokens[found.last - 1].end,
            rule=found.rule,
            value=q.value,
            upper=q.upper,
            total=q.total,
            measure=measure,
            unit=q.unit,
            item=item,
            approximation=context.approximation(tokens, q, line.first, line.last, lex),
            direction=change.direction if change else None,
            compared_to=change.compared_to if change else None,
            category=self._category(q, run, act),
            action=act.span if act else None,
            part_of=self._whole(q, line),
            status=context.status(tokens, q, line.first, line.last, lex),
        )
        line.remember(found, len(self.hits), q)
        self.hits.append(hit)

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

    def _whole(self, q: Quantity, line: Line) -> int | None:
        """The result that "trong đó" or a bracket makes this one a part of."""
        tokens = self.view.tokens
        for i in range(q.first - 1, line.first, -1):
            if tokens[i].fold == "đó" and tokens[i - 1].fold == "trong":
                return line.before(i)
            if tokens[i].fold == ";":
                return None
        return None


def _covered(tokens: tuple[Token, ...], spans: Sequence[Span]) -> list[bool]:
    """For each token whether a span covers it; both run in text order."""
    out = [False] * len(tokens)
    at = 0
    for i, token in enumerate(tokens):
        while at < len(spans) and spans[at].end <= token.start:
            at += 1
        if at == len(spans):
            break
        out[i] = spans[at].start <= token.start
    return out
