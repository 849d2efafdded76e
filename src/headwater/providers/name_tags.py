"""spaCy's named entities, found in all words of a text at once.

spaCy goes from word to word and asks at each which moves may be made. Outside a name its scores depend on the word
alone, so they can be had for all words together; only from a first word of a name on is there something to follow, and
that is done for all first words together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc

from headwater.providers.encoders import Rows

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_FEATURES = 3  # the word, the first word of the open name, the word before
_NEVER = np.float32(-np.inf)


@dataclass(frozen=True, slots=True)
class _Words:
    """What decides about the words of several texts, laid one behind the other."""

    hidden: Rows  # (feature, word, hidden unit x piece)
    last: Flags  # whether no name may go on behind the word: a text or a sentence ends
    space: Flags


class NameTags:
    """The tags of names ("B-ORG", "I-ORG", "") as spaCy's entity recogniser gives them to texts without any."""

    def __init__(self, recogniser: Any) -> None:
        vectors, lower, upper = recogniser.model.layers
        weights = lower.get_param("W")  # (feature, hidden unit, piece, width)
        features, self._units, self._pieces, width = weights.shape
        if features != _FEATURES:
            raise ValueError(f"an entity recogniser that looks at {features} words is not known")
        self._vectors = vectors
        self._weights = np.ascontiguousarray(weights.reshape(features, -1, width).transpose(0, 2, 1))
        self._none = lower.get_param("pad").reshape(features, -1)
        self._bias = lower.get_param("b").reshape(-1)
        self._scores = np.ascontiguousarray(upper.get_param("W").T)
        self._score_bias = upper.get_param("b")
        moves = [recogniser.moves.get_class_name(k) for k in range(recogniser.moves.n_moves)]
        labels = [move.partition("-")[2] for move in moves]
        # Outside a name a word begins one, is one, or is none; "U-" forbids a name and is for words marked before.
        self._moves = [k for k, move in enumerate(moves) if (move[0] in "BU" and labels[k]) or move == "O"]
        self._kinds = np.array([moves[k][0] for k in self._moves])
        self._labels = [labels[k] for k in self._moves]
        self._outside_scores = np.ascontiguousarray(self._scores[:, self._moves])
        self._further = np.array(
            [
                (moves.index(f"I-{label}"), moves.index(f"L-{label}")) if label else (0, 0)
                for label in self._labels
            ]
        )

    def of(self, docs: Sequence[Doc]) -> list[list[str]]:
        """One tag a word; the texts are parsed, and no name is marked in them yet."""
        lengths = [len(doc) for doc in docs]
        tags = [""] * sum(lengths)
        if tags:
            words = self._words(docs)
            moves = self._outside(words)
            self._mark(tags, moves, self._ends(words, moves))
        found, at = [], 0
        for length in lengths:
            found.append(tags[at : at + length])
            at += length
        return found

    def _words(self, docs: Sequence[Doc]) -> _Words:
        vectors = self._vectors.predict(docs)
        seen = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs])
        last = np.append(seen[1:, 0] == 1, True)
        last[np.cumsum([len(doc) for doc in docs])[[len(doc) > 0 for doc in docs]] - 1] = True
        hidden = np.stack([vectors @ weights for weights in self._weights])
        return _Words(hidden, last, seen[:, 1] == 1)

    def _outside(self, words: _Words) -> Numbers:
        """The move at each word if no name is open there."""
        units = self._units_of(words.hidden[0] + self._none[1] + self._none[2])
        scores = units @ self._outside_scores + self._score_bias[self._moves]
        scores[np.ix_(words.last | words.space, self._kinds == "B")] = _NEVER
        scores[np.ix_(words.space, self._kinds == "U")] = _NEVER
        best: Numbers = scores.argmax(axis=1)
        return best

    def _units_of(self, sums: Rows) -> Rows:
        units: Rows = (sums + self._bias).reshape(-1, self._units, self._pieces).max(axis=2)
        return units

    def _ends(self, words: _Words, moves: Numbers) -> dict[int, int]:
        """The last word of the name that each first word begins, if it does begin one."""
        starts = np.flatnonzero(self._kinds[moves] == "B")
        further = self._further[moves[starts]]  # to go on, and to end with this word
        at = starts + 1
        ends: dict[int, int] = {}
        while len(starts):
            sums = words.hidden[0][at] + words.hidden[1][starts] + words.hidden[2][at - 1]
            units = self._units_of(sums)
            scores = np.einsum("nh,hnk->nk", units, self._scores[:, further]) + self._score_bias[further]
            on = (scores[:, 0] >= scores[:, 1]) & ~words.last[at]
            ends.update(zip(starts[~on].tolist(), at[~on].tolist(), strict=True))
            starts, further, at = starts[on], further[on], at[on] + 1
        return ends

    def _mark(self, tags: list[str], moves: Numbers, ends: dict[int, int]) -> None:
        behind = 0
        for k in np.flatnonzero(self._kinds[moves] != "O").tolist():
            if k < behind:
                continue
            label = self._labels[moves[k]]
            behind = ends.get(k, k) + 1
            tags[k] = f"B-{label}"
            tags[k + 1 : behind] = [f"I-{label}"] * (behind - k - 1)
