"""Days that go as usual and days that do not, and how many workers each takes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bench.scale.arrivals import DAY_SECONDS, SWING, Burst, Times, draw_arrivals, hold
from bench.scale.figures import Costs
from bench.scale.simulation import Absence, Loss, Outcome, Plant, simulate

HOUR = 3_600.0
# Things go wrong in the busiest hour; what is looked at are the articles from an hour before until two hours after.
AT, FROM, UNTIL = 14 * HOUR, 13 * HOUR, 16 * HOUR
SHARES = (0.5, 0.95, 0.99)
# The search for workers ends where two numbers differ by less than this share.
FINE = 0.04
MOST_WORKERS = 100_000


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happens beside the day's rhythm."""

    burst: Burst | None = None
    loss: Loss | None = None
    absence: Absence | None = None


SCENARIOS: Mapping[str, Scenario] = {
    "a usual day": Scenario(),
    "10 times the mean for an hour": Scenario(burst=Burst(AT, HOUR, 9.0)),
    "a third of the workers lost for 10 minutes": Scenario(loss=Loss(AT, 600.0, 1 / 3)),
    "Redis away for 5 minutes": Scenario(absence=Absence(AT, 300.0)),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One simulation, told in short: seconds, articles."""

    workers: int
    articles: int
    latencies: tuple[float, ...]
    longest: float
    backlog: int
    drained: float
    repeated: int
    outcome: Outcome


class Day:
    """The articles of one day of a scenario, drawn once, to be worked on by any number of workers."""

    def __init__(self, costs: Costs, a_day: float, scenario: Scenario, seed: int, redis: int = 1) -> None:
        draw = np.random.default_rng(seed)
        arrivals = draw_arrivals(a_day, scenario.burst, draw)
        arrivals = arrivals[(arrivals >= FROM) & (arrivals < UNTIL)]
        if away := scenario.absence:
            arrivals = hold(arrivals, away.begin, away.seconds)
        self.arrivals = arrivals
        self.services = draw_services(costs, len(arrivals), draw)
        self._scenario = scenario
        self.redis = redis
        # So many servers, each for a part of the articles, are reckoned as one that is so many times as fast.
        self._commit = (costs.redis_seconds + costs.story_redis_seconds) / redis
        each = costs.worker_seconds + self._commit
        self.fewest = int(a_day / DAY_SECONDS * each) + 1
        self.most_busy = int(np.bincount((arrivals // 60).astype(int)).max() / 60 * each) + 1

    def run(self, workers: int) -> Seen:
        """Let so many workers do it."""
        plant = Plant(workers, self._commit, self._scenario.loss, self._scenario.absence)
        return tell(workers, simulate(self.arrivals, self.services, plant))

    def find_workers(self, p99_seconds: float) -> Seen | None:
        """The day with the fewest workers that keep the p99 under this; None where Redis is too slow for any number."""
        if not self._redis_keeps_up(p99_seconds):
            return None
        low, high = self.fewest - 1, self.most_busy
        seen = self.run(high)
        while seen.latencies[-1] > p99_seconds:
            low, high = high, 2 * high
            if high > MOST_WORKERS:
                return None
            seen = self.run(high)
        while high - low > max(1, FINE * high):
            middle = (low + high) // 2
            tried = self.run(middle)
            if tried.latencies[-1] <= p99_seconds:
                high, seen = middle, tried
            else:
                low = middle
        return seen

    def _redis_keeps_up(self, p99_seconds: float) -> bool:
        """Would the commits alone, of workers that take no time, be done in time?"""
        done = np.arange(1, len(self.arrivals) + 1) * self._commit
        # When a server that never rests between two articles would have ended: the latest of all that may begin it.
        ends = np.maximum.accumulate(self.arrivals - done + self._commit) + done
        return float(np.quantile(ends - self.arrivals, SHARES[-1])) < p99_seconds


def draw_services(costs: Costs, count: int, draw: np.random.Generator) -> Times:
    """Seconds of work for so many articles: gamma, with the mean and the spread that were measured."""
    shape = 1 / costs.worker_variation**2
    return draw.gamma(shape, costs.worker_seconds / shape, count)


def tell(workers: int, outcome: Outcome) -> Seen:
    """What is to be seen of a simulation: the backlog by minutes, and when after AT it was as small again as before."""
    latencies = outcome.latencies
    minutes = np.arange(FROM, outcome.ends.max() + 60, 60.0)
    backlog = outcome.waiting_at(minutes)
    usual = max(backlog[minutes < AT].max(initial=0.0), 2.0 * workers)
    late = minutes[(minutes >= AT) & (backlog > usual)]
    return Seen(
        workers=workers,
        articles=len(latencies),
        latencies=tuple(float(np.quantile(latencies, share)) for share in SHARES),
        longest=float(latencies.max()),
        backlog=int(backlog.max()),
        drained=float(late.max() - AT) + 60.0 if len(late) else 0.0,
        repeated=outcome.repeated,
        outcome=outcome,
    )


def describe_rhythm() -> str:
    """The rhythm in words."""
    return f"the busiest hour has {1 + SWING:.1f} times the mean, the quietest {1 - SWING:.1f} times"
