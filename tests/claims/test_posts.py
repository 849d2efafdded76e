"""Posts, captions, accounts and repeated headlines: whose words a line is."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models


def test_an_embedded_post_is_the_word_of_whoever_signed_it() -> None:
    found = read(
        "Boats in Mirn",
        "Harbour workers have emptied the northern store. pic.example/1",
        "— Harbour Watch (@harbourwatch) May 3, 2021",
        part="embed",
        credited="Harbour Watch (@harbourwatch)",
    )
    (claim,) = [c for c in found.claims if c.text.startswith("Harbour workers")]
    assert found.chain(claim) == ["Harbour Watch (@harbourwatch)"]


def test_a_caption_is_no_lead_and_says_that_it_is_one() -> None:
    found = read("", "Boats lie in the harbour of Mirn.", part="caption")
    assert "caption" in found.lead().because
    assert found.lead().standing == "unattributed"


def test_a_caption_on_an_account_is_the_word_of_its_owner() -> None:
    found = read(
        "Boats in Mirn",
        'The photo was released on one of the Hill Party’s accounts with a caption saying, "The boats are ours now."',
    )
    (claim,) = [c for c in found.claims if "boats are ours" in c.text]
    assert found.chain(claim) == ["the Hill Party", "a caption"]


def test_a_line_that_prints_the_headline_again_claims_nothing_more() -> None:
    found = read("Boats leave the harbour of Mirn", "Boats leave the harbour of Mirn", "The mayor slept.")
    assert [c.text for c in found.claims] == ["Boats leave the harbour of Mirn", "The mayor slept"]


def test_a_headline_whose_verb_looks_like_a_noun_names_its_source() -> None:
    found = read("News", "Hill Party claims using northern boats in the harbour of Mirn")
    assert ("Hill Party", "claims", "using northern boats in the harbour of Mirn") in found.triples()
