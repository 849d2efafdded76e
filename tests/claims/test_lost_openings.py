"""Speech whose opening mark was lost runs from the last speaker to the mark that closes it."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models


def test_sentences_before_a_lone_closing_mark_are_the_speakers() -> None:
    found = read(
        "Titre",
        "« Le pont est fermé », a déclaré Anne Marr.",
        "Le port ne rouvrira pas demain.",
        "La ville attend des secours depuis lundi. »",
        "Le marché a lieu le samedi.",
        lang="fr",
    )
    carried = [(a.content.text, a.resolved_source) for a in found.attributions if a.cue is None]
    assert carried == [
        ("Le port ne rouvrira pas demain", "Anne Marr"),
        ("La ville attend des secours depuis lundi. »", "Anne Marr"),
    ]


def test_a_lone_mark_far_behind_the_speaker_is_nobodys() -> None:
    found = read(
        "Titre",
        "« Le pont est fermé », a déclaré Anne Marr.",
        *("Le marché a lieu le samedi.",) * 9,
        "La ville attend des secours. »",
        lang="fr",
    )
    assert len(found.attributions) == 1


def test_a_quotation_with_both_marks_is_no_lost_opening() -> None:
    found = read(
        "Titre",
        "« Le pont est fermé », a déclaré Anne Marr.",
        "Le marché a lieu le samedi.",
        "Le marché, fermé depuis le début de l’hiver, porte le nom de « grande foire ».",
        lang="fr",
    )
    assert len(found.attributions) == 1


def test_a_mark_behind_a_blank_line_closes_the_text_and_not_the_speech() -> None:
    found = read(
        "Title",
        "Clerks told the Mirn Post that the bridge would stay shut.",
        "",
        "The bridge is the longest of the valley.",
        "The harbour feeds half of the town.”",
    )
    assert len(found.attributions) == 1
