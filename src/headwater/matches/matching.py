"""The stage ``matches.group``: claims into groups, and where their articles disagree."""

from __future__ import annotations

import math
from collections.abc import Sequence

from headwater.matches.candidates import candidate_pairs
from headwater.matches.config import GroupConfig
from headwater.matches.decision import probability
from headwater.matches.grouping import agglomerate
from headwater.matches.incidents import Reports, read_reports
from headwater.records.ids import row_id
from headwater.records.matches import MatchedGroup
from headwater.records.ports import Models
from headwater.records.tables import Tables


def group(tables: Tables, config: GroupConfig, models: Models) -> Tables:
    """Groups of claims, conflicts between their articles, and findings."""
    reports = read_reports(tables)
    groups = group_reports(reports, config)
    rows = [_row(reports, members, config) for members in groups]
    return Tables.of_rows(sorted(rows, key=lambda g: g.id))


def group_reports(reports: Reports, config: GroupConfig) -> list[list[int]]:
    """Places of the reports of each incident that two or more tell of."""
    pairs = candidate_pairs(
        reports.all, reports.words, reports.names, config.most_candidates, config.least_cosine
    )
    threshold = round(math.log(config.threshold / (1 - config.threshold)), 4)
    found = agglomerate(len(reports.all), pairs, reports.odds, threshold)
    return [members for members in found if len(members) > 1]


def _row(reports: Reports, members: Sequence[int], config: GroupConfig) -> MatchedGroup:
    claims = sorted(reports.all[k].claim for k in members)
    odds = [reports.odds(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
    sure = probability(sum(odds) / len(odds))
    return MatchedGroup(
        row_id("gr", *claims),
        claims,
        sorted(reports.all[k].article for k in members),
        claims[0],
        "confirmed" if sure >= config.confirmed else "suggested",
        "They agree on what they tell.",
    )
