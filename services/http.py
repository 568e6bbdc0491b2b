"""What both services share: the application around their routes, their connections, health and metrics."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

import redis
import redis.asyncio
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.responses import PlainTextResponse
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import generate_latest
from rq import Queue

from dateline import __version__
from dateline.connection import connect, connect_async, connect_queue
from dateline.errors import TooLarge, Unavailable
from dateline.ledger import Ledger
from dateline.metrics import LedgerCollector
from dateline.models import CollectionName
from dateline.queue import open_queue
from dateline.settings import Settings
from services import problems
from services.bounds import Bounds
from services.documented import COMMON, describe
from services.observe import Observer

DESCRIPTION = """News articles in; dated, located, attributed events out, with the words behind every field.

Place data: GeoNames (geonames.org), CC BY 4.0."""


@dataclass(frozen=True, slots=True)
class Backend:
    """The connections of one service process; opened on first use."""

    settings: Settings
    client: "redis.Redis"
    waiting: "redis.asyncio.Redis"
    jobs: Queue

    def ledger(self, collection: str) -> Ledger:
        """The ledger of a collection."""
        return Ledger(self.client, collection, self.settings)


def connect_backend(settings: Settings) -> Backend:
    """The connections that `settings` name."""
    return Backend(
        settings,
        connect(settings.redis_url),
        connect_async(settings.redis_url),
        open_queue(connect_queue(settings.queue_url), settings.job_deadline_seconds),
    )


def build(backend: Backend, *routers: APIRouter) -> FastAPI:
    """An application of `routers` on `backend`, with problems, request log, health and metrics."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await backend.waiting.aclose()
        backend.client.close()

    registry = CollectorRegistry()
    registry.register(LedgerCollector(backend.client, backend.settings))
    app = FastAPI(
        title="Dateline",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        responses=problems.RESPONSES,
        # The names of the functions: clients that are generated from the document call them so.
        generate_unique_id_function=lambda route: route.name,
        # Routes that read a body have limits of their own; nothing reads more than this.
        max_body_size=backend.settings.max_import_bytes,
    )
    app.state.backend, app.state.registry = backend, registry
    app.add_middleware(Bounds, settings=backend.settings)
    app.add_middleware(Observer, registry=registry)
    problems.install(app)
    for router in routers:
        app.include_router(router, responses=COMMON)
    app.include_router(operations)
    return app


def get_backend(request: Request) -> Backend:
    """The backend of the application that answers `request`."""
    backend: Backend = request.app.state.backend
    return backend


OnBackend = Annotated[Backend, Depends(get_backend)]
Collection = Annotated[
    CollectionName, Query(description="The collection; each is a world of its own.", examples=["main"])
]
operations = APIRouter(tags=["operations"])


@operations.get("/health/live", response_class=PlainTextResponse)
async def report_life() -> str:
    """The process answers."""
    return "ok\n"


@operations.get("/health/ready", response_class=PlainTextResponse, responses=describe({503: "Redis does not answer"}))
async def report_readiness(backend: OnBackend) -> str:
    """Redis answers too, so that requests can be served; 503 otherwise."""
    try:
        await backend.waiting.ping()
    except redis.RedisError as error:
        raise Unavailable("Redis does not answer") from error
    return "ok\n"


@operations.get("/metrics", response_class=PlainTextResponse)
def report_metrics(request: Request) -> PlainTextResponse:
    """Prometheus metrics."""
    text = generate_latest(request.app.state.registry).decode()
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")


async def read_body(request: Request, limit: int) -> bytes:
    """The body, `limit` bytes at most.  Raises TooLarge.

    FastAPI's own limit answers in plain text, where every error here is a problem.
    """
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"body: longer than {limit} bytes")
        chunks.append(chunk)
    return b"".join(chunks)
