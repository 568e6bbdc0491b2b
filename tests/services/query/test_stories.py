from typing import Any

import pytest
import redis
from fastapi.testclient import TestClient

from dateline.follower import Follower
from dateline.models import Actor, EnrichedArticle, Quantity
from tests.make import ILLINOIS, LEEDS, TRUMP, enriched, event, place_of, span, store

WIRE = (
    "Marchers met police in Leeds on Monday. Three people were killed when a wall gave way beside the old market, the"
    " city council said, and several streets were closed until the evening. Trump spoke in Illinois."
)


def article(article_id: str, source: str, killed: float, *events: Any, **fields: Any) -> EnrichedArticle:
    number = Quantity(**dict(span("met")), id="m1", value=killed, unit="people", role="killed", confidence=0.9)
    return enriched(article_id, events, source=source, quantities=(number,), **fields)


@pytest.fixture
def told(both: TestClient, real: redis.Redis) -> TestClient:
    """A march in three outlets, one with a wire's words; a rally in two with one text; one event told once."""
    march: dict[str, Any] = {"places": (place_of(LEEDS),), "quantities": ("m1",), "confidence": 0.8}
    actor = Actor(**dict(span("Trump")), role="actor", key=TRUMP.key, name=TRUMP.name)
    rally: dict[str, Any] = {
        "type": "TRAVEL",
        "places": (place_of(ILLINOIS),),
        "confidence": 0.8,
        "evidence": span("Trump spoke in Illinois."),
        "actors": (actor,),
    }
    store(
        real,
        [
            article("a1", "Wire", 3, event("e1", **march), text=WIRE, published_at="2018-10-29T10:00:00Z", title="A"),
            article("a2", "Post", 3, event("e2", **march), text=WIRE, published_at="2018-10-29T11:00:00Z"),
            article("a3", "Star", 11, event("e3", **march), published_at="2018-10-29T12:00:00Z"),
            article("b1", "Wire", 1, event("f1", "2018-10-30", **rally), published_at="2018-10-30"),
            article("b2", "Star", 1, event("f2", "2018-10-30", **rally, status="planned"), published_at="2018-10-31"),
            article("c1", "Star", 1, event("g1", "2018-11-05", **march), published_at="2018-11-05"),
        ],
    )
    follower = Follower(real, "main")
    while follower.follow():
        pass
    return both


def story_of(api: TestClient, event_id: str) -> str:
    return str(api.get(f"/v1/events/{event_id}").json()["story"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["f1", "e1"]),
        ("sort=published", ["e1", "f1"]),
        ("sort=sources", ["f1", "e1"]),
        ("sort=-sources", ["e1", "f1"]),
        ("type=protest", ["e1"]),
        ("status=planned", ["f1"]),
        ("place=Leeds", ["e1"]),
        ("place=2644688", ["e1"]),
        ("place=England", ["e1"]),
        ("country=us&country=GB", ["f1", "e1"]),
        ("entity=Donald%20Trump", ["f1"]),
        ("entity=trump", ["f1"]),
        ("entity=person/donald-trump", ["f1"]),
        ("datetime=2018-10-29", ["e1"]),
        ("datetime=2018-10-30/..", ["f1"]),
        ("min_sources=2", ["e1"]),
        ("min_sources=3", []),
        ("q=marchers", ["e1"]),
        ("q=%22police%20in%20Leeds%22", ["e1"]),
        ("q=market", []),
        ("collection=other", []),
    ],
)
def test_stories_are_found_by_what_is_asked(told: TestClient, query: str, expected: list[str]) -> None:
    page = told.get(f"/v1/stories?{query}").json()
    found = {story_of(told, event_id): event_id for event_id in ("e1", "f1")}
    assert [found[story["id"]] for story in page["items"]] == expected
    assert (page["total"], page["total_is_exact"]) == (len(expected), True)


def test_a_story_tells_sources_numbers_and_members(told: TestClient) -> None:
    story = told.get(f"/v1/stories/{story_of(told, 'e1')}").json()
    assert (story["articles"], story["sources"], story["independent_sources"]) == (3, 3, 2)
    assert [origin["sources"] for origin in story["origins"]] == [["wire", "post"], ["star"]]
    assert [(n["value"], n["source"], n["reports"]) for n in story["numbers_over_time"]] == [
        (3, "wire", 2),
        (11, "star", 1),
    ]
    assert story["members"][0]["article"] == {
        "id": "a1", "revision": 1, "published_at": "2018-10-29T10:00:00Z", "url": None, "title": "A", "source": "Wire",
    }  # fmt: skip
    assert story["first_report"] == {"article": "a1", "at": "2018-10-29T10:00:00Z", "source": "wire", "speaker": None}
    assert (story["place"]["name"], story["date"]["value"]) == ("Leeds", "2018-10-29")


def test_the_status_is_told_as_it_changed(told: TestClient) -> None:
    story = told.get(f"/v1/stories/{story_of(told, 'f1')}").json()
    assert [(s["status"], s["article"]) for s in story["status_over_time"]] == [("happened", "b1"), ("planned", "b2")]


def test_the_story_of_a_lone_event_is_found_through_it_alone(told: TestClient) -> None:
    story = told.get(f"/v1/stories/{story_of(told, 'g1')}").json()
    assert (story["articles"], story["events"]) == (1, 1)
    assert story["id"] not in [item["id"] for item in told.get("/v1/stories").json()["items"]]


def test_events_of_one_story_can_be_asked_for(told: TestClient) -> None:
    page = told.get("/v1/events", params={"story": story_of(told, "e1")}).json()
    assert sorted(item["id"] for item in page["items"]) == ["e1", "e2", "e3"]


def test_pages_neither_skip_nor_repeat_stories(told: TestClient) -> None:
    seen, path = [], "/v1/stories?limit=1&sort=-sources"
    while path:
        page = told.get(path).json()
        seen += [story["id"] for story in page["items"]]
        path = page["next"]
    assert sorted(seen) == sorted([story_of(told, "e1"), story_of(told, "f1")])


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/v1/stories/s0", 404, None),
        ("/v1/stories/a%20b", 422, "story_id"),
        ("/v1/stories?type=NOISE", 422, "type.0"),
        ("/v1/stories?min_sources=0", 422, "min_sources"),
        ("/v1/stories?datetime=soon", 422, "datetime"),
        ("/v1/stories?cursor=x", 422, "cursor"),
        ("/v1/stories?sort=-date", 422, "sort"),
        ("/v1/stories?near=1,1,1km", 422, "near"),
        ("/v1/stories?limit=201", 422, "limit"),
    ],
)
def test_what_is_wrong_is_a_problem_that_names_it(both: TestClient, path: str, status: int, field: str | None) -> None:
    answer = both.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert [error["field"] for error in answer.json()["errors"]] == ([field] if field else [])
