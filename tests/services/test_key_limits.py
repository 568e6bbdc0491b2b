"""What one key may ask for, and how much of its own may wait."""

import json

import fakeredis
import pytest
from fastapi.testclient import TestClient

from dateline import keys
from dateline.queries import EventQuery
from services.http import build
from services.ingest.routes import router as ingest
from services.query.feed import router as feed
from tests.services.conftest import LOCAL
from tests.services.keyed import HERE, make_keys, open_backend

ARTICLE = {"text": "Troops arrived in Texas on Monday.", "published_at": "2018-10-29"}


@pytest.fixture
def server() -> fakeredis.FakeServer:
    return fakeredis.FakeServer()


def test_requests_are_counted_by_key(server: fakeredis.FakeServer) -> None:
    backend = open_backend(server, rate_limit="2/hour")
    held = make_keys(backend.client)
    with TestClient(build(backend, ingest), base_url=LOCAL) as api:
        assert [api.get("/v1/status", headers=held["read"]).status_code for _ in range(3)] == [200, 200, 429]
        assert 3_500 < int(api.get("/v1/status", headers=held["read"]).headers["retry-after"]) <= 3_600
        assert api.get("/v1/status", headers=held["admin"]).status_code == 200


def test_wrong_keys_from_one_address_are_bounded_and_good_ones_pass(server: fakeredis.FakeServer) -> None:
    backend = open_backend(server, failed_attempts="2/hour")
    held = make_keys(backend.client)
    wrong = [{"Authorization": f"Bearer dl_{n:012x}_{n:064x}"} for n in range(3)]
    with TestClient(build(backend, ingest), base_url=LOCAL) as api:
        assert api.get("/v1/status", headers=held["read"]).status_code == 200
        assert [api.get("/v1/status", headers=headers).status_code for headers in wrong] == [401, 401, 429]
        assert api.get("/v1/status", headers=held["read"]).status_code == 200
        assert api.get("/v1/status", headers=held["expired"]).status_code == 429


def test_a_key_whose_articles_pile_up_is_told_to_wait_and_others_are_not(server: fakeredis.FakeServer) -> None:
    backend = open_backend(server, max_queued_per_key=1)
    held = make_keys(backend.client)
    with TestClient(build(backend, ingest), base_url=LOCAL) as api:
        assert api.post("/v1/articles", json=ARTICLE, headers=held["ingest"]).status_code == 202
        more = {**ARTICLE, "text": "Other words."}
        refused = api.post("/v1/articles", json=more, headers=held["ingest"])
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "30")
        lines = api.post("/v1/imports", content=json.dumps(more), headers=held["ingest"]).json()
        assert lines["error"]["status"] == 429
        assert api.post("/v1/articles", json=more, headers=held["admin"]).status_code == 202


def test_the_limit_on_all_that_waits_is_one_of_all_collections(server: fakeredis.FakeServer) -> None:
    backend = open_backend(server, max_queued=1)
    held = make_keys(backend.client)
    with TestClient(build(backend, ingest), base_url=LOCAL) as api:
        assert api.post("/v1/articles", json=ARTICLE, headers=held["ingest"]).status_code == 202
        refused = api.post("/v1/articles", json=ARTICLE, headers=held["elsewhere"])
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
        assert backend.client.smembers(keys.COLLECTIONS) == {HERE}


def test_a_key_with_too_many_listeners_is_told_to_wait(server: fakeredis.FakeServer) -> None:
    backend = open_backend(server, max_listeners_per_key=1)
    held = make_keys(backend.client)
    app = build(backend, feed)
    with TestClient(app, base_url=LOCAL) as api:
        key_id = held["read"]["Authorization"].split("_")[1]
        listener = app.state.switchboard.admit(HERE, EventQuery(), (0, 0), key_id)
        refused = api.get("/v1/feed", headers=held["read"])
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "30")
        assert "1 clients with this key" in refused.json()["detail"]
        app.state.switchboard.leave(listener)
        app.state.switchboard.close()
        assert api.get("/v1/feed", headers=held["read"]).status_code == 503
