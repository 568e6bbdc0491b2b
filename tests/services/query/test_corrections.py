"""Corrections over HTTP, on the embedded server, with the refresh that the reconciler makes."""

from collections.abc import Callable
from typing import Any

import pytest
import redis
from fastapi.testclient import TestClient

from dateline.refresh import refresh
from dateline.settings import Settings
from tests.dateline.people import BOB, ROBERT, article_about, open_desk, person
from tests.make import store

PATH = f"/v1/entities/{BOB}"


@pytest.fixture
def desk(both: TestClient, real: redis.Redis) -> TestClient:
    """An article about Bob Smith, one about Robert Smith, who is the same man."""
    open_desk(real)
    return both


@pytest.fixture
def remake(real: redis.Redis, settings: Settings) -> Callable[[], int]:
    return lambda: refresh(real, settings)


def ids(response: Any) -> list[str]:
    assert response.status_code == 200, response.text
    return sorted(item["id"] for item in response.json()["items"])


def corrected(response: Any) -> dict[str, Any]:
    assert response.status_code == 202, response.text
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize("when", ["before", "after"])
def test_merged_events_are_found_by_either_key_before_and_after_they_are_made_anew(
    desk: TestClient, remake: Callable[[], int], when: str
) -> None:
    answer = corrected(desk.post(f"{PATH}/merge", json={"into": ROBERT}))
    assert (answer["key"], answer["to"], answer["to_remake"]) == (BOB, ROBERT, 1)
    if when == "after":
        remake()
    for name in (BOB, ROBERT, "Bob", "Robert Smith", "the bob smith"):
        assert ids(desk.get("/v1/events", params={"entity": name})) == ["e-a1", "e-a2"], name


def test_the_status_tells_how_many_articles_are_to_be_made_anew(desk: TestClient, remake: Callable[[], int]) -> None:
    desk.post(f"{PATH}/merge", json={"into": ROBERT})
    assert desk.get("/v1/status").json()["outdated"] == 1
    remake()
    assert desk.get("/v1/status").json()["outdated"] == 0


def test_a_merged_key_leads_to_the_target_until_the_merge_is_undone(
    desk: TestClient, remake: Callable[[], int]
) -> None:
    desk.post(f"{PATH}/merge", json={"into": ROBERT})
    remake()
    answer = desk.get(f"{PATH}?collection=main", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/v1/entities/{ROBERT}?collection=main")
    found = desk.get(PATH).json()
    assert (found["merged"], found["name"]) == ([BOB], "Robert Smith")
    assert sorted((item["name"], item["articles"]) for item in found["aliases"]) == [
        ("Bob", 1),
        ("Bob Smith", 1),
        ("Robert Smith", 1),
    ]
    corrected(desk.delete(f"{PATH}/merge"))
    remake()
    assert desk.get(PATH, follow_redirects=False).status_code == 200
    assert ids(desk.get(f"/v1/events?entity={BOB}")) == ["e-a1"]


def test_enriching_again_keeps_the_correction(desk: TestClient, real: redis.Redis, remake: Callable[[], int]) -> None:
    desk.post(f"{PATH}/merge", json={"into": ROBERT})
    remake()
    store(real, [article_about("a1", person("Bob Smith"), title="Again")])
    assert ids(desk.get(f"/v1/events?entity={ROBERT}")) == ["e-a1", "e-a2"]
    (event,) = desk.get("/v1/events?article=a1").json()["items"]
    assert (event["actors"][0]["key"], event["actors"][0]["name"]) == (ROBERT, "Robert Smith")


def test_a_split_and_its_undoing(desk: TestClient, real: redis.Redis, remake: Callable[[], int]) -> None:
    store(real, [article_about("a3", person("Bob Smith"))])
    answer = corrected(desk.post(f"{PATH}/split", json={"articles": ["a3"], "name": "Bob Smith (bishop)"}))
    assert answer["to"] == "person/bob-smith-bishop"
    remake()
    assert ids(desk.get(f"/v1/events?entity={BOB}")) == ["e-a1"]
    assert ids(desk.get("/v1/events?entity=person/bob-smith-bishop")) == ["e-a3"]
    assert desk.get("/v1/entities/person/bob-smith-bishop").json()["name"] == "Bob Smith (bishop)"
    corrected(desk.delete(f"{PATH}/split?article=a3"))
    remake()
    assert ids(desk.get(f"/v1/events?entity={BOB}")) == ["e-a1", "e-a3"]
    assert desk.get("/v1/entities/person/bob-smith-bishop").status_code == 404


def test_aliases_are_put_read_and_taken_back(desk: TestClient, remake: Callable[[], int]) -> None:
    path = f"/v1/entities/{ROBERT}/aliases"
    assert corrected(desk.put(path, json={"aliases": ["Bob Smith", "The Boss"]}))["to_remake"] == 1
    remake()
    assert desk.get(path).json() == {"key": ROBERT, "aliases": ["Bob Smith", "The Boss"]}
    for name in ("boss", ROBERT, BOB, "Bob"):
        assert ids(desk.get("/v1/events", params={"entity": name})) == ["e-a1", "e-a2"], name
    forwarded = desk.get(PATH, follow_redirects=False)
    assert (forwarded.status_code, forwarded.headers["location"]) == (307, f"/v1/entities/{ROBERT}")
    corrected(desk.delete(path))
    remake()
    assert desk.get(path).json()["aliases"] == []
    assert ids(desk.get("/v1/events?entity=boss")) == []
    assert ids(desk.get(f"/v1/events?entity={BOB}")) == ["e-a1"]


def test_an_entity_is_found_in_the_list_by_a_given_alias(desk: TestClient) -> None:
    desk.put(f"/v1/entities/{ROBERT}/aliases", json={"aliases": ["Sly Fox"]})
    assert [item["key"] for item in desk.get("/v1/entities?q=sly").json()["items"]] == [ROBERT]


def test_a_place_is_found_by_a_given_alias(desk: TestClient, real: redis.Redis) -> None:
    from tests.make import LEEDS, enriched, event, place_of

    store(real, [enriched("a5", [event("e5", places=(place_of(LEEDS),))])])
    assert corrected(desk.put("/v1/entities/place/2644688/aliases", json={"aliases": ["Loidis"]}))["to_remake"] == 0
    assert ids(desk.get("/v1/events?place=loidis")) == ["e5"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("PUT", "person/nobody/aliases", {"aliases": []}, 404, "no entity has this key"),
        ("GET", "person/nobody/aliases", None, 404, "no entity has this key"),
        ("PUT", f"{BOB}/aliases", {"aliases": ["x", " "]}, 422, "aliases.1"),
        ("PUT", f"{BOB}/aliases", {"aliases": ["x\ud800"]}, 422, "body"),
        ("PUT", f"{BOB}/aliases", {"aliases": ["x" * 513]}, 422, "aliases.0"),
        ("PUT", f"{BOB}/aliases", {"aliases": ["x"] * 101}, 422, "aliases"),
        ("PUT", f"{BOB}/aliases", {"names": ["x"]}, 422, "names"),
        ("PUT", f"{BOB}/aliases", [float("nan")], 422, "body"),
        ("POST", "person/nobody/merge", {"into": BOB}, 404, "no entity has this key"),
        ("POST", f"{BOB}/merge", {"into": "person/nobody"}, 422, "into"),
        ("POST", f"{BOB}/merge", {"into": "no key"}, 422, "into"),
        ("POST", f"{BOB}/merge", {"into": BOB}, 409, "into"),
        ("POST", f"{BOB}/merge", {"into": "place/2644688"}, 409, "into: is of the kind place"),
        ("POST", "place/2644688/merge", {"into": "place/4896861"}, 409, "gazetteer"),
        ("DELETE", f"{BOB}/merge", None, 404, "not been merged"),
        ("POST", "person/nobody/split", {"articles": ["a1"]}, 404, "no entity has this key"),
        ("POST", f"{BOB}/split", {"articles": ["a2"]}, 422, "articles.0"),
        ("POST", f"{BOB}/split", {"articles": []}, 422, "articles"),
        ("POST", f"{BOB}/split", {"articles": ["a1"], "key": BOB}, 422, "key"),
        ("POST", f"{BOB}/split", {"articles": ["a1"], "key": "org/x"}, 409, "key: is of the kind org"),
        ("POST", f"{BOB}/split", {"articles": ["a1"], "name": " \u200b "}, 422, "name: holds no name"),
        ("DELETE", f"{BOB}/split", None, 404, "split off"),
    ],
)
def test_what_cannot_be_is_a_problem(
    desk: TestClient, method: str, path: str, body: object, status: int, words: str
) -> None:
    import json

    content = None if body is None else json.dumps(body)
    answer = desk.request(method, f"/v1/entities/{path}", content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert words in answer.json()["detail"]
    assert desk.get("/v1/corrections").json()["items"] == []


def test_a_merged_entity_is_corrected_through_its_target(desk: TestClient) -> None:
    desk.post(f"{PATH}/merge", json={"into": ROBERT})
    for answer in (
        desk.post(f"{PATH}/merge", json={"into": ROBERT}),
        desk.put(f"{PATH}/aliases", json={"aliases": ["x"]}),
        desk.post(f"{PATH}/split", json={"articles": ["a1"]}),
        desk.post(f"/v1/entities/{ROBERT}/merge", json={"into": BOB}),
    ):
        assert answer.status_code == 409, answer.text
        assert "merged" in answer.json()["detail"]


def test_a_name_belongs_to_one_entity_of_a_kind(desk: TestClient) -> None:
    desk.put(f"{PATH}/aliases", json={"aliases": ["Boss"]})
    answer = desk.put(f"/v1/entities/{ROBERT}/aliases", json={"aliases": ["the boss"]})
    assert (answer.status_code, BOB in answer.json()["detail"]) == (409, True)


def test_a_body_of_another_type_or_size_is_refused(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.put(f"{PATH}/aliases", content="a=b").status_code == 415
    monkeypatch.setattr("services.query.corrections.MAX_BODY_BYTES", 10)
    assert desk.put(f"{PATH}/aliases", json={"aliases": ["x" * 20]}).status_code == 413


def test_the_log_is_told_page_by_page_newest_first(desk: TestClient) -> None:
    for n in range(3):
        desk.put(f"{PATH}/aliases", json={"aliases": [f"Name {n}"]}, headers={"X-Request-ID": f"r{n}"})
    first = desk.get("/v1/corrections?limit=2").json()
    assert [line["request_id"] for line in first["items"]] == ["r2", "r1"]
    assert first["items"][0]["detail"] == {"before": ["Name 1"], "after": ["Name 2"]}
    second = desk.get(first["next"]).json()
    assert ([line["request_id"] for line in second["items"]], second["next"]) == (["r0"], None)
    assert desk.get("/v1/corrections?cursor=0-0").json()["items"] == []


def test_collections_are_corrected_apart(desk: TestClient, real: redis.Redis) -> None:
    store(real, [article_about("a1", person("Bob Smith")), article_about("a2", person("Robert Smith"))], "other")
    desk.post(f"{PATH}/merge?collection=other", json={"into": ROBERT})
    assert desk.get(PATH, follow_redirects=False).status_code == 200
    assert desk.get(f"{PATH}?collection=other", follow_redirects=False).status_code == 307
