"""Events as JSON lines, CSV and GeoJSON: pure functions that write a list piece by piece.

Each writer gives a head, one piece for each batch of events, and a foot, so that a list of any length needs
no more memory than a batch.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from dateline.models import EventRecord
from dateline.rows import COLUMNS, Cell, flatten, points

Format = Literal["jsonl", "csv", "geojson"]

# What a spreadsheet would take for the beginning of a formula, also behind white space and in full width.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Writer:
    """How a list of events is written; `write` takes a batch, and whether it is the first that holds any."""

    media_type: str
    suffix: str
    head: str
    write: Callable[[Iterable[EventRecord], bool], str]
    foot: str


def write_lines(events: Iterable[EventRecord], _first: bool = True) -> str:
    """One JSON object per line, each an event as `/v1/events/{id}` gives it."""
    return "".join(event.model_dump_json() + "\n" for event in events)


def write_rows(events: Iterable[EventRecord], _first: bool = True) -> str:
    """CSV rows after RFC 4180, without a header; a cell that would be a formula has an apostrophe before it."""
    out = io.StringIO()
    rows = csv.writer(out)
    for event in events:
        rows.writerow([_guard(value) for value in flatten(event).values()])
    return out.getvalue()


def write_features(events: Iterable[EventRecord], first: bool = True) -> str:
    """GeoJSON features, one to a line, with a comma before each but the first of the list."""
    pieces = [json.dumps(make_feature(event), ensure_ascii=False, separators=(",", ":")) for event in events]
    if not pieces:
        return ""
    return ("" if first else ",\n") + ",\n".join(pieces)


def make_feature(event: EventRecord) -> dict[str, object]:
    """The event as a GeoJSON feature (RFC 7946): its places as Point, MultiPoint or null; its row as properties."""
    located = [list(point) for point in points(event)]
    geometry: dict[str, object] | None = None
    if len(located) == 1:
        geometry = {"type": "Point", "coordinates": located[0]}
    elif located:
        geometry = {"type": "MultiPoint", "coordinates": located}
    properties = {name: value for name, value in flatten(event).items() if name != "id" and value is not None}
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}


def _guard(value: Cell) -> Cell:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def unguard(cell: str) -> str:
    """A cell of text as it was before the apostrophe was put before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


WRITERS: dict[Format, Writer] = {
    "jsonl": Writer("application/jsonl", "jsonl", "", write_lines, ""),
    "csv": Writer("text/csv; charset=utf-8", "csv", ",".join(COLUMNS) + "\r\n", write_rows, ""),
    "geojson": Writer(
        "application/geo+json",
        "geojson",
        '{"type":"FeatureCollection","features":[\n',
        write_features,
        "\n]}\n",
    ),
}
