"""spaCy's pipelines, run faster than they run themselves, and with the same tokens.

A word's first vector, and the exceptions that its tag, form and label call for, are the same wherever the word
stands. Here they are worked out once and kept; both memories are bounded. ``tests/providers`` compares the tokens
with those of the untouched pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LOWER, ORTH, POS, TAG, intify_attr
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs
from thinc.api import Model

_MOST_WORDS = 20_000  # words kept of one network: 8 MB
_MOST_KEYS = 50_000  # combinations of tag, form and label kept
_LOOKED_AT = {"TAG": TAG, "LOWER": LOWER, "DEP": DEP, "POS": POS, "IS_SPACE": IS_SPACE}


def quickened(pipeline: Any) -> Callable[[Sequence[str]], list[Any]]:
    """A function that reads texts as the pipeline does."""
    for name in pipeline.pipe_names:
        model = getattr(pipeline.get_pipe(name), "model", None)
        if isinstance(model, Model):
            _remember_words(model)
    ruler = _Ruler(pipeline.get_pipe("attribute_ruler"))

    def read(texts: Sequence[str]) -> list[Any]:
        docs = [pipeline.make_doc(text) for text in texts]
        for name, pipe in pipeline.pipeline:
            if name == "attribute_ruler":
                for doc in docs:
                    ruler.apply(doc)
            elif hasattr(pipe, "predict"):
                # All texts at once: the pipe's own way would read a quarter of them at a time.
                pipe.set_annotations(docs, pipe.predict(docs))
            else:
                docs = [pipe(doc) for doc in docs]
        return docs

    return read


def _remember_words(model: Model[Any, Any]) -> None:
    """Make a network keep the first vectors of the words that it has met."""
    for node in model.walk():
        if node.name.startswith("extract_features>>") and node.name.endswith(">>ragged2list"):
            columns = next(n.attrs["columns"] for n in node.walk() if "columns" in n.attrs)
            words = _Words(node, [intify_attr(column) for column in columns])
            model.replace_node(node, Model("known_words", words.forward, layers=[node]))
            return


class _Words:
    """First vectors of words by what the network sees of them."""

    def __init__(self, embed: Model[Any, Any], columns: Sequence[int]) -> None:
        self._embed = embed
        self._columns = [ORTH, *columns]
        self._rows: dict[bytes, int] = {}
        self._vectors = np.zeros((0, 0), dtype="float32")

    def forward(self, model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Any]:
        """The vectors of each text's words."""
        seen = [np.ascontiguousarray(doc.to_array(self._columns)) for doc in docs]
        keys = [[row.tobytes() for row in rows] for rows in seen]
        if len(self._rows) > _MOST_WORDS:
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
        kept = self._vectors[: len(self._rows)] if self._rows else vectors[:0]
        for key in new:
            self._rows[key] = len(self._rows)
        self._vectors = np.concatenate([kept, vectors])
        return True


class _Ruler:
    """spaCy's attribute ruler with the exceptions of single words kept by tag, form and label."""

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        self._several = Matcher(ruler.vocab, validate=False)
        looked_at: set[str] = set()
        for n, rule in enumerate(ruler.patterns):
            if any(len(pattern) > 1 for pattern in rule["patterns"]):
                self._several.add(str(n), rule["patterns"])
            looked_at |= {name for pattern in rule["patterns"] for one in pattern for name in one}
        self._columns = (
            [_LOOKED_AT[name] for name in sorted(looked_at)] if looked_at <= set(_LOOKED_AT) else []
        )
        self._known: dict[bytes, dict[Any, Any]] = {}

    def apply(self, doc: Any) -> None:
        """Set what the ruler would set."""
        if not self._columns or len(doc) == 0:
            self._ruler(doc)
            return
        keys = [row.tobytes() for row in self._looked_at(doc)]
        if any(key not in self._known for key in keys):
            self._learn(doc, keys)
        if len(self._several) and self._several(doc, allow_missing=True):
            self._ruler(doc)
            return
        for token, key in zip(doc, keys, strict=True):
            attributes = self._known[key]
            if attributes:
                set_token_attrs(token, attributes)

    def _looked_at(self, doc: Any) -> Iterable[Any]:
        rows: Iterable[Any] = np.ascontiguousarray(doc.to_array(self._columns)).reshape(len(doc), -1)
        return rows

    def _learn(self, doc: Any, keys: Sequence[bytes]) -> None:
        """Keep what single words of a text call for, the later rules over the earlier ones."""
        if len(self._known) > _MOST_KEYS:
            self._known.clear()
        found: list[dict[Any, Any]] = [{} for _ in keys]
        for number, _, start, end in self._ruler.match(doc):
            if end - start == 1:
                found[start].update(self._ruler.attrs[number])
        self._known.update(zip(keys, found, strict=True))
