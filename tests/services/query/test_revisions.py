import pytest
import redis
from fastapi.testclient import TestClient

from tests.make import enriched, event, store


@pytest.fixture
def revised(both: TestClient, real: redis.Redis) -> TestClient:
    """An article of three revisions: an event stays, one changes and goes, one comes."""
    texts = ["Three people were killed. It rained.", "Eleven people were killed. It rained.", "Nobody was killed."]
    events = [
        (event("same"), event("goes", status="planned")),
        (event("same"), event("goes"), event("comes")),
        (event("same"), event("comes")),
    ]
    for n in range(3):
        title = f"Title {min(n, 1)}"
        store(real, [enriched("a1", events[n], text=texts[n], revision=n + 1, title=title)])
    return both


def test_each_revision_tells_what_it_changed(revised: TestClient) -> None:
    page = revised.get("/v1/articles/a1/revisions").json()
    assert [(item["revision"], item["current"]) for item in page["items"]] == [(3, True), (2, False), (1, False)]
    last, second, first = page["items"]
    assert (first["fields"], first["text"]) == (None, None)
    assert second["fields"] == [{"field": "title", "was": "Title 0", "now": "Title 1"}]
    assert second["text"] == {
        "words_removed": 1,
        "words_added": 1,
        "passages": [{"was": "Three", "now": "Eleven", "start": 0, "end": 6}],
        "complete": True,
    }
    assert (last["text"]["words_removed"], last["text"]["words_added"]) == (5, 2)
    assert all(item["posted_at"] for item in page["items"])


def test_each_revision_tells_what_became_of_the_events(revised: TestClient) -> None:
    items = revised.get("/v1/articles/a1/revisions").json()["items"]
    done = [{name: item["enrichments"][0][name] for name in ("created", "updated", "retracted")} for item in items]
    assert done == [
        {"created": [], "updated": [], "retracted": ["goes"]},
        {"created": ["comes"], "updated": ["goes"], "retracted": []},
        {"created": ["same", "goes"], "updated": [], "retracted": []},
    ]
    assert {item["enrichments"][0]["pipeline_version"] for item in items} == {"1"}


def test_a_revision_is_served_as_it_was_posted(revised: TestClient) -> None:
    found = revised.get("/v1/articles/a1/revisions/1").json()
    assert (found["text"], found["title"]) == ("Three people were killed. It rained.", "Title 0")


def test_revisions_come_in_pages(revised: TestClient) -> None:
    seen, path = [], "/v1/articles/a1/revisions?limit=1"
    while path:
        page = revised.get(path).json()
        assert page["total"] == 3
        seen += [item["revision"] for item in page["items"]]
        path = page["next"]
    assert seen == [3, 2, 1]


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/v1/articles/a2/revisions", 404, "no article has this id"),
        ("/v1/articles/a2/revisions/1", 404, "no article has this id"),
        ("/v1/articles/a1/revisions/4", 404, "its last one is 3"),
        ("/v1/articles/a1/revisions/0", 422, "revision"),
        ("/v1/articles/a1/revisions?limit=51", 422, "limit"),
        ("/v1/articles/a1/revisions?cursor=x", 422, "cursor"),
    ],
)
def test_what_is_not_there_or_wrong_is_a_problem(revised: TestClient, path: str, status: int, detail: str) -> None:
    answer = revised.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert detail in answer.json()["detail"]


def test_a_deleted_article_leaves_no_revisions(revised: TestClient, real: redis.Redis) -> None:
    assert revised.delete("/v1/articles/a1").status_code == 204
    assert revised.get("/v1/articles/a1/revisions").status_code == 404
    assert not [name for name in real.scan_iter() if ":posted" in name or ":commits" in name]
