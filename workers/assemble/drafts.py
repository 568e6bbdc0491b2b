"""An event while it is assembled: what its trigger came to, and what was found for it."""

from dataclasses import dataclass

from dateline.models import Actor, EventDate, EventPlace, EventSource
from workers.assemble.composition import Outcome
from workers.assemble.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of an event.  `words` (of the trigger), `evidence` and `also` are token spans with both ends."""

    trigger: Trigger
    outcome: Outcome
    words: tuple[int, int]
    evidence: tuple[int, int]
    sentence: int
    context: str | None = None
    actors: tuple[Actor, ...] = ()
    date: EventDate | None = None
    places: tuple[EventPlace, ...] = ()
    quantities: tuple[str, ...] = ()
    source: EventSource | None = None
    also: tuple[tuple[int, int], ...] = ()
