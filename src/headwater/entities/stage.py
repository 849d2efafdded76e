"""The stages of the room ``entities``."""

from __future__ import annotations

from headwater.entities.config import FindConfig, ResolveConfig
from headwater.entities.find import find
from headwater.entities.resolve import resolve
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import Attribution, Claim, Parse
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity, Relation
from headwater.records.judgements import EntityJudgement, JudgementEffect
from headwater.records.stages import Stage

STAGES: tuple[Stage, ...] = (
    Stage(
        name="entities.find",
        run=find,
        reads=(Article, Part, Sentence, Credit, Parse),
        writes=(Mention,),
        config=FindConfig(),
        shape="rows",
        says="finding names",
        data=("entities/registry/*", "entities/wording/*"),
    ),
    Stage(
        name="entities.resolve",
        run=resolve,
        reads=(Article, Sentence, Credit, Parse, Mention, Attribution, Claim, EntityJudgement),
        writes=(MentionEntity, Entity, Relation, AttributionEntity, JudgementEffect),
        config=ResolveConfig(),
        shape="table",
        says="working out who is who",
        data=("entities/registry/*", "entities/wording/*"),
    ),
)
