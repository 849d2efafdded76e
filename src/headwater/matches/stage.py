"""The stages of the room ``matches``.

Each stage's function lives in a module of its own, because a stage is done again when its module or
anything that the module imports changes.
"""

from __future__ import annotations

from headwater.matches.config import EmbedConfig, GroupConfig, SlotsConfig
from headwater.matches.matching import group
from headwater.matches.slots import read_slots
from headwater.matches.vectors import embed
from headwater.records.articles import Article, Sentence, Version
from headwater.records.claims import Attribution, Claim, Parse
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import GroupEffect, GroupJudgement
from headwater.records.matches import ClaimSlots, Conflict, MatchedGroup, MatchFinding, SentenceVector
from headwater.records.stages import Stage

_READS = (Article, Sentence, Parse, Claim, Attribution, Mention, MentionEntity, AttributionEntity, Entity)
_WORDS = (
    "matches/lexicon/*.toml",
    "matches/times/*.toml",
    "matches/frames/*.toml",
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
        name="matches.group",
        run=group,
        reads=(*_READS, Version, ClaimSlots, SentenceVector, GroupJudgement),
        writes=(MatchedGroup, Conflict, MatchFinding, GroupEffect),
        config=GroupConfig(),
        shape="table",
        says="finding which claims speak of one incident",
        data=(*_WORDS, "matches/rarity/*.tsv", "matches/weights/*.json"),
    ),
)
