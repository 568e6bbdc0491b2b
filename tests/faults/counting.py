"""What became of the articles that a stack accepted, as Redis has it: a line of the table for each scenario."""

import statistics
from collections import Counter
from dataclasses import dataclass
from typing import Any

from dateline import keys
from tests.faults.harness import Stack


@dataclass(frozen=True)
class Tally:
    """What became of the articles that were accepted."""

    accepted: int
    enriched: int
    dead: int
    lost: int
    duplicated: int
    repeated_in_feed: int
    recovery_seconds: tuple[float, ...]

    def __str__(self) -> str:
        """One line of the table of `make faults`."""
        found = sorted(self.recovery_seconds)
        p50 = statistics.median(found) if found else 0.0
        p99 = found[min(len(found) - 1, int(len(found) * 0.99))] if found else 0.0
        return (
            f"{self.accepted:8} {self.enriched:8} {self.dead:8} {self.lost:8} {self.duplicated:8}"
            f" {self.repeated_in_feed:8} {len(found):8} {p50:8.2f} {p99:8.2f}"
        )


HEADER = (
    f"{'scenario':34} {'accepted':>8} {'enriched':>8} {'dead':>8} {'lost':>8} {'doubled':>8}"
    f" {'feed x2':>8} {'hit':>8} {'p50 s':>8} {'p99 s':>8}"
)


def report(name: str, counted: Tally) -> Tally:
    """One line of the table; pytest shows it with -s, as `make faults` does."""
    print(f"{name:34} {counted}")  # noqa: T201
    return counted


def tally(stack: Stack, hits: dict[str, float] | None = None) -> Tally:
    """Count, from what is in Redis; `hits` holds for articles that were at work at a kill, when that was (ms)."""
    client, collection, accepted = stack.client, stack.collection, sorted(set(stack.accepted))
    ended: dict[str, float] = {}
    states: Counter[str] = Counter()
    for name in keys.STATES:
        for article_id, score in client.zrange(keys.state(collection, name), 0, -1, withscores=True):
            states[article_id] += 1
            if name in ("succeeded", "partial"):
                ended[article_id] = score
    dead = set(client.zrange(keys.state(collection, "failed"), 0, -1))
    lost = [article_id for article_id in accepted if article_id not in ended and article_id not in dead]
    twice = [article_id for article_id, count in states.items() if count > 1]
    return Tally(
        accepted=len(accepted),
        enriched=sum(article_id in ended for article_id in accepted),
        dead=sum(article_id in dead for article_id in accepted),
        lost=len(lost),
        duplicated=len(twice) + count_surplus_events(client, collection, accepted),
        repeated_in_feed=count_repeats(client, collection),
        recovery_seconds=tuple(
            (ended[article_id] - at) / 1000
            for article_id, at in (hits or {}).items()
            if article_id in ended and int(client.hget(keys.article(collection, article_id), "attempts")) > 1
        ),
    )


def count_surplus_events(client: Any, collection: str, accepted: list[str]) -> int:
    """How many events the index has beyond those that the articles hold, or lacks, and how many two articles hold."""
    indexed = {name.rsplit(":", 1)[1] for name in client.scan_iter(keys.event(collection, "*"), count=1000)}
    held: Counter[str] = Counter()
    for article_id in accepted:
        held.update(set(client.hkeys(keys.events(collection, article_id))) - {keys.HEADER})
    return len(indexed ^ held.keys()) + sum(count - 1 for count in held.values())


def count_repeats(client: Any, collection: str) -> int:
    """How many feed entries tell again what one before told: the same event, of the same revision, created again.

    Raises AssertionError for an event that is created twice with different revisions and no retraction between.
    """
    alive: dict[str, str] = {}
    repeats = 0
    for _, entry in client.xrange(keys.feed(collection)):
        if entry["op"] == "retracted":
            alive.pop(entry["event"], None)
        elif entry["op"] == "created":
            known = alive.get(entry["event"])
            assert known in (None, entry["revision"]), f"{entry['event']} was created twice"
            repeats += known is not None
            alive[entry["event"]] = entry["revision"]
    return repeats
