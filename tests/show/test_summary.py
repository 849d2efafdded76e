"""The summary can be read in ten seconds, and says whether texts confirm each other."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from headwater.show.cli.tracing import lines_of
from headwater.show.summary import summarise
from headwater.show.view import CaseView
from tests.show import ferry
from tests.show.cases import case, view


def lines(shown: CaseView) -> list[str]:
    done = cast(Any, SimpleNamespace(worked=("a stage",), json=shown.case, custody=None))
    return lines_of(summarise(shown), done, Path("out"), 1.0)


def test_two_texts_on_one_thing_are_one_shared_subject() -> None:
    found = summarise(view(2))
    assert found.subjects == "2 texts: 2 of them speak of 1 shared subject"
    assert (
        found.groups[0].says
        == "2 reports; separate origins: 1 to 2 (best reading 1); for 'Guards fired' all lead to Delta Wire"
    )


def test_a_bottleneck_that_names_no_source_is_told_so() -> None:
    found = case(2)
    found["origins"][0] |= {"kind": "unseen_report", "source": "so-1"}
    says = summarise(CaseView(found)).groups[0].says
    assert says.endswith("all lead to Delta Wire, whose own source is not stated")


def test_one_text_is_confirmed_by_nothing() -> None:
    assert summarise(view(1)).subjects == "1 text: nothing in this case can confirm it"


def test_texts_on_several_subjects_do_not_confirm_each_other() -> None:
    several = view(3)
    several.case["groups"] = []
    assert summarise(several).subjects == "3 texts, 3 subjects: no two of them confirm each other"


def test_an_article_says_what_its_claims_stand_on() -> None:
    line = summarise(view(2)).articles[0]
    assert line.says == "2 claims: 1 on a cited source, on the word of a clerk (1); 1 name no source"
    assert line.look_at == ["unconfirmed in its own words: “Nobody confirmed it”"]


def test_claims_of_a_part_that_is_anothers_are_told_as_that_others() -> None:
    found = case(1)
    found["parts"][0]["credited_name"] = "Delta Wire"
    assert summarise(CaseView(found)).articles[0].says.endswith("1 name no source (1 in Delta Wire's words)")


def test_the_headline_finding_is_in_words() -> None:
    look_at = {line.outlet: line.look_at for line in summarise(ferry.view()).articles}
    assert look_at["The Tamm Standard"] == [
        "headline “Guards massacre ferry passengers”: no cited source says what the headline says"
    ]


def test_the_first_line_is_the_answer_and_no_line_shows_a_code() -> None:
    told = lines(ferry.view())
    assert told[0] == "5 texts: 5 of them speak of 1 shared subject."
    assert told[1] == "Read: 3 in English, 1 in Arabic, 1 in French."
    assert not [line for line in told if "headline_by_no_source" in line or "language_not_read" in line]
    assert "Not used: 1 input" in told


def test_private_persons_are_masked_in_the_terminal_and_in_json() -> None:
    found = summarise(ferry.view())
    assert "1 private person masked here and on the page." in lines(ferry.view())
    told = "\n".join(lines(ferry.view())) + json.dumps(found.as_json(), ensure_ascii=False)
    assert "venn" not in told.casefold()


def test_no_control_character_reaches_a_terminal() -> None:
    found = case(1)
    found["articles"][0]["title"] = "red \x1b[31m \u202e title"
    found["rejected"] = [{"path": "a\x07.txt", "reason": "bad\x9b"}]
    told = "\n".join(lines(CaseView(found)))
    assert not [c for c in told if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c == "\u202e"]


def test_findings_are_told_where_they_belong_and_counted_in_a_case_of_many() -> None:
    told = lines(ferry.view())
    assert "    reports that cite each other in a circle" in told
    assert not [line for line in told if line.startswith("Findings:")]
    many = case(9)
    assert "Findings: The article says that this is unconfirmed (1)." in lines(CaseView(many))


def test_an_article_read_without_its_date_is_not_told_as_unused() -> None:
    found = case(1)
    found["rejected"] = [
        {"path": "a.txt", "reason": "no text", "kind": "not_used"},
        {"path": "b.txt", "reason": "the date lies in the future", "kind": "date_disbelieved"},
        {"path": "c.txt", "reason": "of a case that knows no kinds"},
    ]
    summary = summarise(CaseView(found))
    assert [row["path"] for row in summary.rejected] == ["a.txt", "c.txt"]
    assert [row["path"] for row in summary.disbelieved] == ["b.txt"]
