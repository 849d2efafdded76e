"""First vectors of words, kept: a word's is the same wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import ORTH, intify_attr
from spacy.tokens import Doc
from thinc.api import Model

from headwater.providers.encoders import Rows

MOST_WORDS = 20_000  # words kept of one network: 8 MB


class KnownWords:
    """First vectors of words by what the network sees of them."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._embed = embed
        columns = next(node.attrs["columns"] for node in embed.walk() if "columns" in node.attrs)
        self._columns = [ORTH, *(intify_attr(column) for column in columns)]
        self._rows: dict[bytes, int] = {}
        self._vectors: Rows = np.zeros((0, 0), dtype="float32")

    def forward(self, model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Any]:
        """The vectors of each text's words."""
        seen = [np.ascontiguousarray(doc.to_array(self._columns)) for doc in docs]
        keys = [[row.tobytes() for row in rows] for rows in seen]
        if len(self._rows) > MOST_WORDS:
            self._rows.clear()
        new: dict[bytes, tuple[int, int]] = {}
        for n, of_doc in enumerate(keys):
            for k, key in enumerate(of_doc):
                if key not in self._rows:
                    new.setdefault(key, (n, k))
        if new and not self._learn(docs, seen, new):
            return self._embed(docs, is_train)
        found = [self._vectors[[self._rows[key] for key in of_doc]] for of_doc in keys]
        return found, lambda gradient: []

    def _learn(self, docs: Sequence[Doc], seen: Sequence[Any], new: dict[bytes, tuple[int, int]]) -> bool:
        """Keep the vectors of new words, read as one text of their own; false if that text looks otherwise."""
        tokens = [docs[n][k] for n, k in new.values()]
        text = Doc(docs[0].vocab, [t.text for t in tokens], [bool(t.whitespace_) for t in tokens])
        for token, original in zip(text, tokens, strict=True):
            token.norm_ = original.norm_
        expected = np.stack([seen[n][k] for n, k in new.values()])
        if not np.array_equal(text.to_array(self._columns), expected):
            return False
        vectors = self._embed.predict([text])[0]
        kept = len(self._rows)
        if len(self._vectors) < kept + len(new):  # room for as many again, so that few words are copied
            room = np.empty((2 * (kept + len(new)), vectors.shape[1]), dtype="float32")
            if kept:
                room[:kept] = self._vectors[:kept]
            self._vectors = room
        self._vectors[kept : kept + len(new)] = vectors
        self._rows.update((key, kept + n) for n, key in enumerate(new))
        return True
