"""Lines of judgements on texts: what is one, what is none, and which of several stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headwater.records.errors import InputError
from headwater.records.judgements import ClaimJudgement, EdgeJudgement, EntityJudgement, Remark, TextJudgement
from headwater.runs.judgements import append_judgements, from_object, read_log, rows_of_log

CLAIM = {"article": "a-1", "text": "Guards fired", "start": 3, "end": 15}


def line(kind: str = "set_certainty", who: str = "Ana", day: int = 1, **more: Any) -> dict[str, Any]:
    given = {"at": [CLAIM], "value": "possible"} | more
    return {"kind": kind, "who": who, "when": f"2031-05-{day:02}T10:00:00+00:00", "why": "seen"} | given


def edge(kind: str, who: str = "Ana", day: int = 1, **more: Any) -> dict[str, Any]:
    ends = [{"article": "a-1"}, {"article": "a-2"}]
    return line(kind, who, day, **({"at": ends, "value": "copy" if kind == "draw_edge" else None} | more))


def undo(target: str, who: str = "Ana", day: int = 9) -> dict[str, Any]:
    return line("undo", who, day, at=None, value=None, undoes=target)


def read(*objects: dict[str, Any]) -> list[Any]:
    return [from_object(one, f"line {number}") for number, one in enumerate(objects, 1)]


def statuses(*objects: dict[str, Any]) -> list[str]:
    judgements = read(*objects)
    rows = {row.id: row for rows in rows_of_log(judgements).values() for row in rows}
    return [getattr(rows[one.id], "status", "on entities") for one in judgements]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (line(value="sure"), "set_certainty needs a value, one of certain, probable, possible, unknown"),
        (line(at=[]), "set_certainty needs 1 places under at"),
        (line(at=[CLAIM, CLAIM]), "set_certainty needs 1 places under at"),
        (line(at=[{"article": "a-1"}]), "set_certainty points at words: give the text of each place under at"),
        (line(at=[{"text": "x"}]), "a place under at needs the id of its article"),
        (line(at="a-1"), "at is no list of at most 1,000 places in articles"),
        (line(at=[CLAIM | {"start": "3"}]), "start and end of a place are whole numbers or missing"),
        (line(name="x"), "set_certainty takes no name"),
        (line("move_claim"), "move_claim takes no value"),
        (line("grade", value="G7"), "grade needs a value, one of A1"),
        (line("note", value=" "), "note needs a value"),
        (line("gloss", value="tirs"), "gloss needs name, the code of the reader's language"),
        (edge("confirm_edge", at=[{"article": "a-1"}]), "needs two places, or one and the name of an unseen source"),
        (edge("draw_edge", value="echo"), "draw_edge needs a value, one of copy"),
        (line("one_origin", value=None), "one_origin needs 2 to 100 places under at"),
        (line("task", at=[], value="asked"), "task needs name, the id of a task of to_find"),
        (line("task", at=[], value="done", name="tf-1"), "task needs a value, one of open, asked, found, gone, refused"),
        (line("code", value="9"), "code needs name, the field that was coded"),
        (line("code", value=" ", name="best"), "code needs a value"),
        (line("judge"), "kind is none of merge, split"),
        (line(who=" "), "who judges is missing"),
        (line(verdict="true"), "not an object with"),
    ],
)  # fmt: skip
def test_what_is_no_judgement_is_refused_with_the_reason(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match="line 1") as caught:
        read(wrong)
    assert says in str(caught.value)


def test_each_kind_is_a_row_of_what_it_is_about() -> None:
    rows = rows_of_log(read(line(), edge("reject_edge"), line("note", value="ask the harbour")))
    assert [len(rows[kind]) for kind in (ClaimJudgement, EdgeJudgement, Remark, EntityJudgement)] == [
        1,
        1,
        1,
        0,
    ]


def test_one_persons_later_judgement_replaces_the_earlier() -> None:
    assert statuses(line(), line(day=2, value="probable")) == ["superseded", "obeyed"]


def test_two_persons_who_differ_stand_side_by_side_and_neither_is_obeyed() -> None:
    assert statuses(line(), line(who="Bo", day=2, value="probable")) == ["disputed", "disputed"]
    assert statuses(edge("confirm_edge"), edge("reject_edge", "Bo", 2)) == ["disputed", "disputed"]


def test_two_persons_who_agree_are_both_obeyed() -> None:
    assert statuses(line(), line(who="Bo", day=2)) == ["obeyed", "obeyed"]
    assert statuses(edge("confirm_edge"), edge("draw_edge", "Bo", 2)) == ["obeyed", "obeyed"]


def test_judgements_on_other_words_or_articles_do_not_meet() -> None:
    other = line(who="Bo", value="probable", at=[CLAIM | {"text": "Nobody fired"}])
    assert statuses(line(), other) == ["obeyed", "obeyed"]


def test_an_article_whose_id_changed_is_known_by_its_bytes() -> None:
    one, other = (line(who=who, value=value, at=[CLAIM | {"article": id_, "sha256": "f" * 64}])
                  for who, value, id_ in (("Ana", "possible", "a-1"), ("Bo", "probable", "a-9")))  # fmt: skip
    assert statuses(one, other) == ["disputed", "disputed"]


def test_grades_of_two_persons_stand_beside_each_other() -> None:
    grades = [line("grade", who, 1, value=value) for who, value in (("Ana", "B2"), ("Bo", "E4"))]
    assert statuses(*grades) == ["obeyed", "obeyed"]
    assert statuses(*grades, line("grade", "Ana", 2, value="A1")) == ["superseded", "obeyed", "obeyed"]


def test_coders_stand_beside_each_other_and_a_coders_later_value_replaces_the_own_earlier() -> None:
    both = [line("code", who, 1, name="best", value=value) for who, value in (("Ana", "8"), ("Bo", "9"))]
    assert statuses(*both) == ["obeyed", "obeyed"]
    assert statuses(*both, line("code", "Ana", 2, name="best", value="9")) == [
        "superseded",
        "obeyed",
        "obeyed",
    ]
    assert statuses(*both, line("code", "Ana", 2, name="low", value="7")) == ["obeyed", "obeyed", "obeyed"]


def test_notes_never_contradict() -> None:
    assert statuses(*(line("note", "Ana", day, value=f"note {day}") for day in (1, 2))) == [
        "obeyed",
        "obeyed",
    ]


def test_what_is_undone_is_not_obeyed_and_an_undo_can_be_undone() -> None:
    (first,) = read(line())
    (back,) = read(undo(first.id, day=2))
    assert statuses(line(), undo(first.id, day=2)) == ["undone", "obeyed"]
    assert statuses(line(), undo(first.id, day=2), undo(back.id, day=3)) == ["obeyed", "undone", "obeyed"]


def test_undoing_ends_a_dispute() -> None:
    other = line(who="Bo", day=2, value="probable")
    (second,) = read(other)
    assert statuses(line(), other, undo(second.id, "Bo", 3)) == ["obeyed", "undone", "obeyed"]


def test_an_undo_of_a_judgement_on_names_stays_with_those_on_entities() -> None:
    names = [{"article": "a-1", "name": "Tamm"}, {"article": "a-2", "name": "Lower Tamm"}]
    merge = {"kind": "merge", "who": "Ana", "when": "2031-05-01", "why": "", "mentions": names}
    (first,) = read(merge)
    rows = rows_of_log(read(merge, undo(first.id)))
    assert [row.kind for row in rows[EntityJudgement]] == ["merge", "undo"]
    assert not rows[Remark]


def test_the_log_gives_back_what_was_added_and_holds_each_once(tmp_path: Path) -> None:
    log = tmp_path / "judgements.jsonl"
    judgements = read(line(), edge("draw_edge"), line("gloss", value="tirs", name="fr"))
    assert append_judgements(log, judgements) == 3
    assert append_judgements(log, judgements) == 0
    assert read_log(log) == judgements
    assert not [one for one in map(json.loads, log.read_text().splitlines()) if "status" in one]


def test_a_line_cut_off_by_a_kill_is_left_out_and_written_over(tmp_path: Path) -> None:
    log = tmp_path / "judgements.jsonl"
    first, second = read(line(), line(who="Bo"))
    append_judgements(log, [first])
    with log.open("ab") as file:
        file.write(b'{"kind": "set_cert')
    assert read_log(log) == [first]
    append_judgements(log, [second])
    assert [row.id for row in read_log(log)] == [first.id, second.id]
    assert all(isinstance(row, TextJudgement) for row in read_log(log))


_APPEND = (
    "import sys; from pathlib import Path; from headwater.runs.judgements import append_judgements, from_object; "
    "base = {'kind': 'note', 'who': 'Edda Kroon', 'when': '2026-03-01T10:00:00+00:00', 'at': [{'article': 'a-1'}], 'value': 'x' * 900}; "
    "[append_judgements(Path(sys.argv[1]), [from_object(base | {'why': str(n)}, 'test')]) and print(n, flush=True) "
    " for n in range(100)]"
)


def test_a_full_disk_loses_no_judgement_that_was_acknowledged(tmp_path: Path) -> None:
    import resource
    import subprocess
    import sys

    log = tmp_path / "judgements.jsonl"
    done = subprocess.run(
        [sys.executable, "-c", _APPEND, str(log)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_500, 20_500)),
        capture_output=True,
        text=True,
        check=False,
    )
    told = [int(n) for n in done.stdout.split()]
    assert told
    assert "CaseError" in done.stderr.splitlines()[-1]
    assert "could not be written" in done.stderr
    assert [int(row.why) for row in read_log(log)] == told
    assert log.read_bytes().endswith(b"\n")
