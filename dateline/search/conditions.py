"""The conditions of an EventQuery, as the engine reads them.  Pure."""

import math
from collections.abc import Iterator

from dateline.indexing import (
    CELL_DEGREES,
    CONFIDENCE_UNIT,
    LENGTHS,
    LONGER,
    SHORT_DAYS,
    find_cell,
    name_cell,
)
from dateline.matching import EARTH_KM, unwanted_values, wanted_values
from dateline.names import normalize_filter
from dateline.queries import Box, Circle, DayRange, EventQuery
from dateline.search.engine import between, tags, words
from dateline.terms import parse_terms

# Of finer cells more are needed, and fewer events beside the box are looked at in vain: the engine reads some hundreds
# of tags in less time than it takes to look at these.  A box that needs more of the coarsest is looked up without: most
# places lie in it.
MAX_CELLS = {"a": 256, "b": 256, "c": 64}
# Radians that the corners of a circle's box are moved out, against rounding.
MARGIN = 1e-6


def event_conditions(collection: str, query: EventQuery) -> str:
    """What must hold of an event's document.  Where it lies is only narrowed down: each place is to be looked at."""
    return " ".join(_conditions(collection, query))


def _conditions(collection: str, query: EventQuery) -> Iterator[str]:
    yield tags("c", [collection])
    for fields, parameter, wanted in wanted_values(query):
        yield _in_one(fields, [normalize_filter(parameter, value) for value in wanted])
    for fields, parameter, unwanted in unwanted_values(query):
        yield "-" + _in_one(fields, [normalize_filter(parameter, value) for value in unwanted])
    if query.q is not None:
        yield words("txt", parse_terms(query.q))
    yield from _around_points(query)
    yield from _within_days(query)
    if query.min_confidence is not None:
        yield between("conf", round(query.min_confidence * CONFIDENCE_UNIT), "+inf")


def _in_one(fields: tuple[str, ...], values: list[str]) -> str:
    return f"({' | '.join(tags(field, values) for field in fields)})"


def _around_points(query: EventQuery) -> Iterator[str]:
    boxes = [query.bbox] if query.bbox else []
    for box in [*boxes, *([bound(query.near)] if query.near else [])]:
        if cells := cover(box):
            yield tags("cell", cells)


def _within_days(query: EventQuery) -> Iterator[str]:
    """An event has a day in common with `datetime`, its article was published in `published`."""
    days, published = query.datetime or DayRange(), query.published or DayRange()
    if days.begin and days.end:
        # Its parts have different numbers of conditions, which are not to count as words found.
        yield f"({' | '.join(_overlapping(days.begin.toordinal(), days.end.toordinal()))})=>{{$weight: 0}}"
    elif days.end:
        # Below 0 stand the events without a date.
        yield between("date", 0, days.end.toordinal())
    elif days.begin:
        yield between("end", days.begin.toordinal(), "+inf")
    if published != DayRange():
        # One range: two half-open ones would each be met by half the collection.
        first, last = published.begin, published.end
        yield between("pub", first.toordinal() if first else "-inf", last.toordinal() if last else "+inf")


def _overlapping(first: int, last: int) -> Iterator[str]:
    """What begins between two days, or began before and reaches into them.

    Every part names few days where it can: a condition on all that began earlier would be met by half the collection.
    """
    yield between("date", first, last)
    yield f"({between('date', first - SHORT_DAYS, first - 1)} {between('end', first, first + SHORT_DAYS)})"
    for name, days in LENGTHS.items():
        begun, ends = between("date", first - days, first - 1), between("end", first, first + days)
        yield f"({tags('len', [name])} {begun} {ends})"
    yield f"({tags('len', [LONGER])} {between('date', 0, first - 1)} {between('end', first, '+inf')})"


def bound(circle: Circle) -> Box:
    """The box that holds a circle; all around the globe where a pole lies within."""
    turn = circle.radius_km / EARTH_KM + MARGIN
    south, north = circle.lat - math.degrees(turn), circle.lat + math.degrees(turn)
    if turn >= math.pi / 2 or south <= -90 or north >= 90:
        return Box(west=-180, east=180, south=max(south, -90), north=min(north, 90))
    wide = math.degrees(math.asin(min(1.0, math.sin(turn) / math.cos(math.radians(circle.lat)))))
    west, east = ((circle.lon + side + 180) % 360 - 180 for side in (-wide, wide))
    return Box(west=west, east=east, south=south, north=north)


def cover(box: Box) -> tuple[str, ...]:
    """The cells that the box lies in, of the finest level that has few enough; none where even the coarsest has not."""
    for level, degrees in CELL_DEGREES.items():
        south, west = find_cell(box.south, box.west, degrees)
        north, east = find_cell(box.north, box.east, degrees)
        last = find_cell(0, 180, degrees)[1]
        # One that crosses the 180th meridian goes to the last column, and on from the first.
        across = box.west > box.east
        columns = [*range(west, last + 1), *range(east + 1)] if across else [*range(west, east + 1)]
        if (north - south + 1) * len(columns) <= MAX_CELLS[level]:
            rows = range(south, north + 1)
            return tuple(name_cell(level, row, column) for row in rows for column in dict.fromkeys(columns))
    return ()
