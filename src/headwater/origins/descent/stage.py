"""The stages that trace descent: what each article declares, marks of agencies, pairs collated, edges, and all sources."""

from __future__ import annotations

from headwater.origins.config import DeclareConfig, DeriveConfig
from headwater.origins.descent.collating import collate_rows
from headwater.origins.descent.declaring import declare_rows
from headwater.origins.descent.derivation import derive_rows
from headwater.origins.descent.here import gathered_sources
from headwater.origins.descent.judged import verdicts_of
from headwater.origins.descent.marks import survey
from headwater.origins.descent.reputes import repute_rows
from headwater.origins.versions import spoken, superseded, version_edges
from headwater.records.articles import Article, Credit, Part, Sentence, Version
from headwater.records.claims import Attribution, Claim
from headwater.records.descent import (
    AgencyMark,
    CitedParty,
    Collation,
    Declaration,
    DescentText,
    LinkedText,
    LoneQuote,
    Phrases,
    Repute,
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


def collate(tables: Tables, config: DeriveConfig, models: Models) -> Tables:
    """Of each pair that shares words what the two texts alone say of whether either was made from the other."""
    return Tables.of_rows(collate_rows(tables, config))


def repute(tables: Tables, config: DeriveConfig, models: Models) -> Tables:
    """What the case says of each text that shares a lone quotation with another."""
    verdicts = verdicts_of(tables.of(EdgeJudgement), tables.of(Article))
    return Tables.of_rows(repute_rows(spoken(tables), verdicts))


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

COLLATE = Stage(
    name="origins.collate",
    run=collate,
    reads=(Version, Article, Reuse, Printer, Declaration, DescentText, LinkedText),
    writes=(Collation, LoneQuote),
    config=DeriveConfig(),
    shape="blocks",
    links=(Reuse,),
    bundled="a",
    says="collating texts that share words",
    data=("origins/descent/*.toml",),
)

TIES: tuple[type, ...] = (Version, MatchedGroup, Collation, Cluster, LinkedText)
"""What keeps texts together while descent is traced."""

REPUTE = Stage(
    name="origins.repute",
    run=repute,
    reads=(*TIES, Article, Printer, Declaration, DescentText, LoneQuote, EdgeJudgement),
    writes=(Repute,),
    config=DeriveConfig(),
    shape="blocks",
    links=TIES,
    says="asking what is said of texts that are quoted alike",
    data=("origins/descent/*.toml",),
)

DERIVE = Stage(
    name="origins.derive",
    run=derive,
    reads=(
        *(*TIES, Article, Part, Reuse, LoneQuote, Repute, Printer),
        *(Declaration, CitedParty, DescentText, AgencyMark, EdgeJudgement),
    ),
    writes=(Derivation, PartCredit, NotCompared, EdgeEffect, SourceCited),
    config=DeriveConfig(),
    shape="blocks",
    links=TIES,
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

STAGES = (DECLARE, MARK, COLLATE, REPUTE, DERIVE, SOURCES)
"""What the plan runs."""
