"""Single quotation marks as outer ones, as British papers set them; apostrophes and possessives are none."""

import re
from bisect import bisect_right
from collections.abc import Iterator

OPENERS, CLOSERS = "‘'", "’'"
_MARK = re.compile("[‘’']")
_BEFORE_OPENER = frozenset('([{—–-/:"“')
_AFTER_OPENER = frozenset('“"…([£$€')
_AFTER_CLOSER = frozenset('.,;:?!)]}—–-…"”/')
_ENDS = frozenset('.,?!…—–)"”')
_WORD = re.compile(r"\w{1,12}")
# Words that are written with an apostrophe before them, and before which one is left at their end: "'em", "ol' mate".
_HEADLESS = frozenset({"tis", "twas", "em", "n", "til", "till", "cause", "bout", "cos", "ave", "er", "im", "ere"})
_TAILLESS = frozenset({"ol", "o", "th", "an", "d", "wi"})


def pairs(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of what stands between single marks in `text[begin:end]`, in order, none overlapping."""
    marks = [m.start() for m in _MARK.finditer(text, begin, end)]
    openers = [i for i in marks if _opens(text, begin, i)]
    closers = [i for i in marks if _closes(text, begin, end, i)]
    strong = [i for i in closers if not _is_weak(text, i)]
    last = begin - 1
    for start in openers:
        stop = _closer(start, openers, closers, strong) if start > last else None
        if stop is not None:
            yield start + 1, stop
            last = stop


def opens_paragraph(text: str, begin: int, end: int) -> bool:
    """Whether the paragraph begins with a mark that nothing in it closes."""
    if begin >= end or not _opens(text, begin, begin):
        return False
    return not any(_closes(text, begin, end, m.start()) for m in _MARK.finditer(text, begin + 1, end))


def _closer(start: int, openers: list[int], closers: list[int], strong: list[int]) -> int | None:
    """The closing mark for the one at `start`: the first sure one, or a doubtful one that stands alone."""
    first = _after(closers, start + 1)
    sure = _after(strong, start + 1)
    if first is None or sure is None or first == sure:
        return first
    following = _after(openers, first)
    return first if following is not None and following < sure else sure


def _after(offsets: list[int], i: int) -> int | None:
    k = bisect_right(offsets, i)
    return offsets[k] if k < len(offsets) else None


def _opens(text: str, begin: int, i: int) -> bool:
    """Whether the mark at `i` can open: before a word that is not written with an apostrophe, after no letter."""
    if text[i] not in OPENERS or i + 1 >= len(text):
        return False
    before, after = text[i - 1] if i > begin else " ", text[i + 1]
    if not (before.isspace() or before in _BEFORE_OPENER) or not (after.isalnum() or after in _AFTER_OPENER):
        return False
    word = _WORD.match(text, i + 1)
    return word is None or not (word[0].lower() in _HEADLESS or _is_decade(word[0]))


def _is_decade(word: str) -> bool:
    """The 98 of '98, the 60s of '60s."""
    return len(word.removesuffix("s")) == 2 and word.removesuffix("s").isdigit()


def _closes(text: str, begin: int, end: int, i: int) -> bool:
    """Whether the mark at `i` can close: after a word or its punctuation, before none."""
    if text[i] not in CLOSERS or i == begin or text[i - 1].isspace():
        return False
    after = text[i + 1] if i + 1 < end else " "
    return after.isspace() or after in _AFTER_CLOSER


def _is_weak(text: str, i: int) -> bool:
    """Whether the mark at `i` may be an apostrophe: "workers' demands", "goin' home", "ol' mate"."""
    if text[i - 1] in _ENDS or (i + 1 < len(text) and not text[i + 1].isspace()):
        return False
    word = re.search(r"\w{0,20}$", text[max(0, i - 20) : i])
    tail = word[0].lower() if word else ""
    return tail.endswith(("s", "in")) or tail in _TAILLESS
