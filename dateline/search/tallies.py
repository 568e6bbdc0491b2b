"""What commits counted of each value: the number of events that have it, without asking the engine."""

from redis import Redis

from dateline import keys
from dateline.matching import wanted_values
from dateline.names import normalize_filter
from dateline.queries import EventQuery

# Facets whose keys are counted, but not the names that find them too.
KEYED = frozenset({"entity", "place"})
COUNTED = frozenset({"type", "status", "country", "source", *KEYED})


def read_tally(client: "Redis", collection: str, query: EventQuery) -> int | None:
    """How many events match a query that asks for one value of one facet; None for any other query."""
    asked = [(parameter, values) for _, parameter, values in wanted_values(query)]
    if len(asked) != 1 or len(asked[0][1]) != 1 or asked[0][0] not in COUNTED:
        return None
    ((parameter, (value,)),) = asked
    if query != EventQuery(sort=query.sort, limit=query.limit, after=query.after, **{parameter: (value,)}):
        return None
    plain = normalize_filter(parameter, value)
    if parameter in KEYED and not is_key(plain):
        return None
    return int(client.zscore(keys.facet(collection, parameter), plain) or 0)


def is_key(value: str) -> bool:
    """Is it the key of an entity or place, and no name?"""
    kind, slash, rest = value.partition("/")
    return bool(slash and rest and kind.isascii() and kind.isalpha() and kind.islower())
