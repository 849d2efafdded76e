"""Parts of a sentence around a deed, read off its parse: who does it, what stands behind a preposition.

English parses carry ClearNLP dependencies, French ones Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.records.claims import Token

_SUBJECT = frozenset({"nsubj", "csubj", "nsubj:xsubj"})
_PASSIVE = frozenset({"nsubjpass", "nsubj:pass"})
_OBJECT = frozenset({"dobj", "obj"})
_GIVEN = frozenset({"dative", "iobj"})
_OBLIQUE = frozenset({"obl", "obl:arg", "obl:agent", "obl:mod", "nmod", "obl:comp"})
_UNDER = frozenset({"xcomp", "advcl", "conj", "ccomp", "aux", "acl", "dep"})
_OWN_CLAUSE = frozenset({"relcl", "acl:relcl", "advcl", "acl", "parataxis", "ccomp"})
_LONGEST = 6


class Tree:
    """The tokens of a sentence with their children."""

    def __init__(
        self, tokens: Sequence[Token], text: str, within: frozenset[str], who: frozenset[str]
    ) -> None:
        self.tokens = tokens
        self._within, self._who = within, who
        self.words = [text[token.start : token.end].lower() for token in tokens]
        self._children: list[list[int]] = [[] for _ in tokens]
        for k, token in enumerate(tokens):
            if 0 <= token.head < len(tokens) and token.head != k:
                self._children[token.head].append(k)

    def below(self, at: int, deps: frozenset[str]) -> list[int]:
        """Children of a token that depend on it in one of several ways."""
        return [k for k in self._children[at] if self.tokens[k].dep in deps]

    def subject(self, at: int) -> tuple[int | None, bool]:
        """Who does a deed, and whether it is done to him: its own subject, or that of the verb above it."""
        for _ in range(_LONGEST):
            passive = self.below(at, _PASSIVE)
            active = self.below(at, _SUBJECT)
            token = self.tokens[at]
            if passive or active:
                found = (passive or active)[0]
                relative = self.words[found] in self._who and token.dep in ("relcl", "acl:relcl")
                return token.head if relative else found, bool(passive)
            if token.dep in ("acl", "amod") and self.tokens[token.head].pos in ("NOUN", "PROPN", "PRON"):
                return token.head, token.dep == "amod" or ("Part" in token.morph and "Past" in token.morph)
            if token.dep not in _UNDER or token.head == at:
                return None, False
            at = token.head
        return None, False

    def objects(self, at: int) -> list[int]:
        """What a deed is done to."""
        return self.below(at, _OBJECT)

    def given(self, at: int) -> list[int]:
        """To whom, where no preposition or a dative says so."""
        found = []
        for k in self.below(at, _GIVEN):
            inner = self.below(k, frozenset({"pobj"}))
            found.append(inner[0] if inner else k)
        return found

    def behind(self, at: int) -> Iterator[tuple[str, int]]:
        """(preposition, noun) below a deed, also those that hang on its object."""
        for here in (at, *self.objects(at)):
            for k in self._children[here]:
                token = self.tokens[k]
                if token.dep in ("prep", "agent"):
                    yield from ((self.words[k], inner) for inner in self.below(k, frozenset({"pobj"})))
                elif token.dep in _OBLIQUE:
                    cases = self.below(k, frozenset({"case", "mark"}))
                    marks = [self.words[c] for c in cases] or [""]
                    inner_marks = [self.words[f] for c in cases for f in self.below(c, frozenset({"fixed"}))]
                    for mark in (*marks, *inner_marks):
                        yield mark, k

    def phrase(self, head: int) -> list[int]:
        """The tokens of a noun phrase, without clauses that hang on it, and of what stands behind prepositions
        only members and makers ("groups like X", "fighters of X"): "X against Y" is not Y."""
        found, waiting = [head], [head]
        while waiting:
            for k in self._children[waiting.pop()]:
                if self.tokens[k].dep not in _OWN_CLAUSE and self._belongs(k):
                    found.append(k)
                    waiting.append(k)
        return sorted(found)

    def _belongs(self, at: int) -> bool:
        """Whether what hangs on a noun is a part of its name, as far as its preposition says."""
        token = self.tokens[at]
        if token.dep == "prep":
            return self.words[at] in self._within
        if token.pos == "ADJ":
            return not self.below(at, frozenset({"prep"}))  # "loyal to X"
        if token.dep in _OBLIQUE:
            cases = self.below(at, frozenset({"case"}))
            return not cases or all(self.words[k] in self._within for k in cases)
        return True
