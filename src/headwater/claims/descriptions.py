"""Sources that are only described ("a rescue service", "two groups"), and whom the article names for them below.

A report's first sentence calls its source by what it is; the next ones call it by name. Whoever is named
there must be of the kind described, and tell of the same matter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from headwater.claims.cued import is_cued
from headwater.claims.kinds import noun_kinds
from headwater.claims.leads import counts_dead, figures_of, stems
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import Attribution, Claim

_NEAR = 8  # sentences behind the lead in which a described source is named
_MATTER = 2  # content words in common with the lead
_MANY = 3  # who can be meant by one description
_STEM = 5
_WORD = re.compile(r"[\w.-]+")
_DEFINITE = frozenset(
    {"the", "le", "la", "les", "l’", "l'", "its", "their", "his", "her", "son", "sa", "ses", "leur"}
)
_OFFICIAL = ("official", "security", "military")


class Descriptions:
    """Reads descriptions of sources in one article; languages read by cues alone have none."""

    def __init__(self, trees: Mapping[int, Tree], lexicon: Lexicon | None) -> None:
        self.lexicon = None if lexicon is None or is_cued(lexicon) else lexicon
        self._order = sorted(trees, key=lambda n: trees[n].sentence.start)
        self._starts = [trees[n].sentence.start for n in self._order]
        self._trees = trees

    def meant(
        self, one: Attribution, rows: Sequence[Claim], lead: int, by_id: Mapping[str, Attribution]
    ) -> list[str]:
        """The attributions that name whom a described source is, in text order; empty where none does.

        Of "a monitor and activists" each must be named; of one body or person the first that fits is meant.
        """
        nouns = self._nouns(one)
        if self.lexicon is None or not nouns or (len(nouns) == 1 and self._is_resolved(one)):
            return []
        most = _MANY if len(nouns) > 1 or self._is_plural(one) else 1
        found: dict[str, set[str]] = {}
        for claim in rows:
            behind = claim.sentence - rows[lead].sentence
            near = not claim.title and claim is not rows[lead] and 0 <= behind <= _NEAR
            if not near or not claim.chain or len(found) == most:
                continue
            if not self._same_matter(rows[lead], one, claim):
                continue
            other = claim.chain[0]
            fit = {n for n in nouns if self._fits(n, one, by_id[other], again=len(nouns) == 1)}
            if fit and other not in rows[lead].chain:
                found.setdefault(other, fit)
        named = set().union(*found.values()) if found else set()
        return list(found) if named == set(nouns) else []

    def speaks_for(self, one: Attribution, other: Attribution) -> bool:
        """Whether a person speaks for the body that the other is: "Ada Lind, head of the Hill Watch", "the Hill Watch"."""
        if self.lexicon is None or other.source_kind not in ("organisation", "media"):
            return False
        bodies = noun_kinds(self.lexicon)
        name = {w for w in (other.resolved_source or "").casefold().split() if w in bodies}
        office = one.source_kind in ("named_person", "official_unnamed") and one.source is not None
        return office and bool(name & set(one.source.text.casefold().split() if one.source else ()))

    def can_be(self, one: Attribution, other: Attribution, alone: bool = False) -> bool:
        """Whether a source can be whom one of the joined words of a description means, or its one word."""
        nouns = self._nouns(one)
        return (len(nouns) == 1) == alone and any(self._fits(n, one, other, again=True) for n in nouns)

    def is_described(self, one: Attribution) -> bool:
        """Whether the words of a source hold no name."""
        return bool(self._nouns(one))

    def same_crowd(self, one: Attribution, other: Attribution) -> bool:
        """Whether two sources are people of one kind in one place: "activists in Mirn", "activists in rural Mirn"."""
        if self.lexicon is None or not (self._is_plural(one) and self._is_plural(other)):
            return False
        if one.anonymous_type is None or one.anonymous_type != other.anonymous_type:
            return False
        a, b = self._names(one), self._names(other)
        return a <= b or b <= a

    def _tokens(self, one: Attribution) -> tuple[Tree, list[int]] | None:
        """The tokens of a source and their sentence."""
        k = bisect_right(self._starts, one.source.start) - 1 if one.source is not None else -1
        if k < 0 or one.source is None:
            return None
        tree = self._trees[self._order[k]]
        return tree, [t for t in tree.between(one.source.start, one.source.end) if not tree.is_blank(t)]

    def _nouns(self, one: Attribution) -> list[str]:
        """The nouns by which a source without a name is described, joined ones each; none where it is named or definite."""
        read = self._tokens(one)
        if read is None or self.lexicon is None or not read[1]:
            return []
        tree, tokens = read
        kinds, coordinated = noun_kinds(self.lexicon), self.lexicon.grammar.coordinated
        heads = [k for k in tokens if tree.head(k) not in tokens or tree.dep(k) in coordinated]
        told = [k for k in heads if tree.words[k] in kinds]  # an "NGO" is no name, whatever the parser says
        named = any(self._is_name(tree, k) for k in tokens if k not in told)
        if named or tree.words[tokens[0]] in _DEFINITE:
            return []
        return list(dict.fromkeys(tree.words[k] for k in told))

    def _is_name(self, tree: Tree, k: int) -> bool:
        """Whether a token is part of a name: not a people's ("Sorvan officials") nor a seat's ("Hill-based")."""
        if tree.pos(k) not in ("PROPN", "X") or tree.tokens[k].ent.endswith("NORP"):
            return False
        return tree.words[k + 1 : k + 2] not in (["-"], ["–"])

    def _names(self, one: Attribution) -> set[str]:
        read = self._tokens(one)
        return {read[0].words[k] for k in read[1] if self._is_name(read[0], k)} if read else set()

    def _is_resolved(self, one: Attribution) -> bool:
        return one.source is not None and one.resolved_source not in (None, one.source.text)

    def _is_plural(self, one: Attribution) -> bool:
        """Whether a source's words head a plural."""
        read = self._tokens(one)
        if read is None:
            return False
        tree, tokens = read
        heads = [k for k in tokens if tree.head(k) not in tokens]
        return any("Number=Plur" in tree.tokens[k].morph or tree.tokens[k].tag == "NNS" for k in heads)

    def _same_matter(self, lead: Claim, one: Attribution, claim: Claim) -> bool:
        """Whether a claim tells of what the lead tells: a figure of it, its toll, or two words of it and its source."""
        mine = stems(f"{lead.text} {one.source.text if one.source else ''}", self.lexicon)
        shared = [w for w in mine & stems(claim.text, self.lexicon) if not w.isdigit()]
        figures = figures_of(lead.text, lead.lang)
        if len(shared) >= _MATTER or figures & figures_of(claim.text, claim.lang):
            return True
        return bool(figures) and counts_dead(claim.text, self.lexicon)

    def _is_owned(self, one: Attribution) -> bool:
        """Whether outlets are called by whose they are: "state media" say enough."""
        words = set(one.source.text.casefold().split()) if one.source is not None else set()
        return self.lexicon is not None and not words.isdisjoint(
            self.lexicon.words["same_body"].get("owned", ())
        )

    def _fits(self, noun: str, one: Attribution, other: Attribution, again: bool = False) -> bool:
        """Whether a source can be whom a noun describes, and is told more closely.

        "The journalist", "the Observatory" take somebody up and do not bring him in by name: only with ``again``.
        """
        if self.lexicon is None or other.source is None:
            return False
        kind = noun_kinds(self.lexicon)[noun]
        words = set(_WORD.findall(f"{other.source.text} {other.resolved_source or ''}".casefold()))
        names = self._names(other)
        if kind == "media":
            return other.source_kind == "media" and _is_called(other) and not self._is_owned(one)
        definite = other.source.text.split(" ")[0].casefold() in _DEFINITE
        if not again and definite and names <= noun_kinds(self.lexicon).keys():
            return False
        named = bool(names)
        closer = named or len(other.source.text.split()) > len(one.source.text.split() if one.source else ())
        if kind == "anonymous":
            return closer and any(w[:_STEM] == noun[:_STEM] for w in words)
        if kind == "official_unnamed":
            official = other.source_kind == "official_unnamed" or other.anonymous_type in _OFFICIAL
            return closer and official
        for heads in self.lexicon.words["same_body"]["heads"]:
            if noun in heads and noun not in self.lexicon.words["same_body"].get("any", ()):
                return named and not words.isdisjoint(heads)
        if not words.isdisjoint(self.lexicon.words["sources"]["official_words"]):
            return False  # "groups" are no state
        body = other.source_kind == "organisation" or (other.source_kind == "official_unnamed" and named)
        return named and body and kind == "organisation"


def _is_called(one: Attribution) -> bool:
    """Whether the words for an outlet hold a name: a capital behind the first word."""
    return one.source is not None and any(w[:1].isupper() for w in one.source.text.split()[1:])
