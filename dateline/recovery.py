"""One collection read back from an archive: record by record, in the order in which they were written."""

import datetime as dt
import json
import secrets
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal, cast

import structlog
from pydantic import ValidationError
from redis import Redis
from rq import Queue

from dateline import keys, queue
from dateline.archive import Record
from dateline.correction_store import load_corrections
from dateline.errors import Conflict, Later
from dateline.models import EnrichedArticle
from dateline.names import normalize_name
from dateline.origins import Origin
from dateline.records import make_records, read_enriched, record_arguments
from dateline.scripts import register
from dateline.settings import Settings
from dateline.stories import RULES_VERSION, Members
from dateline.storybook import Storybook, read_members
from dateline.storylease import LEASE_MS, StoryLease
from dateline.storylines import Story, summarize
from dateline.storyrecords import Command, keep
from dateline.upgrade import add_collection

log = structlog.get_logger()

# Corrections may change while an article is restored, and again.
MAX_TRIES = 5
# Articles queued again at once.
BATCH = 500
# What stands under `keys.restoring` once a collection is whole, though the restore goes on with another.
RESTORED = "restored"
# How often a lease is asked for that another process has.
WAIT_SECONDS = 0.2


class Recovery:
    """Restores one collection; no other process groups its stories meanwhile."""

    def __init__(self, client: "Redis", collection: str, settings: Settings, record: Record) -> None:
        self._client = client
        self._collection = collection
        self._settings = settings
        self._script = register(client, "restore")
        self._lease = StoryLease(client, collection)
        self._book = Storybook(client, collection, self._lease.token, self._lease.renew)
        self._corrections: dict[str, str] = {}
        self._published_on: tuple[str, dt.date] | None = None
        self._rules = record["rules"] or RULES_VERSION
        self._counts: Counter[str] = Counter()
        self._hold()
        self._begin_feed()
        add_collection(client, collection)
        if record["retention"]:
            client.hset(keys.retention(collection), mapping=record["retention"])

    def restore(self, record: Record) -> None:
        """Restore one record.  Raises Conflict."""
        if not self._lease.renew():
            self._hold()
        kind: str = record["kind"]
        if kind == "correction":
            self._corrections[record["field"]] = record["value"]
        else:
            self._put_corrections()
        if kind == "correction_line":
            self._restore_line(record)
        elif kind == "revision":
            self._restore_revision(record)
        elif kind == "article":
            kind = self._restore_article(record)
        elif kind == "story":
            kind = self._restore_story(record)
        elif kind == "story_alias":
            self._write_stories([["HSET", keys.story_aliases(self._collection), record["id"], record["heir"]]])
        self._counts[kind] += 1

    def finish(self, jobs: Queue) -> Counter[str]:
        """Queue again what waits, and note that all is there; how many records of each kind were restored.

        Those who group the stories go through all of them once.
        """
        self._put_corrections()
        self._write_stories([["HSET", keys.story_follower(self._collection), "rules", self._rules]])
        self._lease.release()
        start, name = 0, keys.state(self._collection, "queued")
        while found := cast("list[str]", self._client.zrange(name, start, start + BATCH - 1)):
            with self._client.pipeline(transaction=False) as pipe:
                for article_id in found:
                    pipe.hget(keys.article(self._collection, article_id), "revision")
                revisions = pipe.execute()
            for article_id, revision in zip(found, revisions, strict=True):
                queue.submit(jobs, self._collection, article_id, int(revision or 1))
            start += len(found)
        self._client.set(keys.restoring(self._collection), RESTORED)
        return self._counts

    def _begin_feed(self) -> None:
        """A feed that looks trimmed at its start: whoever has a position of the former one is told to begin anew."""
        name = keys.feed(self._collection)
        if not self._client.exists(name):
            entry = cast("str", self._client.xadd(name, {"op": "restored"}))
            self._client.xdel(name, entry)

    def _hold(self) -> None:
        """Take the lease of the stories; that of a process that was killed is waited for.  Raises Conflict.

        Followers of the feed leave a collection alone that is restored, so nobody has grouped its stories meanwhile.
        """
        until = time.monotonic() + LEASE_MS / 1_000 + WAIT_SECONDS
        while not self._lease.take():
            if time.monotonic() > until:
                told = f"another process changes the stories of {self._collection}: another restore, or older workers"
                raise Conflict(f"{told}; end it, and start this restore again: it goes on where it is")
            time.sleep(WAIT_SECONDS)

    def _write_stories(self, commands: Sequence[Command], marks: Sequence[Sequence[str]] = ()) -> None:
        """Write in one step, which is done again where the lease had ended.  Raises Conflict."""
        while not self._book.write(commands, marks):
            log.warning("restore.lease_lost", collection=self._collection)
            self._hold()

    def _put_corrections(self) -> None:
        """All corrections in one step, before any article, and what they count in the alias table."""
        if not self._corrections or self._client.exists(keys.corrections(self._collection)):
            self._corrections = {}
            return
        with self._client.pipeline(transaction=True) as pipe:
            for field, value in self._corrections.items():
                kind, _, key = field.partition(":")
                for alias in {normalize_name(alias) for alias in json.loads(value)} if kind == "a" else ():
                    pipe.zincrby(keys.alias(self._collection, alias), 1, key)
            fields: dict[Any, Any] = {**self._corrections, "version": secrets.token_hex(12)}
            pipe.hset(keys.corrections(self._collection), mapping=fields)
            pipe.execute()
        self._corrections = {}

    def _restore_line(self, record: Record) -> None:
        name = keys.correction_log(self._collection)
        # One that is there already has been restored before.
        if not self._client.xrange(name, record["id"], record["id"]):
            self._client.xadd(name, record["fields"], id=record["id"])

    def _restore_revision(self, record: Record) -> None:
        article_id, number = record["article"], record["revision"]
        # Of a date-time too the first ten characters are the day, in the offset that it was given with.
        day = dt.date.fromisoformat(json.loads(record["posted"])["published_at"][:10])
        self._published_on = article_id, day
        if self._client.exists(keys.article(self._collection, article_id)):
            return
        with self._client.pipeline(transaction=True) as pipe:
            pipe.hset(keys.posted(self._collection, article_id), number, record["posted"])
            pipe.hset(keys.posted_at(self._collection, article_id), number, record["at"] or "0")
            pipe.execute()

    def _restore_article(self, record: Record) -> Literal["article", "known"]:
        article = read_enriched(record["enriched"], record["events"]) if record["enriched"] else None
        for _ in range(MAX_TRIES):
            answer = self._write(record, article)
            if answer == "moved":
                # It was read when it had the URL of one that was read before.
                self._counts["lost_url"] += 1
                log.warning("restore.url_moved", collection=self._collection, to_article=record["id"])
            if answer != "stale":
                return "known" if answer == "known" else "article"
        raise Conflict("the corrections are being changed while the collection is restored; try again")

    def _write(self, record: Record, article: EnrichedArticle | None) -> str:
        corrections = load_corrections(self._client, self._collection)
        records = None if article is None else make_records(self._collection, article, corrections)
        _, published_on = self._published_on or ("", dt.date.min)
        arguments: list[Any] = [
            keys.base(self._collection),
            record["id"],
            keys.event(self._collection, ""),
            keys.subject(self._collection, ""),
            self._settings.feed_length,
            0 if article is None else article.published_day.toordinal(),
            corrections.version,
            json.dumps(record["fields"]),
            record["state"],
            record["score"],
            record["url"],
            published_on.toordinal(),
            record["fields"].get("accepted_ms", 0),
            json.dumps(record["commits"]),
            record["enriched"] or "",
            *(["", 0] if records is None else [records.header, *record_arguments(records)]),
        ]
        return str(self._script(keys=[keys.article(self._collection, record["id"])], args=arguments))

    def _restore_story(self, record: Record) -> Literal["story", "regrouped"]:
        story, fields = record["id"], record["fields"]
        try:
            members = read_members(fields)
            claimed = self._find_claimed(story, members)
            rest = {event: told for event, told in members.items() if event not in claimed}
            commands = self._keep_story(story, fields, rest, is_whole=not claimed) if rest else []
        except (ValidationError, Later) as error:
            # Told by rules of another version; it is grouped anew.
            log.warning("restore.regrouped", collection=self._collection, story=story, error=type(error).__name__)
            return "regrouped"
        if claimed:
            self._counts["claimed"] += len(claimed)
            log.warning("restore.claimed", collection=self._collection, story=story, events=len(claimed))
        marks = []
        for event, told in rest.items():
            commands.append(["HSET", keys.stories_of(self._collection, told.article), event, story])
            marks.append([keys.event(self._collection, event), story])
        if not rest:
            return "regrouped"
        self._write_stories(commands, marks)
        return "story"

    def _find_claimed(self, story: str, members: Members) -> set[str]:
        """The events that are in another story already: each belongs to one at most."""
        with self._client.pipeline(transaction=False) as pipe:
            for event, told in members.items():
                pipe.hget(keys.stories_of(self._collection, told.article), event)
            return {event for event, found in zip(members, pipe.execute(), strict=True) if found not in (None, story)}

    def _keep_story(self, story: str, fields: dict[str, str], members: Members, *, is_whole: bool) -> list[Command]:
        """The commands that write a story as it was, or told anew of the `members` that are left.  Raises Later."""
        known = Story.model_validate_json(fields[keys.SUMMARY]) if keys.SUMMARY in fields else None
        if known is not None and is_whole:
            origins = [Origin.model_validate(origin) for origin in json.loads(fields[keys.ORIGINS])]
            return list(keep(self._collection, known, members, {}, origins))
        origins = self._book.find_origins(members)
        summary = summarize(story, members.values(), origins, known.joined if known else ())
        return list(keep(self._collection, summary, members, {}, origins))
