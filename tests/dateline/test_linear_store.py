"""What the store is asked: an answer costs what it tells, however much is stored; a walk costs what it reads.

Counted are the commands that Redis carries out, those of scripts among them, and the lines that we run.
"""

import asyncio
import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

import fakeredis
import pytest
import redis
from pydantic import SecretStr
from redis.asyncio import Redis as AsyncRedis

from bench.growth import COLLECTION, fill, make_shapes
from bench.synthetic import World
from dateline.connection import connect
from dateline.feed import read_after
from dateline.ledger import Ledger
from dateline.models import Article
from dateline.queries import EventQuery, Page
from dateline.queue import open_queue
from dateline.reconciler import reconcile
from dateline.retention import Policy, count_old, retire
from dateline.search import ensure_indexes
from dateline.settings import Settings
from dateline.vitals import read_vitals
from dateline.walks import walk_events
from tests.operations import count_lines

SIZES = (500, 1_000, 2_000)
ROUNDS = 3
# One page: the counts, the search and its windows; each row, its event and what its article's events share.
PAGE_COMMANDS, ROW_COMMANDS = 14, 2.2
PAGE_LINES, ROW_LINES = 700, 75
# A step, and what reads in proportion in a store four times as large.
SAME, GROWN = 1.1, 4 * 1.2
WITHIN = ("near a point", "box")
PAGES = (
    "newest first", "a month", "type and status", "country, most certain", "frequent entity", "words, by relevance",
    "common word, by relevance", "a page far down",
)  # fmt: skip
STEPS = (
    "a commit",
    "a post",
    "a pass of the reconciler",
    "a pass of the retention",
    "a scrape",
    "a stretch of the feed",
)
SUMS = (*WITHIN, "timeline of all", "timeline of an entity", "facets", "facets of a month")
WALKS = ("a walk over all events", "a count of what is old")


@dataclass(frozen=True, slots=True)
class Operations:
    """What one kind of work took: commands of Redis, lines of ours, and the rows of the pages that it gave."""

    commands: int
    lines: int
    rows: int


Measured = list[dict[str, Operations]]


@pytest.fixture(scope="module")
def measured(redis_url: SecretStr) -> Iterator[Measured]:
    """The operations of each kind of work, for each size of the store."""
    world = World(random.Random(1))  # noqa: S311  # nothing secret is drawn
    with contextlib.closing(connect(redis_url, timeout_seconds=10)) as client:
        client.flushall()
        ensure_indexes(client)
        found: Measured = []
        for size in SIZES:
            fill(client, world, size - len(world.articles) * World.EVENTS)
            works = make_works(client, redis_url.get_secret_value(), world)
            found.append({name: measure(client, work) for name, work in works.items()})
        yield found
        client.flushall()


def make_works(client: redis.Redis, url: str, world: World) -> dict[str, Callable[[], object]]:
    """All that is counted."""
    jobs, ledger = open_queue(fakeredis.FakeRedis(), 60), Ledger(client, COLLECTION, Settings())
    queries = {name: partial(ask, client, name, run) for name, run in make_shapes(world).items()}
    return {
        **queries,
        "a commit": lambda: fill(client, world, World.EVENTS),
        "a post": lambda: ledger.accept(Article(id="again", text="x", published_at="2018-10-29")),
        "a pass of the reconciler": lambda: reconcile(client, jobs, Settings()),
        "a pass of the retention": lambda: retire(client, Settings(retention_days=36_000)),
        "a scrape": lambda: read_vitals(client),
        "a stretch of the feed": lambda: asyncio.run(read_feed(url)),
        "a walk over all events": lambda: list(walk_events(client, COLLECTION, EventQuery())),
        "a count of what is old": lambda: count_old(client, COLLECTION, Policy(1, "published", "settings")),
    }


def ask(client: redis.Redis, name: str, run: Callable[[redis.Redis, random.Random], object]) -> int:
    """Some rounds of one shape of query, the same ones each time; how many rows they gave."""
    draw = random.Random(name)  # noqa: S311  # nothing secret is drawn
    answers = [run(client, draw) for _ in range(ROUNDS)]
    return sum(len(answer.items) for answer in answers if isinstance(answer, Page))


async def read_feed(url: str) -> None:
    """The first hundred changes."""
    client = AsyncRedis.from_url(url, decode_responses=True)
    async with client:
        await read_after(client, COLLECTION, "0-0", 100)


def measure(client: redis.Redis, work: Callable[[], object]) -> Operations:
    """The operations of `work`, which was done once before."""
    rows = work()
    client.config_resetstat()
    lines = count_lines(work).total()
    told = cast("dict[str, dict[str, int]]", client.info("commandstats"))
    commands = sum(stats["calls"] for name, stats in told.items() if "config" not in name)
    return Operations(commands, lines, rows if isinstance(rows, int) else 0)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_what_its_rows_do_however_many_events_there_are(measured: Measured, name: str) -> None:
    for found in (operations[name] for operations in measured):
        assert found.commands <= PAGE_COMMANDS * ROUNDS + ROW_COMMANDS * found.rows
        assert found.lines <= PAGE_LINES * ROUNDS + ROW_LINES * found.rows
    assert measured[-1][name].rows > 0


@pytest.mark.parametrize("name", STEPS)
def test_a_step_costs_the_same_in_a_store_four_times_as_large(measured: Measured, name: str) -> None:
    small, _, large = (operations[name] for operations in measured)
    assert 0 < large.commands <= SAME * small.commands
    assert large.lines <= SAME * small.lines


@pytest.mark.parametrize("name", [*SUMS, *WALKS])
def test_a_sum_or_a_walk_costs_at_most_what_it_reads(measured: Measured, name: str) -> None:
    small, _, large = (operations[name] for operations in measured)
    assert 0 < large.commands <= GROWN * small.commands
    assert large.lines <= GROWN * small.lines
