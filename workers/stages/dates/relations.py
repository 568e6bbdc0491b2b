"""The third table: what is said in relation to something else: "last week", "a year ago", "the latest quarter"."""

from dataclasses import replace

from workers.stages.dates.counts import numbers
from workers.stages.dates.expressions import (
    Anaphor,
    Around,
    Comparable,
    Day,
    DayNumber,
    Duration,
    Ended,
    Expression,
    Latest,
    Modified,
    Named,
    Offset,
    Recurrence,
    Reference,
    Span,
    TimeOfDay,
    Told,
    Year,
)
from workers.stages.dates.lengths import count_of, unit_of
from workers.stages.dates.patterns import Build, Match, Rule
from workers.stages.dates.values import daypart_suffix

BACK = "last|past|previous|prior|preceding"


AHEAD = "next|coming|upcoming|following|ensuing"


NAMED = "MON|WDAY_T|MONTH_T|SEASON_T|HOLIDAY_T|weekend"


# Words that count from what the text spoke of last, not from the publication.


_NARRATIVE = ("previous", "prior", "preceding", "following", "ensuing")


_SAME = ("that", "same")


def base_of(match: Match, skip: int = 0) -> Expression:
    """The expression among the matched items; the first, or the one after `skip` others."""
    return [item.meaning for item in match.items if isinstance(item.meaning, Expression)][skip]


def _which(match: Match) -> int:
    back, ahead = match.has(*BACK.split("|")), match.has(*AHEAD.split("|"))
    return ahead - back


def _around(match: Match) -> Expression:
    grain = unit_of(match)
    if match.has(*_SAME):
        return Anaphor(grain)
    narrative = match.has(*_NARRATIVE) or (match.has("the") and match.has("next") and grain in ("day", "month"))
    return Around(grain, _which(match), "narrative" if narrative else "publication")


def _named(match: Match) -> Expression:
    base = base_of(match)
    if not isinstance(base, Named):
        return base
    return replace(base, which=_which(match), narrative=match.has(*_NARRATIVE))


def _length(match: Match) -> Expression:
    found = [item.meaning for item in match.items if isinstance(item.meaning, Duration)]
    return found[0] if found else Duration(count_of(match), unit_of(match))


def length_of(match: Match) -> Duration:
    """The first length of time among the matched items."""
    return next(item.meaning for item in match.items if isinstance(item.meaning, Duration))


def _fuzzy_units(match: Match) -> Expression:
    if match.has("coming", "future", "upcoming", "following", "ensuing"):
        return Reference("FUTURE_REF")
    return Reference("PAST_REF")


def _the_unit(match: Match) -> Expression | None:
    grain = unit_of(match)
    if grain in ("second", "minute", "hour"):
        return None
    return Latest(grain) if grain == "quarter" or match.has("latest") else Around(grain, 0)


def _comparable(match: Match) -> Expression:
    quarters = [item.meaning for item in match.items if isinstance(item.meaning, Named)]
    if quarters:
        return Comparable("quarter", int(quarters[0].index))
    durations = [item.meaning for item in match.items if isinstance(item.meaning, Duration) and item.meaning.count != 1]
    return durations[0] if durations else Comparable("quarter" if match.has("quarter") else None)


def of_year(match: Match) -> Expression | None:
    """A quarter, half, season, month, day or holiday of a year that is said beside it."""
    found = [item.meaning for item in match.items if isinstance(item.meaning, Expression)]
    if len(found) < 2:
        return None
    named, year = sorted(found, key=lambda e: isinstance(e, Year | Around | Anaphor | Span))[:2]
    if isinstance(year, Span):
        return Modified(year, "START" if isinstance(named, Named) and named.index == 1 else "END")
    if isinstance(named, Modified):
        return Modified(_within(named.base, year), named.mod)
    return _within(named, year)


def _within(named: Expression, year: Expression) -> Expression:
    if isinstance(named, Named):
        if isinstance(year, Year):
            return replace(named, year=year.year)
        return replace(named, of=year)
    if isinstance(named, Day):
        return replace(named, of=year)
    return named


def year_period(match: Match) -> Expression:
    """Such as "the 1988 period": the quarter of that year which the text is about."""
    return Named("quarter", 0, None, None, base_of(match))


def _offset(match: Match) -> Expression:
    base = base_of(match)
    if not isinstance(base, Duration):
        return base
    if base.count == 1 and base.grain == "year" and match.has("ago", "earlier", "before", "previously"):
        return Comparable()
    anchor = (
        "narrative" if match.has("earlier", "later", "before", "after", "afterwards", "previously") else "publication"
    )
    forward = match.has("later", "hence", "after", "afterwards", "from")
    return Offset(base.count, base.grain, 1 if forward else -1, anchor)  # type: ignore[arg-type]  # a Literal's values


def _twice_removed(match: Match) -> Expression:
    """Such as "the week before last", "the night before last"."""
    shift = -2 if match.has("before") else 2
    if match.has("DAYPART"):
        return TimeOfDay(daypart_suffix(str(match.all("DAYPART")[0])), Around("day", shift))
    return Around(unit_of(match), shift)


def _part_beside(match: Match) -> Expression:
    """Such as "the night before"."""
    shift = -1 if match.has("before") else 1
    return TimeOfDay(daypart_suffix(str(match.all("DAYPART")[0])), Around("day", shift, "narrative"))


def _past_unit(match: Match) -> Expression | None:
    """Such as "over the past year": a length that ends now, not the calendar year before."""
    grain = unit_of(match)
    return Duration(1, grain) if grain in ("year", "decade", "century", "month", "week", "day", "hour") else None


def _last_decade(match: Match) -> Expression | None:
    grain = unit_of(match)
    return Duration(1, grain) if grain in ("decade", "century") else None


def _beside(match: Match) -> Expression | None:
    grain = unit_of(match)
    if grain not in ("day", "week", "month", "year"):
        return None
    return Offset(1, grain, -1 if match.has("before") else 1, "narrative")


def _season_set(match: Match) -> Expression:
    return Recurrence(f"XXXX-{match.all('SEASONS')[0]}")


def reference(value: str) -> Build:
    """A builder of one and the same reference."""
    return lambda _: Reference(value)


def _day_number_of_year(match: Match) -> Expression | None:
    year = base_of(match)
    return DayNumber(int(numbers(match)[0]), year.year) if isinstance(year, Year) else None


def _one_day(match: Match) -> Expression | None:
    """The "one day" of "will one day"."""
    return Reference("FUTURE_REF") if length_of(match) == Duration(1, "day") else None


_PAST, _PRESENT, _FUTURE = map(reference, ("PAST_REF", "PRESENT_REF", "FUTURE_REF"))


REFERENCES = (
    Rule("REF_T", "right? now", _PRESENT),
    Rule("REF_T", "currently|current|nowadays|presently", _PRESENT),
    Rule("REF_T", "these UNITS_T", lambda m: Reference("PRESENT_REF") if length_of(m).grain == "day" else None),
    Rule("REF_T", "~will|would|may|might|could DUR_T", _one_day),
    Rule("UNITS_T", "UNITS_T or UNITS_T", base_of),
    Rule("REF_T", "the time being", _PRESENT),
    Rule("REF_T", "more|most? recently", _PAST),
    Rule("REF_T", "recent", _PAST),
    Rule("REF_T", "the recent|distant? past", _PAST),
    Rule("STORY_T", "former", _PAST),
    Rule("STORY_T", "future", _FUTURE),
    Rule("NIGHT_T", "~at night", lambda _: TimeOfDay("TNI", Recurrence("XXXX-XX-XX"))),
    Rule("REF_T", "!as soon !as", _FUTURE),
    Rule("REF_T", "as soon as possible", _FUTURE),
    Rule("REF_T", "the near|not? future", _FUTURE),
    Rule("REF_T", "a later date", _FUTURE),
    Rule("REF_T", "the near|short|long term", _FUTURE),
    Rule("REF_T", "ONE_T or AMOUNT", _FUTURE),
)


_OF_REPORT = "quarter|period|QUARTER_T|DUR_T"


RELATIVE = (
    *REFERENCES,
    Rule("LENGTH_T", "the past UNIT", _past_unit),
    Rule("LENGTH_T", "~over|for|throughout the last UNIT", _last_decade),
    Rule("RELYEAR_T", f"the? {BACK}|{AHEAD} fiscal|calendar|full? year", _around),
    Rule("RELYEAR_T", "this|that same|past|coming|fiscal? year", _around),
    Rule("RELYEAR_T", "the current|same|present fiscal? year", _around),
    Rule("REL_T", f"the? {BACK}|{AHEAD} UNIT", _around),
    Rule("REL_T", f"the very {AHEAD} UNIT", _around),
    Rule("REL_T", "this|that same|past|coming|very? UNIT", _around),
    Rule("REL_T", "the? current|same|present UNIT", _around),
    Rule("REL_T", f"the? {BACK}|{AHEAD} {NAMED}", _named),
    Rule("REL_T", f"this past|coming? {NAMED}", _named),
    Rule("QUARTER_T", "this|last|next|current past|fiscal? quarter", _around),
    Rule("LENGTH_T", f"the? {BACK}|{AHEAD}|first|final|latest|initial|opening AMOUNT UNITS|UNIT", _length),
    Rule("LENGTH_T", f"the? {BACK}|{AHEAD}|first|final|latest|initial|opening DUR_T", _length),
    Rule("LENGTH_T", "the|this|these|those DUR_T", _length),
    Rule("LENGTH_T", f"the AMOUNT {BACK}|{AHEAD} UNITS_T", lambda m: Duration(count_of(m), length_of(m).grain)),
    Rule("SEASON_T", "the SEASON_T", base_of),
    Rule("DURATION_T", "the? year ~to ~MON|MONTH_T|DAY_T|DAYFIRST_T", lambda _: Duration(1, "year")),
    Rule("DURATION_T", "the? fiscal? year ~ended|ending", lambda _: Duration(1, "year")),
    Rule("ENDED_T", "the? week ~ended|ending", lambda _: Ended("week")),
    Rule("ENDED_T", "the? latest|fiscal? quarter ~ended|ending", lambda _: Ended("quarter")),
    Rule("YEAR_T", "YEAR_T and beyond", lambda m: Modified(base_of(m), "AFTER")),
    Rule("YEAR_T", "YEAR_T or later", lambda m: Modified(base_of(m), "AFTER")),
    Rule("SET_T", f"the {BACK}|{AHEAD} AMOUNT SEASONS", _season_set),
    Rule("VAGUE_T", "the? recent|past|coming|future|upcoming|previous|later|earlier|subsequent UNITS_T", _fuzzy_units),
    Rule("THE_T", "the latest|full|fiscal|current? fiscal|full? UNIT", _the_unit),
    Rule("THE_T", "latest|full|fiscal UNIT", _the_unit),
    Rule("RELYEAR_T", "the? current|present fiscal? UNIT", _around),
    Rule("LATEST_T", "the period", lambda _: Latest("quarter", bare=True)),
    Rule("LATEST_T", "the latest|current|most? recent? quarter|period", lambda _: Latest("quarter")),
    Rule("COMPARABLE_T", f"the comparable|corresponding? year - ago|earlier {_OF_REPORT}", _comparable),
    Rule("COMPARABLE_T", f"year - ago|earlier {_OF_REPORT}", _comparable),
    Rule("COMPARABLE_T", "the? year - ago|earlier", _comparable),
    Rule("COMPARABLE_T", "ONE_T - ago|earlier", _comparable),
    Rule("COMPARABLE_T", "ONE_T - ago|earlier quarter|period", _comparable),
    Rule("YEARPERIOD_T", "the YEAR_T quarter|period", year_period),
    Rule("QUARTER_T", "the? YEAR_T QUARTER_T", of_year),
    Rule("OFFSET_T", "DUR_T|ONE_T|UNITS_T or? so? ago|earlier|later|before|hence|afterwards|previously", _offset),
    Rule("OFFSET_T", "DUR_T|ONE_T|UNITS_T from now|today", _offset),
    Rule("AROUND_T", "the UNIT before|after", _beside),
    Rule("AROUND_T", "the DAYPART before|after", _part_beside),
    Rule("REL_T", "the UNIT|DAYPART before last", _twice_removed),
    Rule("REL_T", "the UNIT|DAYPART after next", _twice_removed),
    Rule("TOLD_T", "this|that same? period", lambda _: Told()),
    Rule("TOLD_T", "the same period", lambda _: Told()),
    Rule("TOLD_T", "~during|since|until|till|by|before|after|around|from that time", lambda _: Told()),
    Rule("TOLDHERE_T", "~at the same time !as|of|when|that", lambda _: Told()),
    Rule("TOLDHERE_T", "~at|during|since|until|till|by|around|from this|that|the time !of|when|that", lambda _: Told()),
    Rule("DAY_T", "~DAY_T ~-|–|to|and|through|, DAYNUM|ORDINAL !UNITS|UNIT|of|%|percent|MON|OTHER|AMPM|CLOCKWORD",
         lambda m: DayNumber(int(numbers(m)[0]))),
    Rule("DAY_T", "~DAY_T ~-|–|to|and|through DAYNUM|ORDINAL ,? YEAR_T", _day_number_of_year),
    Rule("DAYFIRST_T", "the? DAYNUM|ORDINAL ~-|–|to|and|or ~DAYFIRST_T", lambda m: DayNumber(int(numbers(m)[0]))),
)  # fmt: skip
