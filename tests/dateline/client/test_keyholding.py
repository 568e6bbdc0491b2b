"""The key of access that both clients send, and what they make of its refusal."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from dateline.client import AsyncDateline, Dateline, Forbidden, Unauthorized
from dateline.client.keyholding import VARIABLE

KEY = "dl_0123456789ab_" + "c" * 64
Answer = Callable[[httpx2.Request], httpx2.Response]
EMPTY: dict[str, Any] = {"items": [], "next": None, "total": 0, "total_is_exact": True}


def ask(kind: str, answer: Answer, **options: Any) -> None:
    """List the events, follow the feed to its first message, export, and import, with a client of either kind."""
    transport = httpx2.MockTransport(answer)
    if kind == "sync":
        with Dateline("http://test", transport=transport, sleep=lambda _: None, **options) as client:
            list(client.events())
            with client.export() as chunks:
                list(chunks)
            next(client.follow())
    else:
        asyncio.run(_ask(transport, options))


async def _ask(transport: httpx2.MockTransport, options: dict[str, Any]) -> None:
    async def sleep(_: float) -> None: ...

    async with AsyncDateline("http://test", transport=transport, sleep=sleep, **options) as client:
        assert [item async for item in client.events()] == []
        async with client.export() as chunks:
            assert [chunk async for chunk in chunks]
        await anext(client.follow())


class Service:
    """Answers whatever is asked, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        if request.url.path == "/v1/feed":
            reset = {"position": "1-0", "reason": "none"}
            return httpx2.Response(
                200, text=f"event: reset\nid: 1-0\ndata: {json.dumps(reset)}\n\n",
                headers={"Content-Type": "text/event-stream"},
            )  # fmt: skip
        return httpx2.Response(200, json=EMPTY)

    @property
    def shown(self) -> set[str | None]:
        return {request.headers.get("authorization") for request in self.asked}


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.delenv(VARIABLE, raising=False)
    return Service()


def test_every_call_shows_the_key(kind: str, service: Service) -> None:
    ask(kind, service, key=KEY)
    assert len(service.asked) == 3
    assert service.shown == {f"Bearer {KEY}"}
    assert not [request for request in service.asked if KEY in str(request.url)]


def test_without_a_key_none_is_shown(kind: str, service: Service) -> None:
    ask(kind, service)
    assert service.shown == {None}


def test_the_environment_may_hold_it(kind: str, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"{KEY}\n")
    ask(kind, service)
    assert service.shown == {f"Bearer {KEY}"}


def test_what_is_given_wins_over_the_environment(kind: str, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, KEY)
    ask(kind, service, key="dl_other")
    assert service.shown == {"Bearer dl_other"}


def test_the_collection_is_the_keys_unless_one_is_named(kind: str, service: Service) -> None:
    ask(kind, service, key=KEY)
    assert {request.url.params.get("collection") for request in service.asked} == {None}
    ask(kind, service, key=KEY, collection="north")
    assert {request.url.params.get("collection") for request in service.asked[3:]} == {"north"}


@pytest.mark.parametrize(("status", "error"), [(401, Unauthorized), (403, Forbidden)])
def test_a_refusal_is_raised_at_once_and_does_not_hold_the_key(
    kind: str, status: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[httpx2.Request] = []

    def refuse(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(status, json={"title": "No", "status": status, "detail": "not with this key"})

    with pytest.raises(error, match="not with this key") as refused:
        ask(kind, refuse, key=KEY)
    assert len(asked) == 1
    assert KEY not in repr(refused.value)


def test_lines_that_a_key_may_not_post_yet_are_sent_again(service: Service) -> None:
    sent: list[list[bytes]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.content.splitlines())
        results: list[dict[str, Any]] = [{"line": 1, "id": "a", "revision": 1, "outcome": "new"}]
        if len(sent) == 1:
            error = {"status": 429, "title": "Too much waiting", "detail": "wait"}
            results.append({"line": 2, "error": error})
        return httpx2.Response(200, text="\n".join(map(json.dumps, results)))

    with Dateline("http://test", transport=httpx2.MockTransport(answer), sleep=lambda _: None) as client:
        found = list(client.import_jsonl([b"one", b"two"]))
    assert sent == [[b"one", b"two"], [b"two"]]
    assert [(result.line, result.outcome) for result in found] == [(1, "new"), (2, "new")]
