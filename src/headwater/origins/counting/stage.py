"""The stage that counts separate origins."""

from __future__ import annotations

from headwater.origins.config import CountConfig
from headwater.origins.counting.findings import circles, group_findings
from headwater.origins.counting.group_rows import count_group, group_row
from headwater.origins.counting.judged import judged
from headwater.origins.counting.origin_rows import claim_rows, origin_rows
from headwater.origins.counting.reading import read_case
from headwater.origins.counting.retractions import (
    reached_by,
    repeated_in,
    retraction_findings,
    retractions_of,
)
from headwater.origins.counting.tasks import tasks_of
from headwater.origins.counting.walk import Walker
from headwater.origins.versions import earlier_claims, spoken
from headwater.records.articles import Article, Credit, Part, Version
from headwater.records.claims import Attribution, Claim
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import OriginEffect, OriginJudgement
from headwater.records.matches import ClaimSlots, MatchedGroup
from headwater.records.origins import (
    ClaimOrigins,
    Cluster,
    Derivation,
    GroupOrigins,
    Origin,
    OriginFinding,
    Reuse,
    Source,
    ToFind,
)
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables


def count(tables: Tables, config: CountConfig, models: Models) -> Tables:
    """On whose word each claim stands, how many separate origins each group has, and what to find next."""
    earlier = earlier_claims(tables)
    tables = spoken(tables)
    case = read_case(tables)
    walker = Walker(case, config.longest_walk)
    walked = {key: walker.ways(case.claims[key]) for key in sorted(case.claims)}
    ways, effects = judged(walked, tables.of(OriginJudgement), case)
    retractions = retractions_of(case)
    taken_back, noticed = reached_by(retractions, ways, case), repeated_in(retractions, case)
    counted = [count_group(group, ways, case, noticed) for _, group in sorted(case.groups.items())]
    return Tables.of_rows(
        origin_rows(ways, case),
        claim_rows(ways, case, taken_back),
        earlier,
        (group_row(row, case, taken_back) for row in counted),
        tasks_of(ways, counted, tables.of(Credit), case, config.most_tasks),
        effects,
        (*group_findings(counted), *circles(ways, case), *retraction_findings(taken_back, case)),
    )


COUNT = Stage(
    name="origins.count",
    run=count,
    reads=(
        Version,
        Article,
        Part,
        Credit,
        Mention,
        MentionEntity,
        Attribution,
        Claim,
        AttributionEntity,
        Entity,
        ClaimSlots,
        MatchedGroup,
        Reuse,
        Cluster,
        Derivation,
        Source,
        OriginJudgement,
    ),
    writes=(Origin, ClaimOrigins, GroupOrigins, ToFind, OriginFinding, OriginEffect),
    config=CountConfig(),
    shape="table",
    says="counting separate origins",
    data=("origins/counting/*.toml", "origins/descent/*.toml"),
)
