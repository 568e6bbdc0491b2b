"""The years of a narrative's partial dates: which year each "in June" belongs to, judged by all dates around it.

A story mostly goes on, sometimes back a little; years long ago or far ahead are mentioned in passing.  Every reading of
the partial dates is a path of months through the text, each move has a cost, and the cheapest path wins (a Viterbi
search over the few best readings at each date), so that what follows counts as much as what went before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workers.stages.dates.expressions import Around, Date, Day, Expression, Named, Offset, Year
from workers.stages.dates.periods import SEASON_MONTHS
from workers.stages.dates.surroundings import Candidate, unwrap
from workers.stages.dates.values import NARRATIVE

# How many readings are followed at once.
BEAM = 6
# A month back costs so much more than a month on.
BACKWARD_COST = 1.4
# The cost of a move to a written year is at most this: who jumps writes the year.
JUMP_COST = 8.0
# The share of a distance that counts where the year is written out.
WRITTEN = 0.3
# The cost of a written date that does not lead the story on; one that opens its sentence, and a day or month that
# comes soon after what was told, seldom is such an aside.  These costs were chosen on articles of history, where the
# result is flat around them.
ASIDE_COST = 4.0
NEXT_ASIDE_COST = 8.0
# So many months at most are soon after.
SOON_MONTHS = 12
LEADING_ASIDE_COST = 8.0
# What it costs that a partial date is of another year than the story, beside the distance.
NEW_YEAR_COST = 1.0
# A partial date is mostly of the year told last, however far in it: the share of the distance that counts there.
SAME_YEAR = 0.75
# How many months a unit is.
_MONTHS = {"year": 12.0, "month": 1.0, "week": 0.25, "day": 1 / 30}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story has got to: a year, and how many months into it (0 to 12), where that is told."""

    year: int
    months: float | None

    def moved(self, months: float) -> "Place":
        """The place so many months on; whole years where the month is not told."""
        if self.months is None:
            return Place(self.year + round(months / 12), None)
        total = self.year * 12 + self.months + months
        return Place(int(total // 12), total % 12)


@dataclass(frozen=True, slots=True)
class Reading:
    """A path so far: its cost, where the story has got to, the last partial date with its year, the path before."""

    cost: float
    place: Place | None
    index: int = -1
    year: int = 0
    before: "Reading | None" = None


def story_years(candidates: Sequence[Candidate], meanings: Sequence[Expression]) -> dict[int, int]:
    """The year of each partial date that follows some written year, by its number among the `candidates`.

    `meanings` are theirs, with the years that their neighbours tell.
    """
    readings = [Reading(0.0, None)]
    for i, candidate in enumerate(candidates):
        found = list(_next(readings, i, unwrap(meanings[i]), candidate.leads))
        readings = _best(found) if found else readings
    years = dict[int, int]()
    last: Reading | None = readings[0]
    while last is not None:
        years[last.index] = last.year
        last = last.before
    years.pop(-1, None)
    return years


def _next(readings: Sequence[Reading], i: int, meaning: Expression, leads: bool) -> Iterator[Reading]:
    """What the readings become with one more expression; none where it tells the story nothing."""
    written, months, step = _written(meaning), _months_into(meaning), _step(meaning)
    for reading in readings:
        here = reading.place
        if written is not None:
            yield from _at_written(reading, written, leads)
        elif here is not None and months is not None:
            for year in (here.year - 1, here.year, here.year + 1):
                place = Place(year, months)
                cost = _distance(here, place)
                cost = SAME_YEAR * cost if year == here.year else cost + NEW_YEAR_COST
                yield Reading(reading.cost + cost, place, i, year, reading)
        elif here is not None and step:
            yield replace(reading, place=here.moved(step))
            if not leads:
                yield replace(reading, cost=reading.cost + ASIDE_COST)


def _at_written(reading: Reading, written: Place, leads: bool) -> Iterator[Reading]:
    """The story moves to a date whose year is written, or the date is an aside."""
    here = reading.place
    if here is None:
        yield replace(reading, place=written)
        return
    yield replace(reading, cost=reading.cost + min(JUMP_COST, WRITTEN * _distance(here, written)), place=written)
    yield replace(reading, cost=reading.cost + _aside_cost(here, written, leads))


def _aside_cost(here: Place, there: Place, leads: bool) -> float:
    """The cost of a written date that does not move the story from `here`: a day or month soon after mostly does."""
    if leads:
        return LEADING_ASIDE_COST
    ahead = (there.year - here.year) * 12 + (there.months or 0.0) - (here.months or 0.0)
    return NEXT_ASIDE_COST if there.months is not None and 0 <= ahead <= SOON_MONTHS else ASIDE_COST


def _best(readings: list[Reading]) -> list[Reading]:
    """The cheapest reading of each place, the cheapest first."""
    readings.sort(key=lambda reading: reading.cost)
    places = dict[Place | None, Reading]()
    for reading in readings:
        places.setdefault(reading.place, reading)
    return list(places.values())[:BEAM]


def _distance(here: Place, there: Place) -> float:
    """The cost of a move, in months on; within a year whose month is not told there is none."""
    if here.months is None or there.months is None:
        months = (there.year - here.year) * 12.0
    else:
        months = (there.year - here.year) * 12 + there.months - here.months
    return months if months >= 0 else -BACKWARD_COST * months


def _written(meaning: Expression) -> Place | None:
    """The place of a date whose year is written out."""
    if isinstance(meaning, Date):
        return Place(meaning.day.year, meaning.day.month - 1 + meaning.day.day / 31)
    if not isinstance(meaning, Year | Day | Named) or not meaning.year or meaning.year < 0:
        return None
    return Place(meaning.year, None if isinstance(meaning, Year) else _months_into(meaning))


def _months_into(meaning: Expression) -> float | None:
    """How far into its year a date lies, in months; None where it is none of a year."""
    if isinstance(meaning, Day) and meaning.of is None:
        return meaning.month - 1 + meaning.day / 31
    if not isinstance(meaning, Named) or meaning.which is not None or meaning.of is not None:
        return None
    if meaning.kind == "month":
        return int(meaning.index) - 0.5
    return SEASON_MONTHS[str(meaning.index)] % 12 + 0.5 if meaning.kind == "season" else None


def _step(meaning: Expression) -> float:
    """How many months "the following year", "two weeks later" lead the story on; 0 for all that leads nowhere."""
    if isinstance(meaning, Around) and meaning.anchor == NARRATIVE and meaning.shift > 0:
        return meaning.shift * _MONTHS.get(meaning.grain, 0.0)
    if isinstance(meaning, Offset) and meaning.anchor == NARRATIVE and meaning.sign > 0 and meaning.base is None:
        return (meaning.count or 0.0) * _MONTHS.get(meaning.grain, 0.0)
    return 0.0
