"""Sentence vectors in 8 bits a dimension, taken out as unit vectors a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]

_BLOCK = 8_192


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences of a case that take part: vectors, owners (article indexes) and languages."""

    vectors: Bytes | Matrix
    scales: Matrix  # by which a vector becomes a unit vector
    owners: Ints
    languages: npt.NDArray[np.int16]  # by code
    tongues: tuple[str, ...]  # by code
    stored: Ints | None = None  # where in ``vectors`` each lies, if not in its own place

    def __len__(self) -> int:
        return len(self.owners)

    def unit(self, at: Ints | slice) -> Matrix:
        """The unit vectors of some sentences."""
        found = self.raw(at)
        found *= self.scales[at][:, None]
        return found

    def raw(self, at: Ints | slice) -> Matrix:
        """The vectors of some sentences as they are kept, each on its own scale."""
        found: Matrix = self.vectors[at if self.stored is None else self.stored[at]].astype(np.float32)
        return found


def packed_sentences(vectors: Bytes | Matrix, owners: Ints, languages: Sequence[str]) -> Sentences:
    """Sentences with the scales of their vectors; languages are coded in alphabetical order."""
    scales = np.empty(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _BLOCK):
        norms = np.linalg.norm(vectors[start : start + _BLOCK].astype(np.float32), axis=1)
        scales[start : start + _BLOCK] = 1.0 / np.maximum(norms, 1e-6)
    tongues = tuple(sorted(set(languages)))
    codes = {lang: code for code, lang in enumerate(tongues)}
    coded = np.fromiter((codes[lang] for lang in languages), dtype=np.int16, count=len(languages))
    return Sentences(vectors, scales, owners, coded, tongues)
