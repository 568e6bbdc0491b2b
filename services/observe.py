"""One log line, measurement and span per request, under its ids; and headers that keep browsers careful."""

import re
import secrets
import time

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.tracing import Tracer
from services import problems

log = structlog.get_logger()
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
CSP = "Content-Security-Policy"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    CSP: "default-src 'none'; frame-ancestors 'none'",
}
# Whatever else a client calls its method, is one label: each would be time series of its own.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Observer:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry, tracer: Tracer) -> None:
        self._app = app
        self._tracer = tracer
        self._requests = Counter(
            "dateline_http_requests_total",
            "HTTP requests that were answered, by method, route and status code.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "dateline_http_request_seconds",
            "Time from a request to the first byte of its answer; exports and the feed go on after that.",
            ("method", "route"),
            registry=registry,
            buckets=_BUCKETS,
        )
        self._open = Gauge(
            "dateline_http_requests_open",
            "HTTP requests that are being answered now, listeners of the feed among them.",
            registry=registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with self._open.track_inprogress():
            await self._observe(scope, receive, send)

    async def _observe(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = Headers(scope=scope)
        asked = given.get("x-request-id", "")
        request_id = asked if _REQUEST_ID.fullmatch(asked) else secrets.token_hex(8)
        place = self._tracer.locate(given.get("traceparent"))
        status: int | None = None
        began, answered = time.perf_counter(), None

        async def note(message: Message) -> None:
            nonlocal status, answered
            if message["type"] == "http.response.start":
                status, answered = message["status"], time.perf_counter()
                # Its span ends with the last byte.
                if (article_id := scope["state"].get("article_id")) is not None:
                    self._tracer.note({"dateline.article_id": article_id})
                _add_headers(message, scope["path"], {"X-Request-ID": request_id, "traceparent": str(place)})
            await send(message)

        scope.setdefault("state", {}).update(request_id=request_id, traceparent=str(place))
        with structlog.contextvars.bound_contextvars(request_id=request_id, trace_id=place.trace_id):
            try:
                await self._app(scope, receive, note)
            except Exception as error:
                if status is not None:
                    raise
                # A defect of ours: answered here, where the request id is known.
                await problems.respond_to_defect(error)(scope, receive, note)
            finally:
                ended = time.perf_counter()
                self._measure(scope, status or 500, (answered or ended) - began)
                _record(scope, status or 500, ended - began)

    def _measure(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = _name_method(scope), _name_route(scope)
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)


def _add_headers(message: Message, path: str, ids: dict[str, str]) -> None:
    headers = MutableHeaders(scope=message)
    headers.update(ids)
    for name, value in _HEADERS.items():
        # The pages about the calls load scripts from elsewhere, and show nothing of anybody's.
        if name != CSP or path not in ("/docs", "/redoc"):
            headers.setdefault(name, value)


def _name_method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in _METHODS else "other"


def _name_route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", "unknown")


def _record(scope: Scope, status: int, seconds: float) -> None:
    """The one line of a request that was answered, or broken off."""
    log.info(
        "request.finished",
        method=_name_method(scope),
        route=_name_route(scope),
        status=status,
        milliseconds=round(seconds * 1000, 1),
        article_id=scope["state"].get("article_id"),
        key_id=scope["state"].get("key_id"),
    )
