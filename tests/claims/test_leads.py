"""On whose word the lead stands: beside its own source, whoever is named for its details."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models


def test_a_lead_without_source_stands_on_the_word_of_whoever_tells_its_details() -> None:
    found = read(
        "Raids kill dozens in Mirn",
        "Warplanes have launched a wave of raids on the harbour town of Mirn killing dozens.",
        "The raids on the harbour which began on Saturday cost 45 porters their lives, the Hill Monitor said.",
    )
    assert found.chain(found.lead()) == ["the Hill Monitor"]
    assert found.lead().standing == "attributed"
    assert "the details on the word of “the Hill Monitor”" in found.lead().because


def test_a_source_of_another_matter_is_not_the_leads() -> None:
    found = read(
        "Raids kill dozens in Mirn",
        "Warplanes have launched a wave of raids on the harbour town of Mirn killing dozens.",
        "Bread prices rose again this week, the Ostrel Bank said.",
    )
    assert found.chain(found.lead()) == []


def test_details_far_below_are_not_the_leads() -> None:
    found = read(
        "Raids kill dozens in Mirn",
        "Warplanes have launched a wave of raids on the harbour town of Mirn killing dozens.",
        *("The ferry left late.",) * 4,
        "The raids which began on Saturday killed porters in Mirn, the Hill Monitor said.",
    )
    assert found.chain(found.lead()) == []


def test_a_speaker_behind_the_cue_is_not_the_last_noun_before_it() -> None:
    found = read(
        "News", "Strikes near a hospital have killed at least 10 civilians said the Hill Observatory (HO)."
    )
    assert found.triples() == [
        ("the Hill Observatory (HO)", "said", "Strikes near a hospital have killed at least 10 civilians")
    ]
