"""From evidence to a kind: one table for words, one for meaning."""

import pytest

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.kinds import (
    MeaningEvidence,
    WordEvidence,
    kind_of_meaning,
    kind_of_wording,
    say_meaning,
    say_wording,
)
from headwater.origins.reuse.likeness import expected, likeness

CONFIG = ReuseConfig()


def words(coverage: float, runs: int, same: int, longest: int, **more: float | bool) -> WordEvidence:
    return WordEvidence(
        coverage_a=coverage, coverage_b=coverage / 2, runs=runs, same=same, longest=longest,
        rarity=float(more.get("rarity", same)), standing_runs=int(more.get("standing", 0) > 0),
        standing_words=int(more.get("standing", 0)), standing_longest=int(more.get("standing", 0)),
        one_publisher=bool(more.get("series", False)),
    )  # fmt: skip


def meaning(coverage: float, alike: float, **more: float | bool) -> MeaningEvidence:
    return MeaningEvidence(
        coverage_a=coverage, coverage_b=coverage, pairs=int(more.get("pairs", 8)), likeness=alike,
        agreement=float(more.get("agreement", 0.8)), across=bool(more.get("across", True)),
        one_publisher=bool(more.get("series", False)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("evidence", "kind"),
    [
        (words(1.0, 1, 300, 300), "copy"),
        (words(0.9, 4, 270, 120), "copy"),  # a copy with a few words changed
        (words(0.9, 9, 200, 30), "common_source"),  # all of it shared, but broken throughout
        (words(0.4, 6, 120, 40), "common_source"),
        (words(0.3, 1, 60, 60), "shared_quote"),  # one long quotation
        (words(0.05, 1, 14, 14), "shared_quote"),
        (words(0.02, 1, 7, 7), None),  # a turn of phrase
        (words(0.05, 1, 14, 14, rarity=1.0), None),  # words that everyone uses
        (words(0.4, 3, 90, 40, series=True), "shared_quote"),  # a series repeats itself
        (words(0.1, 1, 14, 14, series=True), None),
        (words(1.0, 1, 300, 300, series=True), "copy"),  # but a copy is a copy
        (words(0.0, 0, 0, 0, rarity=20.0, standing=40), "shared_quote"),  # a whole paragraph of background
        (words(0.0, 0, 0, 0, rarity=6.0, standing=10), None),
        (words(1.0, 1, 6, 6), None),  # too short to be anything
    ],
)
def test_kind_of_wording(evidence: WordEvidence, kind: str | None) -> None:
    assert kind_of_wording(evidence, CONFIG) == kind


@pytest.mark.parametrize(
    ("evidence", "best", "kind"),
    [
        (meaning(1.0, 1.0), 1.0, "translation"),
        (meaning(0.85, 0.9), 0.8, "translation"),  # a third dropped, facts changed
        (meaning(0.9, 0.62), 0.56, "translation"),  # free, but nothing else comes near
        (meaning(0.9, 0.62), 1.0, None),  # free, and another text is far nearer
        (meaning(0.8, 0.8, agreement=0.2), 1.0, None),  # other numbers and names: another event
        (meaning(0.45, 0.95), 0.5, "common_source"),
        (meaning(0.2, 1.0, pairs=1), 0.2, None),
        (meaning(1.0, 1.0, pairs=1), 1.0, "translation"),  # a text of one sentence
        (meaning(0.9, 1.1, across=False), 0.0, "common_source"),  # told again in one language
        (meaning(0.9, 1.1, across=False, series=True), 0.0, None),
        (meaning(0.9, 0.8, across=False), 0.0, None),  # one subject, two reports
    ],
)
def test_kind_of_meaning(evidence: MeaningEvidence, best: float, kind: str | None) -> None:
    assert kind_of_meaning(evidence, None, best, CONFIG) == kind


def test_a_looser_retelling_counts_beside_rare_words() -> None:
    loose = meaning(0.9, 0.88, across=False)
    assert kind_of_meaning(loose, None, 0.0, CONFIG) is None
    assert kind_of_meaning(loose, words(0.02, 1, 8, 8), 0.0, CONFIG) == "common_source"


def test_the_yardstick_knows_its_languages_and_guesses_others() -> None:
    assert expected("en", "fr") > expected("ar", "tr")
    assert 0.5 < expected("ja", "ko") < 0.75
    assert likeness(expected("en", "ru"), "en", "ru") == 1.0
    assert likeness(0.1, "en", "ru") == 0.0


def test_reasons_tell_the_figures() -> None:
    assert say_wording("copy", words(0.61, 7, 180, 54)) == (
        "61 % of A's words stand in B in the same order, 180 words in 7 stretches, the longest of 54 words; "
        "little else in it is its own."
    )
    assert "One sentence matches" in say_meaning("translation", meaning(1.0, 1.0, pairs=1))
    assert "background" in say_wording("shared_quote", words(0.0, 0, 0, 0, standing=40))
