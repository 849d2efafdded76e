"""Groups are joined on average, conflicts by what counts can mean, headings by what they do not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.matches.grouping import agglomerate
from headwater.matches.headings import ALL_ACCUSE, choose_heading
from headwater.matches.quantities import find_quantities
from headwater.matches.ranges import relate
from headwater.matches.tolls import choose_lead_toll, choose_toll
from headwater.records.claims import Certainty, Claim
from headwater.records.entities import Mention
from headwater.records.matches import Actor, ClaimSlots, Quantity


def odds_of(table: dict[tuple[int, int], float], otherwise: float = -4.0):  # type: ignore[no-untyped-def]
    return lambda a, b: table.get((a, b), otherwise)


def test_a_chain_never_joins_two_incidents() -> None:
    table = {(0, 1): 3.0, (1, 2): 0.5, (2, 3): 3.0}
    assert agglomerate(4, sorted(table), odds_of(table), 0.0) == [[0, 1], [2, 3]]


def test_agreement_on_average_joins() -> None:
    table = {(0, 1): 3.0, (1, 2): 2.0, (0, 2): -0.5}
    assert agglomerate(3, sorted(table), odds_of(table), 0.0) == [[0, 1, 2]]


def test_five_hundred_copies_are_one_group_quickly() -> None:
    pairs = [(a, b) for a in range(500) for b in range(a + 1, min(500, a + 20))]
    assert agglomerate(500, pairs, lambda a, b: 5.0, 0.0) == [list(range(500))]


def count(text: str, lang: str = "en") -> Quantity:
    return find_quantities(text, lang)[0]


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ("At least 58 died", "At least 72 died", "apart"),
        ("Dozens died", "58 people died", "compatible"),
        ("More than 500 died", "546 people died", "compatible"),
        ("About 80 died", "58 people died", "apart"),
        ("Between 10 and 15 died", "12 people died", "compatible"),
        ("16 people died", "Sixteen people died", "same"),
        ("Up to 400 died", "Up to 900 died", "apart"),
    ],
)
def test_counts_that_fit_are_no_conflict(one: str, two: str, wanted: str) -> None:
    assert relate(count(one), count(two)) == wanted
    assert relate(count(two), count(one)) == wanted


def test_a_rough_toll_is_read_from_the_exact_count_that_fits_it() -> None:
    rough, small, exact = (
        find_quantities(t, "en") for t in ("Dozens died.", "Three died there.", "In all 61 died.")
    )
    toll = choose_toll([rough, small, exact])
    assert toll is not None
    assert toll.low == 61


def test_the_headline_s_greater_total_leads() -> None:
    own, headline = (
        find_quantities("Six people were killed.", "en"),
        find_quantities("Nine killed in Ollenz", "en"),
    )
    toll = choose_lead_toll(own, headline, [])
    assert toll is not None
    assert toll.low == 9


def claim(name: str, text: str, certainty: Certainty = "certain", chain: list[str] | None = None) -> Claim:
    return Claim(
        name, name, "p", text, 0, len(text), 0, "en", False, True, chain or [], "attributed", certainty, "assert",
        "affirms", "happened",
    )  # fmt: skip


def test_the_heading_is_the_least_labelled_and_most_hedged() -> None:
    plain = claim("a", "Shells may have killed nine people in the village of Ollenz.", "possible")
    flat = claim("b", "Shells killed nine people in the village of Ollenz on Tuesday.")
    loaded = claim("c", "Terrorists may have killed nine people in the village of Ollenz.", "possible")
    mention = Mention("m", "c", "Terrorists", 0, 10, "en", "group", None, "terrorist", "lexicon", "A label.")
    assert choose_heading([flat, loaded, plain], {"c": [mention]}, {}) == ("a", "")


def test_an_accusation_of_a_person_never_heads_a_group() -> None:
    accusing = claim("a", "Pavo Lisk may have ordered the shelling of the market in Ollenz.", "possible")
    other = claim("b", "Shells killed nine people in the village of Ollenz on Tuesday.")
    mention = Mention("m", "a", "Pavo Lisk", 0, 9, "en", "person", None, None, "model", "A name.")
    slots = ClaimSlots(
        "a", "a", "attack", [], [Actor("Pavo Lisk", 0, 9, "perpetrator", None)], None, None, []
    )
    assert choose_heading([accusing, other], {"a": [mention]}, {"a": slots}) == ("b", "")
    assert choose_heading([accusing], {"a": [mention]}, {"a": slots}) == ("a", ALL_ACCUSE)


def test_a_denial_heads_no_group_of_statements() -> None:
    denial = replace(claim("a", "No shell may have hit the market in Ollenz.", "possible"), polarity="deny")
    flat = claim("b", "Shells killed nine people in the village of Ollenz on Tuesday.")
    assert choose_heading([denial, flat], {}, {}) == ("b", "")
    assert choose_heading([denial], {}, {}) == ("a", "")
