"""Every operation of the OpenAPI document with every kind of key; and no key sees another collection."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
import redis
from pydantic import SecretStr

from dateline import keys
from dateline.access import SCOPES
from dateline.connection import connect
from dateline.follower import Follower
from dateline.models import Actor
from dateline.search import ensure_indexes
from dateline.settings import Settings
from services.access import OF_ALL, SCHEME, is_guarded
from services.http import build, connect_backend
from services.ingest.routes import router as ingest
from services.query.routers import ROUTERS
from tests.live import run_live
from tests.make import LEEDS, TRUMP, enriched, event, place_of, span, store
from tests.services.keyed import ELSEWHERE, HERE, Keys, make_keys, operations

DESCRIBED = build(connect_backend(Settings()), ingest, *ROUTERS).openapi()
OPERATIONS = {operation["operationId"]: (method, path, operation) for method, path, operation in operations(DESCRIBED)}
# What stands in HERE, by the parameters of paths; a route by another id needs a line here.
IN_PATH = {"article_id": "a1", "event_id": "e1", "kind": "person", "slug": "donald-trump", "revision": "1"}
BODIES = {
    "application/json": b'{"text": "Troops arrived.", "published_at": "2018-10-29"}',
    "application/jsonl": b'{"text": "Troops arrived.", "published_at": "2018-10-29"}',
}
EVENT = event(
    "e1",
    places=(place_of(LEEDS),),
    actors=(Actor(**dict(span("Trump")), role="actor", key=TRUMP.key, name=TRUMP.name),),
    confidence=0.8,
)
MINE = "Leeds", "Trump", "a1", "e1"


@dataclass(frozen=True)
class Served:
    http: httpx2.Client
    keys: Keys
    client: redis.Redis
    story: str

    def ask(self, name: str, headers: dict[str, str], query: str = "") -> httpx2.Response:
        """The answer to an operation with its own examples; of the feed its head alone."""
        method, path, operation = OPERATIONS[name]
        path = re.sub(r"\{(\w+)(?::path)?\}", lambda found: quote(self._fill(found[1])), path)
        kinds = operation.get("requestBody", {}).get("content", {})
        content = next((_example(kind, said) for kind, said in kinds.items()), None)
        sent = headers | ({"Content-Type": next(iter(kinds))} if kinds else {})
        with self.http.stream(method, path + query, headers=sent, content=content) as answer:
            if name != "follow" or answer.status_code != 200:
                answer.read()
            return answer

    def _fill(self, parameter: str) -> str:
        return self.story if parameter == "story_id" else IN_PATH[parameter]


def _example(kind: str, said: dict[str, Any]) -> bytes:
    if isinstance(said.get("example"), dict) and "text" not in said["example"]:
        return json.dumps(said["example"]).encode()
    return BODIES[kind]


@pytest.fixture(scope="module")
def served(redis_url: SecretStr) -> Iterator[Served]:
    client = connect(redis_url, timeout_seconds=10)
    client.flushall()
    ensure_indexes(client)
    held = make_keys(client)
    store(client, [enriched("a1", [EVENT])], HERE)
    follower = Follower(client, HERE)
    while follower.follow():
        pass
    (story,) = client.hvals(keys.stories_of(HERE, "a1"))
    settings = Settings(redis_url=redis_url, require_keys="always", failed_attempts="")
    with run_live(settings) as live, httpx2.Client(base_url=live.url) as http:
        yield Served(http, held, client, str(story))
    client.close()


def is_open_to(operation: dict[str, Any], scope: str) -> bool:
    """Does the document say that a key with this scope, which admin includes, opens the operation?"""
    return scope == "admin" or any(asked == {SCHEME: [scope]} for asked in operation["security"])


def tells_of_all(name: str) -> bool:
    """Does the document say that it takes a key of all collections?"""
    return bool(OPERATIONS[name][2].get(OF_ALL))


def test_the_document_names_a_scope_for_every_guarded_operation() -> None:
    for name, (_, path, operation) in OPERATIONS.items():
        asked = operation.get("security", [])
        assert bool(asked) == is_guarded(path), name
        assert all(set(one) == {SCHEME} and set(one[SCHEME]) <= set(SCOPES) for one in asked), name
    assert DESCRIBED["components"]["securitySchemes"][SCHEME]["scheme"] == "bearer"


@pytest.mark.parametrize("name", [name for name, (_, path, _) in OPERATIONS.items() if not is_guarded(path)])
def test_what_is_not_guarded_is_open_to_all(served: Served, name: str) -> None:
    assert served.ask(name, {}).status_code == 200


BY_ID = [name for name, (_, path, _) in OPERATIONS.items() if "{" in path and is_guarded(path)]


@pytest.mark.parametrize("name", BY_ID)
def test_no_id_of_another_collection_is_found(served: Served, name: str) -> None:
    before = served.client.dump(keys.posted(HERE, "a1")), served.client.dump(keys.events(HERE, "a1"))
    assert served.ask(name, served.keys["elsewhere"], f"?collection={HERE}").status_code == 404
    answer = served.ask(name, served.keys["elsewhere"])
    if name == "revise":
        # It is an article of the same id, in the collection of the key.
        assert answer.json()["outcome"] == "new"
        assert served.client.exists(keys.article(ELSEWHERE, "a1"))
        assert served.ask("delete", served.keys["elsewhere"]).status_code == 204
    else:
        assert answer.status_code == 404
        assert "Leeds" not in answer.text
    assert (served.client.dump(keys.posted(HERE, "a1")), served.client.dump(keys.events(HERE, "a1"))) == before


@pytest.mark.parametrize("name", [name for name in BY_ID if OPERATIONS[name][0] == "GET"])
def test_in_its_own_collection_it_is(served: Served, name: str) -> None:
    assert served.ask(name, served.keys["read"]).status_code == 200


LISTS = [
    name
    for name, (method, path, _) in OPERATIONS.items()
    if method == "GET" and path.startswith("/v1/") and "{" not in path and name != "follow" and not tells_of_all(name)
]


@pytest.mark.parametrize("name", LISTS)
def test_no_list_holds_anything_of_another_collection(served: Served, name: str) -> None:
    answer = served.ask(name, served.keys["elsewhere"])
    assert answer.status_code == 200
    assert not [word for word in MINE if f'"{word}' in answer.text]
    assert served.ask(name, served.keys["elsewhere"], f"?collection={HERE}").status_code == 404


@pytest.mark.parametrize(
    "query", ["article=a1", "entity=person/donald-trump", "place=Leeds", "q=marchers", "country=GB", "story={story}"]
)
@pytest.mark.parametrize("path", ["/v1/events", "/v1/articles", "/v1/export", "/v1/timeline", "/v1/facets"])
def test_no_filter_reaches_into_another_collection(served: Served, path: str, query: str) -> None:
    asked = f"{path}?{query.format(story=served.story)}"
    mine = served.http.get(asked, headers=served.keys["read"])
    others = served.http.get(asked, headers=served.keys["elsewhere"])
    assert (mine.status_code, others.status_code) == (200, 200)
    assert mine.text != others.text
    assert not [word for word in MINE if f'"{word}' in others.text]


@pytest.mark.parametrize("path", ["/v1/events", "/v1/entities", "/v1/places", "/v1/articles"])
def test_a_cursor_of_one_collection_leads_nowhere_in_another(served: Served, path: str) -> None:
    store(served.client, [enriched(f"more{n}", [event(f"x{n}", places=(place_of(LEEDS),))]) for n in range(2)], HERE)
    page = served.http.get(f"{path}?limit=1", headers=served.keys["read"]).json()
    if page["next"] is None:
        assert path == "/v1/places"
        return
    assert served.http.get(page["next"], headers=served.keys["elsewhere"]).status_code == 404
    moved = re.sub(rf"&?collection={HERE}", "", page["next"]).replace("?&", "?")
    answer = served.http.get(moved, headers=served.keys["elsewhere"])
    assert (answer.status_code, answer.json()["items"]) == (200, [])
    for n in range(2):
        served.http.delete(f"/v1/articles/more{n}", headers=served.keys["admin"])


def test_the_feed_tells_of_ones_own_collection_alone(served: Served) -> None:
    store(served.client, [enriched("b1", [event("f1")])], ELSEWHERE)
    with served.http.stream("GET", "/v1/feed?since=0-0", headers=served.keys["elsewhere"]) as answer:
        first = next(line for line in answer.iter_lines() if line.startswith("data:"))
    assert '"f1"' in first
    assert not [word for word in ("a1", "e1") if f'"{word}' in first]
    served.http.delete("/v1/articles/b1", headers=served.keys["elsewhere"])


# The last: what opens to an administrator may delete what the others ask for.
@pytest.mark.parametrize("name", [name for name, (_, path, _) in OPERATIONS.items() if is_guarded(path)])
def test_each_operation_opens_to_the_keys_that_the_document_says(served: Served, name: str) -> None:
    _, _, operation = OPERATIONS[name]
    for kind in ("expired", "revoked"):
        assert served.ask(name, served.keys[kind]).status_code == 401, kind
    assert served.ask(name, {}).status_code == 401
    assert served.ask(name, served.keys["admin"], "?collection=main").status_code == 404
    for scope in SCOPES:
        answer = served.ask(name, served.keys[scope])
        if tells_of_all(name):
            assert answer.status_code == 403, scope
        elif is_open_to(operation, scope):
            assert answer.status_code not in (401, 403), scope
        else:
            assert answer.status_code == 403, scope
            assert "scope" in answer.json()["detail"]
    assert served.ask(name, served.keys["every"], "?collection=main").status_code not in (401, 403)
