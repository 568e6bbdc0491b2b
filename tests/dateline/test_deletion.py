"""A deleted article leaves nothing of its words anywhere in Redis, whatever became of it before."""

import asyncio
import contextlib
import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
import redis
from pydantic import SecretStr

from dateline import keys, queue
from dateline.connection import connect_async, connect_queue
from dateline.feed import Stretch, read_after
from dateline.follower import Follower
from dateline.ledger import Claim, Ledger
from dateline.models import Article, EnrichedArticle
from dateline.queries import EventQuery
from dateline.records import make_records
from dateline.refresh import Refresher
from dateline.settings import Settings
from tests.dateline.following import OWN, WIRE, follow, march
from tests.dateline.people import person
from tests.live import run_live
from tests.make import enriched, event, span, store

# A word of nothing else.
CANARY = b"zyxquark"
PERSON = person("Ann Zyxquark", "Zyxquark", titles=("Zyxquark Minister",))
EVIDENCE = "Zyxquark spoke in Illinois."


def telling(article_id: str = "a1", **fields: Any) -> EnrichedArticle:
    """An article whose every field has the word."""
    given: dict[str, Any] = {
        "text": f"{WIRE} {EVIDENCE}", "title": "Zyxquark speaks", "url": "https://zyxquark.example/1",
        "source": "The Zyxquark Courier", "authors": ("Zyxquark",), "metadata": {"desk": "zyxquark"},
        "entities": (PERSON,),
    }  # fmt: skip
    given = {**given, **fields}
    evidence = span(EVIDENCE, given["text"])
    told = (march(f"e-{article_id}", evidence=evidence), event(f"s-{article_id}", evidence=evidence))
    return enriched(article_id, told, **given)


@pytest.fixture
def raw(redis_url: SecretStr, real: redis.Redis) -> Iterator[redis.Redis]:
    """A client that reads whatever is stored as it stands, after `real` has emptied the server."""
    with contextlib.closing(connect_queue(redis_url, 10)) as client:
        yield client


@pytest.fixture
def ledger(real: redis.Redis) -> Ledger:
    return Ledger(real, "main", Settings())


def find_traces(raw: redis.Redis) -> set[str]:
    """The keys that hold the word, in their name or in a value."""
    names: Iterator[Any] = raw.scan_iter(count=1_000)
    return {name.decode() for name in names if any(CANARY in told.lower() for told in _tell(raw, name))}


def _tell(raw: redis.Redis, name: bytes) -> Iterator[bytes]:
    """Whatever stands in a key, what RQ packed too."""
    readers: dict[bytes, Callable[[], object]] = {
        b"string": lambda: raw.get(name),
        b"hash": lambda: raw.hgetall(name),
        b"list": lambda: raw.lrange(name, 0, -1),
        b"set": lambda: raw.smembers(name),
        b"zset": lambda: raw.zrange(name, 0, -1),
        b"stream": lambda: raw.xrange(name),
        b"ReJSON-RL": lambda: raw.execute_command("JSON.GET", name),
    }
    kind: Any = raw.type(name)
    yield name
    for value in _flatten(readers[kind]()):
        yield value
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(value)


def _flatten(value: Any) -> Iterator[bytes]:
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set):
        for one in value:
            yield from _flatten(one)
    elif isinstance(value, str):
        yield value.encode()
    elif value is not None:
        yield value


def settle(client: redis.Redis) -> None:
    """Let the workers do what they do behind a commit."""
    while Refresher(client, "main", Settings()).run(100):
        pass
    client.delete(keys.story_lease("main"))
    follow(Follower(client, "main"))


def test_of_an_article_that_was_revised_and_told_in_stories_nothing_stays(
    real: redis.Redis, raw: redis.Redis, ledger: Ledger
) -> None:
    store(real, [telling(), enriched("b1", (march("e-b1"),), text=OWN, source="The Herald")])
    settle(real)
    revised = telling(title="Zyxquark speaks again", source="The Zyxquark Herald")
    store(real, [revised, revised.model_copy(update={"title": "Zyxquark is heard", "events": revised.events[:1]})])
    settle(real)
    traces = find_traces(raw)
    for where in (keys.feed_was("main"), keys.story("main", ""), keys.posted("main", "a1"), keys.alias("main", "")):
        assert any(name.startswith(where) for name in traces), where
    assert keys.feed("main") not in traces
    ledger.delete("a1")
    settle(real)
    assert find_traces(raw) == set()
    assert real.exists(keys.event("main", "e-b1"))
    assert not [name for name in map(str, real.keys()) if name.endswith(":a1")]


@pytest.mark.parametrize("state", ["queued", "running", "failed"])
def test_of_an_article_that_was_never_enriched_nothing_stays(
    real: redis.Redis, raw: redis.Redis, ledger: Ledger, state: str
) -> None:
    article = telling()
    ledger.accept(Article(**{name: getattr(article, name) for name in Article.model_fields}))
    queue.submit(queue.open_queue(raw, 60), "main", "a1", 1)
    claim = ledger.claim("a1") if state != "queued" else None
    if state == "failed":
        assert isinstance(claim, Claim)
        ledger.fail(claim, "a1", "it broke")
    assert find_traces(raw)
    ledger.delete("a1")
    assert find_traces(raw) == set()
    assert not real.exists(keys.arrivals("main"), keys.publications("main"))


def test_an_article_that_is_removed_while_a_worker_is_at_it_does_not_come_back(
    real: redis.Redis, raw: redis.Redis, ledger: Ledger
) -> None:
    store(real, [telling()])
    article = telling(title="Zyxquark again")
    ledger.accept(Article(**{name: getattr(article, name) for name in Article.model_fields}))
    claim = ledger.claim("a1")
    assert isinstance(claim, Claim)
    ledger.delete("a1")
    assert not ledger.commit(claim, article, make_records("main", article))
    settle(real)
    assert find_traces(raw) == set()


def test_the_positions_kept_of_an_article_that_is_revised_for_ever_stay_few(real: redis.Redis) -> None:
    """The stream beside the feed is trimmed with it; so is the list of what is the article's there."""
    few = Settings(feed_length=50)
    ledger = Ledger(real, "main", few)
    for n in range(300):
        article = telling(title=f"Revision {n}")
        ledger.accept(Article(**{name: getattr(article, name) for name in Article.model_fields}))
        claim = ledger.claim("a1")
        assert isinstance(claim, Claim)
        assert ledger.commit(claim, article, make_records("main", article))
    assert real.xlen(keys.feed_was("main")) <= real.xlen(keys.feed("main")) < 300
    assert real.llen(keys.told("main", "a1")) < 400


def test_whatever_a_listener_asked_for_it_is_told_that_the_events_of_a_deleted_article_are_gone(
    real: redis.Redis, redis_url: SecretStr, ledger: Ledger
) -> None:
    store(real, [telling(), telling(title="Again").model_copy(update={"events": telling().events[:1]})])
    ledger.delete("a1")

    async def read() -> Stretch:
        client = connect_async(redis_url)
        try:
            return await read_after(client, "main", "0-0", 100)
        finally:
            await client.aclose()

    messages = asyncio.run(read()).messages
    assert [(message.change.op, message.change.id) for message in messages] == [
        ("retracted", "s-a1"), ("retracted", "e-a1")
    ]  # fmt: skip
    assert all(message.matches(EventQuery(entity=("nobody at all",))) for message in messages)
    assert all(message.change.event is None and message.before is None for message in messages)


def test_an_idempotency_key_keeps_nothing_of_the_text(
    real: redis.Redis, raw: redis.Redis, redis_url: SecretStr, ledger: Ledger
) -> None:
    with run_live(Settings(redis_url=redis_url)) as live, httpx2.Client(base_url=live.url) as http:
        article = telling()
        body = {name: getattr(article, name) for name in ("id", "text", "title", "url", "source", "metadata")}
        body |= {"authors": list(article.authors), "published_at": "2018-10-29"}
        answer = http.post("/v1/articles", json=body, headers={"Idempotency-Key": "k1", "X-Request-ID": "r1"})
        assert answer.status_code == 202
        wrong = http.post("/v1/articles", json={**body, "url": "no address"}, headers={"Idempotency-Key": "k2"})
        assert wrong.status_code == 422
        lines = "\n".join(json.dumps({**body, "id": f"i{n}", "url": f"{article.url}{n}"}) for n in range(2))
        imported = http.post("/v1/imports", content=lines, headers={"Idempotency-Key": "k3"})
        assert imported.status_code in (200, 202, 207)
        assert find_traces(raw)
        for article_id in ("a1", "i0", "i1"):
            assert http.delete(f"/v1/articles/{article_id}").status_code in (200, 204)
    assert list(raw.scan_iter(match="*idempotency*"))
    assert find_traces(raw) == set()
