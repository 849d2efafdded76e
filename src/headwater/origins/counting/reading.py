"""The tables of a case as counting reads them: indexes, and nothing decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from headwater.origins.counting.lexicon import words
from headwater.origins.counting.organs import Lands, lands_of
from headwater.origins.counting.places import Places, places_of
from headwater.origins.counting.reprints import REPRINTED, Reprints, reprints_of
from headwater.origins.counting.stretches import Stretches
from headwater.origins.counting.together import Speakers, speakers_of
from headwater.origins.descent.cited import UNNAMED, Cited, told_to
from headwater.origins.descent.hosts import squashed
from headwater.origins.descent.outlet_book import UNNAMED_AGENCIES, Outlet, OutletBook
from headwater.origins.descent.parties import read_parties
from headwater.records.articles import Article, Part
from headwater.records.claims import Attribution, Claim
from headwater.records.entities import Entity, Mention
from headwater.records.matches import ClaimSlots, MatchedGroup
from headwater.records.origins import Derivation, KnownOutlet, Lead, Printer, Source, SourceHere, SpeaksFor
from headwater.records.tables import Tables
from headwater.text.names import fold

if TYPE_CHECKING:  # it reads cases
    from headwater.origins.counting.telling import Telling


@dataclass(frozen=True)
class Reading:
    """One case, indexed. ``bodies`` gives for a person's key the body that the person speaks for.

    ``outlets`` gives the outlet that a source's name names, ``leads`` the articles that a notice may mean.
    ``listeners`` gives for an unnamed source's key the outlet that it spoke to, where a text says so anywhere.
    """

    articles: Mapping[str, Article]
    book: OutletBook
    cited: Mapping[str, Cited]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    attributions: Mapping[str, Attribution]
    attributions_of: Mapping[str, Sequence[Attribution]]
    claims: Mapping[str, Claim]
    claims_of: Mapping[str, Sequence[Claim]]
    slots: Mapping[str, ClaimSlots]
    groups: Mapping[str, MatchedGroup]
    groups_of: Mapping[str, Sequence[str]]
    parts: Mapping[str, Part]
    parents: Mapping[str, Sequence[Derivation]]
    children: Mapping[str, Sequence[Derivation]]
    bodies: Mapping[str, str]
    outlets: Mapping[str, Outlet]
    leads: Collection[tuple[str, str, int]]
    listeners: Mapping[str, Outlet]
    reprints: Reprints
    places: Places
    lands: Lands
    speakers: Speakers
    named: dict[str, str] = field(default_factory=dict)
    """Names of publishers as they were looked up, by article."""
    tolls: dict[str, frozenset[int]] = field(default_factory=dict)
    """The numbers of dead as they were looked up, by claim."""
    tellings: dict[str, Telling] = field(default_factory=dict)
    """What claims tell by themselves, as it was looked up."""
    covers: dict[int, Stretches] = field(default_factory=dict)
    """Where edges of descent hold words of their children, by the edge's object."""

    @classmethod
    def of_nothing(cls, book: OutletBook) -> Reading:
        """A case without rows, for what only looks into the book of its outlets."""
        rows: dict[str, Any] = {one.name: {} for one in fields(cls)}
        rows |= {"book": book, "reprints": Reprints({}, {}), "places": Places({}, {}, ())}
        return cls(**rows)

    def articles_of(self, group: str) -> Sequence[str]:
        """The articles whose claims lie in a group."""
        return self.groups[group].articles

    def behind(self, article: str, start: int, end: int) -> list[Source]:
        """The unseen texts from which a stretch of an article comes, and agencies from which any of it does."""
        found = []
        for edge in self.parents.get(article, ()):
            source = self.sources.get(edge.parent)
            if source is None or edge.kind == "citation" or source.name == UNNAMED_AGENCIES:
                continue
            made = edge.kind != "quote" and any(s.start < end and start < s.end for s in edge.child_spans)
            if made or source.kind == "wire":
                found.append(source)
        return found

    def made_from(self, article: str) -> frozenset[str]:
        """A text and all that it was made from, line by line, whether it is in the case or not."""
        found = {article: None}
        queue = [article]
        while queue:
            for edge in self.parents.get(queue.pop(), ()):
                if edge.kind in REPRINTED and edge.parent not in found:
                    found[edge.parent] = None
                    queue.append(edge.parent)
        return frozenset(found)

    def outlet_name(self, article: str) -> str:
        """The publisher of an article; its byline or its file where none is known."""
        if article not in self.named:
            self.named[article] = self._outlet_name(article)
        return self.named[article]

    def _outlet_name(self, article: str) -> str:
        row, outlet = self.articles[article], self.book.publisher(article)
        if outlet is not None:
            return as_printed(outlet.name, row.publisher)
        if row.byline:
            return f"a text by {' '.join(row.byline.split())}"
        if row.path:
            return f"the text in {row.path.replace(chr(92), '/').rsplit('/', 1)[-1]}"
        opening = " ".join(row.title.split()) or " ".join(row.text.split())
        short = f"{opening[:60].rstrip()}{'…' if len(opening) > 60 else ''}"
        return f"the text headed “{short}”" if opening else "an empty text"

    def part_of(self, claim: Claim) -> Part | None:
        """The part of its article in which a claim stands."""
        return self.parts.get(claim.part)

    def outlet_key(self, article: str) -> str:
        """A key of the publisher of an article; its own where none is known."""
        outlet = self.book.publisher(article)
        return outlet.key if outlet is not None else f"article:{article}"


def as_printed(name: str, publisher: str | None) -> str:
    """An outlet's name as it calls itself, where that is the same but for an article before it ("The Harl Post")."""
    own = " ".join((publisher or "").split())
    first, _, rest = own.partition(" ")
    return own if rest and squashed(rest) == squashed(name) and fold(first) in words().one else name


def sources_of(rows: Iterable[SourceHere]) -> dict[str, Source]:
    """The sources that some articles have, by id."""
    cited: dict[str, list[str]] = {}
    found: dict[str, Source] = {}
    for row in rows:
        held = cited.setdefault(row.source, [])
        held.extend(row.cited_by)
        found.setdefault(row.source, Source(row.source, row.name, row.kind, row.entity, held, ""))
    return found


def outlet_of(row: SourceHere) -> Outlet:
    """The outlet that a source's name names."""
    return Outlet(row.outlet, row.outlet_name, row.outlet_kind, row.outlet_entity, row.outlet_state)


def _listeners(tables: Tables, cited: Mapping[str, Cited], book: OutletBook) -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for attribution in tables.of(Attribution):
        party, outlet = cited.get(attribution.id), told_to(attribution, book)
        if party is not None and party.kind in UNNAMED and outlet is not None:
            found.setdefault(party.key, outlet)
    return found


def _in_order(edges: Iterable[Derivation]) -> list[Derivation]:
    return sorted(edges, key=lambda d: (d.child, -d.score, d.parent))


def children_of(edges: Iterable[Derivation]) -> dict[str, list[Derivation]]:
    """The edges from each parent, an article or a source."""
    found: dict[str, list[Derivation]] = {}
    for edge in _in_order(edges):
        found.setdefault(edge.parent, []).append(edge)
    return found


def read_case(tables: Tables) -> Reading:
    """Indexes the tables of a case."""
    entities = tables.of(Entity)
    book = OutletBook.of_entries(tables.of(KnownOutlet), tables.of(Printer), entities)
    parties = read_parties(tables, book)
    claims_of = {
        key: sorted(rows, key=lambda c: (c.start, c.end, c.id))
        for key, rows in tables.by_article(Claim).items()
    }
    groups = sorted(tables.of(MatchedGroup), key=lambda g: g.id)
    groups_of: dict[str, list[str]] = {}
    for group in groups:
        for claim in group.claims:
            groups_of.setdefault(claim, []).append(group.id)
    parents: dict[str, list[Derivation]] = {}
    for edge in _in_order(tables.of(Derivation)):
        parents.setdefault(edge.child, []).append(edge)
    slots = {row.claim: row for row in tables.of(ClaimSlots)}
    return Reading(
        articles=parties.articles,
        book=parties.book,
        cited=parties.cited,
        entities=tables.by_id(Entity),
        sources=sources_of(tables.of(SourceHere)),
        attributions=tables.by_id(Attribution),
        attributions_of=tables.by_article(Attribution),
        claims=tables.by_id(Claim),
        claims_of=claims_of,
        slots=slots,
        groups={group.id: group for group in groups},
        groups_of=groups_of,
        parts=tables.by_id(Part),
        parents=parents,
        children=children_of(tables.of(Derivation)),
        bodies={row.party: row.entity for row in tables.of(SpeaksFor)},
        outlets={row.source: outlet_of(row) for row in tables.of(SourceHere)},
        leads={(row.article, row.to, row.notice) for row in tables.of(Lead)},
        listeners=_listeners(tables, parties.cited, parties.book),
        reprints=reprints_of(tables, parties.cited),
        places=places_of(tables, slots),
        lands=lands_of(tables.by_article(Mention)),
        speakers=speakers_of(tables, tables.by_id(Entity)),
    )
