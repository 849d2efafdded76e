"""Sentence vectors as they are stored: little-endian float16, unit length."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from headwater.matches.config import EmbedConfig
from headwater.records.articles import Article, Sentence
from headwater.records.matches import SentenceVector
from headwater.records.ports import Embedder, Models
from headwater.records.tables import Tables

LONGEST = 1000
"""Characters of a sentence that are embedded: beyond that a vector says nothing about any one claim."""

Matrix = npt.NDArray[np.float32]


def embed(tables: Tables, config: EmbedConfig, models: Models) -> Tables:
    """A vector for each sentence, one call of the model an article."""
    sentences = tables.by_article(Sentence)
    return Tables.of_rows(
        *(embed_article(a, sentences.get(a.id, []), models.embedder) for a in tables.of(Article))
    )


def embed_article(
    article: Article, sentences: Sequence[Sentence], embedder: Embedder
) -> list[SentenceVector]:
    """One vector for each sentence of an article.

    All sentences of an article go to the model in one call and no others with them, so that a
    vector never depends on which articles are read together. A sentence of blanks has a zero vector.
    """
    if not sentences:
        return []
    texts = [" ".join(article.text[s.start : s.end][:LONGEST].split()) for s in sentences]
    vectors = embedder.embed([text or "." for text in texts])
    rows = []
    for sentence, text, vector in zip(sentences, texts, vectors, strict=True):
        rows.append(
            SentenceVector(article.id, sentence.index, to_bytes(vector if text else np.zeros_like(vector)))
        )
    return rows


def to_bytes(vector: npt.NDArray[np.float32]) -> bytes:
    """A vector at unit length as little-endian float16; zeros and broken values give zeros."""
    norm = float(np.linalg.norm(vector))
    if not np.isfinite(norm) or norm == 0.0:
        return bytes(2 * len(vector))
    return (vector / norm).astype("<f2").tobytes()


def from_bytes(data: bytes) -> Matrix:
    """A stored vector as float32."""
    return np.frombuffer(data, dtype="<f2").astype(np.float32)


def stacked(rows: Sequence[SentenceVector]) -> Matrix:
    """Stored vectors as one float32 matrix, a row each."""
    if not rows:
        return np.zeros((0, 0), dtype=np.float32)
    return (
        np.frombuffer(b"".join(row.vector for row in rows), dtype="<f2")
        .reshape(len(rows), -1)
        .astype(np.float32)
    )


def at_unit_length(matrix: Matrix) -> Matrix:
    """The rows of a matrix at unit length; zero rows stay zero."""
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    norms[norms == 0] = 1
    return np.asarray(matrix / norms, dtype=np.float32)
