"""The stage ``matches.group``: claims into groups, and where their articles disagree."""

from __future__ import annotations

import math
from collections.abc import Sequence

from headwater.matches.claim_groups import claim_groups
from headwater.matches.config import GroupConfig
from headwater.matches.conflicts import find_conflicts
from headwater.matches.decision import probability
from headwater.matches.explanations import why_together
from headwater.matches.facts import Facts, read_facts
from headwater.matches.findings import sum_of_incidents
from headwater.matches.grouping import agglomerate
from headwater.matches.headings import choose_heading
from headwater.matches.incidents import Reports, read_reports
from headwater.matches.judged import Move, moved_claims, moved_reports, read_moves, told_of
from headwater.matches.sketches import key_of_entity
from headwater.matches.standing import standing
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.entities import Entity, Mention
from headwater.records.ids import row_id
from headwater.records.matches import ClaimSlots, MatchedGroup, ReportPair
from headwater.records.ports import Models
from headwater.records.remembered import ByArticle, remembered
from headwater.records.tables import Tables


def group(tables: Tables, config: GroupConfig, models: Models) -> Tables:
    """Groups of claims, conflicts between their articles, and findings, of articles that pairs tie to no others."""
    tables = standing(tables)
    reports = read_reports(tables)
    bench = _Bench(tables, reports, config)
    moves, effects = read_moves(tables)
    found_groups = group_reports(reports, config, tables.of(ReportPair))
    incidents: list[MatchedGroup] = []
    rows: list[object] = list(effects)
    for members in moved_reports(found_groups, reports.all, moves) if moves else found_groups:
        row = bench.row(members, moves)
        incidents.append(row)
        rows.extend(find_conflicts(row.id, [bench.facts(reports.all[k].article) for k in members]))
    incidents.extend(claim_groups(tables, incidents, bench.names))
    leads = [report.claim for report in reports.all]
    rows.extend(moved_claims(incidents, moves, tables.by_id(Claim), leads) if moves else incidents)
    rows.extend(found for r in reports.all if (found := sum_of_incidents(bench.facts(r.article))))
    return Tables.of_rows(rows)


def group_reports(reports: Reports, config: GroupConfig, tied: Sequence[ReportPair]) -> list[list[int]]:
    """Places of the reports of each incident that two or more tell of. Copies to the letter count as one report.

    ``tied`` are the pairs that alone could bring two reports into one group; those under the threshold join nobody.
    """
    copies = _copies(reports)
    firsts = [places[0] for places in copies]
    place_of = {reports.all[first].article: place for place, first in enumerate(firsts)}
    known = ((place_of.get(row.a), place_of.get(row.b)) for row in tied)
    pairs = [(a, b) if a < b else (b, a) for a, b in known if a is not None and b is not None]
    threshold = round(math.log(config.threshold / (1 - config.threshold)), 4)
    langs = [reports.all[k].lang for k in firsts]
    found = agglomerate(
        len(firsts), sorted(pairs), lambda a, b: reports.odds(firsts[a], firsts[b]), threshold, langs
    )
    whole = [sorted(k for at in members for k in copies[at]) for members in found]
    return sorted(members for members in whole if len(members) > 1)


def _copies(reports: Reports) -> list[list[int]]:
    """Places of reports by their wording; a text too short to tell is its own."""
    found: dict[str | int, list[int]] = {}
    for place, report in enumerate(reports.all):
        found.setdefault(report.wording or place, []).append(place)
    return list(found.values())


_ASKED = 40
"""Reports of a group whose pairs are counted for its probability; of greater groups so many, evenly spread."""


class KnownFacts(ByArticle[Facts]):
    """The facts of reports: that a word is less rare than it was changes nothing in them."""


class _Bench:
    """What a group's rows are made from."""

    def __init__(self, tables: Tables, reports: Reports, config: GroupConfig) -> None:
        self._reports, self._config = reports, config
        self._articles = tables.by_id(Article)
        self._sentences, self._claims = tables.by_article(Sentence), tables.by_article(Claim)
        self._by_claim, self._mentions = tables.by_id(Claim), tables.by_article(Mention)
        self._slots = {row.claim: row for row in tables.of(ClaimSlots)}
        self.names = {key_of_entity(e): e.name for e in tables.of(Entity)}
        self._facts: dict[str, Facts] = {}
        self._known = remembered(KnownFacts)

    def facts(self, article: str) -> Facts:
        """The counts of one report."""
        if article not in self._facts:
            row, claims = self._articles[article], self._claims.get(article, [])
            sentences = self._sentences.get(article, [])
            given = (row, sentences, claims, [self._slots.get(claim.id) for claim in claims])
            self._facts[article] = self._known.of(
                article, given, lambda: read_facts(row, sentences, claims, self._slots)
            )
        return self._facts[article]

    def row(self, members: Sequence[int], moves: Sequence[Move] = ()) -> MatchedGroup:
        """The row of one group of lead claims."""
        claims = sorted(self._reports.all[k].claim for k in members)
        some = members[:: -(-len(members) // _ASKED)]
        odds = [self._reports.odds(a, b) for i, a in enumerate(some) for b in some[i + 1 :]]
        sure = probability(math.fsum(odds) / len(odds))
        heading, warning = choose_heading([self._by_claim[c] for c in claims], self._mentions, self._slots)
        told = why_together(self._reports, members, self.names, sure)
        return MatchedGroup(
            row_id("gr", *claims),
            claims,
            sorted(self._reports.all[k].article for k in members),
            heading,
            "confirmed" if sure >= self._config.confirmed else "suggested",
            " ".join(filter(None, (told, warning, told_of(claims, moves)))),
        )
