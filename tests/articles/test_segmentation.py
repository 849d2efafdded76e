"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.articles.segmentation import split


def cut(text: str, longest: int = 1500) -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text), longest)]


CASES = [
    ("He left. She stayed.", ["He left.", "She stayed."]),
    ("The U.S. army left. It rained.", ["The U.S. army left.", "It rained."]),
    ("They came to the U.S. The army left.", ["They came to the U.S.", "The army left."]),
    (
        "Gen. Keld of the St. Orm barracks spoke on Jan. 5 in Mirn.",
        ["Gen. Keld of the St. Orm barracks spoke on Jan. 5 in Mirn."],
    ),
    (
        "M. Keld et Mme. Marr ont parlé. Ils sont partis.",
        ["M. Keld et Mme. Marr ont parlé.", "Ils sont partis."],
    ),
    ("« Nous partons. » Il a souri.", ["« Nous partons. »", "Il a souri."]),
    ("“Stop!” he cried. “Go?” she asked.", ["“Stop!” he cried.", "“Go?” she asked."]),
    ("Shells hit the town.Troops had left.", ["Shells hit the town.", "Troops had left."]),
    ("See www.ostrel.Example today.", ["See www.ostrel.Example today."]),
    ("It grew by 3.5 percent in No. 4 street.", ["It grew by 3.5 percent in No. 4 street."]),
    ("A headline\n\nA sentence", ["A headline", "A sentence"]),
    ("1. First point. Second.", ["1. First point.", "Second."]),
    ("I. Marr wrote it. A. B. Keld read it.", ["I. Marr wrote it.", "A. B. Keld read it."]),
    ("قال الناطق ذلك. هل هذا صحيح؟ نعم!", ["قال الناطق ذلك.", "هل هذا صحيح؟", "نعم!"]),
    ("Войска ушли в 2014 г. из города. Тихо.", ["Войска ушли в 2014 г. из города.", "Тихо."]),
    ("We waited… then left. Wait… Then we left.", ["We waited… then left.", "Wait…", "Then we left."]),
    ("Twelve fell in 2016. They were young.", ["Twelve fell in 2016.", "They were young."]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_a_stretch_without_a_stop_is_cut_at_white_space() -> None:
    pieces = cut("word " * 200, longest=120)
    assert max(map(len, pieces)) <= 120
    assert " ".join(pieces) == ("word " * 200).strip()


@given(st.text(alphabet='aB.!?…"” \n«»1é؟', max_size=200))
def test_no_letter_is_lost_and_none_is_given_twice(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
