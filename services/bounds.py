"""What is refused before it reaches a route: foreign web pages, strange hosts, floods, and bodies that trickle."""

import asyncio
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.access import needs_keys
from dateline.addresses import is_loopback
from dateline.errors import DatelineError, Forbidden, Misdirected, TooLarge, TooMany, TooSlow
from dateline.settings import Settings
from services import problems
from services.access import is_guarded
from services.throttle import Throttle

log = structlog.get_logger()

# A body may take so long, and a second more for each so many bytes that have come.
BODY_SECONDS = 12.0
BODY_BYTES_A_SECOND = 16_384
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# The one call whose body is worked at while it comes.
_IMPORTS = "/v1/imports"
_UNLIMITED = ("/health/", "/metrics")


class Bounds:
    """ASGI middleware; what it refuses is answered with a problem, and the connection closed where a body is left."""

    def __init__(self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._hosts = _allowed_hosts(settings)
        self._clock = clock
        self._max_body_bytes = settings.max_body_bytes
        self._max_import_bytes = settings.max_import_bytes
        self._requests = Throttle(settings.rate_limit, "rate_limit")
        self._needs_keys = needs_keys(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _answer(refusal, scope, receive, send)
            return
        await self._pace(scope, receive, send)

    def _refusal(self, scope: Scope) -> DatelineError | None:
        headers = Headers(scope=scope)
        host = _name(headers.get("host", ""))
        if self._hosts is not None and host not in self._hosts:
            return Misdirected("Host: this service is reached by the names in DATELINE_ALLOWED_HOSTS alone")
        # A browser names the page that a request comes from; a page from elsewhere may not write here.
        origin = headers.get("origin")
        if scope["method"] not in _SAFE and origin is not None and not _is_own(origin, headers.get("host", "")):
            return Forbidden("Origin: a page of another site may not write here")
        # What comes with a key is counted by that: behind a proxy, all have one address.
        if not scope["path"].startswith(_UNLIMITED) and not (self._needs_keys and is_guarded(scope["path"])):
            try:
                self._requests.take((scope.get("client") or ("unknown", 0))[0], "from one address")
            except TooMany as error:
                return error
        return None

    async def _pace(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its body is cut where it comes too slowly or grows too long."""
        limit = self._max_import_bytes if scope["path"] == _IMPORTS else self._max_body_bytes
        pace = _Pace(receive, send, limit, self._clock)
        try:
            await self._app(scope, pace.read, pace.write)
        except DatelineError as error:
            if error is not pace.cut:
                raise
        if pace.cut is not None and not pace.is_answered:
            # Whatever the application made of it: FastAPI answers 400 where a body cannot be read.
            await _answer(pace.cut, scope, receive, send)


class _Pace:
    """How a body comes, and why it was `cut`; then nothing of what the application answers is sent."""

    def __init__(self, receive: Receive, send: Send, limit: int, clock: Callable[[], float]) -> None:
        self._receive, self._send, self._limit, self._clock = receive, send, limit, clock
        self._began, self._received, self._is_over = clock(), 0, False
        self.is_answered = False
        self.cut: DatelineError | None = None

    async def read(self) -> Message:
        """The next piece.  Raises TooSlow and TooLarge."""
        if self._is_over or self.is_answered:
            return await self._receive()
        left = BODY_SECONDS + self._received / BODY_BYTES_A_SECOND - (self._clock() - self._began)
        try:
            message = await _within(max(left, 0.0), self._receive)
        except TimeoutError:
            self.cut = TooSlow(f"body: came slower than {BODY_BYTES_A_SECOND} bytes a second")
            raise self.cut from None
        self._received += len(message.get("body", b""))
        self._is_over = not message.get("more_body", False)
        if self._received > self._limit:
            self.cut = TooLarge(f"body: longer than {self._limit} bytes")
            raise self.cut
        return message

    async def write(self, message: Message) -> None:
        """Send a piece of the answer."""
        if self.cut is None or self.is_answered:
            self.is_answered = True
            await self._send(message)


async def _within(seconds: float, receive: Receive) -> Message:
    async with asyncio.timeout(seconds):
        return await receive()


async def _answer(error: DatelineError, scope: Scope, receive: Receive, send: Send) -> None:
    log.info("request.refused", reason=type(error).__name__, path=scope["path"])
    # Its body is not read, so the connection is of no more use.
    await problems.respond_to(error, {"Connection": "close"})(scope, receive, send)


def _allowed_hosts(settings: Settings) -> frozenset[str] | None:
    """The host names that requests may carry; None for any, where the service is bound to more than loopback."""
    if settings.allowed_hosts:
        return frozenset(name.strip().lower() for name in settings.allowed_hosts.split(","))
    return _LOOPBACK_NAMES if is_loopback(settings.host) else None


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_own(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc.lower() == host.lower() != ""
    except ValueError:
        return False
