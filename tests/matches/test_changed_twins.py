"""200 claims and their twins with one fact changed, and 60 that say the same in other words or languages."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from headwater.matches.comparison import Wording, compare_wordings
from headwater.matches.quantities import find_quantities
from headwater.matches.ranges import relate


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file beside this one."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


CHANGED, KEPT = rows("changed_twins.tsv"), rows("kept_twins.tsv")


def test_forty_pairs_in_each_of_five_languages_eight_of_each_kind() -> None:
    counts = Counter((row["lang"], row["kind"]) for row in CHANGED)
    assert len(counts) == 25
    assert set(counts.values()) == {8}
    assert len(KEPT) == 60


def test_a_changed_fact_is_a_conflict_and_never_the_same_claim() -> None:
    verdicts: Counter[str] = Counter()
    for row in CHANGED:
        a, b = Wording(row["claim"], row["lang"]), Wording(row["twin"], row["lang"])
        said = {compare_wordings(a, b).verdict, compare_wordings(b, a).verdict}
        assert not said & {"same", "compatible"}, row
        verdicts["conflict" if said == {"conflict"} else "other"] += 1
    assert verdicts["conflict"] >= 0.95 * len(CHANGED)


@pytest.mark.parametrize("row", KEPT, ids=lambda row: row["claim"])
def test_a_paraphrase_or_translation_is_no_conflict(row: dict[str, str]) -> None:
    a, b = Wording(row["claim"], row["lang"]), Wording(row["twin"], row["other_lang"])
    for one, two in ((a, b), (b, a)):
        assert compare_wordings(one, two).verdict != "conflict", compare_wordings(one, two)


def test_dozens_and_hundreds_are_two_counts() -> None:
    dozens, scores, hundreds = (
        find_quantities(f"{word} died.", "en")[0] for word in ("Dozens", "Scores", "Hundreds")
    )
    assert relate(dozens, hundreds) == relate(hundreds, dozens) == "apart"
    assert relate(dozens, scores) == "compatible"


def test_sunday_is_no_count_in_arabic() -> None:
    assert [q.low for q in find_quantities("مقتل 20 شخصا يوم الأحد", "ar")] == [20]


def test_the_noun_says_what_is_counted_where_the_verb_is_light() -> None:
    (found,) = find_quantities("L'embuscade a fait au moins trente-trois blessés.", "fr")
    assert (found.role, found.low) == ("injured", 33)
