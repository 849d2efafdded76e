"""The stages of the room ``matches``.

Each stage's function lives in a module of its own, because a stage is done again when its module or
anything that the module imports changes.
"""

from __future__ import annotations

from headwater.matches.case_counts import count_words
from headwater.matches.case_pairs import join
from headwater.matches.config import (
    CountConfig,
    EmbedConfig,
    GroupConfig,
    JoinConfig,
    SketchConfig,
    SlotsConfig,
)
from headwater.matches.matching import group
from headwater.matches.sketches import sketch
from headwater.matches.slots import read_slots
from headwater.matches.vectors import embed
from headwater.records.articles import Article, Sentence, Version
from headwater.records.claims import Attribution, Claim, Parse
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import GroupEffect, GroupJudgement
from headwater.records.matches import (
    ClaimPair,
    ClaimRarity,
    ClaimSketch,
    ClaimSlots,
    Conflict,
    MatchedGroup,
    MatchFinding,
    ReportPair,
    ReportRarity,
    ReportSketch,
    SentenceVector,
)
from headwater.records.stages import Stage

_READS = (Article, Sentence, Parse, Claim, Attribution, Mention, MentionEntity, AttributionEntity, Entity)
_WORDS = (
    "matches/lexicon/*.toml",
    "matches/times/*.toml",
    "matches/frames/*.toml",
    "matches/order/*.toml",
    "entities/registry/*",
    "text/number_words/*.toml",
)

STAGES: tuple[Stage, ...] = (
    Stage(
        name="matches.embed",
        run=embed,
        reads=(Article, Sentence),
        writes=(SentenceVector,),
        config=EmbedConfig(),
        shape="rows",
        says="placing sentences by meaning",
    ),
    Stage(
        name="matches.read_slots",
        run=read_slots,
        reads=_READS,
        writes=(ClaimSlots,),
        config=SlotsConfig(),
        shape="rows",
        says="reading who, where, when and how many",
        data=_WORDS,
    ),
    Stage(
        name="matches.sketch",
        run=sketch,
        reads=(Article, Sentence, Claim, Mention, MentionEntity, Entity, ClaimSlots, SentenceVector),
        writes=(ReportSketch, ClaimSketch),
        config=SketchConfig(),
        shape="rows",
        says="laying out what is compared",
        data=(*_WORDS, "matches/rarity/*.tsv"),
    ),
    Stage(
        name="matches.count_words",
        run=count_words,
        reads=(Version, ReportSketch, ClaimSketch),
        writes=(ReportRarity, ClaimRarity),
        config=CountConfig(),
        shape="table",
        says="counting how rare words and names are",
    ),
    Stage(
        name="matches.join",
        run=join,
        reads=(Version, ReportSketch, ClaimSketch, ReportRarity, ClaimRarity),
        writes=(ReportPair, ClaimPair),
        config=JoinConfig(),
        shape="table",
        says="finding which reports may belong together",
        data=("matches/weights/*.json",),
    ),
    Stage(
        name="matches.group",
        run=group,
        reads=(
            *(Article, Sentence, Claim, Mention, MentionEntity, Entity, Version, ClaimSlots, GroupJudgement),
            *(ReportSketch, ReportRarity, ReportPair, ClaimSketch, ClaimRarity, ClaimPair),
        ),
        writes=(MatchedGroup, Conflict, MatchFinding, GroupEffect),
        config=GroupConfig(),
        shape="blocks",
        links=(ReportPair, ClaimPair),
        says="finding which claims speak of one incident",
        data=(*_WORDS, "matches/weights/*.json"),
    ),
)
