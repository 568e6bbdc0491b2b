"""A small algebra of calendar periods: days, weeks, months, quarters, seasons, years, decades, centuries.

A period knows its first and last day (both included), its grain and its TIMEX3 value.  All functions
are total over the years 1 to 9999 and give None beyond them.
"""

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from dateline.models import Precision

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_ORDER = ("SP", "SU", "FA", "WI")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 12, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """Days `begin` to `end`, both included, at a grain, with the TIMEX3 value that names them."""

    grain: Precision
    begin: dt.date
    end: dt.date
    value: str


def day(date: dt.date) -> Period:
    """The one day."""
    return Period("day", date, date, date.isoformat())


def week(date: dt.date) -> Period:
    """The ISO week that holds `date`, Monday to Sunday."""
    monday = _days(date, -(date.isoweekday() - 1))
    year, number, _ = date.isocalendar()
    return Period("week", monday, _days(monday, 6), f"{year:04}-W{number:02}")


def weekend(date: dt.date) -> Period:
    """Saturday and Sunday of the ISO week that holds `date`."""
    whole = week(date)
    return Period("weekend", _days(whole.begin, 5), whole.end, f"{whole.value}-WE")


def month(year: int, number: int) -> Period:
    """A calendar month."""
    return _months("month", year, number, 1, f"{year:04}-{number:02}")


def quarter(year: int, number: int) -> Period:
    """A calendar quarter; Q1 begins in January."""
    return _months("quarter", year, number * 3 - 2, 3, f"{year:04}-Q{number}")


def half(year: int, number: int) -> Period:
    """A half of a calendar year."""
    return _months("half", year, number * 6 - 5, 6, f"{year:04}-H{number}")


def season(year: int, code: str) -> Period:
    """A meteorological season of the northern hemisphere; winter runs into the next year."""
    return _months("season", year, SEASON_MONTHS[code], 3, f"{year:04}-{code}")


def year(number: int) -> Period:
    """A calendar year."""
    return _months("year", number, 1, 12, f"{number:04}")


def decade(number: int) -> Period:
    """The ten years that hold the year `number`; 1994 gives 1990 to 1999, value 199."""
    return _months("decade", max(1, number // 10 * 10), 1, 120, f"{number // 10:03}")


def century(number: int) -> Period:
    """The hundred years that hold the year `number`, counted from the year 00; value 19 for 1900 to 1999."""
    return _months("century", max(1, number // 100 * 100), 1, 1200, f"{number // 100:02}")


def around(date: dt.date, grain: str) -> Period:
    """The period of `grain` that holds `date`."""
    if grain == "month":
        return month(date.year, date.month)
    if grain == "quarter":
        return quarter(date.year, (date.month + 2) // 3)
    if grain == "half":
        return half(date.year, 1 if date.month <= 6 else 2)
    if grain == "season":
        return season(date.year if date.month > 2 else date.year - 1, SEASON_ORDER[(date.month - 3) % 12 // 3])
    if grain in ("year", "decade", "century"):
        return {"year": year, "decade": decade, "century": century}[grain](date.year)
    return {"week": week, "weekend": weekend}.get(grain, day)(date)


def move(date: dt.date, count: int, grain: str) -> dt.date | None:
    """`date` moved by `count` units of `grain`; a season moves by years; None outside the calendar."""
    try:
        if grain in _DAYS:
            return date + dt.timedelta(days=count * _DAYS[grain])
        return date + relativedelta(months=count * _MONTHS[grain]) if grain in _MONTHS else date
    except (OverflowError, ValueError):
        return None


def shift(period: Period, count: int) -> Period | None:
    """The period of the same grain `count` places later; for a season, the same season of another year."""
    moved = move(period.begin, count, period.grain)
    if moved is None:
        return None
    return season(moved.year, period.value[-2:]) if period.grain == "season" else around(moved, period.grain)


def narrow(period: Period, mod: str | None) -> tuple[dt.date, dt.date]:
    """First and last day of the third of `period` that START, MID or END means; the whole period for other mods.

    Of a month the days 1 to 10, 11 to 20, and the rest; of a week Monday and Tuesday, Wednesday and Thursday, Friday to
    Sunday; of a year four months each; of a decade the years 0 to 3, 4 to 6 and 7 to 9; of all else about a third.
    """
    third = {"START": 0, "MID": 1, "END": 2}.get(mod or "")
    if third is None or period.grain in ("day", "weekend"):
        return period.begin, period.end
    first, past = _third(period, third), _third(period, third + 1)
    return first, period.end if third == 2 else _days(past, -1)


def _third(period: Period, number: int) -> dt.date:
    """Where the `number`th third of a period begins, from 0."""
    if period.grain == "month":
        return _days(period.begin, 10 * number)
    if period.grain == "week":
        return _days(period.begin, (0, 2, 4, 7)[number])
    months = {"decade": (0, 48, 84, 120), "century": (0, 408, 804, 1200)}.get(period.grain)
    step = months[number] if months else _MONTHS[period.grain] * number // 3
    if period.grain == "season":
        step = number
    return move(period.begin, step, "month") or period.end


def nth(period: Period, number: int, grain: str) -> Period | None:
    """The `number`th day, week or month within `period`, -1 for its last; a week counts where most of it lies."""
    middle = {"week": 3}.get(grain, 0)
    start = _days(period.end, -middle) if number < 0 else move(period.begin, number - 1, grain)
    if start is None:
        return None
    found = around(start if number < 0 else _days(start, middle), grain)
    return found if period.begin <= found.end and found.begin <= period.end else None


def on_weekday(date: dt.date, weekday: int, direction: int) -> dt.date:
    """The nearest day at or before (-1) or after (+1) `date` with that ISO weekday; the day itself counts."""
    gap = (weekday - date.isoweekday()) % 7
    return _days(date, gap if direction > 0 or not gap else gap - 7)


def calendar_day(year_number: int, month_number: int, day_number: int) -> dt.date | None:
    """The date, or None where no such day exists."""
    try:
        return dt.date(year_number, month_number, day_number)
    except ValueError:
        return None


def _days(date: dt.date, count: int) -> dt.date:
    try:
        return date + dt.timedelta(days=count)
    except OverflowError:
        return date


def _months(grain: Precision, first_year: int, first_month: int, count: int, value: str) -> Period:
    begin = dt.date(first_year, first_month, 1)
    past = first_year * 12 + first_month - 1 + count
    end = dt.date(past // 12, past % 12 + 1, 1) - dt.timedelta(days=1) if past // 12 <= dt.MAXYEAR else dt.date.max
    return Period(grain, begin, end, value)
