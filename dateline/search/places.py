"""Where the events under a filter lie: how many at which place."""

import json
from typing import cast

from redis import Redis

from dateline import keys
from dateline.queries import EventQuery, FacetValue, PlaceCount, PlaceCounts
from dateline.search.facets import count_facets

_FIELDS = ("name", "lat", "lon", "country", "admin1", "feature_class", "feature_code")


def count_places(client: "Redis", collection: str, query: EventQuery, top: int) -> PlaceCounts:
    """The `top` places of the events that match, the most frequent first, counted as facets are."""
    found = count_facets(client, collection, query, top)
    return PlaceCounts(
        items=tuple(_locate(client, collection, found.place)),
        counted=found.counted,
        is_exact=found.is_exact,
        total=found.total,
        total_is_exact=found.total_is_exact,
    )


def _locate(client: "Redis", collection: str, values: tuple[FacetValue, ...]) -> list[PlaceCount]:
    if not values:
        return []
    documents = [keys.subject(collection, value.value) for value in values]
    stored = cast(
        list[str | None], client.execute_command("JSON.MGET", *documents, "$")
    )  # a document that is gone meanwhile is null
    located = []
    for value, document in zip(values, stored, strict=True):
        known = json.loads(document)[0] if document else {}
        located.append(PlaceCount(key=value.value, count=value.count, **{name: known.get(name) for name in _FIELDS}))
    return located
