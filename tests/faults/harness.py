"""The real processes, each on its own so that each can be killed, and the count of what became of the articles."""

import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import redis
from pydantic import SecretStr

from dateline import keys
from dateline.connection import connect
from dateline.embedded import redis_command
from dateline.process import die_with_parent
from dateline.search import ensure_indexes

# The profile of `make faults`.
LONG = os.environ.get("DATELINE_FAULTS") == "long"
COLLECTION = "main"
LEASE_SECONDS = 2.0
# For an article at work, at a kill.
MAX_WAIT_SECONDS = 2.0
TEMPLATES = (
    "On Saturday a gunman killed {n} people in Pittsburgh, the police said.",
    "Troops will be sent to the border in Texas next week, General Ann Lee said. {n} soldiers arrived on Monday.",
    "About {n} people protested in Paris on Sunday. The president of France condemned the violence.",
)


def text(n: int) -> str:
    """The n-th article: a date, and words that give events."""
    return f"date 2018-10-29 {TEMPLATES[n % len(TEMPLATES)].format(n=n + 10)}"


def wait_for(condition: Callable[[], object], seconds: float = 60, every: float = 0.05) -> None:
    """Return when `condition` holds; the test fails where it does not within `seconds`."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(every)


@dataclass
class Stack:
    """Redis, the ingest API and the workers of one store."""

    data: Path
    environment: dict[str, str]
    port: int
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    accepted: list[str] = field(default_factory=list)

    @property
    def socket_path(self) -> Path:
        return self.data / "redis.sock"

    @property
    def client(self) -> Any:  # redis-py types each answer as a union of all protocols
        return connect(SecretStr(f"unix://{self.socket_path}"), 10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, name: str, *, wait: bool = True) -> None:
        """Start one of redis, ingest, query and workers; `later-` before the name is the next version of Dateline.

        With `wait`, until it answers.
        """
        role = name.removeprefix("later-")
        port = self.port
        if role == "redis":
            self.socket_path.unlink(missing_ok=True)
            command = redis_command(self.data, self.socket_path, "always")
        else:
            modules = ["tests.faults.worker"] if role == "workers" else ["services", role]
            launcher = ["tests.faults.later"] if role != name else []
            command = [sys.executable, "-m", *launcher, *modules]
            if name not in ("workers", "ingest", "later-workers"):
                port = self.ports[name] = find_port()
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                env={**os.environ, **self.environment, "DATELINE_PORT": str(port)},
                stdout=log,
                stderr=log,
                preexec_fn=partial(die_with_parent, os.getpid()),
            )
        if not wait:
            return
        if name == "redis":
            wait_for(self._redis_is_ready)
            ensure_indexes(self.client)
        elif role != "workers":
            wait_for(lambda: self.answers(port) or self.processes[name].poll() is not None)
            assert self.processes[name].poll() is None, (self.data / f"{name}.log").read_text()[-2000:]

    def _redis_is_ready(self) -> bool:
        try:
            return bool(self.client.ping())
        except redis.RedisError:
            return False

    def answers(self, port: int | None = None) -> bool:
        """Is the API ready: ingest, or the one at `port`?"""
        try:
            return httpx2.get(f"http://127.0.0.1:{port or self.port}/health/ready", timeout=5).status_code == 200
        except httpx2.TransportError:
            return False

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        """Send a process a signal, SIGKILL for one that is not said, and wait for its end where that ends it."""
        self.processes[name].send_signal(number)
        if number in (signal.SIGKILL, signal.SIGTERM):
            self.processes[name].wait(30)

    def restart(self, name: str) -> None:
        """Kill and start again, as whatever watches over the processes does."""
        self.kill(name)
        self.start(name)

    def children(self, name: str) -> list[int]:
        """The processes that the workers' supervisor has forked."""
        pid = self.processes[name].pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in found]

    def post(self, body: str, article_id: str = "", to: str = "ingest") -> httpx2.Response | None:
        """Post an article as a careful client does: again, until it is taken or refused."""
        url = f"http://127.0.0.1:{self.ports.get(to, self.port)}"
        until = time.monotonic() + 60
        suffix = f"?id={article_id}" if article_id else ""
        while time.monotonic() < until:
            try:
                answer = httpx2.post(
                    f"{url}/v1/articles{suffix}",
                    content=body.encode(),
                    headers={"Content-Type": "text/plain"},
                    timeout=5,
                )
            except httpx2.TransportError:
                time.sleep(0.2)
                continue
            if answer.status_code == 202:
                self.accepted.append(answer.json()["id"])
                return answer
            if answer.status_code not in (429, 503):
                return answer
            time.sleep(0.2)
        return None

    def settle(self, seconds: float = 120) -> None:
        """Wait until nothing is queued or at work."""
        wait_for(lambda: self._open() == 0, seconds)

    def count_waiting(self) -> int:
        """How many articles are queued."""
        return int(self.client.zcard(keys.state(COLLECTION, "queued")))

    def _open(self) -> int:
        try:
            return sum(int(self.client.zcard(keys.state(COLLECTION, name))) for name in ("queued", "running"))
        except redis.RedisError:
            return -1

    def stop(self) -> None:
        for process in reversed(self.processes.values()):
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait(10)


def find_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def run_stack(data: Path, **settings: str) -> Iterator[Stack]:
    """Redis, ingest and the workers on a new store, which end with the block."""
    port = find_port()
    environment = {
        "DATELINE_REDIS_URL": f"unix://{data / 'redis.sock'}",
        "DATELINE_PORT": str(port),
        "DATELINE_WORKERS": "2",
        "DATELINE_LEASE_SECONDS": str(LEASE_SECONDS),
        "DATELINE_RECONCILE_SECONDS": "0.3",
        "DATELINE_QUEUED_GRACE_SECONDS": "3",
        "DATELINE_JOB_DEADLINE_SECONDS": "20",
        "DATELINE_LOG_LEVEL": "warning",
        **{f"DATELINE_{name.upper()}": value for name, value in settings.items() if not name.isupper()},
        **{name: value for name, value in settings.items() if name.isupper()},
    }
    stack = Stack(data, environment, port)
    try:
        for name in ("redis", "ingest", "workers"):
            stack.start(name)
        yield stack
    finally:
        stack.stop()


@dataclass(frozen=True)
class Tally:
    """What became of the articles that were accepted."""

    accepted: int
    enriched: int
    dead: int
    lost: int
    duplicated: int
    repeated_in_feed: int
    recovery_seconds: tuple[float, ...]

    def __str__(self) -> str:
        """One line of the table of `make faults`."""
        found = sorted(self.recovery_seconds)
        p50 = statistics.median(found) if found else 0.0
        p99 = found[min(len(found) - 1, int(len(found) * 0.99))] if found else 0.0
        return (
            f"{self.accepted:8} {self.enriched:8} {self.dead:8} {self.lost:8} {self.duplicated:8}"
            f" {self.repeated_in_feed:8} {len(found):8} {p50:8.2f} {p99:8.2f}"
        )


HEADER = (
    f"{'scenario':34} {'accepted':>8} {'enriched':>8} {'dead':>8} {'lost':>8} {'doubled':>8}"
    f" {'feed x2':>8} {'hit':>8} {'p50 s':>8} {'p99 s':>8}"
)


def report(name: str, counted: Tally) -> Tally:
    """One line of the table; pytest shows it with -s, as `make faults` does."""
    print(f"{name:34} {counted}")  # noqa: T201
    return counted


def tally(stack: Stack, hits: dict[str, float] | None = None) -> Tally:
    """Count, from what is in Redis; `hits` holds for articles that were at work at a kill, when that was (ms)."""
    client, accepted = stack.client, sorted(set(stack.accepted))
    ended: dict[str, float] = {}
    states: Counter[str] = Counter()
    for name in keys.STATES:
        for article_id, score in client.zrange(keys.state(COLLECTION, name), 0, -1, withscores=True):
            states[article_id] += 1
            if name in ("succeeded", "partial"):
                ended[article_id] = score
    dead = set(client.zrange(keys.state(COLLECTION, "failed"), 0, -1))
    lost = [article_id for article_id in accepted if article_id not in ended and article_id not in dead]
    twice = [article_id for article_id, count in states.items() if count > 1]
    return Tally(
        accepted=len(accepted),
        enriched=sum(article_id in ended for article_id in accepted),
        dead=sum(article_id in dead for article_id in accepted),
        lost=len(lost),
        duplicated=len(twice) + count_surplus_events(client, accepted),
        repeated_in_feed=count_repeats(client),
        recovery_seconds=tuple(
            (ended[article_id] - at) / 1000
            for article_id, at in (hits or {}).items()
            if article_id in ended and int(client.hget(keys.article(COLLECTION, article_id), "attempts")) > 1
        ),
    )


def count_surplus_events(client: Any, accepted: list[str]) -> int:
    """How many events the index has beyond those that the articles hold, or lacks, and how many two articles hold."""
    indexed = {name.rsplit(":", 1)[1] for name in client.scan_iter(f"{keys.EVENT_PREFIX}*", count=1000)}
    held: Counter[str] = Counter()
    for article_id in accepted:
        held.update(set(client.hkeys(keys.events(COLLECTION, article_id))) - {keys.HEADER})
    return len(indexed ^ held.keys()) + sum(count - 1 for count in held.values())


def count_repeats(client: Any) -> int:
    """How many feed entries tell again what one before told: the same event, of the same revision, created again.

    Raises AssertionError for an event that is created twice with different revisions and no retraction between.
    """
    alive: dict[str, str] = {}
    repeats = 0
    for _, entry in client.xrange(keys.feed(COLLECTION)):
        if entry["op"] == "retracted":
            alive.pop(entry["event"], None)
        elif entry["op"] == "created":
            known = alive.get(entry["event"])
            assert known in (None, entry["revision"]), f"{entry['event']} was created twice"
            repeats += known is not None
            alive[entry["event"]] = entry["revision"]
    return repeats


class Chaos:
    """Kills at random moments, and remembers which articles were at work."""

    def __init__(self, stack: Stack, seed: int) -> None:
        self._stack = stack
        self._random = random.Random(seed)  # noqa: S311  # no secret: a failing run is to be repeated
        self.hits: dict[str, float] = {}
        self.kills: Counter[str] = Counter()

    def strike(self) -> None:
        """Kill a worker, the reconciler, the supervisor, or the supervisor and a worker; if it can be, one at work."""
        kind = self._random.choices(("child", "supervisor", "both"), (6, 2, 2))[0]
        # What loads its models yet has nothing to lose, and on a busy machine takes long to come back.
        wait_for(lambda: self._stack.children("workers"))
        self._await_work()
        self.kills[kind] += 1
        if kind in ("child", "both"):
            os.kill(self._random.choice(self._stack.children("workers")), signal.SIGKILL)
        if kind in ("supervisor", "both"):
            self._stack.restart("workers")

    def pause(self, longest_seconds: float) -> None:
        """Let some time pass."""
        time.sleep(self._random.uniform(0.05, longest_seconds))

    def _await_work(self) -> None:
        """Wait a little for an article at work, and remember it."""
        client, until = self._stack.client, time.monotonic() + MAX_WAIT_SECONDS
        while not self._note_running(client) and time.monotonic() < until:
            time.sleep(0.002)

    def _note_running(self, client: Any) -> int:
        running = client.zrange(keys.state(COLLECTION, "running"), 0, -1)
        seconds, microseconds = client.time()
        for article_id in running:
            self.hits[article_id] = seconds * 1000 + microseconds / 1000
        return len(running)


def read_lines(path: Path) -> list[dict[str, object]]:
    """A log of JSON lines."""
    return [json.loads(line) for line in path.read_text().splitlines() if line.startswith("{")]
