"""Articles, events and subjects in Redis, read by their ids.  What is written is `dateline.ledger`'s."""

from collections.abc import Sequence
from typing import cast

from redis import Redis

from dateline import keys
from dateline.correction_store import load_corrections
from dateline.corrections import correct
from dateline.errors import Later, NotFound
from dateline.models import EnrichedArticle, EventRecord
from dateline.records import read_enriched, read_record, read_subject
from dateline.schema import keep_later
from dateline.subjects import Subject


def read_article(client: "Redis", collection: str, article_id: str) -> EnrichedArticle:
    """The enriched article of the last committed revision, with the corrections in force.

    Raises NotFound, also while the first one is at work, and Later.
    """
    with client.pipeline(transaction=True) as pipe:
        pipe.get(keys.enriched(collection, article_id))
        pipe.hgetall(keys.events(collection, article_id))
        pipe.hgetall(keys.stories_of(collection, article_id))
        stored, events, stories = pipe.execute()
    if stored is not None:
        return correct(read_enriched(stored, events, stories), load_corrections(client, collection))
    if client.exists(keys.article(collection, article_id)):
        raise NotFound("the article is accepted but not yet enriched; its status tells how far it is")
    raise NotFound("no article has this id")


def read_partial(client: "Redis", collection: str, article_id: str) -> EnrichedArticle | None:
    """What the pipeline left of an article of which a stage failed, without events and corrections.

    None where there is nothing, nothing is missing, or a later version of Dateline stored it.
    """
    stored = cast("str | None", client.get(keys.enriched(collection, article_id)))
    found = keep_later(read_enriched, stored, {}) if stored else None
    return found if isinstance(found, EnrichedArticle) and found.status == "partial" else None


def read_event(client: "Redis", collection: str, event_id: str) -> EventRecord:
    """An event.  Raises NotFound and Later."""
    found = read_events(client, collection, [event_id])[0]
    if found is None:
        raise NotFound("no event has this id")
    if isinstance(found, Later):
        raise found
    return found


def read_events(client: "Redis", collection: str, event_ids: Sequence[str]) -> list[EventRecord | Later | None]:
    """The events of these ids, None where one is gone, Later for one that a later version of Dateline stored.

    Two round trips for all.
    """
    if not event_ids:
        return []
    with client.pipeline(transaction=False) as pipe:
        for event_id in event_ids:
            pipe.hmget(keys.event(collection, event_id), ["art", "story"])
        # One of layout 1 is no hash yet, and is found again as soon as it is made anew.
        indexed = [(None, None) if isinstance(found, Exception) else found for found in pipe.execute(False)]
        for event_id, (article_id, _) in zip(event_ids, indexed, strict=True):
            pipe.hmget(keys.events(collection, article_id or ""), [keys.HEADER, event_id])
        stored = pipe.execute()
    return [
        keep_later(read_record, header, event, story) if header and event else None
        for (header, event), (_, story) in zip(stored, indexed, strict=True)
    ]


def read_subject_by_key(client: "Redis", collection: str, subject_key: str) -> Subject:
    """An entity or place.  Raises NotFound and Later."""
    stored = _json(client, keys.subject(collection, subject_key), "$")
    if stored is None:
        raise NotFound("no entity has this key")
    return read_subject(stored)


def _json(client: "Redis", key: str, path: str) -> str | None:
    stored = cast("str | None", client.execute_command("JSON.GET", key, path))
    return stored[1:-1] if stored else None
