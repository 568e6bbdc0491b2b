"""What is refused before it reaches a route."""

import asyncio
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from dateline.errors import Setup, TooSlow
from dateline.settings import Settings
from services import bounds
from services.bounds import Bounds


async def read(request: Request) -> Response:
    return JSONResponse({"bytes": len(await request.body())})


def serve(**settings: object) -> Starlette:
    app = Starlette(routes=[Route("/", read, methods=["GET", "POST"]), Route("/health/live", read)])
    app.add_middleware(Bounds, settings=Settings.model_validate(settings))
    return app


@pytest.fixture
def local() -> Iterator[TestClient]:
    with TestClient(serve(), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_names_of_this_machine_are_answered(local: TestClient, host: str) -> None:
    assert local.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "a]b", "[::1"])
def test_a_name_that_was_bound_to_this_machine_by_somebody_else_is_refused(local: TestClient, host: str) -> None:
    answer = local.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["detail"].startswith("Host: ")


def test_other_names_are_allowed_by_a_setting() -> None:
    client = TestClient(serve(allowed_hosts="news.example, Desk.example"), base_url="http://desk.example")
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Host": "127.0.0.1"}).status_code == 421


def test_a_service_on_all_addresses_answers_to_any_name() -> None:
    assert TestClient(serve(host="0.0.0.0"), base_url="http://any.example").get("/").status_code == 200  # noqa: S104


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://[", ""])
def test_a_page_of_another_site_cannot_post(local: TestClient, origin: str) -> None:
    headers = {"Origin": origin, "Content-Type": "text/plain"}
    answer = local.post("/", content=b"date 2018-10-29 Troops.", headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["connection"] == "close"


def test_a_page_of_ones_own_and_a_client_that_is_no_browser_can_post(local: TestClient) -> None:
    assert local.post("/", content=b"x").json() == {"bytes": 1}
    assert local.post("/", content=b"x", headers={"Origin": "http://127.0.0.1:8000"}).status_code == 200


def test_too_many_requests_from_one_address_are_told_to_wait() -> None:
    client = TestClient(serve(rate_limit="2/hour"), base_url="http://localhost")
    assert [client.get("/").status_code for _ in range(3)] == [200, 200, 429]
    assert 3_500 < int(client.get("/").headers["retry-after"]) <= 3_600
    assert client.get("/health/live").status_code == 200, "a probe is never refused"


def test_a_rate_that_is_none_is_named() -> None:
    with pytest.raises(Setup, match="rate_limit"):
        TestClient(serve(rate_limit="often")).get("/")


class Trickle:
    """A body that comes a chunk at a time, `pause` seconds apart."""

    def __init__(self, chunks: int, size: int, pause: float) -> None:
        self._left, self._size, self._pause = chunks, size, pause
        self.answers: list[Message] = []

    async def receive(self) -> Message:
        await asyncio.sleep(self._pause)
        self._left -= 1
        return {"type": "http.request", "body": b"x" * self._size, "more_body": self._left > 0}

    async def send(self, message: Message) -> None:
        self.answers.append(message)


def post(trickle: Trickle) -> tuple[int, dict[bytes, bytes]]:
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
    }
    app = serve()
    from services.problems import respond_to

    async def on_error(_request: Request, error: Exception) -> Response:
        return respond_to(error)

    app.add_exception_handler(TooSlow, on_error)
    asyncio.run(app(scope, trickle.receive, trickle.send))
    start = trickle.answers[0]
    return start["status"], dict(start["headers"])


def test_a_body_that_trickles_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "BODY_SECONDS", 0.05)
    status, headers = post(Trickle(chunks=1000, size=1, pause=0.01))
    assert status == 408
    assert headers[b"connection"] == b"close"


def test_a_body_that_stops_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "BODY_SECONDS", 0.05)
    assert post(Trickle(chunks=2, size=1, pause=5))[0] == 408


def test_a_large_body_that_keeps_coming_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "BODY_SECONDS", 0.05)
    assert post(Trickle(chunks=20, size=16_384, pause=0.01))[0] == 200


def test_a_body_is_bounded_on_every_path_whether_its_length_is_said_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MAX_BODY_BYTES", "40000")
    status, headers = post(Trickle(chunks=3, size=16_384, pause=0))
    assert (status, headers[b"connection"]) == (413, b"close")
    assert post(Trickle(chunks=2, size=16_384, pause=0))[0] == 200


def test_a_body_that_fastapi_reads_is_bounded_like_those_that_the_routes_read() -> None:
    app = FastAPI()

    @app.post("/any")
    def take(found: dict[str, str]) -> int:
        return len(found)

    app.add_middleware(Bounds, settings=Settings(max_body_bytes=1000))
    client = TestClient(app, base_url="http://localhost")
    assert client.post("/any", json={"a": "b"}).json() == 1
    refused = client.post("/any", json={"a": "b" * 1000})
    assert (refused.status_code, refused.json()["detail"]) == (413, "body: longer than 1000 bytes")


def test_an_import_may_be_longer_than_an_article() -> None:
    app = Starlette(routes=[Route("/v1/imports", read, methods=["POST"])])
    app.add_middleware(Bounds, settings=Settings(max_body_bytes=1000, max_import_bytes=2000))
    client = TestClient(app, base_url="http://localhost")
    assert client.post("/v1/imports", content=b"x" * 1500).json() == {"bytes": 1500}
    assert client.post("/v1/imports", content=b"x" * 2500).status_code == 413
