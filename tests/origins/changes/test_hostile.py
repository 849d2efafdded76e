"""Hostile text never breaks the comparison, and every stretch lies inside its text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pace import least

from headwater.origins.changes import Passage, compare_passages
from headwater.origins.changes.lexicon import LANGUAGES

TEXT = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("\u202e\u200f\u0301«»\"'’-12 \n.,")), max_size=120
)
WORDS = st.lists(
    st.sampled_from(
        [
            "not",
            "14",
            "Brask",
            "killed",
            "rebels",
            "terrorists",
            "Monday",
            "said",
            "لم",
            "قتل",
            "öldü",
            "не",
            "reportedly",
            "в",
            "nord",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(TEXT, WORDS),
    st.one_of(TEXT, WORDS),
    st.sampled_from(LANGUAGES),
    st.sampled_from((*LANGUAGES, "und")),
)
def test_any_two_texts_can_be_compared(old: str, new: str, lang: str, other: str) -> None:
    for difference in compare_passages(Passage(old, lang), Passage(new, other)):
        for stretch, text in ((difference.parent, old), (difference.child, new)):
            if stretch is not None:
                assert 0 <= stretch[0] <= stretch[1] <= len(text)
                assert stretch[1] - stretch[0] <= 300


@pytest.mark.parametrize("text", ["", " ", "....", "14", "«" * 500, "not " * 2000, "a\u0301" * 3000])
def test_odd_texts(text: str) -> None:
    compare_passages(Passage(text, "en"), Passage("Five miners died at Brask on Monday.", "en"))
    compare_passages(Passage("Five miners died at Brask on Monday.", "en"), Passage(text, "en"))


def test_time_grows_with_length_not_with_its_square() -> None:
    def spent(many: int) -> float:
        text = "The army said 14 miners were not killed in Brask on Monday. " * many
        return least(lambda: compare_passages(Passage(text, "en"), Passage(text.replace("14", "15"), "en")))

    assert spent(400) < 60 * max(spent(20), 0.01)  # twenty times the text; quadratic time would take 400
