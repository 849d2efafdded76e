"""A read model that is brought up to date is the one that is made anew: rows, order, search, and nothing broken."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.readmodel.conftest import article, claim, put_rows

import headwater.store.readmodel as readmodel
from headwater.store.readmodel import TABLES, building, changing, open_read_model

WORDS = ("ferry", "Ollenz", "harbour", "Ångström", "quay")
WORLDS = st.lists(
    st.dictionaries(st.integers(0, 12), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), min_size=1),
    min_size=2,
    max_size=5,
)


def put(out: Path, told: dict[int, list[str]]) -> Path:
    texts = {number: " ".join(words) for number, words in sorted(told.items())}
    rows: list[list[Any]] = [
        [article(number, text, text) for number, text in texts.items()],
        [claim(number, text) for number, text in texts.items()],
    ]
    return put_rows(out, rows)


def shown(out: Path) -> tuple[dict[str, list[Any]], dict[str, int], list[Any], list[str]]:
    with open_read_model(out) as model:
        rows = {name: list(model.rows(name)) for name in TABLES}
        found = [
            sorted(one.id for one in model.search(table, word))
            for table in ("articles", "claims")
            for word in WORDS
        ]
        # the simulated claims name a part that is not there, whichever way the model is made
        told = [line for line in model.check() if "parts" not in line]
        return rows, model.counts(), found, told


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_too_much() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changing, "MOST", 2.0)
        yield


@settings(max_examples=25, deadline=None)
@given(worlds=WORLDS)
def test_it_is_the_one_that_is_made_anew(worlds: Sequence[dict[int, list[str]]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        out, other = Path(place) / "out", Path(place) / "other"
        for number, told in enumerate(worlds):
            (other / "case.sqlite").unlink(missing_ok=True)
            assert shown(put(out, told)) == shown(put(other, told)), number


def no_filling(*given: Any) -> None:
    raise AssertionError("it is made anew")


def test_only_what_changed_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {number: [WORDS[number % 5], WORDS[number % 3]] for number in range(12)}
    open_read_model(put(tmp_path, told)).close()
    with open_read_model(tmp_path) as before:
        held = {row[0]: row[1] for row in before.select("SELECT id, rowid FROM articles")}
    monkeypatch.setattr(readmodel, "fill", no_filling)
    del told[3]
    with open_read_model(put(tmp_path, told | {5: ["quay"], 20: ["ferry"]})) as model:
        now = {row[0]: row[1] for row in model.select("SELECT id, rowid FROM articles")}
        assert [row["id"] for row in model.rows("articles")] == [
            f"a-{n}" for n in (0, 1, 2, *range(4, 12), 20)
        ]
    assert {key for key in held if now.get(key) == held[key]} == held.keys() - {"a-3"}
    assert now["a-20"] > now["a-11"]


def test_where_there_is_no_room_between_two_rows_it_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "GAP", 1)
    open_read_model(put(tmp_path, {0: ["ferry"], 9: ["quay"]})).close()
    with open_read_model(put(tmp_path, {0: ["ferry"], 4: ["harbour"], 9: ["quay"]})) as model:
        assert [row["id"] for row in model.rows("articles")] == ["a-0", "a-4", "a-9"]


def test_where_much_has_changed_it_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "MOST", 0.2)
    monkeypatch.setattr(changing, "_write", no_filling)
    open_read_model(put(tmp_path, {0: ["ferry"], 9: ["quay"]})).close()
    with open_read_model(put(tmp_path, {1: ["harbour"], 2: ["quay"]})) as model:
        assert model.counts()["articles"] == 2


def test_a_line_that_comes_twice_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[article(1, "ferry", "ferry"), article(1, "ferry", "ferry"), article(3, "quay", "quay")]]
    open_read_model(put_rows(tmp_path, rows)).close()
    monkeypatch.setattr(readmodel, "fill", no_filling)
    for more in (
        [article(2, "harbour", "harbour")],
        [article(2, "harbour", "harbour"), article(2, "harbour", "harbour")],
    ):
        with open_read_model(put_rows(tmp_path, [[*rows[0][:2], *more, rows[0][2]]])) as model:
            assert [row["id"] for row in model.rows("articles")] == ["a-1", "a-2", "a-3"]
            assert model.meta()["rows_of_articles"] == str(3 + len(more))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.permutations(range(7)), min_size=2, max_size=4))
def test_lines_that_changed_places_are_put_where_they_are_now(orders: Sequence[Sequence[int]]) -> None:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        for number, order in enumerate(orders):
            rows = [[article(n, WORDS[n % 5], WORDS[n % 3]) for n in order]]
            with open_read_model(put_rows(Path(place), rows)) as model:
                assert [row["id"] for row in model.rows("articles")] == [f"a-{n}" for n in order]
                assert sorted(one.id for one in model.search("articles", "ferry")) == [
                    f"a-{n}" for n in range(7) if "ferry" in (WORDS[n % 5], WORDS[n % 3])
                ]
            if not number:
                patch.setattr(readmodel, "fill", no_filling)
