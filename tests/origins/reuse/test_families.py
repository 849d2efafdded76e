"""Thousands of near-identical texts are one family, in linear time."""

from headwater.origins.reuse.families import find_families
from headwater.origins.reuse.shingles import shingles
from headwater.origins.reuse.tokens import Hashes, tokenize

TEXT = " ".join(f"word{number}" for number in range(200))


def keys(text: str) -> Hashes:
    return shingles(tokenize(text), 5)


def test_five_thousand_copies_are_one_family() -> None:
    copies = [keys(TEXT)] * 2500 + [keys(TEXT.replace("word7 ", "other "))] * 2500
    (family,) = find_families(copies, 20, 0.85)
    assert family.members == tuple(range(5000))
    assert family.representative in family.members


def test_a_text_of_its_own_stays_outside() -> None:
    lists = [keys(TEXT)] * 20 + [keys(TEXT.replace("word", "ward"))]
    (family,) = find_families(lists, 20, 0.85)
    assert 20 not in family.members


def test_few_copies_make_pairs_not_a_family() -> None:
    assert find_families([keys(TEXT)] * 19, 20, 0.85) == []


def test_empty_texts_are_no_family() -> None:
    assert find_families([keys("")] * 50, 20, 0.85) == []
