"""What is kept of words makes parses faster and changes no token."""

from __future__ import annotations

import pytest

from headwater.providers import pipelines
from headwater.providers.parser import SpacyParser, _load, _token

pytestmark = pytest.mark.models

LINES = {
    "en": [
        "The harbour office said on Monday that the ferry had struck a rock.",
        "Don't say it's over, she'd've told them; I ain't gonna let's go y'all, c'mon.",
        "that that  that\nThere is something, there are others: NOT HERE!",
        "“We left at noon,” the captain of the Marrel told Radio Tarvo, adding that nobody was hurt.",
        "",
        "😀 \u202eabc\u202c 12,000 km² U.S.-led",
        "The harbour office said on Tuesday that nobody had struck a rock.",
    ],
    "fr": [
        "La capitainerie a déclaré lundi que le bac avait heurté un rocher.",
        "« Nous sommes partis à midi », a dit le capitaine à Radio Tarvo, ajoutant qu’il n’y avait pas de blessés.",
        "Aujourd’hui, c’est-à-dire demain : l’île, les îles et l'île.",
        "",
        "😀 \u202eabc\u202c 12 000 km² ;;",
        "La capitainerie a déclaré mardi que personne n’avait heurté un rocher.",
    ],
}


@pytest.mark.parametrize("lang", LINES)
def test_tokens_are_those_of_the_untouched_pipeline(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = [[_token(t) for t in doc] for doc in _load(lang).pipe(LINES[lang], batch_size=len(LINES[lang]))]
    monkeypatch.setattr(pipelines, "_MOST_WORDS", 5)
    monkeypatch.setattr(pipelines, "_MOST_KEYS", 5)
    parser = SpacyParser()
    assert parser.parse(LINES[lang], lang) == plain
    assert (
        parser.parse(LINES[lang], lang) == plain
    )  # with everything known, and with memories that were cleared


def test_what_a_sentence_is_parsed_with_does_not_matter() -> None:
    parser = SpacyParser()
    together = parser.parse(LINES["en"], "en")
    assert [parser.parse([line], "en")[0] for line in LINES["en"]] == together
