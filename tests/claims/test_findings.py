"""What a careful reader should see: doubt, rival readings, and words that lean."""

from __future__ import annotations

import pytest

from tests.claims.making import Read, read

pytestmark = pytest.mark.models


def kinds(found: Read) -> list[str]:
    return [f.kind for f in found.findings]


UNCONFIRMED = [
    ("The number of dead could not be independently verified.", "en"),
    ("There was no independent confirmation of the raid.", "en"),
    ("It is unclear whether the brigade owns the launcher.", "en"),
    ("Aucune photo n’a été montrée à ce jour pour confirmer la livraison.", "fr"),
    ("L’information n’a pas été confirmée par la mairie.", "fr"),
]


@pytest.mark.parametrize(("sentence", "lang"), UNCONFIRMED)
def test_what_the_article_calls_unconfirmed(sentence: str, lang: str) -> None:
    assert kinds(read("News", sentence, lang=lang)) == ["unconfirmed"]


def test_two_readings_side_by_side() -> None:
    found = read(
        "News",
        "It is unclear whether the brigade fired the rocket.",
        "It is possible that another group fired it from the hill.",
    )
    assert kinds(found) == ["unconfirmed", "alternatives"]
    assert "doubts one reading and offers another" in found.findings[1].because


def test_doubt_that_is_gone_further_down() -> None:
    found = read(
        "Nouvelles",
        "Le site affirme que la brigade a reçu vingt camions.",
        "Aucune image n’a été montrée à ce jour pour confirmer cette livraison.",
        "La ville compte deux ponts et un port.",
        "Il est maintenant clair que la brigade prépare une attaque.",
        lang="fr",
    )
    assert kinds(found) == ["unconfirmed", "certainty_rises"]


def test_what_was_doubted_is_said_flatly() -> None:
    found = read(
        "News",
        "The brigade received twenty armoured trucks from the harbour council.",
        "The delivery could not be independently verified.",
        "The town has two bridges.",
        "The brigade received twenty armoured trucks and parked them by the harbour.",
    )
    assert "certainty_rises" in kinds(found)


def test_no_doubt_no_rise() -> None:
    found = read(
        "News", "The brigade received twenty trucks.", "It is clear that the brigade received twenty trucks."
    )
    assert kinds(found) == []


def test_a_conclusion_hung_on_a_source() -> None:
    found = read(
        "Nouvelles",
        "Ilva Marr, spécialiste de la région, a écrit que la brigade se renforce.",
        "Ces commentaires font craindre une attaque contre la ville de Mirn.",
        lang="fr",
    )
    assert kinds(found) == ["stretched_source"]
    assert "Ilva Marr" in found.findings[0].because


def test_ids_differ_and_do_not_change() -> None:
    first, second = (
        read("News", "It is unclear whether he left.", "It is unclear whether she left.") for _ in "ab"
    )
    assert [f.id for f in first.findings] == [f.id for f in second.findings]
    assert len({f.id for f in first.findings}) == 2


def kinds_of(*lines: str, lang: str = "en") -> list[tuple[str, str]]:
    """Kind and words of each finding."""
    return [(f.kind, f.text) for f in read(*lines, lang=lang).findings]


def test_what_may_have_been_is_said_flatly_further_down() -> None:
    found = kinds_of(
        "Fire at the mill",
        "The militia may have burned the mill at Mirn.",
        "Nobody was in it.",
        "The militia burned the mill on a feast day.",
    )
    assert ("certainty_rises", "The militia burned the mill on a feast day") in found


def test_a_common_topic_is_no_rise_of_certainty() -> None:
    found = kinds_of(
        "Fire at the mill",
        "The militia may have burned the mill at Mirn.",
        "The mill at Mirn belongs to a cousin of the mayor.",
    )
    assert [k for k, _ in found] == []


@pytest.mark.parametrize(
    ("lang", "said", "drawn"),
    [
        (
            "en",
            "Ada Marr, a surveyor, says that the craters lie in the west.",
            "That tells us all we need to know.",
        ),
        ("fr", "Anne Marr a déclaré que les trous étaient à l’ouest.", "Cela prouve que l’armée a tiré."),
    ],
)
def test_a_conclusion_that_nobody_is_quoted_as_drawing(lang: str, said: str, drawn: str) -> None:
    assert ("stretched_source", drawn) in kinds_of("The holes", said, drawn, lang=lang)


def test_a_pronoun_that_concludes_nothing_stretches_nobody() -> None:
    found = kinds_of(
        "The holes", "Ada Marr says that the craters lie in the west.", "That happened on Monday."
    )
    assert "stretched_source" not in [k for k, _ in found]


def test_a_bare_word_stands_for_the_one_actor_named() -> None:
    found = kinds_of(
        "Missiles",
        "The Hezbollah terrorists hold the pass above Mirn.",
        "The fighters have held such weapons before.",
    )
    assert [k for k, _ in found] == ["mixed_vocabulary"]
