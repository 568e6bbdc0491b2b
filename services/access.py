"""Who may call what: a gate before all routes reads the key, and each route asks for its scopes.

The gate binds a request to the collection of its key, so that no route can forget to: whatever the route reads its
collection from, the query string names that one and no other.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import redis
import redis.asyncio
import structlog
from fastapi import FastAPI, Request
from starlette.datastructures import Headers, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline import access
from dateline.access import EVERY, AccessKey, Written, look_up, needs_keys, read_written
from dateline.errors import BadKey, DatelineError, Forbidden, MissingScope, NotFound, Unauthorized
from dateline.settings import Settings
from services import problems
from services.throttle import Throttle

log = structlog.get_logger()

# A response that lasts longer asks again whether its key is good.
RECHECK_SECONDS = 10.0
_ENDLESS = "text/event-stream"
SCHEME = "key"
_SAFE = frozenset({"GET", "HEAD"})
# The functions that need another scope than read (to look) or admin (all else); one of those named is enough.
_NEEDS: dict[str, tuple[access.Scope, ...]] = {
    "submit": ("ingest",),
    "revise": ("ingest",),
    "import_articles": ("ingest",),
    "retry": ("ingest",),
    "show_status": ("ingest", "read"),
    "show_overview": ("ingest", "read"),
}
# Those that tell of more than one collection, which takes a key of all; the document says so by this name.
_OF_EVERY = frozenset({"report_metrics", "show_activity"})
OF_ALL = "x-all-collections"
NO_KEY = "send a key of this service as `Authorization: Bearer dl_...`"
NOT_ALL = "this call tells of all collections; it needs a key that is bound to all (`*`)"


def is_guarded(path: str) -> bool:
    """Does the path need a key, where keys are needed?  Health, documents and the pages of the explorer do not."""
    return path in ("/metrics", "/v1") or path.startswith("/v1/")


def scopes_for(method: str, name: str) -> tuple[access.Scope, ...]:
    """The scopes any one of which opens a function; admin opens all."""
    return _NEEDS.get(name) or (("read",) if method in _SAFE else ("admin",))


def _strip(scope: Scope) -> str:
    """The path as routes have it, without what stands before it where the service is mounted below another one."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


class Gate:
    """ASGI middleware; lets requests to guarded paths pass with a good key, whose collection they are bound to."""

    def __init__(
        self,
        app: ASGIApp,
        client: "redis.asyncio.Redis",
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._client = client
        self._clock = clock
        self._is_needed = needs_keys(settings)
        self._requests = Throttle(settings.rate_limit, "rate_limit")
        self._failures = Throttle(settings.failed_attempts, "failed_attempts")
        # As many as there are keys at most.
        self._admitted: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or not self._is_needed or not is_guarded(_strip(scope)):
            await self._app(scope, receive, send)
            return
        try:
            written = _find(scope)
            key = await self._admit(scope, written)
            _bind(scope, key)
        except DatelineError as error:
            await _refuse(problems.respond_to(error, {"Connection": "close"}), error, scope, receive, send)
            return
        except redis.RedisError as error:
            await _refuse(problems.respond_to_store(error, {"Connection": "close"}), error, scope, receive, send)
            return
        await self._pass(scope, receive, send, written)

    async def _admit(self, scope: Scope, written: Written) -> AccessKey:
        address = (scope.get("client") or ("unknown", 0))[0]
        if written.id not in self._admitted:
            self._failures.require_left(address, "wrong keys from one address")
        try:
            key = await look_up(self._client, written)
        except BadKey:
            self._failures.take(address, "wrong keys from one address")
            raise
        self._admitted.add(key.id)
        scope.setdefault("state", {})["access"] = key
        scope["state"]["key_id"] = key.id
        self._requests.take(key.id, "with one key")
        return key

    async def _pass(self, scope: Scope, receive: Receive, send: Send, written: Written) -> None:
        """Answer the request; a response that goes on ends where its key is no longer good.

        One that would be whole at its end is broken off, so that nobody takes it for that; the feed just ends.
        """
        checked, is_ended, is_endless = self._clock(), False, False

        async def write(message: Message) -> None:
            nonlocal checked, is_ended, is_endless
            if message["type"] == "http.response.start":
                is_endless = Headers(raw=message["headers"]).get("content-type", "").startswith(_ENDLESS)
            is_due = self._clock() - checked >= RECHECK_SECONDS
            if is_due and message["type"] == "http.response.body" and message.get("more_body"):
                checked = self._clock()
                if not await self._is_good(written):
                    is_ended = True
                    if is_endless:
                        await send({"type": "http.response.body", "body": b"", "more_body": False})
                    raise OSError("the key of this response is no longer good")
            await send(message)

        try:
            await self._app(scope, receive, write)
        except Exception:
            if not is_ended:
                raise
            log.info("key.ended", key_id=written.id, path=scope["path"])

    async def _is_good(self, written: Written) -> bool:
        try:
            await look_up(self._client, written)
        except BadKey:
            return False
        except redis.RedisError as error:
            # Whoever was let in is not put out because Redis is away.
            log.warning("redis.failed", error=type(error).__name__)
        return True


def _find(scope: Scope) -> Written:
    """The key in the header Authorization, and nowhere else.  Raises Unauthorized."""
    given = Headers(scope=scope).getlist("authorization")
    if not given:
        raise Unauthorized(NO_KEY)
    scheme, _, text = given[0].partition(" ")
    written = read_written(text.strip())
    if len(given) > 1 or scheme.lower() != "bearer" or written is None:
        raise BadKey(NO_KEY)
    return written


def _bind(scope: Scope, key: AccessKey) -> None:
    """Have the query string name the key's collection where it names none.  Raises NotFound where it names another."""
    query: bytes = scope["query_string"]
    asked = QueryParams(query).getlist("collection")
    if not all(map(key.covers, asked)):
        raise NotFound("collection: there is none of this name for this key")
    if not asked and key.collection != EVERY:
        own = urlencode({"collection": key.collection}).encode("ascii")
        # In place: the middleware around reads from this scope what became of the request.
        scope["query_string"] = query + b"&" + own if query else own


async def _refuse(response: Any, error: Exception, scope: Scope, receive: Receive, send: Send) -> None:
    key_id = scope.get("state", {}).get("key_id")
    log.info("request.refused", reason=type(error).__name__, path=scope["path"], key_id=key_id)
    await response(scope, receive, send)


async def authorize(request: Request) -> None:
    """The dependency of all routes: the key must have a scope of the function.  Raises MissingScope and Forbidden."""
    backend, route = request.app.state.backend, request.scope["route"]
    if not needs_keys(backend.settings) or not is_guarded(_strip(request.scope)):
        return
    key = getattr(request.state, "access", None)
    if key is None:
        # The gate was not passed; a defect must not open what it guards.
        raise Unauthorized(NO_KEY)
    scopes = scopes_for(request.method, route.name)
    if not key.allows(scopes):
        raise MissingScope(f"this call needs a key with the scope {' or '.join(scopes)}")
    if route.name in _OF_EVERY and key.collection != EVERY:
        raise Forbidden(NOT_ALL)


def describe_access(app: FastAPI) -> None:
    """Have the OpenAPI document of `app` say which scopes each call needs."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _describe(make())
        return make()

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to extend the document


def _describe(document: dict[str, Any]) -> None:
    schemes = document.setdefault("components", {}).setdefault("securitySchemes", {})
    schemes[SCHEME] = {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "dl_<id>_<secret>",
        "description": "A key that `dateline keys create` made.  It is bound to a collection, which is used where"
        " `collection` is left out; of any other, all answers are 404.  Its scopes are `ingest`, `read` and `admin`,"
        " which includes the others.  A service on loopback needs none unless it is told to.",
    }
    for path, methods in document["paths"].items():
        if not is_guarded(path):
            continue
        for method, operation in methods.items():
            scopes = scopes_for(method.upper(), operation["operationId"])
            operation["security"] = [{SCHEME: [scope]} for scope in scopes]
            if operation["operationId"] in _OF_EVERY:
                operation[OF_ALL] = True
