"""Persons outside the registry in several scripts: joined by sound and surroundings, or only suggested."""

from __future__ import annotations

import pytest

from headwater.entities.crossing import heard
from headwater.records.entities import MentionEntity
from headwater.records.tables import Tables
from tests.entities.making import article, entity_of, found, parses, resolved, sentences

LATIN = {"Tovak Nezer": "PERSON", "Tofak Nizar": "PERSON", "Dobarik": "GPE"}
ARABIC = "توفاك نيزير"


def tables(*texts: tuple[str, str]) -> Tables:
    """Articles a1, a2, ... of (language, text)."""
    rows: list[object] = []
    for number, (lang, text) in enumerate(texts, 1):
        id_ = f"a{number}"
        rows += [article(text, id_), *sentences(text, lang, id_), *parses(text, LATIN, id_)]
    return resolved(Tables.of_rows(rows))


ENGLISH = ("en", "The mill burnt, said the teacher Tovak Nezer.")
TEACHER = ("ar", f"احترقت الطاحونة، بحسب المعلم {ARABIC}، أمس.")
GENERAL = ("ar", f"وصلت القوات، بحسب القائد {ARABIC}، أمس.")


def test_a_full_name_that_sounds_alike_with_the_same_role_is_one_person_and_says_why() -> None:
    done = tables(ENGLISH, TEACHER)
    assert entity_of(done, "Tovak Nezer").id == entity_of(done, ARABIC, "a2").id
    because = [row.because for row in done.of(MentionEntity)]
    assert any("in another script" in each and "Both are called resident." in each for each in because)


def test_without_a_common_role_or_incident_it_is_only_suggested() -> None:
    done = tables(ENGLISH, GENERAL)
    one, other = entity_of(done, "Tovak Nezer"), entity_of(done, ARABIC, "a2")
    assert one.id != other.id
    assert [*one.may_be, *other.may_be] in ([one.id], [other.id])
    assert all(row.status == "confirmed" for row in done.of(MentionEntity)), (
        "a suggestion gives no mention away"
    )


def test_articles_that_name_the_same_village_tell_of_one_person() -> None:
    done = tables(
        ("en", f"{ENGLISH[1]}\nThe village of Dobarik is empty."),
        ("ar", f"{GENERAL[1]}\nقرية دوباريك خالية."),
    )
    assert entity_of(done, "Tovak Nezer").id == entity_of(done, ARABIC, "a2").id


def test_two_names_that_it_could_be_stay_apart() -> None:
    text = "The mill burnt, said the teacher Tovak Nezer.\nIt did not, said the teacher Tofak Nizar."
    done = tables(("en", text), TEACHER)
    ids = {
        entity_of(done, "Tovak Nezer").id,
        entity_of(done, "Tofak Nizar").id,
        entity_of(done, ARABIC, "a2").id,
    }
    assert len(ids) == 3


def test_a_single_name_is_never_carried_to_another_script() -> None:
    done = tables(("en", "The teacher Tovak spoke."), TEACHER)
    assert not [m for m in done.of(MentionEntity) if "in another script" in m.because]


@pytest.mark.parametrize(
    ("latin", "other"),
    [
        ("Pavel", "بافل"),
        ("Sagil", "ساغيل"),
        ("Sagil", "ساجيل"),
        ("Gamal", "جمال"),
        ("Vosul", "فوسول"),
        ("Gubkin", "Губкин"),
        ("Tavuk", "تافوك"),
    ],
)
def test_what_arabic_does_not_write_apart_is_heard_as_one(latin: str, other: str) -> None:
    assert heard(latin.lower()) == heard(other.lower())


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        (f"قال الطبيب {ARABIC} إن الطاحونة احترقت.", "ar", ARABIC),
        (f"وصل رجل يدعى {ARABIC} إلى الميناء.", "ar", ARABIC),
        ("Tovak Nezer adlı öğretmen konuştu.", "tr", "Tovak Nezer"),
    ],
)
def test_a_strange_name_is_found_by_the_words_beside_it(text: str, lang: str, name: str) -> None:
    assert [m.text for m in found(text, lang) if m.type == "person"] == [name]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("قال الطبيب كيف ذلك إن الطاحونة احترقت.", "ar"),
        ("عبر القائد مسرورا هائلا، ثم رحل.", "ar"),
        ("Mavi Kuğu adlı tekne battı.", "tr"),
    ],
)
def test_words_that_only_stand_there_are_no_name(text: str, lang: str) -> None:
    assert not [m.text for m in found(text, lang) if m.type == "person"]
