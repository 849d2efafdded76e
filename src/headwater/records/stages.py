"""How a stage declares itself: a plain function, what it reads and writes, and its config."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from headwater.records.ports import Models
from headwater.records.tables import Tables

StageFunction = Callable[[Tables, Any, Models], Tables]


class StageConfig(BaseModel):
    """Base of every stage's settings: frozen, and unknown names are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Stage:
    """One step of the plan.

    A ``rows`` stage is a function of each article's rows alone: it may be run on any batch of
    articles, in any order, in any number of processes, with the same result. A ``blocks`` stage may be
    run on any set of articles that its ``links`` close: where a row of a linking table names an article of
    the set, every article that the row names is in the set. Between closed sets it carries nothing, so
    that they may be done apart, side by side, and again only where something in them has moved. A
    ``table`` stage sees all rows at once.
    """

    name: str  # "claims.extract"
    run: StageFunction
    reads: tuple[type[Any], ...]
    writes: tuple[type[Any], ...]
    config: StageConfig
    shape: Literal["rows", "blocks", "table"]
    says: str  # for the progress line: "finding who says what"
    data: tuple[
        str, ...
    ] = ()  # data files it depends on, as globs below the package: "claims/lexicon/*.toml"
    links: tuple[type[Any], ...] = ()
    """Of a ``blocks`` stage: the tables among ``reads`` whose rows tie articles together (``records/links.py``)."""
    bundled: str | None = None
    """Of a ``blocks`` stage whose blocks are rows of its one linking table, not articles: a column of that table.

    Rows with one value in it are one block, a row with "" is one by itself; an article may stand in several blocks. The
    stage may be run on any union of blocks, gives each row by the rows of that block alone, and names its ends
    in each row that it writes.
    """
    unanswered: type[Any] | None = None
    """The rows by which a stage that asks the second reader says that it got no answer.

    Such a stage runs in the parent process only, does nothing where there is no second reader, and is
    done again in the next run where it wrote such rows.
    """
