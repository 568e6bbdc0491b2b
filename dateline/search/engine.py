"""What is said to the engine, and what it answers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast

from redis import Redis, ResponseError
from redis.commands.search import reducers
from redis.commands.search.aggregation import AggregateRequest

from dateline.errors import Unavailable
from dateline.terms import Term

# Dialect 4 gave wrong rows for a range sorted the other way round.
DIALECT = 2
# The engine gives ten rows where no number is asked for.
MAX_ROWS = 1_000_000


def aggregate(client: "Redis", index: str, request: AggregateRequest) -> list[dict[str, str]]:
    """The rows that a request gives.  Raises Unavailable where it takes longer than the engine's time limit."""
    with translate():
        rows = cast(list[list[str]], client.ft(index).aggregate(request.dialect(DIALECT)).rows)
    return [dict(zip(row[::2], row[1::2], strict=True)) for row in rows]


def count(client: "Redis", index: str, condition: str, at_most: int) -> int:
    """How many documents meet the condition, counted up to `at_most`, since counting all takes as long as they are."""
    request = AggregateRequest(condition).limit(0, at_most).group_by([], reducers.count().alias("n"))
    rows = aggregate(client, index, request)
    return int(rows[0]["n"]) if rows else 0


@contextmanager
def translate() -> Iterator[None]:
    """A search past the engine's time limit is refused rather than answered in part."""
    try:
        yield
    except ResponseError as error:
        if "timeout" in str(error).lower():
            raise Unavailable("the search took longer than its time limit; narrow it down") from error
        raise


def tags(field: str, values: Iterable[str]) -> str:
    """The condition that a tag field holds one of `values`."""
    return f"@{field}:{{{' | '.join(escape(value) for value in values)}}}"


def escape(value: str) -> str:
    """`value` as the engine reads a tag literally."""
    return "".join(c if c.isalnum() or c == "_" else "\\" + c for c in value)


def between(field: str, low: float | str, high: float | str) -> str:
    """The condition that a number lies between two, both included."""
    return f"@{field}:[{low} {high}]"


def words(field: str, terms: Iterable[Term]) -> str:
    """The condition that all terms hold of a text field."""
    return f"@{field}:({' '.join(map(_write_term, terms))})"


def _write_term(term: Term) -> str:
    if term.kind == "phrase":
        return '"' + " ".join(term.words) + '"'
    return term.words[0] + ("*" if term.kind == "beginning" else "")
