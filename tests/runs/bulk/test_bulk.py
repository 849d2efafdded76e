"""A bulk run gives the rows that a trace gives; it goes on where it was cut off; what kills its reader is set aside alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.runs.bulk.fake_s3 import fake_s3
from typer.testing import CliRunner

from headwater.records.articles import Article
from headwater.records.errors import HeadwaterError, InputError, NotACase
from headwater.records.ports import Models
from headwater.records.stages import StageConfig
from headwater.records.tables import TABLES, Tables
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.lists import read_list
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.bulk.whole import open_whole
from headwater.runs.lists import table_of_list
from headwater.runs.plan import PLAN
from headwater.runs.results import Case, open_case
from headwater.runs.trace import trace
from headwater.show.cli.app import app
from headwater.store.storage import Storage

pytestmark = pytest.mark.models
TODAY = date(2033, 6, 1)
WANTED = Wanted(shard_size=6, processes=2, today=TODAY)


@pytest.fixture(scope="module")
def traced(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The same input as a case."""
    return trace([mixed], tmp_path_factory.mktemp("trace"), today=TODAY, evidence=False, processes=1)


@pytest.fixture(scope="module")
def done(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bulk run."""
    out = tmp_path_factory.mktemp("bulk_out")
    bulk([str(mixed)], str(out), WANTED)
    return out


def rows(place: Storage) -> dict[str, list[str]]:
    """All rows, sorted."""
    whole = open_whole(place)
    return {name: sorted(map(repr, whole.table(name).to_pylist())) for name in TABLES}


def test_the_rows_are_those_of_a_trace(done: Path, traced: Case) -> None:
    found = rows(Storage(str(done)))
    for name in TABLES:
        assert found[name] == sorted(map(repr, traced.table(name).to_pylist())), name
    assert found["articles"]
    assert found["rejected"]


def test_the_lists_are_those_of_case_json(done: Path, traced: Case) -> None:
    for name in json.loads((done / "summary.json").read_text())["lists"]:
        expected = table_of_list(traced.json, name)
        found = read_list(Storage(str(done)), name)
        assert found.schema == expected.schema, name
        assert sorted(map(repr, found.to_pylist())) == sorted(map(repr, expected.to_pylist())), name


def test_what_stands_is_not_done_again_and_what_is_lost_is(mixed: Path, done: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(done, out)
    before = rows(Storage(str(out)))
    seen: list[Done] = []
    bulk([str(mixed)], str(out), WANTED, Teller(seen.append))
    assert not [one for one in seen if not one.reused]
    (out / "shards" / "000001" / "claims.parquet").unlink()
    (out / "shards" / "000002" / "manifest.json").write_text('{"inputs": [')
    seen.clear()
    bulk([str(mixed)], str(out), WANTED, Teller(seen.append))
    again = {(one.where, one.stage) for one in seen if not one.reused and one.where != "gathered"}
    assert ("shards/000001", "claims.extract") in again
    assert ("shards/000002", "articles.read") in again
    assert not [where for where, _ in again if where == "shards/000000"]
    assert rows(Storage(str(out))) == before


def test_a_run_over_less_input_leaves_nothing_of_the_more(mixed: Path, done: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(done, out)
    summary = bulk([str(mixed / "a.jsonl")], str(out), WANTED)
    assert read_list(Storage(str(out)), "articles").num_rows == summary["lists"]["articles"] == 14
    assert all(row["path"] == "a.jsonl" for row in read_list(Storage(str(out)), "articles").to_pylist())


def test_shares_and_a_gathering_are_the_whole(mixed: Path, done: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    bulk([str(mixed)], out, replace(WANTED, share=(2, 2)))
    with pytest.raises(InputError, match="shards are not done yet"):
        bulk([], out, replace(WANTED, gather=True))
    with pytest.raises(NotACase, match="has not come to its end"):
        open_whole(Storage(out))
    bulk([], out, replace(WANTED, share=(1, 2)))
    bulk([], out, replace(WANTED, gather=True))
    assert rows(Storage(out)) == rows(Storage(str(done)))


PARSE = next(stage for stage in PLAN if stage.name == "claims.parse")


class Deadly:
    """A stage that some words kill, and that writes nothing: no model is loaded anew for each worker that dies.

    Its fingerprint is that of the stage in whose place it stands.
    """

    def __init__(self) -> None:
        self.__module__ = PARSE.run.__module__

    def __call__(self, tables: Tables, config: StageConfig, models: Models) -> Tables:
        if any(_is_deadly(row.title) for row in tables.of(Article)):
            os.kill(os.getpid(), signal.SIGSEGV)
        return Tables()


def _is_deadly(title: str) -> bool:
    return "hit, 8 killed" in title or "Market of Marrow" in title


POISONED = tuple(replace(stage, run=Deadly()) if stage is PARSE else stage for stage in PLAN)


def test_what_kills_its_worker_is_set_aside_alone(mixed: Path, done: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    shutil.copytree(done, out)
    for parses in Path(out).glob("shards/*/parses.parquet"):
        parses.unlink()
    summary = bulk([str(mixed)], out, replace(WANTED, stages=POISONED))
    whole, healthy = open_whole(Storage(out)), open_whole(Storage(str(done)))
    titles = {row["id"]: row["title"] for row in healthy.table("articles").to_pylist()}
    gone = set(titles) - set(whole.table("articles")["id"].to_pylist())
    assert gone == {one for one, title in titles.items() if _is_deadly(title)}
    assert {row["article"] for row in summary["given_up"]} == gone
    reasons = [row["reason"] for row in whole.table("rejected").to_pylist() if "given up" in row["reason"]]
    assert reasons == [
        "claims.parse was given up on it: its process ended: a segmentation fault (SIGSEGV)"
    ] * len(gone)
    assert not gone & set(whole.table("claims")["article"].to_pylist())


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys for a server that asks for none."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    yield


@pytest.mark.usefixtures("keys")
def test_a_run_from_and_to_s3_goes_on_after_the_network_was_lost(mixed: Path, done: Path) -> None:
    with fake_s3() as server:
        for file in mixed.iterdir():
            server.objects[f"news/in/{file.name}"] = file.read_bytes()
        wanted = replace(WANTED, endpoint=server.endpoint)

        def lose(found: Done) -> None:
            server.down = server.down or found.where == "shards/000002"

        with pytest.raises(
            HeadwaterError,
            match=r"s3://news/out/\S+ could not be (written|read): .*run the same command again",
        ):
            bulk(["s3://news/in"], "s3://news/out", wanted, Teller(lose))
        assert server.asked > 50
        server.down, server.every = False, 40  # the network is back, but a bad one
        seen: list[Done] = []
        bulk(["s3://news/in"], "s3://news/out", wanted, Teller(seen.append))
        assert {one.where for one in seen if one.reused} >= {"shards/000000", "shards/000001"}
        server.every = 0
        found, expected = rows(Storage("s3://news/out", server.endpoint)), rows(Storage(str(done)))
    differing = [name for name in TABLES if found[name] != expected[name] and name != "rejected"]
    assert differing == []  # what is said of a file that cannot be read names its place


def test_a_case_of_one_group_holds_together(done: Path, tmp_path: Path) -> None:
    groups = read_list(Storage(str(done)), "groups").to_pylist()
    group = max(groups, key=lambda row: (len(row["articles"]), row["id"]))
    out = tmp_path / "case"
    told = CliRunner().invoke(app, ["open", str(done), "--group", group["id"], "-o", str(out)])
    assert told.exit_code == 0, told.output
    case = open_case(out)
    assert set(group["articles"]) <= {row.id for row in case.articles}
    assert len(case.articles) < open_whole(Storage(str(done))).table("articles").num_rows
    (same,) = [row for row in case.json["groups"] if row["id"] == group["id"]]
    assert same["separate_origins"] == group["separate_origins"]
    require_whole(case.json)
    assert (out / "index.html").exists()
    for command in (["explain", str(out), group["id"]], ["search", str(out), "bridge"]):
        assert CliRunner().invoke(app, command).exit_code == 0


def require_whole(case: Mapping[str, list[Mapping[str, object]]]) -> None:
    """No row names another that is not there."""
    ids = {
        name: {row["id"] for row in case[name] if "id" in row}
        for name in case
        if isinstance(case[name], list)
    }
    known = set().union(*ids.values())
    for group in case["groups"]:
        assert {*group["claims"], *group["articles"], *group["origins"], group["heading"]} <= known  # type: ignore[misc]
    for edge in case["derivations"]:
        assert {edge["child"], edge["parent"]} <= ids["articles"] | ids["sources"]
    for source in case["sources"]:
        assert set(source["cited_by"]) <= ids["articles"]  # type: ignore[call-overload]
    for claim in case["claims"]:
        assert {*claim["chain"], *claim["origins"], claim["article"], claim["part"]} <= known  # type: ignore[misc]


def test_a_query_finds_the_group_that_speaks_of_it(done: Path, tmp_path: Path) -> None:
    out = tmp_path / "case"
    told = CliRunner().invoke(app, ["open", str(done), "--query", "bridge at Qorrin hit", "-o", str(out)])
    assert told.exit_code == 0, told.output
    assert any("Qorrin" in row.title for row in open_case(out).articles)
    none = CliRunner().invoke(app, ["open", str(done), "-o", str(out)])
    assert isinstance(none.exception, InputError)


def test_the_command_tells_what_it_did(mixed: Path, done: Path, tmp_path: Path) -> None:
    log, page = tmp_path / "log.jsonl", tmp_path / "profile.html"
    asked = [
        "bulk",
        str(mixed),
        "-o",
        str(done),
        "--shard-size",
        "6",
        "--log",
        str(log),
        "--profile",
        str(page),
    ]
    (done / "shards" / "000000" / "mentions.parquet").unlink()
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    assert "articles" in told.output
    assert (
        f"--group {json.loads((done / 'summary.json').read_text())['largest_groups'][0]['id']}" in told.output
    )
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {line["event"] for line in lines} == {"stage", "end"}
    assert "<svg" in page.read_text()
    wrong = CliRunner().invoke(app, ["bulk", str(mixed), "-o", str(done), "--shard", "3/2"])
    assert isinstance(wrong.exception, InputError)
