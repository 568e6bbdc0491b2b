"""What a benchmark found: figures with their spread, ratios taken in the same run, and the aims set for them."""

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict

Unit = Literal[
    "words/s", "articles/s", "events/s", "lines/s", "ms", "s", "MB", "bytes", "cores", "found", "s per 100,000 words"
]


class Record(BaseModel):
    """A frozen record that is written to a file and read from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Aim(Record):
    """A bound for the figure itself or for its ratio."""

    bound: float
    side: Literal["at least", "at most"]
    of: Literal["value", "ratio"]


class Figure(Record):
    """One line of a table: `samples` has one value a round, and the figure is their median.

    `ratios` are those to what `against` names, taken round by round, so that a machine that grows slower meanwhile does
    not show in them.
    """

    name: str
    unit: Unit
    samples: tuple[float, ...]
    ratios: tuple[float, ...] = ()
    against: str = ""
    aim: Aim | None = None

    @property
    def value(self) -> float:
        """The median of the samples."""
        return statistics.median(self.samples)

    @property
    def ratio(self) -> float | None:
        """The median of the ratios."""
        return statistics.median(self.ratios) if self.ratios else None

    @property
    def is_met(self) -> bool | None:
        """Is the aim met?  None where there is none."""
        if self.aim is None:
            return None
        found = self.value if self.aim.of == "value" else self.ratio
        if found is None:
            return None
        return found >= self.aim.bound if self.aim.side == "at least" else found <= self.aim.bound


class Section(Record):
    """Figures that belong together, with a sentence on how they were taken."""

    title: str
    note: str
    figures: tuple[Figure, ...]


class Report(Record):
    """A whole run, on a machine that is named by its cores only."""

    machine: str
    sections: tuple[Section, ...]


def compare(
    name: str, unit: Unit, samples: Sequence[float], base: Sequence[float], against: str, aim: Aim | None = None
) -> Figure:
    """The figure with its ratios to `base`, which has one value of the same rounds each; none where it is the base."""
    ratios = tuple(sample / other for sample, other in zip(samples, base, strict=True) if name != against)
    return Figure(name=name, unit=unit, samples=tuple(samples), ratios=ratios, against=against, aim=aim)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that `share` of them do not exceed (nearest rank).  Raises ValueError for none."""
    if not values:
        raise ValueError("there is no percentile of nothing")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def split(values: Sequence[float], parts: int) -> list[Sequence[float]]:
    """The values in so many consecutive parts, as even as may be."""
    cuts = [round(part * len(values) / parts) for part in range(parts + 1)]
    return [values[begin:end] for begin, end in pairwise(cuts)]
