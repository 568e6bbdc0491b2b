"""From commit to receipt: listeners of the feed, against a connection to Redis for each of them, in one run.

`python -m bench.feed [--listeners N] [--commits N]` prints p50 and p99 in milliseconds, from the time at which Redis
took the stream's entry to the time at which a listener has the message.  The two differ in the service alone; the
ratio tells what one reader for all is worth, whatever machine this runs on.
"""

import argparse
import asyncio
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import redis.asyncio
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from pydantic import SecretStr
from redis import Redis

from bench.figures import percentile
from bench.growth import COLLECTION, fill
from bench.service import STOP_SECONDS, await_service, find_port
from bench.synthetic import World
from dateline.connection import connect
from dateline.embedded import run_redis
from dateline.feed import await_after, load
from services.query.listeners import BATCH, BLOCK_MILLISECONDS, encode

PAUSE_SECONDS, SETTLE_SECONDS, LIMIT_SECONDS = 0.5, 2.0, 60.0
REDIS_URL = "DATELINE_REDIS_URL"
SERVICES = {
    "feed, one reader for all": "services.query.app:create_app",
    "baseline, a connection each": "bench.feed:create_baseline",
}


def create_baseline() -> FastAPI:
    """A feed in which every listener reads the stream through a connection of its own."""
    app = FastAPI()

    @app.get("/health/ready")
    async def report_readiness() -> str:
        return "ok"

    @app.get("/v1/feed")
    async def follow() -> StreamingResponse:
        return StreamingResponse(_tell(), media_type="text/event-stream")

    return app


async def _tell() -> AsyncIterator[bytes]:
    client = redis.asyncio.Redis.from_url(
        os.environ[REDIS_URL],
        decode_responses=True,
        single_connection_client=True,
        socket_timeout=LIMIT_SECONDS,
        socket_connect_timeout=LIMIT_SECONDS,
    )
    position = "$"
    yield b": here\n\n"
    try:
        while True:
            entries = await await_after(client, COLLECTION, position, BATCH, BLOCK_MILLISECONDS * 20)
            for message in await load(client, COLLECTION, entries):
                yield encode(message.change)
            position = entries[-1][0] if entries else position
    finally:
        await client.aclose()


def main() -> int:
    """Measure both, print a table; 1 where a message did not arrive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=10)
    arguments = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    found: dict[str, list[float]] = {}
    expected = arguments.listeners * arguments.commits
    with tempfile.TemporaryDirectory() as folder, run_redis(Path(folder), "everysec") as (address, _):
        store, world = connect(address, timeout_seconds=10), World(random.Random(1))  # noqa: S311  # nothing is secret
        for name, factory in SERVICES.items():
            with serve(factory, address, arguments.listeners) as url:
                found[name] = asyncio.run(measure(url, store, world, arguments))
            p50, p99 = (percentile(found[name], share) for share in (0.5, 0.99))
            print(f"{name:<28}{p50:>9.1f} ms p50{p99:>9.1f} ms p99  {len(found[name])} of {expected} received")
    ours, theirs = (percentile(milliseconds, 0.99) for milliseconds in found.values())
    print(f"{arguments.listeners} listeners: the p99 of the feed is {ours / theirs:.2f} of the baseline's")
    return 0 if all(len(milliseconds) == expected for milliseconds in found.values()) else 1


@contextmanager
def serve(factory: str, address: SecretStr, listeners: int) -> Iterator[str]:
    """The application that `factory` makes, in a process of its own; its URL."""
    port = find_port()
    environment = {
        **os.environ,
        REDIS_URL: address.get_secret_value(),
        "DATELINE_MAX_LISTENERS": str(listeners),
        "DATELINE_LOG_LEVEL": "error",
    }
    options = ["--port", str(port), "--log-level", "error", "--timeout-graceful-shutdown", "1"]
    process = subprocess.Popen([sys.executable, "-m", "uvicorn", "--factory", factory, *options], env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        await_service(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


async def measure(url: str, store: Redis, world: World, arguments: argparse.Namespace) -> list[float]:
    """The milliseconds from commit to receipt, of each event at each listener."""
    received: list[float] = []
    listening = asyncio.Semaphore(0)
    listeners = [asyncio.create_task(listen(url, received, listening)) for _ in range(arguments.listeners)]
    async with asyncio.timeout(LIMIT_SECONDS):
        for _ in listeners:
            await listening.acquire()
    await asyncio.sleep(SETTLE_SECONDS)
    for _ in range(arguments.commits):
        await asyncio.to_thread(fill, store, world, 1)
        await asyncio.sleep(PAUSE_SECONDS)
    until = time.monotonic() + LIMIT_SECONDS
    while len(received) < arguments.commits * len(listeners) and time.monotonic() < until:
        await asyncio.sleep(0.1)
    for task in listeners:
        task.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)
    return received


async def listen(url: str, received: list[float], listening: asyncio.Semaphore) -> None:
    """Note how long each message took: its position begins with the milliseconds at which Redis took it."""
    address = urlsplit(url)
    # Not all in the same instant, which no backlog of connections would hold.
    await asyncio.sleep(random.uniform(0, SETTLE_SECONDS))  # noqa: S311  # nothing is secret
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(f"GET /v1/feed?collection={COLLECTION} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
    told = False
    async for line in reader:
        if not told and line.startswith((b"id:", b": here")):
            told = True
            listening.release()
        elif line.startswith(b"id: "):
            received.append(time.time() * 1000 - int(line[4:].split(b"-")[0]))


if __name__ == "__main__":
    sys.exit(main())
