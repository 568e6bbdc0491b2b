"""Checks of what is counted of events, by the index."""

from collections.abc import Iterator, Sequence

from dateline import keys
from dateline.doctor.store import BATCH, Store, Wrong
from dateline.indexing import split_tags
from dateline.search.census import count_exactly, every, in_bucket, with_value

HISTOGRAMS = ("date", "pub", "conf")
FACETS = {
    "type": ("type",), "status": ("status",), "entity": ("act", "rcp", "spk", "ent"), "place": ("plc",),
    "country": ("cty",), "source": ("src",),
}  # fmt: skip


def walk_buckets(store: Store, histogram: str) -> Iterator[list[str]]:
    """The buckets of a histogram, some at a time."""
    cursor = 0
    while True:
        cursor, found = store.client.hscan(keys.counts(store.collection, histogram), cursor, count=BATCH)
        yield list(map(str, found))
        if cursor == 0:
            return


def look_at_buckets(store: Store, histogram: str, buckets: Sequence[str]) -> Wrong:
    """Buckets that hold another number than the index, or are not in order."""
    there = count_exactly(store.client, [in_bucket(store.collection, histogram, bucket) for bucket in buckets])
    told = store.ask(
        [
            (
                ("HGET", keys.counts(store.collection, histogram), bucket),
                ("ZSCORE", keys.buckets(store.collection, histogram), bucket),
            )
            for bucket in buckets
        ]
    )
    return {
        bucket: f"the histogram {histogram} counts {told[2 * n]} in {bucket}; the index holds {there[n]}"
        for n, bucket in enumerate(buckets)
        if int(told[2 * n] or 0) != there[n] or (told[2 * n + 1] is not None) != bool(there[n])
    }


def look_at_total(store: Store, histograms: Sequence[str]) -> Wrong:
    """Histograms whose buckets come to another number than there are events."""
    wrong: Wrong = {}
    for histogram in histograms:
        there = count_exactly(store.client, [every(store.collection)])[0]
        told = 0
        for buckets in walk_buckets(store, histogram):
            if buckets:
                told += sum(int(n or 0) for n in store.client.hmget(keys.counts(store.collection, histogram), buckets))
        if told != there:
            wrong[histogram] = f"the histogram {histogram} counts {told} events; the index holds {there}"
    return wrong


def look_at_values(store: Store, facet: str, values: Sequence[str]) -> Wrong:
    """Values that are counted otherwise than the index holds them."""
    there = count_exactly(store.client, [with_value(store.collection, facet, value) for value in values])
    told = store.ask([("ZSCORE", keys.facet(store.collection, facet), value) for value in values])
    return {
        value: f"the counts of {facet} say {n} of {value!r}; the index holds {found}"
        for value, n, found in zip(values, told, there, strict=True)
        if int(n or 0) != found
    }


def look_at_tags(store: Store, ids: Sequence[str]) -> Wrong:
    """Events with a value, or a bucket, that is not counted at all."""
    wrong: Wrong = {}
    found = store.ask([("HGETALL", keys.event(store.collection, one)) for one in ids])
    for one, fields in zip(ids, found, strict=True):
        if not fields:
            continue
        wanted = [(facet, value) for facet, names in FACETS.items() for value in _values(fields, facet, names)]
        told = store.ask([("ZSCORE", keys.facet(store.collection, facet), value) for facet, value in wanted])
        if lost := [value for value, n in zip(wanted, told, strict=True) if n is None]:
            wrong[one] = f"event {one} has {lost[0][1]!r}, which the counts of {lost[0][0]} lack"
    return wrong


def _values(fields: dict[str, str], facet: str, names: Sequence[str]) -> set[str]:
    """Of entities and places the keys are counted, not the names that find them too."""
    values = {value for name in names for value in split_tags(fields, name)}
    if facet not in ("entity", "place"):
        return values
    return {value for value in values if "/" in value and value.partition("/")[0].isalpha()}
