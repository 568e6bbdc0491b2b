"""What is right: gold beside mentions and candidates, and the measures of the scorer."""

import math
from typing import Any

import numpy as np

from bench.fit.corpus import Case
from bench.fit.lessons import Lesson
from workers.gazetteer import Entry
from workers.stages.places.features import Matrix
from workers.stages.places.mentions import Mention
from workers.stages.places.reading import Reading
from workers.stages.places.selection import choose

RADIUS_KM = 161.0


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


def targets(case: Case) -> Lesson:
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


def _home_target(case: Case) -> Lesson:
    """The source's home is where most of its article's toponyms lie."""
    if case.home is None or len(case.home.candidates) < 2:
        return []
    near = np.array([sum(distance_km(g, c) <= RADIUS_KM for g in case.gold) for c in case.home.candidates], dtype=float)
    return [(case.home, near / near.max(), 1.0)] if near.max() > 0 else []


def judge(case: Case, reading: Reading) -> tuple[Matrix, Matrix]:
    """For each mention whether it is right (1, 0), and how much it counts (0 on gold without coordinates)."""
    right, counts = np.zeros(len(reading.mentions)), np.ones(len(reading.mentions))
    for i, (m, group) in enumerate(zip(reading.mentions, reading.groups, strict=True)):
        gold = gold_of(case, m)
        if gold is None:
            continue
        entry = group.candidates[group.best] if group else None
        right[i] = distance_km(gold, entry) <= RADIUS_KM
        counts[i] = gold.get("lat") is not None
    return right, counts * case.weight


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
