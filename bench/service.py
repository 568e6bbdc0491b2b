"""A Dateline of its own for a measurement: the real processes on a free port and a folder that goes away."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from pydantic import SecretStr
from redis import Redis

from bench.generate import generate
from dateline import keys
from dateline.client import Dateline
from dateline.connection import connect
from dateline.identity import identify
from dateline.models import Article

DATELINE = Path(sys.executable).with_name("dateline")
START_SECONDS = 120
STOP_SECONDS = 30
WAIT_SECONDS = 1800
POLL_SECONDS = 0.02
STORE_SECONDS = 30.0
SHOWN_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: its address, its process, its Redis, and when (on the wall clock) it was started."""

    url: str
    process: "subprocess.Popen[bytes]"
    store: Redis
    began: float


@contextmanager
def start_service(workers: int) -> Iterator[Service]:
    """A service with so many workers, on loopback, as soon as its process is there; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as data:
        port = find_port()
        command = [str(DATELINE), "up", "--port", str(port), "--data", str(data), "--workers", str(workers)]
        log = Path(data) / "output.log"
        store = connect(SecretStr(f"unix://{Path(data).resolve()}/redis.sock"), STORE_SECONDS)
        began = time.time()
        # It logs what it logs by default: that is a part of its work.
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            yield Service(f"http://127.0.0.1:{port}", process, store, began)
        except Exception:
            sys.stderr.write(log.read_text(encoding="utf-8", errors="replace")[-SHOWN_CHARS:])
            raise
        finally:
            store.close()
            process.terminate()
            process.wait(STOP_SECONDS)


@contextmanager
def run_service(workers: int, warm: Sequence[Article]) -> Iterator[Service]:
    """A service that is ready and has enriched the articles `warm`, in a collection of their own."""
    with start_service(workers) as service:
        await_service(service.url, service.process)
        push(service, "warm", warm)
        yield service


def make_articles(count: int, seed: int) -> list[Article]:
    """Made-up articles, under the ids that the service gives them."""
    return [made.model_copy(update={"id": identify(made)}) for made in generate(count, seed)]


def count_words(articles: Sequence[Article]) -> int:
    """The words of their texts and titles, by white space."""
    return sum(len(article.text.split()) + len((article.title or "").split()) for article in articles)


def push(service: Service, collection: str, articles: Sequence[Article]) -> float:
    """Post the articles one by one and wait for the last commit; the seconds from the first post until then."""
    began = time.time()
    with Dateline(service.url, collection) as client:
        for article in articles:
            client.post(article)
    await_end(service, collection, len(articles))
    return max(read_ends(service, collection).values()) / 1000 - began


def await_end(service: Service, collection: str, count: int) -> None:
    """Return when so many articles are done.  Raises RuntimeError where one failed, and TimeoutError."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        # Redis itself is asked, so that waiting takes nothing from the API that is measured.
        done, partial, failed = (
            service.store.zcard(keys.state(collection, name)) for name in ("succeeded", "partial", "failed")
        )
        if failed or partial:
            raise RuntimeError(f"{failed} articles failed, {partial} are partial")
        if done == count:
            return
        time.sleep(POLL_SECONDS)
    raise TimeoutError(f"{done} of {count} articles are done after {WAIT_SECONDS} s")


def read_ends(service: Service, collection: str) -> dict[str, float]:
    """When each article was committed: milliseconds of Redis time, which on one machine is that of `time.time`."""
    ended: Any = service.store.zrange(keys.state(collection, "succeeded"), 0, -1, withscores=True)
    return {str(article_id): float(milliseconds) for article_id, milliseconds in ended}


def find_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def await_service(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when the service answers.  Raises RuntimeError where it does not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx2.get(f"{url}/health/ready", timeout=2).is_success:
                return
        except httpx2.TransportError:
            time.sleep(POLL_SECONDS)
    raise RuntimeError("the service did not start")
