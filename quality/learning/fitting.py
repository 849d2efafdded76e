"""Linear models over hashed features, fitted by full-batch gradient steps on numpy alone.

Nothing is drawn by chance: the same examples in the same order give the same weights, byte for byte. A model
knows a feature by the remainder of its checksum only, so no word can be read back from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

SIZE = 1 << 15
"""How many features a model tells apart."""
_STEPS = 100
_RATE = 0.1
_DECAY, _DECAY_OF_SQUARES = 0.9, 0.99  # of Adam's running means (Kingma and Ba 2015)
_TINY = 1e-8

Floats = npt.NDArray[np.float64]
Features = npt.NDArray[np.intp]


def hashed(names: Iterable[str]) -> Features:
    """Features by their names: each a number below ``SIZE``, once, in ascending order; 0 is always there."""
    return np.array(sorted({0, *(crc32(name.encode()) % (SIZE - 1) + 1 for name in names)}), dtype=np.intp)


def fit_answers(examples: Sequence[tuple[Features, int]], answers: int, penalty: float) -> Floats:
    """Multinomial logistic regression: weights of shape (``SIZE``, ``answers``)."""
    flat = _Flat([features for features, _ in examples])
    right = np.eye(answers)[[answer for _, answer in examples]]

    def slopes(weights: Floats) -> Floats:
        scores = flat.scores(weights)
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return flat.back(raised / raised.sum(axis=1, keepdims=True) - right, len(weights))

    return flat.spread(_solve(slopes, (len(flat.known), answers), penalty))


def fit_choices(groups: Sequence[tuple[Sequence[Features], Sequence[bool]]], penalty: float) -> Floats:
    """Conditional logit: weights of shape (``SIZE``, 1) that make the right ones of each group likeliest."""
    flat = _Flat([features for options, _ in groups for features in options])
    first = np.cumsum([0, *(len(options) for options, _ in groups)])[:-1]
    group = np.repeat(np.arange(len(groups)), [len(options) for options, _ in groups])
    good = np.array([float(ok) for _, right in groups for ok in right])
    good /= np.add.reduceat(good, first)[group]

    def slopes(weights: Floats) -> Floats:
        scores = flat.scores(weights)[:, 0]
        raised = np.exp(scores - np.maximum.reduceat(scores, first)[group])
        share = raised / np.add.reduceat(raised, first)[group]
        return flat.back((share - good)[:, None], len(weights))

    return flat.spread(_solve(slopes, (len(flat.known), 1), penalty))


def score(weights: Floats, features: Features) -> Floats:
    """The score of each answer."""
    found: Floats = weights[features].sum(axis=0)
    return found


class _Flat:
    """Features of many examples in one array, numbered by those that occur."""

    def __init__(self, rows: Sequence[Features]) -> None:
        self.known, columns = np.unique(np.concatenate(rows), return_inverse=True)
        self.columns = columns.reshape(-1)
        lengths = [len(row) for row in rows]
        self.starts = np.cumsum([0, *lengths])[:-1]
        self.row = np.repeat(np.arange(len(rows)), lengths)

    def scores(self, weights: Floats) -> Floats:
        """The sum of each example's weights."""
        found: Floats = np.add.reduceat(weights[self.columns], self.starts, axis=0)
        return found

    def back(self, off: Floats, known: int) -> Floats:
        """How the loss rises with each weight, from how far each example is off."""
        of_row = off[self.row]
        return np.stack([np.bincount(self.columns, column, known) for column in of_row.T], axis=1)

    def spread(self, weights: Floats) -> Floats:
        """Weights by the features' own numbers; nothing where a feature never occurred."""
        full = np.zeros((SIZE, weights.shape[1]))
        full[self.known] = weights
        return full


def _solve(slopes: Callable[[Floats], Floats], shape: tuple[int, int], penalty: float) -> Floats:
    """Weights after a fixed number of Adam's steps, each smaller than the last."""
    weights, mean, squares = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for step in range(1, _STEPS + 1):
        found = slopes(weights) + penalty * weights
        mean = _DECAY * mean + (1 - _DECAY) * found
        squares = _DECAY_OF_SQUARES * squares + (1 - _DECAY_OF_SQUARES) * found * found
        rate = _RATE * (1 - step / (_STEPS + 1))
        spread = np.sqrt(squares / (1 - _DECAY_OF_SQUARES**step)) + _TINY
        weights = weights - rate * mean / (1 - _DECAY**step) / spread
    return weights
