"""French cues behind a quotation: their speaker follows, whatever pronoun stands before the verb."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models

BEHIND = [
    ("« Ce n’était pas prévu », m’a-t-elle confié en riant.", "elle", "« Ce n’était pas prévu »"),
    ("« Nous pleurons », m’a affirmé Mme Marr 45 ans plus tard.", "Mme Marr", "« Nous pleurons »"),
    ("« Ils viendront », s’inquiète-t-il.", "il", "« Ils viendront »"),
    ("« Nous menions », a déclaré Ilva Marr alors qu’elle repartait.", "Ilva Marr", "« Nous menions »"),
    (
        "« Je suis tendue », a déclaré Ilva Marr, une institutrice de 41 ans, en souriant.",
        "Ilva Marr, une institutrice de 41 ans",
        "« Je suis tendue »",
    ),
]


@pytest.mark.parametrize(("sentence", "source", "content"), BEHIND)
def test_the_speaker_follows_the_cue(sentence: str, source: str, content: str) -> None:
    assert [(source, content)] == [(s, c) for s, _, c in read("Titre", sentence, lang="fr").triples()]


def test_someone_of_an_age_is_whoever_was_named() -> None:
    found = read(
        "Titre",
        "« Nous gagnerons », a déclaré Anne Marr.",
        "« C’était un bon match », a commenté l’attaquante de 31 ans.",
        lang="fr",
    )
    assert [a.resolved_source for a in found.attributions] == ["Anne Marr", "Anne Marr"]
