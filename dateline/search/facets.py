"""The most frequent values of each field under a filter."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import cast

from redis import Redis
from redis.commands.search.aggregation import AggregateRequest

from dateline import keys
from dateline.indexing import split_tags
from dateline.matching import ENTITY_FIELDS, is_local, lies_within
from dateline.queries import EventQuery, Facets, FacetValue
from dateline.search.conditions import event_conditions
from dateline.search.engine import aggregate, between
from dateline.search.events import is_unfiltered, size_up
from dateline.search.windows import count_all, walk_windows

# Reading the fields of an event takes the engine some microseconds, so only so many are read.
MAX_COUNTED = 1_000
# facet -> fields of the index
FIELDS = {
    "type": ("type",),
    "status": ("status",),
    "entity": ENTITY_FIELDS["any"],
    "place": ("plc",),
    "country": ("cty",),
    "source": ("src",),
}
# Of these fields only the keys are counted, not the names that find them too.
KEYED = frozenset({"entity", "place"})


def count_facets(client: "Redis", collection: str, query: EventQuery, top: int) -> Facets:
    """The `top` values of each facet among the events that match."""
    total, is_exact = size_up(client, collection, query)
    if is_unfiltered(query):
        counters, counted = _read_all(client, collection, top), total
    else:
        is_small = is_exact and total <= MAX_COUNTED
        # If the matches lie evenly, the first window holds as many as are counted.
        size = 0 if is_small else MAX_COUNTED * count_all(client, collection) // total
        counters, counted = _count_rows(client, collection, query, size)
        # Of a box or circle only the rows that were looked at tell how many lie within.
        total, is_exact = (counted, is_small) if is_local(query) else (total, is_exact)
    found = {facet: _top(counter, top) for facet, counter in counters.items()}
    for facet in KEYED:
        found[facet] = _name(client, collection, found[facet])
    return Facets(
        **{facet: tuple(values) for facet, values in found.items()},
        counted=counted,
        is_exact=is_exact and counted == total,
        total=total,
        total_is_exact=is_exact,
    )


def _read_all(client: "Redis", collection: str, top: int) -> dict[str, Counter[str]]:
    """What the commits counted of all events."""
    with client.pipeline(transaction=False) as pipe:
        for facet in FIELDS:
            # More than asked for, so that among equals the first by name are given.
            pipe.zrevrange(keys.facet(collection, facet), 0, top * 2, withscores=True)
        found = pipe.execute()
    return {
        facet: Counter({str(value): int(n) for value, n in pairs}) for facet, pairs in zip(FIELDS, found, strict=True)
    }


def _count_rows(client: "Redis", collection: str, query: EventQuery, size: int) -> tuple[dict[str, Counter[str]], int]:
    counters: dict[str, Counter[str]] = {facet: Counter() for facet in FIELDS}
    counted = 0
    for row in _rows(client, collection, query, size):
        if not lies_within(row, query):
            continue
        counted += 1
        for facet in FIELDS:
            counters[facet].update(values_of(facet, row))
    return counters, counted


def values_of(facet: str, row: dict[str, str]) -> set[str]:
    """The values of a facet in the fields of an event."""
    values = {value for field in FIELDS[facet] for value in split_tags(row, field)}
    return {value for value in values if is_key(value)} if facet in KEYED else values


def is_key(value: str) -> bool:
    """Is it the key of an entity or place, and no name?"""
    kind, slash, rest = value.partition("/")
    return bool(slash and rest and kind.isascii() and kind.isalpha() and kind.islower())


def _rows(client: "Redis", collection: str, query: EventQuery, size: int) -> Iterator[dict[str, str]]:
    """The fields of all matches, or, with a `size` of the first window, of MAX_COUNTED from the newest windows."""
    condition = event_conditions(collection, query)
    fields = [field for fields in FIELDS.values() for field in fields] + (["geo"] if is_local(query) else [])
    if size == 0:
        yield from _load(client, collection, condition, fields, MAX_COUNTED)
        return
    left = MAX_COUNTED
    for low, high in walk_windows(client, collection, "date", None, is_down=True, size=size):
        rows = _load(client, collection, f"{condition} {between('date', low, high)}", fields, left)
        yield from rows
        left -= len(rows)
        if left <= 0:
            return


def _load(client: "Redis", collection: str, condition: str, fields: list[str], n: int) -> list[dict[str, str]]:
    """The fields of up to `n` matches; asked of Redis by their ids, which is twice as quick as of the engine."""
    found = aggregate(client, keys.EVENT_INDEX, AggregateRequest(condition).load("@id").limit(0, n))
    with client.pipeline(transaction=False) as pipe:
        for row in found:
            pipe.hmget(keys.event(collection, row["id"]), fields)
        rows = pipe.execute()
    return [{field: value for field, value in zip(fields, values, strict=True) if value is not None} for values in rows]


def _top(counter: Counter[str], top: int) -> list[FacetValue]:
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return [FacetValue(value=value, count=n) for value, n in ranked[:top]]


def _name(client: "Redis", collection: str, values: list[FacetValue]) -> list[FacetValue]:
    """The values with what the entities and places of these keys are called."""
    if not values:
        return values
    documents = [keys.subject(collection, value.value) for value in values]
    found = cast(list[str | None], client.execute_command("JSON.MGET", *documents, "$.name"))
    called = [json.loads(stored) if stored else [] for stored in found]
    return [
        value.model_copy(update={"name": next(iter(name), None)}) for value, name in zip(values, called, strict=True)
    ]
