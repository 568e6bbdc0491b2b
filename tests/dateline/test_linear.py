"""Stories: the work of a batch grows with what it holds, however many of its events share a day, a place or nothing."""

import datetime as dt
from collections.abc import Callable
from itertools import count

import pytest

from dateline.stories import Book
from dateline.storylines import summarize
from dateline.tellings import Telling
from tests.dateline.telling import killed, person, telling
from tests.operations import find_steep

SIZE = 60
Make = Callable[[int], Telling]


def day(i: int) -> str:
    """A day for each number, ten apart."""
    return (dt.date(2000, 1, 1) + dt.timedelta(days=10 * i)).isoformat()


BATCHES: dict[str, Make] = {
    "nothing in common": lambda i: telling(f"e{i}", day=day(i), parties=(person(f"p{i}"),)),
    "one event": lambda i: telling(f"e{i}", numbers=(killed(11),), evidence="a blast in the market"),
    "one place and its own day": lambda i: telling(f"e{i}", "one", day=day(i)),
    "one person and its own day": lambda i: telling(f"e{i}", day=day(i), spots=(), parties=(person("keller"),)),
}


@pytest.mark.parametrize("name", BATCHES)
def test_twice_the_tellings_take_twice_the_lines(name: str) -> None:
    def work(size: int) -> Callable[[], object]:
        tellings = [BATCHES[name](i) for i in range(size)]
        return lambda: add(tellings)

    assert find_steep(work, SIZE) == {}


def test_a_story_is_summed_up_in_proportion_to_its_tellings() -> None:
    def work(size: int) -> Callable[[], object]:
        tellings = [telling(f"e{i}", numbers=(killed(i),), parties=(person(f"p{i}"),)) for i in range(size)]
        return lambda: summarize("s", tellings, (), ())

    assert find_steep(work, SIZE) == {}


def add(tellings: list[Telling]) -> Book:
    """The stories of a batch, one telling after the other, in a store that held none."""
    numbers = count()
    book = Book(
        load=lambda _: {},
        near=lambda _: [],
        name=lambda event: f"s-{event}-{next(numbers)}",
        are_copies=lambda *_: False,
    )
    for told in tellings:
        book.add(told)
    return book
