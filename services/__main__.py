"""`python -m services ingest` or `query`: one API as a process of its own, set up from the environment."""

import sys

import uvicorn

from dateline.settings import Settings
from services.ingest.app import create_app as create_ingest
from services.query.app import create_app as create_query
from services.server import configure

SERVICES = {"ingest": create_ingest, "query": create_query}


def main(arguments: list[str]) -> int:
    """Serve the API that is named, until a signal ends it."""
    if len(arguments) != 1 or arguments[0] not in SERVICES:
        sys.stderr.write(f"usage: python -m services {'|'.join(SERVICES)}\n")
        return 2
    settings = Settings()
    uvicorn.Server(configure(SERVICES[arguments[0]](), settings.host, settings.port)).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
