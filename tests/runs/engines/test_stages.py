"""Every stage of the plan gives the same rows on every engine: of the example world, and of a simulated ecology."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.runs.engines.test_engines import collect_pipes

from headwater.records.tables import TABLES
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.bulk.whole import open_whole
from headwater.runs.plan import PLAN
from headwater.runs.results import Case
from headwater.runs.trace import trace
from headwater.simulation import simulate
from headwater.store.storage import Storage

pytestmark = pytest.mark.models
TODAY = date(2040, 1, 1)
_NO_DAFT = pytest.mark.skipif(importlib.util.find_spec("daft") is None, reason="no Daft: the extra daft")
ENGINES = ["local", pytest.param("daft", marks=_NO_DAFT)]


@pytest.fixture(scope="module", params=["world", "ecology"])
def inputs(request: pytest.FixtureRequest, world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles."""
    if request.param == "world":
        return world
    folder = tmp_path_factory.mktemp("ecology")
    simulate(folder / "news", 24, seed=3)
    return folder / "news" / "articles"


@pytest.fixture(scope="module")
def traced(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """What a trace gives."""
    yield trace([inputs], tmp_path_factory.mktemp("trace"), today=TODAY, evidence=False, processes=1)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_stage_gives_the_rows_of_a_trace(
    engine: str, inputs: Path, traced: Case, tmp_path: Path
) -> None:
    seen: list[Done] = []
    wanted = Wanted(engine=engine, processes=2, today=TODAY)
    bulk([str(inputs)], str(tmp_path / "out"), wanted, Teller(seen.append))
    collect_pipes()
    assert {stage.name for stage in PLAN} <= {one.stage for one in seen if not one.reused}
    whole = open_whole(Storage(str(tmp_path / "out")))
    for name in TABLES:
        found = sorted(map(repr, whole.table(name).to_pylist()))
        assert found == sorted(map(repr, traced.table(name).to_pylist())), name
