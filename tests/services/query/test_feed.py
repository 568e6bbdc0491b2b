import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import httpx2
import pytest
import redis
from fastapi.testclient import TestClient
from pydantic import SecretStr

from dateline import keys
from dateline.settings import Settings
from services.query import feed, listeners
from tests.live import Live, run_live
from tests.make import ILLINOIS, LEEDS, enriched, event, place_of, store

Message = httpx2.ServerSentEvent


@contextmanager
def listening(url: str, query: str = "", **headers: str) -> Iterator[Iterator[Message]]:
    """The messages of the feed, from the first on; the message that tells only a position has been read."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx2.stream("GET", f"{url}/v1/feed?{query}", headers=sent, timeout=20) as response:
        assert response.status_code == 200, response.read()
        messages = iter(httpx2.EventSource(response))
        assert next(messages).retry == feed.RECONNECT_MILLISECONDS
        yield messages


def take(messages: Iterator[Message], n: int) -> list[tuple[str, str]]:
    """(op, event id) of the next `n` messages that are any."""
    found: list[tuple[str, str]] = []
    while len(found) < n:
        message = next(messages)
        if message.data:
            told = json.loads(message.data)
            assert (told["op"], told["position"]) == (message.event, message.id)
            found.append((message.event, told["id"]))
    return found


def await_live(live: Live) -> None:
    """Until then, what is committed is still read as the past."""

    def is_live() -> bool:
        listeners = list(live.app.state.switchboard._listeners.get("main", ()))
        return len(listeners) == 1 and listeners[0].is_live

    wait_for(is_live)


def test_each_event_that_is_committed_is_told_at_once(live: Live, real: redis.Redis) -> None:
    store(real, [enriched("a0", [event("e0")])])
    with listening(live.url) as messages:
        store(real, [enriched("a1", [event("e1"), event("e2")])])
        assert take(messages, 2) == [("created", "e1"), ("created", "e2")]


def test_a_message_holds_the_event_as_it_is_served(live: Live, real: redis.Redis) -> None:
    store(real, [enriched("a1", [event("e1", places=(place_of(LEEDS),))])])
    with listening(live.url, "since=0-0") as messages:
        told = json.loads(next(messages).data)
    assert told["event"] == httpx2.get(f"{live.url}/v1/events/e1").json()
    assert (told["article"], told["revision"]) == ("a1", 1)


def test_updates_and_retractions_are_told(live: Live, real: redis.Redis) -> None:
    store(real, [enriched("a1", [event("e1"), event("e2")])])
    with listening(live.url) as messages:
        changed = [event("e1", status="denied"), event("e3")]
        store(real, [enriched("a1", changed, text="Other words. " * 20, revision=2)])
        assert sorted(take(messages, 3)) == [("created", "e3"), ("retracted", "e2"), ("updated", "e1")]
        httpx2.delete(f"{live.url}/v1/articles/a1")
        assert sorted(take(messages, 2)) == [("retracted", "e1"), ("retracted", "e3")]


def test_filters_are_those_of_the_events(live: Live, real: redis.Redis) -> None:
    with listening(live.url, "type=ELECTION&bbox=-2,53,0,54") as messages:
        made = [
            event("e1", type="ELECTION", places=(place_of(ILLINOIS),)),
            event("e2", type="PROTEST", places=(place_of(LEEDS),)),
            event("e3", type="ELECTION", places=(place_of(LEEDS),)),
        ]
        store(real, [enriched("a1", made)])
        assert take(messages, 1) == [("created", "e3")]


def test_an_event_that_no_longer_matches_is_told_of_once_more(live: Live, real: redis.Redis) -> None:
    store(real, [enriched("a1", [event("e1", status="planned")])])
    with listening(live.url, "status=planned") as messages:
        await_live(live)
        store(real, [enriched("a1", [event("e1", status="happened")], text="Other words. " * 20, revision=2)])
        store(real, [enriched("a1", [event("e1", status="ongoing")], text="More words. " * 20, revision=3)])
        store(real, [enriched("a2", [event("e2", status="planned")])])
        assert take(messages, 2) == [("updated", "e1"), ("created", "e2")]


def test_a_listener_goes_on_after_the_last_message_that_it_had(
    live: Live, real: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listeners, "BATCH", 3)
    monkeypatch.setattr(feed, "BATCH", 3)
    store(real, [enriched(f"a{n}", [event(f"e{n}-{m}") for m in range(4)]) for n in range(3)])
    with listening(live.url, "since=0-0") as messages:
        first = [next(messages) for _ in range(5)]
    with listening(live.url, "since=0-0", Last_Event_ID=first[-1].id) as messages:
        rest = take(messages, 7)
        store(real, [enriched("late", [event("new")])])
        assert take(messages, 1) == [("created", "new")]
    told = [json.loads(message.data)["id"] for message in first] + [event_id for _, event_id in rest]
    assert told == [f"e{n}-{m}" for n in range(3) for m in range(4)]


def test_nothing_is_lost_or_doubled_between_past_and_present(live: Live, real: redis.Redis) -> None:
    expected = [f"e{n}-{m}" for n in range(40) for m in range(5)]

    def write() -> None:
        for n in range(40):
            store(real, [enriched(f"a{n}", [event(f"e{n}-{m}") for m in range(5)])])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(4):
            with listening(live.url, "since=0-0") as messages:
                assert [event_id for _, event_id in take(messages, 200)] == expected
    finally:
        writer.join()


def test_a_position_that_is_trimmed_is_answered_with_a_reset(live: Live, real: redis.Redis) -> None:
    store(real, [enriched("a1", [event(f"e{n}") for n in range(5)])])
    real.xtrim(keys.feed("main"), maxlen=2, approximate=False)
    with listening(live.url, "since=0-0") as messages:
        reset = next(messages)
        assert (reset.event, json.loads(reset.data)["position"]) == ("reset", "0-0")
        assert take(messages, 2) == [("created", "e3"), ("created", "e4")]
    ahead = f"{int(time.time() * 1000) + 10**9}-0"
    with listening(live.url, Last_Event_ID=ahead) as messages:
        assert next(messages).event == "reset"
        assert take(messages, 2) == [("created", "e3"), ("created", "e4")]


def positions(client: redis.Redis) -> list[str]:
    return [position for position, _ in cast(list[tuple[str, object]], client.xrange(keys.feed("main")))]


def test_a_position_that_is_kept_needs_no_reset(live: Live, real: redis.Redis) -> None:
    store(real, [enriched("a1", [event(f"e{n}") for n in range(5)])])
    real.xtrim(keys.feed("main"), maxlen=2, approximate=False)
    oldest = positions(real)[0]
    with listening(live.url, f"since={oldest}") as messages:
        assert take(messages, 1) == [("created", "e4")]


def test_a_quiet_feed_says_that_it_lives_and_how_far_it_is(
    live: Live, real: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "HEARTBEAT_SECONDS", 0.05)
    with listening(live.url, "type=SPORT") as messages:
        store(real, [enriched("a1", [event("e1")])])
        newest = positions(real)[-1]
        assert any(next(messages).id == newest for _ in range(200))


def test_whoever_reads_too_slowly_is_let_go_with_a_reason(
    live: Live, real: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listeners, "MAX_WAITING", 3)
    with listening(live.url) as messages:
        await_live(live)
        # Twenty at once, of which three may wait.
        store(real, [enriched("a1", [event(f"e{n}") for n in range(20)])])
        told = [message for message in messages if message.data]
    assert told[-1].event == "dropped"
    assert "waiting" in json.loads(told[-1].data)["reason"]
    dropped = 'dateline_feed_dropped_total{reason="slow"} 1.0'
    wait_for(lambda: dropped in httpx2.get(f"{live.url}/metrics").text)
    with listening(live.url, Last_Event_ID=told[-1].id) as messages:
        assert take(messages, 20)[-1] == ("created", "e19")


def test_what_listeners_are_sent_is_counted_of_the_past_and_as_it_comes(live: Live, real: redis.Redis) -> None:
    store(real, [enriched("a1", [event("e1"), event("e2", type="SPORT")])])
    with listening(live.url, "since=0-0&type=PROTEST") as messages:
        assert take(messages, 1) == [("created", "e1")]
        store(real, [enriched("a2", [event("e3")])])
        assert take(messages, 1) == [("created", "e3")]
        metrics = httpx2.get(f"{live.url}/metrics").text
    assert "dateline_feed_sent_total 2.0" in metrics
    assert 'dateline_feed_published_total{collection="main",op="created"} 3.0' in metrics


def test_listeners_are_counted_and_limited(redis_url: SecretStr, real: redis.Redis) -> None:
    with run_live(Settings(redis_url=redis_url, max_listeners=2)) as live:
        with listening(live.url), listening(live.url):
            assert "dateline_feed_listeners 2.0" in httpx2.get(f"{live.url}/metrics").text
            refused = httpx2.get(f"{live.url}/v1/feed")
            assert (refused.status_code, refused.json()["title"]) == (503, "Overloaded")
            assert refused.headers["retry-after"]
        wait_for(lambda: "dateline_feed_listeners 0.0" in httpx2.get(f"{live.url}/metrics").text)
        with listening(live.url):
            pass


def wait_for(condition: object, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("query", "field"), [("since=yesterday", "since"), ("near=x", "near"), ("sort=date", "sort"), ("q=...", "q")]
)
def test_what_is_asked_wrongly_is_a_problem(both: TestClient, query: str, field: str) -> None:
    response = both.get(f"/v1/feed?{query}")
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_a_listener_stays_while_redis_is_away(live: Live, real: redis.Redis) -> None:
    with listening(live.url) as messages:
        await_live(live)
        store(real, [enriched("a1", [event("e1")])])
        assert take(messages, 1) == [("created", "e1")]
        # Every connection breaks; the reader opens another.
        real.client_kill_filter(_type="normal", skipme=True)
        store(real, [enriched("a2", [event("e2")])])
        assert take(messages, 1) == [("created", "e2")]


def test_all_streams_end_when_the_service_stops(redis_url: SecretStr, real: redis.Redis) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {**os.environ, "DATELINE_REDIS_URL": redis_url.get_secret_value(), "DATELINE_LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "uvicorn", "--factory", "services.query.app:create_app", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--log-level", "critical"], env=environment, cwd=Path(__file__).parents[3], stderr=subprocess.DEVNULL
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(lambda: answers(url), 30)
        with listening(url) as messages:
            process.send_signal(signal.SIGTERM)
            # No limit on the time to stop is set: it would wait for ever.
            assert list(messages) == []
        process.wait(10)
    finally:
        process.kill()
        process.wait(10)


def answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/health/ready", timeout=2).status_code == 200
    except httpx2.TransportError:
        return False
