"""Every stage of the plan gives the same rows on every engine; an article that kills its process is set aside alone on each."""

from __future__ import annotations

import importlib.util
import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.runs.engines.ray_cluster import called_elsewhere, ray_cluster

from headwater.records.articles import Article
from headwater.records.ports import Models
from headwater.records.stages import StageConfig
from headwater.records.tables import TABLES, Tables
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.shards import Shelf
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.bulk.whole import open_whole
from headwater.runs.plan import PLAN
from headwater.runs.results import Case
from headwater.runs.trace import trace
from headwater.simulation import simulate
from headwater.store.storage import Storage

pytestmark = pytest.mark.models
TODAY = date(2040, 1, 1)


def needing(module: str, name: str) -> object:
    """An engine that is left out where its library is not installed."""
    missing = importlib.util.find_spec(module) is None
    return pytest.param(name, marks=pytest.mark.skipif(missing, reason=f"no {module}: the extra daft"))


@pytest.fixture(scope="module", params=["local", needing("daft", "daft"), needing("ray", "ray")])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each engine by its name; for Ray a cluster of this machine."""
    if request.param != "ray":
        yield request.param
        return
    with (
        tempfile.TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as folder,
        ray_cluster(Path(folder), 2) as name,
    ):
        yield name


@pytest.fixture(scope="module")
def inputs(world: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The example world, and a simulated ecology."""
    folder = tmp_path_factory.mktemp("ecology")
    simulate(folder / "news", 24, seed=3)
    return [str(world), str(folder / "news" / "articles")]


@pytest.fixture(scope="module")
def traced(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Case:
    """What a trace gives."""
    paths = [Path(one) for one in inputs]
    return trace(paths, tmp_path_factory.mktemp("trace"), today=TODAY, evidence=False, processes=1)


def asked(engine: str, inputs: list[str], out: Path) -> list[Done]:
    """A bulk run; gives what it told."""
    seen: list[Done] = []
    bulk(inputs, str(out), Wanted(engine=engine, processes=2, today=TODAY), Teller(seen.append))
    return seen


def test_every_stage_gives_the_rows_of_a_trace(
    engine: str, inputs: list[str], traced: Case, tmp_path: Path
) -> None:
    seen = _run(engine, asked, engine, inputs, tmp_path / "out")
    assert {stage.name for stage in PLAN} <= {one.stage for one in seen if not one.reused}
    assert sum(one.processor for one in seen) > 1
    whole = open_whole(Storage(str(tmp_path / "out")))
    for name in TABLES:
        found = sorted(map(repr, whole.table(name).to_pylist()))
        assert found == sorted(map(repr, traced.table(name).to_pylist())), name


PARSE = next(stage for stage in PLAN if stage.name == "claims.parse")


class Deadly:
    """Kills its process where it sees a certain article; else writes nothing. Its fingerprint is another stage's."""

    def __init__(self) -> None:
        self.__module__ = PARSE.run.__module__

    def __call__(self, tables: Tables, config: StageConfig, models: Models) -> Tables:
        if any(row.title.startswith("Deadly") for row in tables.of(Article)):
            os.kill(os.getpid(), signal.SIGSEGV)
        return Tables()


def poisoned(engine: str, given: Path, out: Path) -> None:
    """The shards of a run whose second stage is deadly."""
    stages = [replace(PARSE, run=Deadly())]
    bulk([str(given)], str(out), Wanted(engine=engine, processes=2, share=(1, 1), today=TODAY, stages=stages))


def test_an_article_that_kills_its_process_is_set_aside_alone(engine: str, tmp_path: Path) -> None:
    given = tmp_path / "in"
    given.mkdir()
    for number in range(40):
        title = "Deadly" if number == 21 else "Market"
        (given / f"{number:02}.txt").write_text(
            f"{title} news of day {number}\n\nThe market of Teshk opened {number} stalls, said the mayor.\n"
        )
    _run(engine, poisoned, engine, given, tmp_path / "out")
    shelf = Shelf(Storage(str(tmp_path / "out")), "shards/000000")
    assert shelf.rows("articles") == 40
    ((path, stage, why),) = shelf.record.given_up.values()
    assert (path, stage) == ("21.txt", "claims.parse")
    assert "its process ended: a segmentation fault (SIGSEGV)" in why


def _run(engine: str, function: object, *given: object) -> list[Done]:
    """Here, or where Ray is asked in a process of its own."""
    return (called_elsewhere if engine.startswith("ray") else _called)(function, *given)  # type: ignore[operator, no-any-return]


def _called(function: object, *given: object) -> object:
    return function(*given)  # type: ignore[operator]
