"""What is kept and what is done in fewer steps makes parses faster and changes no token."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.providers import encoders, known_words, word_forms
from headwater.providers.parser import SpacyParser, _load
from headwater.records.ports import ParsedToken

pytestmark = pytest.mark.models

LINES = {
    "en": [
        "The harbour office said on Monday that the ferry had struck a rock.",
        "Don't say it's over, she'd've told them; I ain't gonna let's go y'all, c'mon.",
        "that that  that\nThere is something, there are others: NOT HERE!",
        "“We left at noon,” the captain of the Marrel told Radio Tarvo, adding that nobody was hurt.",
        "",
        " ",
        "Tarvo",
        "😀 \u202eabc\u202c 12,000 km² U.S.-led",
        "The harbour office said on Tuesday that nobody had struck a rock.",
        "Ada Lindell of the Tarvo Harbour Office and\nBo Reed met in New Zealand. On 3 May The Kel Courier",
    ],
    "fr": [
        "La capitainerie a déclaré lundi que le bac avait heurté un rocher.",
        "« Nous sommes partis à midi », a dit le capitaine à Radio Tarvo, ajoutant qu’il n’y avait pas de blessés.",
        "Aujourd’hui, c’est-à-dire demain : l’île, les îles et l'île.",
        "",
        "Tarvo",
        "😀 \u202eabc\u202c 12 000 km² ;;",
        "La capitainerie a déclaré mardi que personne n’avait heurté un rocher.",
        "Ada Lindell de la Capitainerie de Tarvo et\nBo Reed sont en Nouvelle-Zélande. Le Courrier de Kel",
    ],
}


def untouched(lang: str) -> list[list[ParsedToken]]:
    """The tokens as spaCy's own pipeline gives them."""
    return [[_token(t) for t in doc] for doc in _load(lang).pipe(LINES[lang], batch_size=len(LINES[lang]))]


def _token(token: Any) -> ParsedToken:
    return ParsedToken(
        start=token.idx,
        end=token.idx + len(token.text),
        lemma=token.lemma_,
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=token.head.i,
        morph=str(token.morph),
        ent=f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
    )


@pytest.mark.parametrize("lang", LINES)
def test_tokens_are_those_of_the_untouched_pipeline(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = untouched(lang)
    assert sum(token.ent.startswith("B-") for tokens in plain for token in tokens) > 3
    assert any(token.ent.startswith("I-") for tokens in plain for token in tokens)
    monkeypatch.setattr(known_words, "MOST_WORDS", 5)
    monkeypatch.setattr(word_forms, "MOST_FORMS", 5)
    parser = SpacyParser()
    assert parser.parse(LINES[lang], lang) == plain
    assert (
        parser.parse(LINES[lang], lang) == plain
    )  # with everything known, and with memories that were cleared


def test_what_a_sentence_is_parsed_with_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = SpacyParser()
    together = parser.parse(LINES["en"], "en")
    assert [parser.parse([line], "en")[0] for line in LINES["en"]] == together
    monkeypatch.setattr(encoders, "_MOST_ROWS", 30)
    assert parser.parse(LINES["en"], "en") == together


def test_no_text_has_no_tokens() -> None:
    assert SpacyParser().parse(["", ""], "en") == [[], []]
    assert SpacyParser().parse([], "fr") == []
