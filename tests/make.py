"""Enriched articles made by hand: what storage and queries are tested with, without any model."""

import datetime as dt
import threading
from collections.abc import Sequence
from typing import Any

import redis

from dateline.correction_store import load_corrections
from dateline.ledger import Claim, Ledger
from dateline.models import (
    STAGES,
    Article,
    EnrichedArticle,
    Entity,
    Event,
    EventDate,
    EventPlace,
    Interval,
    Place,
    Span,
    StageReport,
)
from dateline.records import make_records
from dateline.settings import Settings

# Held by whoever looks for a queued article and claims it, so that no other does in between.
CLAIMING = threading.Lock()

TEXT = "Marchers met police in Leeds on Monday. Trump spoke in Illinois."


def span(surface: str, text: str = TEXT) -> Span:
    start = text.index(surface)
    return Span(start=start, end=start + len(surface), surface=surface)


LEEDS = Place(
    id="p1", geonameid=2644688, name="Leeds", country="GB", admin1="England", lat=53.8, lon=-1.55,
    mentions=(span("Leeds"),), confidence=0.9,
)  # fmt: skip
ILLINOIS = Place(
    id="p2", geonameid=4896861, name="Illinois", country="US", lat=40.0, lon=-89.25,
    mentions=(span("Illinois"),), confidence=0.9,
)  # fmt: skip
TRUMP = Entity(
    id="n1", key="person/donald-trump", type="PERSON", name="Donald Trump", aliases=("Trump",),
    mentions=(span("Trump"),), confidence=0.9,
)  # fmt: skip


def place_of(place: Place) -> EventPlace:
    return EventPlace(
        place=place.id, role="where", basis="clause", geonameid=place.geonameid, name=place.name,
        country=place.country, admin1=place.admin1, lat=place.lat, lon=place.lon,
    )  # fmt: skip


def event(event_id: str, day: str | None = "2018-10-29", **fields: Any) -> Event:
    date = None
    if day is not None:
        when = dt.date.fromisoformat(day)
        date = EventDate(value=day, interval=Interval(begin=when, end=when), precision="day", basis="publication")
    made: dict[str, Any] = {
        "id": event_id, "type": "PROTEST", "trigger": span("met"), "date": date, "status": "happened",
        "evidence": span("Marchers met police in Leeds on Monday."), "confidence": 0.5,
    }  # fmt: skip
    return Event(**{**made, **fields})


def enriched(article_id: str = "a1", events: Sequence[Event] = (), **fields: Any) -> EnrichedArticle:
    made: dict[str, Any] = {
        "id": article_id, "text": TEXT, "published_at": "2018-10-29", "pipeline_version": "1", "status": "succeeded",
        "stages": {name: StageReport(state="done", found=1, milliseconds=1.5) for name in STAGES},
        "places": (LEEDS, ILLINOIS), "entities": (TRUMP,), "events": tuple(events),
    }  # fmt: skip
    return EnrichedArticle(**{**made, **fields})


def take(ledger: Ledger, article: Article) -> Claim:
    """Have `ledger` accept `article`, and claim it before a worker of this process can."""
    with CLAIMING:
        claim = ledger.claim(ledger.accept(article).id)
    assert isinstance(claim, Claim)
    return claim


def store(client: redis.Redis, articles: Sequence[EnrichedArticle], collection: str = "main") -> None:
    """Take `articles` through the ledger, as a worker would."""
    ledger = Ledger(client, collection, Settings())
    for article in articles:
        claim = take(ledger, Article(**{name: getattr(article, name) for name in Article.model_fields}))
        corrections = load_corrections(client, collection)
        records = make_records(collection, article, corrections)
        assert ledger.commit(claim, article, records, corrections.version)
