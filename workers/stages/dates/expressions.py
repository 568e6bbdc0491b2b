"""What a temporal expression says, before it is resolved against a date.

Years before Christ are negative.  `which` is the direction that the words themselves give: -1 last,
0 this, +1 next; None where only the context can tell.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from dateline.models import TimexMod

Count = float | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, its year where said; `of` is a year told by relation: "June 5 of next year"."""

    month: int
    day: int
    year: int | None = None
    of: "Expression | None" = None


@dataclass(frozen=True, slots=True)
class DayNumber:
    """A day whose month is to be found: "the 19th", the "5, 1995" of "Oct. 3-5, 1995"."""

    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A period with a name: a month, weekday, season, quarter, half or holiday, and its year where said.

    `of` is a longer period that holds it ("of next year"); `narrative` says that `which` counts from what
    the text told last ("the previous Friday").
    """

    kind: Literal["month", "weekday", "season", "quarter", "half", "holiday"]
    index: int | str
    year: int | None = None
    which: int | None = None
    of: "Expression | None" = None
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A date written in full."""

    day: dt.date


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year; `fiscal` years are valued alike."""

    year: int


@dataclass(frozen=True, slots=True)
class YearTail:
    """The last two digits of a year whose century is told before it: "1995-96"."""

    number: int


@dataclass(frozen=True, slots=True)
class Whole:
    """The period of a grain that holds a day: "the week of March 11"."""

    grain: str
    base: "Expression"


@dataclass(frozen=True, slots=True)
class Nth:
    """The first (1), second (2), last (-1) day, week or month of a longer period."""

    number: int
    grain: str
    base: "Expression"


@dataclass(frozen=True, slots=True)
class Span:
    """A decade or a century, by its first year."""

    grain: Literal["decade", "century"]
    year: int


@dataclass(frozen=True, slots=True)
class Around:
    """The period of a grain `shift` places from the anchor's: today, last week, the following month."""

    grain: str
    shift: int
    anchor: Literal["publication", "narrative"] = "publication"


@dataclass(frozen=True, slots=True)
class Offset:
    """`count` units before (-1) or after (+1) the anchor, or `base` where one is said: "a week from Tuesday"."""

    count: Count
    grain: str
    sign: int
    anchor: Literal["publication", "narrative"] = "publication"
    base: "Expression | None" = None


@dataclass(frozen=True, slots=True)
class Comparable:
    """The same period of the year before: "a year earlier", "the year-ago quarter"."""

    grain: str | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """The period that a report is about: "the latest quarter"; `bare`: "the period", meant so in reports alone."""

    grain: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """The period that ends on the day told beside it: "the quarter ended Sept. 30"."""

    grain: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; a count of None is vague."""

    count: Count
    grain: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A SET, by its value."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Anaphor:
    """The period that the text spoke of last, at a grain: "that day", "that year"."""

    grain: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the text spoke of last, whatever its grain: "during that time", "this period"."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A part of day (TMO) or a clock time (T22:00) of a day, which is the anchor's where not said."""

    suffix: str
    base: "Expression | None" = None


@dataclass(frozen=True, slots=True)
class Modified:
    """An expression with a TIMEX3 `mod`; `side`: up to the day it is said (-1) or from it (+1), "later this year"."""

    base: "Expression"
    mod: TimexMod
    side: int = 0


Expression = (
    Day | DayNumber | Named | Date | Year | YearTail | Whole | Nth | Span | Around | Offset | Comparable | Latest
    | Ended | Duration | Recurrence | Reference | Anaphor | Told | TimeOfDay | Modified
)  # fmt: skip
