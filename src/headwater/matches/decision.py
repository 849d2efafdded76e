"""Whether two reports tell of one incident: a probability, and the sentence that explains it.

Logistic regression over the measures of ``likeness``; the weights are data (``weights/*.json``), made
by ``training`` and stored with where they come from. Pure but for reading them once.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from headwater.matches.likeness import MEASURES, Likeness


@dataclass(frozen=True)
class Weights:
    """Weights of the measures, on their own scale."""

    bias: float
    weights: tuple[float, ...]


@cache
def load_weights(name: str) -> Weights:
    """The shipped weights: "within" one language or "across" two."""
    path = files("headwater.matches") / "weights" / f"{name}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["bias"], tuple(data["weights"].get(measure, 0.0) for measure in MEASURES))


def log_odds(likeness: Likeness) -> float:
    """The logarithm of the odds that both tell of one incident, rounded to four decimals."""
    weights = load_weights("across" if likeness.across else "within")
    total = weights.bias + math.fsum(w * v for w, v in zip(weights.weights, likeness.values, strict=True))
    return round(total, 4)


def probability(odds: float) -> float:
    """The probability of log odds, rounded to four decimals."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)
