"""Pages of events."""

from collections.abc import Iterator

from redis import Redis

from dateline import keys
from dateline.matching import is_local, lies_within
from dateline.models import EventRecord
from dateline.queries import EventQuery, Page, Position
from dateline.schema import split_later
from dateline.search.conditions import event_conditions
from dateline.search.cursors import encode_cursor
from dateline.search.engine import count
from dateline.search.ordering import RELEVANCE, walk_in_windows, walk_ordered
from dateline.search.ranking import BLOCK, walk_ranked
from dateline.search.tallies import read_tally
from dateline.search.windows import GROWTH, count_all
from dateline.store import read_events

# What a box or circle reads at once, and at most for one page.
LOCAL_BATCH, MAX_SCAN = 200, 5_000
# Totals that commits have not counted are exact up to this.
COUNT_CAP = 10_000
# So many matches are sorted at once; of more, windows are read.
SORT_CAP = 2_000
MIN_WINDOW = 1_000
_SORT_FIELD = {"date": "date", "published": "pub", "confidence": "conf", "relevance": RELEVANCE}


def find_events(client: "Redis", collection: str, query: EventQuery) -> Page[EventRecord]:
    """A page of events; `next` is the opaque cursor of the page after it."""
    condition = event_conditions(collection, query)
    held = count_all(client, collection)
    total, is_exact = _count(client, collection, query, condition, held)
    batches = _walk(client, collection, query, condition, total, held)
    if is_local(query):
        rows, last, seen_all, total = _collect_within(client, collection, batches, query)
        # How many lie within is known where all were looked at.
        is_exact = seen_all and query.after is None
    else:
        rows, last = _collect(batches, query.limit)
    items, unread = split_later(read_events(client, collection, [position.id for position in rows]))
    return Page(
        items=items,
        next=encode_cursor(query.sort, last) if last else None,
        total=total,
        total_is_exact=is_exact,
        unread=unread,
    )


def count_events(client: "Redis", collection: str, query: EventQuery) -> int:
    """How many events match, apart from the edges of a box or circle; of more than COUNT_CAP, at least so many."""
    return size_up(client, collection, query)[0]


def size_up(client: "Redis", collection: str, query: EventQuery) -> tuple[int, bool]:
    """How many events match, apart from the edges of a box or circle, and whether that is exact.

    It is up to COUNT_CAP, and where a commit counted just these.
    """
    condition = event_conditions(collection, query)
    return _count(client, collection, query, condition, count_all(client, collection))


def is_unfiltered(query: EventQuery) -> bool:
    """Does the query ask for all events, in whatever order?"""
    return query == EventQuery(sort=query.sort, limit=query.limit, after=query.after)


def _count(client: "Redis", collection: str, query: EventQuery, condition: str, held: int) -> tuple[int, bool]:
    """How many match, and whether that is exact; `held` is how many events there are."""
    if is_unfiltered(query):
        return held, True
    if held == 0:
        return 0, True
    tally = read_tally(client, collection, query)
    if tally is not None:
        return tally, True
    n = count(client, keys.EVENT_INDEX, condition, COUNT_CAP + 1)
    return min(n, COUNT_CAP), n <= COUNT_CAP


def _walk(
    client: "Redis", collection: str, query: EventQuery, condition: str, total: int, held: int
) -> Iterator[list[Position]]:
    """The matches in order, in batches."""
    field, is_down = _SORT_FIELD[query.sort.lstrip("-")], query.sort.startswith("-")
    n = max(query.limit + 1, LOCAL_BATCH) if is_local(query) else query.limit + 1
    start = find_start(query, query.sort.lstrip("-"), is_down=is_down)
    if field == RELEVANCE:
        # Of more than are counted there may be ten times as many.
        part = BLOCK if total < COUNT_CAP else BLOCK // GROWTH
        size = max(MIN_WINDOW, part * held // total) if total > SORT_CAP else None
        return walk_ranked(client, collection, condition, n, query.after, start=start, size=size)
    if total <= SORT_CAP:
        return walk_ordered(client, condition, field, n, query.after, is_down=is_down)
    # If the matches lie evenly, the first window holds the page twice; from a day that is asked for on they lie close.
    size = MIN_WINDOW if start is not None else max(MIN_WINDOW, 2 * n * held // total)
    return walk_in_windows(
        client, collection, condition, field, n, query.after, is_down=is_down, start=start, size=size
    )


def find_start(query: EventQuery, sort: str, *, is_down: bool) -> float | None:
    """The first value of `sort` that the filters leave; None where they do not tell."""
    if sort in ("date", RELEVANCE) and is_down:
        bound = query.datetime.end if query.datetime else None
    elif sort == "published" and query.published:
        bound = query.published.end if is_down else query.published.begin
    else:
        bound = None
    return bound.toordinal() if bound else None


def _collect(batches: Iterator[list[Position]], limit: int) -> tuple[list[Position], Position | None]:
    """The rows of one page, and the position that the next one starts after, None on the last."""
    rows: list[Position] = []
    for batch in batches:
        rows += batch
        if len(rows) > limit:
            return rows[:limit], rows[limit - 1]
    return rows, None


def _collect_within(
    client: "Redis", collection: str, batches: Iterator[list[Position]], query: EventQuery
) -> tuple[list[Position], Position | None, bool, int]:
    """The same of those with a place in the box or circle, whether all were looked at, and how many there are at least.

    A page that read MAX_SCAN rows in vain ends where it stopped.
    """
    rows: list[Position] = []
    scanned, last = 0, None
    for batch in batches:
        within = set(keep_within(client, collection, [position.id for position in batch], query))
        rows += [position for position in batch if position.id in within]
        scanned, last = scanned + len(batch), batch[-1]
        if len(rows) > query.limit:
            return rows[: query.limit], rows[query.limit - 1], False, len(rows)
        if scanned >= MAX_SCAN:
            return rows, last, False, len(rows)
    return rows, None, True, len(rows)


def keep_within(client: "Redis", collection: str, ids: list[str], query: EventQuery) -> list[str]:
    """Those of the events with one place in the box or circle, of which the engine knows the cells alone."""
    with client.pipeline(transaction=False) as pipe:
        for event_id in ids:
            pipe.hget(keys.event(collection, event_id), "geo")
        found = pipe.execute()
    return [
        event_id
        for event_id, geo in zip(ids, found, strict=True)
        if geo is not None and lies_within({"geo": geo}, query)
    ]
