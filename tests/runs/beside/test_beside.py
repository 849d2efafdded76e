"""One article more beside a finished run: told as the run would tell it, one after the other, whatever comes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from headwater.records.errors import NotACase
from headwater.runs.beside.service import Beside, opened_beside
from headwater.store.storage import Storage

from .conftest import lines, report, run_of

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def asked(finished: Path) -> Beside:
    return opened_beside(str(finished), None)


def answers(asked: Beside, data: bytes) -> list[dict[str, Any]]:
    found = list(asked.of_lines(io.BytesIO(data)))
    assert json.loads(json.dumps(found)) == found
    return found


def copy_of(number: int) -> dict[str, str]:
    return report(number) | {"id": f"copy-{number}", "publisher": "Sandmere Post", "published": "2033-05-20"}


def test_a_verbatim_copy_of_any_article_is_told_as_its_copy_and_is_of_its_groups(asked: Beside) -> None:
    told = answers(asked, lines([copy_of(number) for number in range(12)]))
    for number, answer in enumerate(told):
        original = report(number)["id"]
        shared = {tuple(sorted((row["a"], row["b"]))): row for row in answer["reuse"]}
        row = shared[tuple(sorted((original, f"copy-{number}")))]
        assert row["kind"] == "copy" and min(row["coverage_a"], row["coverage_b"]) > 0.9
        edges = [row for row in answer["derivations"] if f"copy-{number}" in (row["child"], row["parent"])]
        assert any(original in (row["child"], row["parent"]) for row in edges)
        assert all(row["because"] for row in edges)
        assert any({original, f"copy-{number}"} <= set(group["articles"]) for group in answer["groups"])


def test_the_edges_are_those_of_a_run_that_has_the_newcomer_and_its_groups_are_in_that_runs(
    asked: Beside, tmp_path: Path
) -> None:
    newcomer = copy_of(5)
    (answer,) = answers(asked, lines([newcomer]))
    whole = run_of([*(report(number) for number in range(12)), newcomer], tmp_path)

    def rows(name: str) -> list[dict[str, Any]]:
        place = Storage(str(whole / "lists" / name))
        parts = [place.read_table(part) for part in place.names()]
        return [row for table in parts if table is not None for row in table.to_pylist()]

    mine = newcomer["id"]
    theirs = {
        (r["child"], r["parent"], r["kind"]) for r in rows("derivations") if mine in (r["child"], r["parent"])
    }
    assert {(r["child"], r["parent"], r["kind"]) for r in answer["derivations"]} == theirs
    there = {
        article for group in rows("groups") if mine in group["articles"] for article in group["articles"]
    }
    assert {"r05", mine} <= {article for group in answer["groups"] for article in group["articles"]} <= there


def test_an_article_of_another_matter_joins_nothing(asked: Beside) -> None:
    row = {
        "id": "other",
        "title": "Qorrin opens its first museum of clocks",
        "text": "Qorrin opened a museum of clocks on Friday. Its founder collected them over forty years, a guide said.",
        "publisher": "Evening Lantern",
        "published": "2033-05-20",
        "lang": "en",
    }
    (answer,) = answers(asked, lines([row]))
    assert all(group["articles"] == ["other"] for group in answer["groups"])
    assert answer["because"].startswith("No report of the run tells what it tells.")


def test_newcomers_do_not_know_each_other(asked: Beside) -> None:
    first = answers(asked, lines([report(3), copy_of(3)]))
    assert answers(asked, lines([copy_of(4), copy_of(3)]))[1:] == first[1:]


_HOSTILE = [
    b"{broken\n",
    b"[1, 2]\n",
    b'{"title": "", "text": ""}\n',
    b"\xff\xfe\x00nonsense\n",
    json.dumps({"id": "bidi", "title": "\u202e", "text": '\u202e"\u201c' * 4000}).encode() + b"\n",
    json.dumps({"id": "long", "text": "word " * 3000, "lang": "xx"}).encode() + b"\n",
    json.dumps({"id": "odd", "text": "Ol\u0000lenz \U0001f600. " * 40, "publisher": "\u0430" * 500}).encode()
    + b"\n",
]


def test_broken_and_hostile_lines_are_answered_and_end_nothing(asked: Beside) -> None:
    told = answers(asked, b"\n".join(_HOSTILE) + lines([copy_of(1)]))
    assert len(told) == len(_HOSTILE) + 1
    assert all(answer.get("reason") or answer.get("because") for answer in told)
    assert [bool(answer.get("reason")) for answer in told[:4]] == [True] * 4
    assert told[-1]["groups"]


def test_an_article_that_the_run_has_is_told_so(asked: Beside) -> None:
    (answer,) = answers(asked, lines([report(2)]))
    assert answer["article"] == "r02" and "already" in answer["reason"]


def test_the_run_is_not_changed_and_its_index_stands(finished: Path, asked: Beside) -> None:
    parts: list[str] = []
    before = {path: path.stat().st_mtime_ns for path in finished.rglob("*") if path.is_file()}
    again = opened_beside(str(finished), None, None, parts.append)
    answers(again, lines([copy_of(0)]))
    assert parts == []
    assert {path: path.stat().st_mtime_ns for path in finished.rglob("*") if path.is_file()} == before


def test_an_index_that_was_cut_off_goes_on_behind_what_is_done(
    finished: Path, asked: Beside, tmp_path: Path
) -> None:
    done: list[str] = []

    class CutOff(Exception):  # noqa: N818
        pass

    def tell(part: str) -> None:
        if part == "claims":
            raise CutOff
        done.append(part)

    with pytest.raises(CutOff):
        opened_beside(str(finished), tmp_path / "index", None, tell)
    rest: list[str] = []
    again = opened_beside(str(finished), tmp_path / "index", None, rest.append)
    assert rest[0] == "claims" and not set(done) & set(rest)
    assert answers(again, lines([copy_of(6)])) == answers(asked, lines([copy_of(6)]))


def test_the_case_around_a_newcomer_has_it_and_its_group(asked: Beside, tmp_path: Path) -> None:
    (answer,) = answers(asked, lines([copy_of(7)]))
    case = asked.write_case(tmp_path / "case", "beside a run")
    ids = {row["id"] for row in case.json["articles"]}
    assert {"copy-7", "r07"} <= ids
    assert {group["id"] for group in answer["groups"]} <= {group["id"] for group in case.json["groups"]}
    assert any("copy-7" in (row["child"], row["parent"]) for row in case.json["derivations"])


def test_what_is_no_finished_run_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        opened_beside(str(tmp_path), None)
