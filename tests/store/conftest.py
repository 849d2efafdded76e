"""The same case in every kind of store."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.store.cluster import WITHOUT, binary, running_cluster

from headwater.store.opening import open_store
from headwater.store.port import CaseStore

_numbers = itertools.count(1)
Hold = Callable[[Path], CaseStore]


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The URL of a database of our own; tests that ask for it are skipped where PostgreSQL is missing."""
    if binary("initdb") is None or binary("pg_ctl") is None:
        pytest.skip(WITHOUT)
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with running_cluster() as url:
        yield url


@pytest.fixture
def team_url(cluster: str) -> str:
    """The URL of a case that is not there yet."""
    return f"{cluster}?case=case{next(_numbers)}"


@pytest.fixture
def opened() -> Iterator[Callable[[str | Path], CaseStore]]:
    """Opens a case, and closes it after the test."""
    held: list[CaseStore] = []

    def open_one(where: str | Path) -> CaseStore:
        held.append(open_store(where))
        return held[-1]

    yield open_one
    for one in held:
        one.close()


@pytest.fixture(params=["folder", "postgresql"])
def hold(request: pytest.FixtureRequest, opened: Callable[[str | Path], CaseStore]) -> Hold:
    """Takes the case of a folder into the kind of store that is tested, and gives it."""
    if request.param == "folder":
        return opened
    url: str = request.getfixturevalue("team_url")

    def copied(out: Path) -> CaseStore:
        team = opened(url)
        team.take(opened(out))
        return team

    return copied
