"""Figures of articles that the networks were not fitted on, and how far the confidence can be trusted."""

import sys

import numpy as np

from bench.fit.calibration import Line, apply_line, fit_line
from bench.fit.corpus import FOLDS, Case
from bench.fit.judging import tally
from bench.fit.lessons import Lesson
from bench.fit.training import Judged, cross_read, fit_ranker, fit_recogniser, read_judged, stack
from workers.stages.places.features import Matrix
from workers.stages.places.network import sigmoid
from workers.stages.places.selection import THRESHOLD

THRESHOLDS = (0.2, THRESHOLD, 0.4, 0.5)


def cross_judge(readings: list[Judged]) -> list[Matrix]:
    """The probabilities of all mentions, each fold's under a recogniser that was fitted on the others."""
    nets = [fit_recogniser(*stack([r for r in readings if r[0].fold != fold])) for fold in range(FOLDS)]
    return [sigmoid(nets[r[0].fold].score(r[1])) for r in readings]


def fit_calibration(readings: list[Judged], chances: list[Matrix], without: int | None = None) -> Line:
    """The line of the judged articles, those of the fold `without` left out."""
    found = [(r, p) for r, p in zip(readings, chances, strict=True) if r[0].judged and r[0].fold != without]
    p, right, counts = _join(found)
    return fit_line(p[counts > 0], right[counts > 0])


def report_folds(readings: list[Judged], chances: list[Matrix]) -> None:
    """Each quarter of the articles under networks fitted on the others; reliability before and after the line."""
    found = list(zip(readings, chances, strict=True))
    for corpus in sorted({r[0].corpus for r in readings}):
        _say_corpus(corpus, [(r, p) for r, p in found if r[0].corpus == corpus])
    lines = [fit_calibration(readings, chances, fold) for fold in range(FOLDS)]
    _say("the recogniser's probability:")
    _say_reliability([(r, p) for r, p in found if r[0].judged])
    _say("the confidence, by the line of the other folds:")
    _say_reliability([(r, apply_line(lines[r[0].fold], p)) for r, p in found if r[0].judged])


def report_halves(cases: list[Case], lessons: list[Lesson]) -> None:
    """Each half of the corpora under networks that were fitted on the other half."""
    for half in (0, 1):
        train = [c for c in cases if c.half == half]
        ranker = fit_ranker(train, lessons)
        recogniser = fit_recogniser(*stack(cross_read(train, lessons, FOLDS)))
        held = [read_judged(c, ranker) for c in cases if c.half != half and c.judged]
        for corpus in sorted({r[0].corpus for r in held}):
            _say(f"fitted on half {half}, measured on the other:")
            _say_corpus(corpus, [(r, sigmoid(recogniser.score(r[1]))) for r in held if r[0].corpus == corpus])


def _say_corpus(corpus: str, found: list[tuple[Judged, Matrix]]) -> None:
    made_up = not any(r[0].judged for r, _ in found)
    for threshold in THRESHOLDS:
        total = np.sum(
            [tally(r[0], r[4], p, r[2], threshold) for r, p in found if r[0].judged or made_up], axis=0, dtype=float
        )
        hits, judged, located, overlaps, gold = total
        f1 = 2 * hits / (judged + located)
        _say(
            f"{corpus:<12} threshold {threshold}: p {hits / judged:.3f} r {hits / located:.3f} f1 {f1:.4f}, "
            f"overlap recall {overlaps / gold:.3f}"
        )


def _say_reliability(found: list[tuple[Judged, Matrix]]) -> None:
    """How often mentions of a given confidence are right."""
    p, right, counts = _join(found)
    _say("| confidence | mentions | mean confidence | right |\n| --- | --- | --- | --- |")
    for low in np.arange(0, 1, 0.1):
        chosen = (p >= low) & (p < low + 0.1 + 1e-9) & (counts > 0)
        if chosen.any():
            share, mean = right[chosen].mean(), p[chosen].mean()
            _say(f"| {low:.1f} to {low + 0.1:.1f} | {chosen.sum()} | {mean:.2f} | {share:.2f} |")


def _join(found: list[tuple[Judged, Matrix]]) -> tuple[Matrix, Matrix, Matrix]:
    """Probabilities, whether right, and counts of all mentions."""
    right, counts = (np.concatenate([r[i] for r, _ in found]) for i in (2, 3))
    return np.concatenate([chances for _, chances in found]), right, counts


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
