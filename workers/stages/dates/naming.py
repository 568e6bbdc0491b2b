"""Which May, which Tuesday, which third quarter: periods with a name, in the direction that the text gives."""

import datetime as dt

from workers.stages.dates import holidays, periods
from workers.stages.dates.context import Context
from workers.stages.dates.expressions import Named
from workers.stages.dates.periods import Period

# A bare month is past if it lies within so many months before the publication.
PAST_MONTHS = 6
FAR_MONTHS = 9
# In a narrative, a month so far before the date told last is of the next year: December, then January.
FLASHBACK_DAYS = 240
# A quarter that ended so long ago is no news any more.
OLD_QUARTER_DAYS = 120


def resolve_named(named: Named, context: Context, whole: Period | None = None) -> Period | None:
    """The period with that name: of its own year, of the period `whole`, or as the context directs."""
    if named.kind == "weekday":
        return _weekday(named, context, whole)
    if whole is not None:
        return _of_year(named, whole.begin.year, context)
    if named.year is not None:
        return _of_year(named, named.year, context)
    if context.story_year is not None and named.which is None:
        return _of_year(named, context.story_year, context)
    if named.which is None and context.narrative and context.told is not None:
        return _told(named, context.told, context)
    return _by_direction(named, context)


def _of_year(named: Named, year: int, context: Context) -> Period | None:
    index = named.index
    if named.kind == "quarter" and not index:
        report = context.report
        if report is None or report.grain != "quarter":
            return periods.year(year)
        return periods.quarter(year, (report.begin.month + 2) // 3)
    if named.kind == "season":
        return periods.season(year, str(index))
    if named.kind == "holiday":
        return periods.day(holidays.day_in_year(str(index), year))
    return {"month": periods.month, "quarter": periods.quarter, "half": periods.half}[named.kind](year, int(index))


def _told(named: Named, told: Period, context: Context) -> Period | None:
    """In the year told last, or the one after where the month lies well before what was told."""
    here = _of_year(named, told.begin.year, context)
    if told.grain in ("day", "month") and here and (told.begin - here.begin).days > FLASHBACK_DAYS:
        return _of_year(named, told.begin.year + 1, context)
    return here


def _by_direction(named: Named, context: Context) -> Period | None:
    today = context.narrative_day if context.narrative or named.narrative else context.published
    year = today.year
    found = [_of_year(named, y, context) for y in range(max(1, year - 2), year + 3)]
    years = [period for period in found if period]
    if named.which == 0:
        return _of_year(named, year, context)
    before = [p for p in years if (p.end if named.which == -1 else p.begin) <= today]
    after = [p for p in years if p.begin > today or (named.which is None and p.end >= today)]
    if not before or not after:
        # A day that was only once ("9/11"), or an edge of the calendar: there is nothing to choose from.
        return next(reversed(before or after), None)
    if named.which is not None:
        return _just_past(named, before, today) if named.which < 0 else after[0]
    if named.kind == "quarter":
        return _quarter(before[-1], after[0], context)
    if context.direction > 0:
        return after[0]
    if named.kind == "month":
        months = (today.year - before[-1].begin.year) * 12 + today.month - before[-1].begin.month
        return before[-1] if months <= PAST_MONTHS or (context.direction < 0 and months <= FAR_MONTHS) else after[0]
    if context.direction == 0 and named.kind in ("season", "half", "holiday"):
        return min(years, key=lambda p: abs((p.begin - today).days))
    return before[-1]


def _just_past(named: Named, before: list[Period], today: dt.date) -> Period:
    """The one that was last; "last February", said in March, is a year ago: else it were "last month"."""
    just_over = named.kind == "month" and (today - before[-1].end).days <= 31 and today.month != before[-1].begin.month
    return before[-2] if just_over and len(before) > 1 else before[-1]


def _quarter(before: Period, after: Period, context: Context) -> Period:
    """The quarter that has begun: it is reported on for months, so a future verb moves only an old one on."""
    age = (context.published - before.end).days
    return after if context.direction > 0 and age > OLD_QUARTER_DAYS else before


def _weekday(named: Named, context: Context, whole: Period | None) -> Period:
    weekday, which = int(named.index), named.which
    if whole is not None:
        return periods.day(periods.on_weekday(whole.begin, weekday, 1))
    told = context.narrative or named.narrative
    today = context.told_day.begin if told and context.told_day else context.published
    if which == 0:
        return periods.day(periods.on_weekday(periods.week(today).begin, weekday, 1))
    if which is None and context.since is not None:
        return periods.day(periods.on_weekday(context.since.end, weekday, 1))
    if which is None and weekday == today.isoweekday():
        return periods.day(today)
    direction = which or (1 if context.direction > 0 else -1)
    return periods.day(periods.on_weekday(today + dt.timedelta(days=direction), weekday, direction))
