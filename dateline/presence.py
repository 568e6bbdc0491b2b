"""Which processes are at work behind the API, and what at: each says so every few seconds in Redis's own time.

A worker's article is on the ledger, as of its claim; what it says here adds the stage.  Whoever ends politely takes
its name back; one that was killed is told by its silence, until another begins and clears those long silent.
"""

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import redis
import structlog
from pydantic import BaseModel, ConfigDict

from dateline import keys
from dateline.activity import Role

log = structlog.get_logger()

BEAT_SECONDS = 2.0
# Some beats may be late on a busy machine.
SILENT_SECONDS = 10.0
FORGET_SECONDS = 3600.0


class Presence(BaseModel):
    """What one process said last; times are milliseconds of Redis time."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    role: Role
    pid: int
    started_ms: float
    beat_ms: float
    done: int = 0
    collection: str | None = None
    article: str | None = None
    stage: str | None = None

    def is_silent(self, now_ms: float) -> bool:
        """Has it said nothing for longer than it may?"""
        return now_ms - self.beat_ms > SILENT_SECONDS * 1000


@dataclass(slots=True)
class Work:
    """What a process is at; written by its work, read by its beat."""

    done: int = 0
    collection: str | None = None
    article: str | None = None
    stage: str | None = None

    @contextmanager
    def at(self, collection: str, article: str) -> Iterator[None]:
        """An article, within the block; it counts as done afterwards."""
        self.collection, self.article = collection, article
        try:
            yield
        finally:
            self.collection = self.article = self.stage = None
            self.done += 1

    @contextmanager
    def in_stage(self, stage: str) -> Iterator[None]:
        """A stage of it, within the block."""
        self.stage = stage
        try:
            yield
        finally:
            self.stage = None


def name_process(place: str) -> str:
    """The name of the process that holds a place of the supervisor (`worker-1`); the same after a restart."""
    return f"{socket.gethostname()}/{place}"


@contextmanager
def be_present(client: "redis.Redis", role: Role, name: str, work: Work) -> Iterator[None]:
    """Say from a thread that this process is there and what it is at, until the block ends."""
    over = threading.Event()
    beat = threading.Thread(target=_beat, args=(client, role, name, work, over), daemon=True)
    beat.start()
    try:
        yield
    finally:
        over.set()
        beat.join(BEAT_SECONDS)
        try:
            client.hdel(keys.PROCESSES, name)
        except redis.RedisError as error:
            log.debug("presence.left", error=type(error).__name__)


def _beat(client: "redis.Redis", role: Role, name: str, work: Work, over: threading.Event) -> None:
    started: float | None = None
    while True:
        try:
            now = read_milliseconds(client)
            if started is None:
                started = now
                _forget(client, now)
            said = {
                "role": role,
                "pid": os.getpid(),
                "started_ms": started,
                "beat_ms": now,
                "done": work.done,
                "collection": work.collection,
                "article": work.article,
                "stage": work.stage,
            }
            client.hset(keys.PROCESSES, name, json.dumps(said))
        except redis.RedisError as error:
            # The work itself meets this too, and says it louder.
            log.debug("presence.unsaid", error=type(error).__name__)
        if over.wait(BEAT_SECONDS):
            return


def _forget(client: "redis.Redis", now: float) -> None:
    stored = cast("dict[str, str]", client.hgetall(keys.PROCESSES))
    kept = {process.name for process in read_processes(stored) if now - process.beat_ms < FORGET_SECONDS * 1000}
    if gone := stored.keys() - kept:
        client.hdel(keys.PROCESSES, *gone)


def read_processes(stored: dict[str, str]) -> list[Presence]:
    """The processes of `keys.PROCESSES`, by name; without those that a later version writes differently."""
    found = []
    for name in sorted(stored):
        try:
            said: dict[str, Any] = json.loads(stored[name])
            found.append(Presence.model_validate({**said, "name": name}))
        except (ValueError, TypeError):
            log.warning("presence.unread", name=name)
    return found


def read_milliseconds(client: "redis.Redis") -> float:
    """Redis's own time."""
    seconds, microseconds = client.time()
    return float(seconds * 1000 + microseconds / 1000)
