"""When articles arrive: a day's rhythm, with a burst if one is asked for."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

DAY_SECONDS = 86_400
MINUTE_SECONDS = 60
# News has a rhythm: the busiest hour has so many times the mean, the quietest as much less.
SWING = 0.6
BUSIEST_HOUR = 14

Times = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Burst:
    """So many times the mean rate on top of the rhythm, from `begin` for `seconds`."""

    begin: float
    seconds: float
    times: float


def rate_at(seconds: Times, mean: float, burst: Burst | None) -> Times:
    """Articles a second at each of these seconds of the day, for a mean of `mean` a second."""
    phase = 2 * math.pi * (seconds / 3_600 - BUSIEST_HOUR) / 24
    rate = mean * (1 + SWING * np.cos(phase))
    if burst is not None:
        rate += mean * burst.times * ((seconds >= burst.begin) & (seconds < burst.begin + burst.seconds))
    return rate


def draw_arrivals(a_day: float, burst: Burst | None, draw: np.random.Generator) -> Times:
    """The seconds at which a day's articles arrive, in order: a Poisson process whose rate changes each minute."""
    minutes = np.arange(0, DAY_SECONDS, MINUTE_SECONDS, dtype=np.float64)
    counts = draw.poisson(rate_at(minutes + MINUTE_SECONDS / 2, a_day / DAY_SECONDS, burst) * MINUTE_SECONDS)
    return np.sort(np.repeat(minutes, counts) + draw.random(int(counts.sum())) * MINUTE_SECONDS)


def hold(arrivals: Times, begin: float, seconds: float) -> Times:
    """What arrives while nobody can take it comes as soon as somebody can: clients try again (503, `Retry-After`)."""
    return np.where((arrivals >= begin) & (arrivals < begin + seconds), begin + seconds, arrivals)
