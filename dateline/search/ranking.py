"""By relevance: all matches ranked at once, or, where they are many, block by block from the newest."""

from collections.abc import Iterator

from redis import Redis

from dateline import keys
from dateline.queries import Position
from dateline.search.engine import between, count
from dateline.search.ordering import RELEVANCE, walk_ordered
from dateline.search.windows import GROWTH, count_all, walk_windows

# Ranking reads every match, so that so many, or twice as many, are ranked together.
BLOCK = 2_000
MIN_SIZE = 1_000


def walk_ranked(
    client: "Redis",
    collection: str,
    condition: str,
    n: int,
    after: Position | None,
    *,
    start: float | None,
    size: int | None,
) -> Iterator[list[Position]]:
    """All matches after a position, the most relevant first, `n` at a time.

    With a `size` they are ranked in blocks: the days from `start` back that hold some thousands of them, then those
    before.  A walk goes on as it began: each position says which days it was ranked among, so that the next page is of
    the same block however many events came in meanwhile.
    """
    if (after is None and size is None) or (after is not None and after.block is None):
        yield from walk_ordered(client, condition, RELEVANCE, n, after, is_down=True)
        return
    if after is not None and after.block is not None:
        yield from _rank(client, condition, n, after, after.block)
        start = after.block[0] - 1
    for block in _find_blocks(client, collection, condition, start, size or MIN_SIZE):
        yield from _rank(client, condition, n, None, block)


def _rank(
    client: "Redis", condition: str, n: int, after: Position | None, block: tuple[int, int]
) -> Iterator[list[Position]]:
    within = f"{condition} {between('date', *block)}"
    for batch in walk_ordered(client, within, RELEVANCE, n, after, is_down=True):
        yield [position.model_copy(update={"block": block}) for position in batch]


def _find_blocks(
    client: "Redis", collection: str, condition: str, start: float | None, size: int
) -> Iterator[tuple[int, int]]:
    """(first, last) day of each block from `start` back; the first is looked for in the days of about `size` events.

    None holds far more than are ranked together (but for a single day that does), and few hold far less.
    """
    held, has_shrunk = count_all(client, collection), False
    while (window := next(walk_windows(client, collection, "date", start, is_down=True, size=size), None)) is not None:
        n = count(client, keys.EVENT_INDEX, f"{condition} {between('date', *window)}", 2 * BLOCK + 1)
        if n > 2 * BLOCK and size > MIN_SIZE:
            size, has_shrunk = max(MIN_SIZE, size // GROWTH), True
        elif n * GROWTH < BLOCK and size < held and not has_shrunk:
            size *= GROWTH
        else:
            if n:
                yield window
            start, has_shrunk = window[0] - 1, False
