"""What the index holds, counted to the last event: for those who check what was counted otherwise."""

from collections.abc import Sequence
from typing import Any, cast

from redis import Redis, ResponseError

from dateline import keys
from dateline.search.engine import DIALECT, between, tags, translate

# histogram -> field of the index, and how many of its values one bucket holds
_HISTOGRAMS = {"date": 1, "pub": 1, "conf": 100}
# facet -> fields that hold its values
_FACETS = {
    "type": ("type",), "status": ("status",), "entity": ("act", "rcp", "spk", "ent"), "place": ("plc",),
    "country": ("cty",), "source": ("src",),
}  # fmt: skip


def every(collection: str) -> str:
    """The condition of all events of a collection."""
    return tags("c", [collection])


def in_bucket(collection: str, histogram: str, bucket: str) -> str:
    """The condition of the events in a bucket of a histogram."""
    size = _HISTOGRAMS[histogram]
    low = int(bucket) * size
    return f"{every(collection)} {between(histogram, low, low + size - 1)}"


def with_value(collection: str, facet: str, value: str) -> str:
    """The condition of the events that a facet counts under a value."""
    return f"{every(collection)} ({' | '.join(f'({tags(field, [value])})' for field in _FACETS[facet])})"


def count_exactly(client: "Redis", conditions: Sequence[str]) -> list[int]:
    """How many events meet each condition.  Raises Unavailable where that takes longer than the engine's limit."""
    with translate(), client.pipeline(transaction=False) as pipe:
        for condition in conditions:
            pipe.execute_command("FT.SEARCH", keys.EVENT_INDEX, condition, "LIMIT", 0, 0, "DIALECT", DIALECT)
        # A mapping in RESP3, a list that begins with the total in RESP2.
        return [int(answer["total_results"] if isinstance(answer, dict) else answer[0]) for answer in pipe.execute()]


def read_timeout_policy(client: "Redis") -> str:
    """What becomes of a search that takes too long: `fail`, or an answer in part.  Raises ResponseError."""
    found = client.config_get("search-on-timeout")  # Redis 8, where the engine is built in
    if not found:
        told = client.execute_command("FT.CONFIG", "GET", "ON_TIMEOUT")  # the engine as a module
        found = dict(told)
    return str(next(iter(found.values()))).lower()


def read_indexes(client: "Redis") -> dict[str, dict[str, Any]]:
    """For each index that there should be, what the engine says of it; {} for one that is missing."""
    found: dict[str, dict[str, Any]] = {}
    for name in (keys.EVENT_INDEX, keys.SUBJECT_INDEX, keys.STORY_INDEX):
        try:
            found[name] = cast("dict[str, Any]", client.ft(name).info())
        except ResponseError:
            found[name] = {}
    return found
