"""A process that stays beside a run: it answers for one article after the other, and a broken one ends nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from headwater.articles.config import ArticlesConfig
from headwater.providers import load_models
from headwater.records.articles import Article, Rejected
from headwater.records.errors import HeadwaterError, InputError
from headwater.records.ports import Models
from headwater.records.tables import Tables
from headwater.runs.beside.answers import answer_of
from headwater.runs.beside.around import write_case
from headwater.runs.beside.index import index_run
from headwater.runs.beside.newcomers import newcomers_of_files, newcomers_of_lines
from headwater.runs.beside.standing import Standing
from headwater.runs.beside.telling import read_newcomer, tell
from headwater.runs.beside.world import World
from headwater.runs.bulk.planning import read_plan
from headwater.runs.bulk.whole import open_whole
from headwater.runs.results import Case
from headwater.runs.rows_of_lists import Json
from headwater.store.storage import Storage

INDEX = "beside"


@dataclass
class Beside:
    """A run that is asked, with the models that read newcomers. ``last`` is the newcomer that was answered for last."""

    standing: Standing
    models: Models
    config: ArticlesConfig
    last: World | None = field(default=None)

    def of_files(self, paths: Sequence[Path]) -> Iterator[Json]:
        """An answer for each article of some files, or the reason why there is none."""
        for place, one in newcomers_of_files(paths, self.config, self.models):
            yield self._answer(place, one)

    def of_lines(self, stream: BinaryIO) -> Iterator[Json]:
        """An answer for each line of JSON."""
        for place, one in newcomers_of_lines(stream, self.config, self.models):
            yield self._answer(place, one)

    def _answer(self, place: str, one: Tables | Rejected) -> Json:
        if isinstance(one, Rejected):
            return {"path": place, "reason": one.reason}
        (article,) = one.of(Article)
        if self.standing.laid.place(article.id) >= 0:
            return {"path": place, "article": article.id, "reason": "the run has this article already"}
        try:
            self.last = tell(self.standing, read_newcomer(self.standing, one, self.models), self.models)
            answer = {"path": place} | answer_of(self.last)
            json.dumps(answer)
        except (HeadwaterError, ValueError, KeyError, IndexError, TypeError, ArithmeticError) as error:
            # whatever one article does to a stage: the next one is answered for
            return {
                "path": place,
                "article": article.id,
                "reason": f"it could not be told of: {_short(error)}",
            }
        return answer

    def write_case(self, out: Path, says: str) -> Case:
        """The case around the newcomer that was answered for last; raises InputError where there is none."""
        if self.last is None:
            raise InputError("no article was answered for, so there is no case around one")
        return write_case(self.last, out, says)


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def opened_beside(
    run: str,
    index: Path | None,
    endpoint: str | None = None,
    tell_part: Callable[[str], None] = lambda part: None,
) -> Beside:
    """A finished run, its index made unless it stands; raises NotACase where the run is none, or not finished."""
    storage = Storage(run, endpoint)
    whole = open_whole(storage)
    laid = index_run(whole, index or storage.path(INDEX), tell_part)
    plan = read_plan(storage)
    day = max(date.today().isoformat(), plan.today if plan else "")
    config = ArticlesConfig(latest_date=day)
    return Beside(Standing.of(laid), load_models(), config)
