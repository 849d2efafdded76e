"""A source's words, and what they tell of its kind: nouns, titles, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from headwater.claims.cued.patterns import word_pattern
from headwater.claims.cued.words import JOINED
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import SourceKind
from headwater.records.entities import Mention

_ORDER: tuple[SourceKind, ...] = ("document", "media", "organisation", "official_unnamed", "anonymous")
_HUMAN = ("anonymous", "official_unnamed")
OF_TYPE: dict[str, SourceKind] = {
    "outlet": "media",
    "group": "organisation",
    "body": "organisation",
    "state": "organisation",
    "place": "organisation",
    "person": "named_person",
}
"""Kind of source by the type of a registered name."""


@cache
def noun_kind(lang: str, word: str) -> SourceKind | None:
    """The kind that a noun tells."""
    return next((kind for kind in _ORDER if word_pattern(lang, "kinds", kind).match(word)), None)


def plain(word: str, lexicon: Lexicon) -> str:
    """A word without what is written together with it, and without a case ending behind an apostrophe."""
    if lexicon.lang == "tr":
        return word.split("'")[0].split("’")[0]
    if lexicon.lang == "ar" and word.startswith("لل") and len(word) > 4:
        definite, doubled = "ال" + word[2:], "ال" + word[1:]
        return doubled if noun_kind("ar", doubled) and not noun_kind("ar", definite) else definite
    for prefix in lexicon.words["reading"].get("prefixes", ()):
        known = noun_kind(lexicon.lang, word)
        if word.startswith(prefix) and len(word) - len(prefix) > 2 and not known:
            rest = word[len(prefix) :]
            return rest if noun_kind(lexicon.lang, rest) else word
    return word


def key_of(word: str, lexicon: Lexicon) -> str:
    """A word by which names are compared: without what is written together with it, and without its article."""
    article = lexicon.words["reading"].get("article", "")
    bare = plain(word, lexicon)
    return bare.removeprefix(article) if len(bare) > len(article) + 1 else bare


def has_article(lexicon: Lexicon) -> bool:
    """Whether a language that is read by cues writes its article together with the noun."""
    return "article" in lexicon.words.get("reading", {})


def is_definite(word: str, lexicon: Lexicon) -> bool:
    """Whether a noun is definite by its form alone: an article before it, or whose it is behind it."""
    reading = lexicon.words["reading"]
    return word.startswith(reading["article"]) or word.endswith(tuple(reading["owners"]))


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a source, without punctuation, and the registered names in it."""

    tree: Tree
    tokens: Sequence[int]
    words: Sequence[str]
    inside: Sequence[Mention]
    lexicon: Lexicon

    @property
    def person(self) -> bool:
        """Whether a registered person is named in it."""
        return any(m.type == "person" for m in self.inside)

    def noun(self, n: int) -> SourceKind | None:
        """The kind that word ``n`` tells as a noun."""
        return noun_kind(self.lexicon.lang, self.words[n])

    def titled(self, n: int) -> bool:
        """Whether word ``n`` is the title or office of one person."""
        return bool(word_pattern(self.lexicon.lang, "kinds", "titles").match(self.words[n]))

    def raw(self, n: int) -> str:
        """Word ``n`` as it is written."""
        token = self.tree.tokens[self.tokens[n]]
        return self.tree.text[token.start : token.end]

    def name(self, n: int) -> bool:
        """Whether word ``n`` is a name and no noun that the lexicon knows."""
        if self.noun(n) or self.titled(n):
            return False
        if self.tree.pos(self.tokens[n]) == "PROPN":
            return True
        if self._plain(n):
            return False
        if self.lexicon.lang == "ar" and self._short_name(n):
            return True
        alone = len(self.words) == 1
        return self.raw(n)[0].isupper() and (
            alone or (n + 1 < len(self.words) and self.raw(n + 1)[0].isupper())
        )

    def _short_name(self, n: int) -> bool:
        """Whether a word of two letters is part of a name: before one at the head, or right behind one."""
        if len(self.words[n]) != 2 or word_pattern("ar", "kinds", "between").match(self.words[n]):
            return False
        if n:
            return self._adjoins(n) and self.name(n - 1)
        return len(self.words) > 1 and self.tree.pos(self.tokens[1]) == "PROPN" and not self.noun(1)

    def _plain(self, n: int) -> bool:
        """Whether a word's capital shows no name, where all nouns are written with one."""
        if self.lexicon.words["reading"].get("capitals") != "nouns":
            return False
        lists = (("determiners", "words"), ("adverbs", "words"), ("common_nouns", "words"))
        return any(word_pattern(self.lexicon.lang, *names).match(self.words[n]) for names in lists)

    def names_from(self, n: int) -> int:
        """How many words from ``n`` on are names outside registered places and bodies."""
        if self.lexicon.lang == "ar":
            return self._closing_names(n)
        return sum(self._free(k) for k in range(n, len(self.words)))

    def _closing_names(self, n: int) -> int:
        """Names at the end of a phrase in a script without capitals."""
        last = len(self.words)
        k = last
        while k > n and self.name(k - 1):
            k -= 1
        first = n
        while first < last and self.name(first):
            first += 1
        return max(last - k, first - n)

    def apposed(self) -> bool:
        """Whether names open the phrase and a comma closes them: "Ada Brook, head of the guard"."""
        n = self.opening_names()
        return 0 < n < len(self.words) and self.tokens[n] > self.tokens[n - 1] + 1

    def opening_names(self) -> int:
        """How many words of the phrase are the name that opens it, as far as a comma.

        Behind a name an Arabic noun of people is the family's name, or what the person is.
        """
        n = 0
        while n < len(self.words) and self.name(n) and self._adjoins(n):
            n += 1
        closes = 0 < n < len(self.words) and self.lexicon.lang == "ar" and self._adjoins(n)
        return n + 1 if closes and (self.noun(n) in _HUMAN or self.titled(n)) else n

    def _adjoins(self, n: int) -> bool:
        """Whether nothing stands between word ``n`` and the one before it."""
        return n == 0 or self.tokens[n] == self.tokens[n - 1] + 1

    def _free(self, n: int) -> bool:
        at = self.tree.tokens[self.tokens[n]].start
        held = any(m.start <= at < m.end for m in self.inside if m.type != "person")
        return not held and self.name(n) and not self.raw(n).isupper()

    def partitive(self, n: int) -> bool:
        """Whether word ``n`` takes some out of many: "one of the officers", "most residents"."""
        table = self.lexicon.words["kinds"]
        return "partitives" in table and bool(
            word_pattern(self.lexicon.lang, "kinds", "partitives").match(self.words[n])
        )

    def told(self, n: int, part: bool = False) -> SourceKind | None:
        """The kind that noun or title ``n`` tells with the names behind it; None for other words.

        Of ``part`` of many a single name behind the noun is a body's or a place's, and an office is nobody's own.
        """
        titled, kind, names = self.titled(n), self.noun(n), self.names_from(n + 1)
        sure = titled or self._called_so(n)
        least = 2 if part or (self.lexicon.lang == "ar" and not sure) else 1
        if (titled or kind in _HUMAN) and (self.person or names >= least):
            return "named_person"
        if part and titled:
            return kind or "anonymous"
        if titled and self._anyone():
            return kind or "anonymous"  # "a lady": nobody whom the reader knows
        if titled and kind in (None, "official_unnamed"):
            return "named_person"  # the article names who holds the office, as a rule
        return self._official(kind) if kind else None

    def _anyone(self) -> bool:
        """Whether the phrase is one indefinite noun, where a language's form tells."""
        if not has_article(self.lexicon) or len(self.words) > 1:
            return False
        return not is_definite(self.words[0], self.lexicon)

    def _called_so(self, n: int) -> bool:
        """Whether a name stands right behind a definite noun in Arabic, whose adjective would be definite too."""
        if self.lexicon.lang != "ar" or n + 1 >= len(self.words) or not self.words[n].startswith("ال"):
            return False
        function = word_pattern("ar", "kinds", "between").match(self.words[n + 1])
        return self.name(n + 1) and not function

    def _official(self, kind: SourceKind) -> SourceKind:
        """An unnamed source of a government or army is an official one."""
        pattern = word_pattern(self.lexicon.lang, "kinds", "official_words")
        source = word_pattern(self.lexicon.lang, "kinds", "source_nouns")
        unnamed = kind == "anonymous" and any(source.match(w) for w in self.words)
        return "official_unnamed" if unnamed and any(pattern.match(w) for w in self.words) else kind

    def some(self) -> SourceKind:
        """The kind of some out of many whose noun is not known."""
        return "named_person" if self.names_from(0) > 1 else "anonymous"

    def named(self) -> SourceKind | None:
        """The kind of a phrase that names open."""
        if self.person:
            return "named_person"
        names = 0
        while names < len(self.words) and self.name(names):
            names += 1
        if names and (held := self._registered(names)) is not None:
            return held
        raw = self.raw(0)
        if names == 1 and raw.isupper() and len(raw) > 1:
            return "organisation"
        if self.lexicon.lang == "ru" and names and raw.isascii():
            return None
        if self.lexicon.lang == "tr" and len(self.words) == 1 and names and not self._joined():
            return "organisation"  # a person is named in full somewhere, as a rule
        return "named_person" if names or self._described() else None

    def _joined(self) -> bool:
        """Whether the article writes this name in a longer one too: "Brook" for "Ada Brook"."""
        return self.tree.tokens[self.tokens[0]].tag == JOINED

    def _registered(self, names: int) -> SourceKind | None:
        """The kind of a registered name that is the whole run of names at the head."""
        tokens = self.tree.tokens
        start, end = tokens[self.tokens[0]].start, tokens[self.tokens[names - 1]].end
        return next((OF_TYPE.get(m.type) for m in self.inside if m.start == start and m.end >= end - 3), None)

    def _described(self) -> bool:
        """Whether unknown nouns stand beside a name of two words: "the diver Tom Dale"."""
        run = best = 0
        for n in range(len(self.words)):
            run = run + 1 if self.name(n) else 0
            best = max(best, run)
        return best > 1 and self.lexicon.lang != "ar"
