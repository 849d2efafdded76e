"""Reports inside another's words: which are none, and where the other's words end before them."""

from __future__ import annotations

import pytest

from tests.claims.making import Read, read

pytestmark = pytest.mark.models


def contents(found: Read) -> dict[str, str]:
    """What each named source says."""
    return {a.source.text: a.content.text for a in found.attributions if a.source}


@pytest.mark.parametrize(
    ("sentence", "lang", "outer", "content"),
    [
        (
            "Witnesses said the keeper was dead but his sister told VENA that he was safe and well.",
            "en",
            "Witnesses",
            "the keeper was dead",
        ),
        (
            "Мэр сказал, что порт открыт, но капитан заявил, что порт пуст.",
            "ru",
            "Мэр",
            "порт открыт",
        ),
    ],
)
def test_a_contrasting_report_stands_beside_another_and_not_in_it(
    sentence: str, lang: str, outer: str, content: str
) -> None:
    found = read("Mirn", sentence, lang=lang)
    assert contents(found)[outer] == content
    assert all(a.parent is None for a in found.attributions)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le maire a déclaré que le conseil annoncera que le port est fermé.",
        "Le maire a déclaré que vous dites que le port est fermé.",
    ],
)
def test_speech_to_come_or_of_whom_one_speaks_to_is_no_report(sentence: str) -> None:
    assert list(contents(read("Mirn", sentence, lang="fr"))) == ["Le maire"]


def test_whoever_was_told_is_not_the_speaker() -> None:
    found = read("Mirn", "The guards were told that the harbour was empty.")
    assert [(a.source, a.content.text) for a in found.attributions] == [(None, "the harbour was empty")]


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        ("The council denied reports that ten dockers had died.", "en"),
        ("Le conseil a démenti les informations selon lesquelles dix dockers étaient morts.", "fr"),
    ],
)
def test_a_denied_report_is_a_denial(sentence: str, lang: str) -> None:
    (claim,) = [c for c in read("Mirn", sentence, lang=lang).claims if not c.title and c.chain]
    assert (claim.stance, claim.polarity) == ("denies", "deny")


def test_a_noun_of_speech_with_its_owner_before_the_clause() -> None:
    found = read("Mirn", "L'affirmation du maire selon laquelle le port était vide a choqué.", lang="fr")
    assert contents(found) == {"maire": "le port était vide"}


@pytest.mark.parametrize(
    ("lang", "told", "teller", "name"),
    [
        ("ru", "Десять докеров погибли в порту Мирна.", "Об этом сообщил мэр Адам Марр.", "мэр Адам Марр"),
        (
            "tr",
            "Limanda on işçi öldü.",
            "Bunu belediye başkanı Ada Marr duyurdu.",
            "belediye başkanı Ada Marr",
        ),
        ("en", "Ten dockers died in Mirn.", "This was reported by the port council.", "the port council"),
        ("fr", "Dix dockers sont morts.", "C’est ce qu’a annoncé le conseil du port.", "le conseil du port"),
    ],
)
def test_a_sentence_that_only_says_who_told_the_one_before(
    lang: str, told: str, teller: str, name: str
) -> None:
    found = read("Mirn", told, teller, lang=lang)
    assert contents(found) == {name: told.rstrip(".")}
    assert teller.rstrip(".") not in [c.text for c in found.claims]


def test_whom_an_agency_cites_between_commas() -> None:
    found = read(
        "Mirn", "Selon l’agence Vena, citant le ministère, trois dockers ont été blessés.", lang="fr"
    )
    assert contents(found) == {
        "l’agence Vena": "trois dockers ont été blessés",
        "le ministère": "trois dockers ont été blessés",
    }


def test_the_label_of_a_headline_is_no_part_of_a_claim() -> None:
    found = read("Mirn", "Title: The port of Mirn falls and ten dockers die.")
    assert "The port of Mirn falls and ten dockers die" in [c.text for c in found.claims]


@pytest.mark.parametrize(
    ("sentence", "lang", "act"),
    [
        ("Мэр предложил передать порту десять кранов.", "ru", "offered"),
        ("The wounds do not threaten the life of the keeper.", "en", "happened"),
    ],
)
def test_acts(sentence: str, lang: str, act: str) -> None:
    assert act in [c.act for c in read("Mirn", sentence, lang=lang).claims if not c.title]


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        ('قال العمدة: "كما قلت، الميناء مفتوح منذ الصباح والسفن تصل".', "ar"),
        ("Belediye başkanı, “Dediğim gibi liman açık ve gemiler geliyor” dedi.", "tr"),
    ],
)
def test_as_i_said_is_no_report_in_the_speakers_own_words(sentence: str, lang: str) -> None:
    found = read("Mirn", sentence, lang=lang)
    assert all(a.parent is None for a in found.attributions)


def test_a_pronoun_behind_a_quotation_names_again_who_opened_it() -> None:
    sentence = "Selon Ada Marr, « le port restera fermé toute la semaine », a-t-elle déclaré."
    found = read("Mirn", sentence, lang="fr")
    assert contents(found) == {"Ada Marr": "« le port restera fermé toute la semaine »"}


def test_what_only_seems_to_go_on_between_straight_marks_holds_no_report() -> None:
    found = read(
        "Mirn",
        'The mayor said, "The port is open." "Ships arrive, a clerk told VENA, and the quay is full."',
    )
    inner = [a for a in found.attributions if a.source and "clerk" in a.source.text]
    assert inner and all(a.parent is None for a in inner)
