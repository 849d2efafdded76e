"""Files read in slices give what they give read whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.articles.config import ArticlesConfig
from headwater.articles.files import read_file
from headwater.articles.inputs import discover
from headwater.runs.bulk.planning import Plan, planned
from headwater.runs.bulk.slice_reading import read_slice
from headwater.store.storage import Storage

CONFIG = ArticlesConfig()


def plan_of(folder: Path, out: Path, size: int) -> Plan:
    return planned([str(folder)], Storage(str(out)), shard_size=size, today=date(2033, 6, 1).isoformat())


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100])
def test_slices_together_are_the_files(mixed: Path, tmp_path: Path, size: int) -> None:
    plan = plan_of(mixed, tmp_path, size)
    sliced = [found for shard in plan.shards for one in shard for found in read_slice(one, None, CONFIG)]
    whole = [found for file in discover([mixed]).files for found in read_file(file, CONFIG)]
    assert sliced == whole


@pytest.mark.parametrize("size", [2, 100])
def test_halves_of_a_slice_are_the_slice(mixed: Path, tmp_path: Path, size: int) -> None:
    for shard in plan_of(mixed, tmp_path, size).shards:
        for one in shard:
            halved = [found for half in one.halves() for found in read_slice(half, None, CONFIG)]
            assert halved == list(read_slice(one, None, CONFIG)), one


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([b'{"title": "A", "text": "b"}', b"", b"{", b" \t", b"\xff\xfe"]), max_size=12),
    st.sampled_from([b"", b"\n"]),
    st.integers(1, 5),
)
def test_any_lines_are_cut_without_loss(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], end: bytes, size: int
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    (folder / "x.jsonl").write_bytes(b"\n".join(lines) + end)
    plan = plan_of(folder / "x.jsonl", folder, size)
    sliced = [found for shard in plan.shards for one in shard for found in read_slice(one, None, CONFIG)]
    (file,) = discover([folder / "x.jsonl"]).files
    whole = list(read_file(file, CONFIG))
    if [place for place, _ in whole] == ["x.jsonl"]:
        assert not [place for place, _ in sliced if place != "x.jsonl"]  # nothing but blank lines
    else:
        assert sliced == whole


def test_a_plan_is_kept_while_its_inputs_stand(mixed: Path, tmp_path: Path) -> None:
    first = plan_of(mixed, tmp_path, 5)
    later = planned([str(mixed)], Storage(str(tmp_path)), shard_size=5, today="2033-07-01")
    assert later == first
    assert planned([], Storage(str(tmp_path)), shard_size=9, today="2033-07-01") == first
