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
MAX_AGE = 110
COUNTED_CONFIDENCE, BARE_CONFIDENCE = 0.8, 0.6
_AS_OF_WORDS = frozenset({"", "as of", "by", "on", "as at", "at", "in", ","})
_LABELS = frozenset({
    "no.", "number", "#", "page", "chapter", "article", "section", "channel", "route", "highway", "flight", "room",
    "gate", "phase", "level", "grade", "episode", "season", "district", "precinct", "ward", "interstate", "line",
    "unit",
})  # fmt: skip
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
    kept = (c for c in counts if (c.unit or c.number.value != 0) and c.unit not in words.STREETS)
    return tuple(_quantity(doc, starts, f"m{i}", c) for i, c in enumerate(kept, 1))


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
    if number.unit or number.until or number.since:
        return True
    if _is_age(parse, number) or _is_label(parse, number):
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


def _is_age(parse: Doc, number: Number) -> bool:
    """Whether the number is somebody's age: "Anna Keller, 52, said", "aged 16", "as young as 6"."""
    i = number.start
    if number.value is None or not 0 < number.value <= MAX_AGE or number.end - i > 1 or i < 2:
        return False
    before = [t.lower_ for t in parse[max(0, i - 3) : i]]
    if before[-1] == "aged" or before[-3:] in (["as", "young", "as"], ["as", "old", "as"]):
        return True
    after = parse[i + 1].text if i + 1 < len(parse) else "."
    apposed = before[-1] == "," and after in {",", "."}
    return apposed and parse[i].is_digit and parse[i - 2].pos_ in {"PROPN", "NOUN"}


def _is_label(parse: Doc, number: Number) -> bool:
    """Whether the number names what stands before it, as in "Room 12", "Apollo 11"."""
    i = number.start
    if not i or not parse[i].is_digit or number.end - i > 1:
        return False
    name, after = parse[i - 1], parse[i + 1] if i + 1 < len(parse) else None
    alone = after is None or after.is_punct or after.tag_ in {"IN", "CC", "VBD", "VBZ", "TO"}
    return alone and name.is_title and name.pos_ == "PROPN" and bool(name.whitespace_)


def _is_score(parse: Doc, i: int) -> bool:
    """Whether the number at `i` is one side of "6-4", with no noun after it."""
    for dash, other in ((i - 1, i - 2), (i + 1, i + 2)):
        if not (0 <= other < len(parse)) or parse[dash].text not in {"-", "–"}:
            continue
        first, last = sorted((i, other))
        # Either side may be a word ("7-Eleven").
        if not (parse[first].text.isdecimal() and parse[last].text.isdecimal()):
            continue
        if not parse[first].whitespace_ and not _is_counted_range(parse, first, last):
            return True
    return False


def _is_counted_range(parse: Doc, first: int, last: int) -> bool:
    """Whether the digits at `first` and `last` are the ends of a range, with what they count: "20-30 people"."""
    if float(parse[first].text) >= float(parse[last].text) or last + 1 >= len(parse):
        return False
    after = parse[last + 1]
    scaled = after.lower_ in words.WORD_SCALES | words.SUFFIXES | words.PERCENT or after.lower_ == "per"
    money = first > 0 and parse[first - 1].lower_ in words.CURRENCIES
    return scaled or money or after.tag_ in {"NNS", "NN", "JJ"}


def _described(parse: Doc, number: Number) -> Count:
    unit = units.find(parse, number)
    start = unit.start
    if (unit.name or "").startswith("degrees") and number.value and start and parse[start - 1].lower_ == "minus":
        start, number = start - 1, replace(number, value=-number.value)
    modifier = bounds.find(parse, start)
    role = roles.find(parse, unit.start, unit.end) if unit.is_people_or_things else None
    name = unit.name or (units.PEOPLE if _counts_people(parse, number) else None)
    vague = number.value is None or modifier.approximate or parse[number.start + 1 : number.end].text == "couple of"
    return Count(modifier.start, unit.end, number, name, unit.of, role, modifier.bound, vague)


def _counts_people(parse: Doc, number: Number) -> bool:
    """Whether a number without a noun counts people: "a crowd of 20,000", "thousands marched"."""
    i = number.start
    if number.value is None and parse[i : number.end].root.dep_ == "nsubj":
        return True
    while i > 0 and parse[i - 1].dep_ in {"advmod", "quantmod", "amod"}:
        i -= 1
    return i > 1 and parse[i - 1].lower_ == "of" and parse[i - 2].lower_ in words.CROWDS


def _as_ranges(parse: Doc, counts: list[Count]) -> list[Count]:
    """With the two ends of "3 to 5 troops" bounded, the first taking the unit of the second."""
    done = list(counts)
    for i, (low, high) in enumerate(pairwise(counts)):
        if _is_range(parse, low, high):
            unit = low.unit if low.unit in words.CURRENCY_CODES else high.unit or low.unit
            number = replace(low.number, value=_scaled_alike(low.number, high.number))
            of, role = low.of or high.of, low.role or high.role
            done[i] = replace(done[i], number=number, bound="at_least", unit=unit, of=of, role=role)
            done[i + 1] = replace(high, bound="at_most", unit=unit, of=of, role=role)
    return done


def _scaled_alike(low: Number, high: Number) -> float:
    """The low end with the scale that was said of the high end alone: "$30-40 million", "2 to 3 million"."""
    value, other = low.value or 0.0, high.value or 0.0
    return value * high.scale if low.scale == 1 and value < other / high.scale else value


def _is_range(parse: Doc, low: Count, high: Count) -> bool:
    if low.number.value is None or high.number.value is None or low.number.value >= high.number.value:
        return False
    if low.number.until and low.number.start == high.number.start:
        return True
    if high.start - low.end != 1 or low.end >= high.number.start:
        return False
    link = parse[low.end].lower_
    if link == "to" and low.start and parse[low.start - 1].lemma_.lower() in words.CHANGES:
        return False  # "rose 5 percent to 65 dollars"
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
    if other.unit in words.CURRENCY_CODES or (other.unit or "").split()[-1].lower() in words.MEASURES:
        return False
    if count.role and other.role != count.role and other.start > count.start:
        return False
    return bool(parse[count.start].sent == parse[other.start].sent)


def _quantity(doc: Document, date_starts: list[int], id_: str, count: Count) -> Quantity:
    tokens = doc.parsed[count.start : count.end]
    number = count.number
    start = tokens.start_char if number.since is None else number.since
    cut = number.until is not None and (count.end == number.end or number.end - number.start == 1)
    span = doc.span(start, number.until if cut and number.until else tokens.end_char)
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
