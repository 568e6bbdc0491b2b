"""Lengths of time, ages, and what recurs, for the second table: "three weeks", "27-year-old", "every Tuesday"."""

from workers.stages.dates.counts import HALF, VAGUE
from workers.stages.dates.expressions import Duration, Expression, Modified, Named, Offset, Recurrence
from workers.stages.dates.patterns import Match, Rule
from workers.stages.dates.values import daypart_suffix, duration_value


def count_of(match: Match) -> float | None:
    """The count among the matched items: a number, 1 for an article or none, None where it is vague."""
    found = match.all("AMOUNT")
    if any(meaning is VAGUE for meaning in found):
        return None
    values = [meaning for meaning in found if isinstance(meaning, int | float)]
    return values[0] if values else 1


def unit_of(match: Match) -> str:
    """The grain of the unit among the matched items."""
    return str((match.all("UNIT") + match.all("UNITS"))[-1])


def _duration(match: Match) -> Expression:
    return Duration(count_of(match), unit_of(match))


def _longest(match: Match) -> Expression:
    """Such as "two to three weeks": the length up to which it may last."""
    counts = [amount for amount in match.all("AMOUNT") if isinstance(amount, int | float)]
    return Duration(counts[-1], unit_of(match)) if counts else _duration(match)


def _bare_units(match: Match) -> Expression:
    return Duration(None, unit_of(match))


def _one_and_half(match: Match) -> Expression | None:
    """Such as "a minute and a half", "two years and a half"."""
    if match.all("COUNT")[-1] != HALF:
        return None
    whole = count_of(match) if match.all("AMOUNT")[1:] else 1
    return Duration((whole or 1) + HALF, unit_of(match))


def _frequency(match: Match) -> Expression:
    return Recurrence(str(match.items[-1].meaning))


def _named_frequency(match: Match) -> Expression:
    if match.has("WDAY", "WEEKDAYS"):
        return Recurrence(f"XXXX-WXX-{(match.all('WDAY') + match.all('WEEKDAYS'))[0]}" + _plural_part(match))
    if match.has("MON"):
        return Recurrence(f"XXXX-{match.all('MON')[0]:02}")
    if match.has("SEASON", "SEASONS"):
        return Recurrence(f"XXXX-{(match.all('SEASON') + match.all('SEASONS'))[0]}")
    return Recurrence(f"XXXX-XX-XX{_plural_part(match)}")


def _plural_part(match: Match) -> str:
    parts = match.all("DAYPARTS") + match.all("DAYPART")
    return daypart_suffix(str(parts[0])) if parts else ""


def _every(match: Match) -> Expression:
    count = 2 if match.has("other") else count_of(match)
    return Recurrence(duration_value(count, unit_of(match)))


def _plural_ago(match: Match) -> Expression | None:
    """Such as "two Sundays ago", "three summers ago"."""
    count = count_of(match)
    if count is None or count != int(count) or count < 1:
        return None
    if match.has("WEEKDAYS"):
        return Offset(count - 1, "week", -1, base=Named("weekday", str(match.all("WEEKDAYS")[0]), which=-1))
    return Offset(count - 1, "year", -1, base=Named("season", str(match.all("SEASONS")[0]), which=-1))


_LENGTH = "more|full|trading|consecutive|straight|business|long|whole|additional|solid|calendar|working|school"
LENGTHS = (
    Rule("SHARE_T", "AMOUNT - quarter|quarters", _duration),
    Rule("SHARE_T", "AMOUNT quarters of", _duration),
    Rule("DUR_T", "AMOUNT -? UNIT", _duration),
    Rule("DUR_T", "AMOUNT -? of? UNITS", _duration),
    Rule("DUR_T", "AMOUNT -? UNIT|UNITS - long", _duration),
    Rule("HEDGED_T", "AMOUNT - plus UNIT|UNITS", lambda m: Modified(_duration(m), "MORE_THAN")),
    Rule("AGE_T", "AMOUNT -? UNIT|UNITS - old", _duration),
    Rule("DUR_T", "all day|week|month|year long?", lambda m: Duration(1, unit_of(m))),
    Rule("DUR_T", "a? quarter - century", lambda _: Duration(25, "year")),
    Rule("DUR_T", "a? quarter of a century", lambda _: Duration(25, "year")),
    Rule("DUR_T", "the whole|entire UNIT", lambda m: Duration(1, unit_of(m))),
    Rule("DUR_T", f"AMOUNT {_LENGTH} UNIT|UNITS", _duration),
    Rule("DUR_T", "AMOUNT UNIT|UNITS and COUNT", _one_and_half),
    Rule("PERIOD_T", "a AMOUNT - UNIT period|span|stretch", _duration),
    Rule("DUR_T", "a|an UNIT and COUNT", _one_and_half),
    Rule("DUR_T", "AMOUNT to|or|- AMOUNT -? UNIT|UNITS", _longest),
    Rule("DUR_T", "~between AMOUNT and AMOUNT UNITS", _longest),
    Rule("ONE_T", "a|an UNIT", _duration),
    Rule("AGE_T", "AMOUNT UNIT|UNITS old", _duration),
    Rule("DUR_T", f"a|an {_LENGTH} UNIT", _duration),
    Rule("DUR_T", "UNIT - long", _duration),
    Rule("DUR_T", "a|an UNIT - long", _duration),
    Rule("UNITS_T", "UNITS", _bare_units),
    Rule("DUR_T", "decades|centuries|years|months|weeks|days|hours - long", _bare_units),
    Rule("OFFSET_T", "AMOUNT WEEKDAYS|SEASONS ago", _plural_ago),
    Rule("SET_T", "FREQUENCY", _frequency),
    Rule("SET_T", "each|every UNIT", _every),
    Rule("SET_T", "every other UNIT", _every),
    Rule("SET_T", "every AMOUNT UNITS", _every),
    Rule("SET_T", "per UNIT", _every),
    Rule("SET_T", "once|twice a|each|every UNIT", _every),
    Rule("SET_T", "each|every WDAY|MON|SEASON|DAYPART DAYPART?", _named_frequency),
    Rule("SET_T", "WEEKDAYS DAYPARTS?", _named_frequency),
    Rule("SET_T", "WDAY DAYPARTS", _named_frequency),
)
