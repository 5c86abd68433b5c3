"""Roles: what a person did at the meeting, from the verb before or after the name.

Backward: the verb's subject is the name before it ("Đồng chí A, P, phát biểu"; "A và B đồng chủ trì"). Forward: the
verb opens the sentence and the names follow ("Dự hội nghị có các đồng chí: A ...", "Phát biểu tại hội nghị, A ...",
"dưới sự chủ trì của A").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bcdextract.mention import PersonHit, RoleHit
from bcdextract.phrase import Item, Phrases, items_of

_OPENERS = frozenset({"có", "gồm", "là", "còn"})
_JOINERS = frozenset({"và", "đồng thời", "cũng", "rồi", "thời", "tiếp", "đã", "nghị"})
_MOST_WORDS = 14
"""Words between a name and its verb; what stands farther off has another subject."""


def roles(p: Phrases, people: Sequence[PersonHit]) -> list[RoleHit]:
    """Role mentions in text order; ``person`` is an index into ``people``, whose names are all mentions in the text."""
    by_sentence: dict[int, dict[int, int]] = {}
    for number, person in enumerate(people):
        by_sentence.setdefault(person.sentence, {})[person.start] = number
    found: list[RoleHit] = []
    for at, starts in sorted(by_sentence.items()):
        line = items_of(p, p.view.sentences[at])
        found.extend(_in_sentence(p, line, _subjects(p, line, starts)))
    return found


def _subjects(p: Phrases, line: Sequence[Item], starts: Mapping[int, int]) -> dict[int, int]:
    """Item index to person number, for every item that a mention of a person begins in."""
    spans = [(p.tokens[item.first].start, p.tokens[item.last - 1].end) for item in line]
    found: dict[int, int] = {}
    for start, number in sorted(starts.items()):
        for k, (low, high) in enumerate(spans):
            if low <= start < high:
                found[k] = number
                break
    return found


def _in_sentence(p: Phrases, line: Sequence[Item], subjects: Mapping[int, int]) -> Iterator[RoleHit]:
    last_verb: int | None = None
    listed: set[int] = set()  # people that a list has named: later verbs before them are not theirs
    reported: set[int] = set()
    yield from _according_to(p, line, subjects)
    for k, item in enumerate(line):
        if item.kind != "V" or item.value.data["role"] == "none" or _noun(p, item):
            continue
        role = str(item.value.data["role"])
        if role == "block":
            last_verb = k
            continue
        forward = _forward(p, line, k, subjects, role)
        if forward:
            yield from (_hit(p, item, subjects[j], role, "role_before_name") for j in forward if j not in listed)
            listed.update(forward)
            if role == "report":
                reported.update(forward)
            continue
        backward = _backward(p, line, k, subjects, item, last_verb)
        if backward:
            last_verb = k
            if role == "speak":  # "Báo cáo tại hội nghị, A cho biết": one role, the report
                backward = [j for j in backward if j not in reported]
            elif role == "report":
                reported.update(backward)
            yield from (_hit(p, item, subjects[j], role, "role_after_name") for j in backward)


_BEFORE_NOUN = frozenset(
    "nghe nội dung các theo trước với đối bản những sự được bị lời thư cuộc dự thảo kèm qua văn tờ phiếu ban".split()
)
"""Words before "báo cáo", "chỉ đạo", "tặng" that make it no deed of the subject: "nghe báo cáo", "được tặng"."""


def _noun(p: Phrases, item: Item) -> bool:
    before = p.fold(item.first - 1)
    if before == "sự":
        return item.value.data["role"] != "chair"
    return before in _BEFORE_NOUN and item.value.data["role"] in ("speak", "report", "present_award")


def _according_to(p: Phrases, line: Sequence[Item], subjects: Mapping[int, int]) -> Iterator[RoleHit]:
    """ "Theo ông A, Giám đốc ..., ...": what is told is A's word."""
    if not line or p.fold(line[0].first) != "theo" or line[0].last - line[0].first > 1:
        return
    first = min(subjects, default=None)
    if first is not None and all(item.kind in "HKPFA,-( " for item in line[1:first]):
        yield RoleHit(
            p.tokens[line[0].first].start, p.tokens[line[0].first].end, "role_according_to", subjects[first], "speak"
        )


_OBJECT = frozenset({"cho", "tới", "với", "của", "gửi", "đến"})


def _object(p: Phrases, line: Sequence[Item], k: int) -> bool:
    """Whether a preposition stands before a name and its posts, so that the next verb is not theirs."""
    while k > 0 and line[k - 1].kind in "HKPFA ":
        k -= 1
    return k > 0 and line[k - 1].kind == "x" and p.fold(line[k - 1].last - 1) in _OBJECT


def _hit(p: Phrases, item: Item, person: int, role: str, rule: str) -> RoleHit:
    return RoleHit(p.tokens[item.first].start, p.tokens[item.last - 1].end, rule, person, role)  # type: ignore[arg-type]


def _forward(p: Phrases, line: Sequence[Item], k: int, subjects: Mapping[int, int], role: str) -> list[int]:
    """Subjects after the verb: all that a list opened by "có" or a colon names, or the first after a comma."""
    after = [j for j in subjects if j > k]
    if not after or role == "other":
        return []
    first = min(after)
    gap = line[k + 1 : first]
    if any(item.kind == "V" and item.value.data["role"] not in ("attend", "none", "speak") for item in gap):
        return []
    if _of(p, gap):
        said = p.fold(line[k].first) == "phát" or role == "chair"
        return _joined_after(line, first, subjects) if said else []
    if any(j < k for j in subjects) and not _new_clause(line, k):
        return []
    if _opens_list(p, gap):
        stop = next((j for j in range(first, len(line)) if _predicate(line, j, subjects)), len(line))
        return [j for j in after if j < stop]
    if role in ("speak", "report", "chair") and any(item.kind == "," for item in gap) and _starts_clause(line, k):
        return [first] if role != "chair" else []
    return []


def _of(p: Phrases, gap: Sequence[Item]) -> bool:
    """Whether the verb is a noun here, its person right after "của": "dưới sự chủ trì của đồng chí A"."""
    words = [item for item in gap if item.kind not in "HKLPF-,"]
    return (
        len(words) == 1
        and words[0].kind == "x"
        and p.fold(words[0].last - 1) == "của"
        and words[0].last - words[0].first <= 3
    )


def _joined_after(line: Sequence[Item], first: int, subjects: Mapping[int, int]) -> list[int]:
    found = [first]
    for j in range(first + 1, len(line)):
        if j in subjects:
            found.append(j)
        elif line[j].kind not in "PHKLFA,-&; ":
            break
    return found


def _new_clause(line: Sequence[Item], k: int) -> bool:
    return any(item.kind == ";" for item in line[max(0, k - 2) : k])


def _opens_list(p: Phrases, gap: Sequence[Item]) -> bool:
    """Whether "có", "gồm" or a colon stands between the verb and the first name."""
    for item in gap:
        if item.kind == ":":
            return True
        if item.kind == "x" and any(p.fold(i) in _OPENERS for i in range(item.first, item.last)):
            return True
    return False


def _predicate(line: Sequence[Item], j: int, subjects: Mapping[int, int]) -> bool:
    """Whether a verb right after a name makes it a subject of its own: the list that was opened has ended."""
    if line[j].kind != "V" or line[j].value.data["role"] in ("none", "attend", "other"):
        return False
    back = j - 1
    while back >= 0 and line[back].kind in "P,-:( ":
        back -= 1
    return back in subjects


def _starts_clause(line: Sequence[Item], k: int) -> bool:
    """Whether nothing but small words and place words stands before the verb in its sentence."""
    return sum(item.last - item.first for item in line[:k] if item.kind in "xU&,") <= 10


def _backward(
    p: Phrases, line: Sequence[Item], k: int, subjects: Mapping[int, int], item: Item, last_verb: int | None
) -> list[int]:
    before = [j for j in subjects if j < k]
    if not before:
        return []
    nearest = max(before)
    data = item.value.data
    if not data.get("joint") and _object(p, line, nearest):
        return []
    role = str(data["role"])
    if last_verb is not None and last_verb > nearest:
        if not _coordinated(p, line, last_verb, k):
            return []
    elif not data.get("joint") and role != "chair" and _words_between(line, nearest, k) > _MOST_WORDS:
        return []
    elif any(line[j].kind == "V" and line[j].value.data["role"] not in ("none",) for j in range(nearest + 1, k)):
        if not _coordinated(p, line, nearest, k):
            return []
    if data.get("joint"):
        return [j for j in before if last_verb is None or j > last_verb or last_verb > nearest]
    return _joined_before(line, nearest, subjects)


def _words_between(line: Sequence[Item], first: int, last: int) -> int:
    return sum(item.last - item.first for item in line[first + 1 : last] if item.kind in "xU")


def _coordinated(p: Phrases, line: Sequence[Item], verb: int, k: int) -> bool:
    """Whether the verb at ``k`` goes on an earlier one with the same subject: "chủ trì và phát biểu", "dự, chỉ đạo"."""
    before = line[k - 1]
    if k - 1 == verb or before.kind in ",&;":
        return True
    return before.kind == "x" and p.fold(before.last - 1) in _JOINERS


def _joined_before(line: Sequence[Item], nearest: int, subjects: Mapping[int, int]) -> list[int]:
    """The nearest name and those that only posts and separators part from it."""
    found = [nearest]
    for j in range(nearest - 1, -1, -1):
        if j in subjects:
            found.append(j)
        elif line[j].kind not in "PHKLFA,-&; ":
            break
    if len(found) > 1 and not _and_between(line, found):
        return [nearest]
    return sorted(found)


def _and_between(line: Sequence[Item], found: Sequence[int]) -> bool:
    low, high = min(found), max(found)
    return any(item.kind in "&;" for item in line[low:high])
