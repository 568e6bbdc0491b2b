"""Fits the two small networks of the places stage and writes them to `workers/stages/places/weights.py`.

    python bench/fit_places.py GOLD... [--parses FOLDER] [--half 0|1] [--check] [--write]

GOLD are files of toponym corpora (`{doc, text, published, source, toponyms}`, one article a line).  The ranker learns
which candidate a name means, by the likelihood of the right one among all; the recogniser learns whether a mention is
right, with its entry as the ranker gives it.  `--check` fits on three quarters and tells the figures of the fourth, by
turns.  Set OPENBLAS_NUM_THREADS=1: with more threads it is ten times slower.
"""

import argparse
import json
import math
import sys
import textwrap
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy
from spacy.tokens import DocBin

from dateline.models import Article
from workers.document import Document
from workers.gazetteer import Entry, Gazetteer, open_gazetteer
from workers.stages import parse
from workers.stages.places.features import Group, Matrix, Support, relate
from workers.stages.places.mentions import Mention, find_mentions
from workers.stages.places.network import Network, sigmoid
from workers.stages.places.reading import Reading, describe_reading
from workers.stages.places.resolution import ROUNDS, find_home_group, gather, prior, prior_weights, resolve
from workers.stages.places.selection import choose

RADIUS_KM = 161.0
FOLDS = 4
RANKER_UNITS, RECOGNISER_UNITS = 12, 12
RANKER_DECAY, RECOGNISER_DECAY = 2e-2, 4e-3
STEPS, RATE = 250, 0.03
SEEDS = 2
LESSON_POPULATION, LESSON_WEIGHT, MAX_RIVAL_LESSONS = 200_000, 0.4, 200
WEIGHTS = Path(__file__).parents[1] / "workers/stages/places/weights.py"


# Groups with what is right among their candidates, and how much each counts.
Lesson = list[tuple[Group, Matrix, float]]


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
    weight: float = 1.0
    sourceless: bool = False


def load_cases(paths: list[Path], gazetteer: Gazetteer, cache: Path | None, half: int | None) -> list[Case]:
    """All articles, parsed (the parses are kept in `cache`)."""
    cases = []
    for path in paths:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        sources = Counter(r.get("source") for r in records)
        for i, (record, doc) in enumerate(zip(records, _parse(records, path, cache), strict=True)):
            if half is not None and i % 2 != half:
                continue
            mentions = find_mentions(doc.parsed, gazetteer)
            home, domain = find_home_group(doc, gazetteer)
            fold = (i // 2) % FOLDS
            cases.append(Case(doc, record["toponyms"], mentions, gather(mentions), home, domain, fold))
            # Once more without its source, where the corpus is not made of a few sources with local names.
            if len(sources) > len(records) / 2:
                cases.append(
                    Case(doc, record["toponyms"], mentions, gather(mentions), None, None, fold, sourceless=True)
                )
    return cases


def make_lessons(gazetteer: Gazetteer, count: int = 600) -> list[Lesson]:
    """Made-up articles of two names and no source: a name means its best-known bearer, and a city its country or state.

    The corpora are chosen for names that mean something else; without these the ranker unlearns the usual.
    """
    random = np.random.default_rng(7)
    cities = gazetteer.list_cities(LESSON_POPULATION)
    lessons: list[Lesson] = []
    for i in random.choice(len(cities), count):
        city = cities[i]
        held = gazetteer.get(city.admin1) if city.admin1 and random.random() < 0.3 else None
        other = held or (gazetteer.find_country(city.country) if random.random() < 0.4 else None)
        pairs = [_make_group(gazetteer, city), _make_group(gazetteer, other or cities[random.integers(len(cities))])]
        lessons.append([(group, right, LESSON_WEIGHT) for group, right in pairs if right.any()])
    return lessons + _make_rival_lessons(gazetteer, cities)


def _make_rival_lessons(gazetteer: Gazetteer, cities: list[Entry]) -> list[Lesson]:
    """A city beside its country or state where that name is another's too (Georgia)."""
    lessons: list[Lesson] = []
    for city in cities:
        for holder in (gazetteer.find_country(city.country), gazetteer.get(city.admin1) if city.admin1 else None):
            known = gazetteer.find(holder.name) if holder else ()
            rivals = [
                c for c in known if c.feature_code in ("PCLI", "ADM1") and c.kind == 0 and c.country != city.country
            ]
            if holder and rivals and len(lessons) < MAX_RIVAL_LESSONS:
                pairs = [_make_group(gazetteer, city), _make_group(gazetteer, holder)]
                lessons.append([(group, right, LESSON_WEIGHT) for group, right in pairs if right.any()])
    return lessons


def _make_group(gazetteer: Gazetteer, entry: Entry) -> tuple[Group, Matrix]:
    """A group of one mention of the entry's name; nothing is right where the name is another's rather."""
    candidates = gazetteer.find(entry.name)
    if not candidates:
        return Group([], (), 0.0), np.zeros(0)
    (group,) = gather([Mention(5, 6, entry.name, "GPE", False, candidates)])
    right = np.array([float(c.id == entry.id) for c in group.candidates])
    unusual = entry.feature_class == "P" and right.any() and prior(group.static)[int(right.argmax())] < 0.3
    return group, right * (not unusual)


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
    return max(
        over,
        key=lambda g: ((g["start"], g["end"]) == (start, end), min(end, g["end"]) - max(start, g["start"])),
        default=None,
    )


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
            out.append((group, right / right.max(), math.sqrt(right.max()) * case.weight))
    return out + _home_target(case)


def _home_target(case: Case) -> list[tuple[Group, Matrix, float]]:
    """The source's home is where most of its article's toponyms lie."""
    if case.home is None or len(case.home.candidates) < 2:
        return []
    near = np.array([sum(distance_km(g, c) <= RADIUS_KM for g in case.gold) for c in case.home.candidates], dtype=float)
    return [(case.home, near / near.max(), 1.0)] if near.max() > 0 else []


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
    return right, counts * case.weight


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


# A case, the features of its mentions, whether each is right, how much it counts, the reading.
Judged = tuple[Case, Matrix, Matrix, Matrix, Reading]


def cross_read(cases: list[Case], lessons: list[Lesson], folds: int) -> list[Judged]:
    """Readings of every case under a ranker that was fitted on the other folds."""
    out = []
    for fold in range(folds):
        ranker = fit_ranker([c for c in cases if c.fold != fold], lessons)
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


def check(cases: list[Case], lessons: list[Lesson]) -> None:
    """Tell the figures of each fold's articles under networks that were fitted on the others."""
    readings = cross_read(cases, lessons, FOLDS)
    found = [
        (gold_of(case, m), ok)
        for case, _, right, _, reading in readings
        for m, ok in zip(reading.mentions, right, strict=True)
    ]
    located = [ok for gold, ok in found if gold is not None and gold.get("lat") is not None]
    _say(f"{len(found)} mentions, {len(located)} on located gold, {sum(located):.0f} within {RADIUS_KM:.0f} km")
    chances = _cross_recognise(readings)
    for threshold in (0.2, 0.3, 0.4, 0.5):
        total: Matrix = np.zeros(5)
        for (case, _, right, _, reading), p in zip(readings, chances, strict=True):
            if case.sourceless:
                continue
            total = total + tally(case, reading, p, right, threshold)
        hits, judged, on_gold, overlaps, gold = total
        f1 = 2 * hits / (judged + on_gold)
        _say(
            f"threshold {threshold}: p {hits / judged:.3f} r {hits / on_gold:.3f} f1 {f1:.4f}, "
            f"overlap recall {overlaps / gold:.3f}"
        )
    _calibrate(readings, chances)


def _cross_recognise(readings: list[Judged]) -> list[Matrix]:
    """The probabilities of all mentions under recognisers that were fitted on the other folds."""
    nets = []
    for fold in range(FOLDS):
        train = [r for r in readings if r[0].fold != fold]
        nets.append(fit_recogniser(*(np.concatenate([r[i] for r in train]) for i in (1, 2, 3))))
    return [sigmoid(nets[r[0].fold].score(r[1])) for r in readings]


def _calibrate(readings: list[Judged], chances: list[Matrix]) -> None:
    """Tell how often mentions of a given confidence are right."""
    p, right, counts = np.concatenate(chances), *(np.concatenate([r[i] for r in readings]) for i in (2, 3))
    for low in np.arange(0, 1, 0.1):
        chosen = (p >= low) & (p < low + 0.1 + 1e-9) & (counts > 0)
        if chosen.any():
            _say(f"confidence {low:.1f}-{low + 0.1:.1f}: {chosen.sum()} mentions, {right[chosen].mean():.2f} right")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def write(ranker: Network, recogniser: Network, gold: str) -> None:
    """Write both networks as a module of numbers."""
    lines = [
        '"""Weights of the ranker and the recogniser, fitted by `bench/fit_places.py`; do not edit."""',
        "",
        "from functools import lru_cache",
        "",
        "import numpy as np",
        "",
        "from workers.stages.places.network import Network",
        "",
        f"# Fitted on {gold}.",
        "# fmt: off",
        *_table("RANKER", ranker),
        *_table("RECOGNISER", recogniser),
        "# fmt: on",
        "",
        "",
        "@lru_cache(maxsize=1)",
        "def load_networks() -> tuple[Network, Network]:",
        '    """The ranker of candidates and the recogniser of mentions."""',
        "    return _read(RANKER), _read(RECOGNISER)",
        "",
        "",
        "def _read(table: tuple[int, int, str]) -> Network:",
        '    """From the numbers of features and units, and all weights: hidden, bias, out, linear, constant."""',
        "    features, units, text = table",
        "    numbers = np.array(text.split(), dtype=np.float64)",
        "    sizes = np.cumsum([features * units, units, units, features])",
        "    hidden, bias, out, linear, constant = np.split(numbers, sizes)",
        "    return Network(hidden.reshape(features, units), bias, out, linear, float(constant[0]))",
        "",
    ]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")


def _table(name: str, network: Network) -> list[str]:
    parts = (network.hidden.ravel(), network.bias, network.out, network.linear, [network.constant])
    numbers = " ".join(f"{x:.3g}" for part in parts for x in part)
    return [
        f'{name} = ({network.hidden.shape[0]}, {network.hidden.shape[1]}, """',
        *textwrap.wrap(numbers, 116, break_on_hyphens=False),
        '""")',
    ]


def main() -> None:
    """Fit, check, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--parses", type=Path, help="a folder that keeps the parses")
    parser.add_argument("--half", type=int, choices=(0, 1), help="use every second article alone")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    a = parser.parse_args()
    gazetteer = open_gazetteer()
    cases = load_cases(a.gold, gazetteer, a.parses, a.half)
    lessons = make_lessons(gazetteer)
    if a.check:
        check(cases, lessons)
    if a.write:
        readings = cross_read(cases, lessons, FOLDS)
        recogniser = fit_recogniser(*(np.concatenate([r[i] for r in readings]) for i in (1, 2, 3)))
        half = "" if a.half is None else f", articles {a.half} of 2"
        write(fit_ranker(cases, lessons), recogniser, ", ".join(p.name for p in a.gold) + half)


if __name__ == "__main__":
    main()
