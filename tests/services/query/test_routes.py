from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
import redis
from fastapi.testclient import TestClient

from dateline.models import Actor, EnrichedArticle, EventSource, Quantity
from tests.make import ILLINOIS, LEEDS, TEXT, TRUMP, enriched, event, place_of, span, store

Fill = Callable[[Sequence[EnrichedArticle]], None]


@pytest.fixture
def fill(real: redis.Redis) -> Fill:
    return partial(store, real)


def ids(response: Any) -> list[str]:
    assert response.status_code == 200, response.text
    return [item["id"] for item in response.json()["items"]]


@pytest.fixture
def filled(both: TestClient, fill: Fill) -> TestClient:
    rally = event(
        "e2", "2018-10-27", type="CONSULT", status="planned", evidence=span("Trump spoke in Illinois."),
        trigger=span("spoke"), places=(place_of(ILLINOIS),), confidence=0.9,
        source=EventSource(speaker="n1", speaker_text="Mr Trump"),
        actors=(Actor(role="actor", entity="n1", key=TRUMP.key, name="Donald Trump", **dict(span("Trump"))),),
    )  # fmt: skip
    killed = Quantity(**dict(span("met")), id="m1", value=11, unit="people", role="killed", confidence=0.9)
    march = event("e1", places=(place_of(LEEDS),), quantities=("m1",))
    old = event("e3", None, type="DEATH", evidence=span("police"), confidence=0.1)
    fill(
        [
            enriched(
                "a1",
                (march, rally),
                source="The Paper",
                url="https://example.org/1",
                title="March",
                quantities=(killed,),
            ),
            enriched("a2", (old,), published_at="2020-02-29T23:30:00-05:00", entities=(), places=()),
        ]
    )
    return both


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["e1", "e2", "e3"]),
        ("sort=date", ["e3", "e2", "e1"]),
        ("sort=-confidence", ["e2", "e1", "e3"]),
        ("sort=-published", ["e3", "e1", "e2"]),
        ("place=Leeds", ["e1"]),
        ("place=the%20ILLINOIS", ["e2"]),
        ("place=2644688", ["e1"]),
        ("place=place/2644688", ["e1"]),
        ("place=England", ["e1"]),
        ("country=gb&country=US", ["e1", "e2"]),
        ("entity=Trump", ["e2"]),
        ("entity=donald%20trump&datetime=2018-10-27/2018-10-27", ["e2"]),
        ("entity=person/donald-trump", ["e2"]),
        ("speaker=Trump", ["e2"]),
        ("near=53.8,-1.5,10km", ["e1"]),
        ("near=40,-89,500mi", ["e2"]),
        ("near=0,0,100km", []),
        ("bbox=-10,50,10,60", ["e1"]),
        ("bbox=170,-90,-80,90", ["e2"]),
        ("type=protest", ["e1"]),
        ("type=PROTEST&type=DEATH", ["e1", "e3"]),
        ("status=planned", ["e2"]),
        ("datetime=2018-10-29", ["e1"]),
        ("datetime=../2018-10-28", ["e2"]),
        ("datetime=2018-10-28/..", ["e1"]),
        ("published=2020-02-29", ["e3"]),
        ("source=the%20paper", ["e1", "e2"]),
        ("article=a2", ["e3"]),
        ("min_confidence=0.5", ["e1", "e2"]),
        ("q=marchers", ["e1"]),
        ("q=police%20met", ["e1"]),
        ("q=%22met%20police%22", ["e1"]),
        ("q=%22police%20met%22", []),
        ("q=trump&status=planned", ["e2"]),
        ("q=march*", ["e1"]),
        ("q=trump&sort=relevance", ["e2"]),
        ("exclude_type=PROTEST", ["e2", "e3"]),
        ("exclude_type=PROTEST&exclude_type=DEATH", ["e2"]),
        ("exclude_status=planned", ["e1", "e3"]),
        ("exclude_entity=Trump", ["e1", "e3"]),
        ("exclude_speaker=trump", ["e1", "e3"]),
        ("exclude_place=Leeds", ["e2", "e3"]),
        ("exclude_country=us&exclude_country=GB", ["e3"]),
        ("exclude_article=a1", ["e3"]),
        ("exclude_source=The%20Paper", ["e3"]),
        ("exclude_story=s1", ["e1", "e2", "e3"]),
        ("story=s1", []),
        ("entity=trump&actor_role=actor", ["e2"]),
        ("entity=trump&actor_role=recipient", []),
        ("collection=other", []),
    ],
)
def test_filters(filled: TestClient, query: str, expected: list[str]) -> None:
    response = filled.get(f"/v1/events?{query}")
    assert ids(response) == expected
    assert response.json()["total"] == len(expected) or not response.json()["total_is_exact"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("near=1,2", "near"),
        ("near=91,0,5km", "near"),
        ("near=nan,0,5km", "near"),
        ("near=1,2,5", "near"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=0,10,1,5", "bbox"),
        ("datetime=2018-02-30", "datetime"),
        ("datetime=2019/2018", "datetime"),
        ("datetime=2018-10-29/2018-10-28", "datetime"),
        ("type=NONSENSE", "type.0"),
        ("status=maybe", "status.0"),
        ("country=USA", "country.0"),
        ("min_confidence=2", "min_confidence"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("cursor=nonsense", "cursor"),
        ("sort=-size", "sort"),
        ("q=%21%21", "q"),
        ("entity=%20", "entity.0"),
        ("place=%00", "place.0"),
        ("near=10,0,0.1m", "near"),
        ("cursor=WyItZGF0ZSIsSW5maW5pdHksImEiXQ", "cursor"),
        ("cursor=" + "W1tb" * 400, "cursor"),
        # ["-relevance",1,"a",1]: half a block of days
        ("q=a&sort=relevance&cursor=WyItcmVsZXZhbmNlIiwxLCJhIiwxXQ", "cursor"),
        ("entiti=Trump", "entiti"),
    ],
)
def test_a_wrong_filter_is_a_problem_that_names_it(filled: TestClient, query: str, field: str) -> None:
    response = filled.get(f"/v1/events?{query}")
    assert response.status_code == 422, response.text
    assert [error["field"] for error in response.json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("path", "query", "fields"),
    [
        ("/v1/events", "limit=1&limit=2", ["limit"]),
        ("/v1/events", "sort=date&near=1,2,3km&sort=-date&near=1,2,3km&type=PROTEST&type=DEATH", ["near", "sort"]),
        ("/v1/events/e1", "collection=main&collection=other", ["collection"]),
        ("/v1/timeline", "interval=day&interval=year", ["interval"]),
        ("/v1/entities", "q=a&q=b", ["q"]),
        ("/v1/export", "format=csv&format=jsonl", ["format"]),
        ("/v1/articles/a1/status", "wait=0&wait=1", ["wait"]),
    ],
)
def test_a_parameter_of_one_value_that_is_given_twice_is_a_problem_that_names_it(
    filled: TestClient, path: str, query: str, fields: list[str]
) -> None:
    response = filled.get(f"{path}?{query}")
    assert response.status_code == 422, response.text
    assert [error["field"] for error in response.json()["errors"]] == fields


def test_a_parameter_of_many_values_may_be_given_many_times(filled: TestClient) -> None:
    assert set(ids(filled.get("/v1/events?type=CONSULT&type=DEATH"))) == {"e2", "e3"}


@pytest.mark.parametrize(
    "hostile", ["*", "a} @c:{other", "'", "\\", "-x", "(", "|", "@type:{X}", "%%a%%", "$a", "~x", '"', "[1 2]"]
)
@pytest.mark.parametrize("name", ["q", "entity", "place", "source", "speaker"])
def test_the_engines_syntax_is_only_text(filled: TestClient, name: str, hostile: str) -> None:
    response = filled.get("/v1/events", params={name: hostile})
    assert response.status_code in (200, 422), response.text
    if response.status_code == 200:
        assert response.json()["items"] == []


TYPESET = "Trump’s lawyers sued “caravan” organisers—angry ones…on Monday."


@pytest.mark.parametrize(
    "words", ["trump", "caravan", "angry", '"Trump’s lawyers"', '"Trump\'s lawyers"', "organisers", "on"]
)
def test_words_beside_typographic_marks_are_found(both: TestClient, fill: Fill, words: str) -> None:
    fill([enriched("a", [event("e1", evidence=span(TYPESET, TYPESET), trigger=span("sued", TYPESET))], text=TYPESET)])
    assert ids(both.get("/v1/events", params={"q": words})) == ["e1"]


def test_a_point_at_the_pole_does_not_hide_its_event(both: TestClient, fill: Fill) -> None:
    pole = LEEDS.model_copy(update={"lat": 90.0, "lon": 0.0})
    fill([enriched("a", [event("e1", places=(place_of(pole),))], places=(pole,))])
    assert ids(both.get("/v1/events?type=PROTEST")) == ["e1"]


def test_a_box_far_behind_many_other_events_is_found_by_following_next(
    both: TestClient, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.search.events.MAX_SCAN", 20)
    monkeypatch.setattr("dateline.search.events.LOCAL_BATCH", 10)
    others = [event(f"e{n:03}", "2018-10-30", places=(place_of(ILLINOIS),)) for n in range(50)]
    fill([enriched("a", [*others, event("last", "2018-10-01", places=(place_of(LEEDS),))])])
    path, seen, pages = "/v1/events?bbox=-10,50,10,60&limit=1", [], 0
    while path and pages < 20:
        response = both.get(path)
        seen += ids(response)
        path, pages = response.json()["next"], pages + 1
    assert seen == ["last"]


def test_an_event_is_served_with_its_article_and_numbers(filled: TestClient) -> None:
    found = filled.get("/v1/events/e1").json()
    assert found["article"] == {
        "id": "a1", "revision": 1, "published_at": "2018-10-29", "url": "https://example.org/1", "title": "March",
        "source": "The Paper",
    }  # fmt: skip
    assert [(number["value"], number["role"]) for number in found["numbers"]] == [(11, "killed")]
    assert filled.get("/v1/events/nobody").status_code == 404


def test_an_article_is_served_as_enriched(filled: TestClient) -> None:
    found = filled.get("/v1/articles/a1").json()
    assert (found["text"], found["status"], [item["id"] for item in found["events"]]) == (
        TEXT,
        "succeeded",
        ["e1", "e2"],
    )
    assert all(found["text"][s["start"] : s["end"]] == s["surface"] for s in found["places"][0]["mentions"])
    assert filled.get("/v1/articles/nobody").status_code == 404


def test_an_article_at_work_says_so(both: TestClient) -> None:
    article_id = both.post("/v1/articles", json={"text": "Words.", "published_at": "2018-10-29"}).json()["id"]
    response = both.get(f"/v1/articles/{article_id}")
    assert response.status_code == 404
    assert "not yet enriched" in response.json()["detail"]


def test_entities_and_places_are_found_by_beginnings(filled: TestClient) -> None:
    (entity,) = filled.get("/v1/entities?q=tru&type=person").json()["items"]
    assert (entity["key"], entity["articles"], entity["first"]) == (TRUMP.key, 1, "2018-10-29")
    places = filled.get("/v1/places?q=lee").json()["items"]
    assert [(place["name"], place["lat"]) for place in places] == [("Leeds", 53.8)]
    assert len(filled.get("/v1/places").json()["items"]) == 2


def test_an_entity_is_served_with_its_counts(filled: TestClient) -> None:
    found = filled.get("/v1/entities/person/donald-trump").json()
    assert (found["articles"], found["events"], sorted(found["names"])) == (1, 1, ["Donald Trump", "Trump"])
    assert filled.get("/v1/entities/person/nobody").status_code == 404


@pytest.mark.parametrize("sort", ["date", "-date", "published", "-published", "confidence", "-confidence"])
def test_a_walk_over_all_pages_gives_each_event_once(both: TestClient, fill: Fill, sort: str) -> None:
    articles = [
        enriched(
            f"a{n}", [event(f"e{n}-{m}", f"2018-10-{1 + m % 3:02}", confidence=0.5 + (n % 3) / 7) for m in range(7)]
        )
        for n in range(5)
    ]
    fill(articles)
    path = f"/v1/events?sort={sort}&limit=4"
    seen: list[str] = []
    while path and len(seen) < 100:
        response = both.get(path)
        seen += ids(response)
        path = response.json()["next"]
        assert (path is None) == ("link" not in response.headers)
    assert len(seen) == 35
    assert len(set(seen)) == 35
    assert seen == ids(both.get(f"/v1/events?sort={sort}&limit=1000"))


def test_events_that_arrive_during_a_walk_move_no_other(both: TestClient, fill: Fill) -> None:
    fill([enriched(f"a{n}", [event(f"e{n}", f"2018-10-{10 + n}")]) for n in range(6)])
    first = both.get("/v1/events?limit=3")
    fill([enriched("late", [event("new", "2018-10-29")])])
    assert ids(first) + ids(both.get(first.json()["next"])) == ["e5", "e4", "e3", "e2", "e1", "e0"]


def test_a_cursor_of_another_sort_is_refused(both: TestClient, fill: Fill) -> None:
    fill([enriched("a", [event(f"e{n}") for n in range(3)])])
    cursor = both.get("/v1/events?limit=1").json()["next"].split("cursor=")[1]
    assert both.get(f"/v1/events?limit=1&sort=date&cursor={cursor}").status_code == 422


def test_a_walk_over_a_box_gives_each_event_once(both: TestClient, fill: Fill) -> None:
    fill([enriched(f"a{n}", [event(f"e{n}", places=(place_of(LEEDS if n % 2 else ILLINOIS),))]) for n in range(9)])
    path = "/v1/events?bbox=-10,50,10,60&limit=2"
    seen: list[str] = []
    while path and len(seen) < 100:
        response = both.get(path)
        seen += ids(response)
        path = response.json()["next"]
    assert sorted(seen) == ["e1", "e3", "e5", "e7"]
