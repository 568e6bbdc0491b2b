"""Metrics of articles, read from the ledger when asked for: they survive every process."""

from collections.abc import Iterator

import redis
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

from dateline import keys
from dateline.ledger import Ledger
from dateline.models import STAGES
from dateline.settings import Settings


class LedgerCollector(Collector):
    """Queue depth, age of the oldest, articles by state and outcome, stage seconds; for each collection."""

    def __init__(self, client: "redis.Redis", settings: Settings) -> None:
        self._client = client
        self._settings = settings

    def describe(self) -> Iterator[Metric]:
        """Nothing ahead of time, so that registering needs no Redis."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The families; where Redis is away, only that it is."""
        up = GaugeMetricFamily("dateline_redis_up", "1 if Redis answers.", value=1)
        try:
            families = list(self._read())
        except redis.RedisError:
            up = GaugeMetricFamily("dateline_redis_up", "1 if Redis answers.", value=0)
            families = []
        yield from (up, *families)

    def _read(self) -> Iterator[Metric]:
        articles = GaugeMetricFamily("dateline_articles", "Articles by state.", labels=("collection", "state"))
        oldest = GaugeMetricFamily(
            "dateline_oldest_queued_seconds", "Age of the oldest queued.", labels=("collection",)
        )
        outcomes = CounterMetricFamily("dateline_articles_by_outcome", "Arrivals.", labels=("collection", "outcome"))
        seconds = SummaryMetricFamily("dateline_stage_seconds", "Time of each stage.", labels=("collection", "stage"))
        for collection in sorted(map(str, self._client.smembers(keys.COLLECTIONS))):
            ledger = Ledger(self._client, collection, self._settings)
            totals = ledger.totals()
            for state, count in ledger.counts().items():
                articles.add_metric((collection, state), count)
            oldest.add_metric((collection,), ledger.oldest_seconds())
            for outcome in ("accepted", "known", "succeeded", "partial", "failed", "expired"):
                outcomes.add_metric((collection, outcome), totals.get(outcome, 0))
            for stage in STAGES:
                runs, total = totals.get(f"stage_runs:{stage}", 0), totals.get(f"stage_ms:{stage}", 0)
                seconds.add_metric((collection, stage), count_value=int(runs), sum_value=total / 1000)
        yield from (articles, oldest, outcomes, seconds)
