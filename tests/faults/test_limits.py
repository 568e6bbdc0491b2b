"""A stack with little room: locks of processes that were killed, memory under posts that are refused, and the logs."""

import asyncio
import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from dateline import keys
from dateline.connection import connect_async
from dateline.idempotency import IdempotencyKey
from dateline.presence import read_processes
from dateline.upgrade import LAYOUT
from tests.faults.harness import COLLECTION, LONG, Stack, run_stack, text, wait_for

MAX_QUEUED = 60
# What was held is free after this; whoever takes it over looks every second or two.
MAX_HELD_MS = 10_000
REFUSED = 20_000 if LONG else 1_500
# What may come and go between two looks at the memory: a page of the allocator, a thread's arena, a log buffer.
REDIS_MARGIN_BYTES, API_MARGIN_BYTES = 1_000_000, 8_000_000
CANARY = "Xylophagous"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with run_stack(tmp_path_factory.mktemp("f"), max_queued=str(MAX_QUEUED), log_level="debug") as running:
        yield running


def resident_bytes(pid: int) -> int:
    (line,) = (line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def find_pids(stack: Stack) -> dict[str, int]:
    """The last process of each role, by what the processes say themselves."""
    said = read_processes(stack.client.hgetall(keys.PROCESSES))
    return {one.role: one.pid for one in sorted(said, key=lambda one: one.beat_ms)}


def test_what_a_killed_process_held_is_taken_over_within_seconds(stack: Stack) -> None:
    """The follower's lease, the refresh's hold, a layout's upgrade, and an Idempotency-Key: those that Redis keeps."""
    client = stack.client
    for n in range(40):
        stack.post(text(n))
    stack.settle()
    ids = client.zrange(keys.articles(COLLECTION), 0, -1)
    held = keys.outdated(COLLECTION)
    wait_for(lambda: {"reconciler", "stories"} <= find_pids(stack).keys())
    reconciler, follower = find_pids(stack)["reconciler"], find_pids(stack)["stories"]
    seconds, _ = client.time()
    client.zadd(held, dict.fromkeys(ids, seconds * 1000))
    wait_for(lambda: client.zcount(held, (seconds + 5) * 1000, "inf"), every=0)
    os.kill(reconciler, signal.SIGSTOP)
    held_back = client.zcount(held, (seconds + 5) * 1000, "inf")
    lease = client.get(keys.story_lease(COLLECTION))
    key = asyncio.run(hold_key(stack))
    # How long each of them can keep others away, by Redis's clock.
    now = client.time()[0] * 1000
    assert 0 < client.pttl(keys.story_lease(COLLECTION)) <= MAX_HELD_MS
    assert 0 < client.pttl(next(client.scan_iter(f"{keys.base(COLLECTION)}idempotency:*"))) <= MAX_HELD_MS
    assert max(score for _, score in client.zrange(held, 0, -1, withscores=True)) <= now + MAX_HELD_MS + 1_000
    client.set(keys.layout(COLLECTION), LAYOUT - 1)
    os.kill(reconciler, signal.SIGKILL)
    os.kill(follower, signal.SIGKILL)
    began = time.monotonic()
    assert stack.post(text(40)) is not None
    headers = {"Content-Type": "text/plain", "Idempotency-Key": key}
    with httpx2.Client(base_url=stack.url, timeout=30) as caller:
        wait_for(lambda: post_with(caller, headers).status_code == 202)
    wait_for(lambda: client.get(keys.layout(COLLECTION)) == str(LAYOUT) and not client.exists(held))
    newest = client.xinfo_stream(keys.feed(COLLECTION))["last-generated-id"]
    wait_for(lambda: client.hget(keys.story_follower(COLLECTION), "position") >= newest)
    assert client.get(keys.story_lease(COLLECTION)) != lease
    print(f"{'locks taken over after':34} {time.monotonic() - began:.1f} s; {held_back} articles were held")  # noqa: T201
    stack.settle()


def post_with(caller: httpx2.Client, headers: dict[str, str]) -> httpx2.Response:
    return caller.post("/v1/articles", content=text(41).encode(), headers=headers)


async def hold_key(stack: Stack) -> str:
    """An Idempotency-Key as a process leaves it that was killed with a request in hand."""
    url = SecretStr(stack.environment["DATELINE_REDIS_URL"])
    client = connect_async(url)
    try:
        await IdempotencyKey(client, COLLECTION, "held", "of a request that ended").hold()
    finally:
        await client.aclose()
    return "held"


def test_posts_that_are_refused_leave_nothing_in_any_memory(stack: Stack) -> None:
    client, pid = stack.client, stack.processes["ingest"].pid
    workers = [stack.processes["workers"].pid, *stack.children("workers")]
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    large = "On Saturday a gunman killed 11 people in Pittsburgh, the police said. " * 300
    try:
        with httpx2.Client(base_url=stack.url, timeout=30) as caller, ThreadPoolExecutor(8) as pool:

            def refuse(n: int) -> int:
                headers = {"Content-Type": "text/plain"}
                return caller.post("/v1/articles", content=f"date 2018-10-29 {n} {large}", headers=headers).status_code

            for n in range(100, 100 + MAX_QUEUED):
                stack.post(text(n))
            # What the process needs to be at work at all: its threads, its buffers.
            assert set(pool.map(refuse, range(300))) == {503}
            before = client.info("memory")["used_memory"], resident_bytes(pid)
            known = client.dbsize()
            assert set(pool.map(refuse, range(300, 300 + REFUSED))) == {503}
            after = client.info("memory")["used_memory"], resident_bytes(pid)
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGCONT)
    grown = after[0] - before[0], after[1] - before[1]
    posted = REFUSED * len(large)
    print(f"{'refused posts':34} {REFUSED} of {posted / 1e6:.0f} MB: Redis {grown[0]:+} B, API {grown[1]:+} B")  # noqa: T201
    assert client.dbsize() <= known
    assert grown[0] < REDIS_MARGIN_BYTES < posted
    assert grown[1] < API_MARGIN_BYTES < posted
    stack.settle()


FORGED = '{"event": "forged", "level": "info"}'


def test_logs_hold_no_text_no_key_no_password_and_no_line_of_others(stack: Stack) -> None:
    secret = {"Authorization": f"Bearer dl_{CANARY}_{CANARY}", "X-Request-ID": "r-1"}
    first = {"Content-Type": "text/plain", "Idempotency-Key": CANARY}
    with httpx2.Client(base_url=stack.url, headers=secret) as caller:
        body = f"date 2018-10-29 {CANARY} said on Monday that {FORGED} \n{FORGED}\n troops will leave Paris."
        assert caller.post("/v1/articles", content=body, headers=first).status_code == 202
        wrong = {"Content-Type": "application/json", "Idempotency-Key": f"{CANARY}2"}
        body = f'{{"text": "{CANARY} \\ud800", "{CANARY}": 1}}'
        assert caller.post("/v1/articles", content=body, headers=wrong).status_code == 422
        assert caller.post("/v1/imports", content=f'{{"text": "{CANARY}'.encode()).status_code == 200
        assert caller.get("/v1/status", params={"collection": f"{CANARY}\n{FORGED}"}).status_code == 422
        assert caller.get(f"/{CANARY}%0a{FORGED}").status_code == 404
        caller.get("/v1/status", headers={"X-Request-ID": f"{CANARY} {FORGED}"})
    stack.settle()
    stack.environment["DATELINE_REDIS_URL"] = f"unix://:{CANARY}@{stack.data}/nobody.sock"
    # Nobody listens there: every call fails, and says so.
    for name in ("ingest", "workers"):
        stack.kill(name)
        stack.start(name, wait=False)
    wait_for(lambda: "Error" in log_of(stack, "workers"))
    wait_for(lambda: ask(stack) == 503)
    assert "ConnectionError" in log_of(stack, "ingest")
    for path in sorted(stack.data.glob("*.log")):
        told = path.read_text()
        assert CANARY not in told, path
        assert CANARY.lower() not in told.lower(), path
        if path.stem != "redis":
            events = [json.loads(line)["event"] for line in told.splitlines()]
            assert events
            assert "forged" not in events


def ask(stack: Stack) -> int:
    try:
        return httpx2.get(f"{stack.url}/v1/status", timeout=5).status_code
    except httpx2.TransportError:
        return 0


def log_of(stack: Stack, name: str) -> str:
    return (stack.data / f"{name}.log").read_text()
