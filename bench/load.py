"""How many events a second `dateline load` brings into a store: `python -m bench.load [--quick]`.

Made-up articles are enriched once.  Then, in rounds: they are read back from a file and validated, and that alone; and
the command's own loop brings the same file into an empty embedded server, which keeps its log as it is run by default.
Both in one process; the server takes a core beside it.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from bench.command import run
from bench.figures import Aim, Figure, Section, compare
from bench.service import make_articles
from dateline.bulk.formats import encode
from dateline.bulk.loader import load_files
from dateline.bulk.reading import read_enriched_files
from dateline.connection import WORKER_SECONDS, connect
from dateline.embedded import run_redis
from dateline.models import EnrichedArticle
from dateline.search import ensure_indexes
from dateline.settings import Settings
from workers import pipeline

READ, LOAD = "the same file read and validated alone", "`dateline load` into an empty store"
# Articles and rounds.
FULL, QUICK = (800, 5), (30, 1)
SEED, AIM_EVENTS = 17, 5_000


def measure(quick: bool) -> list[Section]:
    """Events a second of each, in rounds."""
    n_articles, rounds = QUICK if quick else FULL
    loaded = pipeline.load(time.perf_counter)
    rates: dict[str, list[float]] = {READ: [], LOAD: []}
    with TemporaryDirectory(prefix="load-") as folder:
        path = Path(folder) / "enriched.jsonl"
        enriched = [pipeline.enrich(loaded, article) for article in make_articles(n_articles, SEED)]
        path.write_bytes(encode(enriched, "jsonl"))
        n_events = sum(len(article.events) for article in enriched)
        del enriched
        for number in range(rounds):
            rates[READ].append(n_events / clock_reading(path))
            rates[LOAD].append(n_events / clock_load(path, Path(folder) / str(number), n_events))
        n_bytes = path.stat().st_size
    aim = Aim(bound=AIM_EVENTS, side="at least", of="value")
    figures = (
        Figure(name=READ, unit="events/s", samples=tuple(rates[READ])),
        compare(LOAD, "events/s", rates[LOAD], rates[READ], READ, aim),
    )
    note = f"{n_articles:,} articles with {n_events:,} events in a file of {n_bytes / 1e6:.1f} MB."
    return [Section(title="Loading enriched articles", note=note, figures=figures)]


def clock_reading(path: Path) -> float:
    """Seconds.  Raises RuntimeError where a line was refused."""
    began = time.perf_counter()
    good = all(isinstance(found.article, EnrichedArticle) for found in read_enriched_files([str(path)]))
    seconds = time.perf_counter() - began
    if not good:
        raise RuntimeError("a line of the file was refused")
    return seconds


def clock_load(path: Path, data: Path, n_events: int) -> float:
    """Seconds, without those that the server takes to start.  Raises RuntimeError where not all were loaded."""
    data.mkdir()
    with run_redis(data, "everysec") as (url, _), connect(url, WORKER_SECONDS) as client:
        ensure_indexes(client)
        began = time.perf_counter()
        account = load_files(client, "main", Settings(), [str(path)], Console(file=sys.stderr))
        seconds = time.perf_counter() - began
    if account.events != n_events:
        raise RuntimeError(f"{account.events:,} of {n_events:,} events were loaded")
    return seconds


if __name__ == "__main__":
    sys.exit(run(measure, __doc__))
