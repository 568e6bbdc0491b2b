import httpx2
import redis
from fastapi.testclient import TestClient

from dateline.client import Dateline
from tests.live import Live
from tests.make import enriched, event, store


def test_what_goes_on_is_told_of_all_collections_or_of_one(both: TestClient, real: redis.Redis) -> None:
    store(real, [enriched("a1", [event("e1")])])
    store(real, [enriched("a1")], "desk")
    everything = both.get("/v1/activity").json()
    assert [one["name"] for one in everything["collections"]] == ["desk", "main"]
    assert everything["store"]["append_only_ok"] is True
    assert everything["stages"]["dates"]["count"] == 2
    one = both.get("/v1/activity", params={"collection": "desk"}).json()
    assert [one["name"] for one in one["collections"]] == ["desk"]
    assert one["stages"]["dates"]["count"] == 1


def test_a_collection_without_a_good_name_is_refused(both: TestClient) -> None:
    assert both.get("/v1/activity", params={"collection": "a b"}).status_code == 422


def test_the_client_reads_it_and_listeners_are_counted(live: Live, real: redis.Redis) -> None:
    store(real, [enriched("a1")])
    with Dateline(live.url) as client, httpx2.stream("GET", f"{live.url}/v1/feed", timeout=5) as stream:
        assert stream.status_code == 200
        found = client.activity()
    assert found.listeners == 1
    assert [one.name for one in found.collections] == ["main"]
