"""Keys at the door: what is let in, what is told to whom, and what a key leaves behind."""

import io
from collections.abc import Callable, Iterator

import fakeredis
import pytest
import structlog
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from dateline import keys, log
from dateline.access import AccessKeys
from services import access, bounds, observe, problems
from services.access import _NEEDS
from services.http import Backend, build
from services.ingest.routes import router as ingest
from services.query.routers import ROUTERS
from tests.services.conftest import LOCAL
from tests.services.keyed import HERE, Keys, make_keys, open_backend, operations

ARTICLE = {"text": "Troops arrived in Texas on Monday.", "published_at": "2018-10-29"}


@pytest.fixture
def server() -> fakeredis.FakeServer:
    return fakeredis.FakeServer()


@pytest.fixture
def backend(server: fakeredis.FakeServer) -> Backend:
    return open_backend(server)


@pytest.fixture
def api(backend: Backend) -> Iterator[TestClient]:
    """Both APIs; what asks for the engine is not answered."""
    with TestClient(build(backend, ingest, *ROUTERS), base_url=LOCAL, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def held(backend: Backend) -> Keys:
    return make_keys(backend.client)


def test_without_a_key_nothing_is_told(api: TestClient) -> None:
    answer = api.get("/v1/articles/a1")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="dateline"'
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Authorization: Bearer" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/nothing", "/v1//events", "/metrics"])
def test_not_even_which_paths_there_are(api: TestClient, path: str) -> None:
    assert api.get(path).status_code == 401


@pytest.mark.parametrize(
    "path", ["/health/live", "/health/ready", "/openapi.json", "/docs", "//v1/events", "/V1/events"]
)
def test_what_tells_nothing_of_anybody_needs_no_key(api: TestClient, path: str) -> None:
    assert api.get(path).status_code in (200, 404)


@pytest.mark.parametrize("kind", ["expired", "revoked"])
def test_a_key_that_is_over_is_told_so(api: TestClient, held: Keys, kind: str) -> None:
    answer = api.get("/v1/status", headers=held[kind])
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    assert kind in answer.json()["detail"]


@pytest.mark.parametrize("form", ["bearer {}", "BEARER {}", "Bearer  {} "])
def test_the_scheme_may_be_written_in_any_case(api: TestClient, held: Keys, form: str) -> None:
    assert api.get("/v1/status", headers={"Authorization": form.format(held.texts["read"])}).status_code == 200


@pytest.mark.parametrize("form", ["{}", "Basic {}", "Bearer {}x", "Bearer {} {}", "Bearer", ""])
def test_any_other_form_is_refused(api: TestClient, held: Keys, form: str) -> None:
    text = held.texts["read"]
    assert api.get("/v1/status", headers={"Authorization": form.format(text, text)}).status_code == 401


def test_two_keys_at_once_are_refused(api: TestClient, held: Keys) -> None:
    headers = [("Authorization", f"Bearer {held.texts[kind]}") for kind in ("admin", "elsewhere")]
    assert api.get("/v1/status", headers=headers).status_code == 401


@pytest.mark.parametrize("name", ["key", "access_token", "api_key", "authorization"])
def test_a_key_in_the_address_is_none(api: TestClient, held: Keys, name: str) -> None:
    assert api.get("/v1/status", params={name: held.texts["admin"]}).status_code == 401


def test_a_missing_scope_is_named(api: TestClient, held: Keys) -> None:
    answer = api.post("/v1/articles", json=ARTICLE, headers=held["read"])
    assert (answer.status_code, answer.json()["detail"]) == (403, "this call needs a key with the scope ingest")
    assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]


def test_a_key_is_asked_for_before_the_parameters_are_looked_at(api: TestClient, held: Keys) -> None:
    assert api.get("/v1/events?limit=none").status_code == 401
    assert api.get("/v1/events?limit=none", headers=held["ingest"]).status_code == 403


def test_the_collection_of_a_key_is_meant_where_none_is_named(api: TestClient, held: Keys, backend: Backend) -> None:
    receipt = api.post("/v1/articles", json={**ARTICLE, "id": "a1"}, headers=held["ingest"]).json()
    assert receipt["status_url"] == f"/v1/articles/a1/status?collection={HERE}"
    assert backend.client.smembers(keys.COLLECTIONS) == {HERE}
    assert api.get(f"/v1/status?collection={HERE}", headers=held["read"]).json()["queued"] == 1


@pytest.mark.parametrize(
    "query", ["collection=main", "collection=south", f"collection={HERE}&collection=main", "collection="]
)
def test_any_other_collection_is_not_there(api: TestClient, held: Keys, query: str) -> None:
    assert api.get(f"/v1/status?{query}", headers=held["admin"]).status_code == 404


def test_a_key_of_all_collections_chooses(api: TestClient, held: Keys) -> None:
    for query, collection in (("", "main"), ("?collection=south", "south")):
        assert api.get(f"/v1/status{query}", headers=held["every"]).json()["collection"] == collection


def test_metrics_tell_of_all_collections_and_need_a_key_of_all(api: TestClient, held: Keys) -> None:
    assert api.get("/metrics", headers=held["admin"]).status_code == 403
    assert api.get("/metrics", headers=held["every"]).status_code == 200


def test_a_revoked_key_opens_nothing_from_the_next_request_on(api: TestClient, held: Keys, backend: Backend) -> None:
    assert api.get("/v1/status", headers=held["read"]).status_code == 200
    AccessKeys(backend.client).revoke(held.texts["read"].split("_")[1])
    assert api.get("/v1/status", headers=held["read"]).status_code == 401


def test_while_redis_is_away_the_answer_is_503(api: TestClient, held: Keys, server: fakeredis.FakeServer) -> None:
    server.connected = False
    answer = api.get("/v1/status", headers=held["read"])
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert api.get("/v1/status").status_code == 401, "this needs no Redis to know"
    assert api.get("/health/live").status_code == 200


def test_clients_do_not_share_idempotency_keys(api: TestClient, held: Keys, backend: Backend) -> None:
    same = {"Idempotency-Key": "8e03978e"}
    first = api.post("/v1/articles", json=ARTICLE, headers=held["ingest"] | same)
    other = api.post("/v1/articles", json={**ARTICLE, "text": "Other words."}, headers=held["admin"] | same)
    assert (first.status_code, other.status_code) == (202, 202)
    again = api.post("/v1/articles", json=ARTICLE, headers=held["ingest"] | same)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()


def test_logs_name_the_key_and_never_its_secret(
    api: TestClient, held: Keys, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = io.StringIO()
    log.configure("debug", output)
    for module in (access, bounds, observe, problems):
        # Those that wrote already would go on as they were configured then.
        monkeypatch.setattr(module, "log", structlog.get_logger())
    try:
        text = held.texts["ingest"]
        api.post("/v1/articles", json=ARTICLE, headers=held["ingest"])
        api.post("/v1/articles", json=ARTICLE, headers={"Authorization": f"Bearer {text[:-1]}"})
        api.get("/v1/status", headers={"Authorization": f"Basic {text}"})
        api.get("/v1/events", headers=held["ingest"])
        api.get("/v1/events", headers=held["admin"])
    finally:
        log.configure("error")
    lines = output.getvalue()
    _, key_id, secret = text.split("_")
    assert f'"key_id": "{key_id}"' in lines
    assert "request.finished" in lines
    for canary in (
        secret,
        secret[:-1],
        held.texts["admin"].split("_")[2],
        AccessKeys(backend.client).read(key_id).digest,
    ):
        assert canary not in lines


def test_errors_never_hold_a_key(api: TestClient, held: Keys) -> None:
    for kind in held.texts:
        for path in ("/v1/events?limit=none", "/v1/nothing", "/v1/status?collection=none"):
            assert held.texts[kind].split("_")[2] not in api.get(path, headers=held[kind]).text


def test_what_needs_a_scope_of_its_own_is_an_operation(api: TestClient) -> None:
    names = {operation["operationId"] for _, _, operation in operations(api.get("/openapi.json").json())}
    assert _NEEDS.keys() <= names


def test_a_service_that_needs_no_keys_reads_none(server: fakeredis.FakeServer) -> None:
    backend = open_backend(server, require_keys="auto")
    with TestClient(build(backend, ingest), base_url=LOCAL) as api:
        assert api.get("/v1/status", headers={"Authorization": "Bearer dl_0_0"}).status_code == 200


def test_a_service_below_another_one_is_guarded_too(backend: Backend, held: Keys) -> None:
    with TestClient(build(backend, ingest, *ROUTERS), base_url=LOCAL, root_path="/below") as api:
        assert api.get("/below/health/live").status_code == 200
        for path in ("/below/v1/status", "/below/metrics"):
            assert api.get(path).status_code == 401
            assert api.get(path, headers=held["every"]).status_code == 200


async def test_a_request_that_did_not_pass_the_gate_opens_nothing(backend: Backend) -> None:
    app = build(backend, ingest, *ROUTERS)
    app.user_middleware = [found for found in app.user_middleware if getattr(found.cls, "__name__", "") != "Gate"]
    with TestClient(app, base_url=LOCAL) as api:
        assert api.get("/health/live").status_code == 200
        for path in ("/v1/status", "/v1/articles/a1", "/v1/reenrich", "/metrics"):
            assert api.request("POST" if "reenrich" in path else "GET", path).status_code == 401


class Stream:
    """An application whose response goes on: a piece, then what happens in between, then another piece."""

    def __init__(self, between: Callable[[], object], media_type: str = "text/csv") -> None:
        self._between = between
        self._headers = [(b"content-type", media_type.encode())]
        self._now = 0.0
        self.sent: list[bytes] = []
        self.is_whole = False

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self._headers})
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        self._between()
        self._now += access.RECHECK_SECONDS
        await send({"type": "http.response.body", "body": b"second", "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def run(self, backend: Backend, text: str) -> None:

        async def keep(message: Message) -> None:
            self.sent.append(message.get("body", b""))
            self.is_whole = message.get("more_body") is False

        async def receive() -> Message:
            return {"type": "http.request"}

        headers = [(b"authorization", f"Bearer {text}".encode())]
        scope: Scope = {"type": "http", "method": "GET", "path": "/v1/feed", "query_string": b"", "headers": headers}
        gate = access.Gate(self, backend.waiting, backend.settings, lambda: self._now)
        await gate(scope, receive, keep)


async def test_an_export_is_broken_off_soon_after_its_key_is_revoked(held: Keys, backend: Backend) -> None:
    text = held.texts["read"]
    stream = Stream(lambda: AccessKeys(backend.client).revoke(text.split("_")[1]))
    await stream.run(backend, text)
    assert (stream.sent, stream.is_whole) == ([b"", b"first"], False)


async def test_a_feed_ends_soon_after_its_key_is_revoked(held: Keys, backend: Backend) -> None:
    text = held.texts["read"]
    stream = Stream(lambda: AccessKeys(backend.client).revoke(text.split("_")[1]), "text/event-stream; charset=utf-8")
    await stream.run(backend, text)
    assert (stream.sent, stream.is_whole) == ([b"", b"first", b""], True)


async def test_a_stream_goes_on_while_its_key_is_good(held: Keys, backend: Backend) -> None:
    stream = Stream(lambda: None)
    await stream.run(backend, held.texts["read"])
    assert stream.sent == [b"", b"first", b"second", b""]


async def test_a_stream_goes_on_while_redis_is_away(held: Keys, backend: Backend, server: fakeredis.FakeServer) -> None:
    stream = Stream(lambda: setattr(server, "connected", False))
    await stream.run(backend, held.texts["read"])
    assert b"second" in stream.sent


async def test_what_fails_in_a_route_is_not_taken_for_the_end_of_a_key(held: Keys, backend: Backend) -> None:
    def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await Stream(fail).run(backend, held.texts["read"])
