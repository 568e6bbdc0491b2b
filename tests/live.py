"""The services behind a real server in this process, and a thread that enriches what is posted to them."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import redis
import uvicorn
from fastapi import FastAPI

from dateline import keys
from dateline.ledger import Claim, Ledger
from dateline.records import make_records
from dateline.settings import Settings
from services.http import build, connect_backend
from services.ingest.routes import router as ingest
from services.query.routers import ROUTERS
from services.server import configure
from tests.make import CLAIMING
from workers import pipeline
from workers.pipeline import Pipeline


@dataclass
class Live:
    """Both APIs behind a real server, in a thread of this process."""

    url: str
    app: FastAPI
    loop: asyncio.AbstractEventLoop

    def call(self, function: Callable[[], object]) -> None:
        """Call `function` in the server's thread."""
        done = threading.Event()

        def run() -> None:
            function()
            done.set()

        self.loop.call_soon_threadsafe(run)
        assert done.wait(5)


@contextmanager
def run_live(settings: Settings) -> Iterator[Live]:
    app = build(connect_backend(settings), ingest, *ROUTERS)
    server = uvicorn.Server(configure(app, "127.0.0.1", 0))
    loops: list[asyncio.AbstractEventLoop] = []

    def run() -> None:
        with asyncio.Runner() as runner:
            loops.append(runner.get_loop())
            runner.run(server.serve())

    thread = threading.Thread(target=run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    live = Live(f"http://127.0.0.1:{port}", app, loops[0])
    try:
        yield live
    finally:
        live.call(app.state.switchboard.close)
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


@contextmanager
def run_worker(client: redis.Redis, loaded: Pipeline) -> Iterator[None]:
    """Enrich whatever waits on the ledger, until the block ends."""
    over = threading.Event()
    # Made here: in a thread, the environment may change while it is read.
    thread = threading.Thread(target=_work, args=(client, loaded, over, Settings()))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(30)
        assert not thread.is_alive()


def _work(client: redis.Redis, loaded: Pipeline, over: threading.Event, settings: Settings) -> None:
    while not over.wait(0.02):
        for collection in sorted(map(str, client.smembers(keys.COLLECTIONS))):
            ledger = Ledger(client, collection, settings)
            with CLAIMING:
                queued = cast(list[str], client.zrange(keys.state(collection, "queued"), 0, -1))
                claims = [ledger.claim(article_id) for article_id in queued]
            # As a worker does: what was deleted or changed meanwhile is not its to enrich.
            for claim in claims:
                if isinstance(claim, Claim):
                    found = pipeline.enrich(loaded, claim.article, claim.revision)
                    ledger.commit(claim, found, make_records(collection, found))
