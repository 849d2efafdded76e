"""Scripts and hidden characters."""

from __future__ import annotations

import pytest

from headwater.text.languages import code_of, fits_script
from headwater.text.scripts import bidi_controls, bidi_overrides, mixed_words, script_of, script_shares


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Ostrel", "Latn"),
        ("الجيش", "Arab"),
        ("войска", "Cyrl"),
        ("12, 3", "Zyyy"),
        ("", "Zyyy"),
        ("Έβρος", "Grek"),
        ("HTŞ", "Latn"),
    ],
)
def test_the_script_of_most_letters_is_named(text: str, script: str) -> None:
    assert script_of(text) == script


def test_shares_sum_to_one_and_the_most_comes_first() -> None:
    assert script_shares("ab вгд") == [("Cyrl", 0.6), ("Latn", 0.4)]


def test_words_of_look_alike_scripts_are_pointed_out() -> None:
    text = "the \u0430pple of Mirn"
    assert [text[start:end] for start, end in mixed_words(text)] == ["\u0430pple"]


def test_two_scripts_side_by_side_are_no_mixture() -> None:
    assert mixed_words("Ostrel войска") == []


def test_controls_of_direction_are_found_and_overrides_told_apart() -> None:
    text = "a\u200fb\u202ec"
    assert bidi_controls(text) == [1, 3]
    assert bidi_overrides(text) == [3]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("fr_FR", "fr"),
        ("ara", "ar"),
        ("und", None),
        ("", None),
        ("x" * 9, None),
        (None, None),
    ],
)
def test_a_language_tag_is_cut_to_its_code(tag: str | None, code: str | None) -> None:
    assert code_of(tag) == code


def test_a_language_fits_its_scripts_only() -> None:
    assert fits_script("ar", "Arab")
    assert not fits_script("en", "Arab")
    assert fits_script("tr", "Zyyy")
