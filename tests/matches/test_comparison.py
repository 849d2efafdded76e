"""A claim and its twin with one fact changed are never the same claim."""

from __future__ import annotations

from datetime import date

import pytest

from headwater.matches.comparison import Wording, compare_wordings
from tests.matches.contradictions import PAIRS, SAME

_CHANGED = [(lang, a, b) for lang, pairs in PAIRS.items() for a, b in pairs]
_SAME = [(lang, a, b) for lang, pairs in SAME.items() for a, b in pairs]


@pytest.mark.parametrize(("lang", "claim", "twin"), _CHANGED)
def test_a_changed_fact_is_never_the_same_claim(lang: str, claim: str, twin: str) -> None:
    for one, two in ((claim, twin), (twin, claim)):
        found = compare_wordings(Wording(one, lang), Wording(two, lang))
        assert found.verdict in ("conflict", "unknown"), found
        assert all(view.because.endswith(".") for view in found.slots)


def test_nearly_all_changed_facts_are_conflicts() -> None:
    verdicts = [compare_wordings(Wording(a, lang), Wording(b, lang)).verdict for lang, a, b in _CHANGED]
    assert verdicts.count("conflict") >= 0.95 * len(verdicts)


@pytest.mark.parametrize(("lang", "claim", "other"), _SAME)
def test_another_order_of_words_is_the_same_claim(lang: str, claim: str, other: str) -> None:
    assert compare_wordings(Wording(claim, lang), Wording(other, lang)).verdict == "same"


def test_more_detail_is_compatible_not_the_same() -> None:
    short = Wording("Shells killed nine people in Ollenz.", "en")
    full = Wording("Shells killed nine people in Ollenz and destroyed the pharmacy.", "en")
    assert compare_wordings(short, full).verdict == "compatible"


def test_two_languages_are_at_best_compatible() -> None:
    a = Wording("Shells killed nine people in Ollenz on Tuesday.", "en")
    b = Wording("Des obus ont tué neuf personnes mardi à Ollenz.", "fr")
    c = Wording("Des obus ont tué douze personnes mardi à Ollenz.", "fr")
    assert compare_wordings(a, b).verdict == "compatible"
    assert compare_wordings(a, c).verdict == "conflict"


def test_a_weekday_and_a_date_are_compared_through_publication() -> None:
    a = Wording("The raid came on Tuesday.", "en", date(2021, 3, 11))
    b = Wording("The raid came on 9 March 2021.", "en", date(2021, 3, 11))
    assert compare_wordings(a, b).verdict != "same"
