"""Fitting: a small trainer, and the two networks of the stage."""

import math
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from bench.fit.corpus import Case
from bench.fit.judging import judge, targets
from bench.fit.lessons import Lesson
from workers.stages.places.features import Matrix, Support, relate
from workers.stages.places.network import Network, sigmoid
from workers.stages.places.reading import Reading, describe_reading
from workers.stages.places.resolution import ROUNDS, prior, prior_weights, resolve

RANKER_UNITS, RECOGNISER_UNITS = 12, 12
RANKER_DECAY, RECOGNISER_DECAY = 4e-2, 4e-3
STEPS, RATE = 250, 0.03
SEEDS = 2

# A case, the features of its mentions, whether each is right, how much it counts, the reading.
Judged = tuple[Case, Matrix, Matrix, Matrix, Reading]


class Trainer:
    """Adam on a Network's weights; decay draws the linear ones to `anchor` and the others to nought."""

    def __init__(self, features: int, units: int, decay: float, seed: int, anchor: Matrix | None = None) -> None:
        random = np.random.default_rng(seed)
        self.values = [
            random.normal(0, 0.3 / math.sqrt(features), (features, units)), np.zeros(units),
            random.normal(0, 0.3, units), np.zeros(features), np.zeros(1),
        ]  # fmt: skip
        self.values = [v.astype(np.float32) for v in self.values]
        self.anchor = np.zeros(features) if anchor is None else anchor
        self.values[3] = self.anchor.astype(np.float32)
        self.decay = decay
        self.first = [np.zeros_like(v) for v in self.values]
        self.second = [np.zeros_like(v) for v in self.values]
        self.count = 0

    def network(self) -> Network:
        """The weights as they are now."""
        hidden, bias, out, linear, constant = self.values
        return Network(hidden, bias, out, linear, float(constant[0]))

    def step(self, rows: Matrix, gradient: Callable[[Matrix], Matrix], rate: float) -> None:
        """One step on all rows; `gradient` gives the loss's derivative by each score."""
        hidden, bias, out, linear, constant = self.values
        units = np.tanh(rows @ hidden + bias)
        by_score = gradient(units @ out + rows @ linear + constant[0])
        inner = np.outer(by_score, out) * (1 - units**2)
        slopes = [rows.T @ inner, inner.sum(0), units.T @ by_score, rows.T @ by_score, np.array([by_score.sum()])]
        self.count += 1
        for i, slope in enumerate(slopes):
            if i in (0, 2, 3):
                slope = slope + self.decay * (self.values[i] - (self.anchor if i == 3 else 0.0))
            self.first[i] = 0.9 * self.first[i] + 0.1 * slope
            self.second[i] = 0.999 * self.second[i] + 0.001 * slope**2
            mean, square = self.first[i] / (1 - 0.9**self.count), self.second[i] / (1 - 0.999**self.count)
            self.values[i] = self.values[i] - rate * mean / (np.sqrt(square) + 1e-8)


def fit_ranker(cases: list[Case], lessons: list[Lesson], rounds: int = ROUNDS) -> Network:
    """A ranker fitted round after round: each on the features that the round before leads to."""
    known = [(case.groups, case.home, case.domain, targets(case)) for case in cases]
    known += [([group for group, *_ in lesson], None, None, lesson) for lesson in lessons]
    network: Network | None = None
    for n in range(rounds):
        rows, right, weights, starts = [], [], [], [0]
        for groups, home, domain, chosen in known:
            every = [*groups, home] if home else groups
            if n == 0:
                for group in every:
                    group.probabilities = prior(group.static)
            else:
                resolve(groups, home, domain, network, n)
            support = Support(every)
            for group, target, weight in chosen:
                rows.append(np.hstack((group.static, relate(group, support, home, domain))))
                right.append(target)
                weights.append(weight)
                starts.append(starts[-1] + len(target))
        data = np.vstack(rows).astype(np.float32), np.concatenate(right), np.array(weights), np.array(starts)
        seeds = range(SEEDS if n == rounds - 1 else 1)
        network = merge([_fit_listwise(*data, seed) for seed in seeds])
    if network is None:
        raise ValueError("no rounds")
    return network


def merge(networks: list[Network]) -> Network:
    """One network that gives the mean of the scores."""
    n = len(networks)
    return Network(
        np.hstack([w.hidden for w in networks]), np.concatenate([w.bias for w in networks]),
        np.concatenate([w.out for w in networks]) / n, np.mean([w.linear for w in networks], axis=0),
        sum(w.constant for w in networks) / n,
    )  # fmt: skip


def _fit_listwise(rows: Matrix, right: Matrix, weights: Matrix, starts: npt.NDArray[np.intp], seed: int) -> Network:
    trainer = Trainer(rows.shape[1], RANKER_UNITS, RANKER_DECAY * len(weights) / 100, seed, prior_weights())
    sizes = np.diff(starts)
    first = starts[:-1]

    def gradient(scores: Matrix) -> Matrix:
        top = np.repeat(np.maximum.reduceat(scores, first), sizes)
        power = np.exp(scores - top)
        p = power / np.repeat(np.add.reduceat(power, first), sizes)
        good = p * right
        q = good / np.repeat(np.maximum(np.add.reduceat(good, first), 1e-9), sizes)
        return np.asarray((p - q) * np.repeat(weights, sizes), dtype=np.float32)

    for step in range(STEPS):
        trainer.step(rows, gradient, RATE * (1 - step / STEPS))
    return trainer.network()


def fit_recogniser(rows: Matrix, right: Matrix, counts: Matrix) -> Network:
    """A logistic network, the mean of some."""
    return merge([_fit_logistic(rows, right, counts, seed) for seed in range(SEEDS)])


def _fit_logistic(rows: Matrix, right: Matrix, counts: Matrix, seed: int) -> Network:
    trainer = Trainer(rows.shape[1], RECOGNISER_UNITS, RECOGNISER_DECAY * len(rows) / 100, seed)

    def gradient(scores: Matrix) -> Matrix:
        return np.asarray((sigmoid(scores) - right) * counts, dtype=np.float32)

    for step in range(STEPS):
        trainer.step(rows, gradient, RATE * (1 - step / STEPS))
    return trainer.network()


def read_case(case: Case, ranker: Network) -> Reading:
    """The reading of a case under a ranker."""
    resolve(case.groups, case.home, case.domain, ranker)
    return describe_reading(case.doc, case.mentions, case.groups, case.home, case.domain)


def cross_read(cases: list[Case], lessons: list[Lesson], folds: int) -> list[Judged]:
    """Readings of every case under a ranker that was fitted on the other folds."""
    out = []
    for fold in range(folds):
        ranker = fit_ranker([c for c in cases if c.fold != fold], lessons)
        out += [read_judged(case, ranker) for case in cases if case.fold == fold]
    return out


def read_judged(case: Case, ranker: Network) -> Judged:
    """The reading of a case under a ranker, judged at once, as another ranker changes the groups."""
    reading = read_case(case, ranker)
    right, counts = judge(case, reading)
    return case, reading.features, right, counts, reading


def stack(readings: Iterable[Judged]) -> tuple[Matrix, Matrix, Matrix]:
    """The features of all mentions, whether they are right, and how much they count."""
    rows, right, counts = zip(*((r[1], r[2], r[3]) for r in readings), strict=True)
    return np.concatenate(rows), np.concatenate(right), np.concatenate(counts)
