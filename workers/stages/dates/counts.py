"""The first table: numbers in words, and the abbreviated names of months and weekdays."""

from workers.stages.dates.patterns import Match, Rule


class Vague:
    """A count that is not told: several, a few."""


VAGUE = Vague()
HALF = 0.5


def numbers(match: Match) -> list[float]:
    """The numeric meanings of the matched items, in the order of the text."""
    return [item.meaning for item in match.items if isinstance(item.meaning, int | float)]


def _sum(match: Match) -> float:
    return sum(numbers(match))


def _year(match: Match) -> int:
    first, *rest = numbers(match)
    return int(first * 100 + sum(rest))


def _scaled(match: Match) -> float:
    total = 0.0
    for number in numbers(match) if not match.has("a") else [1.0, *numbers(match)]:
        total = total * number if number >= 100 else total + number
    return total


def _product(match: Match) -> float:
    first, second = numbers(match)[:2]
    return first * second


def _and_half(match: Match) -> float:
    return _sum(match) + HALF


def _first(match: Match) -> object:
    return match.items[0].meaning


RULES = (
    Rule("YEARNUM", "seventeen|eighteen|nineteen TENS -? CARDINAL?", _year),
    Rule("YEARNUM", "seventeen|eighteen|nineteen ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen", _year),
    Rule("YEARNUM", "seventeen|eighteen|nineteen hundred", lambda m: int(numbers(m)[0]) * 100),
    Rule("YEARNUM", "~year CARDINAL thousand and? CARDINAL?", lambda m: int(_scaled(m))),
    Rule("COUNT", "CARDINAL", _sum),
    Rule("COUNT", "TENS", _sum),
    Rule("COUNT", "TENS -? CARDINAL", _sum),
    Rule("COUNT", "a|CARDINAL SCALE", _scaled),
    Rule("COUNT", "CARDINAL SCALE and? TENS", _scaled),
    Rule("COUNT", "CARDINAL SCALE and? TENS -? CARDINAL", _scaled),
    Rule("COUNT", "NUMBER|DAYNUM|FIGURE SCALE", _product),
    Rule("COUNT", "tens|dozens|hundreds|thousands|millions|billions of", lambda _: VAGUE),
    Rule("COUNT", "tens|hundreds of thousands|millions of", lambda _: VAGUE),
    Rule("COUNT", "CARDINAL|DAYNUM and a half", _and_half),
    Rule("COUNT", "CARDINAL|DAYNUM - and - a - half", _and_half),
    Rule("COUNT", "CARDINAL|DAYNUM and one - half", lambda m: numbers(m)[0] + HALF),
    Rule("COUNT", "DAYNUM|NUMBER -? FRACTION", _and_half),
    Rule("COUNT", "a couple", lambda _: 2),
    Rule("COUNT", "a couple of", lambda _: 2),
    Rule("COUNT", "a? dozen", lambda _: 12),
    Rule("COUNT", "half a|an", lambda _: HALF),
    Rule("COUNT", "a? half -|a|an?", lambda m: HALF if len(m.items) > 1 else None),
    Rule("COUNT", "several|few", lambda _: VAGUE),
    Rule("COUNT", "!as many", lambda _: VAGUE),
    Rule("COUNT", "couple of", lambda _: 2),
    Rule("COUNT", "a few|couple of? more?", lambda m: 2 if m.has("couple") else VAGUE),
    Rule("COUNT", "several|few hundred|thousand|dozen", lambda _: VAGUE),
    Rule("COUNT", "a number of", lambda _: VAGUE),
    Rule("ORDINAL", "TENS -? ORDINAL", lambda m: int(_sum(m))),
    Rule("MON", "MONTH", _first),
    Rule("MON", "MONTHABBR .", _first),
    Rule("MON", "MONTHABBR ~DAYNUM|YEARNUM", _first),
    Rule("MON", "~DAYNUM|ORDINAL MONTHABBR", _first),
    Rule("MON", "~- MONTHABBR ~-", _first),
    Rule("WDAY", "WEEKDAY", _first),
    Rule("WDAY", "WEEKDAYABBR .", _first),
    Rule("WDAY", "WEEKDAYABBR ~MONTH|MONTHABBR|DAYNUM", _first),
)
