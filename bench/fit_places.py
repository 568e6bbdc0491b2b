"""Fits the two small networks of the places stage and writes them to `workers/stages/places/weights.py`.

    python bench/fit_places.py GOLD... [--parses FOLDER] [--half 0|1] [--check] [--write]

GOLD are files of toponym corpora (`{doc, text, published, source, toponyms}`, one article a line).  The ranker learns
which candidate a name means, by the likelihood of the right one among all; the recogniser learns whether a mention is
right, with its entry as the ranker gives it.  `--check` fits on three quarters and tells the figures of the fourth, by turns.
"""

import argparse
import hashlib
import json
import math
import sys
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import DocBin

from dateline.models import Article
from workers.document import Document
from workers.gazetteer import Entry, Gazetteer, open_gazetteer
from workers.stages import parse
from workers.stages.places.features import DYNAMIC, STATIC, Group, Matrix, Support, relate
from workers.stages.places.mentions import Mention, find_mentions
from workers.stages.places.network import Network, sigmoid, softmax
from workers.stages.places.reading import Reading, describe_reading
from workers.stages.places.recognition import FEATURES
from workers.stages.places.resolution import ROUNDS, find_home_group, gather, prior, resolve
from workers.stages.places.selection import THRESHOLD, choose

RADIUS_KM = 161.0
FOLDS = 4
RANKER_UNITS, RECOGNISER_UNITS = 12, 12
RANKER_DECAY, RECOGNISER_DECAY = 2e-3, 2e-3
STEPS, RATE = 400, 0.02
WEIGHTS = Path(__file__).parents[1] / "workers/stages/places/weights.py"


@dataclass(slots=True)
class Case:
    """One article with its gold toponyms, its mentions and groups."""

    doc: Document
    gold: list[dict[str, Any]]
    mentions: list[Mention]
    groups: list[Group]
    home: Group | None
    domain: str | None
    fold: int


def load_cases(paths: list[Path], gazetteer: Gazetteer, cache: Path | None, half: int | None) -> list[Case]:
    """All articles, parsed (the parses are kept in `cache`)."""
    cases = []
    for path in paths:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        for i, (record, doc) in enumerate(zip(records, _parse(records, path, cache), strict=True)):
            if half is not None and i % 2 != half:
                continue
            mentions = find_mentions(doc.parsed, gazetteer)
            home, domain = find_home_group(doc, gazetteer)
            cases.append(Case(doc, record["toponyms"], mentions, gather(mentions), home, domain, (i // 2) % FOLDS))
    return cases


def _parse(records: list[dict[str, Any]], path: Path, cache: Path | None) -> Iterable[Document]:
    docs = []
    for r in records:
        article = Article(id="x", text=r["text"], published_at=r["published"], source=r.get("source"))
        docs.append(Document(article, r["text"], language="en"))
    stored = cache / f"{path.parent.name}-{path.stem}.spacy" if cache else None
    if stored is None or not stored.exists():
        stage = parse.load()
        docs = [stage.annotate(d) for d in docs]
        if stored is not None:
            binary = DocBin(store_user_data=True)
            for d in docs:
                binary.add(d.parsed)
            binary.to_disk(stored)
        return docs
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        vocab = spacy.load(parse.MODEL).vocab
    return [d.add(parse=p) for d, p in zip(docs, DocBin().from_disk(stored).get_docs(vocab), strict=True)]


def distance_km(gold: dict[str, Any], entry: Entry | None) -> float:
    """Kilometres between gold and entry; 0 for equal ids, infinite without coordinates."""
    if entry is None or gold.get("lat") is None:
        return math.inf
    if gold.get("geonameid") == entry.id:
        return 0.0
    a, b, c, d = map(math.radians, (gold["lat"], gold["lon"], entry.lat, entry.lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def _span(case: Case, m: Mention) -> tuple[int, int]:
    parsed = case.doc.parsed
    return parsed[m.start].idx, parsed[m.end - 1].idx + len(parsed[m.end - 1].text)


def gold_of(case: Case, m: Mention) -> dict[str, Any] | None:
    """The gold toponym that a mention overlaps, the one with equal span first."""
    start, end = _span(case, m)
    over = [g for g in case.gold if g["start"] < end and start < g["end"]]
    return max(over, key=lambda g: ((g["start"], g["end"]) == (start, end), min(end, g["end"]) - max(start, g["start"])), default=None)


def targets(case: Case) -> list[tuple[Group, Matrix, float]]:
    """For each group with gold: how right each candidate is, and how many mentions say so."""
    out = []
    for group in case.groups:
        right = np.zeros(len(group.candidates))
        for m in group.mentions:
            gold = gold_of(case, m)
            if gold is None or gold.get("lat") is None:
                continue
            for i, c in enumerate(group.candidates):
                km = distance_km(gold, c)
                right[i] += 1.0 if km == 0 else 0.6 if km < 40 else 0.4 if km < RADIUS_KM else 0.0
        if right.max(initial=0) > 0 and len(group.candidates) > 1:
            out.append((group, right / right.max(), math.sqrt(right.max())))
    return out


class Trainer:
    """Adam on a Network's weights."""

    def __init__(self, features: int, units: int, decay: float, seed: int = 1) -> None:
        random = np.random.default_rng(seed)
        self.values = [
            random.normal(0, 0.3 / math.sqrt(features), (features, units)), np.zeros(units),
            random.normal(0, 0.3, units), np.zeros(features), np.zeros(1),
        ]  # fmt: skip
        self.decay = decay
        self.first = [np.zeros_like(v) for v in self.values]
        self.second = [np.zeros_like(v) for v in self.values]
        self.count = 0

    def network(self) -> Network:
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
                slope = slope + self.decay * self.values[i]
            self.first[i] = 0.9 * self.first[i] + 0.1 * slope
            self.second[i] = 0.999 * self.second[i] + 0.001 * slope**2
            mean, square = self.first[i] / (1 - 0.9**self.count), self.second[i] / (1 - 0.999**self.count)
            self.values[i] = self.values[i] - rate * mean / (np.sqrt(square) + 1e-8)


def fit_ranker(cases: list[Case], rounds: int = ROUNDS) -> Network:
    """A ranker fitted round after round: each on the features that the round before leads to."""
    known = [(case, targets(case)) for case in cases]
    network: Network | None = None
    for n in range(rounds):
        rows, right, weights, starts = [], [], [], [0]
        for case, chosen in known:
            every = [*case.groups, case.home] if case.home else case.groups
            if n == 0:
                for group in every:
                    group.probabilities = prior(group.static)
            else:
                resolve(case.groups, case.home, case.domain, network, n)
            support = Support(every)
            for group, target, weight in chosen:
                rows.append(np.hstack((group.static, relate(group, support, case.home, case.domain))))
                right.append(target)
                weights.append(weight)
                starts.append(starts[-1] + len(target))
        network = _fit_listwise(np.vstack(rows), np.concatenate(right), np.array(weights), np.array(starts))
    if network is None:
        raise ValueError("no rounds")
    return network


def _fit_listwise(rows: Matrix, right: Matrix, weights: Matrix, starts: Matrix) -> Network:
    trainer = Trainer(rows.shape[1], RANKER_UNITS, RANKER_DECAY * len(weights) / 100)
    sizes = np.diff(starts)
    first = starts[:-1]

    def gradient(scores: Matrix) -> Matrix:
        top = np.repeat(np.maximum.reduceat(scores, first), sizes)
        power = np.exp(scores - top)
        p = power / np.repeat(np.add.reduceat(power, first), sizes)
        good = p * right
        q = good / np.repeat(np.maximum(np.add.reduceat(good, first), 1e-9), sizes)
        return np.asarray((p - q) * np.repeat(weights, sizes))

    for step in range(STEPS):
        trainer.step(rows, gradient, RATE * (1 - step / STEPS))
    return trainer.network()


def judge(case: Case, reading: Reading) -> tuple[Matrix, Matrix]:
    """For each mention whether it is right (1, 0), and how much it counts (0 on gold without coordinates)."""
    right, counts = np.zeros(len(reading.mentions)), np.ones(len(reading.mentions))
    for i, (m, group) in enumerate(zip(reading.mentions, reading.groups, strict=True)):
        gold = gold_of(case, m)
        if gold is None:
            continue
        entry = group.candidates[int(np.argmax(group.probabilities))] if group else None
        right[i] = distance_km(gold, entry) <= RADIUS_KM
        counts[i] = gold.get("lat") is not None
    return right, counts


def fit_recogniser(rows: Matrix, right: Matrix, counts: Matrix) -> Network:
    """A logistic network."""
    trainer = Trainer(rows.shape[1], RECOGNISER_UNITS, RECOGNISER_DECAY * len(rows) / 100)

    def gradient(scores: Matrix) -> Matrix:
        return np.asarray((sigmoid(scores) - right) * counts)

    for step in range(STEPS):
        trainer.step(rows, gradient, RATE * (1 - step / STEPS))
    return trainer.network()


def read_case(case: Case, ranker: Network) -> Reading:
    """The reading of a case under a ranker."""
    resolve(case.groups, case.home, case.domain, ranker)
    return describe_reading(case.doc, case.mentions, case.groups, case.home, case.domain)


def cross_read(cases: list[Case], folds: int) -> list[tuple[Case, Matrix, Matrix, Matrix, Reading]]:
    """Readings of every case under a ranker that was fitted on the other folds."""
    out = []
    for fold in range(folds):
        ranker = fit_ranker([c for c in cases if c.fold != fold])
        for case in (c for c in cases if c.fold == fold):
            reading = read_case(case, ranker)
            # What the groups say now, as the next fold changes them.
            right, counts = judge(case, reading)
            out.append((case, reading.features, right, counts, reading))
    return out


def tally(case: Case, reading: Reading, p: Matrix, right: Matrix, threshold: float) -> tuple[int, int, int, int, int]:
    """Hits, judged predictions, located gold, overlaps, gold: end to end as the scorer counts."""
    index = {id(m): i for i, m in enumerate(reading.mentions)}
    used: set[int] = set()
    hits = judged = overlaps = 0
    for r in choose(reading, p, threshold):
        gold = gold_of(case, r.mention)
        if gold is None or id(gold) in used:
            judged += 1
            continue
        used.add(id(gold))
        overlaps += 1
        if gold.get("lat") is not None:
            judged += 1
            hits += int(right[index[id(r.mention)]])
    return hits, judged, sum(g.get("lat") is not None for g in case.gold), overlaps, len(case.gold)


def check(cases: list[Case]) -> None:
    """Tell the figures of each fold's articles under networks that were fitted on the others."""
    readings = cross_read(cases, FOLDS)
    ranked = [(distance_km(g, _top(group)) <= RADIUS_KM) for case, *_ in readings for g, group in _pairs(case)]
    _say(f"mentions {sum(len(r[2]) for r in readings)} right {sum(r[2].sum() for r in readings):.0f}")
    for threshold in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        totals: dict[str, Matrix] = {}
        for fold in range(FOLDS):
            train = [r for r in readings if r[0].fold != fold]
            net = fit_recogniser(*(np.concatenate([r[i] for r in train]) for i in (1, 2, 3)))
            for case, rows, right, _, reading in (r for r in readings if r[0].fold == fold):
                p = sigmoid(net.score(rows))
                name = "lgl" if case.doc.article.published_day.year != 2000 else "gwn"
                totals[name] = totals.get(name, np.zeros(5)) + tally(case, reading, p, right, threshold)
        for name, (hits, judged, located, overlaps, gold) in totals.items():
            f1 = 2 * hits / (judged + located)
            _say(f"{name} threshold {threshold}: p {hits / judged:.3f} r {hits / located:.3f} f1 {f1:.4f}, overlap recall {overlaps / gold:.3f}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
