"""Texts of one family: who says where it is from, who cites, and who only tells of something alike."""

from __future__ import annotations

import pytest
from tests.origins.making import article, credit, derive_rows, reuse, said

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.outlet_names import sound_alike
from headwater.records.origins import Derivation, Source
from headwater.records.tables import Tables

LEAD = "The ferry from Tressin sank with forty people on board on Monday evening."
OWN_A = "Divers from the north shore brought three lamps and worked until the tide turned against them."
OWN_B = "The harbour café stayed open all night and gave soup to whoever came up the steps in wet clothes."


def edges(*rows: object) -> list[Derivation]:
    return derive_rows(Tables.of_rows(rows), DeriveConfig(), lambda words: "en").of(Derivation)


def test_two_that_cite_one_report_keep_their_citations() -> None:
    first = article("a", "The ferry sank. The captain spoke to us at length about the storm.", "Harl Post")
    one = article("b", f"Harl Post reported that {LEAD} {OWN_A}", "Mirror")
    two = article("c", f"Harl Post reported that {LEAD} {OWN_B}", "Gazette")
    told = [said(one, LEAD, "Harl Post", "media"), said(two, LEAD, "Harl Post", "media")]
    shared = reuse(one, two, "common_source", (0.5, 0.48), pairs=[(LEAD, LEAD)], how="reworded")
    linked = [
        reuse(first, other, "shared_quote", (0.1, 0.1), pairs=[("The ferry sank", LEAD)], how="reworded")
        for other in (one, two)
    ]
    found = {(e.child, e.parent) for e in edges(first, one, two, *told, shared, *linked)}
    assert {("b", "a"), ("c", "a")} <= found
    assert ("b", "c") not in found and ("c", "b") not in found


def test_two_translations_of_one_unseen_text_are_no_editions_of_each_other() -> None:
    body = f"{LEAD} {OWN_A} {OWN_B}"
    rows = [
        article(key, body, outlet, title="A ferry sinks off Tressin")
        for key, outlet in (("a", "Mirror"), ("b", "Gazette"))
    ]
    credits_ = [
        row
        for art in rows
        for row in (credit(art, "original", "Le Phare de Tosc"), credit(art, "translator", "Ada Lind"))
    ]
    found = edges(*rows, *credits_, reuse(rows[0], rows[1], "copy", (1.0, 1.0)))
    assert {(e.child, e.kind) for e in found} == {("a", "translation"), ("b", "translation")}


def test_a_name_before_a_clause_is_the_publisher_of_the_case_in_another_script() -> None:
    first = article("a", f"{LEAD} {OWN_A}", "Vogul Gazette")
    told = article("b", f"По данным газеты Вогул Газет, паром затонул. {OWN_B}", "Фозик Трибюн", lang="ru")
    content = said(told, "паром затонул", "газеты Вогул Газет, паром", "media")
    shared = reuse(first, told, "translation", (0.4, 0.4), pairs=[(LEAD, "паром затонул")])
    tables = derive_rows(Tables.of_rows([first, told, content, shared]), DeriveConfig(), lambda words: "ru")
    assert [(e.child, e.parent, e.declared) for e in tables.of(Derivation)] == [("b", "a", True)]
    assert not tables.of(Source)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Гивем Геральд", "Givem Herald", True),
        ("Гарет Голос", "Haret Golos", True),
        ("Гивем Геральд", "Divem Herald", False),
        ("Гивем Геральд", "غيفيم هيرالد", True),
    ],
)
def test_each_cyrillic_g_may_stand_for_an_h(left: str, right: str, same: bool) -> None:
    assert sound_alike(left, right) is same


def test_reports_alike_in_all_but_their_names_tell_of_two_things() -> None:
    words = "Shells hit the market of {} near {} and the clinic of {} took in the wounded, said {}"
    one, two = (
        article(key, f"Today: {words.format(*names)}. {own}", outlet)
        for key, names, own, outlet in (
            ("a", ("Tressin", "Orsk", "Ada Lind", "Joss Varn"), OWN_A, "Mirror"),
            ("b", ("Pelham", "Dura", "Mira Stone", "Kato Brin"), OWN_B, "Gazette"),
        )
    )
    shared = reuse(
        one, two, "common_source", (0.55, 0.55),
        pairs=[(words.format("Tressin", "Orsk", "Ada Lind", "Joss Varn"), words.format("Pelham", "Dura", "Mira Stone", "Kato Brin"))],
        how="reworded",
    )  # fmt: skip
    assert edges(one, two, shared) == []
