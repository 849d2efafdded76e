"""Rows of tags run into the first sentence, and what follows a source and only describes him."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "Tags Sorva Mirn Valley Watch for Human Rights raid Bela al Renn Almost a dozen farmers were killed on Sunday a monitor said.",
            "Almost a dozen farmers were killed on Sunday",
        ),
        (
            "Tags Sorva Mirn Rebels Shell strikes on the mill killed 23 farmers on Thursday activists said.",
            "Shell strikes on the mill killed 23 farmers on Thursday",
        ),
    ],
)
def test_what_is_said_begins_behind_a_row_of_tags(sentence: str, content: str) -> None:
    found = read("Headline", sentence)
    assert [c for _, _, c in found.triples()] == [content]
    assert [c.text for c in found.claims if not c.title] == [content]


def test_a_row_of_tags_claims_nothing_and_a_sentence_on_tags_does() -> None:
    assert [c for c in read("Headline", "Tags Sorva Mirn Rebels").claims if not c.title] == []
    assert [c.text for c in read("Headline", "Tags are sewn into every coat.").claims if not c.title] == [
        "Tags are sewn into every coat"
    ]


def test_who_a_source_is_is_not_what_he_is_cited_for() -> None:
    told = read("Headline", "The raids burnt the mill according to residents who blame the guard.").triples()
    assert ("residents", "according to", "The raids burnt the mill") in told


def test_tests_that_point_to_a_cause_are_no_speakers() -> None:
    told = read("Headline", "Sorva says tests on the victims point to poison.").triples()
    assert [s for s, _, _ in told] == ["Sorva"]
