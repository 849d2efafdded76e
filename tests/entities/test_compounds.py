"""Names compared by what a word is made of, and abbreviations of names with general words."""

from __future__ import annotations

import pytest

from headwater.entities import compare_names
from tests.entities.making import found

ONE = [
    ("Zarnoqavia", "Air Zarnoq"),
    ("Nordavia", "Nord Aviation"),
    ("ZTG", "Zarnoq Technology Group Limited"),
    ("TDG Ltd.", "Textile Development Group Limited"),
    ("ZAN Group", "Zarnoq Aviation Network Group"),
    ("Signatories in Blood", "Les Signataires par le Sang"),
    ("Ceux avec Zarnoq", "Those with Zarnoq"),
]
APART = [
    ("Nordavia", "Nord Bank"),
    ("NAN GROUP", "Nordhavn Aviation Network Group"),
    ("Zarnoqavia", "Air Nordhavn"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_names_that_may_be_one(left: str, right: str) -> None:
    assert compare_names(left, right, "Organization").score >= 0.5


@pytest.mark.parametrize(("left", "right"), APART)
def test_names_that_are_two(left: str, right: str) -> None:
    assert compare_names(left, right, "Organization").score < 0.5


def test_a_quarter_is_no_governorate_of_another_country() -> None:
    text = "Shells fell on the Sulaymaniyah neighborhood of Aleppo in Syria. The Syrian army was in Aleppo. Sulaymaniyah burnt."
    assert not [m for m in found(text) if m.text == "Sulaymaniyah" and m.known_as]


def test_two_bylines_with_a_stroke_between_them_are_two_names() -> None:
    names = {"Odo Reedman/Bo": "PERSON"}
    assert [m.text for m in found("The quay burnt. Odo Reedman/Bo", names=names)] == ["Odo Reedman"]


@pytest.mark.parametrize("text", ["The national units left.", "Behind the hill, the times are hard."])
def test_the_and_a_noun_in_small_letters_is_no_newspaper(text: str) -> None:
    assert not [m for m in found(text) if m.type == "outlet"]
