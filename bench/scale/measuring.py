"""Measure what one article costs: a worker, Redis, the API and the follower of stories, each by its own CPU time.

CPU time, since it hardly depends on what else the machine does; the parts run one after the other in this process,
with a Redis of its own that keeps an append-only file as the embedded one does.
"""

import gc
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx2
from fastapi.testclient import TestClient
from redis import Redis

from bench.machine import describe, read_memory
from bench.scale.figures import Costs
from bench.service import count_words, make_articles
from dateline import keys, log
from dateline.archive import write_archive
from dateline.backup import back_up
from dateline.connection import connect, connect_queue
from dateline.correction_store import load_corrections
from dateline.embedded import run_redis
from dateline.follower import Follower
from dateline.ledger import Claim, Ledger
from dateline.models import Article
from dateline.queue import open_queue
from dateline.records import make_records
from dateline.search import prepare_store
from dateline.search.state import read_indexes
from dateline.settings import Settings
from services.http import build, connect_backend
from services.ingest.routes import router
from workers import pipeline

SEED, WARM = 23, 20
START_SECONDS, REDIS_SECONDS, POLL_SECONDS = 30.0, 60.0, 0.1
COLLECTION, ARCHIVE = "main", "archive"
MEGABYTE = 1e6


def measure(count: int) -> Costs:
    """The costs of `count` made-up articles; takes about a quarter of a second for each."""
    log.configure("error")
    articles, warm = make_articles(count, SEED), make_articles(WARM, SEED + 1)
    loaded = pipeline.load(time.perf_counter)
    enrich_all(loaded, warm)
    shared, own = read_memory(os.getpid())[0] * MEGABYTE, _measure_fork(loaded, warm)
    with tempfile.TemporaryDirectory(prefix="scale-") as folder, run_redis(Path(folder), "everysec") as (url, _):
        variation, sums = _measure_store(Settings(redis_url=url), loaded, articles, Path(folder))
    return Costs(
        machine=describe(),
        articles=count,
        words=count_words(articles) / count,
        worker_variation=variation,
        shared_memory_bytes=shared,
        own_memory_bytes=own,
        **{name: total / count for name, total in sums.items()},
    )


def _measure_store(
    settings: Settings, loaded: pipeline.Pipeline, articles: Sequence[Article], folder: Path
) -> tuple[float, dict[str, float]]:
    """How much a worker's seconds vary, and the sums over all articles of what the costs have for one."""
    client = connect(settings.redis_url, REDIS_SECONDS)
    prepare_store(client, START_SECONDS)
    empty = _read(client)
    api_seconds = _post(settings, articles)
    worker, events = _work(client, settings, loaded, articles)
    stored = _read(client)
    story_seconds = _cpu(lambda: _follow(client))
    log_bytes = _log_size(folder)
    # The feed is trimmed to a length, however much comes, and so is no part of what an article keeps.
    full = _read(client)
    for feed in (keys.feed(COLLECTION), keys.feed_was(COLLECTION)):
        client.xtrim(feed, maxlen=0)
    told = _read(client)
    with write_archive(folder / ARCHIVE) as write:
        back_up(client, write)
    _rewrite(client)
    return statistics.pstdev(worker) / statistics.fmean(worker), {
        "events": events,
        "worker_seconds": sum(worker),
        "redis_seconds": stored["cpu"] - empty["cpu"],
        "story_redis_seconds": told["cpu"] - stored["cpu"],
        "story_seconds": story_seconds,
        "api_seconds": api_seconds,
        "feed_bytes": full["memory"] - told["memory"],
        "memory_bytes": told["memory"] - empty["memory"],
        "index_bytes": told["index"] - empty["index"],
        "log_bytes": log_bytes,
        "base_bytes": _log_size(folder),
        "archive_bytes": (folder / ARCHIVE).stat().st_size,
        "posted_bytes": len(_body(articles)),
        "redis_network_bytes": told["network"] - empty["network"],
    }


def enrich_all(loaded: pipeline.Pipeline, articles: Sequence[Article]) -> None:
    """Enrich the articles, for what that leaves in caches and memory."""
    for article in articles:
        pipeline.enrich(loaded, article)


def _measure_fork(loaded: pipeline.Pipeline, articles: Sequence[Article]) -> float:
    """Bytes that a worker has of its own after some work, forked with all loaded as the supervisor does it."""
    gc.freeze()
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)

    def work() -> None:
        enrich_all(loaded, articles)
        writer.send(read_memory(os.getpid())[1] * MEGABYTE)

    process = context.Process(target=work)
    process.start()
    own = float(reader.recv())
    process.join()
    return own


def _read(client: Redis) -> dict[str, float]:
    """CPU seconds of the server so far, bytes that it holds, of these the indexes, and bytes over the network."""
    info: dict[str, Any] = client.info("everything")
    return {
        "cpu": info["used_cpu_user_main_thread"] + info["used_cpu_sys_main_thread"],
        "memory": info["used_memory"],
        "index": sum(index.bytes for index in read_indexes(client)),
        "network": info["total_net_input_bytes"] + info["total_net_output_bytes"],
    }


def _log_size(folder: Path) -> int:
    """Bytes of the append-only file, of whatever parts."""
    return sum(path.stat().st_size for path in folder.rglob("*.aof*") if path.is_file())


def _rewrite(client: Redis) -> None:
    """Have the append-only file rewritten, and wait for it."""
    client.bgrewriteaof()
    for _ in range(round(REDIS_SECONDS / POLL_SECONDS)):
        time.sleep(POLL_SECONDS)
        told: dict[str, Any] = client.info("persistence")
        if not told["aof_rewrite_in_progress"] and not told["aof_rewrite_scheduled"]:
            return
    raise TimeoutError("the append-only file is not rewritten")


def _cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _body(articles: Sequence[Article]) -> bytes:
    return b"".join(article.model_dump_json(exclude_none=True).encode() + b"\n" for article in articles)


def _post(settings: Settings, articles: Sequence[Article]) -> float:
    """CPU seconds of the API, the client that asks in the same process included, for one import of all."""
    body = _body(articles)

    def ask() -> httpx2.Response:
        return client.post("/v1/imports", content=body, headers={"Content-Type": "application/jsonl"})

    with TestClient(build(connect_backend(settings), router), base_url="http://127.0.0.1") as client:
        began = time.process_time()
        answer = ask()
        seconds = time.process_time() - began
    answer.raise_for_status()
    return seconds


def _work(
    client: Redis, settings: Settings, loaded: pipeline.Pipeline, articles: Sequence[Article]
) -> tuple[list[float], int]:
    """CPU seconds of a worker for each article, and how many events there were."""
    ledger, jobs = Ledger(client, COLLECTION, settings), open_queue(connect_queue(settings.redis_url), 60)
    seconds, events = [], 0
    for article in articles:
        began = time.process_time()
        jobs.pop_job_id()
        claim = ledger.claim(str(article.id))
        if not isinstance(claim, Claim):
            raise TypeError(f"{article.id} is {claim}")
        enriched = pipeline.enrich(loaded, claim.article)
        ledger.commit(claim, enriched, make_records(COLLECTION, enriched, load_corrections(client, COLLECTION)))
        seconds.append(time.process_time() - began)
        events += len(enriched.events)
    return seconds, events


def _follow(client: Redis) -> None:
    """Take all into stories."""
    follower = Follower(client, COLLECTION)
    while follower.follow():
        pass
