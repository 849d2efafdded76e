"""Who each source is: its kind, and the fullest name that the article gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headwater.claims.drafts import Draft, Stretch
from headwater.claims.kinds import Kinds, noun_kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import SourceKind

_FUNCTION = frozenset({"the", "a", "an", "of", "for", "in", "at", "and", "to", "le", "la", "les", "l’", "l'", "un", "une", "de", "du", "des", "d’", "d'", "et", "à"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source as read: where, its words, its kind, and what it is called at its fullest."""

    at: int
    words: tuple[str, ...]  # content words, lower case
    head: str
    kind: SourceKind
    name: str | None
    proper: bool  # whether it holds a proper name
    plural: bool


class Speakers:
    """Resolves sources in one article, in text order."""

    def __init__(self, trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon], kinds: Kinds) -> None:
        self.trees = trees
        self.lexicons = lexicons
        self.kinds = kinds
        self._people = self._named_people()

    def resolve(self, drafts: Sequence[Draft]) -> list[Speaker | None]:
        """The speaker of each draft; None where nobody is named and nobody goes on speaking."""
        order = sorted(
            range(len(drafts)), key=lambda n: (drafts[n].source or drafts[n].extent, drafts[n].extent)
        )
        raw: dict[int, Speaker] = {}
        for n in order:
            span = drafts[n].source
            if span is not None:
                raw[n] = self._read(drafts[n], span)
        known: list[Speaker] = []
        later = [raw[n] for n in order if n in raw]
        found: list[Speaker | None] = [None] * len(drafts)
        for n in order:
            if n in raw:
                found[n] = self._resolved(raw[n], known, later, self._lexicon(drafts[n]))
                known.append(found[n])  # type: ignore[arg-type]
        for n, draft in enumerate(drafts):
            hops = 0
            while draft.speaker is not None and draft.source is None and hops < len(drafts):
                n2, draft, hops = draft.speaker, drafts[draft.speaker], hops + 1
                if found[n2] is not None:
                    found[n] = found[n2]
                    break
        return found

    def _lexicon(self, draft: Draft) -> Lexicon:
        return self.lexicons[self.trees[draft.sentence].sentence.lang]

    def _read(self, draft: Draft, span: Stretch) -> Speaker:
        """A source by its own words alone."""
        tree, lexicon = self.trees[draft.sentence], self._lexicon(draft)
        tokens = [
            k
            for k, t in enumerate(tree.tokens)
            if t.start < span[1] and t.end > span[0] and not tree.is_blank(k)
        ]
        head = draft.source_head if draft.source_head in tokens else (tokens[-1] if tokens else None)
        kind = self.kinds.kind(tree, span, lexicon)
        words = tuple(
            tree.words[k].strip("-").removesuffix("'s") for k in tokens if tree.words[k] not in _FUNCTION
        )
        return Speaker(
            at=span[0],
            words=words,
            head=tree.words[head].strip("-") if head is not None else "",
            kind=kind or self._unknown(tree, tokens),
            name=tree.text[span[0] : span[1]],
            proper=any(tree.pos(k) in ("PROPN", "X") for k in tokens),
            plural=head is not None
            and ("Number=Plur" in tree.tokens[head].morph or tree.tokens[head].tag in ("NNS", "NNPS")),
        )

    def _unknown(self, tree: Tree, tokens: Sequence[int]) -> SourceKind:
        """The likelier kind of a source whose words tell nothing."""
        return "organisation" if any(tree.pos(k) in ("PROPN", "X") for k in tokens) else "anonymous"

    def _resolved(
        self, one: Speaker, known: Sequence[Speaker], later: Sequence[Speaker], lexicon: Lexicon
    ) -> Speaker:
        """The speaker with the kind and fullest name of whom its words stand for."""
        other = self._antecedent(one, known, later, lexicon)
        if other is None:
            name = self._full_person(one) if one.kind == "named_person" else None
            return (
                one
                if name is None
                else Speaker(one.at, one.words, one.head, one.kind, name, True, one.plural)
            )
        return Speaker(
            one.at,
            tuple(dict.fromkeys((*other.words, *one.words))),
            other.head,
            other.kind,
            other.name,
            other.proper,
            other.plural,
        )

    def _antecedent(
        self, one: Speaker, known: Sequence[Speaker], later: Sequence[Speaker], lexicon: Lexicon
    ) -> Speaker | None:
        grammar = lexicon.grammar
        if len(one.words) == 1 and not one.proper:
            word = one.words[0]
            if word in _bare(grammar.pronouns_singular):
                return self._last(known, lambda s: s.kind == "named_person") or self._last(
                    known, lambda s: s.kind in ("official_unnamed", "anonymous") and not s.plural
                )
            if word in _bare(grammar.pronouns_plural):
                return self._last(known, lambda s: s.plural) or self._last(
                    known, lambda s: s.kind in ("anonymous", "organisation")
                )
            if word in _bare(grammar.pronouns_thing):
                return self._last(known, lambda s: s.kind in ("organisation", "media", "document"))
        if one.proper:
            return self._fuller(one, known) or self._fuller(one, [s for s in later if s.at > one.at])
        return self._described(one, known, later, lexicon)

    def _last(self, known: Sequence[Speaker], fits) -> Speaker | None:  # type: ignore[no-untyped-def]
        return next((s for s in reversed(known) if fits(s)), None)

    def _fuller(self, one: Speaker, known: Sequence[Speaker]) -> Speaker | None:
        """A speaker whose name holds all of this one's words and more."""
        mine = set(one.words)
        wider = [s for s in known if s.proper and mine < set(s.words)]
        return max(wider, key=lambda s: (len(s.words), -s.at)) if wider else None

    def _described(
        self, one: Speaker, known: Sequence[Speaker], later: Sequence[Speaker], lexicon: Lexicon
    ) -> Speaker | None:
        """Whom a description stands for: "the source", "the Britain-based monitor", "the president"."""
        same = [
            s for s in known if s.head == one.head and (len(s.words) > len(one.words) or s.words != one.words)
        ]
        if same:
            return same[-1]
        titled = [s for s in known if s.kind == "named_person" and one.head in s.words]
        if titled:
            return titled[-1]
        for heads in lexicon.words["same_body"]["heads"]:
            if one.head in heads:
                pool = [
                    s for s in known if s.proper and s.at != one.at and not set(s.words).isdisjoint(heads)
                ]
                if pool:
                    return pool[-1]
                ahead = [
                    s for s in later if s.proper and s.at > one.at and not set(s.words).isdisjoint(heads)
                ]
                if ahead:
                    return ahead[0]
        return None

    # ------------------------------------------------------------------- people

    def _named_people(self) -> list[str]:
        """Names of persons that the parser's entities give, in text order, each once."""
        found: dict[str, None] = {}
        for tree in self.trees.values():
            k = 0
            while k < len(tree):
                if tree.tokens[k].ent in ("B-PERSON", "B-PER"):
                    last = k
                    while last + 1 < len(tree) and tree.tokens[last + 1].ent.startswith("I-"):
                        last += 1
                    found.setdefault(tree.text[tree.tokens[k].start : tree.tokens[last].end])
                    k = last
                k += 1
        return list(found)

    def _full_person(self, one: Speaker) -> str | None:
        """The longest person's name of the article that ends in this one's last name."""
        if not one.words or len(one.words) > 3:
            return None
        last = one.words[-1]
        longer = [
            n for n in self._people if n.lower().split()[-1].removesuffix("'s") == last and len(n.split()) > 1
        ]
        return max(longer, key=lambda n: (len(n), n)) if longer else None


def _bare(words: Sequence[str]) -> frozenset[str]:
    return frozenset(w.strip("-").removeprefix("t-") for w in words)


def kind_of_nouns(lexicon: Lexicon) -> Mapping[str, SourceKind]:
    """Kind of source by head noun; see ``kinds``."""
    return noun_kinds(lexicon)
