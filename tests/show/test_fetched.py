"""A case that a command looks at may lie in a folder or in a team's database."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.records.errors import NotACase
from headwater.runs.results import open_case
from headwater.show.cli.fetched import folder_of, place_and_moment
from headwater.store.copying import copy_case
from headwater.store.local import LocalCase
from headwater.store.opening import open_store
from tests.store.cluster import WITHOUT, binary, running_cluster
from tests.store.readmodel.conftest import small_case

__all__ = ["small_case"]


@pytest.mark.parametrize(
    ("where", "apart"),
    [
        ("postgresql://edda@db/desk?case=ferry@3", ("postgresql://edda@db/desk?case=ferry", "3")),
        ("postgresql://edda@db/desk@2034-03-01", ("postgresql://edda@db/desk", "2034-03-01")),
        ("postgresql://edda@db/desk?case=ferry", ("postgresql://edda@db/desk?case=ferry", "")),
        ("postgresql://edda@10/desk", ("postgresql://edda@10/desk", "")),
        ("nowhere@3", ("nowhere@3", "")),
        ("tests@3", ("tests", "3")),
        ("tests@banana", ("tests", "banana")),
    ],
)
def test_a_moment_stands_behind_the_place(where: str, apart: tuple[str, str]) -> None:
    assert place_and_moment(where) == apart


def test_a_folder_is_looked_at_where_it_lies(tmp_path: Path) -> None:
    with folder_of(str(tmp_path)) as folder:
        assert folder == tmp_path


@pytest.mark.skipif(binary("initdb") is None, reason=WITHOUT)
def test_a_case_in_a_database_is_looked_at_in_a_copy_that_goes_afterwards(small_case: Path) -> None:
    with running_cluster() as url:
        store = open_store(f"{url}?case=ferry")
        copy_case(LocalCase(small_case), store)
        store.close()
        with folder_of(f"{url}?case=ferry") as folder:
            assert [row.id for row in open_case(folder).claims] == [
                row.id for row in open_case(small_case).claims
            ]
        assert not folder.exists()
        with pytest.raises(NotACase), folder_of(f"{url}?case=another"):
            pass
