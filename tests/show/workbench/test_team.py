"""A case that lies in a team's database is served from a folder; its judgements are in the team's log at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.records.errors import CaseError
from headwater.show.cli.app import app
from headwater.show.cli.serve import _case
from headwater.show.workbench.app import app_of
from headwater.show.workbench.desk import Settings
from headwater.store.copying import copy_case
from headwater.store.local import LocalCase
from headwater.store.opening import open_store
from headwater.store.port import JudgementLog
from tests.show.workbench.site import Browser, ReadingWorker, browser_on, case, log_lines, write_case
from tests.store.cluster import WITHOUT, binary, running_cluster

CLAIMS = [row["id"] for row in case()["claims"]]


@pytest.fixture
def team_log(tmp_path: Path) -> JudgementLog:
    """A log elsewhere: another folder's behaves as a database's."""
    return LocalCase(write_case(tmp_path / "theirs", case())).log


@pytest.fixture
def shared(tmp_path: Path, team_log: JudgementLog) -> Iterator[Browser]:
    """A browser on a workbench whose judgements are a team's."""
    browser = browser_on(tmp_path / "case", case, team=team_log)
    yield browser
    browser.close()


def _ids(browser: Browser) -> list[str]:
    return [line["id"] for line in log_lines(browser.desk.out)]


def test_a_judgement_is_in_the_teams_log_and_here(shared: Browser, team_log: JudgementLog) -> None:
    assert shared.judge("set-certainty", CLAIMS[0], value="possible").status_code == 200
    assert [line.id for line in team_log.lines()] == _ids(shared)


def test_what_others_judge_meanwhile_comes_here_in_their_order(
    shared: Browser, team_log: JudgementLog, tmp_path: Path
) -> None:
    other = browser_on(tmp_path / "other", case, team=team_log, by="Bela Tamm")
    other.judge("set-certainty", CLAIMS[0], value="possible")
    assert shared.judge("set-certainty", CLAIMS[1], value="probable").status_code == 200
    assert [line["who"] for line in log_lines(shared.desk.out)] == ["Bela Tamm", "Ana Orrel"]
    assert [line.id for line in team_log.lines()] == _ids(shared)
    other.close()


def test_two_who_judge_the_same_thing_in_two_workbenches_hear_of_one_another(
    shared: Browser, team_log: JudgementLog, tmp_path: Path
) -> None:
    other = browser_on(tmp_path / "other", case, team=team_log, by="Bela Tamm")
    head = shared.hidden(f"/judge/{CLAIMS[0]}", "head")
    other.judge("set-certainty", CLAIMS[0], value="possible")
    sent = {"kind": "set-certainty", "on": CLAIMS[0], "value": "probable", "head": head}
    answer = shared.post("/judge", sent)
    assert answer.status_code == 409
    assert "Bela Tamm" in answer.text
    assert len(team_log.lines()) == 1
    other.close()


def test_a_team_that_cannot_be_reached_is_told_and_nothing_is_taken_down(
    shared: Browser, team_log: JudgementLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise CaseError("the database does not answer")

    monkeypatch.setattr(type(team_log), "append", fail)
    answer = shared.judge("set-certainty", CLAIMS[0], value="possible")
    assert answer.status_code == 503
    assert "the database does not answer" in answer.text
    assert log_lines(shared.desk.out) == []


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The URL of a database of our own."""
    if binary("initdb") is None or binary("pg_ctl") is None:
        pytest.skip(WITHOUT)
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with running_cluster() as url:
        yield f"{url}?case=ferry"


def test_a_case_in_a_database_is_worked_on_in_a_folder_and_goes_back(database: str, tmp_path: Path) -> None:
    with (
        closing(open_store(write_case(tmp_path / "one", case()))) as one,
        closing(open_store(database)) as team,
    ):
        copy_case(one, team)
    folder = tmp_path / "work"
    with _case(database, folder) as (place, log):
        assert log is not None
        browser = Browser(app_of(Settings(place, by="Ana Orrel", team=log), ReadingWorker(place, case)))
        assert browser.judge("set-certainty", CLAIMS[0], value="possible").status_code == 200
        with closing(open_store(database)) as team:
            assert team.log.head().length == 1  # before the end, for everybody
        browser.close()
    with closing(open_store(database)) as team, team.open_read_model() as model:
        assert model.select("SELECT count(*) FROM judgements") == [(1,)]
        assert b"users" not in b"".join(name.encode() for name in team.files())


def test_a_database_without_a_folder_to_work_in_is_told() -> None:
    told = CliRunner().invoke(app, ["serve", "postgresql://edda:s3cret@127.0.0.1:1/news?case=ferry"])
    assert told.exit_code != 0
    assert "--folder" in str(told.exception) + told.output
    assert "s3cret" not in str(told.exception) + told.output
