"""The stages that read the names of outlets and look them up in the whole case."""

from __future__ import annotations

from headwater.origins.config import OutletsConfig
from headwater.origins.outlets.asked import ask
from headwater.origins.outlets.surveying import survey
from headwater.records.articles import Article, Credit, Part, Version
from headwater.records.claims import Attribution, Claim
from headwater.records.descent import LinkedText
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import EdgeJudgement
from headwater.records.matches import ClaimSlots
from headwater.records.origins import CommonPlace, KnownOutlet, Lead, NamedOutlets, Printer
from headwater.records.stages import Stage

ASK = Stage(
    name="origins.name_outlets",
    run=ask,
    reads=(
        *(Article, Part, Credit, Mention, MentionEntity),
        *(Attribution, AttributionEntity, Claim, ClaimSlots, EdgeJudgement),
    ),
    writes=(NamedOutlets,),
    config=OutletsConfig(),
    shape="rows",
    says="reading names of outlets",
    data=("origins/counting/*.toml", "origins/descent/*.toml"),
)

SURVEY = Stage(
    name="origins.outlets",
    run=survey,
    reads=(Version, NamedOutlets, Entity),
    writes=(KnownOutlet, Printer, Lead, LinkedText, CommonPlace),
    config=OutletsConfig(),
    shape="table",
    says="looking up outlets",
    data=("origins/counting/*.toml", "origins/descent/*.toml"),
)

STAGES = (ASK, SURVEY)
"""What the plan runs."""
