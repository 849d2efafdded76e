"""What kind of source a phrase is where there is no parser: by registered names, nouns and capitals."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.claims.cued.patterns import word_pattern
from headwater.claims.cued.phrases import OF_TYPE, Phrase, key_of, plain
from headwater.claims.cued.words import is_cued
from headwater.claims.drafts import Stretch
from headwater.claims.kinds import Kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import AnonymousType, SourceKind
from headwater.records.entities import Mention

_SHARE = 0.6


class CuedKinds(Kinds):
    """Kinds of source in one article, in languages with and without a parser."""

    def __init__(self, mentions: Sequence[Mention], people: frozenset[str] = frozenset()) -> None:
        super().__init__(mentions)
        self._people = people  # first and last words of persons named in full

    def knowing(self, people: frozenset[str]) -> CuedKinds:
        """The same with the persons whom the article names in full as sources."""
        return CuedKinds(self._mentions, people)

    def kind(self, tree: Tree, span: Stretch, lexicon: Lexicon) -> SourceKind | None:
        """The kind of the source at ``span``; None where its words do not tell."""
        if not is_cued(lexicon):
            return super().kind(tree, span, lexicon)
        tokens = [k for k in tree.between(*span) if not tree.is_blank(k)]
        if not tokens:
            return None
        words = [plain(tree.tokens[k].lemma, lexicon) for k in tokens]
        inside = [m for m in self.within(span) if m.label is None]
        pronoun = _pronoun(words, lexicon)
        if pronoun is not None:
            return pronoun
        if len(words) == 1 and key_of(words[0], lexicon) in self._people:
            return "named_person"
        last = lexicon.words["reading"]["head"] == "last"
        phrase = Phrase(tree, tokens, words, inside, lexicon)
        head = len(words) - 1 if last else 0  # a body's report is no body, nor is its minister
        other = len(words) > 1 and (phrase.noun(head) == "document" or phrase.titled(head))
        told = None if other else _registered(inside, span)
        if told is not None:
            return told
        if last:
            return _head_last(phrase)
        return _head_first(phrase)

    def anonymous_type(self, tree: Tree, span: Stretch, lexicon: Lexicon) -> AnonymousType:
        """What an unnamed source is, as far as its words tell."""
        if not is_cued(lexicon):
            return super().anonymous_type(tree, span, lexicon)
        for kind in lexicon.words["anonymous_types"]:
            pattern = word_pattern(lexicon.lang, "anonymous_types", kind)
            if any(pattern.match(plain(tree.tokens[k].lemma, lexicon)) for k in tree.between(*span)):
                found: AnonymousType = kind
                return found
        return "unspecified"


def _pronoun(words: Sequence[str], lexicon: Lexicon) -> SourceKind | None:
    """The kind of a source that is a pronoun alone."""
    if len(words) > 1:
        return None
    table = lexicon.words["kinds"]
    if words[0] in table["pronouns_person"]:
        return "named_person"
    return "anonymous" if words[0] in table["pronouns_many"] else None


def _registered(inside: Sequence[Mention], span: Stretch) -> SourceKind | None:
    """The kind of a registered name that is most of the source."""
    if not inside:
        return None
    longest = max(inside, key=lambda m: (m.end - m.start, -m.start))
    return OF_TYPE.get(longest.type) if longest.end - longest.start >= _SHARE * (span[1] - span[0]) else None


def _head_first(phrase: Phrase) -> SourceKind | None:
    """The kind where the noun that tells it opens the phrase: a name behind an office is a person."""
    if phrase.apposed() or (phrase.lexicon.lang != "ar" and phrase.name(0)):
        return phrase.named()
    part = False
    for n in range(len(phrase.words)):
        if phrase.partitive(n):
            part = True
            continue
        kind = phrase.told(n, part)
        if kind is not None:
            return kind
    return phrase.some() if part else phrase.named()


def _head_last(phrase: Phrase) -> SourceKind | None:
    """The kind where the noun that tells it closes the phrase, and a person's name stands behind it."""
    part = False
    for n in range(len(phrase.words) - 1, -1, -1):
        if phrase.partitive(n):
            part = True
            continue
        if phrase.noun(n) is None and not phrase.titled(n):
            continue
        kind = phrase.told(n, part)
        if kind != "named_person" and phrase.names_from(n + 1):
            break
        return kind
    return phrase.some() if part else phrase.named()
