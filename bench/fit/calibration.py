"""How often mentions of a given probability are right, as a rising line: what the recogniser's say is worth."""

import numpy as np

from workers.stages.places.features import Matrix

# Probabilities below this are of spans that are no places; mentions in each bin above.
LEAST, BIN = 0.05, 150

# Probability and share that is right, both rising; straight between the points.
Line = tuple[tuple[float, float], ...]


def fit_line(probabilities: Matrix, right: Matrix) -> Line:
    """The rising line through the means of bins of equal size: neighbours that fall are pooled."""
    order = np.argsort(probabilities)
    order = order[probabilities[order] >= LEAST]
    bins = np.array_split(order, max(1, len(order) // BIN))
    pooled: list[list[float]] = []
    for chosen in bins:
        pooled.append([float(len(chosen)), float(probabilities[chosen].sum()), float(right[chosen].sum())])
        while len(pooled) > 1 and pooled[-2][2] / pooled[-2][0] >= pooled[-1][2] / pooled[-1][0]:
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last, strict=True)]
    points = [(round(p / n, 4), round(share / n, 4)) for n, p, share in pooled]
    return ((0.0, 0.0), *points, (1.0, max(share for _, share in points)))


def apply_line(line: Line, probabilities: Matrix) -> Matrix:
    """The shares at these probabilities."""
    return np.asarray(np.interp(probabilities, [p for p, _ in line], [share for _, share in line]))
