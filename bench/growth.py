"""How queries grow with the collection: synthetic events in an embedded server, and how long each query shape takes.

`python -m bench.growth [SIZE ...] [--rounds N] [--seed S]`; sizes are numbers of events, 10000 100000 1000000 if left
out.  The aims are for a million: only there does one that is missed make the exit code 1.  A million events take about
3.5 GB of memory and a quarter of an hour.  The events come into the store the way a worker's do, but for the language
processing.  Times are those of `dateline.search`, with rows read and validated.
"""

import argparse
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import SecretStr
from redis import Redis

from bench.synthetic import FIRST, World
from dateline import keys, search
from dateline.connection import connect
from dateline.embedded import redis_command
from dateline.ledger import Claim, Ledger
from dateline.models import Article
from dateline.process import die_with_parent
from dateline.queries import Box, Circle, EventQuery, Position, TimelineQuery
from dateline.records import make_records
from dateline.settings import Settings

SIZES = (10_000, 100_000, 1_000_000)
COLLECTION = "main"
TIMEOUT_SECONDS = 60.0
START_SECONDS = 30.0
# The engine's own default is 1,000,000 places in its table of documents.
DOCUMENT_TABLE = 4_000_000
SAMPLED_ARTICLES = 500
AIM_EVENTS, AIM_P95_MS, AIM_RATIO, AIM_BYTES = 1_000_000, 50.0, 4.0, 1_600.0
# Below this a ratio tells of the machine more than of the query.
NOTABLE_MS = 10.0

Run = Callable[[Redis, random.Random], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was seen at one size: events a second, bytes per event, and for each shape p50 and p95 in milliseconds."""

    events: int
    rate: float
    bytes_beyond_article: float
    bytes_in_all: float
    shapes: dict[str, tuple[float, float]]


def main() -> int:
    """Measure at each size and print the table; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    world = World(random.Random(arguments.seed))  # noqa: S311  # nothing secret is drawn
    found = []
    with run_server() as client:
        empty = used_bytes(client)
        held, spent = 0, 0.0
        for size in sorted(arguments.sizes):
            spent += fill(client, world, size - held)
            held = size
            found.append(measure(client, world, size, spent, empty, arguments.rounds))
            print_table(found)
    missed = find_missed(found)
    print(f"aims for {AIM_EVENTS} events, missed at {found[-1].events}: {'; '.join(missed) or 'none'}")
    return 1 if missed and found[-1].events >= AIM_EVENTS else 0


@contextmanager
def run_server() -> Iterator[Redis]:
    """A client of an embedded server of its own, which keeps nothing on disk and goes away with the block."""
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        path = Path(folder) / "redis.sock"
        command = redis_command(Path(folder), path, "everysec")
        command[command.index("--appendonly") + 1] = "no"
        at = command.index("ON_TIMEOUT")
        command[at:at] = ["MAXDOCTABLESIZE", str(DOCUMENT_TABLE)]
        end_with_us = partial(die_with_parent, os.getpid())
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, preexec_fn=end_with_us) as server:
            client = connect(SecretStr(f"unix://{path}"), TIMEOUT_SECONDS)
            try:
                search.prepare_store(client, START_SECONDS)
                yield client
            finally:
                client.close()
                server.terminate()


def fill(client: Redis, world: World, n: int) -> float:
    """Add `n` events to the collection; the seconds that storing and indexing took."""
    ledger = Ledger(client, COLLECTION, Settings())
    seconds, added = 0.0, 0
    while added < n:
        article = world.make_article(min(world.EVENTS, n - added))
        posted = Article(**{name: getattr(article, name) for name in Article.model_fields})
        began = time.perf_counter()
        ledger.accept(posted)
        claim = ledger.claim(article.id)
        if not isinstance(claim, Claim):
            raise TypeError(f"{article.id} is {claim}")
        ledger.commit(claim, article, make_records(COLLECTION, article))
        seconds += time.perf_counter() - began
        added += len(article.events)
    return seconds


def measure(client: Redis, world: World, size: int, spent: float, empty: int, rounds: int) -> Measured:
    """What is to be seen at one size."""
    found = search.find_events(client, COLLECTION, EventQuery(limit=1))
    if found.total != size or failures(client):
        raise RuntimeError(f"{found.total} of {size} events are counted, {failures(client)} are not indexed")
    used = used_bytes(client) - empty
    articles = article_bytes(client, world)
    # The made-up world is no part of the product: what walks all objects shall not walk it.
    gc.collect()
    gc.freeze()
    shapes = {}
    for name, run in make_shapes(world).items():
        draw = random.Random(name)  # noqa: S311  # nothing secret is drawn
        times = [clock(client, draw, run) for _ in range(rounds + 3)][3:]
        shapes[name] = (statistics.median(times), statistics.quantiles(times, n=20)[-1])
    return Measured(size, size / spent, (used - articles) / size, used / size, shapes)


def clock(client: Redis, draw: random.Random, run: Run) -> float:
    """Milliseconds that one query takes."""
    began = time.perf_counter()
    run(client, draw)
    return (time.perf_counter() - began) * 1000


def used_bytes(client: Redis) -> int:
    """Bytes that Redis uses, its indexes among them."""
    return int(client.info("memory")["used_memory"])


def article_bytes(client: Redis, world: World) -> float:
    """What the articles take: as posted, enriched, their events as JSON and their places in the ledger; by a sample."""
    draw = random.Random(1)  # noqa: S311  # nothing secret is drawn
    sample = draw.sample(world.articles, min(SAMPLED_ARTICLES, len(world.articles)))
    kinds = (keys.article, keys.posted, keys.enriched, keys.events, keys.owned, keys.posted_at, keys.commits)
    with client.pipeline(transaction=False) as pipe:
        for article_id in sample:
            for name in kinds:
                pipe.memory_usage(name(COLLECTION, article_id), samples=0)
        used = sum(size or 0 for size in pipe.execute())
    return used / len(sample) * len(world.articles)


def failures(client: Redis) -> int:
    """How many documents the engine could not index."""
    return int(client.ft(keys.EVENT_INDEX).info()["hash_indexing_failures"])


def make_shapes(world: World) -> dict[str, Run]:
    """The query shapes, each with parameters of its own in each round."""

    def pages(make: Callable[[random.Random], EventQuery]) -> Run:
        return lambda client, draw: search.find_events(client, COLLECTION, make(draw))

    def deep(client: Redis, draw: random.Random) -> object:
        day = world.month(draw).begin or FIRST
        after = Position(value=day.toordinal(), id=f"{draw.getrandbits(32):08x}")
        query = EventQuery(exclude_type=("STATEMENT",), sort="-published", after=after)
        return search.find_events(client, COLLECTION, query)

    def timeline(client: Redis, _: random.Random) -> object:
        return search.count_days(client, COLLECTION, EventQuery(), TimelineQuery(interval="month"))

    def filtered_timeline(client: Redis, draw: random.Random) -> object:
        query = EventQuery(entity=(world.frequent(draw),), status=("planned",))
        return search.count_days(client, COLLECTION, query, TimelineQuery(interval="week"))

    def facets(make: Callable[[random.Random], EventQuery]) -> Run:
        return lambda client, draw: search.count_facets(client, COLLECTION, make(draw), 10)

    return {
        "newest first": pages(lambda _: EventQuery()),
        "a month": pages(lambda draw: EventQuery(datetime=world.month(draw))),
        "type and status": pages(lambda draw: EventQuery(type=(world.kind(draw),), status=("planned",))),
        "country, most certain": pages(lambda draw: EventQuery(country=(world.country(draw),), sort="-confidence")),
        "frequent entity": pages(lambda draw: EventQuery(entity=(world.frequent(draw),))),
        "rare actor": pages(lambda draw: EventQuery(entity=(world.person(draw),), actor_role="actor")),
        "words, by relevance": pages(lambda draw: EventQuery(q=world.words(draw, 2), sort="-relevance")),
        "common word, by relevance": pages(lambda draw: EventQuery(q=world.common(draw), sort="-relevance")),
        "phrase and beginning": pages(
            lambda draw: EventQuery(q=f'"{world.words(draw, 2)}" {world.words(draw, 1)[:4]}*')
        ),
        "near a point": pages(lambda draw: EventQuery(near=Circle(**world.point(draw), radius_km=300))),
        "box": pages(lambda draw: EventQuery(bbox=Box(**world.box(draw)))),
        "a page far down": deep,
        "timeline of all": timeline,
        "timeline of an entity": filtered_timeline,
        "facets": facets(lambda draw: EventQuery(type=(world.kind(draw),), country=(world.country(draw),))),
        "facets of a month": facets(lambda draw: EventQuery(datetime=world.month(draw))),
    }


def print_table(found: list[Measured]) -> None:
    """p50 and p95 in ms at each size, the ratio of the largest p95 to the smallest, then memory and rates."""
    print(f"{'p50 / p95 in ms':<26}" + "".join(f"{each.events:>18}" for each in found) + f"{'ratio':>8}")
    for name in found[0].shapes:
        cells = "".join(f"{each.shapes[name][0]:>9.1f} /{each.shapes[name][1]:>7.1f}" for each in found)
        print(f"{name:<26}{cells}{ratio(found, name):>8.1f}")
    for title, values in (
        ("events a second", [each.rate for each in found]),
        ("bytes beyond the article", [each.bytes_beyond_article for each in found]),
        ("bytes in all", [each.bytes_in_all for each in found]),
    ):
        print(f"{title:<26}" + "".join(f"{value:>18.0f}" for value in values))
    print(flush=True)


def ratio(found: list[Measured], name: str) -> float:
    """p95 at the largest size by p95 at the smallest."""
    return found[-1].shapes[name][1] / found[0].shapes[name][1]


def find_missed(found: list[Measured]) -> list[str]:
    """The aims that are missed at the largest size."""
    last, missed = found[-1], []
    for name, (_, p95) in last.shapes.items():
        if p95 > AIM_P95_MS:
            missed.append(f"{name}: p95 of {p95:.0f} ms")
        if p95 > NOTABLE_MS and ratio(found, name) > AIM_RATIO:
            missed.append(f"{name}: ratio of {ratio(found, name):.1f}")
    if last.bytes_beyond_article > AIM_BYTES:
        missed.append(f"{last.bytes_beyond_article:.0f} bytes beyond the article")
    return missed


if __name__ == "__main__":
    sys.exit(main())
