"""The log of corrections: what was changed about entities, when and by which request."""

import datetime as dt
import json
from typing import cast

from pydantic import JsonValue
from redis import Redis

from dateline import keys
from dateline.amendments import Kind
from dateline.fields import Model
from dateline.queries import Page


class LogLine(Model):
    """One correction: `detail` says what was before and is after it, `to_remake` how many articles it concerned."""

    id: str
    time: dt.datetime
    request_id: str
    kind: Kind
    key: str
    detail: dict[str, JsonValue]
    to_remake: int


def read_page(client: "Redis", collection: str, limit: int, after: str | None) -> Page[LogLine]:
    """A page of the log, newest first; `next` is the id that the next page starts after."""
    name = keys.correction_log(collection)
    # Redis refuses to look before the first id that there can be.
    end = "+" if after is None else f"({after}" if after.strip("0-") else "0-0"
    found = cast(list[tuple[str, dict[str, str]]], client.xrevrange(name, end, "-", count=limit + 1))
    lines = tuple(_read_line(line_id, fields) for line_id, fields in found[:limit])
    return Page(items=lines, next=lines[-1].id if len(found) > limit else None, total=int(client.xlen(name)))


def _read_line(line_id: str, fields: dict[str, str]) -> LogLine:
    milliseconds = int(line_id.partition("-")[0])
    return LogLine(
        id=line_id,
        time=dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC),
        request_id=fields["request"],
        kind=cast(Kind, fields["kind"]),
        key=fields["key"],
        detail=json.loads(fields["detail"]),
        to_remake=int(fields["articles"]),
    )
