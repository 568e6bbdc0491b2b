"""Articles of one march, the follower of the feed, and what it makes of them."""

import datetime as dt
from typing import Any

import pytest
import redis

from dateline.follower import Follower
from dateline.ledger import Claim, Ledger
from dateline.models import Article, EnrichedArticle, Event, EventRecord, Quantity
from dateline.records import make_records
from dateline.settings import Settings
from dateline.store import read_events
from dateline.storybook import read_story
from dateline.storylines import StoryDetail
from tests.make import LEEDS, enriched, event, place_of, span, store

DAY = dt.date(2018, 10, 29)
WIRE = (
    "Marchers met police in Leeds on Monday. Three people were killed when a wall gave way beside the old market, the"
    " city council said, and several streets were closed until the evening. Trump spoke in Illinois."
)
OWN = (
    "It was noon when the wall came down. Marchers met police in Leeds on Monday. Our reporter counted nine ambulances"
    " and spoke with a baker who had pulled two strangers out of the dust. Trump spoke in Illinois."
)


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def follower(client: redis.Redis) -> Follower:
    return Follower(client, "main")


def number(value: float, role: str = "killed") -> Quantity:
    return Quantity(**dict(span("met")), id="m1", value=value, unit="people", role=role, confidence=0.9)


def march(event_id: str, **fields: Any) -> Event:
    return event(event_id, **{"places": (place_of(LEEDS),), "quantities": ("m1",), "confidence": 0.8, **fields})


def article(article_id: str, text: str, day: str, killed: float, *events: Event, **fields: Any) -> EnrichedArticle:
    """An article of its own outlet that tells of a march with so many killed."""
    made = events or (march(f"e-{article_id}"),)
    given = {"text": text, "published_at": day, "source": f"Paper {article_id}", "quantities": (number(killed),)}
    return enriched(article_id, made, **{**given, **fields})


def follow(follower: Follower) -> None:
    while follower.follow():
        pass


def story_of(client: redis.Redis, event_id: str) -> StoryDetail:
    found = read_events(client, "main", [event_id])[0]
    assert isinstance(found, EventRecord)
    assert found.story is not None
    return read_story(client, "main", found.story)


def everything(client: redis.Redis) -> dict[str, Any]:
    """All that stories are in Redis, but the lease."""
    found: dict[str, Any] = {}
    for name in client.scan_iter(match="dateline:*stor*"):
        kind = client.type(name)
        if kind == "hash":
            found[name] = client.hgetall(name)
        elif kind == "zset":
            found[name] = client.zrange(name, 0, -1, withscores=True)
    return found


def revise(client: redis.Redis, revised: EnrichedArticle) -> None:
    """The next revision of an article, through the ledger."""
    ledger = Ledger(client, "main", Settings())
    ledger.accept(Article(**{name: getattr(revised, name) for name in Article.model_fields}))
    claim = ledger.claim(revised.id)
    assert isinstance(claim, Claim)
    assert ledger.commit(claim, revised.model_copy(update={"revision": claim.revision}), make_records("main", revised))


@pytest.fixture
def three(client: redis.Redis, follower: Follower) -> redis.Redis:
    """Three outlets, of which two carry the same wire text."""
    store(
        client,
        [
            article("a1", WIRE, "2018-10-29T12:00:00Z", 3),
            article("a2", f"By Ann Lee\n\n{WIRE}"[:190], "2018-10-29T13:00:00Z", 3),
            article("a3", OWN, "2018-10-29T18:00:00Z", 11),
        ],
    )
    follow(follower)
    return client
