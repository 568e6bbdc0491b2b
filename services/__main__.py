"""`python -m services ingest` or `query`: one API as a process of its own, set up from the environment."""

import sys

import redis
import uvicorn

from dateline.access import require_key
from dateline.connection import connect
from dateline.errors import DatelineError
from dateline.settings import Settings, read_settings
from services.ingest.app import create_app as create_ingest
from services.query.app import create_app as create_query
from services.server import configure

SERVICES = {"ingest": create_ingest, "query": create_query}


def main(arguments: list[str]) -> int:
    """Serve the API that is named, until a signal ends it."""
    if len(arguments) != 1 or arguments[0] not in SERVICES:
        sys.stderr.write(f"usage: python -m services {'|'.join(SERVICES)}\n")
        return 2
    try:
        settings = read_settings({})
        _require_key(settings)
    except DatelineError as error:
        sys.stderr.write(f"{error.title}: {error}\n")
        return 1
    uvicorn.Server(configure(SERVICES[arguments[0]](), settings.host, settings.port)).run()
    return 0


def _require_key(settings: Settings) -> None:
    """Raise Setup where calls need a key and there is none.

    Where Redis is away the service starts all the same: it refuses every call until that is back.
    """
    try:
        require_key(connect(settings.redis_url), settings, "--redis-url URL")
    except redis.RedisError as error:
        sys.stderr.write(f"Redis does not answer ({type(error).__name__}), so it is not known whether there is a key\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
