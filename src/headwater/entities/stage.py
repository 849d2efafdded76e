"""The stages of the room ``entities``."""

from __future__ import annotations

from headwater.entities.config import FindConfig, PointConfig, ResolveConfig, TypeConfig
from headwater.entities.find import find
from headwater.entities.resolve import resolve
from headwater.entities.retyping import type_names
from headwater.entities.speaking import point
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import Attribution, Claim, Parse
from headwater.records.entities import (
    AttributionEntity,
    Entity,
    LateMention,
    Mention,
    MentionEntity,
    MentionType,
    Relation,
    SourceMention,
    StatedLink,
)
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
        name="entities.type_names",
        run=type_names,
        reads=(Article, Credit, Mention),
        writes=(MentionType,),
        config=TypeConfig(),
        shape="table",
        says="settling what names are",
        data=("entities/registry/*", "entities/wording/*"),
    ),
    Stage(
        name="entities.point",
        run=point,
        reads=(Article, Sentence, Parse, Mention, MentionType, Attribution, Claim),
        writes=(LateMention, SourceMention, StatedLink),
        config=PointConfig(),
        shape="rows",
        says="finding who the sources are",
        data=("entities/registry/*", "entities/wording/*"),
    ),
    Stage(
        name="entities.resolve",
        run=resolve,
        reads=(Article, Mention, MentionType, LateMention, SourceMention, StatedLink, EntityJudgement),
        writes=(MentionEntity, Entity, Relation, AttributionEntity, JudgementEffect),
        config=ResolveConfig(),
        shape="table",
        says="working out who is who",
        data=("entities/registry/*", "entities/wording/*"),
    ),
)
