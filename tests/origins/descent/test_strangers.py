"""Two texts that say alike things of other people and places are not each other's."""

from __future__ import annotations

import pytest
from tests.origins.descent.test_declared import BODY, derive, edges
from tests.origins.making import article, reuse, said

from headwater.origins.descent.strangers import tells_of_others
from headwater.records.spans import Span

MAYOR = (
    "According to mayor Olin Drake, shells hit the market of Harl and killed 45 people. The road to Mirn was shut, "
    "and prayers were held at the mosque of Selk. Later Olin Drake lost 36 sheep."
)
TEACHER = (
    "According to teacher Brana Toll, shells hit the market of Harl and killed 45 people. The road to Vance was shut, "
    "and prayers were held at the mosque of Ostry. Later Brana Toll lost 98 sheep."
)
RETOLD = (
    "Shells fell on the market of Harl, mayor Olin Drake said, and 45 people were killed. Prayers were held at the "
    "mosque of Selk, and the road to Mirn was shut. Then Olin Drake had 36 sheep less."
)
TRANSLATED = (
    "По словам мэра Олин Дрейк, снаряды попали в рынок города Харл, погибли 45 человек. Дорогу в город Мирн закрыли, "
    "в мечети города Селк молились. Олин Дрейк потерял 36 овец."
)


def whole(text: str) -> Span:
    return Span(text, 0, len(text))


@pytest.mark.parametrize(
    ("other", "coverage", "verbatim", "same_language", "want"),
    [
        (TEACHER, 0.6, 0.3, True, True),
        (RETOLD, 0.6, 0.3, True, False),
        (TEACHER, 0.9, 0.3, True, False),  # the same text, with other names put in
        (TEACHER, 0.6, 0.8, True, False),
        (TRANSLATED, 0.6, 0.0, False, False),
    ],
    ids=["another witness", "retold", "nearly all of it", "most word for word", "translated"],
)
def test_names_and_figures_tell_two_accounts_apart(
    other: str, coverage: float, verbatim: float, same_language: bool, want: bool
) -> None:
    spans = ((whole(MAYOR), whole(other)),)
    assert tells_of_others(spans, (MAYOR, other), coverage, verbatim, same_language) is want


def test_words_that_are_the_same_are_read_with_their_sentences() -> None:
    shared = ["shells hit the market of", "was shut, and prayers were held at the mosque of"]
    spans = tuple(
        (Span(words, MAYOR.find(words), MAYOR.find(words) + len(words)),
         Span(words, TEACHER.find(words), TEACHER.find(words) + len(words)))
        for words in shared
    )  # fmt: skip
    assert tells_of_others(spans, (MAYOR, TEACHER), 0.3, 0.9, True)


def test_few_names_tell_nothing() -> None:
    a, b = "The ferry sank off Tressin.", "The ferry sank off Halden."
    assert not tells_of_others(((whole(a), whole(b)),), (a, b), 0.5, 0.5, True)


def test_two_accounts_of_one_incident_have_no_edge() -> None:
    a, b = article("a", MAYOR, "Halden Mirror"), article("b", TEACHER, "Tressin Post")
    c = article("c", RETOLD, "Ostry Courier")
    rows = [
        reuse(a, b, "common_source", (0.6, 0.6), pairs=[(MAYOR, TEACHER)], how="reworded"),
        reuse(a, c, "common_source", (0.8, 0.8), pairs=[(MAYOR, RETOLD)], how="reworded"),
    ]
    assert {(e[0], e[1]) for e in edges(derive(a, b, c, *rows))} in ({("c", "a")}, {("a", "c")})


def test_a_headline_that_any_desk_would_write_joins_no_texts_in_other_words() -> None:
    title = "45 dead as shells hit the market of Harl"
    a, b = (
        article("a", MAYOR, "Halden Mirror", title=title),
        article("b", TEACHER, "Tressin Post", title=title),
    )
    shared = reuse(a, b, "common_source", (0.6, 0.6), pairs=[(MAYOR, TEACHER)], how="reworded")
    assert edges(derive(a, b, shared)) == []


def test_an_outlets_report_on_other_people_is_not_the_one_that_is_meant() -> None:
    text = f"The Tressin Post reported that the ferry sank. {MAYOR}"
    a = article("a", text, "Halden Mirror")
    b = article("b", TEACHER, "Tressin Post")
    whole_of_b = reuse(a, b, "common_source", (0.3, 0.4), pairs=[(MAYOR, TEACHER)], how="reworded")
    c = article("c", BODY, "Tressin Post")
    of_ferry = reuse(a, c, "common_source", (0.2, 0.5), pairs=[("the ferry sank", BODY[:20])])
    found = derive(a, b, c, whole_of_b, of_ferry, said(a, "the ferry sank", "The Tressin Post", "media"))
    assert {(e[0], e[1]) for e in edges(found) if e[3]} == {("a", "c")}


CITED = "The Pass Gazette puts the toll of the ferry at sixty."


@pytest.mark.parametrize(("how", "want"), [("same", True), ("reworded", False)])
def test_who_cites_one_outlet_for_a_figure_may_have_copied_the_rest(how: str, want: bool) -> None:
    a = article("a", f"{BODY} {MAYOR}", "Halden Mirror")
    b = article("b", f"{CITED} {BODY}", "Tressin Post")
    c = article("c", "Sixty went down with the ferry, we hear.", "Pass Gazette")
    shared = reuse(a, b, "common_source", (0.3, 0.6), pairs=[(BODY, BODY)], how=how)
    quoted = reuse(b, c, "shared_quote", (0.1, 0.2), pairs=[("the toll of the ferry", "with the ferry")])
    found = derive(
        a, b, c, shared, quoted, said(b, "the toll of the ferry at sixty", "The Pass Gazette", "media")
    )
    drawn = {(e[0], e[1]) for e in edges(found)}
    assert ("b", "c") in drawn
    assert (("b", "a") in drawn) is want


HARL = "قتل 45 شخصا في قصف سوق قرية هارل، ونقل الجرحى إلى مستشفى مدينة ميرن. وأغلقت طريق بلدة سيلك أمام الشاحنات."
VANCE = "قتل 31 شخصا في قصف سوق قرية فانس، ونقل الجرحى إلى مستشفى مدينة أوستري. وأغلقت طريق بلدة تريسين أمام الشاحنات."
AGAIN = (
    "وأغلقت طريق بلدة سيلك أمام الشاحنات. وقال شهود إن 45 شخصا قتلوا في قرية هارل ونقل الجرحى إلى مدينة ميرن."
)


@pytest.mark.parametrize(("other", "want"), [(VANCE, True), (AGAIN, False)], ids=["elsewhere", "retold"])
def test_arabic_names_are_those_of_places(other: str, want: bool) -> None:
    assert tells_of_others(((whole(HARL), whole(other)),), (HARL, other), 0.6, 0.2, True) is want
