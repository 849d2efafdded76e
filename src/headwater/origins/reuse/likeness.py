"""How alike translations are to the encoder, language by language: the yardstick for a similarity.

Measured once as the mean similarity of aligned sentences in human translations between seven languages, split
into one share for each of the two languages (least squares; no pair is off by more than .06). The data file
holds the shares, ``measuring.py`` makes it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

FLOOR = 0.3  # similarity of sentences that have nothing to do with each other, at most
RETOLD = 0.85  # similarity of a sentence and its retelling in one language
_UNMEASURED = "other"


@cache
def _shares() -> dict[str, float]:
    text = files("headwater.origins.reuse").joinpath("likeness.toml").read_text(encoding="utf-8")
    shares: dict[str, float] = tomllib.loads(text)["share"]
    return shares


def expected(left: str, right: str) -> float:
    """Similarity that translated sentences of two languages have on average; of one language, retold ones."""
    shares = _shares()
    if left == right:
        return RETOLD
    return shares.get(left, shares[_UNMEASURED]) + shares.get(right, shares[_UNMEASURED])


def likeness(similarity: float, left: str, right: str) -> float:
    """``similarity`` on a scale where 0 is unrelated and 1 is a typical translation between the two languages."""
    return round(max(0.0, (similarity - FLOOR) / (expected(left, right) - FLOOR)), 4)
