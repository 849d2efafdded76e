"""The embedder's tokenizer, each word cut into pieces once: the same pieces, in a third of the time.

No piece of its vocabulary goes from one word into the next, and scores are sums of few enough digits that they are exact. So
the best pieces of a text are the best pieces of its words, one after the other. Where a vocabulary is otherwise, or the
tokenizer is another, it stays as it is. ``tests/providers`` compares the pieces with those of the untouched one.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

_SPACE = "\u2581"
_WORDS = 50_000
_LEAST = 2.0**-15
"""Scores are singles: of this size or greater, they and the sums of thousands of them have less than 53 digits."""


def quicken(tokenizer: Any) -> bool:
    """Let a tokenizer remember the pieces of words; gives whether it could."""
    pieces, scores = getattr(tokenizer, "_pieces", None), getattr(tokenizer, "_scores", None)
    cut = getattr(tokenizer, "_viterbi", None)
    if pieces is None or scores is None or cut is None:
        return False
    if any(_SPACE in piece[1:] for piece in pieces) or any(0 < abs(score) < _LEAST for score in scores):
        return False
    if not all(map(math.isfinite, scores)):
        return False

    @lru_cache(maxsize=_WORDS)
    def of_word(word: str) -> tuple[int, ...]:
        return tuple(cut(word))

    def of_text(text: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(text):
            end = text.find(_SPACE, start + 1)
            end = len(text) if end < 0 else end
            found += of_word(text[start:end])
            start = end
        return found or cut(text)

    tokenizer._viterbi = of_text
    return True
