"""One suite for every store: the same lists, the same search, the same log of judgements."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.store.conftest import Hold
from tests.store.readmodel.conftest import CASES as CASES
from tests.store.readmodel.conftest import put_case
from tests.store.readmodel.test_search import SPELLINGS

from headwater.records.errors import CaseBusy, InputError
from headwater.store.port import LogHead, LogMoved, WrongQuery
from headwater.store.readmodel import TABLES


@pytest.fixture
def small_case(tmp_path: Path) -> Path:
    """A case of three reports on one accident, as headwater wrote it."""
    import tarfile

    with tarfile.open(CASES / "format-1.tar.xz") as kept:
        kept.extractall(tmp_path / "small", filter="data")
    return tmp_path / "small"


def line(number: int, who: str = "Edda Kroon", why: str = "") -> bytes:
    value = {
        "id": f"ju-{number}",
        "kind": "note",
        "who": who,
        "when": "2026-03-01T10:00:00+00:00",
        "why": why,
    }
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def test_every_list_comes_back_as_case_json_has_it(hold: Hold, small_case: Path) -> None:
    case: dict[str, Any] = json.loads((small_case / "case.json").read_text(encoding="utf-8"))
    with hold(small_case).open_read_model() as model:
        for name in TABLES:
            rows = list(model.rows(name))
            assert len(rows) == len(case[name])
            for row, there in zip(rows, case[name], strict=True):
                assert row | there == row
        assert model.counts() == {name: len(case[name]) for name in TABLES}
        assert model.check() == []


def test_the_views_say_the_same(hold: Hold, small_case: Path) -> None:
    with hold(small_case).open_read_model() as model:
        views = {
            view: model.select(f"SELECT * FROM {view} ORDER BY 1")
            for view in ("v_claims", "v_groups", "v_edges", "v_sources")
        }
    from headwater.store.readmodel import open_read_model

    with open_read_model(small_case) as plain:
        for view, rows in views.items():
            assert rows
            assert rows == [tuple(row) for row in plain.select(f"SELECT * FROM {view} ORDER BY 1")]


def test_values_are_given_beside_the_question(hold: Hold, small_case: Path) -> None:
    with hold(small_case).open_read_model() as model:
        one = model.select("SELECT id, title FROM articles ORDER BY id LIMIT 1")[0]
        assert model.select("SELECT id FROM articles WHERE title = ? AND id <> '?'", one[1]) == [(one[0],)]
        assert model.select("SELECT count(*) FROM articles WHERE title LIKE '%' AND id = ?", one[0]) == [(1,)]


@pytest.mark.parametrize(
    "wrong", ["DELETE FROM claims", "SELEC 1", "SELECT * FROM nowhere", "CREATE TABLE mine (x text)"]
)
def test_nothing_is_written_and_wrong_questions_are_told(hold: Hold, small_case: Path, wrong: str) -> None:
    with hold(small_case).open_read_model() as model:
        with pytest.raises(WrongQuery):
            model.select(wrong)
        assert model.counts()["claims"] > 0


def test_a_word_is_found_in_any_spelling(hold: Hold, tmp_path: Path) -> None:
    pairs = [*SPELLINGS, *((b, a) for a, b in SPELLINGS)]
    out = put_case(
        tmp_path / "case",
        [f"At the {one} gate of street {n} people waited." for n, (one, _) in enumerate(pairs)],
    )
    with hold(out).open_read_model() as model:
        for n, (one, other) in enumerate(pairs):
            for asked in (f"street {n} {one}", f"{other} {n}", f"gate {other} {n}"):
                assert [found.id for found in model.search("claims", asked)] == [f"cl-{n}"], asked
                assert [found.id for found in model.search("articles", asked)] == [f"a-{n}"], asked


def test_all_words_must_be_there_and_what_is_found_is_marked(hold: Hold, tmp_path: Path) -> None:
    with hold(put_case(tmp_path / "case", ["The ferry sank.", "The ferry left."])).open_read_model() as model:
        assert [found.text for found in model.search("claims", "sank ferry")] == ["The [ferry] [sank]."]
        assert model.search("claims", "ferry train") == []


_ASKED = ["", "  ", "*", '"', "AND", "NEAR(", "ferry OR", "a'b\"c", "-ferry", "!ferry", "ferry & ", "\\", "a:*", "\x00", "x" * 9000, "\u202e"]  # fmt: skip


def test_nothing_asked_is_a_command(hold: Hold, tmp_path: Path) -> None:
    with hold(put_case(tmp_path / "case", ["The ferry sank."])).open_read_model() as model:
        for asked in _ASKED:
            assert {found.id for found in model.search("claims", asked)} <= {"cl-0"}


_HARD = ["\u202ereversed \u2028 line \u0085 next", '"quoted", [{"a": 1}],', "]\n}\n{", "", "a\tb\\N\\.", "\U0001f6a2 %s ? $1", "北京市 船"]  # fmt: skip


def test_hard_texts_come_back(hold: Hold, tmp_path: Path) -> None:
    with hold(put_case(tmp_path / "case", _HARD)).open_read_model() as model:
        assert [row["text"] for row in model.rows("claims")] == _HARD
        assert model.check() == []


def test_half_letters_and_nul_hinder_nobody(hold: Hold, tmp_path: Path) -> None:
    with hold(put_case(tmp_path / "case", ["half \ud83d and\x00nul"])).open_read_model() as model:
        (row,) = model.rows("claims")
        assert row["text"].replace("\x00", "\ufffd") == "half \ufffd and\ufffdnul"


def test_a_very_long_text_is_searched(hold: Hold, tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(40_000))
    with hold(put_case(tmp_path / "case", [text])).open_read_model() as model:
        assert [found.id for found in model.search("articles", "word39999 word1")] == ["a-0"]


def test_an_id_that_comes_twice_is_told(hold: Hold, tmp_path: Path) -> None:
    from headwater.store import CaseFolder, Manifest
    from headwater.store.folder import file_sha256

    out = put_case(tmp_path / "case", ["A ferry left.", "Another ferry left."])
    path = out / "case.json"
    path.write_text(path.read_text().replace('"id":"cl-1"', '"id":"cl-0"'))
    CaseFolder(out).write_manifest(Manifest(exports={"case.json": f"made of\n{file_sha256(path)}"}))
    with hold(out).open_read_model() as model:
        assert [row["text"] for row in model.rows("claims")] == ["A ferry left."]
        assert model.check() == ["1 rows of claims have the id of another row and are left out"]


def test_what_is_open_stays_as_it_is_while_the_case_moves(hold: Hold, tmp_path: Path) -> None:
    store = hold(put_case(tmp_path / "case", ["A ferry left."]))
    with store.open_read_model() as old:
        put_case(tmp_path / "case", ["A ferry left.", "Another ferry left."])
        if store.where != str(tmp_path / "case"):
            from headwater.store.opening import open_store

            store.take(open_store(tmp_path / "case"))
        with store.open_read_model() as new:
            assert new.counts()["claims"] == 2
        assert old.counts()["claims"] == 1
        assert [row["text"] for row in old.rows("claims")] == ["A ferry left."]


# the log


def test_judgements_are_added_once_and_numbered(hold: Hold, small_case: Path) -> None:
    log = hold(small_case).log
    before = log.head()
    head = log.append([line(1), line(2), line(1)])
    assert head.length == before.length + 2
    assert log.append([line(2)]) == head
    assert log.head() == head
    assert [one.id for one in log.lines(before.length)] == ["ju-1", "ju-2"]
    assert [one.seq for one in log.lines(before.length)] == [before.length + 1, before.length + 2]
    assert log.lines(before.length)[0].data == line(1)


def test_whoever_judges_on_an_old_head_is_told(hold: Hold, small_case: Path) -> None:
    log = hold(small_case).log
    before = log.head()
    head = log.append([line(1)], before)
    with pytest.raises(LogMoved, match="1 judgements were added since") as told:
        log.append([line(2)], before)
    assert told.value.head == head
    assert log.append([line(2)], head).length == head.length + 1


@pytest.mark.parametrize("wrong", [b"", b"[]", b"{", b"null", b'{"id": 3}', line(1) + b"\n" + line(2)])
def test_what_is_no_judgement_is_refused_and_nothing_of_it_is_kept(
    hold: Hold, small_case: Path, wrong: bytes
) -> None:
    log = hold(small_case).log
    before = log.head()
    with pytest.raises(InputError):
        log.append([line(1), wrong])
    assert log.head() == before


@pytest.mark.parametrize("why", ["nul \x00", "half \ud83d", "\u202e", "'; DROP TABLE", "x" * 9000])
def test_any_words_come_back_as_they_were_given(hold: Hold, small_case: Path, why: str) -> None:
    log = hold(small_case).log
    before = log.head()
    given = json.dumps({"id": f"ju-{why[:300]}", "why": why}, ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )
    log.append([given])
    assert [one.data for one in log.lines(before.length)] == [given]
    assert log.append([given]).length == before.length + 1


def test_several_who_judge_at_once_lose_nothing(hold: Hold, small_case: Path) -> None:
    """Each tries again where another was quicker: no judgement is lost, none is doubled, the numbers have no gap."""
    store = hold(small_case)
    before = store.log.head().length

    def judge(person: int) -> None:
        for number in range(10):
            while True:
                try:
                    store.log.append([line(person * 100 + number)], store.log.head())
                    break
                except CaseBusy:
                    continue

    people = [threading.Thread(target=judge, args=(person,)) for person in range(1, 4)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    lines = store.log.lines(before)
    assert {one.id for one in lines} == {f"ju-{p * 100 + n}" for p in range(1, 4) for n in range(10)}
    assert [one.seq for one in lines] == list(range(before + 1, before + 31))
    assert store.log.head().length == before + 30


def test_a_second_writer_is_told_who_writes(hold: Hold, small_case: Path) -> None:
    from headwater.store.opening import open_store

    store = hold(small_case)
    where = (
        str(small_case)
        if store.where == str(small_case)
        else store.address.url + f"?case={store.address.name}"
    )  # type: ignore[attr-defined]
    other = open_store(where)
    with store.writing():
        with pytest.raises(CaseBusy, match=r"being written by .*process \d+"), other.writing():
            pass
        with store.writing():
            pass
    with other.writing():
        pass
    other.close()


def test_an_empty_log_has_the_head_of_none(hold: Hold, tmp_path: Path) -> None:
    assert hold(put_case(tmp_path / "case", ["A ferry left."])).log.head() == LogHead()


def test_another_thread_of_the_same_process_does_not_share_the_right(hold: Hold, small_case: Path) -> None:
    store = hold(small_case)
    told: list[str] = []

    def write() -> None:
        try:
            with store.writing():
                told.append("written")
        except CaseBusy as error:
            told.append(str(error))

    with store.writing():
        other = threading.Thread(target=write)
        other.start()
        other.join()
    assert "is being written by" in told[0]


def test_both_engines_have_the_tables_and_columns_of_one_definition(small_case: Path) -> None:
    pytest.importorskip("sqlalchemy")
    from headwater.store.readmodel import open_read_model
    from headwater.store.team.definition import WORDS, lists

    of_team = {
        name: [column.name for column in table.columns if column.name not in ("rowid", WORDS)]
        for name, table in lists().tables.items()
    }
    with open_read_model(small_case) as model:
        names = [
            row[0]
            for row in model.select(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%' AND name NOT LIKE 'sqlite_%'"
            )
            if row[0] != "meta_lines"  # by which a model is brought up to date; a database is written by rows
        ]
        here = {
            name: [
                row[0]
                for row in model.select("SELECT name FROM pragma_table_info(?)", name)
                if row[0] != "folded"
            ]
            for name in names
        }
    assert here == of_team


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("53100", "make room and run again"),
        ("55P03", "being written by somebody else"),
        ("42501", "ask whoever runs the database"),
        ("", "cannot be reached"),
    ],
)
def test_what_the_server_complains_of_is_told(state: str, said: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    from headwater.store.team.address import parse_url
    from headwater.store.team.connecting import complaint

    class Complained(psycopg.OperationalError):  # type: ignore[misc, name-defined]
        sqlstate = state or None

    told = str(complaint(parse_url("postgresql://edda:s3cret@db/news?case=ferry"), Complained("no more")))
    assert said in told
    assert "no more" in told
    assert "s3cret" not in told
