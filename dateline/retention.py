"""Retention: articles older than so many days go, with all that came of them.

Each collection has a policy of its own, in Redis, or that of the settings.  An article's age is that of its last
revision, by the day it was published or by when it arrived.  One step removes one article whole, and only where it is
still that old and nobody works on it; so any number of processes may do this at once.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast, get_args

import structlog
from redis import Redis

from dateline import keys
from dateline.errors import NotFound, Setup
from dateline.scripts import register
from dateline.settings import RetentionBy, Settings
from dateline.upgrade import is_later, require_layout

log = structlog.get_logger()

# Articles removed from a collection in one pass, and looked at: those that wait or are in work stay.
BATCH, LOOKED_AT = 50, 500
MAX_DAYS = 36_500
_DAY_MS = 86_400_000
_LISTS = {"published": "publications", "arrival": "arrivals"}


@dataclass(frozen=True, slots=True)
class Policy:
    """How many days articles are kept for, None for ever; by which date; and whether the collection has its own."""

    days: int | None
    by: RetentionBy
    source: Literal["collection", "settings"]


@dataclass(frozen=True, slots=True)
class Old:
    """What is older than a policy keeps: articles, their events, and how many articles still wait."""

    articles: int
    events: int
    busy: int


def read_policy(client: "Redis", collection: str, settings: Settings) -> Policy:
    """The policy of a collection."""
    own = cast("dict[str, str]", client.hgetall(keys.retention(collection)))
    if not own:
        return Policy(settings.retention_days, settings.retention_by, "settings")
    return Policy(int(own["days"]) if own["days"] else None, cast(RetentionBy, own["by"]), "collection")


def set_policy(client: "Redis", collection: str, days: int | None, by: str) -> None:
    """Give a collection a policy of its own.  Raises Setup, and NotFound where there is no such collection."""
    check_policy(days, by)
    require_collection(client, collection)
    client.hset(keys.retention(collection), mapping={"days": "" if days is None else days, "by": by})


def check_policy(days: int | None, by: str) -> RetentionBy:
    """`by`, if that and `days` make a policy.  Raises Setup."""
    if days is not None and not 1 <= days <= MAX_DAYS:
        raise Setup(f"--days: give 1 to {MAX_DAYS}")
    if by not in get_args(RetentionBy):
        raise Setup(f"--by: give one of {', '.join(get_args(RetentionBy))}")
    return cast(RetentionBy, by)


def clear_policy(client: "Redis", collection: str) -> None:
    """Let the settings say how long a collection's articles are kept.  Raises NotFound."""
    require_collection(client, collection)
    client.delete(keys.retention(collection))


def require_collection(client: "Redis", collection: str) -> None:
    """Raise NotFound where nothing was ever posted to a collection of this name."""
    if not client.sismember(keys.COLLECTIONS, collection):
        raise NotFound(f"there is no collection {collection!r}")


def count_old(client: "Redis", collection: str, policy: Policy) -> Old:
    """What is older than the policy keeps.  Raises Unavailable while the collection is upgraded."""
    require_layout(client, collection)
    articles = events = busy = 0
    for batch in _walk(client, collection, policy):
        with client.pipeline(transaction=False) as pipe:
            for article_id in batch:
                pipe.hget(keys.article(collection, article_id), "state")
                pipe.hlen(keys.events(collection, article_id))
            found = pipe.execute()
        articles += len(batch)
        busy += sum(state in ("queued", "running") for state in found[::2])
        # Beside the events there is what they share.
        events += sum(max(0, n - 1) for n in found[1::2])
    return Old(articles, events, busy)


def _walk(client: "Redis", collection: str, policy: Policy) -> Iterator[list[str]]:
    """The articles older than the policy keeps, oldest first, some at a time."""
    if policy.days is None:
        return
    start, kept = 0, _first_kept(client, policy, policy.days)
    while found := _oldest(client, collection, policy, kept, start, LOOKED_AT):
        yield found
        start += len(found)


def retire(client: "Redis", settings: Settings) -> int:
    """One pass over all collections: remove what is too old, BATCH articles each at most; how many went."""
    return sum(
        _retire(client, collection, settings) for collection in sorted(map(str, client.smembers(keys.COLLECTIONS)))
    )


def _retire(client: "Redis", collection: str, settings: Settings) -> int:
    policy = read_policy(client, collection, settings)
    if policy.days is None or is_later(client, collection):
        return 0
    kept = _first_kept(client, policy, policy.days)
    script = register(client, "retire")
    gone = events = 0
    for article_id in _oldest(client, collection, policy, kept, 0, LOOKED_AT):
        arguments: list[str | int] = [
            keys.base(collection), article_id, keys.event(collection, ""), keys.subject(collection, ""),
            settings.feed_length, _LISTS[policy.by], kept,
        ]  # fmt: skip
        removed = int(script(keys=[keys.article(collection, article_id)], args=arguments))
        gone, events = gone + (removed >= 0), events + max(0, removed)
        if gone == BATCH:
            break
    if gone:
        log.info(
            "retention.removed", collection=collection, articles=gone, events=events, days=policy.days, by=policy.by
        )
    return gone


def _oldest(client: "Redis", collection: str, policy: Policy, kept: int, start: int, count: int) -> list[str]:
    name = (keys.publications if policy.by == "published" else keys.arrivals)(collection)
    found = client.zrange(name, "-inf", f"({kept}", byscore=True, offset=start, num=count)
    return cast("list[str]", found)


def _first_kept(client: "Redis", policy: Policy, days: int) -> int:
    """The first score that is kept: a day, or milliseconds, by Redis's clock."""
    seconds, microseconds = client.time()
    if policy.by == "published":
        return dt.datetime.fromtimestamp(seconds, dt.UTC).toordinal() - days
    return seconds * 1_000 + microseconds // 1_000 - days * _DAY_MS
