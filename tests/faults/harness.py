"""The real processes, each on its own so that each can be killed."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import count
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
from dateline.status import ArticleState

# The profile of `make faults`.
LONG = os.environ.get("DATELINE_FAULTS") == "long"
COLLECTION = "main"
LEASE_SECONDS = float(os.environ.get("DATELINE_FAULTS_LEASE", "2"))
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
    """Redis, the ingest API and the workers of one store; articles go to one collection of it at a time."""

    data: Path
    environment: dict[str, str]
    port: int
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    collection: str = COLLECTION
    accepted: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    caller: httpx2.Client = field(default_factory=partial(httpx2.Client, timeout=5))

    @property
    def socket_path(self) -> Path:
        return self.data / "redis.sock"

    @cached_property
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
            return self.caller.get(f"http://127.0.0.1:{port or self.port}/health/ready").status_code == 200
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
        # Not `/proc/PID/task/PID/children`, which may leave some out while others end.
        pid, found = self.processes[name].pid, []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(FileNotFoundError, ProcessLookupError):
                _, parent, *_ = stat.read_text().rpartition(")")[2].split()
                if int(parent) == pid:
                    found.append(int(stat.parent.name))
        return sorted(found)

    def post(self, body: str, article_id: str = "", to: str = "ingest") -> httpx2.Response | None:
        """Post an article as a careful client does: again, until it is taken or refused."""
        url = f"http://127.0.0.1:{self.ports.get(to, self.port)}"
        until = time.monotonic() + 60
        named = {"id": article_id} if article_id else {}
        while time.monotonic() < until:
            try:
                answer = self.caller.post(
                    f"{url}/v1/articles",
                    params={"collection": self.collection, **named},
                    content=body.encode(),
                    headers={"Content-Type": "text/plain"},
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
        return self._count("queued")

    def count_running(self) -> int:
        """How many articles are at work."""
        return self._count("running")

    def _count(self, state: ArticleState) -> int:
        return int(self.client.zcard(keys.state(self.collection, state)))

    def _open(self) -> int:
        try:
            return self.count_waiting() + self.count_running()
        except redis.RedisError:
            return -1

    def renew(self) -> None:
        """Go on with a new collection, and with each process at work, whatever was done to it."""
        for name, process in list(self.processes.items()):
            process.send_signal(signal.SIGCONT)
            if process.poll() is not None:
                self.start(name)
        self.collection, self.accepted = f"main-{next(self.numbers)}", []
        wait_for(lambda: self.answers() and self.children("workers"))

    def stop(self) -> None:
        self.caller.close()
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

    def wait(self, first: int, last: int) -> None:
        """Until a random one of the articles from `first` to `last`, counted from 0, is accepted."""
        due = self._random.randint(first, last)
        wait_for(lambda: len(self._stack.accepted) > due, 300)

    def _await_work(self) -> None:
        """Wait a little for an article at work, and remember it."""
        client, until = self._stack.client, time.monotonic() + MAX_WAIT_SECONDS
        while not self._note_running(client) and time.monotonic() < until:
            time.sleep(0.002)

    def _note_running(self, client: Any) -> int:
        running = client.zrange(keys.state(self._stack.collection, "running"), 0, -1)
        seconds, microseconds = client.time()
        for article_id in running:
            self.hits[article_id] = seconds * 1000 + microseconds / 1000
        return len(running)
