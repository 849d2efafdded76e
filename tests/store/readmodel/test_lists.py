"""The read model holds what case.json holds, no less and no more."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.store.readmodel.conftest import Write

from headwater.records.errors import DamagedCase, NotACase
from headwater.runs.schema import case_schema
from headwater.store.port import WrongQuery
from headwater.store.readmodel import TABLES, open_read_model, rebuild_read_model


def _json(out: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(
        (out / "case.json").read_text(encoding="utf-8", errors="surrogatepass")
    )
    return value


def test_every_list_and_every_field_of_case_json_has_its_place() -> None:
    lists = {name: set(schema["items"]["properties"]) for name, schema in case_schema()["properties"].items() if "items" in schema}  # fmt: skip
    assert {
        name: set(table.fields) | {c.field for c in table.children} for name, table in TABLES.items()
    } == lists


def test_every_list_comes_back_as_it_was(small_case: Path) -> None:
    case = _json(small_case)
    with open_read_model(small_case) as model:
        for name in TABLES:
            rows = list(model.rows(name))
            assert len(rows) == len(case[name])
            for row, there in zip(rows, case[name], strict=True):
                assert row | there == row  # a field that is newer than the case is null
        assert model.counts() == {name: len(case[name]) for name in TABLES}


def test_pages_indexes_and_foreign_keys_are_sound(small_case: Path) -> None:
    with open_read_model(small_case) as model:
        assert model.check() == []


def test_whoever_writes_into_it_gets_a_log(small_case: Path) -> None:
    """Bytes 18 and 19 of the header: 2 is WAL."""
    open_read_model(small_case).close()
    assert (small_case / "case.sqlite").read_bytes()[18:20] == b"\x02\x02"
    assert not (small_case / "case.sqlite-wal").exists()


def test_made_twice_it_is_the_same_bytes(small_case: Path) -> None:
    made = []
    for _ in range(2):
        rebuild_read_model(small_case).close()
        made.append((small_case / "case.sqlite").read_bytes())
    assert made[0] == made[1]


def test_only_its_owner_may_read_it(small_case: Path) -> None:
    open_read_model(small_case).close()
    assert stat.S_IMODE((small_case / "case.sqlite").stat().st_mode) == 0o600


def test_the_views_speak_in_words(small_case: Path) -> None:
    with open_read_model(small_case) as model:
        chains = {row[0] for row in model.select("SELECT chain FROM v_claims")}
        assert "Oran Tesk" in chains
        groups = model.select(
            "SELECT heading, articles, origins_min, origins_best, origins_max FROM v_groups"
        )
        assert len(groups) == len(_json(small_case)["groups"])
        assert all(low <= best <= high and heading for heading, _, low, best, high in groups)
        assert len(model.select("SELECT * FROM v_edges")) == len(_json(small_case)["derivations"])
        assert len(model.select("SELECT * FROM v_sources")) == len(_json(small_case)["sources"])


def test_spans_can_be_cut_out_in_sql(small_case: Path) -> None:
    with open_read_model(small_case) as model:
        rows = model.select(
            'SELECT c.text, substr(a.text, c.start + 1, c."end" - c.start) FROM claims c JOIN articles a ON a.id = c.article'
        )
        assert rows
        assert all(text == cut for text, cut in rows)


def test_nothing_can_be_written_through_it(small_case: Path) -> None:
    with open_read_model(small_case) as model, pytest.raises(WrongQuery):
        model.select("DELETE FROM claims")


def test_it_moves_with_the_case_and_with_nothing_else(write_case: Write) -> None:
    out = write_case("A bridge fell.")
    open_read_model(out).close()
    first = (out / "case.sqlite").stat().st_ino
    open_read_model(out).close()
    assert (out / "case.sqlite").stat().st_ino == first
    write_case("A bridge fell.", "A road was closed.")
    with open_read_model(out) as model:
        assert model.counts()["articles"] == 2


@pytest.mark.parametrize(
    ("text", "comes_back"),
    [
        ("nul\x00inside", "nul\x00inside"),
        ("\u202ereversed \u2028 line \u0085 next", None),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ('"quoted", [{"a": 1}],', None),
        ("]\n}\n{", None),
        ("", None),
    ],
)
def test_hard_texts_come_back(write_case: Write, text: str, comes_back: str | None) -> None:
    with open_read_model(write_case(text)) as model:
        assert [row["text"] for row in model.rows("claims")] == [text if comes_back is None else comes_back]
        assert model.check() == []


def test_a_folder_without_a_case_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        open_read_model(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "other"])
def test_a_damaged_case_json_is_named(write_case: Write, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.store.readmodel._PAUSE", 0.0)
    out = write_case("A bridge fell.")
    path = out / "case.json"
    whole = path.read_text(encoding="utf-8")
    if harm == "gone":
        path.unlink()
    else:
        path.write_text(
            {"cut": whole[:-30], "changed": whole.replace("bridge", "tunnel"), "other": "[]"}[harm]
        )
    with pytest.raises(DamagedCase, match=r"case\.json.*trace again"):
        open_read_model(out)
    assert not (out / "case.sqlite").exists()
    assert not list(out.glob(".*.building*"))


def test_while_a_run_is_under_way_the_last_answer_is_read(write_case: Write) -> None:
    from headwater.store import CaseFolder, Manifest

    out = write_case("A bridge fell.")
    open_read_model(out).close()
    CaseFolder(out).write_manifest(Manifest(unfinished=True))
    with open_read_model(out) as model:
        assert model.counts()["articles"] == 1
    (out / "case.sqlite").unlink()
    with open_read_model(out) as model:
        assert model.counts()["articles"] == 1
