"""The language of a sentence that is too short to tell."""

from __future__ import annotations

from headwater.articles.tongues import settle, shares

ENGLISH = ("The army left the town of Ostrel on Monday evening.", ("en", 0.97))
FRENCH = ("Les troupes ont quitté la ville lundi dans la soirée.", ("fr", 0.98))


def codes(*pairs: tuple[str, tuple[str, float]], hint: str | None = None) -> list[str]:
    return settle([text for text, _ in pairs], [guess for _, guess in pairs], hint)


def test_a_short_sentence_takes_its_neighbours_language() -> None:
    assert codes(ENGLISH, ("No.", ("es", 0.4)), ENGLISH) == ["en", "en", "en"]


def test_a_headline_over_a_text_in_another_language_follows_the_model_where_a_neighbour_agrees() -> None:
    assert codes(FRENCH, ("Army leaves Ostrel", ("en", 0.5)), ENGLISH) == ["fr", "en", "en"]


def test_script_decides_first() -> None:
    assert codes(ENGLISH, ("نعم", ("en", 0.9)), ENGLISH)[1] == "ar"


def test_one_stray_guess_is_not_a_language_of_the_article() -> None:
    stray = ("Ostrel Mirn Keld Marr Orm Velt Dorn", ("ca", 0.65))
    assert codes(*[ENGLISH] * 12, stray)[-1] == "en"


def test_nothing_known_takes_the_hint() -> None:
    assert codes(("Mirn", ("und", 0.0)), hint="tr") == ["tr"]
    assert codes(("123", ("und", 0.0))) == ["und"]


def test_languages_are_ranked_by_share_of_sentences() -> None:
    assert shares(["fr", "en", "en", "und"], [90, 10, 10, 5]) == ["en", "fr"]
