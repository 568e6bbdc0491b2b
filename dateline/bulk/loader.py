"""`dateline load`: files of enriched articles into a store, in batches, while the next ones are read."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError
from redis import Redis
from rich.console import Console

from dateline.bulk.blocks import find_size
from dateline.bulk.progress import Display, show, tell
from dateline.bulk.reading import Found, read_enriched_files
from dateline.errors import DatelineError, Setup
from dateline.fields import CollectionName
from dateline.loading import Loader, Outcome
from dateline.models import EnrichedArticle
from dateline.settings import Settings

# Large enough that the way to Redis is forgotten, small enough that a lease never ends in between.
BATCH_ARTICLES, BATCH_EVENTS = 8, 1_000
# While some batches wait for Redis, others are made.
THREADS = 8
# Objects more than before at which the collector looks at the young ones.
COLLECT_AFTER = 200_000


@dataclass(slots=True)
class LoadAccount:
    """What was loaded so far."""

    total_bytes: int | None
    read_bytes: int = 0
    loaded: int = 0
    events: int = 0
    known: int = 0
    refused: int = 0
    held: list[Found] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def describe(self) -> str:
        """In words, with the events loaded a second."""
        speed = self.events / max(time.monotonic() - self.began, 1e-9)
        told = f"{tell(self.loaded, 'article')} with {tell(self.events, 'event')} loaded ({speed:,.0f} events/s)"
        told += f", {self.known:,} known, {self.refused:,} refused"
        return f"{told}, {len(self.held):,} left: others are at work on them" if self.held else told


@dataclass(frozen=True, slots=True)
class _Batch:
    found: list[Found]
    ids: set[str]


# What waits for its answers, in the order in which it was begun.
_UnderWay: TypeAlias = dict[Future[list[Outcome]], _Batch]


def load_files(
    client: "Redis", collection: str, settings: Settings, files: Sequence[str], console: Console
) -> LoadAccount:
    """Load the enriched articles of `files`; what is refused is told on `console`, with file, line and reason.

    Articles of one id are loaded in the order of the files.  Those that another is at work on, perhaps a load that was
    ended, are tried once more when its lease must be over.  Raises Later and Unavailable (`require_layout`).
    """
    account = LoadAccount(find_size(files))
    loader = Loader(client, collection, settings)
    with _rest_collector(), show(account, console) as display:
        tell = partial(_finish, account=account, display=display, console=console)
        _load_all(loader, read_enriched_files(files), account, tell)
        if account.held:
            again, account.held = [replace(found, size=0) for found in account.held], []
            console.print(f"{len(again):,} are held by another; waiting for it", highlight=False)
            time.sleep(settings.lease_seconds)
            _load_all(loader, again, account, tell)
    return account


def _load_all(
    loader: Loader, found: Iterable[Found], account: LoadAccount, finish: Callable[[_UnderWay], None]
) -> None:
    """Load what was found, in batches of which several are under way at a time."""
    under_way: _UnderWay = {}
    with ThreadPoolExecutor(THREADS) as pool:
        for batch in _take_turns(_make_batches(found), loader.turn):
            while under_way and (
                len(under_way) >= 2 * THREADS or any(batch.ids & other.ids for other in under_way.values())
            ):
                finish(under_way)
            batch = _hold_back(batch, account)
            articles = [one.article for one in batch.found if isinstance(one.article, EnrichedArticle)]
            under_way[pool.submit(loader.load, articles)] = batch
        while under_way:
            finish(under_way)


def _hold_back(batch: _Batch, account: LoadAccount) -> _Batch:
    """The batch without the articles of which an earlier version is held: versions are loaded in their order."""
    ids = {one.article.id for one in account.held if isinstance(one.article, EnrichedArticle)} & batch.ids
    left = [one for one in batch.found if isinstance(one.article, DatelineError) or one.article.id not in ids]
    account.held += [one for one in batch.found if one not in left] if ids else []
    return _Batch(left, batch.ids - ids)


@contextmanager
def _rest_collector() -> Iterator[None]:
    """Have the garbage collector look seldom: an article is thousands of objects, none of them in a cycle.

    It took a third of the time.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def check_collection(name: str) -> str:
    """`name`, if a collection can be called so.  Raises Setup."""
    try:
        return TypeAdapter(CollectionName).validate_python(name)
    except ValidationError as error:
        raise Setup("--collection: a collection cannot be called so") from error


def _make_batches(found: Iterable[Found]) -> Iterator[_Batch]:
    """What was found, some at a time, each id once among them."""
    some, ids, events = list[Found](), set[str](), 0
    for one in found:
        article = one.article
        is_full = len(some) >= BATCH_ARTICLES or events >= BATCH_EVENTS
        if is_full or (isinstance(article, EnrichedArticle) and article.id in ids):
            yield _Batch(some, ids)
            some, ids, events = [], set(), 0
        some.append(one)
        if isinstance(article, EnrichedArticle):
            ids.add(article.id)
            events += len(article.events)
    if some:
        yield _Batch(some, ids)


def _take_turns(batches: Iterator[_Batch], turn: Lock) -> Iterator[_Batch]:
    """The batches, each made while nobody else has the turn."""
    while True:
        with turn:
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


def _finish(under_way: _UnderWay, account: LoadAccount, display: Display, console: Console) -> None:
    """Wait for the batch that was begun first, and count it in."""
    future = next(iter(under_way))
    outcomes = iter(future.result())
    for found in under_way.pop(future).found:
        account.read_bytes += found.size
        _note(account, found, found.article if isinstance(found.article, DatelineError) else next(outcomes), console)
    display.update()


def _note(account: LoadAccount, found: Found, outcome: Outcome, console: Console) -> None:
    if isinstance(outcome, DatelineError):
        account.refused += 1
        console.print(f"{found.where}: {outcome}", highlight=False, markup=False, soft_wrap=True)
    elif outcome == "loaded" and isinstance(found.article, EnrichedArticle):
        account.loaded += 1
        account.events += len(found.article.events)
    elif outcome == "known":
        account.known += 1
    else:
        account.held.append(found)
