"""Dates of a story before Christ, and offsets that leave the calendar: no days to count with, but values."""

from workers.stages.dates import periods
from workers.stages.dates.expressions import (
    Anaphor,
    Around,
    Comparable,
    Day,
    Expression,
    Named,
    Offset,
    Recurrence,
    TimeOfDay,
    Told,
)
from workers.stages.dates.values import NARRATIVE, Resolved, before_christ, dated

# The years of a unit, and how many digits of a year the value of the unit drops.
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_DROPPED = {"year": 0, "decade": 1, "century": 2}
_UNKNOWN = {"month": "BCXXXX-XX", "week": "BCXXXX-WXX", "day": "BCXXXX-XX-XX"}
# TIMEX3 writes years before Christ with four digits.
LAST_YEAR = 9999


def in_era(expression: Expression, era: str, narrative: bool) -> Resolved | None:
    """What the expression means after `era`, a value before Christ ("BC0490-09"); None if it counts from elsewhere."""
    if isinstance(expression, Told):
        return Resolved("DATE", era)
    if isinstance(expression, TimeOfDay):
        return _part_of_day(expression, era, narrative)
    if isinstance(expression, Named | Day):
        return _named(expression, era, narrative)
    return _counted(expression, era, narrative)


def _counted(expression: Expression, era: str, narrative: bool) -> Resolved | None:
    match expression:
        case Anaphor(grain):
            return _same(grain, era)
        case Comparable() if narrative:
            return _year(era_year(era) - 1)
        case Around(grain, 0, anchor) if narrative and (anchor == NARRATIVE or grain != "day"):
            return _same(grain, era)
        case Around(grain, shift, anchor) if anchor == NARRATIVE or (narrative and grain != "day"):
            return _shifted(grain, shift, era)
        case Offset(count, grain, sign, anchor, None) if anchor == NARRATIVE:
            if count is None or grain not in _YEARS:
                return _unknown(grain)
            return _year(era_year(era) + round(sign * count * _YEARS[grain]))
    return None


def _named(expression: Named | Day, era: str, narrative: bool) -> Resolved | None:
    """A month, season or day of the year that was told last."""
    if not narrative or expression.year is not None:
        return None
    if isinstance(expression, Day):
        return before_christ(era_year(era), f"-{expression.month:02}-{expression.day:02}")
    if expression.which is None and expression.of is None and expression.kind in ("month", "season"):
        index = expression.index
        return before_christ(era_year(era), f"-{index:02}" if isinstance(index, int) else f"-{index}")
    return None


def _part_of_day(time: TimeOfDay, era: str, narrative: bool) -> Resolved | None:
    if not narrative or isinstance(time.base, Recurrence):
        return None
    day = _same("day", era) if time.base is None else in_era(time.base, era, narrative)
    return Resolved("TIME", day.value + time.suffix) if day and len(day.value) == len("BC0490-09-12") else None


def _same(grain: str, era: str) -> Resolved | None:
    """The period of a grain that was told, as far as `era` tells it."""
    if grain in _DROPPED:
        return _shifted(grain, 0, era)
    known = len(era) >= len("BC0490-09") and era[7:9].isdigit()
    if known and grain == "month":
        return Resolved("DATE", era[:9])
    return Resolved("DATE", f"{era}-XX"[:12]) if known and grain == "day" else _unknown(grain)


def _shifted(grain: str, shift: int, era: str) -> Resolved | None:
    dropped = _DROPPED.get(grain)
    if dropped is None:
        return _unknown(grain)
    if dropped == 0:
        return _year(era_year(era) + shift)
    number = -era_year(era) // 10**dropped - shift
    return Resolved("DATE", f"BC{number:0{4 - dropped}}") if number >= 0 else None


def _unknown(grain: str) -> Resolved | None:
    return Resolved("DATE", _UNKNOWN[grain]) if grain in _UNKNOWN else None


def _year(year: int) -> Resolved | None:
    """There is no year zero: one year after 1 BC is the year 1."""
    return before_christ(year) if year < 0 else dated(periods.year(year + 1))


def era_year(era: str) -> int:
    """The year, negative, of a value before Christ; the first of a decade or a century."""
    return -int("".join(c for c in era[2:6] if c.isdigit()).ljust(4, "0"))


def beyond(year: int, count: float, grain: str) -> Resolved | None:
    """`count` units before or after `year`, where that is outside the calendar: 4,000 or 65 million years ago."""
    if grain not in _YEARS:
        return Resolved("DATE", "PAST_REF" if count < 0 else "FUTURE_REF")
    target = round(year + count * _YEARS[grain])
    if -LAST_YEAR <= target < 0:
        return before_christ(target)
    return Resolved("DATE", "PAST_REF" if count < 0 else "FUTURE_REF")
