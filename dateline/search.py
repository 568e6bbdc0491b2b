"""EventQuery -> Redis Query Engine: the only module that speaks FT.*.

Queries are built from typed parts; nothing that a user writes is read as the engine's syntax.  Lists are
ordered by (sort value, id), so that a cursor neither skips nor repeats a row while new events arrive.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast

from redis import Redis, ResponseError
from redis.commands.search.aggregation import AggregateRequest, Asc, Desc
from redis.commands.search.field import Field, GeoField, NumericField, TagField, TextField
from redis.commands.search.index_definition import IndexDefinition, IndexType
from redis.commands.search.query import Query

from dateline import keys
from dateline.connection import require_modules, wait_until_ready
from dateline.errors import Setup, Unavailable
from dateline.intake import invalid
from dateline.models import EventRecord, Subject
from dateline.queries import Box, DayRange, EventQuery, Page, Position, SubjectQuery
from dateline.records import normalize_name, split_words

# Dialect 4 gave wrong rows for a range sorted the other way round.
DIALECT = 2
# What a box reads at once, and at most for one page.
BOX_BATCH, MAX_SCAN = 500, 5_000
_SORT_FIELD = {"date": "date", "published": "pub", "confidence": "conf"}

EVENT_FIELDS: list[Field] = [
    TagField("$.c", as_name="c"),
    TagField("$.id", as_name="id", sortable=True),
    TagField("$.art", as_name="art"),
    TagField("$.type", as_name="type"),
    TagField("$.status", as_name="status"),
    TagField("$.src", as_name="src"),
    TagField("$.ent[*]", as_name="ent"),
    TagField("$.spk[*]", as_name="spk"),
    TagField("$.plc[*]", as_name="plc"),
    TagField("$.cty[*]", as_name="cty"),
    GeoField("$.geo[*]", as_name="geo"),
    NumericField("$.begin", as_name="begin"),
    NumericField("$.end", as_name="end"),
    NumericField("$.date", as_name="date", sortable=True),
    NumericField("$.pub", as_name="pub", sortable=True),
    NumericField("$.conf", as_name="conf", sortable=True),
    TextField("$.txt", as_name="txt"),
]
SUBJECT_FIELDS: list[Field] = [
    TagField("$.c", as_name="c"),
    TagField("$.key", as_name="key", sortable=True),
    TagField("$.type", as_name="type"),
    TagField("$.country", as_name="country"),
    NumericField("$.geonameid", as_name="geonameid"),
    NumericField("$.articles", as_name="articles", sortable=True),
    TextField("$.names[*]", as_name="names", no_stem=True),
]


def prepare_store(client: "Redis", wait_seconds: float) -> None:
    """Wait for Redis, check that it has what is needed, and create the indexes.  Raises Setup and Unavailable."""
    wait_until_ready(client, wait_seconds)
    require_modules(client)
    ensure_indexes(client)


def ensure_indexes(client: "Redis") -> None:
    """Create the indexes where they are missing; what is stored already is indexed in the background.

    A search that takes too long is to fail, not to give a part of the rows: the engine's default is the other.
    Raises Setup where that cannot be set.
    """
    _fail_on_timeout(client)
    for name, prefix, fields in (
        (keys.EVENT_INDEX, keys.EVENT_PREFIX, EVENT_FIELDS),
        (keys.SUBJECT_INDEX, keys.SUBJECT_PREFIX, SUBJECT_FIELDS),
    ):
        try:
            client.ft(name).create_index(
                fields, definition=IndexDefinition(prefix=[prefix], index_type=IndexType.JSON), stopwords=[]
            )
        except ResponseError as error:
            if "already exists" not in str(error).lower():
                raise


def _fail_on_timeout(client: "Redis") -> None:
    try:
        client.config_set("search-on-timeout", "fail")  # Redis 8, where the engine is built in
    except ResponseError:
        try:
            client.execute_command("FT.CONFIG", "SET", "ON_TIMEOUT", "FAIL")  # the engine as a module
        except ResponseError as error:
            raise Setup("Redis does not let search-on-timeout be set to fail; set it in its configuration") from error


def find_events(client: "Redis", collection: str, query: EventQuery) -> Page[EventRecord]:
    """A page of events; `next` is the opaque cursor of the page after it."""
    field, descending = _SORT_FIELD[query.sort.lstrip("-")], query.sort.startswith("-")
    condition = " ".join(event_conditions(collection, query))
    rows, last = _collect(client, collection, query, condition, field, descending)
    total = _total(client, keys.EVENT_INDEX, condition)
    return Page(
        items=tuple(record for _, record in rows),
        next=encode_cursor(query.sort, last) if last else None,
        total=total,
        total_is_exact=query.bbox is None,
    )


Row = tuple[Position, EventRecord]


def _collect(
    client: "Redis", collection: str, query: EventQuery, condition: str, field: str, descending: bool
) -> tuple[list[Row], Position | None]:
    """The rows of one page, and the position that the next one starts after, None on the last.

    A box is applied here, place by place; a page that read MAX_SCAN rows in vain ends where it stopped.
    """
    rows: list[Row] = []
    size = query.limit + 1 if query.bbox is None else max(query.limit + 1, BOX_BATCH)
    after = query.after
    for _ in range(0, MAX_SCAN, size):
        batch = _ordered(client, keys.EVENT_INDEX, condition, field, descending, "id", size, after)
        found = _load_events(client, collection, batch)
        rows += [row for row in found if query.bbox is None or in_box(row[1], query.bbox)]
        if len(rows) > query.limit:
            return rows[: query.limit], rows[query.limit - 1][0]
        if len(batch) < size:
            return rows, None
        after = batch[-1]
    return rows, after


def event_conditions(collection: str, query: EventQuery) -> Iterator[str]:
    """The engine's conditions for `query`, all of which must hold."""
    yield tags("c", [collection])
    for field, values in (
        ("type", query.type),
        ("status", query.status),
        ("cty", query.country),
        ("art", query.article),
    ):
        if values:
            yield tags(field, values)
    for field, names in (("ent", query.entity), ("spk", query.speaker), ("plc", query.place), ("src", query.source)):
        if names:
            yield tags(field, [_normalize(field, name) for name in names])
    if query.q is not None:
        yield words("txt", query.q)
    if query.near is not None:
        yield f"@geo:[{query.near.lon:.6f} {query.near.lat:.6f} {query.near.radius_km:.6f} km]"
    yield from _overlapping("begin", "end", query.datetime)
    yield from _overlapping("pub", "pub", query.published)
    if query.min_confidence is not None:
        yield f"@conf:[{query.min_confidence} +inf]"


_PARAMETER = {"ent": "entity", "spk": "speaker", "plc": "place", "src": "source"}


def _normalize(field: str, name: str) -> str:
    plain = name if "/" in name else normalize_name(name)
    if not plain.isprintable() or not plain.strip():
        raise invalid(_PARAMETER[field], "holds no name to search for")
    return plain


def _overlapping(begin: str, end: str, days: DayRange | None) -> Iterator[str]:
    if days and days.end:
        yield f"@{begin}:[-inf {days.end.toordinal()}]"
    if days and days.begin:
        yield f"@{end}:[{days.begin.toordinal()} +inf]"


def tags(field: str, values: Iterable[str]) -> str:
    """The condition that a tag field holds one of `values`."""
    return f"@{field}:{{{' | '.join(escape(value) for value in values)}}}"


def escape(value: str) -> str:
    """`value` as the engine reads a tag literally."""
    return "".join(c if c.isalnum() or c == "_" else "\\" + c for c in value)


def words(field: str, text: str) -> str:
    """The condition that a text field holds all words of `text`, those between double quotes as a phrase."""
    parts = []
    for i, piece in enumerate(text.replace("“", '"').replace("”", '"').split('"')):
        found = split_words(piece)
        if found:
            parts.append('"' + " ".join(found) + '"' if i % 2 else " ".join(found))
    if not parts:
        raise invalid("q", "holds no word to search for")
    return f"@{field}:({' '.join(parts)})"


def in_box(event: EventRecord, box: Box) -> bool:
    """Does one place of the event lie in the box?"""
    return any(
        box.south <= place.lat <= box.north
        and (box.west <= place.lon <= box.east if box.west <= box.east else not box.east < place.lon < box.west)
        for place in event.places
        if place.lat is not None and place.lon is not None
    )


def find_subjects(client: "Redis", collection: str, query: SubjectQuery) -> Page[Subject]:
    """A page of entities or places, those of most articles first."""
    condition = " ".join(subject_conditions(collection, query))
    batch = _ordered(client, keys.SUBJECT_INDEX, condition, "articles", True, "key", query.limit + 1, query.after)
    more = len(batch) > query.limit
    batch = batch[: query.limit]
    found = _load(client, [keys.subject(collection, position.id) for position in batch])
    return Page(
        items=tuple(read_subject(stored) for stored in found if stored),
        next=encode_cursor("-articles", batch[-1]) if more else None,
        total=_total(client, keys.SUBJECT_INDEX, condition),
    )


def read_subject(stored: str) -> Subject:
    """A subject out of its stored JSON."""
    fields = json.loads(stored)
    del fields["c"]
    return Subject.model_validate(fields)


def subject_conditions(collection: str, query: SubjectQuery) -> Iterator[str]:
    """The engine's conditions for `query`; the last word of `q` may be the beginning of one."""
    yield tags("c", [collection])
    if query.type:
        yield tags("type", query.type)
    if query.country:
        yield tags("country", query.country)
    if query.located:
        yield "@geonameid:[-inf +inf]"
    if query.q is not None:
        found = split_words(query.q)
        if not found:
            raise invalid("q", "holds no word to search for")
        # The engine wants two letters of a beginning.
        last = f"({found[-1]} | {found[-1]}*)" if len(found[-1]) > 1 else found[-1]
        yield f"@names:({' '.join([*found[:-1], last])})"


def count_events(client: "Redis", collection: str, query: EventQuery) -> int:
    """How many events match, apart from a box."""
    return _total(client, keys.EVENT_INDEX, " ".join(event_conditions(collection, query)))


def _ordered(
    client: "Redis", index: str, condition: str, field: str, descending: bool, key: str, n: int, after: Position | None
) -> list[Position]:
    """The first `n` matches after a position, ordered by the field, then by key upwards."""
    request = AggregateRequest(f"{condition}{_from(field, descending, after)}").load(f"@{field}", f"@{key}")
    if after is not None:
        beyond = "<" if descending else ">"
        value = _number(after.value)
        request = request.filter(f"@{field} {beyond} {value} || (@{field} == {value} && @{key} > '{after.id}')")
    order = (Desc if descending else Asc)(f"@{field}"), Asc(f"@{key}")
    # Asc and Desc are what the method is for, though its annotation names str alone.
    request = request.sort_by(*order, max=n).limit(0, n)  # type: ignore[arg-type]
    with _translate():
        rows = client.ft(index).aggregate(request.dialect(DIALECT)).rows
    return [_position(row, field, key) for row in cast(list[list[str]], rows)]


def _from(field: str, descending: bool, after: Position | None) -> str:
    if after is None:
        return ""
    value = _number(after.value)
    return f" @{field}:[-inf {value}]" if descending else f" @{field}:[{value} +inf]"


def _position(row: list[str], field: str, key: str) -> Position:
    values = dict(zip(row[::2], row[1::2], strict=True))
    return Position(value=float(values[field]), id=values[key])


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _total(client: "Redis", index: str, condition: str) -> int:
    with _translate():
        return int(client.ft(index).search(Query(condition).dialect(DIALECT).paging(0, 0)).total)


def _load_events(client: "Redis", collection: str, positions: list[Position]) -> list[Row]:
    found = _load(client, [keys.event(collection, position.id) for position in positions], "$.event")
    return [
        (position, EventRecord.model_validate_json(stored))
        for position, stored in zip(positions, found, strict=True)
        if stored is not None
    ]


def _load(client: "Redis", names: list[str], path: str = "$") -> list[str | None]:
    """The JSON at `path` of each key, None where it is gone since the engine named it."""
    if not names:
        return []
    found = cast(list[str | None], client.execute_command("JSON.MGET", *names, path))
    return [stored[1:-1] if stored and stored != "[]" else None for stored in found]


@contextmanager
def _translate() -> Iterator[None]:
    """A search past the engine's time limit is refused rather than answered in part."""
    try:
        yield
    except ResponseError as error:
        if "timeout" in str(error).lower():
            raise Unavailable("the search took longer than its time limit; narrow it down") from error
        raise


def encode_cursor(sort: str, position: Position) -> str:
    """An opaque cursor of an ordered list."""
    raw = json.dumps([sort, position.value, position.id], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def decode_cursor(sort: str, cursor: str) -> Position:
    """The position that `cursor` holds.  Raises Invalid where it is none, or was made for another sort."""
    try:
        raw = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        made_for, value, key = raw
        position = Position(value=value, id=key)
    except (ValueError, TypeError, RecursionError) as error:
        raise invalid("cursor", "is not one that a page gave as `next`") from error
    if made_for != sort:
        raise invalid("cursor", f"was made for another sort than {sort}")
    return position
