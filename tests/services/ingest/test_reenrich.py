import pytest
from fastapi.testclient import TestClient

from dateline.reenrich import announce_pipeline
from services.http import Backend
from tests.make import enriched, store


@pytest.fixture
def older(backend: Backend) -> None:
    store(backend.client, [enriched("a1"), enriched("a2")])
    announce_pipeline(backend.client, "2")


def test_articles_are_queued_again_a_few_at_a_time(api: TestClient, backend: Backend, older: None) -> None:
    first = api.post("/v1/reenrich?room=1&which=all").json()
    assert (first["queued"], first["remaining"], first["waiting"]) == (1, 1, 1)
    assert first["pipeline_version"] == "2"
    assert len(backend.jobs.job_ids) == 1
    assert api.get("/v1/articles/a1/status").json()["status"] == "queued"


@pytest.mark.parametrize("before", ["0001-01-01T00:00:00%2B23:59", "9999-12-31T23:59:59-23:59"])
def test_any_time_can_be_asked_for(api: TestClient, older: None, before: str) -> None:
    answer = api.post(f"/v1/reenrich?before={before}")
    assert answer.status_code == 200
    again = api.post("/v1/reenrich", params={"before": answer.json()["before"]})
    assert (again.status_code, again.json()["before"]) == (200, answer.json()["before"])


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("which=some", 422, "which"),
        ("limit=0", 422, "limit"),
        ("room=0", 422, "room"),
        ("before=2018-10-29T00:00:00", 422, "before"),
        ("befor=2018-10-29", 422, "befor"),
        ("", 409, None),
    ],
)
def test_what_is_wrong_is_a_problem_that_names_it(api: TestClient, query: str, status: int, field: str | None) -> None:
    answer = api.post(f"/v1/reenrich?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert [error["field"] for error in answer.json()["errors"]] == ([field] if field else [])
