"""All that tells how fast Dateline is, in one run and one table: `python -m bench [--quick] [--only NAME ...]`.

On an otherwise idle machine; on two cores it takes less than a quarter of an hour.  Each part is a module of its own as
well (`python -m bench.throughput`).
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from bench.figures import Report, Section
from bench.machine import describe
from bench.peers import __main__ as peers
from bench.tables import as_markdown, as_text, tell

PARTS = ("throughput", "latency", "footprint", "hotspots", "ingest", "load")
PEERS = "peers"
NAMES = (*PARTS, PEERS)


def main() -> int:
    """Measure, print the table, write it where asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few articles, one round: to try the benchmark itself")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="these parts alone")
    parser.add_argument("--peers", type=Path, default=peers.PYTHON, help="the Python of the peers' environment")
    parser.add_argument("--markdown", type=Path, help="a file to write the table to")
    parser.add_argument("--json", type=Path, help="a file to write the figures to, for `python -m bench.tables`")
    arguments = parser.parse_args()
    sections: list[Section] = []
    for name in arguments.only:
        print(f"{name} ...", file=sys.stderr, flush=True)
        sections += measure(name, arguments.quick, arguments.peers)
    report = Report(machine=describe(), sections=tuple(sections))
    print(tell(report, as_text), end="")
    for path, written in ((arguments.markdown, tell(report, as_markdown)), (arguments.json, report.model_dump_json())):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(written, encoding="utf-8")
    return 0


def measure(name: str, quick: bool, python: Path) -> list[Section]:
    """The sections of one part."""
    if name == PEERS:
        return peers.measure(quick, python)
    # Only now: run over an earlier version, it may ask for what that lacks.
    found: list[Section] = import_module(f"bench.{name}").measure(quick)
    return found


if __name__ == "__main__":
    sys.exit(main())
