"""What kind of source a phrase is where there is no parser: by registered names, nouns and capitals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from headwater.claims.cued.cues import word_pattern
from headwater.claims.cued.words import is_cued
from headwater.claims.drafts import Stretch
from headwater.claims.kinds import Kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import AnonymousType, SourceKind
from headwater.records.entities import Mention

_ORDER: tuple[SourceKind, ...] = ("document", "media", "organisation", "official_unnamed", "anonymous")
_OF_TYPE: dict[str, SourceKind] = {
    "outlet": "media",
    "group": "organisation",
    "body": "organisation",
    "state": "organisation",
    "place": "organisation",
    "person": "named_person",
}
_SHARE = 0.6


@cache
def _noun_kind(lang: str, word: str) -> SourceKind | None:
    """The kind that a noun tells."""
    return next((kind for kind in _ORDER if word_pattern(lang, "kinds", kind).match(word)), None)


class CuedKinds(Kinds):
    """Kinds of source in one article, in languages with and without a parser."""

    def kind(self, tree: Tree, span: Stretch, lexicon: Lexicon) -> SourceKind | None:
        """The kind of the source at ``span``; None where its words do not tell."""
        if not is_cued(lexicon):
            return super().kind(tree, span, lexicon)
        tokens = [k for k in tree.between(*span) if not tree.is_blank(k)]
        if not tokens:
            return None
        words = [self._plain(tree.tokens[k].lemma, lexicon) for k in tokens]
        pronoun = self._pronoun(words, lexicon)
        if pronoun is not None:
            return pronoun
        inside = [m for m in self.within(span) if m.label is None]
        told = self._registered(inside, span)
        if told is not None:
            return told
        if lexicon.words["reading"]["head"] == "last":
            return self._head_last(tree, tokens, words, inside, lexicon)
        return self._head_first(tree, tokens, words, inside, lexicon)

    def _plain(self, word: str, lexicon: Lexicon) -> str:
        """A word without what is written together with it, and without a case ending behind an apostrophe."""
        word = word.split("'")[0].split("’")[0] if lexicon.lang == "tr" else word
        if lexicon.lang == "ar":
            for prefix in lexicon.words["reading"]["prefixes"]:
                if word.startswith(prefix) and len(word) - len(prefix) > 2:
                    return "ال" + word[len(prefix) :] if prefix == "لل" else word[len(prefix) :]
        return word

    def _pronoun(self, words: Sequence[str], lexicon: Lexicon) -> SourceKind | None:
        if len(words) > 1:
            return None
        table = lexicon.words["kinds"]
        if words[0] in table["pronouns_person"]:
            return "named_person"
        return "anonymous" if words[0] in table["pronouns_many"] else None

    def _registered(self, inside: Sequence[Mention], span: Stretch) -> SourceKind | None:
        """The kind of a registered name that is most of the source."""
        if not inside:
            return None
        longest = max(inside, key=lambda m: (m.end - m.start, -m.start))
        if longest.end - longest.start < _SHARE * (span[1] - span[0]):
            return None
        return _OF_TYPE.get(longest.type)

    def _head_first(
        self, tree: Tree, tokens: Sequence[int], words: Sequence[str], inside: Sequence[Mention], lexicon: Lexicon
    ) -> SourceKind | None:
        """The kind where the noun that tells it opens the phrase: a name behind an office is a person."""
        person = self._person_in(inside)
        if self._is_name(tree, tokens[0], words[0], lexicon):
            return self._named(tree, tokens, words, inside, lexicon)
        for n, word in enumerate(words):
            titled = bool(word_pattern(lexicon.lang, "kinds", "titles").match(word))
            kind = _noun_kind(lexicon.lang, word)
            names = sum(self._free_name(tree, k, w, inside, lexicon) for k, w in zip(tokens[n + 1 :], words[n + 1 :], strict=True))
            if (titled or kind in ("anonymous", "official_unnamed")) and (person or names):
                return "named_person"
            if kind is not None:
                return self._official(kind, words, lexicon)
            if titled:
                return "named_person"  # the article names who holds the office, as a rule
        return self._named(tree, tokens, words, inside, lexicon)

    def _head_last(
        self, tree: Tree, tokens: Sequence[int], words: Sequence[str], inside: Sequence[Mention], lexicon: Lexicon
    ) -> SourceKind | None:
        """The kind where the noun that tells it closes the phrase and names stand behind it."""
        person = self._person_in(inside)
        for n in range(len(words) - 1, -1, -1):
            kind = _noun_kind(lexicon.lang, words[n])
            titled = bool(word_pattern(lexicon.lang, "kinds", "titles").match(words[n]))
            names = sum(self._free_name(tree, k, w, (), lexicon) for k, w in zip(tokens[n + 1 :], words[n + 1 :], strict=True))
            if kind is None and not titled:
                continue
            if names and (titled or kind in ("anonymous", "official_unnamed")):
                return "named_person"
            if names:
                break
            return self._official(kind, words, lexicon) if kind else "named_person"
        return "named_person" if person else self._named(tree, tokens, words, inside, lexicon)

    def _official(self, kind: SourceKind, words: Sequence[str], lexicon: Lexicon) -> SourceKind:
        """An unnamed source of a government or army is an official one."""
        pattern = word_pattern(lexicon.lang, "kinds", "official_words")
        source = word_pattern(lexicon.lang, "kinds", "source_nouns")
        if kind == "anonymous" and any(source.match(w) for w in words) and any(pattern.match(w) for w in words):
            return "official_unnamed"
        return kind

    def _person_in(self, inside: Sequence[Mention]) -> bool:
        return any(m.type == "person" for m in inside)

    def _is_name(self, tree: Tree, k: int, word: str, lexicon: Lexicon) -> bool:
        """Whether a word is a name and no noun that the lexicon knows."""
        known = _noun_kind(lexicon.lang, word) or word_pattern(lexicon.lang, "kinds", "titles").match(word)
        capital = tree.text[tree.tokens[k].start].isupper()
        return (capital or tree.pos(k) == "PROPN") and not known

    def _free_name(
        self, tree: Tree, k: int, word: str, inside: Sequence[Mention], lexicon: Lexicon
    ) -> bool:
        """Whether a word is a name outside the registered places and bodies of the phrase."""
        at = tree.tokens[k].start
        held = any(m.start <= at < m.end for m in inside if m.type != "person")
        return not held and self._is_name(tree, k, word, lexicon) and not tree.text[at : tree.tokens[k].end].isupper()

    def _named(
        self, tree: Tree, tokens: Sequence[int], words: Sequence[str], inside: Sequence[Mention], lexicon: Lexicon
    ) -> SourceKind | None:
        """The kind of a phrase of names: two or three are a person's, what the registry knows decides first."""
        if self._person_in(inside):
            return "named_person"
        first = [m for m in inside if m.start == tree.tokens[tokens[0]].start]
        if first:
            return _OF_TYPE.get(first[0].type)
        names = 0
        for k, word in zip(tokens, words, strict=True):
            if not self._is_name(tree, k, word, lexicon):
                break
            names += 1
        raw = tree.text[tree.tokens[tokens[0]].start : tree.tokens[tokens[0]].end]
        if names == 1 and raw.isupper() and len(raw) > 1:
            return "organisation"
        if lexicon.lang == "ru" and names and raw.isascii():
            return None
        if names == 1 and lexicon.lang != "ar" and len(words) == 1:
            return None
        return "named_person" if names else self._described(tree, tokens, words, lexicon)

    def _described(
        self, tree: Tree, tokens: Sequence[int], words: Sequence[str], lexicon: Lexicon
    ) -> SourceKind | None:
        """A person where unknown nouns stand beside a name of two words: "the diver Tom Dale"."""
        run = best = 0
        for k, word in zip(tokens, words, strict=True):
            run = run + 1 if self._is_name(tree, k, word, lexicon) else 0
            best = max(best, run)
        return "named_person" if best > 1 and lexicon.lang != "ar" else None

    def anonymous_type(self, tree: Tree, span: Stretch, lexicon: Lexicon) -> AnonymousType:
        """What an unnamed source is, as far as its words tell."""
        if not is_cued(lexicon):
            return super().anonymous_type(tree, span, lexicon)
        for kind in lexicon.words["anonymous_types"]:
            pattern = word_pattern(lexicon.lang, "anonymous_types", kind)
            if any(pattern.match(self._plain(tree.tokens[k].lemma, lexicon)) for k in tree.between(*span)):
                found: AnonymousType = kind
                return found
        return "unspecified"
