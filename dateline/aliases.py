"""The alias table: which entities and places a name means, over all articles of a collection.

Commits feed it (`keys.alias`), analysts add to it, and what is asked by name is asked by every key that the name
may mean.  An ambiguous name means all of them.
"""

import re
from collections.abc import Iterable
from typing import cast

from redis import Redis

from dateline import keys
from dateline.correction_store import load_corrections
from dateline.corrections import PLACE_KIND, Corrections, kind_of
from dateline.names import normalize_name
from dateline.queries import EventQuery

# The keys that one name may mean: those of most articles.
MAX_KEYS = 100
WIDENED = ("entity", "speaker", "place", "exclude_entity", "exclude_speaker", "exclude_place")
KEY = re.compile(r"[a-z]+/[a-z0-9-]+")


def expand(client: "Redis", collection: str, query: EventQuery, corrections: Corrections | None = None) -> EventQuery:
    """`query` with, beside every name of an entity, speaker or place, the keys that it means here.

    A key that was merged means the one that it is part of, and that one all keys that were merged into it.
    """
    asked = {name: value for name in WIDENED if (value := getattr(query, name))}
    if not asked:
        return query
    corrections = corrections or load_corrections(client, collection)
    names = [name for group in asked.values() for name in group]
    meant = dict(zip(names, _look_up(client, collection, names), strict=True))
    widened = {
        parameter: _widen(group, meant, corrections, PLACE_KIND if parameter.endswith("place") else "")
        for parameter, group in asked.items()
    }
    return query.model_copy(update=widened)


def _widen(asked: Iterable[str], meant: dict[str, list[str]], corrections: Corrections, kind: str) -> tuple[str, ...]:
    """`asked` with the keys that they mean; of one `kind` alone, where it is not ""."""
    found = ((name, *_family(corrections, _of_kind(kind, meant[name]))) for name in asked)
    return tuple(dict.fromkeys(name for group in found for name in group))


def _of_kind(kind: str, found: Iterable[str]) -> Iterable[str]:
    return (key for key in found if not kind or kind_of(key) == kind)


def _look_up(client: "Redis", collection: str, names: list[str]) -> list[list[str]]:
    """The keys that each name means, itself where it is a key."""
    with client.pipeline(transaction=False) as pipe:
        for name in names:
            pipe.zrevrange(keys.alias(collection, normalize_name(name)), 0, MAX_KEYS - 1)
        found = cast(list[list[str]], pipe.execute())
    return [[name] if KEY.fullmatch(name) else meant for name, meant in zip(names, found, strict=True)]


def _family(corrections: Corrections, meant: Iterable[str]) -> Iterable[str]:
    """`meant` with what they were merged into, and with all that was merged into that."""
    for key in meant:
        current = corrections.forward(key) or key
        yield from (key, current, *corrections.merged.get(current, ()))
