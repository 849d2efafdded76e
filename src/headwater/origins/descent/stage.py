"""The stage that traces descent."""

from __future__ import annotations

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.derivation import derive_rows
from headwater.origins.descent.judged import verdicts_of
from headwater.origins.versions import spoken, version_edges
from headwater.records.articles import Article, Credit, Part, Sentence, Version
from headwater.records.claims import Attribution, Claim
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import EdgeEffect, EdgeJudgement, OriginJudgement
from headwater.records.matches import MatchedGroup
from headwater.records.origins import (
    Cluster,
    CountedText,
    Derivation,
    Kin,
    NamedOutlets,
    NotCompared,
    PartCredit,
    Reuse,
    Source,
    SourceHere,
    SpeaksFor,
)
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables


def derive(tables: Tables, config: DeriveConfig, models: Models) -> Tables:
    """Which text came from which, whom it cites that is not here, and what could not be compared."""

    def guess(words: str) -> str:
        return models.languages.identify([words])[0][0]

    verdicts = verdicts_of(tables.of(EdgeJudgement), tables.of(Article))
    found = derive_rows(spoken(tables), config, guess, verdicts)
    return found.merged(Tables.of_rows(version_edges(tables)))


DERIVE = Stage(
    name="origins.derive",
    run=derive,
    reads=(
        Version,
        Article,
        Part,
        Sentence,
        Credit,
        Mention,
        MentionEntity,
        Attribution,
        Claim,
        AttributionEntity,
        Entity,
        MatchedGroup,
        CountedText,
        Reuse,
        Cluster,
        NamedOutlets,
        EdgeJudgement,
        OriginJudgement,
    ),
    writes=(Derivation, Source, PartCredit, NotCompared, EdgeEffect, SourceHere, SpeaksFor, Kin),
    config=DeriveConfig(),
    shape="table",
    says="tracing which text came from which",
    data=("origins/descent/*.toml", "origins/counting/*.toml"),
)
