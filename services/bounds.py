"""What is refused before it reaches a route: foreign web pages, strange hosts, floods, and bodies that trickle."""

import asyncio
import time
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

import limits
import structlog
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import DatelineError, Forbidden, Misdirected, Setup, TooMany, TooSlow
from dateline.settings import Settings
from services import problems

log = structlog.get_logger()

# A body may take so long, and a second more for each so many bytes that have come.
BODY_SECONDS = 12.0
BODY_BYTES_A_SECOND = 16_384
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_UNLIMITED = ("/health/", "/metrics")


class Bounds:
    """ASGI middleware; what it refuses is answered with a problem, and the connection closed where a body is left."""

    def __init__(self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._hosts = _allowed_hosts(settings)
        self._clock = clock
        self._rate = _parse_rate(settings.rate_limit) if settings.rate_limit else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

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
        if self._rate is not None and not scope["path"].startswith(_UNLIMITED):
            client = (scope.get("client") or ("unknown", 0))[0]
            if not self._limiter.hit(self._rate, client):
                return TooMany(f"more than {self._rate} from one address")
        return None

    async def _pace(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, received, over, answering, slow = self._clock(), 0, False, False, False

        async def read() -> Message:
            nonlocal received, over, slow
            if over or answering:
                return await receive()
            left = BODY_SECONDS + received / BODY_BYTES_A_SECOND - (self._clock() - began)
            try:
                message = await _within(max(left, 0.0), receive)
            except TimeoutError:
                slow = True
                raise TooSlow(f"body: came slower than {BODY_BYTES_A_SECOND} bytes a second") from None
            received += len(message.get("body", b""))
            over = not message.get("more_body", False)
            return message

        async def write(message: Message) -> None:
            nonlocal answering
            answering = True
            if slow and message["type"] == "http.response.start":
                # The rest of the body is still to come.
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self._app(scope, read, write)


async def _within(seconds: float, receive: Receive) -> Message:
    async with asyncio.timeout(seconds):
        return await receive()


async def _answer(error: DatelineError, scope: Scope, receive: Receive, send: Send) -> None:
    log.info("request.refused", reason=type(error).__name__, path=scope["path"])
    # Its body is not read, so the connection is of no more use.
    await problems.respond_to(error, {"Connection": "close"})(scope, receive, send)


def _parse_rate(rate: str) -> limits.RateLimitItem:
    try:
        return limits.parse(rate)
    except ValueError:
        raise Setup("rate_limit: give a number and a time, as in 100/second or 5000/hour") from None


def _allowed_hosts(settings: Settings) -> frozenset[str] | None:
    """The host names that requests may carry; None for any, where the service is bound to more than loopback."""
    if settings.allowed_hosts:
        return frozenset(name.strip().lower() for name in settings.allowed_hosts.split(","))
    return _LOOPBACK_NAMES if is_loopback(settings.host) else None


def is_loopback(host: str) -> bool:
    """Does the address, or the name, reach this machine alone?"""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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
