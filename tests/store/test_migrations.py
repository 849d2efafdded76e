"""A case that an older headwater wrote is recognised, read as this one writes it, or made anew."""

from __future__ import annotations

import json
import tarfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.store.readmodel.conftest import put_case

import headwater
from headwater.records.arrow import from_table, schema_of, to_table
from headwater.records.articles import Rejected
from headwater.records.errors import DamagedCase, FormatTooNew, NotACase
from headwater.records.matches import ClaimSlots, Quantity
from headwater.records.tables import TABLES
from headwater.store import CaseFolder, Manifest
from headwater.store.migrations import (
    NotFittingError,
    Step,
    brought_forward,
    file_of,
    fitted,
    number_of,
    survey,
)
from headwater.store.opening import open_store
from headwater.store.readmodel import open_read_model
from headwater.store.soundness import unsound
from headwater.version import FORMAT

CASES = sorted((Path(__file__).parent / "cases").glob("format-*.tar.xz"))
COUNT = Quantity("five", 0, 4, "injured", 5, 5, True, None, None, "incident", None, None)
SLOTS = [
    ClaimSlots("cl-1", "a-1", "attack", [COUNT, COUNT], [], None, None, [], [COUNT]),
    ClaimSlots("cl-2", "a-1", "other", [], [], None, None, []),
]


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A case as a released version wrote it."""
    with tarfile.open(request.param) as file:
        file.extractall(tmp_path / "case", filter="data")
    return tmp_path / "case"


def test_every_format_since_the_first_has_a_case() -> None:
    assert [path.name for path in CASES] == [f"format-{n}.tar.xz" for n in range(1, number_of(FORMAT) + 1)]
    assert all(path.stat().st_size < 100_000 for path in CASES)


def test_a_kept_case_opens_with_all_its_rows(kept: Path) -> None:
    case = headwater.open_case(kept)
    rows = {name: n for record in case.manifest.stages.values() for name, n in record.rows.items()}
    assert {name: len(case.rows(TABLES[name])) for name in rows if name in TABLES} == {
        name: n for name, n in rows.items() if name in TABLES
    }
    assert len(case.articles) == 3


def test_no_table_of_a_kept_case_need_be_made_anew(kept: Path) -> None:
    found = survey(kept / "stages", CaseFolder(kept).require_manifest())
    assert found.anew == {}
    assert set(unsound(CaseFolder(kept))) <= {"manifest.json"}  # that it is older, and nothing else


def test_a_kept_case_has_a_read_model(kept: Path) -> None:
    with open_read_model(kept) as model:
        assert model.counts()["articles"] == 3
        assert [found.table for found in model.search("articles", "docker")] == []
        assert len(model.search("articles", "dockers blesses")) == 1


@pytest.mark.models
def test_a_kept_case_is_made_anew_from_its_evidence(kept: Path) -> None:
    from typer.testing import CliRunner

    from headwater.show.cli.app import app

    folder = CaseFolder(kept)
    folder.table_path("claims").write_bytes(b"PAR1 no more")
    raw = json.loads(folder.manifest_json.read_text())
    folder.manifest_json.write_text(json.dumps(raw | {"format": "headwater-case/0"}))
    assert set(unsound(folder)) == {"manifest.json", "stages/claims.parquet"}
    done = CliRunner().invoke(app, ["rebuild", str(kept), "--check", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert set(told["made_anew"]) == {"manifest.json", "stages/claims.parquet"}
    assert told["rows"]["articles"] == 3
    assert unsound(folder) == {}
    assert folder.require_manifest().format == FORMAT


def test_without_evidence_a_damaged_case_is_named_file_by_file(kept: Path) -> None:
    import shutil

    from typer.testing import CliRunner

    from headwater.show.cli.app import app

    shutil.rmtree(kept / "evidence")
    (kept / "stages" / "claims.parquet").unlink()
    done = CliRunner().invoke(app, ["rebuild", str(kept)])
    assert isinstance(done.exception, DamagedCase)
    assert "stages/claims.parquet" in str(done.exception)
    assert "headwater trace" in str(done.exception)


# the rules, on formats that never were


def _without(table: pa.Table, *names: str) -> pa.Table:
    return table.drop_columns(list(names))


def test_a_field_that_came_later_has_its_default() -> None:
    table = _without(to_table(ClaimSlots, SLOTS), "counts")
    found = from_table(ClaimSlots, fitted(table, ClaimSlots))
    assert [row.counts for row in found] == [[], []]
    assert found[0].quantities == SLOTS[0].quantities


def test_a_field_that_came_later_inside_rows_has_its_default_too() -> None:
    kind = schema_of(ClaimSlots).field("quantities").type
    older = pa.list_(pa.struct([own for own in kind.value_type if own.name != "of_enemy"]))
    rows = to_table(ClaimSlots, SLOTS).to_pylist()
    for row in rows:
        for name in ("quantities", "counts"):
            row[name] = [{k: v for k, v in one.items() if k != "of_enemy"} for one in row[name]]
    fields = [pa.field(own.name, older if own.name in ("quantities", "counts") else own.type) for own in schema_of(ClaimSlots)]  # fmt: skip
    assert from_table(ClaimSlots, fitted(pa.Table.from_pylist(rows, pa.schema(fields)), ClaimSlots)) == SLOTS


def test_renamed_fields_are_found_through_every_step() -> None:
    steps = (
        Step(2, rows={"Rejected": {"file": "place"}}),
        Step(3, rows={"Rejected": {"place": "path", "why": "reason"}}),
    )
    table = pa.table({"file": ["a.pdf"], "why": ["no reader"]})
    assert from_table(Rejected, fitted(table, Rejected, steps)) == [Rejected("a.pdf", "no reader")]
    table = pa.table({"place": ["a.pdf"], "reason": ["no reader"]})
    assert from_table(Rejected, fitted(table, Rejected, steps)) == [Rejected("a.pdf", "no reader")]


def test_what_has_no_default_cannot_be_had() -> None:
    with pytest.raises(NotFittingError, match=r"Rejected\.reason"):
        fitted(pa.table({"path": ["a.pdf"]}), Rejected)
    with pytest.raises(NotFittingError, match="no string"):
        fitted(pa.table({"path": ["a.pdf"], "reason": [[1]]}), Rejected)


@dataclass(frozen=True, slots=True)
class _Inner:
    text: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Outer:
    id: str
    inner: _Inner | None
    many: list[_Inner]
    more: list[str] = field(default_factory=list)
    what: str | None = None


def test_nulls_stay_nulls() -> None:
    older = pa.struct([("text", pa.string())])
    table = pa.table(
        {
            "id": ["1", "2"],
            "inner": pa.array([None, {"text": "x"}], older),
            "many": pa.array([[{"text": "a"}, {"text": "b"}], []], pa.list_(older)),
        }
    )
    table = pa.concat_tables([table, table.slice(1)])  # in pieces, as Parquet gives long ones
    assert from_table(_Outer, fitted(table, _Outer)) == [
        _Outer("1", None, [_Inner("a"), _Inner("b")]),
        _Outer("2", _Inner("x"), []),
        _Outer("2", _Inner("x"), []),
    ]


def test_a_table_that_was_renamed_is_found(tmp_path: Path) -> None:
    steps = (Step(2, tables={"refused": "set_aside"}), Step(3, tables={"set_aside": "rejected"}))
    older = tmp_path / "refused.parquet"
    pq.write_table(to_table(Rejected, [Rejected("a", "b")]), older)
    assert file_of(tmp_path, "rejected", steps) == older
    pq.write_table(to_table(Rejected, []), tmp_path / "rejected.parquet")
    assert file_of(tmp_path, "rejected", steps) == tmp_path / "rejected.parquet"
    assert file_of(tmp_path, "claims", steps) == tmp_path / "claims.parquet"


def test_a_manifest_comes_with_the_names_of_now() -> None:
    raw: dict[str, Any] = {
        "format": "headwater-case/1",
        "given": ["x"],
        "stages": {"articles.read": {"tables": {"refused": "sha"}, "rows": {"refused": 2}}},
    }
    steps = (
        Step(1, manifest={"format": "never"}),
        Step(2, manifest={"given": "inputs"}, tables={"refused": "rejected"}),
    )
    assert brought_forward(raw, steps) == {
        "format": "headwater-case/1",
        "inputs": ["x"],
        "stages": {"articles.read": {"tables": {"rejected": "sha"}, "rows": {"rejected": 2}}},
    }


def test_a_table_whose_rows_mean_something_else_is_made_anew(kept: Path) -> None:
    manifest = CaseFolder(kept).require_manifest()
    steps = (Step(number_of(FORMAT) + 1, anew=frozenset({"claims"})),)
    assert list(survey(kept / "stages", manifest, steps).anew) == ["claims"]
    (kept / "stages" / "parts.parquet").unlink()
    assert set(survey(kept / "stages", manifest).anew) == {"parts"}


def test_a_folder_reads_what_fits_and_names_what_does_not(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    folder.write_table("claim_slots", _without(to_table(ClaimSlots, SLOTS), "counts"))
    assert folder.read_table("claim_slots", schema_of(ClaimSlots)).schema.names == schema_of(ClaimSlots).names
    folder.write_table("rejected", pa.table({"path": ["a.pdf"]}))
    with pytest.raises(DamagedCase, match=r"rejected\.parquet.*Rejected\.reason"):
        folder.read_table("rejected", schema_of(Rejected))


def test_a_later_format_is_too_new_whatever_its_manifest_holds(tmp_path: Path) -> None:
    path = CaseFolder(tmp_path).manifest_json
    path.write_text('{"format": "headwater-case/99", "sheets": []}')
    with pytest.raises(FormatTooNew):
        CaseFolder(tmp_path).manifest()


def test_what_a_later_version_of_the_same_format_adds_is_passed_over(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    folder.write_manifest(Manifest(inputs=["x"]))
    raw = json.loads(folder.manifest_json.read_text())
    folder.manifest_json.write_text(json.dumps(raw | {"weather": "fair"}))
    assert folder.require_manifest() == Manifest(inputs=["x"])


@pytest.mark.parametrize("table", ["to_find", "versions", "conflicts"])
def test_a_table_that_an_older_version_did_not_know_is_empty(kept: Path, table: str) -> None:
    folder = CaseFolder(kept)
    manifest = folder.require_manifest()
    for record in manifest.stages.values():
        record.tables.pop(table, None)
        record.rows.pop(table, None)
    folder.write_manifest(manifest)
    folder.table_path(table).unlink(missing_ok=True)
    case = headwater.open_case(kept)
    assert case.rows(TABLES[table]) == []
    assert case.claims
    assert unsound(folder) == {}


def test_a_table_that_was_written_and_is_gone_is_damage(kept: Path) -> None:
    CaseFolder(kept).table_path("claims").unlink()
    with pytest.raises(DamagedCase, match=r"claims\.parquet"):
        _ = headwater.open_case(kept).claims
    assert set(unsound(CaseFolder(kept))) == {"stages/claims.parquet"}


# the same in a team's database


@pytest.mark.models
def test_an_older_case_in_a_database_is_made_anew(kept: Path, team_url: str) -> None:
    folder = CaseFolder(kept)
    raw = json.loads(folder.manifest_json.read_text())
    folder.manifest_json.write_text(json.dumps(raw | {"format": "headwater-case/0"}))
    with closing(open_store(team_url)) as team:
        team.take(open_store(kept))
        done = _rebuild(team_url, "--check", "--json")
        assert done.exit_code == 0, (done.output, done.exception)
        told = json.loads(done.output)
        assert set(told["made_anew"]) == {"manifest.json"}
        assert (told["rows"]["articles"], told["broken"]) == (3, [])
        assert told["file"] == team.where
        assert json.loads(b"".join(team.read("manifest.json")))["format"] == FORMAT


def test_a_sound_case_in_a_database_has_its_tables_made_anew(tmp_path: Path, team_url: str) -> None:
    with closing(open_store(team_url)) as team:
        team.take(open_store(put_case(tmp_path / "case", ["A ferry left.", "Another left."])))
        before = team.files()
        done = _rebuild(team_url)
        assert done.exit_code == 0, (done.output, done.exception)
        assert "2 articles, 2 claims" in done.output and "may read its schemas" in done.output
        assert team.files() == before


def test_a_case_that_is_not_in_the_database_is_told(team_url: str) -> None:
    assert isinstance(_rebuild(team_url).exception, NotACase)


def _rebuild(*words: str) -> Any:
    from typer.testing import CliRunner

    from headwater.show.cli.app import app

    return CliRunner().invoke(app, ["rebuild", *words])
