"""What an expression resolves to: a TIMEX3 type, value and mod, with the period that is denoted."""

from dataclasses import dataclass

from dateline.models import TimexMod, TimexType
from workers.stages.dates import lexicon
from workers.stages.dates.counts import HALF
from workers.stages.dates.periods import Period

PUBLICATION, NARRATIVE = "publication", "narrative"
# Half a unit, in the next smaller one.
_HALVES = {"year": "6M", "day": "T12H", "hour": "T30M", "minute": "T30S", "decade": "5Y", "century": "50Y"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 type, value and mod, the period that is denoted, and the anchor that was used.

    `side`: the days of the period up to the anchor's (-1), or from it on (+1).
    """

    type: TimexType
    value: str
    period: Period | None = None
    mod: TimexMod | None = None
    anchor: str | None = None
    side: int = 0


def dated(period: Period | None, anchor: str | None = None) -> Resolved | None:
    """A DATE of `period`; None where there is none."""
    return Resolved("DATE", period.value, period, anchor=anchor) if period else None


def before_christ(year: int, suffix: str = "") -> Resolved:
    """A DATE before Christ, `year` negative: no calendar days, but TIMEX3 has a value."""
    return Resolved("DATE", f"BC{-year:04}{suffix}")


def duration_value(count: float | None, grain: str) -> str:
    """The TIMEX3 value of a length of time; a half becomes the next smaller unit where that is whole."""
    prefix, letter = lexicon.DURATION_CODES[grain]
    if count is None:
        return f"P{prefix}X{letter}"
    if count == int(count):
        return f"P{prefix}{int(count)}{letter}"
    if count % 1 != HALF or grain not in _HALVES:
        return f"P{prefix}{count:g}{letter}"
    whole = f"{prefix}{int(count)}{letter}" if count > 1 else ""
    return f"P{whole}{_HALVES[grain] if not whole else _HALVES[grain].removeprefix(prefix)}"


def daypart_suffix(code: str) -> str:
    """The suffix of a part of day: TMO."""
    return lexicon.DAYPART_SUFFIXES.get(code, f"T{code}")
