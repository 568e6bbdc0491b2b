"""The timexes of a document: candidates accepted, resolved one after the other, and what each tells the next."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc

from dateline.models import Interval, Precision, Timex
from workers.document import Document
from workers.stages.dates import periods
from workers.stages.dates.acceptance import judge, shorten, starts_with_loose_article
from workers.stages.dates.context import Context
from workers.stages.dates.expressions import DayNumber, Duration, Ended, Expression, Span, TimeOfDay, YearTail
from workers.stages.dates.grammar import candidates, category_of
from workers.stages.dates.resolution import resolve
from workers.stages.dates.spots import Spot
from workers.stages.dates.story import story_years
from workers.stages.dates.surroundings import (
    Candidate,
    day_to_come,
    is_narrative,
    is_range,
    neighbours,
    unwrap,
    with_year,
)
from workers.stages.dates.tense import Tenses, cue, is_deadline, is_told
from workers.stages.dates.values import NARRATIVE, PUBLICATION, Resolved

# How often the value was right on annotated news, by how it was found; coarse, in steps of five hundredths.
CONFIDENCE = {None: 0.95, PUBLICATION: 0.9, NARRATIVE: 0.75}
LENGTH_CONFIDENCE = 0.9
REFERENCE_CONFIDENCE = 0.6
# An expression behind at most so many tokens opens its sentence: "In March 1942, ...".
LEADING_TOKENS = 4
# In news, "at that time" is mostly a way to say "then", and "former" and "future" tell no time.
_OF_STORIES = ("TOLDHERE_T", "STORY_T")
# "Six months" and "nine months" of a report compare with the year before, not with a quarter.
_REPORT_MONTHS = (6, 9)


def date_timexes(doc: Document) -> tuple[Timex, ...]:
    """The temporal expressions of `doc`, resolved against its publication day and one another."""
    tenses = Tenses()
    accepted = list(_accepted(doc.text, doc.parsed, tenses))
    context = Context(doc.published, narrative=is_narrative(accepted, doc.published.year))
    return tuple(_resolve_all(accepted, doc, context, tenses))


def _accepted(text: str, parsed: Doc, tenses: Tenses) -> Iterator[Candidate]:
    """The candidates that the parse lets pass, with what they turn out to mean and where they begin."""
    starts = [token.idx for token in parsed]
    sentences = [token.i for token in parsed if token.is_sent_start]
    for item in candidates(text):
        first, last = bisect_right(starts, item.start) - 1, bisect_right(starts, item.end - 1) - 1
        spot = Spot(parsed, first, last)
        meaning = judge(item.meaning, category_of(item), spot, tenses)
        if meaning is None:
            continue
        meaning, shorter = shorten(meaning, spot)
        end = item.end if shorter.last == last else starts[shorter.last] + len(parsed[shorter.last])
        first = shorter.first + starts_with_loose_article(shorter)
        start = max(item.start, starts[first])
        number = bisect_right(sentences, first)
        leads = first - sentences[number - 1] <= LEADING_TOKENS if number else True
        yield Candidate(start, end, meaning, category_of(item), first, shorter.last, number, leads)


def _resolve_all(accepted: Sequence[Candidate], doc: Document, context: Context, tenses: Tenses) -> Iterator[Timex]:
    number, last = 0, None
    meanings = [with_year(accepted, i, doc.text) for i in range(len(accepted))]
    years = story_years(accepted, meanings) if context.narrative else {}
    for i, candidate in enumerate(accepted):
        base = unwrap(candidate.meaning)
        if candidate.category in _OF_STORIES and not context.narrative:
            continue
        context.neighbours = neighbours(accepted, i) if isinstance(base, DayNumber | YearTail | Ended) else ()
        context.beside = day_to_come(accepted, i) if isinstance(base, TimeOfDay) else None
        _look(context, candidate, doc.parsed, tenses)
        context.since = last.period if last is not None and is_range(accepted, i, doc.text) else None
        context.story_year = years.get(i, years.get(i - 1) if isinstance(base, DayNumber) else None)
        resolved = resolve(meanings[i], context)
        last = resolved
        if resolved is None:
            continue
        number += 1
        timex = _timex(f"t{number}", candidate, resolved, doc, context)
        _tell(context, timex, resolved, base)
        yield timex


def _look(context: Context, candidate: Candidate, parsed: Doc, tenses: Tenses) -> None:
    """Which way the words around the candidate look."""
    tail, before = parsed[candidate.last], parsed[candidate.first - 1] if candidate.first else None
    context.cue = cue(before) if before is not None else 0
    context.direction = tenses.direction(tail)
    if before is not None and is_deadline(before):
        context.direction = 1
    elif context.direction == 0 and context.cue == 0:
        context.direction = int(is_told(tail))


def _timex(name: str, candidate: Candidate, resolved: Resolved, doc: Document, context: Context) -> Timex:
    period = resolved.period
    return Timex(
        id=name,
        start=candidate.start,
        end=candidate.end,
        surface=doc.text[candidate.start : candidate.end],
        type=resolved.type,
        value=resolved.value,
        mod=resolved.mod,
        interval=_interval(resolved, context) if period else None,
        precision=_precision(resolved),
        anchor=context.told_id if resolved.anchor == NARRATIVE else resolved.anchor,
        confidence=_confidence(resolved),
    )


def _interval(resolved: Resolved, context: Context) -> Interval:
    """The days of the period, or of the part of it that `mod` and `side` mean."""
    period = resolved.period
    if period is None:
        raise ValueError("no period, no interval")
    told = context.told if resolved.anchor == NARRATIVE else None
    day = told.begin if told else context.published
    if resolved.side and period.begin <= day <= period.end:
        return _days(period.begin, day) if resolved.side < 0 else _days(day, period.end)
    return _days(*periods.narrow(period, resolved.mod))


@lru_cache(1024)
def _days(begin: dt.date, end: dt.date) -> Interval:
    return Interval(begin=begin, end=end)


def _confidence(resolved: Resolved) -> float:
    if resolved.type in ("DURATION", "SET"):
        return LENGTH_CONFIDENCE
    return CONFIDENCE[resolved.anchor] if resolved.period else REFERENCE_CONFIDENCE


def _precision(resolved: Resolved) -> Precision | None:
    if resolved.period is None:
        return None
    if resolved.type != "TIME":
        return resolved.period.grain
    suffix = resolved.value.partition("T")[2]
    if not suffix[:1].isdigit():
        return "part_of_day"
    return "second" if suffix.count(":") == 2 else "minute"


def _tell(context: Context, timex: Timex, resolved: Resolved, meaning: Expression) -> None:
    """What later expressions may refer to."""
    if isinstance(meaning, Duration) and meaning.grain == "month" and meaning.count in _REPORT_MONTHS:
        context.report = periods.around(context.published, "year")
    if resolved.value.startswith("BC"):
        if resolved.type == "DATE" and not resolved.value.startswith("BCX"):
            context.told, context.told_day, context.era = None, None, resolved.value
        return
    if resolved.period is None or (context.narrative and resolved.anchor == PUBLICATION):
        return  # in a narrative, "today" is the writer's and does not move the story
    context.told, context.told_id, context.era = resolved.period, timex.id, None
    if resolved.period.grain == "day":
        context.told_day = resolved.period
    elif isinstance(meaning, Span):
        context.told_day = None
    elif resolved.period.grain == "quarter":
        _report(context, resolved.period)


def _report(context: Context, quarter: periods.Period) -> None:
    """A quarter that is over, or told of in the past, is what a report is about, unless a later one was."""
    over = quarter.end <= context.published or context.direction < 0
    later = context.report is not None and quarter.end < context.report.begin
    if quarter.begin <= context.published and over and not later:
        context.report = quarter
