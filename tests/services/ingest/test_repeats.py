import asyncio
import json
from collections.abc import Callable

import httpx2
import pytest
from fastapi.testclient import TestClient

from dateline import keys
from dateline.identity import digest
from services.http import Backend, build
from services.ingest import repeats
from services.ingest.routes import router

ARTICLE = {"text": "Troops arrived in Texas on Monday.", "published_at": "2018-10-29"}
KEY = {"Idempotency-Key": "8e03978e-40d5-43e8-bc93-6894a57f9324"}


def test_the_same_request_gets_the_same_answer_and_makes_no_work(api: TestClient, backend: Backend) -> None:
    first, again = (api.post("/v1/articles", json=ARTICLE, headers=KEY) for _ in range(2))
    assert (first.status_code, first.json()["outcome"]) == (202, "new")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    for name in ("location", "retry-after", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
    assert backend.jobs.count == 1


def test_other_content_under_the_same_key_is_refused(api: TestClient, backend: Backend) -> None:
    api.post("/v1/articles", json=ARTICLE, headers=KEY)
    other = api.post("/v1/articles", json={**ARTICLE, "text": "Other words."}, headers=KEY)
    assert (other.status_code, other.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert api.post("/v1/imports", content=json.dumps(ARTICLE), headers=KEY).status_code == 422
    assert backend.jobs.count == 1


def test_a_key_belongs_to_its_collection(api: TestClient) -> None:
    api.post("/v1/articles", json=ARTICLE, headers=KEY)
    other = api.post("/v1/articles?collection=other", json={**ARTICLE, "text": "Other words."}, headers=KEY)
    assert other.status_code == 202


def test_an_error_is_not_kept(api: TestClient) -> None:
    assert api.post("/v1/articles", json={"text": "Words."}, headers=KEY).status_code == 422
    assert api.post("/v1/articles", json=ARTICLE, headers=KEY).status_code == 202


def test_an_answer_is_kept_for_a_day(api: TestClient, backend: Backend) -> None:
    api.post("/v1/articles", json=ARTICLE, headers=KEY)
    name = keys.idempotency("main", digest(KEY["Idempotency-Key"]))
    assert 86_000 < int(backend.client.ttl(name)) <= 86_400


def test_an_import_is_answered_as_before(api: TestClient, backend: Backend) -> None:
    body = "\n".join([json.dumps(ARTICLE), "nonsense", json.dumps({**ARTICLE, "id": "b"})])
    first, again = (api.post("/v1/imports", content=body, headers=KEY) for _ in range(2))
    assert [json.loads(line).get("outcome") for line in first.text.splitlines()] == ["new", None, "new"]
    assert again.text == first.text
    assert again.headers["idempotency-replayed"] == "true"
    assert backend.jobs.count == 2
    assert api.post("/v1/imports", content=body + "\n{}", headers=KEY).status_code == 422


@pytest.mark.parametrize("key", ["", "a b", "ä", "x" * 256])
def test_a_key_that_is_none_is_refused(api: TestClient, key: str) -> None:
    response = api.post("/v1/articles", json=ARTICLE, headers=[(b"Idempotency-Key", key.encode())])
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"].lower() == "idempotency-key"


def slow(monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]) -> list[int]:
    """Have the work of a post wait for `work`; a list that grows by one each time that it is done."""
    from services.ingest import routes

    done: list[int] = []
    accept = routes.accept

    def counted(*arguments: object) -> object:
        work()
        done.append(1)
        return accept(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(routes, "accept", counted)
    return done


async def test_of_two_at_once_one_works_and_both_get_its_answer(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    go = threading.Event()
    done = slow(monkeypatch, lambda: assert_true(go.wait(10)))
    transport = httpx2.ASGITransport(app=build(backend, router))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as api:
        posts = [asyncio.create_task(api.post("/v1/articles", json=ARTICLE, headers=KEY)) for _ in range(8)]
        await asyncio.sleep(0.2)
        assert not any(post.done() for post in posts)
        go.set()
        answers = await asyncio.wait_for(asyncio.gather(*posts), 10)
    assert {answer.content for answer in answers} == {answers[0].content}
    assert [answer.status_code for answer in answers] == [202] * 8
    assert len(done) == 1


def assert_true(value: bool) -> None:
    assert value


async def test_whoever_waits_too_long_for_another_is_told_to_come_back(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    go = threading.Event()
    slow(monkeypatch, lambda: assert_true(go.wait(10)))
    monkeypatch.setattr(repeats, "WAIT_SECONDS", 0.1)
    transport = httpx2.ASGITransport(app=build(backend, router))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as api:
        first = asyncio.create_task(api.post("/v1/articles", json=ARTICLE, headers=KEY))
        await asyncio.sleep(0.1)
        busy = await api.post("/v1/articles", json=ARTICLE, headers=KEY)
        go.set()
        await first
    assert (busy.status_code, busy.headers["retry-after"]) == (409, "1")
