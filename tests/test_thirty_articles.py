"""Thirty articles from import to every way out: all of them give the same events."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from dateline.changes import Change
from dateline.client import AsyncDateline, Dateline, to_pandas
from dateline.connection import connect
from dateline.models import EventRecord
from dateline.search import ensure_indexes
from dateline.settings import Settings
from tests.live import Live, run_live, run_worker
from workers.pipeline import Pipeline

ARTICLES = Path(__file__).parent / "fixtures" / "articles.jsonl"
FILTERS = ["", "type=PROTEST", "country=US", "near=53.8,-1.5,300km", "status=planned&datetime=2021-06-01/.."]


@pytest.fixture(scope="module")
def live(redis_url: SecretStr, loaded_pipeline: Pipeline) -> Iterator[Live]:
    """A service that has taken the thirty articles by import, and enriched them."""
    store = connect(redis_url, timeout_seconds=10)
    store.flushall()
    ensure_indexes(store)
    with run_live(Settings(redis_url=redis_url)) as served, run_worker(store, loaded_pipeline):
        with Dateline(served.url) as client:
            results = list(client.import_jsonl(ARTICLES))
            assert [result.outcome for result in results] == ["new"] * 30
            for result in results:
                assert client.status(result.id or "", wait_seconds=20).status in ("succeeded", "partial")
        yield served
    store.close()


@pytest.fixture(scope="module")
def events(live: Live) -> list[EventRecord]:
    """All events, by a walk over pages of seven."""
    found: list[EventRecord] = []
    path: str | None = "/v1/events?limit=7"
    while path:
        page = httpx2.get(live.url + path).json()
        found += [EventRecord.model_validate(item) for item in page["items"]]
        path = page["next"]
    return found


def test_the_walk_gives_each_event_once(events: list[EventRecord]) -> None:
    assert len(events) > 30
    assert len({event.id for event in events}) == len(events)


def test_every_event_leads_to_its_article(live: Live, events: list[EventRecord]) -> None:
    posted = {line["id"]: line for line in map(json.loads, ARTICLES.read_text(encoding="utf-8").splitlines())}
    with Dateline(live.url) as client:
        articles = {article.id: article for article in client.articles()}
    assert articles.keys() == posted.keys()
    for event in events:
        article = posted[event.article.id]
        assert (event.article.title, event.article.source) == (article["title"], article["source"])
        assert article["text"][event.evidence.start : event.evidence.end] == event.evidence.surface
    from_articles = {event.id for article in articles.values() for event in article.events}
    assert from_articles == {event.id for event in events}


def test_the_timeline_adds_up_to_the_events(live: Live, events: list[EventRecord]) -> None:
    for interval in ("day", "month", "year"):
        found = httpx2.get(f"{live.url}/v1/timeline", params={"interval": interval}).json()
        assert sum(item["count"] for item in found["items"]) == found["total"] == len(events)


def test_the_export_gives_the_same_events(live: Live, events: list[EventRecord]) -> None:
    with Dateline(live.url) as client:
        with client.export("jsonl") as chunks:
            lines = b"".join(chunks).splitlines()
        with client.export("csv") as chunks:
            rows = list(csv.DictReader(io.StringIO(b"".join(chunks).decode(), newline="")))
        with client.export("geojson") as chunks:
            features = json.loads(b"".join(chunks))["features"]
        with client.export(what="articles") as chunks:
            articles = [json.loads(line) for line in b"".join(chunks).splitlines()]
    assert [EventRecord.model_validate_json(line) for line in lines] == events
    assert [row["id"] for row in rows] == [event.id for event in events]
    assert [feature["id"] for feature in features] == [event.id for event in events]
    assert sorted(event["id"] for article in articles for event in article["events"]) == sorted(
        event.id for event in events
    )


@pytest.mark.parametrize("filters", FILTERS)
def test_the_feed_from_its_start_gives_the_same_events(live: Live, filters: str) -> None:
    asked: dict[str, Any] = dict(pair.split("=") for pair in filters.split("&") if pair)
    with Dateline(live.url) as client:
        expected = {event.id: event for event in client.events(**asked)}
        told: dict[str, EventRecord] = {}
        for change in client.follow(since="0-0", **asked):
            assert isinstance(change, Change)
            assert change.event is not None
            assert (change.op, change.id) == ("created", change.event.id)
            told[change.id] = change.event
            if len(told) == len(expected):
                break
    assert told == expected


def test_both_clients_and_pandas_give_the_same_events(live: Live, events: list[EventRecord]) -> None:
    with Dateline(live.url) as client:
        assert list(client.events(limit=11)) == events
    assert list(to_pandas(events)["id"]) == [event.id for event in events]


async def test_the_asynchronous_client_gives_the_same_events(live: Live, events: list[EventRecord]) -> None:
    async with AsyncDateline(live.url) as client:
        assert [event async for event in client.events(limit=11)] == events
        async for change in client.follow(since="0-0"):
            assert isinstance(change, Change)
            break


def test_the_article_in_another_language_has_no_events(live: Live) -> None:
    with Dateline(live.url) as client:
        article = client.article("berlin-bericht")
    assert (article.status, article.events) == ("partial", ())


def test_importing_the_same_again_changes_nothing(live: Live, events: list[EventRecord]) -> None:
    with Dateline(live.url) as client:
        assert {result.outcome for result in client.import_jsonl(ARTICLES)} == {"known"}
        assert client.count() == len(events)
