"""All that is asked of a run about a newcomer, opened once: what lies in files is mapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from headwater.matches.config import JoinConfig
from headwater.origins.reuse.config import ReuseConfig
from headwater.runs.beside.laid_out import LaidOut
from headwater.runs.beside.marks import Marks
from headwater.runs.beside.meanings import Meanings
from headwater.runs.beside.names import Names
from headwater.runs.beside.outlets import Outlets
from headwater.runs.beside.postings import Postings
from headwater.runs.beside.reports import Reports
from headwater.runs.beside.wordings import Wordings
from headwater.runs.plan import PLAN

STAGES = {stage.name: stage for stage in PLAN}
_Config = TypeVar("_Config")


@dataclass
class Standing:
    """All that is asked of a run."""

    laid: LaidOut
    reports: Reports
    wordings: Wordings
    meanings: Meanings
    outlets: Outlets
    names: Names
    marks: Marks
    addresses: Postings

    @classmethod
    def of(cls, laid: LaidOut) -> Standing:
        """Opens everything; what lies in files is mapped."""
        join, reuse = config_of("matches.join", JoinConfig), config_of("origins.meet", ReuseConfig)
        return cls(
            laid,
            Reports(laid, join),
            Wordings(laid.folder, reuse),
            Meanings(laid.folder, reuse),
            Outlets(laid),
            Names(laid),
            Marks(laid.folder),
            Postings(laid.folder, "addresses"),
        )


def config_of(stage: str, kind: type[_Config]) -> _Config:
    """The settings of a stage of the plan."""
    config = STAGES[stage].config
    assert isinstance(config, kind)
    return config
