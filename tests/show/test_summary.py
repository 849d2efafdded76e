"""The summary can be read in ten seconds, and says whether texts confirm each other."""

from __future__ import annotations

from headwater.show.summary import summarise
from tests.show.cases import view


def test_two_texts_on_one_thing_are_one_shared_subject() -> None:
    found = summarise(view(2))
    assert found.subjects == "2 texts: 2 of them speak of 1 shared subject"
    assert (
        found.groups[0].says
        == "2 reports; separate origins: 1 to 2 (best reading 1); for 'Guards fired' all lead to Delta Wire"
    )


def test_one_text_is_confirmed_by_nothing() -> None:
    assert summarise(view(1)).subjects == "1 text: nothing in this case can confirm it"


def test_texts_on_several_subjects_do_not_confirm_each_other() -> None:
    several = view(3)
    several.case["groups"] = []
    assert summarise(several).subjects == "3 texts, 3 subjects: no two of them confirm each other"


def test_an_article_says_what_its_claims_stand_on() -> None:
    line = summarise(view(2)).articles[0]
    assert line.says == "2 claims, 1 with no source given; sources: a clerk"
