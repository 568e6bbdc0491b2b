"""What an examination finds: for each check what was looked at, and what is wrong, with a few examples."""

from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["good", "note", "bad", "repaired"]
# Of each check so many are named; all are counted.
MAX_EXAMPLES = 5
MAX_SHOWN = 200

WHAT = {
    "redis": "Redis is set so that nothing is lost or answered in part",
    "indexes": "the indexes are there, and take in every document",
    "upgrade": "the store has the layout of this version, and no restore is half done",
    "states": "each article is in the one set of its state",
    "articles": "each article has its texts, its address and its age",
    "leases": "whoever works holds a lease; those that ended are taken over",
    "queue": "what waits on the ledger is in the queue",
    "events": "each event is stored once, and in the index once",
    "histograms": "histograms count what the index holds",
    "facets": "counts of types, entities, places and the like are what the index holds",
    "subjects": "entities and places, their names and aliases, are those of the articles",
    "stories": "each story has its events, and each event its story",
    "feed": "the feed's last word on an event is what became of it",
    "orphans": "nothing belongs to an article that is gone",
    "strays": "no key is unknown",
}


@dataclass
class Check:
    """One check: what it looked at, what it found wrong and repaired, and what is worth a note."""

    name: str
    looked: int = 0
    wrong: int = 0
    repaired: int = 0
    examples: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def state(self) -> State:
        """Good, or with a note; wrong, or repaired in full."""
        if self.wrong:
            return "repaired" if self.repaired >= self.wrong else "bad"
        return "note" if self.notes else "good"


class Report:
    """All checks, in the order in which they are shown."""

    def __init__(self) -> None:
        self.checks = {name: Check(name) for name in WHAT}

    def look(self, name: str, n: int = 1) -> None:
        """Count what a check looked at."""
        self.checks[name].looked += n

    def find(self, name: str, detail: str, *, is_repaired: bool = False) -> None:
        """Something is wrong."""
        check = self.checks[name]
        check.wrong += 1
        check.repaired += is_repaired
        if len(check.examples) < MAX_EXAMPLES:
            check.examples.append(detail[:MAX_SHOWN] + (" (repaired)" if is_repaired else ""))

    def note(self, name: str, detail: str) -> None:
        """Something that is not wrong is worth knowing."""
        if len(self.checks[name].notes) < MAX_EXAMPLES:
            self.checks[name].notes.append(detail)

    @property
    def is_good(self) -> bool:
        """Is nothing wrong, or all repaired?"""
        return all(check.state != "bad" for check in self.checks.values())

    def tell(self) -> dict[str, Any]:
        """As JSON has it."""
        checks = {
            name: {
                "what": WHAT[name], "state": check.state, "looked_at": check.looked, "wrong": check.wrong,
                "repaired": check.repaired, "examples": check.examples, "notes": check.notes,
            }
            for name, check in self.checks.items()
        }  # fmt: skip
        return {"good": self.is_good, "checks": checks}
