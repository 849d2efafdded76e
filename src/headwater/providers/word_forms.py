"""Lemma, part of speech and features of words, as spaCy's attribute ruler and lemmatizer give them.

What they make of a word follows from its letters and from what tagger and parser said of it, so it is worked out once
and kept. The few rules that look at more than one word ("let's", "there is") are left to spaCy: a text in which one
of them applies is read by spaCy whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LENGTH, MORPH, ORTH, POS, TAG
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs

MOST_FORMS = 50_000  # combinations of letters, tag, features and label kept
_SEEN = [ORTH, TAG, POS, MORPH, DEP]
_LOOKED_AT = {"TAG", "LOWER", "DEP", "POS", "IS_SPACE"}  # what rules on one word may ask


class Form(NamedTuple):
    """What is said of a word apart from where it stands."""

    lemma: str
    pos: str
    tag: str
    dep: str
    morph: str
    opens: bool  # whether a rule on several words may begin with it


class Place(NamedTuple):
    """Where a word stands."""

    start: int
    length: int
    head: int


class WordForms:
    """The forms of words in texts that are tagged and parsed."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._several = Matcher(ruler.vocab, validate=False)
        self._first = Matcher(ruler.vocab, validate=False)
        looked_at: set[str] = set()
        for n, rule in enumerate(ruler.patterns):
            if any(len(pattern) > 1 for pattern in rule["patterns"]):
                self._several.add(str(n), rule["patterns"])
                self._first.add(str(n), [pattern[:1] for pattern in rule["patterns"]])
            looked_at |= {name for pattern in rule["patterns"] for one in pattern for name in one}
        self._plain = looked_at <= _LOOKED_AT
        self._known: dict[bytes, Form] = {}

    def of(self, docs: Sequence[Doc]) -> Iterator[tuple[list[Form], list[Place]]]:
        """The forms and places of each text's words."""
        seen = [np.ascontiguousarray(doc.to_array(_SEEN)) for doc in docs]
        keys = [[row.tobytes() for row in rows] for rows in seen]
        if len(self._known) > MOST_FORMS:
            self._known.clear()
        if self._plain:
            self._learn(docs, keys)
        for doc, of_doc in zip(docs, keys, strict=True):
            places = _places(doc)
            forms = [self._known[key] for key in of_doc] if self._plain else []
            if not self._plain or (
                any(form.opens for form in forms) and self._several(doc, allow_missing=True)
            ):
                forms = [_form(token, False) for token in self._lemmatizer(self._ruler(doc))]
            yield forms, places

    def _learn(self, docs: Sequence[Doc], keys: Sequence[Sequence[bytes]]) -> None:
        """Keep what is not known yet, read as one text in which no word has to do with the next."""
        new: dict[bytes, Token] = {}
        for doc, of_doc in zip(docs, keys, strict=True):
            for k, key in enumerate(of_doc):
                if key not in self._known and key not in new:
                    new[key] = doc[k]
        if not new:
            return
        text = _beside_each_other(list(new.values()))
        opens = (
            {start for _, start, _ in self._first(text, allow_missing=True)} if len(self._first) else set()
        )
        for number, _, start, end in self._ruler.match(text):  # later rules over earlier ones
            if end - start == 1:
                set_token_attrs(text[start], self._ruler.attrs[number])
        self._lemmatizer(text)
        self._known.update(zip(new, (_form(token, token.i in opens) for token in text), strict=True))


def _beside_each_other(tokens: Sequence[Token]) -> Doc:
    return Doc(
        tokens[0].vocab,
        words=[t.text for t in tokens],
        spaces=[bool(t.whitespace_) for t in tokens],
        tags=[t.tag_ for t in tokens],
        pos=[t.pos_ for t in tokens],
        morphs=[str(t.morph) for t in tokens],
        deps=[t.dep_ for t in tokens],
        heads=list(range(len(tokens))),
    )


def _form(token: Token, opens: bool) -> Form:
    return Form(token.lemma_, token.pos_, token.tag_, token.dep_, str(token.morph), opens)


def _places(doc: Doc) -> list[Place]:
    rows = doc.to_array([IDX, LENGTH, HEAD]).astype(
        np.int64
    )  # heads are offsets, negative ones wrapped around
    rows[:, 2] += np.arange(len(doc))
    return [Place(*row) for row in rows.tolist()]
