"""Bringing enriched articles up to date with the pipeline that the workers run, behind the articles that arrive.

Workers say in Redis which pipeline they run; what ended before they first said so was made by another one.  An
article goes through queue, claim and commit like any other, so that a worker that dies loses nothing; its events are
served as they are until then, and those that come out the same keep their ids and are no news to the feed.
"""

import datetime as dt
from typing import cast

from redis import Redis
from rq import Queue

from dateline import keys, queue
from dateline.errors import Conflict
from dateline.scripts import register
from dateline.status import ArticleState, Reenrichment

ENDED: tuple[ArticleState, ...] = ("succeeded", "partial")
WAITING: tuple[ArticleState, ...] = ("queued", "running")
_SECOND = 1_000


def announce_pipeline(client: "Redis", version: str) -> None:
    """Say that the workers run the pipeline `version`, from now on if they ran another one before."""
    if client.hget(keys.PIPELINE, "version") != version:
        seconds, microseconds = client.time()
        since_ms = seconds * _SECOND + microseconds // 1_000
        client.hset(keys.PIPELINE, mapping={"version": version, "since_ms": since_ms})


def reenrich(
    client: "Redis",
    jobs: Queue,
    collection: str,
    *,
    before: dt.datetime | None,
    all_of_them: bool,
    limit: int,
    room: int,
) -> Reenrichment:
    """Queue again at most `limit` articles, those first that ended first, and only until `room` articles wait.

    They are those that ended before `before`, now at the latest; where that is null, before the workers ran their
    present pipeline, or, with `all_of_them`, before now.  Raises Conflict where no worker has said yet which pipeline
    it runs.
    """
    running = cast("dict[str, str]", client.hgetall(keys.PIPELINE))
    if not running:
        raise Conflict("no worker has said yet which pipeline it runs; start one")
    before_ms = _milliseconds(client, before, all_of_them, int(running["since_ms"]))
    free = max(0, room - _count(client, collection, WAITING))
    queued = 0
    script = register(client, "reenrich")
    for article_id in _earliest(client, collection, before_ms, min(limit, free)):
        arguments: list[str | int] = [keys.base(collection), article_id, before_ms]
        if revision := int(script(keys=[keys.article(collection, article_id)], args=arguments)):
            queue.resubmit(jobs, collection, article_id, revision)
            queued += 1
    return Reenrichment(
        pipeline_version=running["version"],
        before=dt.datetime.fromtimestamp(before_ms / _SECOND, dt.UTC),
        queued=queued,
        remaining=_count(client, collection, ENDED, before_ms),
        waiting=_count(client, collection, WAITING),
    )


def _milliseconds(client: "Redis", before: dt.datetime | None, all_of_them: bool, since_ms: int) -> int:
    seconds, microseconds = client.time()
    now_ms = seconds * _SECOND + microseconds // 1_000
    if before is not None:
        # Of a time to come it would never be done; and not every time that can be written is one in UTC.
        return min(max(round(before.timestamp() * _SECOND), 0), now_ms)
    return now_ms if all_of_them else since_ms


def _earliest(client: "Redis", collection: str, before_ms: int, limit: int) -> list[str]:
    """The articles that ended first, of both ways to end."""
    found: list[tuple[str, float]] = []
    for state in ENDED if limit else ():
        name = keys.state(collection, state)
        ended = client.zrangebyscore(name, "-inf", f"({before_ms}", start=0, num=limit, withscores=True)
        found += cast("list[tuple[str, float]]", ended)
    return [article_id for article_id, _ in sorted(found, key=lambda item: item[1])[:limit]]


def _count(client: "Redis", collection: str, states: tuple[ArticleState, ...], before_ms: int | None = None) -> int:
    until = "+inf" if before_ms is None else f"({before_ms}"
    return sum(int(client.zcount(keys.state(collection, state), "-inf", until)) for state in states)
