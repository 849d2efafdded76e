"""A parsed sentence with its children, subtree edges and lower-case words at hand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from headwater.records.articles import Sentence
from headwater.records.claims import Token

_QUOTES = frozenset("\"«»“”„‘’'‹›")
_SMALL_IN_CAPITALS = frozenset({"WHO"})


class Tree:
    """One sentence's parse. Indices are token indices; built in time linear in the sentence."""

    __slots__ = ("children", "left", "right", "sentence", "starts", "text", "tokens", "words")

    def __init__(self, text: str, sentence: Sentence, tokens: Sequence[Token]) -> None:
        self.text = text  # of the whole article: tokens count in it
        self.sentence = sentence
        self.tokens = tokens
        self.starts = [t.start for t in tokens]
        self.words = [_word(text[t.start : t.end], t) for t in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, token in enumerate(tokens):
            if token.head != i:
                self.children[token.head].append(i)
        self.left = list(range(len(tokens)))
        self.right = list(range(len(tokens)))
        left, right = self.left, self.right
        for i in self._from_the_leaves():
            head = tokens[i].head
            if left[i] < left[head]:
                left[head] = left[i]
            if right[i] > right[head]:
                right[head] = right[i]

    def _from_the_leaves(self) -> list[int]:
        """All tokens, each after everything below it."""
        order = [i for i, token in enumerate(self.tokens) if token.head == i]
        for i in order:  # grows while it is read: breadth first
            order.extend(self.children[i])
        return order[::-1]

    def __len__(self) -> int:
        return len(self.tokens)

    def dep(self, i: int) -> str:
        """The dependency label of a token, a root's being "ROOT"."""
        return self.tokens[i].dep

    def pos(self, i: int) -> str:
        """The part of speech of a token."""
        return self.tokens[i].pos

    def head(self, i: int) -> int:
        """The token that a token hangs on; itself at a root."""
        return self.tokens[i].head

    def is_root(self, i: int) -> bool:
        """Whether nothing stands above the token."""
        return self.tokens[i].head == i

    def child(self, i: int, deps: Sequence[str]) -> int | None:
        """The first child with one of these labels, or None."""
        return next((c for c in self.children[i] if self.tokens[c].dep in deps), None)

    def all(self, i: int, deps: Sequence[str]) -> list[int]:
        """Every child with one of these labels, in order."""
        return [c for c in self.children[i] if self.tokens[c].dep in deps]

    def inside(self, i: int, top: int) -> bool:
        """Whether token ``i`` lies between the edges of ``top``'s subtree."""
        return self.left[top] <= i <= self.right[top]

    def above(self, i: int, limit: int = 12) -> Iterator[int]:
        """The tokens above ``i``, nearest first, at most ``limit`` of them."""
        while limit and self.tokens[i].head != i:
            i = self.tokens[i].head
            limit -= 1
            yield i

    def is_blank(self, i: int) -> bool:
        """Whether the token is punctuation or white space."""
        return self.tokens[i].pos in ("PUNCT", "SPACE")

    def is_quote(self, i: int) -> bool:
        """Whether the token is a quotation mark."""
        return self.words[i] in _QUOTES or self.words[i] in ("``", "''")

    def finite(self, i: int) -> bool:
        """Whether the token is a finite verb, or has a finite auxiliary."""
        return "VerbForm=Fin" in self.tokens[i].morph or any(
            "VerbForm=Fin" in self.tokens[c].morph
            for c in self.children[i]
            if self.pos(c) == "AUX" and self.dep(c).startswith(("aux", "cop"))
        )

    def participle(self, i: int) -> bool:
        """Whether the token is a present participle that no auxiliary makes finite."""
        token = self.tokens[i]
        if self.finite(i):
            return False
        return token.tag == "VBG" or ("VerbForm=Part" in token.morph and "Tense=Pres" in token.morph)

    def at(self, character: int) -> int | None:
        """The token that begins at or holds a character of the article, or None."""
        k = bisect_right(self.starts, character) - 1
        return k if k >= 0 and character < self.tokens[k].end else None

    def between(self, start: int, end: int) -> range:
        """The tokens that overlap the characters ``[start, end)``."""
        first = bisect_right(self.starts, start) - 1
        first = first if first >= 0 and self.tokens[first].end > start else first + 1
        return range(first, bisect_left(self.starts, end))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Character offsets of the tokens ``first`` to ``last``."""
        return self.tokens[first].start, self.tokens[last].end


def _word(text: str, token: Token) -> str:
    """A token in lower case; a name that capitals alone tell from a small word keeps them."""
    return text if token.pos == "PROPN" and text in _SMALL_IN_CAPITALS else text.lower()
