"""The queue as a discrete-event simulation: articles, workers that come and go, and Redis, which takes the commits.

One line of articles, first come first served; each worker takes one at a time; what it made is committed by one Redis,
one commit after the other.  A worker that is lost leaves its article behind: when its lease has ended, that goes before
all others, as the reconciler has it.  The same seed gives the same numbers.
"""

import heapq
from dataclasses import dataclass
from math import inf

import numpy as np

from bench.scale.arrivals import Times

LEASE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Loss:
    """From `begin` for `seconds`, this share of the workers is away."""

    begin: float
    seconds: float
    share: float


@dataclass(frozen=True, slots=True)
class Absence:
    """From `begin` for `seconds` Redis is away: nothing is taken up or committed, work in hand is done again."""

    begin: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Plant:
    """What there is to work with: workers, seconds of Redis for one commit, and what goes wrong."""

    workers: int
    commit_seconds: float = 0.0
    loss: Loss | None = None
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """When each article was taken up and when it was done, in the order of arrival; how many were begun anew."""

    arrivals: Times
    starts: Times
    ends: Times
    repeated: int

    @property
    def latencies(self) -> Times:
        """Seconds from arrival to done."""
        return self.ends - self.arrivals

    @property
    def waits(self) -> Times:
        """Seconds from arrival to the (last) start."""
        return self.starts - self.arrivals

    def waiting_at(self, seconds: Times) -> Times:
        """How many have arrived and are not done at each of these times."""
        arrived = np.searchsorted(self.arrivals, seconds, side="right")
        return np.asarray(arrived - np.searchsorted(np.sort(self.ends), seconds, side="right"), dtype=np.float64)


def simulate(arrivals: Times, services: Times, plant: Plant) -> Outcome:
    """Let `arrivals` (seconds, in order) be worked on for `services` seconds each, until the last is done."""
    line = _Line(arrivals.tolist(), services.tolist(), plant)
    for stop in _stops(plant):
        line.run(until=stop.at)
        line.stop(stop)
    line.run(until=float("inf"))
    return Outcome(arrivals, np.array(line.starts), np.array(line.ends), line.repeated)


@dataclass(frozen=True, slots=True)
class _Stop:
    """At a time, so many workers drop what they do, which is `found` later; they are back with nothing in hand."""

    at: float
    back: float
    found: float
    workers: int
    is_redis: bool


def _stops(plant: Plant) -> list[_Stop]:
    stops = []
    if loss := plant.loss:
        lost = round(plant.workers * loss.share)
        stops.append(_Stop(loss.begin, loss.begin + loss.seconds, loss.begin + LEASE_SECONDS, lost, is_redis=False))
    if away := plant.absence:
        # Leases run in Redis's own time, and have ended when it is back.
        back = away.begin + away.seconds
        stops.append(_Stop(away.begin, back, max(back, away.begin + LEASE_SECONDS), plant.workers, is_redis=True))
    return sorted(stops, key=lambda stop: stop.at)


class _Line:
    """The articles, the workers at work by when they are through, the idle ones by since when, and when Redis is free.

    Commits are carried out in the order in which the work for them ends.
    """

    def __init__(self, arrivals: list[float], services: list[float], plant: Plant) -> None:
        self._arrivals, self._services, self._commit = arrivals, services, plant.commit_seconds
        self._idle = [(0.0, worker) for worker in range(plant.workers)]
        self._working: list[tuple[float, int, int]] = []
        self._again: list[tuple[float, int]] = []
        self._redis_free, self._next = 0.0, 0
        self.starts, self.ends = [0.0] * len(arrivals), [0.0] * len(arrivals)
        self.repeated = 0

    def run(self, until: float) -> None:
        """Do all that is begun or ended before `until`."""
        working, idle = self._working, self._idle
        while True:
            through = working[0][0] if working else inf
            start, is_again = self._next_start()
            if min(through, start) >= until:
                return
            if through < start:
                _, worker, article = heapq.heappop(working)
                end = self._redis_free = max(through, self._redis_free) + self._commit
                self.ends[article] = end
                heapq.heappush(idle, (end, worker))
                continue
            if is_again:
                article = heapq.heappop(self._again)[1]
            else:
                article, self._next = self._next, self._next + 1
            self.starts[article] = start
            heapq.heappush(working, (start + self._services[article], heapq.heappop(idle)[1], article))

    def _next_start(self) -> tuple[float, bool]:
        """When the next article is begun by who is idle longest, and whether it is one that was left behind."""
        if not self._idle:
            return inf, False
        free = self._idle[0][0]
        arrived = self._arrivals[self._next] if self._next < len(self._arrivals) else inf
        if self._again and self._again[0][0] <= max(free, arrived):
            return max(free, self._again[0][0]), True
        return max(free, arrived), False

    def stop(self, stop: _Stop) -> None:
        """Take the first workers away, with what they have in hand; who stays goes on."""
        lost = [job for job in self._working if job[1] < stop.workers]
        self._working = [job for job in self._working if job[1] >= stop.workers]
        heapq.heapify(self._working)
        for _, _, article in lost:
            heapq.heappush(self._again, (stop.found, article))
        self.repeated += len(lost)
        idle = [(max(free, stop.back) if worker < stop.workers else free, worker) for free, worker in self._idle]
        self._idle = sorted([*idle, *((stop.back, worker) for _, worker, _ in lost)])
        if stop.is_redis:
            self._redis_free = max(self._redis_free, stop.back)
