"""Connections to Redis: made once per process, with time limits."""

import time
from typing import Any, cast

import redis
import redis.asyncio
import redis.asyncio.sentinel
from pydantic import SecretStr
from redis.backoff import NoBackoff
from redis.retry import Retry
from redis.sentinel import Sentinel

from dateline.errors import Setup, Unavailable
from dateline.redis_url import parse

CONNECT_SECONDS = 0.5
# An answer that takes longer counts as Redis being away; the engine's own limit for a search is 0.5 s.
API_SECONDS = 0.8
WORKER_SECONDS = 10.0
READY_POLL_SECONDS = 0.05
MODULES = {"search": "the Query Engine (FT.*)", "rejson": "JSON documents (JSON.*)"}


def connect(url: SecretStr, timeout_seconds: float = API_SECONDS) -> "redis.Redis":
    """A client whose connections open on first use.  A connection found dead is opened anew, once.

    `url` is one that `dateline.redis_url` takes; so it is for those below.
    """
    retry = Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,))
    return _open(url, timeout_seconds, decode_responses=True, retry=retry)


def connect_async(url: SecretStr) -> "redis.asyncio.Redis":
    """The same for endpoints that wait.

    They try once: opening a connection to a Redis that hangs takes the whole time limit each time, and they
    must answer within a second too.
    """
    address, once = parse(url.get_secret_value()), redis.asyncio.retry.Retry(NoBackoff(), 0)
    limits: dict[str, Any] = {"socket_connect_timeout": CONNECT_SECONDS, "socket_timeout": API_SECONDS, "retry": once}
    if not address.master:
        return redis.asyncio.Redis.from_url(url.get_secret_value(), decode_responses=True, **limits)
    found = redis.asyncio.sentinel.Sentinel(
        address.hosts,
        sentinel_kwargs={**address.sentinels, **limits},
        decode_responses=True,
        **address.server,
        **limits,
    )
    return cast("redis.asyncio.Redis", found.master_for(address.master))


def connect_queue(url: SecretStr, timeout_seconds: float | None = API_SECONDS) -> "redis.Redis":
    """A client for RQ, which wants bytes, and sets its own time limit where it blocks (None)."""
    return _open(url, timeout_seconds)


def _open(url: SecretStr, timeout_seconds: float | None, **options: Any) -> "redis.Redis":
    """A client of the server at `url`, or of whichever server its Sentinels call the master when a connection opens."""
    address = parse(url.get_secret_value())
    limits: dict[str, Any] = {"socket_connect_timeout": CONNECT_SECONDS, "socket_timeout": timeout_seconds}
    if not address.master:
        return redis.Redis.from_url(url.get_secret_value(), **limits, **options)
    once = Retry(NoBackoff(), 0)
    ask = {**address.sentinels, **limits, "socket_timeout": API_SECONDS, "retry": once}
    found = Sentinel(address.hosts, sentinel_kwargs=ask, **address.server, **limits, **options)
    return cast("redis.Redis", found.master_for(address.master))


def wait_until_ready(client: "redis.Redis", wait_seconds: float) -> None:
    """Return when Redis answers and has loaded its data.  Raises Unavailable after `wait_seconds`."""
    until = time.monotonic() + wait_seconds
    while True:
        try:
            client.ping()
        except (redis.ConnectionError, redis.TimeoutError) as error:
            if time.monotonic() > until:
                raise Unavailable(f"Redis does not answer ({type(error).__name__})") from error
            time.sleep(READY_POLL_SECONDS)
        else:
            return


def require_modules(client: "redis.Redis") -> None:
    """Raise Setup where the server lacks the Query Engine or JSON."""
    loaded = {str(module["name"]).lower() for module in client.module_list()}
    missing = [what for name, what in MODULES.items() if name not in loaded]
    if missing:
        raise Setup(
            f"the Redis server lacks {' and '.join(missing)}. Install Redis 8 (its official image and packages have"
            " both built in) or Redis Stack, or leave --redis-url out to use the embedded server"
        )
