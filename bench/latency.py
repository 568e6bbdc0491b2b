"""From POST to enriched, idle and at half and nine tenths of what the service can do.

`python -m bench.latency [--quick]`.  Idle, each article goes through the pipeline alone and then through the service,
before the next is begun, so that both are timed on the same machine at the same time.  Under a load they are sent
at the times of a Poisson process, whether or not the earlier ones are answered, and each is timed from the moment at
which it was to be sent, so a service that falls behind cannot slow the clock down.  It ends when a reader who waits at
the feed gets the article's first event; all clocks are this machine's.
"""

import random
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

from bench.command import run
from bench.figures import Aim, Figure, Section, compare, percentile, split
from bench.service import Service, await_end, make_articles, push, read_ends, run_service
from bench.throughput import WARM_ARTICLES, warm_up
from dateline import keys
from dateline.client import Dateline
from dateline.models import Article
from workers import pipeline
from workers.pipeline import Pipeline

WORKERS, SEED = 2, 5
LOADS = {"50% of capacity": 0.5, "90% of capacity": 0.9}
SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
# Articles sent while it is idle, articles of the burst that tells the capacity, and seconds of each load.
FULL, QUICK = (50, 120, 60.0), (6, 16, 4.0)
# Each run is told as three consecutive parts, which shows whether a queue still grew.
PARTS = 3
IDLE_GAP_SECONDS = 0.2
SENDERS, FEED_BATCH, BLOCK_MS = 32, 100, 200
FACTOR, EXTRA_MS = 1.3, 30.0
ALONE = "pipeline.enrich alone"


def measure(quick: bool) -> list[Section]:
    """The pipeline's own times, then those of the service under each load."""
    n_idle, n_burst, seconds = QUICK if quick else FULL
    idle, burst = make_articles(n_idle, SEED), make_articles(n_burst, SEED + 1)
    warm = make_articles(WARM_ARTICLES, SEED + 2)
    loaded = pipeline.load(time.perf_counter)
    warm_up(loaded, warm)
    draw = random.Random(SEED)  # noqa: S311  # nothing here is a secret
    with run_service(WORKERS, warm) as service:
        alone, served = take_turns(service, loaded, idle)
        times = {"idle": served}
        capacity = n_burst / push(service, "burst", burst)
        for number, (name, share) in enumerate(LOADS.items()):
            articles = make_articles(round(seconds * share * capacity), SEED + 3 + number)
            arrivals = plan_arrivals(capacity * share, len(articles), draw)
            times[name] = run_load(service, f"load-{number}", articles, arrivals)
    return [tell(alone, times, capacity)]


def tell(alone: Sequence[float], times: dict[str, list[float]], capacity: float) -> Section:
    """The percentiles of each load, with their ratios to the same percentile of the pipeline's own times."""
    figures = [
        Figure(name=f"{ALONE}, {name}", unit="ms", samples=(percentile(alone, share),))
        for name, share in SHARES.items()
    ]
    bound = FACTOR * percentile(alone, 0.5) + EXTRA_MS
    for load, taken in times.items():
        for name, share in SHARES.items():
            aim = Aim(bound=bound, side="at most", of="value") if (load, name) == ("idle", "p50") else None
            samples = [percentile(part, share) for part in split(taken, PARTS)]
            own = [percentile(alone, share)] * len(samples)
            figures.append(compare(f"{load}, {name}", "ms", samples, own, f"{ALONE}, {name}", aim))
    numbers = ", ".join(f"{len(taken)} at {load}" for load, taken in times.items())
    note = (
        f"{WORKERS} workers, which enriched a burst at {capacity:.1f} articles a second: that is the capacity. "
        f"Articles: {numbers}; each run is told as {PARTS} parts of equal size, one after the other. The aim is "
        f"{FACTOR} times the pipeline's own p50 and {EXTRA_MS:.0f} ms."
    )
    return Section(title="Latency, POST to enriched", note=note, figures=tuple(figures))


def plan_arrivals(rate: float, count: int, draw: random.Random) -> list[float]:
    """When `count` articles are to be sent, in seconds from the start: a Poisson process of `rate` a second."""
    return list(accumulate(draw.expovariate(rate) for _ in range(count)))


def take_turns(service: Service, loaded: Pipeline, articles: Sequence[Article]) -> tuple[list[float], list[float]]:
    """Milliseconds that each article takes in the pipeline of this process, and then from POST to enriched.

    Before each, the pipeline enriches the one before again: straight after a pause it would be slower than it is when
    it works through many, and the service be compared with less than its due.
    """
    alone, served = [], []
    for number, article in enumerate(articles):
        pipeline.enrich(loaded, articles[number - 1])
        began = time.perf_counter()
        pipeline.enrich(loaded, article)
        alone.append((time.perf_counter() - began) * 1000)
        time.sleep(IDLE_GAP_SECONDS)
        served += run_load(service, f"idle-{number}", [article], [0.0])
    return alone, served


def run_load(service: Service, collection: str, articles: Sequence[Article], arrivals: Sequence[float]) -> list[float]:
    """Send each article at its time; milliseconds from then until it is enriched, in the order of sending."""
    with (
        watch_feed(service, collection) as seen,
        Dateline(service.url, collection) as client,
        ThreadPoolExecutor(SENDERS) as senders,
    ):
        began = time.time()
        sent = []
        for article, at in zip(articles, arrivals, strict=True):
            time.sleep(max(0.0, began + at - time.time()))
            sent.append(senders.submit(client.post, article))
        for post in sent:
            post.result()
        await_end(service, collection, len(articles))
    # An article without an event is told by no feed; it ended when the ledger says so.
    ends = {**read_ends(service, collection), **seen}
    return [ends[str(article.id)] - (began + at) * 1000 for article, at in zip(articles, arrivals, strict=True)]


@contextmanager
def watch_feed(service: Service, collection: str) -> Iterator[dict[str, float]]:
    """When (milliseconds of the wall clock) each article's first event came to a reader who waits at the feed."""
    seen: dict[str, float] = {}
    over = threading.Event()

    def watch() -> None:
        position = "0-0"
        while True:
            entries = _read_feed(service, collection, position)
            now = time.time() * 1000
            for _, fields in entries:
                seen.setdefault(fields["article"], now)
            if entries:
                position = entries[-1][0]
            elif over.is_set():
                return

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _read_feed(service: Service, collection: str, position: str) -> list[tuple[str, dict[str, str]]]:
    found: Any = service.store.xread({keys.feed(collection): position}, count=FEED_BATCH, block=BLOCK_MS)
    if not found:
        return []
    # A list of pairs in RESP2, a mapping in RESP3.
    entries = next(iter(found.values())) if isinstance(found, dict) else found[0][1]
    return entries[0] if entries and isinstance(entries[0], list) else entries


if __name__ == "__main__":
    sys.exit(run(measure, __doc__))
