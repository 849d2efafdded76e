"""Codings hang on words: they follow them into whatever group has them now, and say whether its reports are others."""

from __future__ import annotations

from pathlib import Path

from headwater.show.coding.codings import Codings
from headwater.show.coding.records import records_of
from headwater.show.coding.reliability import reliability_of
from headwater.show.exports.masked import Handed
from headwater.show.view import CaseView
from tests.show.coding.sheets import Case, case, coded, filled, rows, sheet, taken, with_log


def regrouped(found: Case, group: str = "gr-9000000000000009", leave_out: str = "a-5000000000000005") -> Case:
    """The case as other articles would leave it: another id for the first group, another heading, one report less."""
    first, *others = found["groups"]
    claims = [id_ for id_ in first["claims"] if leave_out[2:3] != id_[3:4]]
    articles = [id_ for id_ in first["articles"] if id_ != leave_out]
    changed = first | {"id": group, "heading": claims[-1], "claims": claims, "articles": articles}
    return found | {"groups": [changed, *others]}


def test_a_coding_follows_its_words_into_another_group_under_another_heading(tmp_path: Path) -> None:
    now = regrouped(coded(case(), tmp_path, ("Ana", 0, {"best": "11"})))
    assert [one.value for one in Codings(CaseView(now)).of["gr-9000000000000009"]] == ["11"]


def test_a_record_whose_reports_changed_since_says_so(tmp_path: Path) -> None:
    before = coded(case(), tmp_path, ("Ana", 0, {"best": "11"}))
    reports = len(before["groups"][0]["articles"])
    told = f"{reports} reports when Ana coded it, {reports - 1} now."
    now = regrouped(before)
    assert told in [row["changed"] for row in rows(sheet(now, tmp_path / "s.csv")) if row["field"] == "best"]
    assert list(reliability_of(Handed(now)).changed.values()) == [[told]]
    assert not reliability_of(Handed(before)).changed


def test_to_code_the_same_of_the_new_reports_is_a_coding_of_its_own(tmp_path: Path) -> None:
    now = regrouped(coded(case(), tmp_path, ("Ana", 0, {"best": "11"})))
    path = filled(sheet(now, tmp_path / "s.csv"), 0, {"best": "11"})
    result = taken(now, path, day=9)
    assert result.values == 1
    later = regrouped(with_log(now, *_log(now), *result.judgements))
    assert not reliability_of(Handed(later)).changed


def _log(found: Case) -> list[object]:
    from headwater.runs.judgements import from_object

    names = ("id", "kind", "who", "when", "why", "at", "value", "name")
    return [from_object({name: row[name] for name in names}, "log") for row in found["judgements"]]


def test_a_sheet_of_earlier_reports_is_taken_as_such(tmp_path: Path) -> None:
    path = filled(sheet(case(), tmp_path / "s.csv"), 0, {"best": "11"})
    now = regrouped(case())
    result = taken(now, path)
    assert not result.problems
    assert result.remarks[0].endswith("its reports have changed since the sheet was written.")
    assert reliability_of(Handed(with_log(now, *result.judgements))).changed


def test_words_that_are_gone_leave_codings_that_are_counted_and_not_used(tmp_path: Path) -> None:
    now = coded(case(), tmp_path, ("Ana", 0, {"best": "11", "low": "9"}))
    heading = now["groups"][0]["heading"]
    gone = now | {"claims": [row for row in now["claims"] if row["id"] != heading]}
    gone["groups"] = [g | {"claims": [c for c in g["claims"] if c != heading]} for g in now["groups"]]
    gone["groups"][0]["heading"] = gone["groups"][0]["claims"][0]
    found = reliability_of(Handed(gone))
    assert (found.lost, found.fields) == (2, [])


def test_an_article_whose_id_changed_is_found_by_its_bytes(tmp_path: Path) -> None:
    import json

    now = coded(case(), tmp_path, ("Ana", 0, {"best": "11"}))
    judged = now["judgements"]
    other = json.loads(json.dumps(now).replace("a-1000000000000001", "a-7000000000000007")) | {
        "judgements": judged
    }
    for row in (*now["articles"], *other["articles"]):
        row["sha256"] = f"{len(row['text']):064}"
    for row in judged:
        row["at"][0]["sha256"] = next(
            a["sha256"] for a in now["articles"] if a["id"] == row["at"][0]["article"]
        )
    assert Codings(CaseView(other)).of


def test_record_ids_do_not_hang_on_the_order_of_articles_or_groups() -> None:
    found = case()
    turned = {name: rows[::-1] if isinstance(rows, list) else rows for name, rows in found.items()}
    ids = [{(r.id, r.state) for r in records_of(Handed(one))} for one in (found, turned)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == len(records_of(Handed(found)))


def test_an_export_says_whose_reports_were_others(tmp_path: Path) -> None:
    from headwater.show.exports.ucdp import write
    from tests.show.exports.test_events import first

    now = regrouped(coded(case(), tmp_path, ("Ana", 0, {"best": "11"})))
    write(Handed(now), tmp_path / "table.csv")
    row = first(tmp_path / "table.csv")
    assert (row["best"], row["coded_of_others"].endswith("reports when Ana coded it, 4 now.")) == ("11", True)
