"""From an expression to its TIMEX3 value and calendar period, given the context."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from workers.stages.dates import periods
from workers.stages.dates.context import Context
from workers.stages.dates.days import resolve_day, resolve_number, resolve_year_tail
from workers.stages.dates.eras import beyond, in_era
from workers.stages.dates.expressions import (
    Anaphor,
    Around,
    Comparable,
    Date,
    Day,
    DayNumber,
    Duration,
    Ended,
    Expression,
    Latest,
    Modified,
    Named,
    Nth,
    Offset,
    Recurrence,
    Reference,
    Span,
    TimeOfDay,
    Told,
    Whole,
    Year,
    YearTail,
)
from workers.stages.dates.naming import resolve_named
from workers.stages.dates.periods import Period
from workers.stages.dates.values import NARRATIVE, PUBLICATION, Resolved, before_christ, dated, duration_value

# What half of a unit is counted in: half a century in decades.
_FRACTIONS = {"year": (12, "month"), "decade": (10, "year"), "century": (10, "decade")}
_UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX",
}  # fmt: skip


def resolve(expression: Expression, context: Context) -> Resolved | None:
    """The value of `expression`; None where it denotes no date that exists."""
    if context.era is not None and (found := in_era(expression, context.era, context.narrative)) is not None:
        return found
    return _RESOLVERS[type(expression)](expression, context)


def _resolve_name(named: Named, context: Context) -> Resolved | None:
    year, anchor = named.year, None
    if named.of is not None:
        whole = resolve(named.of, context)
        if whole is None:
            return None
        if whole.period is None:
            return replace(whole, value=whole.value + _suffix(named))
        return dated(resolve_named(named, context, whole.period), whole.anchor)
    if year is not None and year < 0:
        return before_christ(year, _suffix(named))
    if year is None:
        anchor = NARRATIVE if context.narrative and context.told and named.which is None else PUBLICATION
    return dated(resolve_named(replace(named, year=year), context), anchor)


def _resolve_day(day: Day, context: Context) -> Resolved | None:
    whole = resolve(day.of, context) if day.of is not None else None
    if whole is None or whole.period is None:
        return resolve_day(day, context)
    dated_day = resolve_day(replace(day, year=whole.period.begin.year, of=None), context)
    return replace(dated_day, anchor=whole.anchor) if dated_day else None


def _suffix(named: Named) -> str:
    forms = {"month": "-{:02}", "season": "-{}", "quarter": "-Q{}", "half": "-H{}"}
    return forms[named.kind].format(named.index) if named.kind in forms and named.index else ""


def _resolve_year(year: Year, _: Context) -> Resolved | None:
    return before_christ(year.year) if year.year < 0 else dated(periods.year(year.year))


def _resolve_whole(whole: Whole, context: Context) -> Resolved | None:
    day = resolve(whole.base, context)
    return dated(periods.around(day.period.begin, whole.grain), day.anchor) if day and day.period else None


def _resolve_nth(nth: Nth, context: Context) -> Resolved | None:
    whole = resolve(nth.base, context)
    if whole is None or whole.period is None:
        return whole
    return dated(periods.nth(whole.period, nth.number, nth.grain), whole.anchor)


def _resolve_span(span: Span, _: Context) -> Resolved | None:
    if span.year < 0:
        return Resolved("DATE", f"BC{-span.year // 10:03}" if span.grain == "decade" else f"BC{-span.year - 1:02}")
    return dated(periods.around(periods.year(max(1, span.year)).begin, span.grain))


def _resolve_around(around: Around, context: Context) -> Resolved | None:
    start = context.published
    anchor = PUBLICATION
    if context.narrative or around.anchor == NARRATIVE:
        vague = context.told is None or (not context.narrative and _coarser(context.told.grain, around.grain))
        if context.told is not None and not vague and (around.anchor == NARRATIVE or around.grain != "day"):
            start, anchor = (context.told.end if around.shift > 0 else context.told.begin), NARRATIVE
    if around.grain == "weekend" and around.shift == 0:
        return dated(_weekend(context), PUBLICATION)
    if around.grain in ("hour", "minute", "second", "millennium"):
        return Resolved("DATE", "PRESENT_REF") if around.shift == 0 else None
    return dated(periods.shift(periods.around(start, around.grain), around.shift), anchor)


def _weekend(context: Context) -> Period | None:
    """The weekend just past, or the coming one where the verb looks ahead or the weekend has begun."""
    whole = periods.weekend(context.published)
    ahead = context.direction > 0 or context.published.isoweekday() >= 6
    return whole if ahead else periods.shift(whole, -1)


def _resolve_offset(offset: Offset, context: Context) -> Resolved | None:
    if offset.base is not None:
        return _resolve_from(offset, offset.base, context)
    if offset.count is None:
        return _resolve_vague(offset, context)
    if offset.grain in ("hour", "minute", "second"):
        return _resolve_hours(context, from_told=offset.anchor == NARRATIVE and context.told is not None)
    return _resolve_moved(offset, offset.sign * offset.count, context)


def _resolve_hours(context: Context, from_told: bool) -> Resolved:
    """Such as "two hours later": the day is told, the clock is not."""
    day = context.narrative_day if from_told else context.published
    anchor = NARRATIVE if from_told else PUBLICATION
    return Resolved("TIME", f"{day.isoformat()}TXX:XX", periods.day(day), anchor=anchor)


def _resolve_moved(offset: Offset, count: float, context: Context) -> Resolved | None:
    """The period `count` units from the anchor, at the grain of the unit, of a day for weeks."""
    told = context.told if offset.anchor == NARRATIVE or context.narrative else None
    start, anchor = (told.begin, NARRATIVE) if told else (context.published, PUBLICATION)
    grain = offset.grain
    if count != int(count) and grain in _FRACTIONS:
        parts, grain = _FRACTIONS[grain]
        count *= parts
    moved = periods.move(start, round(count), grain)
    if moved is None:
        return beyond(start.year, count, grain)
    if told and _coarser(told.grain, offset.grain):
        return Resolved("DATE", _UNKNOWN.get(offset.grain, "XXXX-XX-XX"), anchor=anchor)
    return dated(periods.around(moved, "day" if grain == "week" else grain), anchor)


def _resolve_vague(offset: Offset, context: Context) -> Resolved:
    """Such as "weeks later", "a few years ago"."""
    if offset.anchor == NARRATIVE and offset.grain in ("hour", "minute", "second"):
        return _resolve_hours(context, from_told=context.told is not None)
    return Resolved("DATE", "PAST_REF" if offset.sign < 0 else "FUTURE_REF")


def _resolve_from(offset: Offset, base: Expression, context: Context) -> Resolved | None:
    """Such as "a week from Tuesday", at the grain of the base, or at the offset's where that is finer."""
    start = resolve(base, context)
    if start is None or start.period is None or offset.count is None:
        return None
    day, finer = start.period.begin, _ORDER.index(start.period.grain)
    if offset.grain in _ORDER and _ORDER.index(offset.grain) < finer:
        day = start.period.end if offset.sign > 0 else start.period.begin
        finer = _ORDER.index(offset.grain)
    elif start.period.grain == "week":
        day += dt.timedelta(days=3)  # the week of another year is the one that holds its middle
    moved = periods.move(day, int(offset.sign * offset.count), offset.grain)
    return dated(periods.around(moved, _ORDER[finer]), start.anchor) if moved else None


def _resolve_told(_: Told, context: Context) -> Resolved | None:
    """What was told last; a time of the past where nothing was."""
    return dated(context.told, NARRATIVE) or Resolved("DATE", "PAST_REF")


_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


def _coarser(grain: str, than: str) -> bool:
    return _ORDER.index(grain) > max(_ORDER.index(than), _ORDER.index("week")) if than in _ORDER else True


def _resolve_comparable(comparable: Comparable, context: Context) -> Resolved | None:
    report = context.report or (_latest_quarter(context) if comparable.grain == "quarter" else None)
    if context.narrative:
        report = None
    if report is None:
        whole = periods.around(context.narrative_day if context.narrative else context.published, "year")
        return dated(periods.shift(whole, -1), PUBLICATION)
    if comparable.index:
        report = periods.quarter(report.begin.year, comparable.index)
    moved = periods.move(report.begin, -1, "year")
    return dated(periods.around(moved, report.grain), NARRATIVE) if moved else None


def _latest_quarter(context: Context) -> Period | None:
    return periods.shift(periods.around(context.published, "quarter"), -1)


def _resolve_latest(latest: Latest, context: Context) -> Resolved | None:
    if latest.grain != "quarter":
        return _resolve_around(Around(latest.grain, 0), context)
    if context.report is not None:
        return dated(context.report, NARRATIVE)
    if latest.bare:
        return None
    return dated(_latest_quarter(context), PUBLICATION)


def _resolve_ended(ended: Ended, context: Context) -> Resolved | None:
    beside = next((e for e in context.neighbours if isinstance(e, Day)), None)
    day = resolve_day(beside, context) if beside else None
    if day is None or day.period is None:
        return _resolve_latest(Latest(ended.grain), context)
    middle = day.period.begin - dt.timedelta(days=45 if ended.grain == "quarter" else 0)
    return dated(periods.around(middle, ended.grain))


def _resolve_duration(duration: Duration, _: Context) -> Resolved | None:
    return Resolved("DURATION", duration_value(duration.count, duration.grain))


def _resolve_recurrence(recurrence: Recurrence, _: Context) -> Resolved | None:
    return Resolved("SET", recurrence.value)


def _resolve_reference(reference: Reference, _: Context) -> Resolved | None:
    return Resolved("DATE", reference.value)


def _resolve_anaphor(anaphor: Anaphor, context: Context) -> Resolved | None:
    if context.told is None:
        return None if context.narrative or anaphor.grain != "day" else Resolved("DATE", _UNKNOWN["day"])
    if _coarser(context.told.grain, anaphor.grain) and not context.narrative:
        return None
    if _coarser(context.told.grain, anaphor.grain):
        return Resolved("DATE", _UNKNOWN.get(anaphor.grain, "XXXX-XX-XX"), anchor=NARRATIVE)
    return dated(periods.around(context.told.begin, anaphor.grain), NARRATIVE)


def _resolve_time(time: TimeOfDay, context: Context) -> Resolved | None:
    if time.base is not None:
        day = resolve(time.base, context)
        if day is None or day.period is None or day.period.grain != "day":
            return Resolved("TIME", f"XXXX-XX-XX{time.suffix}")
    elif context.beside is not None:
        return _resolve_time(replace(time, base=context.beside), context)
    elif context.told_day is not None:
        day = dated(context.told_day, NARRATIVE)
    else:
        day = dated(periods.day(context.published), PUBLICATION)
    if day is None or day.period is None:
        return None
    return replace(day, type="TIME", value=f"{day.period.value}{time.suffix}")


def _resolve_modified(modified: Modified, context: Context) -> Resolved | None:
    resolved = resolve(modified.base, context)
    return replace(resolved, mod=modified.mod, side=modified.side) if resolved else None


def _resolve_date(date: Date, _: Context) -> Resolved | None:
    return dated(periods.day(date.day))


_RESOLVERS: dict[type, Callable[..., Resolved | None]] = {
    Anaphor: _resolve_anaphor,
    Around: _resolve_around,
    Comparable: _resolve_comparable,
    Date: _resolve_date,
    Day: _resolve_day,
    DayNumber: resolve_number,
    Duration: _resolve_duration,
    Ended: _resolve_ended,
    Latest: _resolve_latest,
    Modified: _resolve_modified,
    Named: _resolve_name,
    Nth: _resolve_nth,
    Offset: _resolve_offset,
    Recurrence: _resolve_recurrence,
    Reference: _resolve_reference,
    Span: _resolve_span,
    TimeOfDay: _resolve_time,
    Told: _resolve_told,
    Whole: _resolve_whole,
    Year: _resolve_year,
    YearTail: resolve_year_tail,
}
