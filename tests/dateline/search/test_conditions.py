import math
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.indexing import CELL_DEGREES, cell_of
from dateline.matching import EARTH_KM, in_box, in_circle
from dateline.queries import Box, Circle
from dateline.search.conditions import MAX_CELLS, bound, cover
from tests.dateline.search.world import boxes, circles

SHARE = st.floats(0, 1)


def points(box: Box, down: float, along: float) -> Iterator[tuple[float, float]]:
    """A point of the box, the same at each of its edges, and its corners."""
    width = box.east - box.west if box.west <= box.east else box.east - box.west + 360
    for lat in (box.south, box.north, box.south + (box.north - box.south) * down):
        for lon in (box.west, box.east, box.west + width * along):
            yield lat, lon if lon <= 180 else lon - 360


@given(boxes(), SHARE, SHARE)
def test_each_point_of_a_box_lies_in_one_of_its_cells(box: Box, down: float, along: float) -> None:
    cells = cover(box)
    assume(cells)
    for lat, lon in points(box, down, along):
        if in_box(lat, lon, box):
            assert any(cell_of(lat, lon, level) in cells for level in CELL_DEGREES), (lat, lon)


@given(boxes())
def test_cells_are_few_and_each_is_named_once(box: Box) -> None:
    cells = cover(box)
    assert len(cells) <= max(MAX_CELLS.values())
    assert len(cells) == len(set(cells))


@pytest.mark.parametrize(
    ("box", "first", "n"),
    [
        (Box(west=-2, south=53.5, east=-1.5, north=53.9), "a143_178", 1),
        (Box(west=170, south=-20, east=-170, north=-10), "a70_350", 242),
        (Box(west=170, south=-20, east=-160, north=-10), "b11_58", 21),
        (Box(west=-120, south=-60, east=120, north=60), "c1_2", 45),
        (Box(west=-180, south=-90, east=180, north=90), None, 0),
    ],
)
def test_the_finest_cells_that_are_few_enough_are_taken(box: Box, first: str | None, n: int) -> None:
    cells = cover(box)
    assert len(cells) == n
    assert next(iter(cells), None) == first


@given(circles(), st.floats(0, 6.3), SHARE)
def test_each_point_of_a_circle_lies_in_its_box(circle: Circle, direction: float, out: float) -> None:
    turn = circle.radius_km / EARTH_KM * out
    lat, lon = math.radians(circle.lat), math.radians(circle.lon)
    there = math.asin(math.sin(lat) * math.cos(turn) + math.cos(lat) * math.sin(turn) * math.cos(direction))
    along = math.atan2(
        math.sin(direction) * math.sin(turn) * math.cos(lat), math.cos(turn) - math.sin(lat) * math.sin(there)
    )
    east = (math.degrees(lon + along) + 180) % 360 - 180
    assume(in_circle(math.degrees(there), east, circle))
    assert in_box(math.degrees(there), east, bound(circle))


def test_a_box_over_the_180th_meridian_holds_what_is_beyond() -> None:
    box = Box(west=170, south=-20, east=-170, north=-10)
    assert in_box(-15, 179, box)
    assert in_box(-15, -179, box)
    assert not in_box(-15, 0, box)
