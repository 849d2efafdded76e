"""Tables: which row class makes which table, and a typed bag of rows that stages take and give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from headwater.records import articles, asked, claims, descent, entities, judgements, matches, origins
from headwater.records.moves import Moves, MovesSince

Row = TypeVar("Row")

TABLES: dict[str, type[Any]] = {
    # articles
    "articles": articles.Article,
    "parts": articles.Part,
    "sentences": articles.Sentence,
    "credits": articles.Credit,
    "rejected": articles.Rejected,
    "articles_findings": articles.ArticleFinding,
    "versions": articles.Version,
    "versions_findings": articles.VersionFinding,
    # claims
    "parses": claims.Parse,
    "attributions": claims.Attribution,
    "claims": claims.Claim,
    "credited_texts": claims.CreditedText,
    "claims_findings": claims.ClaimFinding,
    "proposals": claims.Proposal,
    "readers_findings": claims.ReaderFinding,
    # entities
    "mentions": entities.Mention,
    "mention_types": entities.MentionType,
    "late_mentions": entities.LateMention,
    "source_mentions": entities.SourceMention,
    "stated_links": entities.StatedLink,
    "mention_entities": entities.MentionEntity,
    "entities": entities.Entity,
    "relations": entities.Relation,
    "attribution_entities": entities.AttributionEntity,
    "entity_judgements": judgements.EntityJudgement,
    "judgement_effects": judgements.JudgementEffect,
    # what persons give beside names; each effect is written by the stage that obeys
    "claim_judgements": judgements.ClaimJudgement,
    "group_judgements": judgements.GroupJudgement,
    "edge_judgements": judgements.EdgeJudgement,
    "origin_judgements": judgements.OriginJudgement,
    "remarks": judgements.Remark,
    "claim_effects": judgements.ClaimEffect,
    "group_effects": judgements.GroupEffect,
    "edge_effects": judgements.EdgeEffect,
    "origin_effects": judgements.OriginEffect,
    # matches
    "sentence_vectors": matches.SentenceVector,
    "claim_slots": matches.ClaimSlots,
    "report_sketches": matches.ReportSketch,
    "claim_sketches": matches.ClaimSketch,
    "report_rarities": matches.ReportRarity,
    "claim_rarities": matches.ClaimRarity,
    "report_pairs": matches.ReportPair,
    "claim_pairs": matches.ClaimPair,
    "matched_groups": matches.MatchedGroup,
    "conflicts": matches.Conflict,
    "matches_findings": matches.MatchFinding,
    # origins
    "fingerprints": origins.Fingerprint,
    "counted_texts": origins.CountedText,
    "backdrops": origins.Backdrop,
    "meetings": origins.Meeting,
    "reuse": origins.Reuse,
    "clusters": origins.Cluster,
    "named_outlets": origins.NamedOutlets,
    "known_outlets": origins.KnownOutlet,
    "printers": origins.Printer,
    "leads": origins.Lead,
    "common_places": origins.CommonPlace,
    "linked_texts": descent.LinkedText,
    "declarations": descent.Declaration,
    "cited_parties": descent.CitedParty,
    "descent_texts": descent.DescentText,
    "phrases": descent.Phrases,
    "agency_marks": descent.AgencyMark,
    "collations": descent.Collation,
    "lone_quotes": descent.LoneQuote,
    "reputes": descent.Repute,
    "derivations": origins.Derivation,
    "sources": origins.Source,
    "sources_cited": descent.SourceCited,
    "sources_here": origins.SourceHere,
    "speaks_for": origins.SpeaksFor,
    "kin": origins.Kin,
    "ties": origins.Tie,
    "part_credits": origins.PartCredit,
    "origins_here": origins.OriginHere,
    "shared_sources": asked.SharedSource,
    "asked": asked.Asked,
    "asking": asked.Asking,
    "groups_asked": asked.GroupAsked,
    "origins": origins.Origin,
    "claim_origins": origins.ClaimOrigins,
    "group_origins": origins.GroupOrigins,
    "changes": origins.Change,
    "origins_findings": origins.OriginFinding,
    "changes_findings": origins.ChangeFinding,
    "to_find": origins.ToFind,
    "not_compared": origins.NotCompared,
}
"""Every table by name. A table is written by exactly one stage."""

TABLE_OF: dict[type[Any], str] = {row: name for name, row in TABLES.items()}


class Tables:
    """Rows by their class, in the order in which they were given.

    ``Tables.of_rows(rows)`` builds one from any mixture; ``tables.of(Claim)`` gives the claims.
    """

    def __init__(
        self, rows: dict[type[Any], list[Any]] | None = None, moves_since: MovesSince | None = None
    ) -> None:
        self._rows: dict[type[Any], list[Any]] = rows or {}
        self._moves_since = moves_since

    @classmethod
    def of_rows(cls, *batches: Iterable[Any]) -> Tables:
        """A bag of all rows in ``batches``; raises TypeError for a row of no known table."""
        bag: dict[type[Any], list[Any]] = {}
        for batch in batches:
            for row in batch:
                if type(row) not in TABLE_OF:
                    raise TypeError(
                        f"{type(row).__name__} is the row of no table; tables are listed in records/tables.py"
                    )
                bag.setdefault(type(row), []).append(row)
        return cls(bag)

    def of(self, kind: type[Row]) -> Sequence[Row]:
        """All rows of one class."""
        return self._rows.get(kind, [])

    def moves_since(self, kind: type[Row], seen: Sequence[Row] | None) -> Moves[Row] | None:
        """How the rows of one class came out of ``seen``, a list that ``of`` gave in an earlier run; None where that is not known."""
        if seen is self.of(kind):
            return Moves()
        return None if seen is None or self._moves_since is None else self._moves_since(kind, seen)

    def by_article(self, kind: type[Row]) -> dict[str, list[Row]]:
        """Rows of one class that have an ``article``, by it."""
        found: dict[str, list[Row]] = {}
        for row in self.of(kind):
            found.setdefault(row.article, []).append(row)  # type: ignore[attr-defined]
        return found

    def in_articles(self, kind: type[Row]) -> Mapping[str, Sequence[Row]]:
        """Rows of one class by article, for who goes through the articles in order: a run that holds no rows makes them then."""
        made = getattr(self.of(kind), "by_article", None)
        found: Mapping[str, Sequence[Row]] = self.by_article(kind) if made is None else made()
        return found

    def by_id(self, kind: type[Row]) -> dict[str, Row]:
        """Rows of one class by their ``id``."""
        return {row.id: row for row in self.of(kind)}  # type: ignore[attr-defined]

    def merged(self, *others: Tables) -> Tables:
        """This bag and ``others`` as one new bag."""
        return Tables.of_rows(self.rows(), *(other.rows() for other in others))

    def rows(self) -> Iterator[Any]:
        """Every row, table by table."""
        for rows in self._rows.values():
            yield from rows

    def kinds(self) -> list[type[Any]]:
        """The row classes that have rows here."""
        return list(self._rows)
