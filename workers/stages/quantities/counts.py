"""From the numbers of a text to its quantities: which count something, what, and as of which day."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from dateline.models import Bound, Quantity, Timex
from workers.document import Document
from workers.stages.quantities import bounds, numbers, roles, units, words
from workers.stages.quantities.numbers import Number

AS_OF_CHARS = 40
COUNTED_CONFIDENCE, BARE_CONFIDENCE = 0.8, 0.6
_AS_OF_WORDS = frozenset({"", "as of", "by", "on", "as at", "at", "in", ","})
_LABELS = frozenset({"no.", "number", "#", "page", "chapter", "article", "section", "channel", "route", "highway"})
_GLUE = frozenset({":", "/", ".", "#", "@", "_"})
_DEFINITE = frozenset({"no", "this", "that", "the", "each", "any", "every"})


@dataclass(frozen=True, slots=True)
class Count:
    """Tokens `start` to `end` of the phrase around a number, and what was found about it."""

    start: int
    end: int
    number: Number
    unit: str | None = None
    of: str | None = None
    role: str | None = None
    bound: Bound | None = None
    approximate: bool = False


def find(doc: Document) -> tuple[Quantity, ...]:
    """The quantities of `doc`, with ids "m1", "m2", ..."""
    parse = doc.parsed
    taken = _taken(doc)
    free = [n for n in numbers.find(parse) if not any(taken[n.start : n.end]) and _counts(parse, n)]
    counts = _with_units(parse, _as_ranges(parse, [_described(parse, n) for n in free]))
    starts = [d.start for d in doc.dates]
    return tuple(_quantity(doc, starts, f"m{i}", c) for i, c in enumerate(counts, 1))


def _taken(doc: Document) -> bytearray:
    """One flag for each token: inside a date or a name, whose numbers count nothing."""
    starts = [t.idx for t in doc.parsed]
    flags = bytearray(len(starts))
    spans = [(d.start, d.end) for d in doc.dates] + [(m.start, m.end) for e in doc.entities for m in e.mentions]
    for start, end in spans:
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            flags[i] = 1
    return flags


def _counts(parse: Doc, number: Number) -> bool:
    """Whether the number counts: no year, score, clock time, list number, code or pronoun "one"."""
    first, before = parse[number.start], parse[number.start - 1] if number.start else None
    after = parse[number.end] if number.end < len(parse) else None
    if before is not None and (before.lower_ in _LABELS or (not before.whitespace_ and before.text in _GLUE)):
        return False
    if after is not None and not parse[number.end - 1].whitespace_ and after.text in _GLUE - {"."}:
        return False
    if number.end - number.start > 1:
        return True
    if _is_score(parse, number.start):
        return False
    if first.lower_ == "one":
        return first.dep_ == "nummod" and not (before is not None and before.lower_ in _DEFINITE)
    return first.dep_ == "nummod" or not numbers.is_year(first)


def _is_score(parse: Doc, i: int) -> bool:
    """Whether the number at `i` is one side of "6-4", with no noun after it."""
    for dash, other in ((i - 1, i - 2), (i + 1, i + 2)):
        if not (0 <= other < len(parse)) or parse[dash].text not in {"-", "–"} or not parse[other].is_digit:
            continue
        end = max(i, other) + 1
        if not parse[min(i, other)].whitespace_ and not (end < len(parse) and parse[end].tag_ in {"NNS", "NN"}):
            return True
    return False


def _described(parse: Doc, number: Number) -> Count:
    unit = units.find(parse, number)
    modifier = bounds.find(parse, unit.start)
    role = roles.find(parse, unit.start, unit.end) if unit.is_people_or_things else None
    vague = number.value is None or modifier.approximate
    return Count(modifier.start, unit.end, number, unit.name, unit.of, role, modifier.bound, vague)


def _as_ranges(parse: Doc, counts: list[Count]) -> list[Count]:
    """With the two ends of "3 to 5 troops" bounded, the first taking the unit of the second."""
    done = list(counts)
    for i, (low, high) in enumerate(pairwise(counts)):
        if low.end + 1 == high.number.start and _is_range(parse, low, high):
            unit = low.unit or high.unit
            done[i] = replace(done[i], bound="at_least", unit=unit, of=low.of or high.of, role=low.role or high.role)
            done[i + 1] = replace(high, bound="at_most", unit=high.unit or unit)
    return done


def _is_range(parse: Doc, low: Count, high: Count) -> bool:
    if low.number.value is None or high.number.value is None or low.number.value >= high.number.value:
        return False
    link = parse[low.end].lower_
    between = link == "and" and low.number.start > 0 and parse[low.number.start - 1].lower_ == "between"
    return between or link in {"to", "-", "–"}


def _with_units(parse: Doc, counts: list[Count]) -> Iterator[Count]:
    """Counts without a noun take it from a count with one in the same sentence, the next before the last."""
    last: Count | None = None
    for i, count in enumerate(counts):
        if count.unit is None:
            near = (*counts[i + 1 : i + 2], *((last,) if last else ()))
            unit = next((n.unit for n in near if _lends_unit(parse, count, n)), None)
            count = replace(count, unit=unit or ("people" if count.role in words.PEOPLES_ROLES else None))
        last = count
        yield count


def _lends_unit(parse: Doc, count: Count, other: Count) -> bool:
    if other.unit in {None, units.PERCENT, units.SHARE} or (count.role and not other.role):
        return False
    return bool(parse[count.start].sent == parse[other.start].sent)


def _quantity(doc: Document, date_starts: list[int], id_: str, count: Count) -> Quantity:
    tokens = doc.parsed[count.start : count.end]
    span = doc.span(tokens.start_char, tokens.end_char)
    return Quantity(
        id=id_,
        start=span.start,
        end=span.end,
        surface=span.surface,
        value=count.number.value,
        unit=count.unit,
        of=count.of,
        role=count.role,
        bound=count.bound,
        approximate=count.approximate,
        as_of=_as_of(doc.text, span.end, doc.dates[bisect_left(date_starts, span.end) :][:1]),
        confidence=COUNTED_CONFIDENCE if count.unit else BARE_CONFIDENCE,
    )


def _as_of(text: str, end: int, following: tuple[Timex, ...]) -> dt.date | None:
    """The last day of the date that follows right after `end`: "640 two weeks ago", "12 as of Friday"."""
    for timex in following:
        near = timex.start - end <= AS_OF_CHARS and text[end : timex.start].strip().lower() in _AS_OF_WORDS
        if near and timex.interval and timex.type in {"DATE", "TIME"}:
            return timex.interval.end
    return None
