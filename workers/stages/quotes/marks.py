"""Quotation marks paired: double and single, curly and straight, across paragraphs, others nested inside."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from workers.stages.quotes import singles

OPEN_CURLY, CLOSE_CURLY, STRAIGHT = "“„«", "”»", '"'
LOW = "„"
MAX_CHARS = 6_000
# Where a text uses double marks, single ones of fewer words are scare quotes, titles and nicknames.
MIN_BLANKS = 4
_MARKS = frozenset(OPEN_CURLY + CLOSE_CURLY + STRAIGHT)
_OPENS_AFTER = frozenset("([{—–-/‘'…:,")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: offsets `start` to `end` without the marks; `open` where a paragraph ends unclosed."""

    start: int
    end: int
    open: bool = False


def find(text: str) -> list[Quoted]:
    """All passages between quotation marks, in the order of the text, none overlapping."""
    paragraphs = list(_paragraphs(text))
    doubles = [[q for q in _in_paragraph(text, begin, end) if q.end > q.start] for begin, end in paragraphs]
    inner = [[q for q in _in_single_marks(text, paragraphs, k) if q.end > q.start] for k in range(len(paragraphs))]
    if sum(map(len, inner)) < sum(map(len, doubles)):
        inner = [[q for q in found if text.count(" ", q.start, q.end) >= MIN_BLANKS] for found in inner]
    return [q for double, single in zip(doubles, inner, strict=True) for q in _outer(double, single)]


def _in_single_marks(text: str, paragraphs: list[tuple[int, int]], k: int) -> Iterator[Quoted]:
    """Passages of paragraph `k` in single marks; none where two of them stand for a double one."""
    begin, end = paragraphs[k]
    if text.find("''", begin, end) >= 0:
        return
    for start, stop in singles.pairs(text, begin, end):
        yield _tight(text, start, stop)
    goes_on = k + 1 < len(paragraphs) and text[paragraphs[k + 1][0]] == text[begin]
    if goes_on and singles.opens_paragraph(text, begin, end):
        yield _tight(text, begin + 1, end, is_open=True)


def _outer(doubles: list[Quoted], inner: list[Quoted]) -> list[Quoted]:
    """Of passages in double and in single marks, each in order, those in no other; double ones win where they cross."""
    ends = [d.end for d in doubles]
    kept: list[Quoted] = []
    nested: set[int] = set()
    for q in inner:
        first = stop = bisect_left(ends, q.start)
        while stop < len(doubles) and doubles[stop].start < q.end:
            stop += 1
        if all(q.start < d.start and d.end < q.end for d in doubles[first:stop]):
            kept.append(q)
            nested.update(range(first, stop))
    return sorted([*kept, *(d for k, d in enumerate(doubles) if k not in nested)], key=lambda q: q.start)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        if end > begin:
            yield begin, end
        begin = end + 1


def _in_paragraph(text: str, begin: int, end: int) -> Iterator[Quoted]:
    start: int | None = None
    for i in range(begin, end):
        if text[i] not in _MARKS:
            continue
        if start is None:
            start = i + 1 if text[i] in OPEN_CURLY or _opens(text, begin, i) else None
        elif _closes(text, begin, end, i) or (text[start - 1] == LOW and text[i] == OPEN_CURLY[0]):
            yield _tight(text, start, i)
            start = None
        elif text[i] in OPEN_CURLY and not text[start:i].strip():
            start = i + 1
    if start is not None and end - start <= MAX_CHARS:
        yield _tight(text, start, end, is_open=True)


def _closes(text: str, begin: int, end: int, i: int) -> bool:
    """Whether the mark at `i`, inside a passage, ends it."""
    return text[i] in CLOSE_CURLY or (text[i] == STRAIGHT and (i + 1 == end or not _opens(text, begin, i)))


def _opens(text: str, begin: int, i: int) -> bool:
    """Whether the straight mark at `i` can open: after white space or a bracket, before a word."""
    if text[i] != STRAIGHT:
        return False
    before = text[i - 1] if i > begin else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (before.isspace() or before in _OPENS_AFTER) and not after.isspace()


def _tight(text: str, start: int, end: int, is_open: bool = False) -> Quoted:
    """The passage without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quoted(start, end, is_open)
