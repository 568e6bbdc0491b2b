"""A live store written into an archive, article by article, while it is in use.

Archived is what cannot be made anew: articles as posted and as enriched, where each stands, corrections and their log,
stories, policies and keys of access.  All else (index, histograms, counts, names, lists) is derived from that at a
restore, so an archive fits any later layout.  Each article is read in one step.  One that was accepted before the
backup began, and not deleted before it ended, is in it, as it was at some time between.  Nobody changes the stories of
a collection while they are read, so that each event is in one at most.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, cast

import structlog
from redis import Redis

from dateline import __version__, keys
from dateline.archive import Record
from dateline.errors import Restoring
from dateline.schema import SCHEMA_VERSION
from dateline.storylease import StoryLease
from dateline.upgrade import LAYOUT, require_layout

log = structlog.get_logger()

# Articles looked up at once, and revisions of one, which may be large.
BATCH, REVISIONS = 100, 10
# Of an attempt at work, which no restore goes on with.
_PASSING = ("token", "worker", "claimed_ms", "traceparent", "url", "state")

Write = Callable[[Record], None]


def back_up(client: "Redis", write: Write, on_article: Callable[[], None] = lambda: None) -> dict[str, int]:
    """Write all that is stored; how many records of each kind.

    Raises Unavailable while a collection is upgraded, and Restoring while one is restored.
    """
    collections = sorted(map(str, client.smembers(keys.COLLECTIONS)))
    for collection in collections:
        require_layout(client, collection)
        if client.exists(keys.restoring(collection)):
            raise Restoring(f"the collection {collection} is being restored; back it up when that is done")
    counts: Counter[str] = Counter()

    def note(record: Record) -> None:
        write(record)
        counts[record["kind"]] += 1
        if record["kind"] == "article":
            on_article()

    write(_manifest(client, collections))
    for record in _access_keys(client):
        note(record)
    for collection in collections:
        for record in _Collection(client, collection).read():
            note(record)
    write({"kind": "end", "counts": dict(counts)})
    return dict(counts)


def note_backup(client: "Redis") -> None:
    """Note that a backup has come to its end, for those who watch."""
    seconds, microseconds = client.time()
    client.hset(keys.BACKUP, "ended_ms", seconds * 1_000 + microseconds // 1_000)


def count_articles(client: "Redis") -> int:
    """How many articles there are, of all collections."""
    return sum(client.zcard(keys.publications(str(name))) for name in client.smembers(keys.COLLECTIONS))


def _manifest(client: "Redis", collections: list[str]) -> Record:
    return {
        "kind": "manifest",
        "made_at": dt.datetime.fromtimestamp(client.time()[0], dt.UTC).isoformat(),
        "version": __version__,
        "layout": LAYOUT,
        "schema_version": SCHEMA_VERSION,
        "collections": collections,
        "pipeline": client.hgetall(keys.PIPELINE),
    }


def _access_keys(client: "Redis") -> Iterator[Record]:
    for key_id in sorted(map(str, client.smembers(keys.ACCESS_KEYS))):
        if fields := client.hgetall(keys.access_key(key_id)):
            yield {"kind": "access_key", "id": key_id, "fields": fields}


class _Collection:
    """Reads one collection, a part at a time."""

    def __init__(self, client: "Redis", collection: str) -> None:
        self._client = client
        self._collection = collection

    def read(self) -> Iterator[Record]:
        """All records: the collection, its corrections, its articles, its stories."""
        name = self._collection
        follower = self._client.hget(keys.story_follower(name), "rules")
        retention = self._client.hgetall(keys.retention(name))
        yield {"kind": "collection", "name": name, "retention": retention, "rules": follower}
        yield from self._corrections()
        for article_ids in self._walk():
            for article_id in article_ids:
                yield from self._article(article_id)
        yield from self._stories()

    def _corrections(self) -> Iterator[Record]:
        for field, value in self._client.hscan_iter(keys.corrections(self._collection), count=1_000):
            if field != "version":
                yield {"kind": "correction", "field": field, "value": value}
        name, position = keys.correction_log(self._collection), "-"
        while lines := cast("list[tuple[str, dict[str, str]]]", self._client.xrange(name, position, count=BATCH)):
            for line, fields in lines:
                yield {"kind": "correction_line", "id": line, "fields": fields}
            position = f"({lines[-1][0]}"

    def _walk(self) -> Iterator[list[str]]:
        """The ids of all articles, some at a time; one that is there all the while is among them, perhaps twice."""
        cursor, name = 0, keys.publications(self._collection)
        while True:
            cursor, found = self._client.zscan(name, cursor, count=BATCH)
            yield [str(article_id) for article_id, _ in found]
            if cursor == 0:
                return

    def _article(self, article_id: str) -> Iterator[Record]:
        """An article, after its revisions; nothing of one that is deleted by now."""
        name = self._collection
        with self._client.pipeline(transaction=True) as pipe:
            pipe.hgetall(keys.article(name, article_id))
            for state in keys.STATES:
                pipe.zscore(keys.state(name, state), article_id)
            pipe.get(keys.enriched(name, article_id))
            pipe.hgetall(keys.events(name, article_id))
            pipe.lrange(keys.commits(name, article_id), 0, -1)
            fields, *scores, enriched, events, commits = pipe.execute()
        if not fields:
            return
        revisions = list(self._revisions(article_id, int(fields["revision"])))
        # Else it was deleted meanwhile, and perhaps posted anew.
        if len(revisions) == int(fields["revision"]) and revisions[-1]["at"] in (None, fields.get("accepted_ms")):
            yield from revisions
            score = next(score for score in scores if score is not None)
            yield _tell_article(name, article_id, fields, score, enriched, events, commits)

    def _revisions(self, article_id: str, last: int) -> Iterator[Record]:
        numbers = [str(n) for n in range(1, last + 1)]
        for start in range(0, last, REVISIONS):
            some = numbers[start : start + REVISIONS]
            with self._client.pipeline(transaction=False) as pipe:
                pipe.hmget(keys.posted(self._collection, article_id), some)
                pipe.hmget(keys.posted_at(self._collection, article_id), some)
                posted, posted_at = pipe.execute()
            for number, text, at in zip(some, posted, posted_at, strict=True):
                if text is not None:
                    yield {"kind": "revision", "article": article_id, "revision": number, "at": at, "posted": text}

    def _stories(self) -> Iterator[Record]:
        """All stories, as they are at one time: whoever follows the feed waits, and goes on where it was."""
        lease = StoryLease(self._client, self._collection)
        lease.seize()
        try:
            for record in self._read_stories():
                if not lease.renew():
                    # This process stood still; what was changed meanwhile may be in two stories of the archive.
                    log.warning("backup.lease_lost", collection=self._collection)
                    lease.seize()
                yield record
        finally:
            lease.release()

    def _read_stories(self) -> Iterator[Record]:
        prefix = keys.story(self._collection, "")
        pattern = "".join(f"[{c}]" if c in "*?[]" else c for c in prefix) + "*"
        cursor = -1
        while cursor:
            cursor, names = self._client.scan(max(cursor, 0), match=pattern, count=1_000)
            for start in range(0, len(names), BATCH):
                some = [str(name) for name in names[start : start + BATCH]]
                with self._client.pipeline(transaction=False) as pipe:
                    for name in some:
                        pipe.hgetall(name)
                    found = pipe.execute()
                for name, fields in zip(some, found, strict=True):
                    if fields:
                        yield {"kind": "story", "id": name.removeprefix(prefix), "fields": fields}
        for story, heir in self._client.hscan_iter(keys.story_aliases(self._collection), count=1_000):
            yield {"kind": "story_alias", "id": story, "heir": heir}


def _tell_article(
    collection: str,
    article_id: str,
    fields: dict[str, str],
    score: float,
    enriched: str | None,
    events: dict[str, str],
    commits: list[str],
) -> Record:
    # What was in work is to be worked on again.
    is_running = fields["state"] == "running"
    kept: dict[str, Any] = {name: value for name, value in fields.items() if name not in _PASSING}
    if is_running:
        score = float(fields.get("accepted_ms", 0))
    return {
        "kind": "article",
        "id": article_id,
        "state": "queued" if is_running else fields["state"],
        "score": score,
        "fields": {**kept, "attempts": "0"} if is_running else kept,
        "url": fields.get("url", "").removeprefix(keys.url(collection, "")),
        "enriched": enriched,
        "events": events,
        "commits": commits,
    }
