"""A case copied there and back is the case; nothing that only one place has is lost, and nothing purged comes back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.readmodel.conftest import put_case
from tests.store.test_stores import line, small_case
from typer.testing import CliRunner

from headwater.records.errors import CaseError, DamagedCase, FormatTooNew, InputError, NotACase
from headwater.show.cli.app import app
from headwater.store.copying import copy_case
from headwater.store.evidence import Evidence
from headwater.store.evidence.verification import verify
from headwater.store.local import LocalCase
from headwater.store.opening import open_store
from headwater.store.port import CaseStore
from headwater.store.readmodel import TABLES
from headwater.store.team.address import parse_url

__all__ = ["small_case"]
Open = Callable[[str | Path], CaseStore]


@pytest.fixture(params=["folder", "postgresql"])
def there(request: pytest.FixtureRequest, opened: Open, tmp_path: Path) -> CaseStore:
    """A place to copy to, of each kind."""
    if request.param == "folder":
        return opened(tmp_path / "there")
    return opened(request.getfixturevalue("team_url"))


def everything(store: CaseStore) -> tuple[Any, ...]:
    """All that a case holds: files, judgements, rows of its read model."""
    files = {name: b"".join(store.read(name)) for name in store.files()}
    with store.open_read_model() as model:
        rows = {name: list(model.rows(name)) for name in TABLES}
    return files, store.log.lines(), store.log.head(), rows


def test_there_and_back_it_is_the_same_case(
    small_case: Path, there: CaseStore, opened: Open, tmp_path: Path
) -> None:
    one, back = opened(small_case), opened(tmp_path / "back")
    one.log.append([line(1), line(2)])
    done = copy_case(one, there)
    assert done.custody == Evidence(small_case).head
    assert done.judgements == one.log.head().length
    copy_case(there, back)
    assert everything(back) == everything(one) == everything(there)
    assert Evidence(tmp_path / "back").head == Evidence(small_case).head
    assert verify(tmp_path / "back").holds
    modes = {
        path.stat().st_mode & 0o777
        for path in (tmp_path / "back" / "evidence" / "objects").rglob("*")
        if path.is_file()
    }
    assert modes == {0o444}


def test_a_second_copy_writes_nothing(small_case: Path, there: CaseStore, opened: Open) -> None:
    copy_case(opened(small_case), there)
    before = everything(there)
    again = copy_case(opened(small_case), there)
    assert (again.written, again.removed, again.judgements) == ([], [], 0)
    assert everything(there) == before


_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
_judgements = st.lists(
    st.builds(
        lambda number, who, why: line(number, who, why), st.integers(0, 20), _words, st.text(max_size=40)
    ),
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(_words, min_size=1, max_size=5), mine=_judgements, theirs=_judgements)
def test_any_case_and_any_judgements_come_back(
    cluster: str, texts: list[str], mine: list[bytes], theirs: list[bytes]
) -> None:
    """Whoever judged where: both logs hold all, in one order each, and nothing twice."""
    with tempfile.TemporaryDirectory() as folder:
        one = LocalCase(put_case(Path(folder) / "one", texts))
        team = open_store(f"{cluster}?case=any{abs(hash(folder)) % 10**12}")
        one.log.append(mine)
        copy_case(one, team)
        before = team.log.lines()
        team.log.append(theirs)
        assert team.log.lines()[: len(before)] == before
        copy_case(team, one)
        back = LocalCase(Path(folder) / "back")
        copy_case(team, back)
        assert everything(back) == everything(one) == everything(team)
        assert {x.id for x in one.log.lines()} == {json.loads(x)["id"] for x in (*mine, *theirs)}
        team.close()


def test_judgements_that_only_one_place_has_stay(small_case: Path, there: CaseStore, opened: Open) -> None:
    one = opened(small_case)
    copy_case(one, there)
    there.log.append([line(1)])
    one.log.append([line(2)])
    done = copy_case(one, there)
    assert (done.judgements, done.only_there) == (1, 1)
    assert [x.id for x in there.log.lines()][-2:] == ["ju-1", "ju-2"]
    copy_case(there, one)
    assert {x.id for x in one.log.lines()} == {x.id for x in there.log.lines()}


def test_evidence_that_only_the_target_has_is_never_overwritten(
    small_case: Path, there: CaseStore, opened: Open, tmp_path: Path
) -> None:
    copy_case(opened(small_case), there)
    other = opened(tmp_path / "other")
    copy_case(there, other)
    Evidence(tmp_path / "other").receive(b"A ferry left.", "ferry.txt", "text")
    copy_case(other, there)
    before = everything(there)
    with pytest.raises(CaseError, match="is older"):
        copy_case(opened(small_case), there)
    Evidence(small_case).receive(b"A bridge fell.", "bridge.txt", "text")
    with pytest.raises(CaseError, match="another case, or both have taken in evidence apart"):
        copy_case(opened(small_case), there)
    assert everything(there) == before


def test_what_was_purged_goes_there_too(small_case: Path, there: CaseStore, opened: Open) -> None:
    from headwater.store.evidence.purging import find, purge

    one = opened(small_case)
    copy_case(one, there)
    evidence = Evidence(small_case)
    item = evidence.items()[0]
    words = b"".join(there.read(f"evidence/objects/{item.sha256[:2]}/{item.sha256}"))
    assert words
    purge(evidence, find(evidence, [item.sha256]), "asked by the family")
    done = copy_case(one, there)
    assert f"evidence/objects/{item.sha256[:2]}/{item.sha256}" in done.removed
    assert words not in everything(there)[0].values()


def test_a_line_that_a_purge_redacted_is_redacted_there(
    small_case: Path, there: CaseStore, opened: Open
) -> None:
    one = opened(small_case)
    one.log.append([line(1, why="The words of the witness."), line(2)])
    copy_case(one, there)
    there.log.append([line(3)])
    log = small_case / "judgements.jsonl"
    log.write_text(log.read_text().replace("The words of the witness.", "[purged]"))
    copy_case(one, there)
    told = [x.data for x in there.log.lines()]
    assert not any(b"witness" in data for data in told)
    assert [x.id for x in there.log.lines()][-3:] == ["ju-1", "ju-2", "ju-3"]
    assert everything(there)[2] == there.log.head()


@pytest.mark.parametrize("name", ["stages/claims.parquet", "case.json", "evidence/details.jsonl", "object"])
def test_damaged_truth_is_named_and_not_copied(
    small_case: Path, there: CaseStore, opened: Open, name: str
) -> None:
    if name == "object":
        item = Evidence(small_case).items()[0]
        name = f"evidence/objects/{item.sha256[:2]}/{item.sha256}"
    file = small_case / name
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-2] + b"xx")
    with pytest.raises(DamagedCase, match=name):
        copy_case(opened(small_case), there)
    assert not there.exists()


def test_every_damaged_file_is_named(small_case: Path, opened: Open, tmp_path: Path) -> None:
    for name in ("stages/claims.parquet", "stages/parts.parquet"):
        (small_case / name).write_bytes(b"PAR1")
    with pytest.raises(DamagedCase) as told:
        copy_case(opened(small_case), opened(tmp_path / "there"))
    assert "stages/claims.parquet" in str(told.value)
    assert "stages/parts.parquet" in str(told.value)


def test_a_run_that_was_cut_off_is_finished_first(small_case: Path, opened: Open, tmp_path: Path) -> None:
    from dataclasses import replace

    from headwater.store import CaseFolder

    folder = CaseFolder(small_case)
    folder.write_manifest(replace(folder.require_manifest(), unfinished=True))
    with pytest.raises(CaseError, match="was cut off"):
        copy_case(opened(small_case), opened(tmp_path / "there"))


def test_files_of_a_person_are_told_and_left(small_case: Path, there: CaseStore, opened: Open) -> None:
    (small_case / "notes.docx").write_bytes(b"mine")
    assert copy_case(opened(small_case), there).left_out == ["notes.docx"]
    assert "notes.docx" not in there.files()


def test_a_strangers_folder_is_not_filled(small_case: Path, opened: Open, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("my own page")
    with pytest.raises(InputError, match="would be lost"):
        copy_case(opened(small_case), opened(tmp_path / "mine"))
    assert (tmp_path / "mine" / "index.html").read_text() == "my own page"


def test_places_that_hold_no_case_are_told(there: CaseStore, opened: Open, tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        copy_case(there, opened(tmp_path / "back"))
    with pytest.raises(NotACase):
        there.open_read_model()


# a database


def test_names_in_a_database_that_lead_elsewhere_are_refused(
    small_case: Path, team_url: str, opened: Open, tmp_path: Path
) -> None:
    team: Any = opened(team_url)
    copy_case(opened(small_case), team)
    with team.changing() as connection:
        connection.exec_driver_sql(
            f"UPDATE \"{team.address.schema}\".files SET name = '../' || name WHERE name = 'case.json'"
        )
    with pytest.raises(DamagedCase, match="which no case has"):
        copy_case(team, opened(tmp_path / "back"))


def test_damage_in_a_database_is_named(small_case: Path, team_url: str, opened: Open, tmp_path: Path) -> None:
    team: Any = opened(team_url)
    copy_case(opened(small_case), team)
    sha = team.files()["stages/claims.parquet"].sha256
    with team.changing() as connection:
        connection.exec_driver_sql(
            f"UPDATE \"{team.address.schema}\".pieces SET data = 'x' WHERE sha256 = '{sha}'"
        )
    with pytest.raises(DamagedCase, match=r"stages/claims\.parquet"):
        copy_case(team, opened(tmp_path / "back"))


def test_the_log_in_a_database_is_only_added_to(small_case: Path, team_url: str, opened: Open) -> None:
    team: Any = opened(team_url)
    copy_case(opened(small_case), team)
    team.log.append([line(1)])
    for statement in ("UPDATE {} SET line = 'x'", "DELETE FROM {}", "TRUNCATE {}"):
        with pytest.raises(CaseError, match="only ever added to"), team.changing() as connection:
            connection.exec_driver_sql(statement.format(f'"{team.address.schema}".judgement_log'))
    assert [x.data for x in team.log.lines()][-1] == line(1)


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TABLE {}.claims CASCADE",
        "DROP SCHEMA {} CASCADE",
        "UPDATE {}.meta SET value = 'rp-0' WHERE key = 'form'",
    ],
)
def test_a_damaged_read_model_is_made_anew(small_case: Path, team_url: str, opened: Open, harm: str) -> None:
    team: Any = opened(team_url)
    copy_case(opened(small_case), team)
    before = everything(team)
    with team.changing() as connection:
        connection.exec_driver_sql(harm.format(f'"{team.address.read_schema(1)}"'))
    assert everything(team) == before


def test_read_models_that_nobody_has_open_go(small_case: Path, team_url: str, opened: Open) -> None:
    team: Any = opened(team_url)
    copy_case(opened(small_case), team)
    with team.open_read_model():
        team.rebuild_read_model().close()
        with team.reading() as connection:
            assert team._generations(connection) == [1, 2]
    team.rebuild_read_model().close()
    with team.reading() as connection:
        assert team._generations(connection) == [3]


def test_tables_of_a_later_version_are_refused(small_case: Path, team_url: str, opened: Open) -> None:
    team: Any = opened(team_url)
    copy_case(opened(small_case), team)
    with team.changing() as connection:
        connection.exec_driver_sql(f'UPDATE "{team.address.schema}".state SET form = 99')
    with pytest.raises(FormatTooNew):
        team.open_read_model()


def test_a_run_works_in_a_folder_and_comes_back_whole(
    small_case: Path, team_url: str, opened: Open, tmp_path: Path
) -> None:
    team: Any = opened(team_url)
    copy_case(opened(small_case), team)
    with team.working(tmp_path / "work") as folder:
        other = opened(team_url)
        other.log.append([line(1)])  # nobody who judges waits for a run
        Evidence(folder).receive(b"A ferry left.", "ferry.txt", "text")
    head = Evidence(tmp_path / "work").head
    assert [x.id for x in team.log.lines()][-1] == "ju-1"
    with team.working(tmp_path / "work2") as folder:
        assert Evidence(folder).head == head
        assert [x.id for x in LocalCase(folder).log.lines()][-1] == "ju-1"


def test_what_a_run_cut_off_had_acknowledged_is_taken_back_first(
    small_case: Path, team_url: str, opened: Open, tmp_path: Path
) -> None:
    team: Any = opened(team_url)
    copy_case(opened(small_case), team)
    with pytest.raises(KeyboardInterrupt), team.working(tmp_path / "work") as folder:
        Evidence(folder).receive(b"A ferry left.", "ferry.txt", "text")
        raise KeyboardInterrupt
    with team.working(tmp_path / "work") as folder:
        assert [item.name for item in Evidence(folder).items()][-1] == "ferry.txt"


def test_no_message_has_a_password(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as told:
        open_store("postgresql://edda:s3cret@127.0.0.1:1/news?case=ferry&password=s3cret").exists()
    assert "s3cret" not in str(told.value)
    assert "postgresql://edda@127.0.0.1:1/news" in str(told.value)
    assert "cannot be reached" in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://host",
        "postgresql:///?case=x",
        "postgresql://h/db?case=A",
        "postgresql://h/db?case=a'b",
        "mysql://h/db",
    ],
)
def test_a_url_that_is_none_is_told(url: str) -> None:
    with pytest.raises(InputError):
        parse_url(url)


def test_two_cases_of_one_database_do_not_touch(
    small_case: Path, cluster: str, opened: Open, tmp_path: Path
) -> None:
    one, two = opened(f"{cluster}?case=apart"), opened(f"{cluster}?case=apart_1")
    copy_case(opened(small_case), one)
    copy_case(opened(put_case(tmp_path / "plain", ["A ferry left."])), two)
    one.rebuild_read_model().close()
    with two.open_read_model() as model:
        assert model.counts()["claims"] == 1
    with one.open_read_model() as model:
        assert model.counts()["claims"] > 1


def test_without_the_extra_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    done = CliRunner().invoke(app, ["copy", "out", "postgresql://edda@127.0.0.1/news"])
    assert done.exception is not None
    assert "pip install 'headwater[postgres]'" in str(done.exception)


def test_the_command_tells_what_it_did(small_case: Path, team_url: str, tmp_path: Path) -> None:
    (small_case / "notes.docx").write_bytes(b"mine")
    done = CliRunner().invoke(app, ["copy", str(small_case), team_url])
    assert done.exit_code == 0, done.output
    assert "files written" in done.output
    assert "Not part of the case, not copied: notes.docx" in done.output
    assert Evidence(small_case).head in done.output
    back = CliRunner().invoke(app, ["copy", team_url, str(tmp_path / "back"), "--json"])
    assert json.loads(back.output)["custody"] == Evidence(small_case).head


_COPY = (
    "import sys; from headwater.store.copying import copy_case; from headwater.store.opening import open_store; "
    "copy_case(open_store(sys.argv[1]), open_store(sys.argv[2]))"
)


def test_a_full_disk_leaves_the_old_case_and_the_same_again_completes_it(
    small_case: Path, opened: Open, tmp_path: Path
) -> None:
    import resource
    import subprocess
    import sys

    there = tmp_path / "there"
    copy_case(opened(small_case), opened(there))
    old = (there / "manifest.json").read_bytes()
    Evidence(small_case).receive(b"A ferry left the quay. " * 2_000, "ferry.txt", "text")
    opened(small_case).log.append([line(1)])
    done = subprocess.run(
        [sys.executable, "-c", _COPY, str(small_case), str(there)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "CaseError" in done.stderr.splitlines()[-1]
    assert "could not be written" in done.stderr
    assert (there / "manifest.json").read_bytes() == old
    copy_case(opened(small_case), opened(there))
    assert everything(opened(there)) == everything(opened(small_case))
