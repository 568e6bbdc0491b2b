"""The OpenAPI document of both services: `python -m bench.openapi [--check] FILE` writes or checks it."""

import argparse
import json
import sys
from pathlib import Path

from dateline.settings import Settings
from services.http import build, connect_backend
from services.ingest.routes import router as ingest
from services.query.routers import ROUTERS


def render() -> str:
    """The document as JSON, in a stable order.  No Redis is needed: connections open on first use."""
    app = build(connect_backend(Settings()), ingest, *ROUTERS)
    return json.dumps(app.openapi(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the file, or with --check say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    document = render()
    if not arguments.check:
        arguments.file.write_text(document, encoding="utf-8")
        return 0
    if arguments.file.read_text(encoding="utf-8") == document:
        return 0
    print(f"{arguments.file} is out of date; `make openapi` writes it anew", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
