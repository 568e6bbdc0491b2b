"""Entities and places by key and by name, across articles."""

from typing import Any

import pytest
import redis
from fastapi.testclient import TestClient

from dateline.models import Actor
from tests.dateline.people import article_about, person
from tests.make import LEEDS, enriched, event, place_of, span, store

ANNA, BEN, CARL = "person/anna-keller", "person/ben-keller", "person/carl-moss"


def ids(response: Any) -> list[str]:
    assert response.status_code == 200, response.text
    return sorted(item["id"] for item in response.json()["items"])


@pytest.fixture
def filled(both: TestClient, real: redis.Redis) -> TestClient:
    anna = person("Anna Keller", "Keller", "Annie", titles=("President", "Mayor"))
    store(
        real,
        [
            article_about("a1", anna, person("Carl Moss", id="n2"), day="2018-10-27"),
            article_about("a2", person("Anna Keller", "Dr Who", titles=("President",)), day="2018-10-28"),
            article_about("a3", person("Ben Keller"), person("Carl Moss", id="n2"), day="2018-10-29"),
            article_about("a4", person("Anna Keller"), person("Carl Moss", id="n2"), day="2018-10-30"),
        ],
    )
    return both


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (ANNA, ["e-a1", "e-a2", "e-a4"]),
        ("Annie", ["e-a1", "e-a2", "e-a4"]),
        ("dr who", ["e-a1", "e-a2", "e-a4"]),
        ("Keller", ["e-a1", "e-a2", "e-a3", "e-a4"]),
        ("Ben Keller", ["e-a3"]),
        ("nobody", []),
        ("person/nobody", []),
    ],
)
def test_an_alias_of_one_article_finds_the_events_of_all_and_a_surname_everybodys(
    filled: TestClient, name: str, expected: list[str]
) -> None:
    assert ids(filled.get("/v1/events", params={"entity": name})) == expected


def test_an_alias_that_no_article_uses_any_more_finds_nothing(filled: TestClient, real: redis.Redis) -> None:
    store(real, [article_about("a1", person("Carl Moss"), title="Revised")])
    assert ids(filled.get("/v1/events?entity=annie")) == []
    filled.delete("/v1/articles/a2")
    assert ids(filled.get("/v1/events?entity=dr%20who")) == []


def test_an_entity_is_shown_with_all_that_is_known_of_it(filled: TestClient) -> None:
    found = filled.get(f"/v1/entities/{ANNA}").json()
    assert (found["type"], found["articles"], found["events"]) == ("PERSON", 3, 3)
    assert (found["first"], found["last"]) == ("2018-10-27", "2018-10-30")
    assert found["aliases"] == [
        {"name": "Anna Keller", "articles": 3},
        {"name": "Annie", "articles": 1},
        {"name": "Dr Who", "articles": 1},
        {"name": "Keller", "articles": 1},
    ]
    assert found["titles"] == [{"name": "President", "articles": 2}, {"name": "Mayor", "articles": 1}]
    assert found["together"] == [{"key": CARL, "name": "Carl Moss", "type": "PERSON", "events": 2}]
    assert [item["id"] for item in found["newest"]] == ["e-a4", "e-a2", "e-a1"]
    assert found["newest_articles"] == ["a4", "a2", "a1"]
    assert ids(filled.get(found["events_path"])) == ["e-a1", "e-a2", "e-a4"]


def test_the_events_of_an_entity_of_another_collection_are_linked_there(both: TestClient, real: redis.Redis) -> None:
    store(real, [article_about("a1", person("Anna Keller"))], "other")
    found = both.get(f"/v1/entities/{ANNA}?collection=other").json()
    assert ids(both.get(found["events_path"])) == ["e-a1"]


def test_a_place_is_shown_likewise(both: TestClient, real: redis.Redis) -> None:
    actor = Actor(**dict(span("Trump")), role="actor", entity="n1", key="person/donald-trump", name="Donald Trump")
    spoke = event("e1", places=(place_of(LEEDS),), actors=(actor,))
    store(real, [enriched("a1", [spoke])])
    found = both.get("/v1/entities/place/2644688").json()
    assert (found["name"], found["country"], found["events"], found["lat"]) == ("Leeds", "GB", 1, 53.8)
    assert [item["key"] for item in found["together"]] == ["person/donald-trump"]
    assert ids(both.get(found["events_path"])) == ["e1"]


@pytest.mark.parametrize("key", ["person/nobody", "x/y", "person/%00", "person/'x", "org/aliases"])
def test_a_key_of_nobody_is_not_found(filled: TestClient, key: str) -> None:
    answer = filled.get(f"/v1/entities/{key}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
