"""The fourth table: a year, a longer period or a part of day beside a date: "May of last year", "Friday night"."""

from dataclasses import replace

from workers.stages.dates.counts import numbers
from workers.stages.dates.expressions import (
    Anaphor,
    Around,
    Comparable,
    Duration,
    Expression,
    Latest,
    Modified,
    Named,
    Nth,
    Offset,
    TimeOfDay,
    Whole,
)
from workers.stages.dates.patterns import Match, Rule
from workers.stages.dates.relations import base_of, length_of, of_year, year_period
from workers.stages.dates.values import daypart_suffix


def _whole(match: Match) -> Expression | None:
    unit, day = base_of(match), base_of(match, 1)
    return Whole(unit.grain, day) if isinstance(unit, Around) and unit.grain in ("week", "weekend") else None


def _weekday_of(match: Match) -> Expression | None:
    """Such as "Tuesday of last week"."""
    weekday = base_of(match)
    return replace(weekday, of=base_of(match, 1)) if isinstance(weekday, Named) else None


def _year_before(match: Match) -> Expression | None:
    """Such as "the quarter a year ago"."""
    return Comparable("quarter") if isinstance(base_of(match), Latest) else None


def _nth(match: Match) -> Expression | None:
    grain = str((match.all("UNIT") or ["day"])[0])
    if match.has("REL_T"):  # "the last week" was read as one expression
        last, *whole = [item.meaning for item in match.items if isinstance(item.meaning, Expression)]
        return Nth(-1, last.grain, whole[0]) if whole and isinstance(last, Around) and last.shift < 0 else None
    number = -1 if match.has("last", "final") else int(numbers(match)[0])
    return Nth(number, grain, base_of(match))


def _part(match: Match) -> Expression:
    """A part of day, of the day that is said or not."""
    suffix = daypart_suffix(str((match.all("DAYPART") + match.all("DAYPARTS"))[0]))
    bases = [item.meaning for item in match.items if isinstance(item.meaning, Expression)]
    if bases:
        return TimeOfDay(suffix, bases[0])
    if match.has("that", "same"):
        return TimeOfDay(suffix, Anaphor("day"))
    if match.has("next", "following", "previous"):
        return TimeOfDay(suffix, Around("day", 1 if not match.has("previous") else -1, "narrative"))
    if match.has("last"):
        return TimeOfDay(suffix, Around("day", -1))
    return TimeOfDay(suffix, Around("day", 0) if match.has("this") else None)


def _spoken_hour(match: Match) -> Expression | None:
    """Such as "six in the morning"."""
    hour = numbers(match)[0]
    if not 1 <= hour <= 12:
        return None
    afternoon = daypart_suffix(str(match.all("DAYPART")[0])) in ("TAF", "TEV", "TNI")
    return TimeOfDay(half_day(f"T{int(hour):02}:00", afternoon))


def half_day(suffix: str, afternoon: bool) -> str:
    """The clock time with the hour of the afternoon that it means: T06:00, in the evening, is T18:00."""
    hour = int(suffix[1:3])
    return f"T{hour + 12}{suffix[3:]}" if afternoon and hour < 12 else suffix


def _early_hours(match: Match) -> Expression | None:
    if length_of(match).grain != "hour":
        return None
    return Modified(TimeOfDay("TMO" if match.has("early", "small", "wee") else "TNI", base_of(match, 1)), "START")


def _daypart_hours(match: Match) -> Expression:
    """Such as "the small hours of 12 June"."""
    return TimeOfDay(daypart_suffix(str(match.all("DAYPART")[0])), base_of(match, 1))


def _same_quarter(match: Match) -> Expression | None:
    """Such as "the same quarter last year"."""
    return _told_year(match) if base_of(match) == Anaphor("quarter") else None


def _told_year(match: Match) -> Expression:
    """Such as "the same period last year"."""
    return Named("quarter", 0, None, None, base_of(match, 1))


def _from(match: Match) -> Expression | None:
    """Such as "a week from Tuesday", "two days after Christmas", "forty years ago today"."""
    length, base = base_of(match), base_of(match, 1)
    if isinstance(length, Comparable):
        length = Offset(1, "year", -1)
    if not isinstance(length, Duration | Offset) or length.count is None:
        return None
    sign = length.sign if isinstance(length, Offset) else -1 if match.has("before") else 1
    return Offset(length.count, length.grain, sign, base=base)


_YEARLY = "RELYEAR_T|YEAR_T"


DAYLIKE = "WDAY_T|TODAY_T|DAY_T|DAYFIRST_T|REL_T|HOLIDAY_T|OFFSET_T"


_LONGER = "MONTH_T|RELYEAR_T|YEAR_T|QUARTER_T|THE_T|REL_T"
ATTACHED = (
    Rule("DATED_T", "the? DAY_T|DAYFIRST_T|MONTH_T|HOLIDAY_T of|in|,? RELYEAR_T", of_year),
    Rule("DATED_T", "the? QUARTER_T|HALF_T|SEASON_T of|in? RELYEAR_T", of_year),
    Rule("DATED_T", "the? QUARTER_T|HALF_T of|in? YEAR_T|LONG_T", of_year),
    Rule("DATED_T", f"the? first|last|final|ORDINAL day|week|month of {_LONGER}", _nth),
    Rule("DATED_T", f"REL_T of {_LONGER}", _nth),
    Rule("DATED_T", "THE_T of DAY_T|DAYFIRST_T", _whole),
    Rule("DATED_T", "the ORDINAL of REL_T", lambda m: Nth(int(numbers(m)[0]), "day", base_of(m))),
    Rule("FROM_T", "DUR_T|ONE_T from WDAY_T|TODAY_T|HOLIDAY_T|REL_T !to|until|till|through|-|–", _from),
    Rule("FROM_T", "DUR_T|ONE_T before|after HOLIDAY_T|DAY_T|DAYFIRST_T|TODAY_T", _from),
    Rule("FROM_T", "AROUND_T HOLIDAY_T|DAY_T|DAYFIRST_T", _from),
    Rule("FROM_T", "OFFSET_T|COMPARABLE_T WDAY_T|TODAY_T|REL_T|HOLIDAY_T|DAY_T|DAYFIRST_T", _from),
    Rule("PART_T", "~at|before|after|by|until|till|since dawn|dusk", _part),
    Rule("PART_T", f"the? early|late? DAYPART UNITS_T of|on {DAYLIKE}", _daypart_hours),
    Rule("PART_T", f"the? early|small|wee|late UNITS_T of|on {DAYLIKE}|PART_T", _early_hours),
    Rule("DATED_T", "TOLD_T of|in? RELYEAR_T|YEAR_T", _told_year),
    Rule("DATED_T", "TOLD_T COMPARABLE_T|OFFSET_T", lambda m: base_of(m, 1)),
    Rule("DATED_T", "the? corresponding|same|comparable period|quarter of|in? RELYEAR_T|YEAR_T", year_period),
    Rule("DATED_T", "REL_T of|in? RELYEAR_T|YEAR_T", _same_quarter),
    Rule("DATED_T", f"{_YEARLY} POSSESSIVE? QUARTER_T|HALF_T|SEASON_T|MONTH_T", of_year),
    Rule("DATED_T", "RELYEAR_T POSSESSIVE quarter|period", year_period),
    Rule("DATED_T", "LATEST_T|THE_T OFFSET_T", _year_before),
    Rule("DATED_T", "WDAY_T of|,? REL_T", _weekday_of),
    Rule("PART_T", f"{DAYLIKE} POSSESSIVE? DAYPART", _part),
    Rule("PART_T", f"the? DAYPART of|on|,? {DAYLIKE}", _part),
    Rule("PART_T", "this|last|that|same|next|following|previous DAYPART", _part),
    Rule("PART_T", "the same|next|following|previous|very DAYPART", _part),
    Rule("PART_T", "the DAYPART", _part),
    Rule("PART_T", "mid -? DAYPART", lambda m: Modified(_part(m), "MID")),
    Rule("PART_T", "mid -? DAYPART on? WDAY_T|TODAY_T|DAY_T", lambda m: Modified(_part(m), "MID")),
    Rule("PART_T", "early|late DAYPART", lambda m: Modified(_part(m), "START" if m.has("early") else "END")),
    Rule("TIME_T", "DAYNUM|COUNT in the DAYPART", _spoken_hour),
    Rule("DAYPART_T", "DAYPART", _part),
)  # fmt: skip
