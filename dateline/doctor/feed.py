"""Checks of the feed, as far back as memory allows: its newest entries."""

from collections.abc import Sequence
from typing import cast

from dateline import keys
from dateline.doctor.store import BATCH, Store, Wrong

# So many of the newest entries are looked at.
NEWEST = 20_000


def read_last_words(store: Store) -> dict[str, tuple[str, str]]:
    """For each event what the newest entries say of it last, and its article."""
    last: dict[str, tuple[str, str]] = {}
    end, left = "+", NEWEST
    while left > 0:
        found = store.client.xrevrange(keys.feed(store.collection), end, count=min(BATCH, left))
        entries = cast("list[tuple[str, dict[str, str]]]", found)
        for _, fields in entries:
            last.setdefault(fields["event"], (fields["op"], fields["article"]))
        if not entries:
            break
        end, left = f"({entries[-1][0]}", left - len(entries)
    return last


class LastWords:
    """What the feed says last of events: read once, and anew only where something looks wrong."""

    def __init__(self, store: Store) -> None:
        self._last = read_last_words(store)
        self.events = list(self._last)

    def look(self, store: Store, events: Sequence[str]) -> Wrong:
        """Events that the feed says are gone though they are there, or the other way round."""
        asked = [(event, *self._last[event]) for event in events if event in self._last]
        found = store.ask([("HEXISTS", keys.events(store.collection, article), event) for event, _, article in asked])
        wrong = {
            event: f"the feed's last word on event {event} is {op!r}, and it is {'there' if is_there else 'gone'}"
            for (event, op, _), is_there in zip(asked, found, strict=True)
            if is_there == (op == "retracted")
        }
        if wrong:
            self._last = read_last_words(store)
        return wrong
