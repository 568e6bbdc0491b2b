"""What is known of one entity or place across the articles of a collection."""

import json
from collections import Counter
from typing import cast
from urllib.parse import urlencode

from redis import Redis

from dateline import keys, search, store
from dateline.aliases import expand
from dateline.corrections import PLACE_KIND, Corrections, kind_of
from dateline.queries import EventQuery
from dateline.subjects import Companion, EntityProfile, NameCount

MAX_NAMES = 100
MAX_TOGETHER = 20
NEWEST_EVENTS = 5
NEWEST_ARTICLES = 20


def read_profile(client: "Redis", collection: str, key: str, corrections: Corrections) -> EntityProfile:
    """All that is known of `key`, which has not been merged.  Raises NotFound and Unavailable."""
    subject = store.read_subject_by_key(client, collection, key)
    with client.pipeline() as pipe:
        pipe.hgetall(keys.subject_names(collection, key))
        pipe.hgetall(keys.subject_titles(collection, key))
        pipe.zrevrange(keys.subject_articles(collection, key), 0, NEWEST_ARTICLES - 1)
        names, titles, articles = pipe.execute()
    merged = corrections.merged.get(key, ())
    # What happens at a place, and what an entity has a part in.
    role = "place" if kind_of(key) == PLACE_KIND else "entity"
    query = expand(client, collection, EventQuery(**{role: (key,)}, limit=NEWEST_EVENTS), corrections)
    page = search.find_events(client, collection, query)
    path = {role: key, **({} if collection == "main" else {"collection": collection})}
    return EntityProfile(
        **{**dict(subject), "events": page.total},
        aliases=_most_used(names),
        given=tuple(alias for owner in (key, *merged) for alias in corrections.aliases.get(owner, ())),
        titles=_most_used(titles),
        merged=merged,
        together=_companions(client, collection, query, {key, *merged}, corrections),
        newest=page.items,
        events_path=f"/v1/events?{urlencode(path)}",
        newest_articles=tuple(articles),
    )


def _most_used(counts: dict[str, str]) -> tuple[NameCount, ...]:
    ordered = sorted(((int(count), name) for name, count in counts.items()), key=lambda item: (-item[0], item[1]))
    return tuple(NameCount(name=name, articles=count) for count, name in ordered[:MAX_NAMES])


def _companions(
    client: "Redis", collection: str, query: EventQuery, own: set[str], corrections: Corrections
) -> tuple[Companion, ...]:
    """The entities of most events that match `query`, but those of `own`."""
    counts: Counter[str] = Counter()
    # Those of `own` are in all of them; and two keys may be one entity, until its articles are made anew.
    for found in search.count_facets(client, collection, query, 2 * MAX_TOGETHER + len(own)).entity:
        counts[corrections.resolve(found.value)] += found.count
    chosen = sorted(counts.keys() - own, key=lambda key: (-counts[key], key))[:MAX_TOGETHER]
    if not chosen:
        return ()
    names = [keys.subject(collection, key) for key in chosen]
    stored = cast(list[str | None], client.execute_command("JSON.MGET", *names, "$"))
    subjects = {key: json.loads(found)[0] for key, found in zip(chosen, stored, strict=True) if found}
    return tuple(
        Companion(key=key, name=subject["name"], type=subject["type"], events=counts[key])
        for key, subject in subjects.items()
    )
