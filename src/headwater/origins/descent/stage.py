"""The stages that trace descent: what each article declares, marks of agencies, edges, and all sources."""

from __future__ import annotations

from headwater.origins.config import DeclareConfig, DeriveConfig
from headwater.origins.descent.declaring import declare_rows
from headwater.origins.descent.derivation import derive_rows
from headwater.origins.descent.here import gathered_sources
from headwater.origins.descent.judged import verdicts_of
from headwater.origins.descent.marks import survey
from headwater.origins.versions import spoken, superseded, version_edges
from headwater.records.articles import Article, Credit, Part, Sentence, Version
from headwater.records.claims import Attribution, Claim
from headwater.records.descent import (
    AgencyMark,
    CitedParty,
    Declaration,
    DescentText,
    LinkedText,
    Phrases,
    SourceCited,
)
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import EdgeEffect, EdgeJudgement, OriginJudgement
from headwater.records.matches import MatchedGroup
from headwater.records.origins import (
    Cluster,
    CountedText,
    Derivation,
    Kin,
    KnownOutlet,
    NamedOutlets,
    NotCompared,
    PartCredit,
    Printer,
    Reuse,
    Source,
    SourceHere,
    SpeaksFor,
)
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables


def declare(tables: Tables, config: DeclareConfig, models: Models) -> Tables:
    """What each article says of where it comes from, and whom it cites."""

    def guess(words: str) -> str:
        return models.languages.identify([words])[0][0]

    return declare_rows(tables, guess)


def mark(tables: Tables, config: DeclareConfig, models: Models) -> Tables:
    """Which phrases of each article stand, in this case, only in texts from one agency."""
    gone = superseded(tables)
    return Tables.of_rows(survey([row for row in tables.of(Phrases) if row.article not in gone]))


def derive(tables: Tables, config: DeriveConfig, models: Models) -> Tables:
    """Which text came from which, whom it cites that is not here, and what could not be compared."""
    verdicts = verdicts_of(tables.of(EdgeJudgement), tables.of(Article))
    found = derive_rows(spoken(tables), config, verdicts)
    return found.merged(Tables.of_rows(version_edges(tables)))


def gather(tables: Tables, config: DeclareConfig, models: Models) -> Tables:
    """The sources of the whole case, each once, and as each article has them."""
    return gathered_sources(tables)


DECLARE = Stage(
    name="origins.declare",
    run=declare,
    reads=(
        *(Article, Part, Sentence, Credit, Mention, MentionEntity),
        *(Attribution, Claim, AttributionEntity, Entity),
        *(CountedText, NamedOutlets, KnownOutlet, Printer, LinkedText, EdgeJudgement),
    ),
    writes=(Declaration, CitedParty, DescentText, Phrases),
    config=DeclareConfig(),
    shape="rows",
    says="reading where each text says it is from",
    data=("origins/descent/*.toml", "origins/counting/*.toml"),
)

MARK = Stage(
    name="origins.mark",
    run=mark,
    reads=(Version, Phrases),
    writes=(AgencyMark,),
    config=DeclareConfig(),
    shape="table",
    says="finding phrases of agencies",
)

DERIVE = Stage(
    name="origins.derive",
    run=derive,
    reads=(
        *(Version, Article, Part, MatchedGroup, Reuse, Cluster, LinkedText, Printer),
        *(Declaration, CitedParty, DescentText, AgencyMark, EdgeJudgement),
    ),
    writes=(Derivation, PartCredit, NotCompared, EdgeEffect, SourceCited),
    config=DeriveConfig(),
    shape="blocks",
    links=(Version, MatchedGroup, Reuse, Cluster, LinkedText),
    says="tracing which text came from which",
    data=("origins/descent/*.toml", "origins/counting/*.toml"),
)

SOURCES = Stage(
    name="origins.sources",
    run=gather,
    reads=(Version, CitedParty, DescentText, SourceCited, OriginJudgement),
    writes=(Source, SourceHere, SpeaksFor, Kin),
    config=DeclareConfig(),
    shape="table",
    says="gathering sources",
    data=("origins/descent/*.toml", "origins/counting/*.toml"),
)

STAGES = (DECLARE, MARK, DERIVE, SOURCES)
"""What the plan runs."""
