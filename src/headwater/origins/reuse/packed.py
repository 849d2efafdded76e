"""Sentence vectors in 8 bits a dimension, taken out as unit vectors a few at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.records.origins import Fingerprint

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]

_BLOCK = 65_536


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences of a case that take part: vectors, owners (article indexes) and languages."""

    vectors: Bytes | Matrix
    scales: Matrix  # by which a vector becomes a unit vector
    owners: Ints
    languages: npt.NDArray[np.int16]  # by code
    tongues: tuple[str, ...]  # by code

    def __len__(self) -> int:
        return len(self.owners)

    def unit(self, at: Ints | slice) -> Matrix:
        """The unit vectors of some sentences."""
        found: Matrix = self.vectors[at].astype(np.float32)
        found *= self.scales[at][:, None]
        return found

    def raw(self, at: Ints | slice) -> Matrix:
        """The vectors of some sentences as they are kept, each on its own scale."""
        found: Matrix = self.vectors[at].astype(np.float32)
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


def sentences_of(rows: Sequence[Fingerprint], which: Sequence[int]) -> Sentences | None:
    """The sentences of some articles; None where they have none."""
    sizes = np.array([len(rows[index].languages) for index in which], dtype=np.int64)
    total = int(sizes.sum()) if len(sizes) else 0
    if not total:
        return None
    width = next(len(rows[i].vectors) // len(rows[i].languages) for i in which if rows[i].languages)
    vectors = np.empty((total, width), dtype=np.int8)
    at = 0
    for index in which:
        row = rows[index]
        vectors[at : at + len(row.languages)] = np.frombuffer(row.vectors, dtype=np.int8).reshape(-1, width)
        at += len(row.languages)
    owners = np.repeat(np.array(which, dtype=np.int64), sizes)
    return packed_sentences(vectors, owners, [lang for index in which for lang in rows[index].languages])
