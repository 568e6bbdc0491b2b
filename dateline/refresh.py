"""Records made anew from stored articles, after a correction or for a new layout of the store.  No enrichment.

What is to be made anew is marked in Redis (`keys.outdated`); a mark goes in the step that writes the records, so
whatever ends a refresh halfway, another one goes on with it.
"""

from dataclasses import dataclass
from typing import Any, Literal, cast

import redis
import structlog

from dateline import keys
from dateline.correction_store import load_corrections
from dateline.errors import Later
from dateline.models import EnrichedArticle
from dateline.records import make_records, read_enriched, record_arguments
from dateline.scripts import register
from dateline.settings import Settings

log = structlog.get_logger()

# Articles taken at once, and how long nobody else takes them.
BATCH = 20
HOLD_MS = 10_000
# An article that cannot be read is tried again after this; one that a later version stored, after this.
PARK_MS, LATER_MS = 3_600_000, 30_000
# Articles in one pass; leases are ended between passes.
PASS = 200
# Corrections may change while an article is made anew, and again; the next pass goes on with it.
MAX_TRIES = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it is stored, the token of its last commit, and whether an older layout holds it."""

    article: EnrichedArticle
    committed: str
    is_older: bool


def refresh(client: "redis.Redis", settings: Settings) -> int:
    """One pass over all collections; how many articles were made anew.  Safe to run any number of times at once."""
    return sum(
        Refresher(client, collection, settings).run(PASS) for collection in map(str, client.smembers(keys.COLLECTIONS))
    )


class Refresher:
    """Makes the records of one collection anew."""

    def __init__(self, client: "redis.Redis", collection: str, settings: Settings) -> None:
        self._client = client
        self._collection = collection
        self._settings = settings
        self._take = register(client, "outdated")
        self._refresh = register(client, "refresh")

    def run(self, limit: int) -> int:
        """Make up to `limit` outdated articles anew; how many were."""
        done = 0
        while done < limit and (taken := self.take(min(BATCH, limit - done))):
            for article_id in taken:
                self.refresh_article(article_id)
            done += len(taken)
        return done

    def take(self, limit: int) -> list[str]:
        """The ids of outdated articles, oldest mark first; nobody else gets them for HOLD_MS."""
        name = keys.outdated(self._collection)
        return cast(list[str], self._take(keys=[name], args=[keys.base(self._collection), "", limit, HOLD_MS]))

    def refresh_article(self, article_id: str) -> None:
        """Make the records of one article anew, with the corrections in force; one that cannot be is parked."""
        try:
            self._try(article_id)
        except redis.RedisError:
            raise
        except Later:
            # A process of that version makes it anew.
            log.info("refresh.left", collection=self._collection, article_id=article_id)
            self._park(article_id, LATER_MS)
        except Exception as error:
            # What is wrong with one article must not keep others from being made.
            log.exception(
                "refresh.parked", collection=self._collection, article_id=article_id, error=type(error).__name__
            )
            self._park(article_id, PARK_MS)

    def _try(self, article_id: str) -> None:
        for _ in range(MAX_TRIES):
            stored = self._read(article_id)
            # One that was deleted has no mark any more.
            if stored is None or self._write(stored) != "stale":
                return

    def _read(self, article_id: str) -> Stored | None:
        with self._client.pipeline(transaction=True) as pipe:
            pipe.hget(keys.article(self._collection, article_id), "committed")
            pipe.get(keys.enriched(self._collection, article_id))
            pipe.hgetall(keys.events(self._collection, article_id))
            committed, enriched, events = pipe.execute()
        return (
            None
            if enriched is None
            else Stored(read_enriched(enriched, events), committed or "", keys.HEADER not in events)
        )

    def _write(self, stored: Stored) -> Literal["refreshed", "stale", "superseded"]:
        article = stored.article
        corrections = load_corrections(self._client, self._collection)
        records = make_records(self._collection, article, corrections)
        arguments: list[Any] = [
            keys.base(self._collection),
            article.id,
            keys.event(self._collection, ""),
            keys.subject(self._collection, ""),
            self._settings.feed_length,
            article.published_day.toordinal(),
            records.header,
            corrections.version,
            stored.committed,
            article.model_dump_json(exclude_none=True, exclude={"events"}) if stored.is_older else "",
            *record_arguments(records),
        ]
        answer = self._refresh(keys=[keys.article(self._collection, article.id)], args=arguments)
        return cast(Literal["refreshed", "stale", "superseded"], answer)

    def _park(self, article_id: str, milliseconds: int) -> None:
        seconds, _ = self._client.time()
        self._client.zadd(keys.outdated(self._collection), {article_id: seconds * 1000 + milliseconds}, xx=True)
