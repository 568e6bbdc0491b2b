"""Which stories a telling is compared with: those that share one of its traits, in one of its weeks.  Pure.

Whatever `dateline.likeness` takes for one event shares a block: a place down to the first-level division, somebody
known, a number within a country, or the words themselves.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.accounts import days_of
from dateline.identity import digest
from dateline.likeness import COPIED_WORDS, HARM, LEAST_NUMBER, NATIONAL
from dateline.tellings import Spot, Telling, content_words

# A story is found by so many traits at most.
MAX_BLOCKS = 100
_WEEK = 7


@lru_cache(maxsize=1_024)
def blocks_of(telling: Telling) -> tuple[str, ...]:
    """The names of the blocks of `telling`; asked again and again while it is grouped."""
    family = "harm" if telling.type in HARM else telling.type.lower()
    begin, end = (day.toordinal() // _WEEK for day in days_of(telling))
    traits = list(dict.fromkeys(_traits(telling)))
    return tuple(f"{family}:{week}:{trait}" for week in range(begin, end + 1) for trait in traits)


def blocks_of_all(tellings: Iterable[Telling]) -> list[str]:
    """The blocks under which a story is found."""
    return list(dict.fromkeys(block for told in tellings for block in blocks_of(told)))[:MAX_BLOCKS]


def last_day(tellings: Iterable[Telling]) -> dt.date:
    """The last day on which it may have happened."""
    return max(told.end for told in tellings)


def _traits(telling: Telling) -> Iterator[str]:
    for spot in telling.spots:
        yield from _place_traits(spot, telling.type in NATIONAL)
        for n in telling.numbers:
            if spot.country and (n.role or n.value >= LEAST_NUMBER):
                yield f"n:{spot.country}:{n.value:g}"
    for party in telling.parties:
        yield f"p:{party.key}"
    words = content_words(telling.evidence)
    if len(words) >= COPIED_WORDS:
        yield f"w:{digest(*sorted(words))}"


def _place_traits(spot: Spot, national: bool) -> Iterator[str]:
    if spot.country is None:
        yield f"u:{digest(spot.name.casefold())}"
    elif spot.admin1 is not None:
        yield f"a:{spot.country}:{digest(spot.admin1)}"
    if spot.country is not None and (spot.admin1 is None or national):
        yield f"c:{spot.country}"
