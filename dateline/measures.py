"""Histograms as the scripts keep them in the totals of a collection: how long articles wait, jobs and stages take."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

Kind = Literal["wait", "job", "stage"]
# Upper bounds in seconds, spelled as in `lua/measures.lua`, which counts by them.
BOUNDS: dict[Kind, tuple[str, ...]] = {
    "wait": ("0.01", "0.05", "0.1", "0.5", "1", "5", "10", "30", "60", "300", "1800", "7200", "+Inf"),
    "job": ("0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "60", "120", "+Inf"),
    "stage": ("0.001", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "+Inf"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One histogram: (upper bound, how many took no longer), rising to +Inf; and the seconds of all."""

    buckets: tuple[tuple[str, int], ...]
    seconds: float

    @property
    def count(self) -> int:
        """How many were measured."""
        return self.buckets[-1][1]

    def since(self, before: "Measured") -> "Measured":
        """What was measured after `before`."""
        pairs = zip(self.buckets, before.buckets, strict=True)
        return Measured(
            tuple((bound, now - was) for (bound, now), (_, was) in pairs), max(0.0, self.seconds - before.seconds)
        )

    def mean(self) -> float | None:
        """Seconds; None where nothing was measured."""
        return self.seconds / self.count if self.count else None

    def quantile(self, share: float) -> float | None:
        """Below how many seconds `share` of all lie, evenly spread within a bucket; None where nothing was measured.

        What lies in the last bucket counts as its lower bound.
        """
        wanted, low, under = share * self.count, 0.0, 0
        if not self.count:
            return None
        for bound, count in self.buckets[:-1]:
            if count >= wanted:
                return low + (float(bound) - low) * (wanted - under) / max(count - under, 1)
            low, under = float(bound), count
        return low


def read_measured(totals: Mapping[str, float], kind: Kind, name: str) -> Measured:
    """The histogram of this name in the totals (`keys.totals`)."""
    counts = accumulate(int(totals.get(f"{name}:le:{bound}", 0)) for bound in BOUNDS[kind])
    return Measured(tuple(zip(BOUNDS[kind], counts, strict=True)), totals.get(f"{name}:sum", 0.0))


def name_stage(stage: str) -> str:
    """The name of a stage's histogram."""
    return f"stage:{stage}"
