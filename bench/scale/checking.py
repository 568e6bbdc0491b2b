"""Does the simulation tell what the service does?  One worker under a known load, and the same load simulated.

The articles, the moments at which they are sent and the work that they take are the same for both: the seconds of the
jobs as the service itself counted them, spread over the articles by their words.  So only what the simulation leaves
out can set the two apart: the way from POST to worker and on to the feed, and how evenly the machine runs.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.figures import percentile
from bench.latency import plan_arrivals, run_load
from bench.scale.simulation import Plant, simulate
from bench.service import count_words, make_articles, push, run_service
from dateline.ledger import Ledger
from dateline.measures import read_measured
from dateline.models import Article
from dateline.settings import Settings

SEED, WARM, BURST = 41, 10, 40
LOAD_SECONDS = 40.0
SHARES_OF_CAPACITY = (0.5, 0.8)
SHARES = (0.5, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Check:
    """Seconds from POST to enriched at one load, by share of the articles: measured, and simulated.

    `load` is the share of what the worker did in a burst, `busy` the share of the time that its jobs took then.
    """

    load: float
    busy: float
    articles: int
    measured: tuple[float, ...]
    simulated: tuple[float, ...]


def check() -> tuple[float, list[Check]]:
    """What one worker enriches a second, and how the two compare under each load; takes two minutes."""
    draw = random.Random(SEED)  # noqa: S311  # nothing secret is drawn
    burst = make_articles(BURST, SEED)
    with run_service(1, make_articles(WARM, SEED + 1)) as service:
        capacity = BURST / push(service, "burst", burst)
        found = []
        for number, load in enumerate(SHARES_OF_CAPACITY):
            articles = make_articles(round(LOAD_SECONDS * load * capacity), SEED + 2 + number)
            arrivals = plan_arrivals(load * capacity, len(articles), draw)
            measured = [ms / 1000 for ms in run_load(service, f"load-{number}", articles, arrivals)]
            jobs = read_measured(Ledger(service.store, f"load-{number}", Settings()).totals(), "job", "job")
            simulated = imitate(articles, arrivals, jobs.seconds / count_words(articles))
            found.append(Check(load, jobs.seconds / arrivals[-1], len(articles), tell(measured), tell(simulated)))
    return capacity, found


def imitate(articles: Sequence[Article], arrivals: Sequence[float], seconds_a_word: float) -> list[float]:
    """The latencies of the same load with one worker, by the simulation."""
    services = np.array([count_words([article]) * seconds_a_word for article in articles])
    found: list[float] = simulate(np.array(arrivals), services, Plant(1)).latencies.tolist()
    return found


def tell(latencies: Sequence[float]) -> tuple[float, ...]:
    """The percentiles of SHARES."""
    return tuple(percentile(latencies, share) for share in SHARES)
