"""Articles, events and subjects in Redis, read by their ids.  What is written is `dateline.ledger`'s."""

from typing import cast

from redis import Redis

from dateline import keys
from dateline.errors import NotFound
from dateline.models import EnrichedArticle, EventRecord, Subject
from dateline.search import read_subject


def read_article(client: "Redis", collection: str, article_id: str) -> EnrichedArticle:
    """The enriched article of the last committed revision.  Raises NotFound, also while the first one is at work."""
    stored = cast("str | None", client.get(keys.enriched(collection, article_id)))
    if stored is not None:
        return EnrichedArticle.model_validate_json(stored)
    if client.exists(keys.article(collection, article_id)):
        raise NotFound("the article is accepted but not yet enriched; its status tells how far it is")
    raise NotFound("no article has this id")


def read_event(client: "Redis", collection: str, event_id: str) -> EventRecord:
    """An event.  Raises NotFound."""
    stored = _json(client, keys.event(collection, event_id), "$.event")
    if stored is None:
        raise NotFound("no event has this id")
    return EventRecord.model_validate_json(stored)


def read_subject_by_key(client: "Redis", collection: str, subject_key: str) -> Subject:
    """An entity or place.  Raises NotFound."""
    stored = _json(client, keys.subject(collection, subject_key), "$")
    if stored is None:
        raise NotFound("no entity has this key")
    return read_subject(stored)


def _json(client: "Redis", key: str, path: str) -> str | None:
    stored = cast("str | None", client.execute_command("JSON.GET", key, path))
    return stored[1:-1] if stored else None
