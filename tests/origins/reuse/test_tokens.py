"""Words are compared in a form that survives what copying does to a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.origins.reuse.tokens import folded, tokenize


def words(text: str) -> list[str]:
    tokens = tokenize(text)
    return [folded(text[a:b]) for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the harbour's crane", "the harbours crane"),  # a lost apostrophe
        ("the U.N. envoy", "the UN envoy"),  # dots of an abbreviation
        ("12,500 sacks", "12500 sacks"),  # a thousands separator
        ("“Stand back,” he said", "Stand back he said"),  # lost quotation marks and commas
        ("PORT SALLOW", "Port Sallow"),
        ("Café Törn", "Cafe Torn"),
        ("مُرَاسِل", "مراسل"),  # Arabic vowel signs
        ("٢٣", "23"),  # digits of another script
        ("har\u200fbour", "harbour"),  # a direction mark inside a word
        ("har\u00adbour", "harbour"),  # a soft hyphen
    ],
)
def test_words_are_the_same_whatever_was_lost(one: str, other: str) -> None:
    assert tokenize(one).hashes.tolist() == tokenize(other).hashes.tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5 tonnes", ["3", "5", "tonnes"]),  # no thousands separator
        ("well-known", ["well", "known"]),
        ("", []),
        ("—…!", []),
        ("港口火灾", ["港", "口", "火", "灾"]),  # a script without spaces: one token a character
        ("BBC港口", ["bbc", "港", "口"]),
    ],
)
def test_what_is_one_word(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_of_marks_alone_costs_no_time() -> None:
    assert len(tokenize("a\u200f" * 100_000)) == 1


@given(st.text(max_size=200))
def test_offsets_ascend_inside_any_text(text: str) -> None:
    tokens = tokenize(text)
    edges = [edge for pair in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(a < b for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
