"""What a claim carries of its group's incident."""

from __future__ import annotations

import pytest
from tests.origins.making import article, claim

from headwater.origins.counting.telling import asserts, is_deadly, is_presupposed


@pytest.mark.parametrize(
    ("words", "deadly", "presupposed"),
    [
        ("Shells killed nine people in Tressin", True, False),
        ("The ferry sank", False, False),
        ("The minister condemned the attack that killed nine", True, True),
        ("the strikes which have reportedly killed nine are a crime", True, True),
        ("Shells that hit the pier have killed nine", True, False),
        ("Le bombardement a tué neuf personnes", True, False),
        ("Il condamne la frappe qui a tué neuf personnes", True, True),
        ("Killed: nine", True, False),
    ],
)
def test_what_a_claim_says_of_the_dead(words: str, deadly: bool, presupposed: bool) -> None:
    art = article("a", words, "Mirror")
    assert is_deadly(claim(art, words), None) is deadly
    assert is_presupposed(words) is presupposed


@pytest.mark.parametrize(
    ("fields", "want"),
    [
        ({}, True),
        ({"polarity": "deny"}, False),
        ({"stance": "no_answer"}, False),
        ({"act": "threatened"}, False),
    ],
)
def test_only_what_is_said_to_have_happened_adds(fields: dict[str, str], want: bool) -> None:
    art = article("a", "Nine died.", "Mirror")
    assert asserts(claim(art, "Nine died.", **fields)) is want
