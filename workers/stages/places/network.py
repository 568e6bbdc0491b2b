"""A small neural network for rows of features: one hidden layer beside a linear part."""

from dataclasses import dataclass

import numpy as np

from workers.stages.places.features import Matrix


@dataclass(frozen=True, slots=True)
class Network:
    """Weights: `hidden` (features by units), `bias` (units), `out` (units), `linear` (features), `constant`."""

    hidden: Matrix
    bias: Matrix
    out: Matrix
    linear: Matrix
    constant: float

    def score(self, rows: Matrix) -> Matrix:
        """One score a row."""
        return np.tanh(rows @ self.hidden + self.bias) @ self.out + rows @ self.linear + self.constant


def softmax(scores: Matrix) -> Matrix:
    """Probabilities that sum to 1; empty for no scores."""
    if not scores.size:
        return scores
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float64)


def sigmoid(scores: Matrix) -> Matrix:
    """Probabilities of yes."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float64)
