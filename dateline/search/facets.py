"""The most frequent values of each field under a filter."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import cast

from redis import Redis
from redis.commands.search.aggregation import AggregateRequest, Asc, Desc

from dateline import keys
from dateline.indexing import SEPARATOR, split_tags
from dateline.matching import ENTITY_FIELDS, is_local
from dateline.queries import EventQuery, Facets, FacetValue
from dateline.scripts import read_by
from dateline.search.conditions import event_conditions
from dateline.search.engine import aggregate, between
from dateline.search.events import find_start, is_unfiltered, keep_within, size_up
from dateline.search.tallies import KEYED, is_key
from dateline.search.windows import count_all, walk_windows

# Reading the fields of an event takes the engine some microseconds, so only so many are read.
MAX_COUNTED = 1_000
# Up to so many matches from all years are sorted; a window that held MAX_COUNTED of them would hold many events.
SORTED_CAP = 5_000
# So many events are read by one script, while which Redis answers nobody else.
SCRIPT_EVENTS = 500
# facet -> fields of the index
FIELDS = {
    "type": ("type",),
    "status": ("status",),
    "entity": ENTITY_FIELDS["any"],
    "place": ("plc",),
    "country": ("cty",),
    "source": ("src",),
}


def count_facets(client: "Redis", collection: str, query: EventQuery, top: int) -> Facets:
    """The `top` values of each facet among the events that match."""
    total, is_exact = size_up(client, collection, query)
    if is_unfiltered(query):
        counters, counted = _read_all(client, collection, top), total
    else:
        is_small = is_exact and total <= MAX_COUNTED
        found_ids = _find_ids(client, collection, query, total, count_all(client, collection))
        counters, counted = _count_values(client, collection, query, found_ids)
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


def _count_values(
    client: "Redis", collection: str, query: EventQuery, batches: Iterator[list[str]]
) -> tuple[dict[str, Counter[str]], int]:
    """What these events have, and how many they are; of a box or circle, those with a place within."""
    counters: dict[str, Counter[str]] = {facet: Counter() for facet in FIELDS}
    counted = 0
    for batch in batches:
        ids = keep_within(client, collection, batch, query) if is_local(query) else batch
        counted += len(ids)
        for at in range(0, len(ids), SCRIPT_EVENTS):
            held = _read_fields(client, collection, ids[at : at + SCRIPT_EVENTS])
            for facet, counter in counters.items():
                counter.update(_split(facet, held))
    for facet in KEYED:
        counters[facet] = Counter({value: n for value, n in counters[facet].items() if is_key(value)})
    return counters, counted


def _read_fields(client: "Redis", collection: str, ids: list[str]) -> dict[str, tuple[str, ...]]:
    """What each field holds of each of these events, '' where nothing.

    A script sends them as one answer, of which the parts need not be read one by one.
    """
    fields = [field for fields in FIELDS.values() for field in fields]
    arguments = [keys.base(collection), "", keys.event(collection, ""), json.dumps(fields), *ids]
    answer = cast(str, read_by(client, "fields", [keys.counts(collection, "date")], arguments))
    columns = zip(*json.loads(answer), strict=True)
    return {field: tuple(value or "" for value in column) for field, column in zip(fields, columns, strict=True)}


def _split(facet: str, held: dict[str, tuple[str, ...]]) -> Iterable[str]:
    """The values of a facet, each once for each event that has it; names that are no keys are among them."""
    fields = FIELDS[facet]
    if len(fields) == 1:
        # A field holds each value once, so that those of all events can be parted at once.
        values: Iterable[str] = SEPARATOR.join(held[fields[0]]).split(SEPARATOR)
    else:
        rows = zip(*(held[field] for field in fields), strict=True)
        values = chain.from_iterable(set(SEPARATOR.join(row).split(SEPARATOR)) for row in rows)
    return filter(None, values)


def values_of(facet: str, row: dict[str, str]) -> set[str]:
    """The values of a facet in the fields of an event."""
    values = {value for field in FIELDS[facet] for value in split_tags(row, field)}
    return {value for value in values if is_key(value)} if facet in KEYED else values


def _find_ids(client: "Redis", collection: str, query: EventQuery, total: int, held: int) -> Iterator[list[str]]:
    """The ids of all matches, or of MAX_COUNTED of the newest; `total` matches are known of, of `held` events."""
    condition, left = event_conditions(collection, query), MAX_COUNTED
    start = find_start(query, "date", is_down=True)
    if total <= (SORTED_CAP if start is None else MAX_COUNTED):
        request = AggregateRequest(condition).load("@date", "@id")
        # Desc and Asc are what the method is for, though its annotation names str alone.
        yield _read_ids(client, request.sort_by(Desc("@date"), Asc("@id"), max=left).limit(0, left))  # type: ignore[arg-type]
        return
    # If the matches lie evenly, the first window holds as many as are counted; from a day that is asked for on, more.
    size = MAX_COUNTED if start is not None else MAX_COUNTED * held // total
    for low, high in walk_windows(client, collection, "date", start, is_down=True, size=size):
        within = f"{condition} {between('date', low, high)}"
        ids = _read_ids(client, AggregateRequest(within).load("@id").limit(0, left))
        yield ids
        left -= len(ids)
        if left <= 0:
            return


def _read_ids(client: "Redis", request: AggregateRequest) -> list[str]:
    """The ids alone: the fields are read twice as quickly by Redis as by the engine."""
    return [row["id"] for row in aggregate(client, keys.EVENT_INDEX, request)]


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
