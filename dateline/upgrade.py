"""Stores of an older layout brought up to date, while they are in use.

Layout 1 kept the events inside the enriched article and in full in the index; layout 2 keeps each once.  Layout 3 lists
all articles by their age, and keeps the words of events out of the feed.  The articles are gone through some at a time,
and how far is written down, so whatever ends an upgrade, another one goes on.  What layout 1 holds is marked, and made
anew as after a correction (`dateline.refresh`); readers know all layouts meanwhile.
"""

import datetime as dt
import json
from typing import cast

import structlog
from redis import Redis, ResponseError
from redis.commands.core import Script

from dateline import keys
from dateline.errors import Later, Unavailable
from dateline.scripts import register

log = structlog.get_logger()

LAYOUT = 3
# Keys of the server looked at in one step; a part of them are articles.
STEP = 1_000


def upgrade_collections(client: "Redis", steps: int | None = None) -> int:
    """Go on with the collections of an older layout, by so many steps each at most, or to the end.

    Answers how many articles were marked.  Does nothing to a collection that is up to date.
    """
    script = register(client, "upgrade")
    return sum(_Upgrade(client, script, collection).run(steps) for collection in find_older(client))


def find_older(client: "Redis") -> list[str]:
    """The collections that have an older layout."""
    names = sorted(map(str, client.smembers(keys.COLLECTIONS)))
    if not names:
        return []
    with client.pipeline(transaction=False) as pipe:
        for collection in names:
            pipe.get(keys.layout(collection))
        return [name for name, layout in zip(names, pipe.execute(), strict=True) if int(layout or 1) < LAYOUT]


def is_later(client: "Redis", collection: str) -> bool:
    """Has a later version of Dateline laid the collection out anew, or begun to?"""
    with client.pipeline(transaction=False) as pipe:
        pipe.hget(keys.upgrade(collection), "to")
        pipe.get(keys.layout(collection))
        return any(int(layout or 1) > LAYOUT for layout in pipe.execute())


def require_layout(client: "Redis", collection: str) -> None:
    """Raise Unavailable while the collection has an older layout: its articles are not all listed yet.

    And Later where a later version of Dateline has laid it out.
    """
    if is_later(client, collection):
        raise Later(f"the collection {collection} was laid out by a later version of Dateline; use that")
    if int(client.get(keys.layout(collection)) or 1) < LAYOUT:
        raise Unavailable(f"the collection {collection} is being upgraded by the workers; try again when that is done")


def add_collection(client: "Redis", collection: str) -> None:
    """Note that a collection exists; a new one has the layout of today."""
    if client.sadd(keys.COLLECTIONS, collection):
        client.set(keys.layout(collection), LAYOUT)


class _Upgrade:
    """The upgrade of one collection."""

    def __init__(self, client: "Redis", script: Script, collection: str) -> None:
        self._client = client
        self._script = script
        self._collection = collection
        self._state = keys.upgrade(collection)
        self._prefix = keys.article(collection, "")

    def run(self, steps: int | None) -> int:
        """Go on by some steps; how many articles were marked."""
        if not self._call("begin"):
            return 0
        server = _name_server(self._client)
        was = cast("dict[str, str]", self._client.hgetall(self._state))
        # Where a walk through the keys stands means something to the server that it was begun on alone.
        cursor = int(was["cursor"]) if server and was.get("run") == server and "cursor" in was else 0
        steps = steps if server else None
        marked = 0
        while steps is None or steps > 0:
            cursor, found = self._client.scan(cursor, match=_literal(self._prefix), count=STEP)
            marked += self._mark([str(name).removeprefix(self._prefix) for name in found])
            if cursor == 0:
                self._call("end")
                log.warning("upgrade.ended", collection=self._collection, layout=LAYOUT)
                break
            self._client.hset(self._state, mapping={"run": server, "cursor": cursor})
            steps = None if steps is None else steps - 1
        return marked

    def _mark(self, article_ids: list[str]) -> int:
        if not article_ids:
            return 0
        with self._client.pipeline(transaction=False) as pipe:
            for article_id in article_ids:
                pipe.hmget(keys.article(self._collection, article_id), ["revision", "accepted_ms"])
            fields = pipe.execute()
            for article_id, (revision, _) in zip(article_ids, fields, strict=True):
                pipe.hget(keys.posted(self._collection, article_id), revision or "0")
            posted = pipe.execute()
        arguments: list[str | int] = []
        for article_id, (_, accepted), stored in zip(article_ids, fields, posted, strict=True):
            if stored is not None:
                # Of a date-time too the first ten characters are the day, in the offset that it was given with.
                day = dt.date.fromisoformat(json.loads(stored)["published_at"][:10])
                arguments += [article_id, day.toordinal(), accepted or 0]
        return self._call("mark", *arguments)

    def _call(self, doing: str, *arguments: str | int) -> int:
        answer = self._script(
            keys=[keys.layout(self._collection)],
            args=[keys.base(self._collection), "", LAYOUT, doing, *arguments],
        )
        return int(answer)


def _name_server(client: "Redis") -> str:
    """What the server is called until it ends; '' where it does not say."""
    try:
        return str(client.info("server").get("run_id", ""))
    except ResponseError:
        return ""


def _literal(prefix: str) -> str:
    """What the server takes for all keys that begin so."""
    return "".join(f"[{c}]" if c in "*?[]" else c for c in prefix) + "*"
