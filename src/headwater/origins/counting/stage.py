"""The stage that counts separate origins."""

from __future__ import annotations

from headwater.origins.config import CountConfig
from headwater.origins.counting.findings import circles, group_findings
from headwater.origins.counting.gathered import gathered_origins
from headwater.origins.counting.group_rows import count_group, group_row
from headwater.origins.counting.judged import judged
from headwater.origins.counting.origin_rows import claim_rows, origins_here
from headwater.origins.counting.reading import read_case
from headwater.origins.counting.retractions import (
    reached_by,
    repeated_in,
    retraction_findings,
    retractions_of,
)
from headwater.origins.counting.shared_sources import shared_sources
from headwater.origins.counting.standing_tasks import listed
from headwater.origins.counting.tasks import tasks_of
from headwater.origins.counting.ties import ties_of
from headwater.origins.counting.walk import Walker
from headwater.origins.versions import earlier_claims, spoken
from headwater.records.articles import Article, Credit, Part, Version
from headwater.records.asked import Asked, Asking, GroupAsked, SharedSource
from headwater.records.claims import Attribution, Claim
from headwater.records.descent import CitedParty
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import OriginEffect, OriginJudgement
from headwater.records.matches import ClaimSlots, MatchedGroup
from headwater.records.origins import (
    ClaimOrigins,
    Cluster,
    CommonPlace,
    Derivation,
    GroupOrigins,
    Kin,
    KnownOutlet,
    Lead,
    NamedOutlets,
    Origin,
    OriginFinding,
    OriginHere,
    Printer,
    Reuse,
    Source,
    SourceHere,
    SpeaksFor,
    Tie,
    ToFind,
)
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables


def tie(tables: Tables, config: CountConfig, models: Models) -> Tables:
    """Which articles that share words must be counted together, and where these words stand."""
    return Tables.of_rows(ties_of(tables))


def share(tables: Tables, config: CountConfig, models: Models) -> Tables:
    """Which sources articles have that others have, too."""
    return Tables({SharedSource: shared_sources(tables)})


def count(tables: Tables, config: CountConfig, models: Models) -> Tables:
    """On whose word each claim stands and how many separate origins each group has, of articles that hang together."""
    earlier = earlier_claims(tables)
    tables = spoken(tables)
    case = read_case(tables)
    walker = Walker(case, config.longest_walk)
    walked = {key: walker.ways(case.claims[key]) for key in sorted(case.claims)}
    ways, effects = judged(walked, tables.of(OriginJudgement), case)
    retractions = retractions_of(case)
    taken_back, noticed = reached_by(retractions, ways, case), repeated_in(retractions, case)
    counted = [count_group(group, ways, case, noticed) for _, group in sorted(case.groups.items())]
    tasks = tasks_of(ways, counted, tables.of(Credit), tables.of(SharedSource), case)
    return Tables(
        {
            **{kind: list(tasks.of(kind)) for kind in tasks.kinds()},
            OriginHere: origins_here(ways, case),
            ClaimOrigins: [*claim_rows(ways, case, taken_back), *earlier],
            GroupOrigins: [group_row(row, case, taken_back) for row in counted],
            OriginEffect: effects,
            OriginFinding: [
                *group_findings(counted),
                *circles(ways, case),
                *retraction_findings(taken_back, case),
            ],
        }
    )


def gather(tables: Tables, config: CountConfig, models: Models) -> Tables:
    """The origins of the whole case, each once."""
    return Tables({Origin: gathered_origins(tables)})


def find(tables: Tables, config: CountConfig, models: Models) -> Tables:
    """What to find next, of all that is counted."""
    return Tables({ToFind: listed(tables, config.most_tasks)})


READS: tuple[type, ...] = (
    Version,
    Article,
    Part,
    Mention,
    MentionEntity,
    Attribution,
    Claim,
    AttributionEntity,
    Entity,
    ClaimSlots,
    MatchedGroup,
    Tie,
    Cluster,
    Derivation,
    KnownOutlet,
    Printer,
    Lead,
    CommonPlace,
    SourceHere,
    SpeaksFor,
)
"""What a reading of a case is made of."""

TIE = Stage(
    name="origins.tie",
    run=tie,
    reads=(Article, Attribution, CitedParty, NamedOutlets, MatchedGroup, Derivation, Reuse),
    writes=(Tie,),
    config=CountConfig(),
    shape="blocks",
    links=(Reuse,),
    bundled="a",
    says="keeping together what counts together",
)

SHARE = Stage(
    name="origins.share",
    run=share,
    reads=(SourceHere,),
    writes=(SharedSource,),
    config=CountConfig(),
    shape="table",
    says="seeing which sources texts have in common",
)

COUNT = Stage(
    name="origins.count",
    run=count,
    reads=(*READS, Credit, SharedSource, Kin, OriginJudgement),
    writes=(
        *(ClaimOrigins, GroupOrigins, OriginFinding, OriginEffect, OriginHere),
        *(Asked, Asking, GroupAsked),
    ),
    config=CountConfig(),
    shape="blocks",
    links=(Version, MatchedGroup, Tie, Cluster, Derivation, Lead, Kin),
    says="counting separate origins",
    data=("origins/counting/*.toml", "origins/descent/*.toml"),
)

GATHER = Stage(
    name="origins.gather",
    run=gather,
    reads=(OriginHere,),
    writes=(Origin,),
    config=CountConfig(),
    shape="table",
    says="gathering origins",
    data=("origins/counting/*.toml", "origins/descent/*.toml"),
)

FIND = Stage(
    name="origins.find",
    run=find,
    reads=(Asked, Asking, GroupAsked, Source, Entity),
    writes=(ToFind,),
    config=CountConfig(),
    shape="table",
    says="listing what is to be found",
    data=("origins/counting/*.toml", "origins/descent/*.toml"),
)

STAGES = (TIE, SHARE, COUNT, GATHER, FIND)
"""What the plan runs."""
