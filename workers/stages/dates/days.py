"""Which year, or which month, a day without one belongs to; which century, a year of two digits."""

import datetime as dt
from dataclasses import replace

from workers.stages.dates import periods
from workers.stages.dates.context import Context
from workers.stages.dates.expressions import Day, DayNumber, Year, YearTail
from workers.stages.dates.values import NARRATIVE, PUBLICATION, Resolved, before_christ, dated

# How far from the publication a verb may move a day of no year: further, and the nearest one is meant.
VERB_REACH_DAYS = 270


def resolve_day(day: Day, context: Context) -> Resolved | None:
    """The day in its own year, in the one that the story has reached, or in the one that the verb looks to."""
    if day.year is not None:
        if day.year < 0:
            return before_christ(day.year, f"-{day.month:02}-{day.day:02}")
        date = periods.calendar_day(day.year, day.month, day.day)
        return dated(periods.day(date)) if date else None
    if context.story_year is not None:
        date = periods.calendar_day(context.story_year, day.month, day.day)
        return dated(periods.day(date), NARRATIVE) if date else None
    return _nearest(day, context.published.year, context, PUBLICATION)


def _nearest(day: Day, year: int, context: Context, anchor: str) -> Resolved | None:
    """The day in the year that brings it closest to the anchor, or to the side of it that the text looks to."""
    near = context.published if anchor == PUBLICATION else context.narrative_day
    within_year = anchor == NARRATIVE and context.told is not None and context.told.grain in ("year", "decade")
    years = (year,) if within_year else (year - 1, year, year + 1)
    dates = [date for y in years if (date := periods.calendar_day(y, day.month, day.day))]
    if anchor == PUBLICATION:
        dates = _on_side(dates, near, context)
    found = min(dates, key=lambda date: abs((date - near).days), default=None)
    return dated(periods.day(found), anchor) if found else None


def _on_side(dates: list[dt.date], near: dt.date, context: Context) -> list[dt.date]:
    """Those of `dates` that lie where the word before or the governing verb looks; all where there are none."""
    side = context.cue or context.direction
    reach = dt.timedelta(days=366 if context.cue else VERB_REACH_DAYS)
    if context.since is not None:
        return [date for date in dates if date >= context.since.begin] or dates
    if not side:
        return dates
    return [date for date in dates if (date - near).days * side >= 0 and abs(date - near) <= reach] or dates


def resolve_number(number: DayNumber, context: Context) -> Resolved | None:
    """A day of the month told beside it, else of the month told last."""
    beside = next((e for e in context.neighbours if isinstance(e, Day)), None)
    if beside is not None:
        return resolve_day(replace(beside, day=number.day, year=number.year or beside.year), context)
    told = context.told if context.told and context.told.grain in ("day", "month") else None
    month = told.begin if told else context.published
    date = periods.calendar_day(month.year, month.month, number.day)
    return dated(periods.day(date), NARRATIVE if told else PUBLICATION) if date else None


def resolve_year_tail(tail: YearTail, context: Context) -> Resolved | None:
    """The year whose century is told right before it: "96" of "1995-96"."""
    before = next((e for e in reversed(context.neighbours) if isinstance(e, Year) and e.year > 0), None)
    year = before.year // 100 * 100 + tail.number if before else 0
    return dated(periods.year(year)) if before and before.year < year else None
