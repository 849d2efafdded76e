"""What kind of source a noun phrase is, from its words, its entities and the registry's mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from headwater.claims.drafts import Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import AnonymousType, SourceKind
from headwater.records.entities import Mention

_HONORIFICS = frozenset({"m.", "mme", "mlle", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr."})
_GENERIC = frozenset({"network", "unit", "outlet", "group", "réseau", "groupe", "witness", "team"})
_SPEAKS: Mapping[str, SourceKind] = {
    "outlet": "media",
    "group": "organisation",
    "body": "organisation",
    "state": "organisation",
    "place": "organisation",
}
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
    "lui": "named_person", "je": "named_person", "j’": "named_person", "j'": "named_person", "i": "named_person",
    "it": "organisation", "they": "anonymous", "ils": "anonymous", "elles": "anonymous", "we": "organisation", "nous": "organisation", "on": "anonymous"}  # fmt: skip


@cache
def noun_kinds(lexicon: Lexicon) -> dict[str, SourceKind]:
    """Kind of source by head noun."""
    found: dict[str, SourceKind] = {}
    for kind in _ORDER:
        for word in lexicon.words["sources"][kind]:
            found.setdefault(word, kind)
    return found


def _bare(word: str) -> str:
    """A word without a possessive ending or the hyphens of an inverted pronoun."""
    return word.removesuffix("'s").removesuffix("’s").removeprefix("-t").strip("-")


class Kinds:
    """Kinds of source in one article; mentions of the registry outweigh the lexicon."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]

    def within(self, span: Stretch) -> list[Mention]:
        """Mentions that lie in a span, in order."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [m for m in self._mentions[first:last] if m.end <= span[1]]

    def kind(self, tree: Tree, span: Stretch, lexicon: Lexicon) -> SourceKind | None:
        """The kind of the source at ``span``; None where its words do not tell."""
        tokens = [k for k in tree.between(*span) if not tree.is_blank(k)]
        tokens = [k for k in tokens if tree.words[k] not in _ARTICLES] or tokens
        if not tokens:
            return None
        words = [_bare(tree.words[k]) for k in tokens]
        if len(words) == 1 and words[0] in _PRONOUN_KINDS and tree.pos(tokens[0]) != "PROPN":
            return _PRONOUN_KINDS[words[0]]
        nouns_of = noun_kinds(lexicon)
        told = self._by_mention(span, lexicon, words)
        if told is not None:
            return told
        cut = next(
            (n for n, w in enumerate(words) if n and (w in _LINKS or w in ("and", "et", ","))), len(words)
        )
        if words[cut - 1] in lexicon.words["sources"]["measures"] and cut + 1 < len(words):
            return self.kind(tree, (tree.tokens[tokens[cut + 1]].start, span[1]), lexicon)
        if self._names_person(tree, tokens, words, cut, lexicon):
            return "named_person"
        if words[0] in _HONORIFICS and len(words) > 1:
            return "named_person"
        if words[cut - 1] in _GENERIC and any(nouns_of.get(w) == "media" for w in words[:cut]):
            return "media"
        if len(words) == 1 and words[0] in lexicon.words["sources"]["head_of_state"]:
            return "named_person"  # there is one: "the president"
        return self._by_noun(tree, tokens[:cut], words[:cut], words, lexicon)

    def _by_mention(self, span: Stretch, lexicon: Lexicon, words: Sequence[str]) -> SourceKind | None:
        """The kind that a registered name tells, where the name is most of the source."""
        inside = [m for m in self.within(span) if m.label is None]
        if not inside:
            return None
        longest = max(inside, key=lambda m: (m.end - m.start, -m.start))
        if longest.end - longest.start < 0.6 * (span[1] - span[0]):
            return None
        if longest.type == "person":
            return "named_person"
        if words[-1] in noun_kinds(lexicon) and longest.type != "outlet":
            return None
        return _SPEAKS.get(longest.type)

    def _names_person(
        self, tree: Tree, tokens: list[int], words: list[str], cut: int, lexicon: Lexicon
    ) -> bool:
        """Whether the phrase names a person: a name, a title before one, or an office behind one."""
        table, nouns = lexicon.words["sources"], noun_kinds(lexicon)
        core = tokens[:cut]
        first_noun = next((n for n in range(cut) if tree.pos(core[n]) in ("NOUN", "PROPN", "X")), 0)
        titled = any(w in table["person_titles"] for w in words[:cut])
        people = [k for k in core if tree.tokens[k].ent.endswith(table["people"])]
        phrase = (tree.tokens[core[0]].start, tree.tokens[core[-1]].end)
        if any(m.type == "person" and m.end == phrase[1] for m in self.within(phrase)):
            return True
        speaking = words[first_noun] in nouns and words[first_noun] not in table["person_titles"]
        if lexicon.lang == "fr" and speaking and tree.pos(core[first_noun]) == "NOUN":
            return False
        if self._name_then_comma(tree, tokens, words, nouns, lexicon):
            return True
        leads = tree.pos(tokens[0]) in ("PROPN", "X") and words[0] not in nouns
        if leads and self._office_behind(tree, tokens, words, table["person_titles"], nouns):
            return True
        if people and people[-1] == core[-1]:
            return words[cut - 1] not in nouns
        if titled and tree.pos(tokens[-1]) == "PROPN" and words[-1] not in nouns:
            return self._name_at_end(tree, tokens, words, nouns, cut)
        return False

    def _name_then_comma(
        self,
        tree: Tree,
        tokens: list[int],
        words: list[str],
        nouns: Mapping[str, SourceKind],
        lexicon: Lexicon,
    ) -> bool:
        """Whether a name and a comma open the phrase: "Ada Brook, one of the guards"."""
        name = 0
        while name < len(tokens) and tree.pos(tokens[name]) in ("PROPN", "X"):
            name += 1
        comma = name > 0 and tokens[name - 1] + 1 < len(tree) and tree.words[tokens[name - 1] + 1] == ","
        if not comma or name == len(tokens) or any(w in nouns for w in words[:name]):
            return False
        office = (
            words[name] in lexicon.words["sources"]["person_titles"] or nouns.get(words[name]) == "anonymous"
        )
        return office or not tree.tokens[tokens[0]].ent.endswith("ORG")

    def _office_behind(
        self,
        tree: Tree,
        tokens: list[int],
        words: list[str],
        titles: Sequence[str],
        nouns: Mapping[str, SourceKind],
    ) -> bool:
        """Whether an office follows the name: "Ada Brook a resident", "Ada Brook, head of the guard"."""
        name = 0
        while name < len(tokens) and tree.pos(tokens[name]) in ("PROPN", "X"):
            if name and any(tree.pos(k) == "DET" for k in range(tokens[name - 1], tokens[name])):
                break  # "Ada Brook | the Watch chief"
            name += 1
        if any(w in nouns for w in words[:name]):
            return False
        gap = (
            name < len(tokens) and tokens[name] > tokens[name - 1] + 1
        )  # an article or a comma stood between
        return any(
            w in titles or nouns.get(w) in ("anonymous", "official_unnamed") for w in words[name : name + 4]
        ) and (gap or words[name] in titles)

    def _name_at_end(
        self, tree: Tree, tokens: list[int], words: list[str], nouns: Mapping[str, SourceKind], cut: int
    ) -> bool:
        """Whether a name stands behind title and office: "head of the council Ada Brook"."""
        names = 0
        for k, w in zip(reversed(tokens), reversed(words), strict=True):
            if tree.pos(k) != "PROPN" or w in nouns:
                break
            names += 1
        if cut == len(tokens):
            return names >= 1
        person = tree.tokens[tokens[-1]].ent.endswith(("PERSON", "PER"))
        return names >= 2 and (person or len(tokens) - names > cut + 1)

    def _by_noun(
        self, tree: Tree, core: list[int], core_words: list[str], words: list[str], lexicon: Lexicon
    ) -> SourceKind | None:
        """The kind that the head noun tells, else that of an entity in the phrase."""
        nouns, table = noun_kinds(lexicon), lexicon.words["sources"]
        lemmas = {tree.words[k]: tree.tokens[k].lemma.lower() for k in core if tree.pos(k) == "NOUN"}
        for word in reversed(core_words) if lexicon.lang == "en" else core_words:
            kind = nouns.get(word) or nouns.get(lemmas.get(word, ""))
            if kind == "anonymous" and word in ("source", "sources", "personnes"):
                return "official_unnamed" if any(w in table["official_words"] for w in words) else "anonymous"
            if kind == "document" and any(w in table["media_words"] for w in core_words):
                return "media"
            if kind is not None:
                return kind
        if any(tree.tokens[k].ent.endswith(table["bodies"]) for k in core):
            return "organisation"
        if any(tree.tokens[k].ent.endswith(table["people"]) for k in core):
            return "named_person"
        return None

    def anonymous_type(self, tree: Tree, span: Stretch, lexicon: Lexicon) -> AnonymousType:
        """What an unnamed source is, as far as its words tell."""
        words = {tree.words[k] for k in tree.between(*span)}
        for kind, cues in lexicon.words["anonymous_types"].items():
            if not words.isdisjoint(cues):
                found: AnonymousType = kind
                return found
        return "unspecified"
