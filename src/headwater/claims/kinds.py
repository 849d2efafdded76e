"""What kind of source a noun phrase is, from its words, its entities and the registry's mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from headwater.claims.drafts import Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import AnonymousType, SourceKind
from headwater.records.entities import Mention

_ORDER: tuple[SourceKind, ...] = ("document", "media", "official_unnamed", "anonymous", "organisation")
_LINKS = frozenset({"of", "for", "in", "at", "on", "from", "to", "by", "with", "de", "du", "des", "d’", "d'", "à", "au", "aux", "dans", "par", "en", "sur", "-based"})  # fmt: skip
_ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "le",
        "la",
        "les",
        "l’",
        "l'",
        "un",
        "une",
        "des",
        "its",
        "his",
        "their",
        "her",
        "son",
        "sa",
        "ses",
    }
)
_PRONOUN_KINDS: Mapping[str, SourceKind] = {"he": "named_person", "she": "named_person", "il": "named_person", "elle": "named_person",
    "-il": "named_person", "-elle": "named_person", "lui": "named_person", "je": "named_person", "j’": "named_person", "j'": "named_person", "i": "named_person",
    "it": "organisation", "they": "anonymous", "ils": "anonymous", "elles": "anonymous", "-ils": "anonymous", "-elles": "anonymous", "we": "organisation", "nous": "organisation", "on": "anonymous"}  # fmt: skip


@cache
def _kind_of_noun(lang_words: tuple[tuple[SourceKind, tuple[str, ...]], ...]) -> dict[str, SourceKind]:
    found: dict[str, SourceKind] = {}
    for kind, words in lang_words:
        for word in words:
            found.setdefault(word, kind)
    return found


def noun_kinds(lexicon: Lexicon) -> dict[str, SourceKind]:
    """Kind of source by head noun."""
    table = lexicon.words["sources"]
    return _kind_of_noun(tuple((kind, table[kind]) for kind in _ORDER))


class Kinds:
    """Kinds of source in one article; mentions of the registry outweigh the lexicon."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))

    def within(self, span: Stretch) -> list[Mention]:
        """Mentions that lie in a span, in order."""
        return [m for m in self._mentions if span[0] <= m.start and m.end <= span[1]]

    def kind(self, tree: Tree, span: Stretch, lexicon: Lexicon) -> SourceKind | None:
        """The kind of the source at ``span``; None where its words do not tell."""
        tokens = [
            k
            for k, t in enumerate(tree.tokens)
            if t.start < span[1] and t.end > span[0] and not tree.is_blank(k)
        ]
        if not tokens:
            return None
        words = [tree.words[k].removesuffix("'s").removesuffix("’s") for k in tokens]
        if len(words) == 1 and words[0] in _PRONOUN_KINDS and tree.pos(tokens[0]) != "PROPN":
            return _PRONOUN_KINDS[words[0]]
        cut = next((n for n, w in enumerate(words) if w in _LINKS and n), len(words))
        core, core_words = tokens[:cut], words[:cut]
        if self._names_person(tree, tokens, core, core_words, span, lexicon):
            return "named_person"
        return self._by_noun(tree, core, core_words, words, span, lexicon)

    def _names_person(
        self,
        tree: Tree,
        tokens: list[int],
        core: list[int],
        words: list[str],
        span: Stretch,
        lexicon: Lexicon,
    ) -> bool:
        """Whether the phrase names a person: an entity at its head, or a title before or behind a name."""
        table = lexicon.words["sources"]
        if any(m.type == "person" and m.start <= tree.tokens[core[-1]].start < m.end for m in self._mentions):
            return True
        people = [k for k in tokens if tree.tokens[k].ent.endswith(table["people"])]
        nouns = noun_kinds(lexicon)
        head_word = words[-1]
        if people and people[-1] >= core[-1]:
            return (
                head_word not in nouns
                or tree.pos(core[-1]) == "PROPN"
                or any(tree.pos(k) == "PROPN" and k > core[-1] for k in people)
            )
        if people and people[0] == core[0] and not nouns.get(head_word):
            return True
        named = tree.pos(core[-1]) == "PROPN" and head_word not in nouns
        titled = any(w in table["person_titles"] for w in words[:-1])
        return named and titled and any(tree.pos(k) == "PROPN" for k in core)

    def _by_noun(
        self,
        tree: Tree,
        core: list[int],
        core_words: list[str],
        words: list[str],
        span: Stretch,
        lexicon: Lexicon,
    ) -> SourceKind | None:
        """The kind that the head noun tells, else that of an entity in the phrase."""
        nouns, table = noun_kinds(lexicon), lexicon.words["sources"]
        inside = self.within(span)
        if inside and inside[-1].type == "outlet":
            return "media"
        for word in reversed(core_words) if lexicon.lang == "en" else core_words:
            kind = nouns.get(word)
            if kind == "anonymous" and word in ("source", "sources", "personnes"):
                return "official_unnamed" if any(w in table["official_words"] for w in words) else "anonymous"
            if kind is not None:
                return kind
        if inside and inside[-1].type in ("group", "body", "state", "place"):
            return "organisation"
        if any(tree.tokens[k].ent.endswith(table["bodies"]) for k in core):
            return "organisation"
        if any(tree.tokens[k].ent.endswith(table["people"]) for k in core):
            return "named_person"
        return None

    def anonymous_type(self, tree: Tree, span: Stretch, lexicon: Lexicon) -> AnonymousType:
        """What an unnamed source is, as far as its words tell."""
        words = {tree.words[k] for k, t in enumerate(tree.tokens) if span[0] <= t.start < span[1]}
        for kind, cues in lexicon.words["anonymous_types"].items():
            if not words.isdisjoint(cues):
                found: AnonymousType = kind
                return found
        return "unspecified"
