"""Walks a claim up its chain and its article's descent to the ends on which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from headwater.origins.counting.ends import SPEAKING, End, Way
from headwater.origins.counting.identity import one_person, probably_one, proper_name
from headwater.origins.counting.leaves import Leaf, leaves_of
from headwater.origins.counting.matters import (
    altered,
    covers,
    overlaps,
    same_matter,
    same_matter_exactly,
    siblings_of,
)
from headwater.origins.counting.meant import article_meant, own_text
from headwater.origins.counting.outlet_ends import bare, bare_source, outlet_end, own_reporter, post_author
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.reprints import REPRINTED
from headwater.origins.counting.subjects import subject_of
from headwater.origins.counting.walked import Trace, Walked, walked
from headwater.origins.counting.witnesses import end_of, ends_beside
from headwater.origins.descent.cited import Cited, content_key, told_to
from headwater.origins.descent.source_rows import source_id
from headwater.records.claims import Attribution, Claim
from headwater.records.origins import Derivation, Source

LIKELY = 0.6
"""Score from which a directed edge that nobody declared is taken at its word."""
MOST_WAYS = 200
"""Ways followed from one claim; a claim with more has its ends among the first."""


class Walker:
    """Finds the ways from claims to their ends. A way never enters an article twice."""

    def __init__(self, case: Reading, longest: int) -> None:
        self._case, self._longest = case, longest
        self._walked: dict[str, Walked] = {}
        self._own_words: dict[str, End] = {}
        self._under_way: set[str] = set()
        self._traces: list[Trace] = []  # of walks under way, that which began last at the end
        self._sourced: dict[str, list[Claim]] = {}
        self._own_subjects: dict[str, End | None] = {}
        self._covered: dict[str, list[Derivation]] = {}
        self._leaves: dict[str, list[Leaf]] = {}
        self._copied: dict[tuple[str, str], list[Claim]] = {}
        self._alike: dict[tuple[str, str], list[Claim]] = {}

    def ways(self, claim: Claim) -> list[Way]:
        """All ways from a claim to its ends, each end once, nearest first."""
        return _each_once(self._from(claim).ways)

    def _from(self, claim: Claim) -> Walked:
        """What is found from a claim alone, looked for once however many walks come by it."""
        found = self._walked.get(claim.id)
        if found is None:
            self._traces.append(Trace())
            self._under_way.add(claim.id)
            ways = list(islice(self._walk(claim, ()), MOST_WAYS))
            self._under_way.remove(claim.id)
            found = self._walked[claim.id] = walked(ways, self._traces.pop(), MOST_WAYS)
        return found

    def _on(self, claim: Claim, here: tuple[str, ...]) -> Iterable[Way]:
        """The ways from a claim to which a walk has come that passed some texts."""
        known = self._walked.get(claim.id)
        if known is None and claim.id not in self._under_way and len(self._traces) < self._longest:
            known = self._from(claim)
        if known is None or not known.holds_behind(here, self._longest):
            return self._walk(claim, here)
        self._traces[-1].follow(known.trace, len(here))
        return known.behind(here)

    def _has_passed(self, article: str, here: tuple[str, ...]) -> bool:
        """Whether a walk has passed a text."""
        self._traces[-1].touch(article)
        return article in here

    def _walk(self, claim: Claim, passed: tuple[str, ...]) -> Iterator[Way]:
        here = (*passed, claim.article)
        self._traces[-1].enter(here)
        if len(here) > self._longest:
            return
        inherited = list(self._inherited(claim, here))
        if inherited:
            yield from inherited
            return
        leaves = self._leaves_of(claim)
        if leaves:
            for leaf, above in leaves:
                yield from self._from_attribution(claim, leaf, above, here)
        else:
            yield from self._without_source(claim, here)

    def _leaves_of(self, claim: Claim) -> list[Leaf]:
        """The last sources of a claim's chain, read once however many walks come by it."""
        if not claim.chain:
            return []
        if claim.id not in self._leaves:
            chain = [a for i in claim.chain if (a := self._case.attributions.get(i))]
            self._leaves[claim.id] = leaves_of(chain, self._case.articles[claim.article].text)
        return self._leaves[claim.id]

    def _inherited(self, claim: Claim, here: tuple[str, ...]) -> Iterator[Way]:
        """A claim copied from a text of the case stands on that text's origins, whatever is left of its source."""
        for edge in self._case.parents.get(claim.article, ()):
            if edge.kind not in REPRINTED or edge.parent not in self._case.articles:
                continue
            if self._has_passed(edge.parent, here):
                continue
            ways = [way for other in self._copied_from(claim, edge.parent) for way in self._on(other, here)]
            if ways and not self._names_another(claim, edge, ways):
                yield from ways
                yield from self._own_beside(claim, edge, ways, here)
                return

    def _copied_from(self, claim: Claim, parent: str) -> list[Claim]:
        """The sourced claims of a parent that stand opposite to a claim and say the same."""
        found = self._copied.get((claim.id, parent))
        if found is None:
            theirs = self._sourced_in(parent)
            stretch = (
                self._case.reprints.opposite(claim.article, parent, claim.start, claim.end)
                if theirs
                else None
            )
            found = self._copied[claim.id, parent] = [
                c
                for c in (theirs if stretch else ())
                if stretch
                and overlaps(c, stretch)
                and c.polarity == claim.polarity
                and not altered(claim, c, self._case)
            ]
        return found

    def _sourced_in(self, article: str) -> list[Claim]:
        """The claims of a text that have a source."""
        found = self._sourced.get(article)
        if found is None:
            found = [c for c in self._case.claims_of.get(article, ()) if c.chain]
            self._sourced[article] = found
        return found

    def _same_matter(self, claim: Claim, parent: str) -> list[Claim]:
        """The claims of a text on the same matter, looked up once however many walks come by."""
        found = self._alike.get((claim.id, parent))
        if found is None:
            found = self._alike[claim.id, parent] = same_matter(claim, parent, self._case)
        return found

    def _own_beside(
        self, claim: Claim, edge: Derivation, ways: Sequence[Way], here: tuple[str, ...]
    ) -> Iterator[Way]:
        """Whom a text cites in place of its supposed parent's source: renamed on the way, or a witness of its own."""
        if edge.declared:
            return
        theirs = [way.end for way in ways]
        for end in self._named_ends(claim):
            if end.kind in ("named", "anonymous") and not any(probably_one(end, other) for other in theirs):
                yield Way(end, _joined(here, end), doubtful=True)

    def _names_another(self, claim: Claim, edge: Derivation, ways: Sequence[Way]) -> bool:
        """Whether a text that may only resemble another names a person of its own for it."""
        if edge.declared or (edge.directed and (edge.kind != "rewrite" or edge.score >= LIKELY)):
            return False
        own = [
            end for end in self._named_ends(claim) if end.kind == "named" and len(proper_name(end.called)) > 1
        ]
        theirs = [way.end for way in ways]
        return bool(own) and not any(a.key == b.key or one_person(a, b) for a in own for b in theirs)

    def _from_attribution(
        self, claim: Claim, leaf: Attribution, above: Sequence[Attribution], here: tuple[str, ...]
    ) -> Iterator[Way]:
        nodes = (*here, *self._between(claim, leaf, above))
        party = self._case.cited.get(leaf.id)
        author = self._author_of_post(claim, leaf)
        if author is not None:
            yield Way(author, _joined(nodes, author))
            return
        parent = (
            article_meant(claim, party, self._case) if party is not None and not party.correspondent else None
        )
        if parent is not None:
            yield from self._continue(claim, parent, here)
            return
        told = self._in_own_text(claim, party, here) if party is not None else []
        if told:
            yield from told
            return
        end = end_of(leaf, above, self._case)
        if end is None:
            yield from self._without_source(claim, here)
            return
        beside = ends_beside(leaf, self._case)
        if end.entity is not None or not beside:
            yield Way(end, _joined(nodes, end))  # else the end is but the names side by side
        yield from (Way(other, _joined(nodes, other)) for other in beside if other.key != end.key)

    def _in_own_text(self, claim: Claim, party: Cited, here: tuple[str, ...]) -> list[Way]:
        """Whom a cited body names for it in its own text of the case; none where that only says so itself."""
        own = own_text(claim, party, self._case)
        if own is None or self._has_passed(own, here):
            return []
        ways = [way for other in self._same_matter(claim, own) for way in self._on(other, here)]
        return [way for way in ways if way.end.kind in SPEAKING and not way.end.hearsay]

    def _author_of_post(self, claim: Claim, leaf: Attribution) -> End | None:
        """Whoever signed an embedded post, where the post's own word or its own pictures are the source."""
        author = self._signed(claim)
        if author is None or leaf.source is None:
            return author if leaf.source_kind == "document" else None
        own = content_key(leaf.source.text)
        return author if leaf.source_kind == "document" or (own and own in content_key(author.name)) else None

    def _signed(self, claim: Claim) -> End | None:
        """The author of an embedded post, for what the post says on its own word."""
        part = self._case.part_of(claim)
        if part is None or part.kind != "embed" or not part.credited_name:
            return None
        return post_author(part.credited_name)

    def _between(self, claim: Claim, leaf: Attribution, above: Sequence[Attribution]) -> list[str]:
        """The unseen parents and cited relays between an article and the source at the chain's end."""
        nodes = [edge.parent for edge in self._unseen(claim)]
        for step in above:
            party = self._case.cited.get(step.id)
            if party is not None and party.outlet is not None:
                nodes.append(source_id(party.outlet.key))
        listener = told_to(leaf, self._case.book)
        if listener is not None and not self._case.book.is_publisher(listener, claim.article):
            nodes.append(source_id(listener.key))
        return list(dict.fromkeys(nodes))

    def _unseen(self, claim: Claim) -> list[Derivation]:
        """Edges to reports that are not here and cover the claim's words."""
        return [
            edge
            for edge in self._covering(claim)
            if edge.parent in self._case.sources and edge.kind in REPRINTED
        ]

    def _covering(self, claim: Claim) -> Sequence[Derivation]:
        """The edges of its article that hold a claim's words, looked up once however many walks come by it."""
        if claim.id not in self._covered:
            edges = self._case.parents.get(claim.article, ())
            self._covered[claim.id] = [edge for edge in edges if covers(edge, claim, self._case)]
        return self._covered[claim.id]

    def _continue(self, claim: Claim, parent: str, here: tuple[str, ...]) -> Iterator[Way]:
        """The ways of the parent's own claims on the same matter."""
        if self._has_passed(parent, here):
            end = bare(
                here[0], self._case, "The reports cite each other in a circle, and no other source is given."
            )
            yield Way(end, (*here, parent), circular=True)
            return
        found = False
        for other in self._same_matter(claim, parent):
            for way in self._on(other, here):
                found = True
                yield way
        if not found:
            name = self._case.outlet_name(parent)
            yield Way(
                bare(
                    parent,
                    self._case,
                    f"{name} is cited, but its own text does not say where it has this from.",
                ),
                (*here, parent),
            )

    def _without_source(self, claim: Claim, here: tuple[str, ...]) -> Iterator[Way]:
        """A bare assertion stands on what its text was made from, if that is known."""
        seen_by = self._signed(claim) or self._subject(claim)
        if seen_by is not None:
            yield Way(seen_by, _joined(here, seen_by))
            return
        part = self._case.part_of(claim)
        if part is not None and part.kind == "caption":
            why = f"The words under a picture in {self._case.outlet_name(claim.article)} give no source."
            yield Way(bare(claim.article, self._case, why), here)
            return
        covering = self._covering(claim)
        cited = next((e for e in covering if e.kind == "citation" and e.parent in self._case.articles), None)
        if cited is not None and cited.declared:
            yield from self._continue(claim, cited.parent, here)
            return
        edges = [e for e in covering if e.kind in REPRINTED]
        for edge in edges:
            if edge.parent in self._case.articles and not self._has_passed(edge.parent, here):
                ways = [w for other in self._same_matter(claim, edge.parent) for w in self._on(other, here)]
                if ways:
                    yield from ways
                    return
        for edge in edges:
            if edge.parent in self._case.sources:
                yield from self._from_unseen(claim, edge, here)
                return
        if claim.standing == "own_reporter":
            end = own_reporter(claim.article, self._case)
            yield Way(end, (*here, end.key))
            return
        yield Way(self._bare(claim.article), here)

    def _bare(self, article: str) -> End:
        """The own word of a text, made once for all its claims that give no source."""
        found = self._own_words.get(article)
        if found is None:
            why = f"{self._case.outlet_name(article)} says so without a source."
            found = self._own_words[article] = bare(article, self._case, why)
        return found

    def _subject(self, claim: Claim) -> End | None:
        """The source that a claim names as its own subject, looked up once however many walks come by it."""
        if claim.id not in self._own_subjects:
            self._own_subjects[claim.id] = subject_of(claim, self._case)
        return self._own_subjects[claim.id]

    def _from_unseen(self, claim: Claim, edge: Derivation, here: tuple[str, ...]) -> Iterator[Way]:
        """An unseen report's sources, as other texts made from it name them; else the report itself."""
        through = (*here, edge.parent)
        for sibling in siblings_of(claim, edge.parent, self._case):
            if self._has_passed(sibling, here):
                continue
            ways = [
                Way(end, _joined(through, end))
                for other in same_matter_exactly(claim, sibling, self._case)
                for end in self._named_ends(other)
            ]
            if ways:
                yield from ways
                return
        source = self._case.sources[edge.parent]
        if self._stands_whole(claim, edge, source):
            end = bare_source(source, self._case)
        elif source.kind in ("wire", "media"):
            end = replace(outlet_end(self._case.outlets[source.id], self._case), descended=True)
        else:
            why = f"The text comes from {source.name}, which is not in this case."
            end = End(
                f"report:{source.id}",
                source.name,
                "unseen_report",
                source.id,
                None,
                access="relay",
                because=why,
            )
        yield Way(end, through)

    def _stands_whole(self, claim: Claim, edge: Derivation, source: Source) -> bool:
        """Whether the unseen text is printed here whole, so that what gives no source here gave none there.

        An agency's story may have been cut: what it said of its source is not known.
        """
        part = self._case.part_of(claim)
        if part is not None and part.kind in ("quoted_whole", "pasted"):
            return source.kind != "wire"
        return edge.declared and edge.kind in ("copy", "translation") and source.kind != "wire"

    def _named_ends(self, claim: Claim) -> list[End]:
        return [
            end
            for leaf, above in self._leaves_of(claim)
            if (end := end_of(leaf, above, self._case)) is not None
        ]


def _joined(nodes: Sequence[str], end: End) -> tuple[str, ...]:
    last = end.source or end.key
    return tuple(dict.fromkeys((*nodes, last)))


def _each_once(ways: Iterable[Way]) -> list[Way]:
    found: dict[tuple[str, tuple[str, ...]], Way] = {}
    for way in ways:
        found.setdefault((way.end.key, way.nodes), way)
    return list(found.values())
