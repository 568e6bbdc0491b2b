"""Articles about the same man under two names, and about two men of one name."""

from typing import Any

import redis

from dateline.correction_store import CorrectionStore
from dateline.models import Actor, EnrichedArticle, Entity
from tests.make import enriched, event, span, store

BOB, ROBERT = "person/bob-smith", "person/robert-smith"


def person(name: str, *aliases: str, **fields: Any) -> Entity:
    key = "person/" + "-".join(name.casefold().split())
    made: dict[str, Any] = {"id": "n1", "type": "PERSON", "mentions": (span("Trump"),), "confidence": 0.9}
    return Entity(key=key, name=name, aliases=aliases, **{**made, **fields})


def article_about(article_id: str, *people: Entity, day: str = "2018-10-29", **fields: Any) -> EnrichedArticle:
    """An article with one event, `e-<id>`, in which `people` act."""
    trigger = dict(span("spoke"))
    actors = tuple(Actor(**trigger, role="actor", entity=one.id, key=one.key, name=one.name) for one in people)
    acted = event(f"e-{article_id}", day, actors=actors, evidence=span("Marchers met police in Leeds on Monday."))
    return enriched(article_id, [acted], entities=people, published_at=day, **fields)


def open_desk(client: redis.Redis, collection: str = "main") -> CorrectionStore:
    """The corrections of a collection with an article about Bob Smith, `a1`, and one about Robert Smith, `a2`."""
    told = [article_about("a1", person("Bob Smith", "Bob")), article_about("a2", person("Robert Smith"))]
    store(client, told, collection)
    return CorrectionStore(client, collection, "request-1")
