"""The stages of the room ``matches``."""

from __future__ import annotations

from headwater.matches.config import EmbedConfig, GroupConfig, SlotsConfig
from headwater.matches.grouping import group_claims
from headwater.matches.slots import read_article
from headwater.matches.vectors import embed_article
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Attribution, Claim, Parse
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.matches import ClaimSlots, Conflict, MatchedGroup, MatchFinding, SentenceVector
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables


def embed(tables: Tables, config: EmbedConfig, models: Models) -> Tables:
    """A vector for each sentence."""
    sentences = tables.by_article(Sentence)
    return Tables.of_rows(
        *(embed_article(a, sentences.get(a.id, []), models.embedder) for a in tables.of(Article))
    )


def read_slots(tables: Tables, config: SlotsConfig, models: Models) -> Tables:
    """What can be compared in each claim."""
    return Tables.of_rows(*read_article(tables, config))


def group(tables: Tables, config: GroupConfig, models: Models) -> Tables:
    """Groups of claims, where their articles disagree, and findings."""
    return Tables.of_rows(group_claims(tables, config))


_READS = (Article, Sentence, Parse, Claim, Attribution, Mention, MentionEntity, AttributionEntity, Entity)

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
        data=("matches/lexicon/*.toml",),
    ),
    Stage(
        name="matches.group",
        run=group,
        reads=(*_READS, ClaimSlots, SentenceVector),
        writes=(MatchedGroup, Conflict, MatchFinding),
        config=GroupConfig(),
        shape="table",
        says="finding which claims speak of one incident",
        data=("matches/*.toml",),
    ),
)
