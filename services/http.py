"""What both services share: the application around their routes, their connections, health and metrics."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, cast

import redis
import redis.asyncio
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.telemetry import TelemetryConfig
from prometheus_client import CollectorRegistry, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.openmetrics import exposition as openmetrics
from rq import Queue

from dateline import __version__
from dateline.connection import connect, connect_async, connect_queue
from dateline.errors import TooLarge, Unavailable
from dateline.fields import CollectionName
from dateline.ledger import Ledger
from dateline.metrics import StoreCollector
from dateline.queue import open_queue
from dateline.settings import Settings
from dateline.tracing import Tracer, open_tracer
from services import problems
from services.access import NO_KEY, NOT_ALL, Gate, authorize, describe_access
from services.activity import router as activity
from services.bounds import Bounds
from services.documented import COMMON, describe
from services.observe import Observer
from services.parameters import require_single

DESCRIPTION = """News articles in; dated, located, attributed events out, with the words behind every field.

Place data: GeoNames (geonames.org), CC BY 4.0."""
# Each counter would have another series beside it that says since when it counts.
disable_created_metrics()  # type: ignore[no-untyped-call]


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


def build(backend: Backend, *routers: APIRouter, tracer: Tracer | None = None) -> FastAPI:
    """An application of `routers` on `backend`, with problems, request log, health and metrics.

    Its spans go to `tracer`, by default to that which the environment asks for.
    """
    spans = tracer or open_tracer("dateline-api")

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await backend.waiting.aclose()
        backend.client.close()
        spans.close()

    registry = _open_registry(backend)
    app = FastAPI(
        title="Dateline",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        telemetry=cast(TelemetryConfig, spans.settle()),
        responses=problems.RESPONSES,
        # The names of the functions: clients that are generated from the document call them so.
        generate_unique_id_function=lambda route: route.name,
        # Routes that read a body have limits of their own; nothing reads more than this.
        max_body_size=backend.settings.max_import_bytes,
    )
    app.state.backend, app.state.registry = backend, registry
    app.add_middleware(Gate, client=backend.waiting, settings=backend.settings)
    app.add_middleware(Bounds, settings=backend.settings)
    app.add_middleware(Observer, registry=registry, tracer=spans)
    problems.install(app)
    for router in routers:
        app.include_router(router, responses=COMMON, dependencies=[Depends(authorize), Depends(require_single)])
    app.include_router(activity)
    app.include_router(operations)
    describe_access(app)
    return app


def _open_registry(backend: Backend) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(StoreCollector(backend.client, backend.jobs))
    ProcessCollector(registry=registry)
    return registry


def get_backend(request: Request) -> Backend:
    """The backend of the application that answers `request`."""
    backend: Backend = request.app.state.backend
    return backend


OnBackend = Annotated[Backend, Depends(get_backend)]
Collection = Annotated[
    CollectionName,
    Query(description="The collection; each is a world of its own.  Of a key, its own one.", examples=["main"]),
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


@operations.get(
    "/metrics",
    response_class=PlainTextResponse,
    dependencies=[Depends(authorize)],
    responses=describe({401: NO_KEY, 403: NOT_ALL}),
)
def report_metrics(request: Request) -> Response:
    """Metrics of this process and of the store, as Prometheus's text or, where the request accepts it, OpenMetrics."""
    registry = request.app.state.registry
    if "application/openmetrics-text" in request.headers.get("accept", ""):
        text = openmetrics.generate_latest(registry)  # type: ignore[no-untyped-call]
        return Response(text, media_type=openmetrics.CONTENT_TYPE_LATEST)
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


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
