"""Who each source is: its kind, and the fullest name that the article gives it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.claims.cued import has_article
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.kinds import Kinds, noun_kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.named import Named
from headwater.claims.speaker import (
    Speaker,
    bare_words,
    compared_head,
    compared_word,
    is_indefinite,
    is_joint,
    is_named_body,
    is_one_person,
    is_seat,
    named_part,
    same_bodies,
    same_office,
)
from headwater.claims.subjects import Subjects
from headwater.claims.trees import Tree
from headwater.records.claims import SourceKind

_AGED = re.compile(r"\b\d+(?:\s?ans|-year-old)\b")
_NEAR = 200  # speakers before and behind among whom a name is looked for
_PEOPLE = 200  # named persons among whom the holder of an office is looked for
_UNNAMED: tuple[SourceKind, ...] = ("anonymous", "official_unnamed")


class Speakers:
    """Resolves sources in one article, in text order."""

    def __init__(self, trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon], kinds: Kinds) -> None:
        self.trees = trees
        self.lexicons = lexicons
        self.kinds = kinds
        self._order = sorted(trees, key=lambda n: trees[n].sentence.start)
        self._starts = [trees[n].sentence.start for n in self._order]
        self.subjects = Subjects(trees, lexicons)
        self.named = Named(trees)

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
        spoken = [raw[n] for n in order if n in raw]
        found: list[Speaker | None] = [None] * len(drafts)
        for n in order:
            if n in raw:
                here = len(known)
                near = spoken[max(0, here - _NEAR) : here + _NEAR]
                one = self._resolved(raw[n], known[-_NEAR:], near, self._lexicon(drafts[n]))
                found[n] = one
                known.append(one)
        for n, draft in enumerate(drafts):
            hops = 0
            while draft.speaker is not None and draft.source is None and hops < len(drafts):
                n2, draft, hops = draft.speaker, drafts[draft.speaker], hops + 1
                if found[n2] is not None:
                    found[n] = found[n2]
                    break
        for n, draft in enumerate(drafts):
            if found[n] is None and draft.how == "continued":
                found[n] = self.person_before(draft.content[0])
        return found

    def _lexicon(self, draft: Draft) -> Lexicon:
        return self.lexicons[self.trees[draft.sentence].sentence.lang]

    def _read(self, draft: Draft, span: Stretch) -> Speaker:
        """A source by its own words alone."""
        tree, lexicon = self.trees[draft.sentence], self._lexicon(draft)
        if draft.how == "embed":  # the signature stands under the words
            tree = self._tree_at(span[0]) or tree
        tokens = [k for k in tree.between(*span) if not tree.is_blank(k)]
        usual = (tokens[0] if has_article(lexicon) else tokens[-1]) if tokens else None
        head = draft.source_head if draft.source_head in tokens else usual
        kind, nouns = self.kinds.kind(tree, span, lexicon), noun_kinds(lexicon)
        words = tuple(
            compared_word(tree, k, lexicon)
            for k in tokens
            if tree.words[k] not in lexicon.words["speakers"]["function"] and not is_seat(tree, k, lexicon)
        )
        return Speaker(
            at=span[0],
            words=words,
            head=compared_head(tree, head, lexicon) if head is not None else "",
            kind=kind or self._unknown(tree, tokens),
            name=tree.text[span[0] : span[1]],
            proper=any(
                tree.pos(k) in ("PROPN", "X") and tree.words[k] not in nouns and not is_seat(tree, k, lexicon)
                for k in tokens
            ),
            sure=kind is not None,
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
        if other is not None:
            words = tuple(dict.fromkeys((*other.words, *one.words)))
            return replace(other, at=one.at, words=words)
        if one.kind == "named_person" or not one.sure or (one.proper and len(one.words) == 1):
            name = self.named.full_person(one)
            if name is not None:
                longer = max(name, named_part(one.name or "", lexicon), key=len)
                return replace(one, kind="named_person", name=longer, proper=True)
            if one.kind == "named_person" and one.name:
                if (
                    len(one.words) == 1
                    and one.words[0] in lexicon.words["speakers"]["pronouns"]
                    and not one.proper
                ):
                    return replace(one, name=None)  # nobody whom the pronoun could stand for
                return replace(one, name=named_part(one.name, lexicon))
        if one.kind in ("organisation", "media") and not one.proper and not is_joint(one):
            name = self.named.full_body(one, lexicon)
            return one if name is None else replace(one, name=name, proper=True)
        return one

    def _antecedent(
        self, one: Speaker, known: Sequence[Speaker], later: Sequence[Speaker], lexicon: Lexicon
    ) -> Speaker | None:
        if len(one.words) == 1 and not one.proper:
            found = self._pronoun(one.words[0], known, lexicon)
            if one.words[0] in bare_words(lexicon.grammar.pronouns_singular):
                name = self.subjects.before(one.at, one.words[0], found.at if found else -1)
                found = found if name is None else self._person(one.at, name)
            if found is not None:
                return found
        if one.proper and not (len(one.words) == 1 and one.kind != "media" and self.named.full_person(one)):
            ahead = [s for s in later if s.at > one.at]
            return self._fuller(one, known, lexicon) or self._fuller(one, ahead, lexicon)
        found = self._described(one, known, later, lexicon)
        if found is None and one.kind == "named_person" and has_article(lexicon):
            return self._fuller(one, known, lexicon)  # a name that looks like a noun
        return found

    def _pronoun(self, word: str, known: Sequence[Speaker], lexicon: Lexicon) -> Speaker | None:
        """Whom a pronoun stands for: the last fitting speaker."""
        grammar = lexicon.grammar
        known = [
            s
            for s in known
            if s.name is not None and s.name.lower() not in lexicon.words["speakers"]["pronouns"]
        ]
        if word in bare_words(grammar.pronouns_singular):
            human = [
                s
                for s in known
                if s.kind == "named_person" or (s.kind in _UNNAMED and is_one_person(s, lexicon))
            ]
            named = [s for s in human if s.kind == "named_person"]
            if not human or human[-1].kind == "named_person" or not named:
                return human[-1] if human else None
            return human[-1] if is_indefinite(human[-1], lexicon) else named[-1]
        if word in bare_words(grammar.pronouns_plural):
            many = [s for s in known if s.plural] or [
                s for s in known if s.kind in ("anonymous", "organisation")
            ]
            return many[-1] if many else None
        if word in bare_words(grammar.pronouns_thing):
            things = [s for s in known if s.kind in ("organisation", "media", "document")]
            return things[-1] if things else None
        return None

    def _fuller(self, one: Speaker, known: Sequence[Speaker], lexicon: Lexicon) -> Speaker | None:
        """A speaker whose name holds all of this one's words and more, and who is of its kind."""
        mine = set(one.words)
        wider = [
            s
            for s in known
            if s.proper
            and mine < set(s.words)
            and (s.kind == one.kind or not one.sure or same_office(one, s, lexicon))
            and (is_joint(one) or not is_joint(s))
        ]
        return max(wider, key=lambda s: (len(s.words), -s.at)) if wider else None

    def _described(
        self, one: Speaker, known: Sequence[Speaker], later: Sequence[Speaker], lexicon: Lexicon
    ) -> Speaker | None:
        """Whom a description stands for: "the source", "the Britain-based monitor", "the president"."""
        same = [
            s
            for s in known
            if not is_indefinite(one, lexicon)
            and s.head == one.head
            and s.words != one.words
            and not set(one.words) - set(s.words)
        ]
        if same:
            return same[-1]
        office = one.kind in _UNNAMED and one.head in lexicon.words["sources"]["person_titles"]
        if office or (one.kind == "named_person" and not one.proper and not is_indefinite(one, lexicon)):
            titled = [s for s in known if s.kind == "named_person" and one.head in s.words]
            if titled:
                return titled[-1]
            holder = self._holder(one, lexicon) if office else None
            if holder is not None:
                return holder
        if (
            one.kind in _UNNAMED
            and not one.plural
            and not is_indefinite(one, lexicon)
            and _AGED.search(one.name or "")
        ):
            named = [s for s in known if s.kind == "named_person"]
            person = named[-1] if named else self.person_before(one.at)
            if person is not None:
                return person  # "the 31-year-old keeper": whoever was named before
        spoke = self._spoke_for_it(one, known, lexicon)
        if spoke is not None:
            return spoke
        return self._body(one, later, lexicon)

    def _body(self, one: Speaker, later: Sequence[Speaker], lexicon: Lexicon) -> Speaker | None:
        """The body or outlet with a name that a description stands for; of two that are joined, neither alone."""
        for heads in () if is_joint(one) else same_bodies(one, lexicon):
            if one.head in heads and one.kind in ("organisation", "media"):
                fits = [s for s in later if is_named_body(s, one.at) and not set(s.words).isdisjoint(heads)]
                if one.head in lexicon.words["same_body"].get("collective", ()):
                    # "media" are nobody in particular, "state media" are the state's
                    told = set(one.words) - {one.head}
                    fits = [s for s in fits if not told.isdisjoint(s.words)]
                before = [s for s in fits if s.at < one.at]
                if fits:
                    return before[-1] if before else fits[0]
        return None

    def _spoke_for_it(self, one: Speaker, known: Sequence[Speaker], lexicon: Lexicon) -> Speaker | None:
        """Who "the organisation's spokesman" is: the last with that office who was told with the name of his body."""
        bare = [w.removesuffix("s").removesuffix("'").removesuffix("’") for w in one.words if w != one.head]
        rest = [w for w in bare if w]
        bodies = {h for heads in lexicon.words["same_body"]["heads"] for h in heads}
        office = one.head in lexicon.words["sources"]["official_unnamed"] and not is_indefinite(one, lexicon)
        if not office or one.plural or not rest or not all(w in bodies for w in rest):
            return None
        told = [s for s in known if s.head == one.head and s.proper]
        return told[-1] if told else None

    def _holder(self, one: Speaker, lexicon: Lexicon) -> Speaker | None:
        """The person whose name stands beside an office that a description names: "the minister"."""
        if one.plural or is_indefinite(one, lexicon):
            return None
        for start, name in self.named.people[:_PEOPLE]:
            tree = self._tree_at(start)
            around = (
                tree.text[max(tree.sentence.start, start - 60) : start + len(name) + 60].lower()
                if tree
                else ""
            )
            if all(re.search(rf"\b{re.escape(w)}\b", around) for w in one.words) and len(name.split()) > 1:
                words = (*name.lower().split(), *one.words)
                return Speaker(one.at, words, one.head, "named_person", name, True, True, False)
        return None

    def _tree_at(self, at: int) -> Tree | None:
        """The parsed sentence that holds a character."""
        k = bisect_right(self._starts, at) - 1
        return self.trees[self._order[k]] if k >= 0 else None

    def person_before(self, at: int) -> Speaker | None:
        """The last person named before a character of the text, for a quotation that names nobody."""
        k = bisect_left(self.named.people, (at, "")) - 1
        if k < 0:
            return None
        return self._person(at, self.named.people[k][1])

    def _person(self, at: int, name: str) -> Speaker:
        """A person of a name, at its fullest."""
        one = Speaker(at, tuple(name.lower().split()), "", "named_person", name, True, True, False)
        return replace(one, name=self.named.full_person(one) or name)
