"""The head of a source's words by the parse, and whether a name is that head: "militants fighting the army" is no army."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from headwater.entities.bodies import body_nouns
from headwater.entities.entries import word_list
from headwater.entities.known import outlet_nouns
from headwater.records.claims import Parse, Token
from headwater.records.entities import Mention
from headwater.records.spans import Span
from headwater.text.names import Word, words_of

_NAMING = ("appos", "flat", "flat:name", "flat:foreign")
_BESIDE = ("compound", "amod", "nmod", "nn", "dep", "nummod")
_CASES = ("case", "prep", "ADP")
MOST_STEPS = 8


class Phrase:
    """A source's words with their parse. ``head`` is the token on which all others hang."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        self.tokens = tokens
        self.first, self.last = first, last
        self.head = self._head()

    def _head(self) -> int:
        inside = range(self.first, self.last)
        free = [i for i in inside if self._up(i) not in inside or self._up(i) == i]
        solid = [i for i in free if self.tokens[i].pos not in ("PUNCT", "DET", "ADP", "CCONJ", "SPACE")]
        return (solid or free or [self.first])[0]

    def _up(self, at: int) -> int:
        return self.tokens[at].head

    @property
    def noun(self) -> Word | None:
        """The head as a word, or null where it holds no letters."""
        token = self.tokens[self.head]
        words = words_of(token.lemma or "")
        return words[0] if words else None

    def is_named_by(self, mention: Mention) -> bool:
        """Whether the mention covers the head, or names it in apposition, or stands right beside a noun of its kind."""
        root = self._root_of(mention)
        if root is None:
            return False
        token = self.tokens[self.head]
        if mention.start <= token.start and token.end <= mention.end:
            return True
        return self._climbs(root, mention)

    def _root_of(self, mention: Mention) -> int | None:
        inside = [
            i for i in range(self.first, self.last)
            if mention.start <= self.tokens[i].start and self.tokens[i].end <= mention.end
        ]  # fmt: skip
        return next((i for i in inside if self._up(i) not in inside or self._up(i) == i), None)

    def _climbs(self, at: int, mention: Mention) -> bool:
        for _ in range(MOST_STEPS):
            if at == self.head:
                return True
            dep = self.tokens[at].dep
            beside = dep in _BESIDE and not self._has_case(at) and self._noun_allows(mention)
            if dep not in _NAMING and not beside:
                return False
            at = self._up(at)
        return False

    def _has_case(self, at: int) -> bool:
        return any(
            self.tokens[i].head == at and (self.tokens[i].dep in _CASES or self.tokens[i].pos in _CASES)
            for i in range(self.first, self.last)
        )

    def _noun_allows(self, mention: Mention) -> bool:
        """Whether the head noun is of the name's kind: an agency is an outlet, a movement a group."""
        noun = self.noun
        if noun is None:
            return False
        if mention.type == "outlet":
            return noun.forms[0] in outlet_nouns()
        if mention.type == "person":
            return True
        kinds = word_list("kinds of groups")
        return noun.forms[0] in kinds or (mention.type == "body" and bool(body_nouns().find([noun], 0)))


def phrase_of(span: Span, parses: Sequence[Parse]) -> Phrase | None:
    """The parse of a span's words, or null where its sentence has none. ``parses`` are one article's, in order."""
    at = bisect_right(parses, span.start, key=lambda p: p.tokens[0].start if p.tokens else -1) - 1
    if at < 0 or not parses[at].tokens:
        return None
    tokens = parses[at].tokens
    first = bisect_left(tokens, span.start, key=lambda t: t.start)
    last = bisect_left(tokens, span.end, key=lambda t: t.start)
    known = first < last and any(t.dep for t in tokens[first:last])
    return Phrase(tokens, first, last) if known else None
