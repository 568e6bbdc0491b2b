import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import EventRecord
from dateline.rows import COLUMNS, flatten, points
from services.query.formats import WRITERS, Format, unguard
from tests.dateline.test_rows import record
from tests.make import ILLINOIS, LEEDS, place_of

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
HAZARDS = st.sampled_from(["=1+1", "+x", "-x", "@x", "\tx", "\r\nx", "'=x", "''=x", "'x", " =x", "＝x", 'a,"b"\n', ""])
PLACES = st.lists(st.sampled_from([place_of(LEEDS), place_of(ILLINOIS)]), max_size=3).map(tuple)


def events() -> st.SearchStrategy[EventRecord]:
    def make(title: str, context: str, places: tuple[object, ...], confidence: float) -> EventRecord:
        made = record(context=context, places=places, confidence=confidence)
        return made.model_copy(update={"article": made.article.model_copy(update={"title": title})})

    return st.builds(make, TEXT | HAZARDS, TEXT | HAZARDS, PLACES, st.floats(0, 1))


def write(name: Format, found: list[EventRecord], batch: int = 2) -> str:
    writer = WRITERS[name]
    pieces = [writer.write(found[start : start + batch], start == 0) for start in range(0, len(found), batch)]
    return writer.head + "".join(pieces) + writer.foot


@settings(deadline=None)
@given(st.lists(events(), max_size=5))
def test_csv_gives_every_cell_back(found: list[EventRecord]) -> None:
    header, *rows = csv.reader(io.StringIO(write("csv", found), newline=""))
    assert tuple(header) == COLUMNS
    expected = [[_told(value) for value in flatten(event).values()] for event in found]
    assert [[unguard(cell) for cell in row] for row in rows] == expected


def _told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


@settings(deadline=None)
@given(st.lists(events(), max_size=3))
def test_no_cell_of_text_begins_as_a_formula_does(found: list[EventRecord]) -> None:
    _, *rows = csv.reader(io.StringIO(write("csv", found), newline=""))
    for row, event in zip(rows, found, strict=True):
        for cell, value in zip(row, flatten(event).values(), strict=True):
            if isinstance(value, str):
                assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@settings(deadline=None)
@given(st.lists(events(), max_size=5))
def test_geojson_gives_ids_points_and_rows_back(found: list[EventRecord]) -> None:
    collection = json.loads(write("geojson", found))
    assert collection["type"] == "FeatureCollection"
    for feature, event in zip(collection["features"], found, strict=True):
        assert feature["id"] == event.id
        geometry = feature["geometry"]
        located = [geometry["coordinates"]] if geometry and geometry["type"] == "Point" else []
        located = geometry["coordinates"] if geometry and geometry["type"] == "MultiPoint" else located
        assert tuple(map(tuple, located)) == points(event)
        row = {name: value for name, value in flatten(event).items() if value is not None and name != "id"}
        assert feature["properties"] == row


@settings(deadline=None)
@given(st.lists(events(), max_size=5))
def test_json_lines_give_the_events_back(found: list[EventRecord]) -> None:
    lines = write("jsonl", found).split("\n")
    assert lines.pop() == ""
    assert [EventRecord.model_validate_json(line) for line in lines] == found


@pytest.mark.parametrize("name", ["jsonl", "csv", "geojson"])
def test_an_empty_list_is_well_formed(name: Format) -> None:
    text = write(name, [])
    assert text == {"jsonl": "", "csv": ",".join(COLUMNS) + "\r\n"}.get(name, text)
    if name == "geojson":
        assert json.loads(text)["features"] == []
