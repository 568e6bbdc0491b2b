"""What an expression takes from those around it: a year, a month, a day of the same sentence; and the kind of text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.stages.dates.expressions import (
    Around,
    Date,
    Day,
    DayNumber,
    Expression,
    Modified,
    Named,
    TimeOfDay,
    Year,
)

# A text is a narrative of another time where so many years are written out, most of them so long ago.
NARRATIVE_YEARS = 6
NARRATIVE_SHARE = 0.7
NARRATIVE_DISTANCE = 2
# In a long text with so many of them, it is enough that most are not of the publication's year.
LONG_NARRATIVE_YEARS = 20
# Expressions so many characters apart are neighbours: "Oct. 3-5", "the quarter ended June 30".
NEIGHBOUR_GAP = 10
# How many expressions before and after may tell the day of a clock time in the same sentence.
DAYS_BEFORE, DAYS_AFTER = 4, 2
_RANGES = frozenset({"-", "–", "—", "to", "until", "through", "till"})
# Categories that may begin and end one range: "Monday to Friday afternoon".
_DAYS = frozenset({"WDAY_T", "PART_T", "TIME_T"})
_JOINTS = frozenset({"-", "–", "—", "to", "and", "until", "through", "or", "till", "and the", "to the"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An accepted expression: its offsets, what it means, its category, its first and last token, its sentence.

    `leads`: it opens its sentence.
    """

    start: int
    end: int
    meaning: Expression
    category: str
    first: int
    last: int
    sentence: int
    leads: bool = False


def is_narrative(candidates: Sequence[Candidate], published: int) -> bool:
    """Whether the text tells of another time than that of its publication."""
    years = [year for candidate in candidates if (year := written_year(candidate.meaning)) is not None]
    far = sum(abs(year - published) > NARRATIVE_DISTANCE for year in years)
    if len(years) >= LONG_NARRATIVE_YEARS:
        far = sum(year != published for year in years)
    return len(years) >= NARRATIVE_YEARS and far >= NARRATIVE_SHARE * len(years)


def written_year(meaning: Expression) -> int | None:
    """The year that the expression itself tells."""
    base = unwrap(meaning)
    if isinstance(base, Date):
        return base.day.year
    return base.year if isinstance(base, Year | Day | DayNumber | Named) else None


def unwrap(meaning: Expression) -> Expression:
    """What is modified, or the day of a time of day where one is told."""
    while isinstance(meaning, Modified | TimeOfDay) and meaning.base is not None:
        meaning = meaning.base
    return meaning


def neighbours(candidates: Sequence[Candidate], i: int) -> tuple[Expression, ...]:
    """The expressions right after and right before the `i`th."""
    here = candidates[i]
    beside = [candidates[j] for j in (i + 1, i - 1) if 0 <= j < len(candidates)]
    return tuple(unwrap(b.meaning) for b in beside if _gap(here, b) <= NEIGHBOUR_GAP)


def _gap(one: Candidate, other: Candidate) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def day_to_come(candidates: Sequence[Candidate], i: int) -> Expression | None:
    """The day that the rest of the sentence tells, where the sentence has told none so far."""
    near = range(max(0, i - DAYS_BEFORE), min(len(candidates), i + 1 + DAYS_AFTER))
    sentence = candidates[i].sentence
    inside = [(j, unwrap(candidates[j].meaning)) for j in near if j != i and candidates[j].sentence == sentence]
    days = [(j, meaning) for j, meaning in inside if _is_day(meaning)]
    return days[0][1] if days and days[0][0] > i else None


def _is_day(meaning: Expression) -> bool:
    if isinstance(meaning, Around):
        return meaning.grain == "day"
    return isinstance(meaning, Day | Date) or (isinstance(meaning, Named) and meaning.kind in ("weekday", "holiday"))


def is_range(candidates: Sequence[Candidate], i: int, text: str) -> bool:
    """Whether the `i`th expression ends a range that the one before it begins: "Thursday through Saturday"."""
    if not i or candidates[i].start - candidates[i - 1].end > NEIGHBOUR_GAP:
        return False
    here, before = candidates[i].category, candidates[i - 1].category
    if here != before and not {here, before} <= _DAYS:
        return False
    return text[candidates[i - 1].end : candidates[i].start].strip().lower() in _RANGES


def with_year(candidates: Sequence[Candidate], i: int, text: str) -> Expression:
    """The meaning, "October 3" of "October 3 to November 5, 1995" with the year that comes after."""
    here, other = candidates[i], candidates[i + 1] if i + 1 < len(candidates) else None
    meaning = here.meaning
    if other is None or not isinstance(meaning, Day | Named) or meaning.year is not None:
        return meaning
    year = written_year(other.meaning)
    joint = text[here.end : min(other.start, here.end + NEIGHBOUR_GAP)].strip().lower()
    if year is None or isinstance(other.meaning, Year) or joint not in _JOINTS:
        return meaning
    if isinstance(meaning, Named) and (meaning.kind == "weekday" or meaning.which is not None):
        return meaning
    return replace(meaning, year=year)
