"""What the benchmarks' command lines share: `--quick`, and the table on standard output."""

import argparse
from collections.abc import Callable

from bench.figures import Report, Section
from bench.machine import describe
from bench.tables import as_text, tell


def run(measure: Callable[[bool], list[Section]], description: str | None) -> int:
    """Measure, with few articles and rounds where the command line says `--quick`, and print what was found."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="few articles, one round: to try the benchmark itself")
    quick = parser.parse_args().quick
    print(tell(Report(machine=describe(), sections=tuple(measure(quick))), as_text), end="")
    return 0
