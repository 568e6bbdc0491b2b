"""The last tables: edges ("the end of May"), clock times with their days, and hedges ("about a year").

Each table works on what the one before made: `EDGES`, then `JOINED`, then `HEDGED`.
"""

from workers.stages.dates.attachments import DAYLIKE, half_day
from workers.stages.dates.counts import numbers
from workers.stages.dates.expressions import (
    Around,
    DayNumber,
    Duration,
    Expression,
    Modified,
    Offset,
    Recurrence,
    TimeOfDay,
)
from workers.stages.dates.lengths import unit_of
from workers.stages.dates.patterns import Match, Rule
from workers.stages.dates.relations import base_of, length_of
from workers.stages.dates.values import daypart_suffix


def _edge(match: Match) -> Expression | None:
    """A part of a period: "early May", "the end of the year"."""
    base = base_of(match)
    if match.has("rest", "remainder"):
        return base
    if match.has("earlier", "later") and not _is_short(base):
        return Modified(base, "END", 1) if match.has("later") else Modified(base, "START", -1)
    if match.has("middle", "mid"):
        return Modified(base, "MID")
    return Modified(base, "END" if match.has("end", "close", "late", "later", "latter") else "START")


def _is_short(base: Expression) -> bool:
    return isinstance(base, TimeOfDay) or (isinstance(base, Around) and base.grain == "day")


def _clock_of_day(match: Match) -> Expression | None:
    found = [item.meaning for item in match.items if isinstance(item.meaning, Expression)]
    times = [e for e in found if isinstance(e, TimeOfDay) and e.suffix[1:2].isdigit()]
    days = [e for e in found if e not in times]
    day = days[0] if days else None
    if not times or (isinstance(day, Offset) and day.grain in ("hour", "minute", "second")):
        return None
    if isinstance(day, TimeOfDay):
        afternoon = day.suffix in ("TAF", "TEV", "TNI")
        return TimeOfDay(half_day(times[0].suffix, afternoon), None if isinstance(day.base, Recurrence) else day.base)
    if match.has("DAYPART"):
        suffix = daypart_suffix(str(match.all("DAYPART")[0]))
        return TimeOfDay(half_day(times[0].suffix, suffix in ("TAF", "TEV", "TNI")), day)
    return TimeOfDay(times[0].suffix, day)


def _hedged(match: Match) -> Expression | None:
    base = base_of(match)
    if isinstance(base, Duration) and base.count is None:
        return None
    if match.has("nearly", "almost", "less", "fewer", "under"):
        return Modified(base, "LESS_THAN")
    if match.has("up", "most", "no", "within"):
        return Modified(base, "LESS_THAN")
    if match.has("least", "over", "than", "longer", "more"):
        return Modified(base, "MORE_THAN")
    return Modified(base, "APPROX")


_WHOLE = (
    "QUARTER_T|HALF_T|SEASON_T|MONTH_T|HOLIDAY_T|REL_T|DAY_T|DAYFIRST_T|DATED_T|RELYEAR_T|YEAR_T|LONG_T|THE_T|"
    "WDAY_T|TODAY_T|PART_T|YEARPERIOD_T|COMPARABLE_T|SET_T"
)


EDGES = (
    Rule("EDGE_T", f"the? very? end|beginning|start|middle|close|rest|remainder of {_WHOLE}", _edge),
    Rule("EDGE_T", f"early|late|mid|earlier|later -? in? {_WHOLE}", _edge),
    Rule("EDGE_T", f"the early|late|mid -? {_WHOLE}", _edge),
    Rule("EDGE_T", f"early|late|mid on {_WHOLE}", _edge),
    Rule("EDGE_T", "the turn of LONG_T|REL_T|THE_T", lambda m: Modified(base_of(m), "START")),
    Rule("DUR_T", "DUR_T ’|' time", base_of),
    Rule("DUR_T", "ONE_T POSSESSIVE time", base_of),
    Rule("EDGE_T", f"the? early|late|latter part of {_WHOLE}", _edge),
    Rule("EDGE_T", "year|month - end", lambda m: Modified(Around(unit_of(m), 0), "END")),
    Rule("EDGE_T", "year|month end", lambda m: Modified(Around(unit_of(m), 0), "END")),
    Rule("EDGE_T", "year|month POSSESSIVE end", lambda m: Modified(Around(unit_of(m), 0), "END")),
    Rule("EDGE_T", "the? RELYEAR_T|REL_T POSSESSIVE end", _edge),
)
_ANY_DAY = f"{DAYLIKE}|PART_T|EDGE_T|DATED_T"


JOINED = (
    Rule("TIME_T", f"CLOCK_T ,? on? {_ANY_DAY}", _clock_of_day),
    Rule("TIME_T", f"{DAYLIKE}|PART_T|DATED_T ,? at? CLOCK_T", _clock_of_day),
    Rule("TIME_T", f"{DAYLIKE} at about|around? CLOCK_T", _clock_of_day),
    Rule("TIME_T", "CLOCK_T in the? DAYPART", _clock_of_day),
    Rule("TIME_T", "CLOCK_T in PART_T", _clock_of_day),
    Rule("TIME_T", "CLOCK_T at NIGHT_T", _clock_of_day),
)


_HEDGED = "DUR_T|ONE_T|OFFSET_T|YEAR_T|MONTH_T|DAY_T|DAYFIRST_T|CLOCK_T|TIME_T|LONG_T"


HEDGED = (
    Rule("LENGTH_T", "the first|last|final|early|opening|closing UNITS_T", length_of),
    Rule("DAYNUMBER_T", "the ORDINAL", lambda m: DayNumber(int(numbers(m)[0]))),
    Rule("HEDGED_T", f"about|around|approximately|roughly|circa|ca {_HEDGED}", _hedged),
    Rule("HEDGED_T", "ca . YEAR_T", _hedged),
    Rule("HEDGED_T", "nearly|almost|over|under|some DUR_T|OFFSET_T", _hedged),
    Rule("HEDGED_T", "nearly|almost|over|under ONE_T", _hedged),
    Rule("HEDGED_T", "more|less|fewer|longer than DUR_T|ONE_T|OFFSET_T", _hedged),
    Rule("HEDGED_T", "no|not more|less|fewer|longer than DUR_T|ONE_T", _hedged),
    Rule("HEDGED_T", "or? at least|most DUR_T|ONE_T|LENGTH_T", _hedged),
    Rule("HEDGED_T", "up to DUR_T|ONE_T", _hedged),
    Rule("HEDGED_T", "DUR_T|ONE_T|OFFSET_T|LENGTH_T|REL_T|RELYEAR_T or so|more|longer", _hedged),
)
