"""Which stories a telling is compared with, and which ids are free: asked of Redis for many tellings at once."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count

from redis import Redis

from dateline import keys
from dateline.blocks import blocks_of
from dateline.identity import digest
from dateline.tellings import Telling

# Of the stories of one block those that may be compared, the latest first.
MAX_NEAR = 100
# Tellings that are looked up in one round trip.
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Prospect:
    """A telling, the stories that share a block with it, and whether the first id that its event may give is taken."""

    telling: Telling
    near: list[str]
    is_taken: bool


class Prospects:
    """Those of one collection, whose stories nobody changes meanwhile; `renew` is called again and again."""

    def __init__(self, client: "Redis", collection: str, renew: Callable[[], object]) -> None:
        self._client = client
        self._collection = collection
        self._renew = renew
        self._known: dict[str, _Prospect] = {}

    def look_up(self, tellings: Sequence[Telling]) -> None:
        """Have the prospects of `tellings`, one for each event, at hand."""
        for begin in range(0, len(tellings), AT_ONCE):
            some = tellings[begin : begin + AT_ONCE]
            with self._client.pipeline(transaction=False) as pipe:
                for telling in some:
                    self._renew()
                    self._ask_taken(pipe, _candidate(telling.event, 0))
                    self._ask_near(pipe, telling)
                answers = iter(pipe.execute())
            for telling in some:
                self._renew()
                is_taken = any([next(answers), next(answers)])
                near = _flatten(next(answers) for _ in blocks_of(telling))
                self._known[telling.event] = _Prospect(telling, near, is_taken)

    def near(self, telling: Telling) -> list[str]:
        """The ids of the stories that share a block with `telling`."""
        self._renew()
        known = self._known.get(telling.event)
        if known is not None and known.telling is telling:
            return known.near
        with self._client.pipeline(transaction=False) as pipe:
            self._ask_near(pipe, telling)
            return _flatten(pipe.execute())

    def name(self, event: str, in_hand: Collection[str]) -> str:
        """An id that no story has or had, nor any of those in hand; of an event always the same, while it is free."""
        for n in count():
            story = _candidate(event, n)
            if story not in in_hand and not self._is_taken(event, n):
                return story
        raise RuntimeError("unreachable")

    def _is_taken(self, event: str, n: int) -> bool:
        if n == 0 and (known := self._known.get(event)) is not None:
            return known.is_taken
        with self._client.pipeline(transaction=False) as pipe:
            self._ask_taken(pipe, _candidate(event, n))
            return any(pipe.execute())

    def _ask_taken(self, pipe: "Redis", story: str) -> None:
        pipe.exists(keys.story(self._collection, story))
        pipe.hexists(keys.story_aliases(self._collection), story)

    def _ask_near(self, pipe: "Redis", telling: Telling) -> None:
        for block in blocks_of(telling):
            pipe.zrange(keys.story_block(self._collection, block), 0, MAX_NEAR - 1, desc=True)


def _candidate(event: str, n: int) -> str:
    return f"s{digest(event, str(n))}"


def _flatten(found: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(found)))
