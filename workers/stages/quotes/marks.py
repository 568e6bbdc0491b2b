"""Quotation marks paired: curly, straight, across paragraphs, with other marks nested inside."""

from collections.abc import Iterator
from dataclasses import dataclass

OPEN_CURLY, CLOSE_CURLY, STRAIGHT = "“„«", "”»", '"'
MAX_CHARS = 6_000
_MARKS = frozenset(OPEN_CURLY + CLOSE_CURLY + STRAIGHT)
_OPENS_AFTER = frozenset("([{—–-/‘'…:,")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: offsets `start` to `end` without the marks; `open` where a paragraph ends unclosed."""

    start: int
    end: int
    open: bool = False


def find(text: str) -> list[Quoted]:
    """All passages between double quotation marks, in the order of the text, none overlapping."""
    return [q for begin, end in _paragraphs(text) for q in _in_paragraph(text, begin, end) if q.end > q.start]


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
        elif _closes(text, begin, end, i):
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
