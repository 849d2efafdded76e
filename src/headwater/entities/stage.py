"""The stages of the room ``entities``."""

from __future__ import annotations

from headwater.entities.config import FindConfig
from headwater.entities.find import find
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Parse
from headwater.records.entities import Mention
from headwater.records.stages import Stage

STAGES: tuple[Stage, ...] = (
    Stage(
        name="entities.find",
        run=find,
        reads=(Article, Part, Sentence, Parse),
        writes=(Mention,),
        config=FindConfig(),
        shape="rows",
        says="finding names",
        data=("entities/registry/*",),
    ),
)
