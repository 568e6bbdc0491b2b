"""Metrics that are read from the store when asked for: they survive every process, and each API gives the same."""

from collections.abc import Iterable, Iterator

import redis
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from rq import Queue

from dateline import __version__
from dateline.activity import ROLES
from dateline.measures import Kind, Measured, name_stage, read_measured
from dateline.models import STAGES
from dateline.vitals import CollectionVitals, Vitals, read_vitals

Labels = tuple[str, ...]
_OF_COLLECTION = ("collection",)


class StoreCollector(Collector):
    """What the store, its collections, the processes behind it and RQ's queue are like."""

    def __init__(self, client: "redis.Redis", jobs: Queue) -> None:
        self._client = client
        self._jobs = jobs

    def describe(self) -> Iterator[Metric]:
        """Nothing ahead of time, so that registering needs no Redis."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The families; where Redis is away, only that it is."""
        yield _gauge("dateline_build_info", "1, with the version of Dateline that answers.", 1, version=__version__)
        try:
            vitals = read_vitals(self._client)
        except redis.RedisError:
            vitals = None
        yield _gauge("dateline_redis_up", "1 if the Redis that holds the articles answers.", int(vitals is not None))
        yield from self._queue()
        if vitals is not None:
            yield from (*_store(vitals), *_server(vitals), *_indexes(vitals), *_collections(vitals.collections))

    def _queue(self) -> Iterator[Metric]:
        try:
            length = int(self._jobs.count)
        except redis.RedisError:
            length = None
        yield _gauge(
            "dateline_queue_redis_up", "1 if the Redis that carries the jobs answers.", int(length is not None)
        )
        if length is not None:
            yield _gauge("dateline_queue_jobs", "Jobs that wait to be taken; the ledger knows of each article.", length)


def _gauge(name: str, text: str, value: float, **labels: str) -> Metric:
    family = GaugeMetricFamily(name, text, labels=tuple(labels))
    family.add_metric(tuple(labels.values()), value)
    return family


def _store(vitals: Vitals) -> Iterator[Metric]:
    yield _gauge("dateline_collections", "Collections; metrics describe the first hundred.", vitals.n_collections)
    text = "1, with the version of the pipeline that the workers run."
    yield _gauge("dateline_pipeline_info", text, 1, version=vitals.pipeline_version)
    text = "When the last backup came to its end, in seconds since 1970; 0 where none did."
    yield _gauge("dateline_backup_timestamp_seconds", text, vitals.backup_ms / 1000)
    processes = GaugeMetricFamily(
        "dateline_processes", "Processes behind the API that were heard of in the last seconds.", labels=("role",)
    )
    for role in ROLES:
        present = [one for one in vitals.processes if one.role == role and not one.is_silent(vitals.at_ms)]
        processes.add_metric((role,), len(present))
    yield processes


def _server(vitals: Vitals) -> Iterator[Metric]:
    if not (info := vitals.server):
        return
    used, most = info["used_memory"], info["maxmemory"]
    yield _gauge("dateline_redis_memory_used_bytes", "Memory that Redis has taken for data.", used)
    yield _gauge("dateline_redis_memory_max_bytes", "Memory that Redis may take; 0 for no limit of its own.", most)
    yield _gauge("dateline_redis_clients", "Connections to Redis.", info["connected_clients"])
    is_kept = info.get("aof_last_write_status") == "ok" and info.get("aof_last_bgrewrite_status") == "ok"
    yield _gauge("dateline_redis_append_only", "1 if Redis keeps an append-only file.", info.get("aof_enabled", 0))
    yield _gauge("dateline_redis_append_only_ok", "1 if Redis could write its append-only file last.", int(is_kept))
    text = "Keys that Redis threw away for lack of memory: anything but 0 is lost data."
    evicted = CounterMetricFamily("dateline_redis_evicted_keys", text)
    evicted.add_metric((), info["evicted_keys"])
    yield evicted


def _indexes(vitals: Vitals) -> Iterator[Metric]:
    documents = GaugeMetricFamily("dateline_index_documents", "Documents in an index.", labels=("index",))
    size = GaugeMetricFamily("dateline_index_bytes", "Memory that an index takes.", labels=("index",))
    ready = GaugeMetricFamily(
        "dateline_index_ready_ratio", "Share of the stored documents that an index has read.", labels=("index",)
    )
    failures = CounterMetricFamily(
        "dateline_index_failures", "Documents that an index could not take: no search finds them.", labels=("index",)
    )
    for index in vitals.indexes:
        documents.add_metric((index.name,), index.documents)
        size.add_metric((index.name,), index.bytes)
        ready.add_metric((index.name,), index.ready_ratio)
        failures.add_metric((index.name,), index.failures)
    yield from (documents, size, ready, failures)


_GAUGES = {
    "oldest_queued": ("dateline_oldest_queued_seconds", "How long the article that waits longest has been waiting."),
    "overdue": ("dateline_leases_overdue", "Leases of dead workers that the reconciler has not ended yet."),
    "outdated": ("dateline_outdated_articles", "Enriched articles whose records are to be made anew."),
    "parked": ("dateline_parked_articles", "Articles that wait for workers of a later version of Dateline."),
    "feed_entries": ("dateline_feed_entries", "Changes that the feed still holds."),
    "stories_lag": ("dateline_stories_lag_seconds", "Age of the oldest change that the stories have not taken in."),
    "stories_scanning": ("dateline_stories_scanning", "1 while stories are made by going through all articles."),
}
# Field of the totals -> value of the label.
_COUNTERS: dict[str, tuple[str, str, dict[str, str]]] = {
    "dateline_posts": (
        "Articles that were posted: accepted as new or changed, or known already.",
        "outcome",
        {"accepted": "accepted", "known": "known"},
    ),
    "dateline_jobs": (
        "Jobs that came to their end, by how.",
        "outcome",
        {"succeeded": "succeeded", "partial": "partial", "failed": "failed"},
    ),
    "dateline_attempts": ("Attempts at an article that workers began.", "", {"attempts": ""}),
    "dateline_leases_expired": (
        "Leases that ran out, so that their articles wait again.",
        "",
        {"expired": ""},
    ),
    "dateline_leases_taken_over": (
        "Articles that a worker took from a dead one before the reconciler came.",
        "",
        {"taken_over": ""},
    ),
    "dateline_jobs_resent": ("Articles that waited on the ledger alone and were queued again.", "", {"resent": ""}),
    "dateline_articles_changed": (
        "Articles tried again, enriched again, made anew, deleted, retired by age or put back, by which.",
        "change",
        {name: name for name in ("retried", "reenriched", "refreshed", "deleted", "retired", "restored")},
    ),
    "dateline_events_retired": ("Events that the retention removed.", "", {"retired_events": ""}),
    "dateline_feed_published": (
        "Changes of events that the feed was told.",
        "op",
        {f"feed_{op}": op for op in ("created", "updated", "retracted")},
    ),
    "dateline_stage_failures": (
        "Stages that failed; their articles are partial.",
        "stage",
        {f"stage_failed:{stage}": stage for stage in STAGES},
    ),
}


def _collections(collections: Iterable[CollectionVitals]) -> Iterator[Metric]:
    found = tuple(collections)
    articles = GaugeMetricFamily("dateline_articles", "Articles by state.", labels=("collection", "state"))
    for one in found:
        for state, count in one.states.items():
            articles.add_metric((one.name, state), count)
    yield articles
    for field, (name, text) in _GAUGES.items():
        gauge = GaugeMetricFamily(name, text, labels=_OF_COLLECTION)
        for one in found:
            gauge.add_metric((one.name,), float(getattr(one, field)))
        yield gauge
    for name, (text, label, fields) in _COUNTERS.items():
        counter = CounterMetricFamily(name, text, labels=(*_OF_COLLECTION, *([label] if label else [])))
        for one in found:
            for field, value in fields.items():
                counter.add_metric((one.name, value) if label else (one.name,), one.totals.get(field, 0))
        yield counter
    yield from (_dead_letters(found), *_histograms(found))


def _dead_letters(collections: Iterable[CollectionVitals]) -> Metric:
    text = "Articles given up, by why: the pipeline failed, or all attempts ended without a result."
    family = CounterMetricFamily("dateline_dead_letters", text, labels=("collection", "cause"))
    for one in collections:
        exhausted = one.totals.get("exhausted", 0)
        family.add_metric((one.name, "pipeline"), one.totals.get("failed", 0) - exhausted)
        family.add_metric((one.name, "attempts"), exhausted)
    return family


def _histograms(collections: Iterable[CollectionVitals]) -> Iterator[Metric]:
    measured: tuple[tuple[Kind, str, str, dict[str, str]], ...] = (
        ("wait", "dateline_queue_wait_seconds", "How long an article waited until a worker took it.", {"wait": ""}),
        ("job", "dateline_job_seconds", "How long an attempt took, from its claim to its commit.", {"job": ""}),
        ("stage", "dateline_stage_seconds", "How long a stage took.", {name_stage(stage): stage for stage in STAGES}),
    )
    for kind, name, text, fields in measured:
        labels = ("collection", "stage") if kind == "stage" else _OF_COLLECTION
        family = HistogramMetricFamily(name, text, labels=labels)
        for one in collections:
            for field, value in fields.items():
                _add(family, (one.name, value) if value else (one.name,), read_measured(one.totals, kind, field))
        yield family


def _add(family: HistogramMetricFamily, labels: Labels, measured: Measured) -> None:
    family.add_metric(labels, [(bound, float(n)) for bound, n in measured.buckets], sum_value=measured.seconds)
