"""Do no harm: who is masked, whatever he says and wherever he stands; and that nothing links him to another case."""

from __future__ import annotations

import pytest

from headwater.records.articles import Article
from headwater.records.entities import AttributionEntity, Entity, MentionEntity
from headwater.records.tables import Tables
from tests.entities.making import attribution, case, entity_of, resolved

NAME = "Ida Sollen"
TAGS = {NAME: "PERSON"}


def speaks(text: str, lang: str = "en", names: dict[str, str] | None = None) -> Entity:
    """The entity of Ida Sollen, who is the source of what the text reports."""
    tables = resolved(case([text], TAGS if names is None else names, lang), attribution(text, NAME, "person"))
    assert tables.of(AttributionEntity), "the test is of one who speaks"
    return entity_of(tables, NAME)


@pytest.mark.parametrize(
    "text",
    [
        "The victim Ida Sollen told of the fire.",
        "The girl Ida Sollen, aged 9, told of the fire.",
        "The detainee Ida Sollen told of the fire.",
        "The minister's sister, Ida Sollen, told of the fire.",
        "The governor's wife, Ida Sollen, told of the fire.",
        "The teacher Ida Sollen told of the fire.",
        "A resident of Otterby, Ida Sollen, told of the fire.",
        "Refugee Ida Sollen told of the fire.",
        "Doctor Ida Sollen told of the fire.",
        "Suspect Ida Sollen told of the fire.",
        "Analyst Ida Sollen told of the fire.",
        "Activist Ida Sollen told of the fire.",
        "The director of Toyota, Ida Sollen, told of the fire.",
        "Ida Sollen told of the fire.",
    ],
)
def test_private_persons_are_masked_though_they_speak(text: str) -> None:
    found = speaks(text)
    assert found.masked
    assert "Masked" in found.because


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("L'institutrice Ida Sollen raconte l'incendie.", "fr"),
        ("La détenue Ida Sollen raconte l'incendie.", "fr"),
    ],
)
def test_so_are_they_in_french(text: str, lang: str) -> None:
    assert speaks(text, lang, {NAME: "PER"}).masked


@pytest.mark.parametrize(
    "text", ["Öğretmen Ida Sollen yangını anlattı.", "Ida Sollen adlı öğrenci yangını anlattı."]
)
def test_so_are_they_in_turkish(text: str) -> None:
    assert entity_of(resolved(case([text], {}, "tr")), NAME).masked


def test_who_speaks_in_a_public_office_is_shown() -> None:
    assert not speaks("Mayor Ida Sollen told of the fire.").masked


def test_who_holds_an_office_but_does_not_speak_is_masked() -> None:
    assert entity_of(resolved(case(["They met Mayor Ida Sollen."], TAGS)), NAME).masked


def test_one_of_whom_something_is_said_is_masked_beside_an_accusation() -> None:
    text = "Guards said that the shopkeeper Ida Sollen had killed a man."
    tables = resolved(case([text], TAGS), attribution(text, "Guards", "group"))
    assert entity_of(tables, NAME).masked


def test_a_private_person_is_masked_in_every_script() -> None:
    for text, lang, name, tags in (
        ("The teacher Tovak Nezer spoke.", "en", "Tovak Nezer", {"Tovak Nezer": "PERSON"}),
        ("قال المعلم توفاك نيزير إن الطاحونة احترقت.", "ar", "توفاك نيزير", {}),
    ):
        assert entity_of(resolved(case([text], tags, lang)), name).masked


def test_nothing_is_added_to_a_private_person() -> None:
    found = entity_of(resolved(case(["The teacher Ida Sollen told of the fire."], TAGS)), NAME)
    assert (found.known_as, found.party, found.party_basis) == (None, None, None)
    assert [name.text for name in found.names] == [NAME]


def test_two_cases_know_nothing_of_each_other() -> None:
    first = resolved(case(["The teacher Ida Sollen told of the fire."], TAGS))
    second = resolved(case(["The nurse Ida Sollen told of the flood."], TAGS))
    for tables in (first, second):
        articles = {row.id for row in tables.of(Article)}
        assert {row.article for row in tables.of(MentionEntity)} <= articles
    assert "nurse" not in entity_of(first, NAME).because
    assert "teacher" not in entity_of(second, NAME).because


def test_two_unnamed_sources_are_nobody() -> None:
    texts = ["A security source told of the fire."] * 2
    tables: Tables = resolved(case(texts), attribution(texts[0], "A security source", "anonymous"))
    assert not tables.of(AttributionEntity)
