"""One collection read back from an archive: record by record, in the order in which they were written."""

import datetime as dt
import json
import secrets
import time
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
from dateline.follower import LEASE_MS
from dateline.models import EnrichedArticle
from dateline.names import normalize_name
from dateline.origins import Origin
from dateline.records import make_records, read_enriched, record_arguments
from dateline.scripts import register
from dateline.settings import Settings
from dateline.stories import RULES_VERSION, Members
from dateline.storybook import Storybook, read_members
from dateline.storylines import Story, summarize
from dateline.storyrecords import Command, keep
from dateline.tellings import in_order
from dateline.upgrade import add_collection

log = structlog.get_logger()

# Corrections may change while an article is restored, and again.
MAX_TRIES = 5
# Articles queued again at once.
BATCH = 500


class Recovery:
    """Restores one collection; no other process groups its stories meanwhile."""

    def __init__(self, client: "Redis", collection: str, settings: Settings, record: Record) -> None:
        self._client = client
        self._collection = collection
        self._settings = settings
        self._script = register(client, "restore")
        self._token = secrets.token_hex(16)
        self._renewed_at = 0.0
        self._book = Storybook(client, collection, self._token, self._renew)
        self._corrections: dict[str, str] = {}
        self._published_on: tuple[str, dt.date] | None = None
        self._rules = record["rules"] or RULES_VERSION
        self._renew()
        # Stories that a follower began to group while a restore was interrupted stay as they are.
        self._has_stories = bool(client.exists(keys.story_follower(collection)))
        self._begin_feed()
        add_collection(client, collection)
        if record["retention"]:
            client.hset(keys.retention(collection), mapping=record["retention"])

    def restore(self, record: Record) -> str:
        """Restore one record; what it is counted as.  Raises Conflict."""
        self._renew()
        kind: str = record["kind"]
        if kind == "correction":
            self._corrections[record["field"]] = record["value"]
            return kind
        self._put_corrections()
        if kind == "correction_line":
            self._restore_line(record)
        elif kind == "revision":
            self._restore_revision(record)
        elif kind == "article":
            return "article" if self._restore_article(record) == "restored" else "known"
        elif kind == "story":
            self._restore_story(record)
        elif kind == "story_alias" and not self._has_stories:
            self._book.write([["HSET", keys.story_aliases(self._collection), record["id"], record["heir"]]])
        return kind

    def finish(self, jobs: Queue) -> None:
        """Let others group the stories, which go through all of them once, and queue again what waits."""
        self._put_corrections()
        if not self._has_stories:
            self._client.hset(keys.story_follower(self._collection), "rules", self._rules)
        if self._client.get(keys.story_lease(self._collection)) == self._token:
            self._client.delete(keys.story_lease(self._collection))
        start, name = 0, keys.state(self._collection, "queued")
        while found := cast("list[str]", self._client.zrange(name, start, start + BATCH - 1)):
            with self._client.pipeline(transaction=False) as pipe:
                for article_id in found:
                    pipe.hget(keys.article(self._collection, article_id), "revision")
                revisions = pipe.execute()
            for article_id, revision in zip(found, revisions, strict=True):
                queue.submit(jobs, self._collection, article_id, int(revision or 1))
            start += len(found)

    def _begin_feed(self) -> None:
        """A feed that looks trimmed at its start: whoever has a position of the former one is told to begin anew."""
        name = keys.feed(self._collection)
        if not self._client.exists(name):
            entry = cast("str", self._client.xadd(name, {"op": "restored"}))
            self._client.xdel(name, entry)

    def _renew(self) -> None:
        """Hold the lease of the stories, so that nobody groups those that are not all there yet."""
        if time.monotonic() - self._renewed_at < LEASE_MS / 3_000:
            return
        self._renewed_at = time.monotonic()
        lease = keys.story_lease(self._collection)
        if self._client.get(lease) == self._token:
            self._client.pexpire(lease, LEASE_MS)
        else:
            self._client.set(lease, self._token, nx=True, px=LEASE_MS)

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

    def _restore_article(self, record: Record) -> Literal["restored", "known"]:
        article = read_enriched(record["enriched"], record["events"]) if record["enriched"] else None
        for _ in range(MAX_TRIES):
            answer = self._write(record, article)
            if answer == "owned":
                raise Conflict(f"the URL of the article {record['id']!r} belongs to another one by now")
            if answer != "stale":
                return cast(Literal["restored", "known"], answer)
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

    def _restore_story(self, record: Record) -> None:
        if self._has_stories:
            return
        story, fields = record["id"], record["fields"]
        try:
            members = read_members(fields)
            origins = _read_origins(fields, members)
            summary = _read_summary(story, fields, members, origins)
        except (ValidationError, Later) as error:
            # Told by rules of another version; it is grouped anew.
            log.warning("restore.regrouped", collection=self._collection, story=story, error=type(error).__name__)
            return
        commands: list[Command] = list(keep(self._collection, summary, members, {}, origins))
        marks = []
        for event, told in members.items():
            commands.append(["HSET", keys.stories_of(self._collection, told.article), event, story])
            marks.append([keys.event(self._collection, event), story])
        self._book.write(commands, marks)


def _read_origins(fields: dict[str, str], members: Members) -> list[Origin]:
    if keys.ORIGINS in fields:
        return [Origin.model_validate(origin) for origin in json.loads(fields[keys.ORIGINS])]
    first = in_order(members.values())[0]
    return [Origin(sources=(first.outlet,), articles=(first.article,))]


def _read_summary(story: str, fields: dict[str, str], members: Members, origins: Sequence[Origin]) -> Story:
    if keys.SUMMARY in fields:
        return Story.model_validate_json(fields[keys.SUMMARY])
    return summarize(story, members.values(), origins, ())
