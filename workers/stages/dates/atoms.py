"""The second table: names of the calendar, clock times, and single words that refer; with the lengths of time."""

import datetime as dt

from dateline.models import TimexMod
from workers.stages.dates.counts import numbers
from workers.stages.dates.expressions import (
    Around,
    Date,
    Day,
    DayNumber,
    Expression,
    Modified,
    Named,
    Span,
    TimeOfDay,
    Year,
    YearTail,
)
from workers.stages.dates.lengths import LENGTHS
from workers.stages.dates.patterns import Build, Match, Rule

# Two-digit years: '49 is 2049, '50 is 1950; a decade of two digits is of the twentieth century ('20s apart).
PIVOT_YEAR = 50
NOON = 12


def full_year(number: int) -> int:
    """The year that two digits stand for."""
    return number if number >= 100 else number + (2000 if number < PIVOT_YEAR else 1900)


def year_of(match: Match) -> int | None:
    """The year among the matched items; negative before Christ."""
    found = match.all("YEARNUM")
    if match.has("ERA"):
        return int(numbers(match)[-1]) * (-1 if _is_bc(match) else 1) or None
    if not found:
        short = match.all("SHORT_YEAR")
        return full_year(_int(short[0])) if short else None
    return _int(found[-1])


def _is_bc(match: Match) -> bool:
    return any(str(era).startswith("b") for era in match.all("ERA"))


def _int(meaning: object) -> int:
    return int(meaning) if isinstance(meaning, int | float) else 0


def _day(match: Match) -> Expression | None:
    month, day = _int(match.all("MON")[0]), _int((match.all("DAYNUM") + match.all("ORDINAL"))[0])
    return Day(month, day, year_of(match)) if 1 <= day <= 31 else None


def _weekday_number(match: Match) -> Expression | None:
    """Such as "Thursday the 21st"."""
    number = int(numbers(match)[-1])
    return DayNumber(number) if 1 <= number <= 31 else None


def _eleventh_of_september(match: Match) -> Expression | None:
    """The day that needs no year: the attacks of 11 September 2001."""
    return Date(dt.date(2001, 9, 11)) if _day(match) == Day(9, 11) else None


def _date(match: Match) -> Expression | None:
    day = match.items[-1].meaning
    return Date(day) if day is not None else None  # type: ignore[arg-type]  # the lexer gives a date or None


def _stamp(match: Match) -> Expression | None:
    """A day and a clock time in one, as machines write them."""
    stamp = match.items[0].meaning
    if not isinstance(stamp, tuple) or stamp[0] is None:
        return None
    return TimeOfDay(f"T{stamp[1]}", Date(stamp[0]))


def _month(match: Match) -> Expression:
    return Named("month", _int(match.all("MON")[0]), year_of(match))


def _year(match: Match) -> Expression | None:
    year = year_of(match)
    return Year(year) if year else None


def _bc_year(match: Match) -> Expression | None:
    number = int(numbers(match)[0])
    return (Year(-number) if _is_bc(match) else Year(number)) if number else None


def _year_tail(match: Match) -> Expression | None:
    """The end of a range of years: "96" of "1995-96"."""
    return YearTail(int(numbers(match)[0])) if numbers(match)[0] < 100 else None


def _decade(match: Match) -> Expression | None:
    number = int(numbers(match)[0])
    if _is_bc(match):
        return Span("decade", -number)
    if number >= 100:
        return Span("decade", number)
    return Span("decade", number + (1900 if number >= 20 else 2000))


def _part_of_decade(match: Match) -> Expression | None:
    decade = _decade(match)
    mod: TimexMod = "START" if match.has("early") else "END" if match.has("late") else "MID"
    return Modified(decade, mod) if decade else None


def _century(match: Match) -> Expression | None:
    number = int(numbers(match)[0])
    return Span("century", -number if _is_bc(match) else (number - 1) * 100) if 1 <= number <= 22 else None


def _quarter(match: Match) -> Expression | None:
    number = int(numbers(match)[0])
    return Named("quarter", number, year_of(match)) if 1 <= number <= 4 else None


def _half(match: Match) -> Expression | None:
    number = 2 if match.has("last", "latter") else int(numbers(match)[0])
    return Named("half", number, year_of(match)) if number in (1, 2) else None


def _season(match: Match) -> Expression:
    return Named("season", str(match.all("SEASON")[0]), year_of(match))


def _weekday(match: Match) -> Expression:
    return Named("weekday", _int(match.all("WDAY")[0]))


def _holiday(match: Match) -> Expression:
    return Named("holiday", str(match.all("HOLIDAY")[0]), year_of(match))


def _clock(match: Match) -> Expression | None:
    clock = match.all("CLOCK")
    parts = clock[0] if clock else (int(numbers(match)[0]), 0)
    if not isinstance(parts, tuple):
        return None
    hour, *smaller = map(int, parts)
    half_day = "".join(map(str, match.all("AMPM")))
    if hour > 24 or (half_day and not 1 <= hour <= 12):
        return None
    if half_day:
        hour = hour % 12 + (12 if half_day.startswith("p") else 0)
    return TimeOfDay(f"T{hour:02}" + "".join(f":{part:02}" for part in smaller))


def _military_clock(match: Match) -> Expression | None:
    """Four digits, as in "0645 GMT"."""
    hour, minute = divmod(int(numbers(match)[0]), 100)
    return TimeOfDay(f"T{hour:02}:{minute:02}") if hour <= 24 and minute < 60 else None


def _around(grain: str, shift: int) -> Build:
    return lambda _: Around(grain, shift)


_ZONE_TIME = "local|eastern|central|pacific|mountain standard|daylight? time"
_TO_BC = "~-|–|to|and|or|until ~YEARNUM|NUMBER|DAYNUM ~ERA"
RULES = (
    Rule("DAY_T", "MON DAYNUM ~attack|attacks|terrorist|terror|hijackings|hijackers", _eleventh_of_september),
    Rule("DAY_T", "~post|pre ~- MON DAYNUM", _eleventh_of_september),
    Rule("DAY_T", "MON DAYNUM|ORDINAL", _day),
    Rule("DAY_T", "MON the ORDINAL", _day),
    Rule("DAY_T", "MON DAYNUM|ORDINAL ,? YEARNUM", _day),
    Rule("DAY_T", "WDAY ,? the? MON DAYNUM|ORDINAL", _day),
    Rule("DAY_T", "WDAY ,? the? MON DAYNUM|ORDINAL ,? YEARNUM", _day),
    Rule("DAYFIRST_T", "the? DAYNUM|ORDINAL of? MON", _day),
    Rule("DAYFIRST_T", "the? DAYNUM|ORDINAL of? MON ,? of? YEARNUM", _day),
    Rule("DAYFIRST_T", "the? DAYNUM|ORDINAL of? MON ,? of? YEARNUM ERA", _day),
    Rule("DAYFIRST_T", "WDAY ,? the? DAYNUM|ORDINAL of? MON", _day),
    Rule("DAYFIRST_T", "WDAY ,? the? DAYNUM|ORDINAL of? MON ,? YEARNUM", _day),
    Rule("DAYFIRST_T", "DAYNUM - MON - YEARNUM", _day),
    Rule("DAY_T", "ISO|SLASHED|DASHED", _date),
    Rule("DAY_T", "WDAY ,? ISO|SLASHED|DASHED", _date),
    Rule("DAYFIRST_T", "WDAY the ORDINAL", _weekday_number),
    Rule("MONTH_T", "MON", _month),
    Rule("MONTH_T", "MON ,? of? YEARNUM", _month),
    Rule("MONTH_T", "MON ,? of? YEARNUM|NUMBER|DAYNUM ERA", _month),
    Rule("MONTH_T", "MON SHORT_YEAR", _month),
    Rule("YEAR_T", "YEARNUM", _year),
    Rule("YEAR_T", "SHORT_YEAR", _year),
    Rule("YEAR_T", "~YEARNUM ~-|– DAYNUM|NUMBER !-", _year_tail),
    Rule("YEAR_T", "the? year|years YEARNUM", _year),
    Rule("YEAR_T", "fiscal|financial year? YEARNUM", _year),
    Rule("YEAR_T", "fy YEARNUM|SHORT_YEAR", _year),
    Rule("YEAR_T", "fy DAYNUM", lambda m: Year(full_year(int(numbers(m)[0])))),
    Rule("YEAR_T", "YEARNUM|NUMBER|DAYNUM ERA", _bc_year),
    Rule("YEAR_T", f"YEARNUM|NUMBER|DAYNUM {_TO_BC}", lambda m: Year(-int(numbers(m)[0]))),
    Rule("LONG_T", "the? DECADE", _decade),
    Rule("LONG_T", "the? DECADE ERA", _decade),
    Rule("LONG_T", "the TENS_PLURAL", _decade),
    Rule("EDGE_T", "the early|mid|late -? TENS_PLURAL", _part_of_decade),
    Rule("LONG_T", "the ORDINAL -? century", _century),
    Rule("LONG_T", "ORDINAL -? century", _century),
    Rule("LONG_T", "the? ORDINAL century ERA", _century),
    Rule("QUARTER_T", "the? fiscal? -? ORDINAL -? fiscal? quarter", _quarter),
    Rule("QUARTER_T", "q DAYNUM", _quarter),
    Rule("HALF_T", "the? ORDINAL|latter|last -? half", _half),
    Rule("HALF_T", "h DAYNUM", _half),
    Rule("SEASON_T", "SEASON", _season),
    Rule("SEASON_T", "the? SEASON of? YEARNUM", _season),
    Rule("SEASON_T", "the? SEASON of? YEARNUM|NUMBER|DAYNUM ERA", _season),
    Rule("WDAY_T", "WDAY", _weekday),
    Rule("HOLIDAY_T", "HOLIDAY", _holiday),
    Rule("HOLIDAY_T", "HOLIDAY ,? YEARNUM", _holiday),
    Rule("TIME_T", "STAMP", _stamp),
    Rule("CLOCK_T", "CLOCK ZONE?", _clock),
    Rule("CLOCK_T", f"CLOCK|DAYNUM|CARDINAL|COUNT AMPM {_ZONE_TIME}", _clock),
    Rule("CLOCK_T", f"CLOCK {_ZONE_TIME}", _clock),
    Rule("CLOCK_T", f"NUMBER|YEARNUM hrs|hours? {_ZONE_TIME}", _military_clock),
    Rule("CLOCK_T", "CLOCK hrs|hours|h", _clock),
    Rule("CLOCK_T", "CLOCK AMPM ZONE?", _clock),
    Rule("CLOCK_T", "NUMBER|YEARNUM ZONE|hrs", _military_clock),
    Rule("CLOCK_T", "DAYNUM|CARDINAL|COUNT AMPM ZONE?", _clock),
    Rule("CLOCK_T", "DAYNUM|CARDINAL|COUNT CLOCKWORD", _clock),
    Rule("CLOCK_T", "noon|midday", lambda _: TimeOfDay("T12:00")),
    Rule("CLOCK_T", "DAYNUM noon|midday", lambda m: TimeOfDay("T12:00") if numbers(m)[0] == NOON else None),
    Rule("CLOCK_T", "DAYNUM midnight", lambda m: TimeOfDay("T24:00") if numbers(m)[0] == NOON else None),
    Rule("CLOCK_T", "midnight", lambda _: TimeOfDay("T24:00")),
    *LENGTHS,
    Rule("TODAY_T", "today", _around("day", 0)),
    Rule("TODAY_T", "yesterday", _around("day", -1)),
    Rule("TODAY_T", "tomorrow", _around("day", 1)),
    Rule("TODAY_T", "the? day before yesterday", _around("day", -2)),
    Rule("TODAY_T", "the? day after tomorrow", _around("day", 2)),
    Rule("PART_T", "tonight", lambda _: TimeOfDay("TNI", Around("day", 0))),
    Rule("PART_T", "overnight", lambda _: TimeOfDay("TNI")),
)
