"""A sign-off credits the whole text; the source of a last sentence does not."""

from __future__ import annotations

import pytest

from headwater.articles.captions import inline_caption
from headwater.articles.datelines import find_lost_dateline
from headwater.articles.signoffs import read_sign_off

LAST = "Talks on the ferry go on in Mirn"


@pytest.mark.parametrize(
    ("end", "name"),
    [
        (f"{LAST} AFP reported. KDL 11", "AFP"),
        (f"{LAST} AFP reported. KDL", "AFP"),
        (f"{LAST}, The Associated Press reported. MM/7", "The Associated Press"),
        (f"{LAST} and Ostrel Press TV reported. SKH 3", "Press TV"),
        (f"{LAST}, AFP reported.", None),  # the source of its own sentence
        (f"{LAST}. KDL 11", None),
        (f"{LAST}, a clerk reported. KDL 11", None),
        (f"{LAST}, AFP. KDL 11", None),
        ("", None),
        ("KDL 11", None),
        ("reported. KDL 11", None),
    ],
)
def test_a_desk_mark_behind_an_outlet_makes_a_sign_off(end: str, name: str | None) -> None:
    found = read_sign_off(end)
    assert (found.name if found else None) == name
    if found:
        assert end[found.start : found.end] == name


@pytest.mark.parametrize(
    "stretch", ["ORVE (Reuters)", "ORVE August 21 (The Associated Press)", "ORVE, May 3, (AP)"]
)
def test_a_dateline_behind_the_standfirst_is_no_picture_credit(stretch: str) -> None:
    text = f"Nine people were hurt on the ferry. {stretch} Guards fired on the ferry on Tuesday."
    lost = find_lost_dateline(text, 0, len(text))
    assert lost is not None and lost.words == stretch
    assert inline_caption(text, 0) is None


def test_a_picture_credit_behind_a_name_in_capitals_stays_one() -> None:
    text = "Guards beside a NORA flag in Mirn on 3 May 2016 (AFP Photo) Guards fired on the ferry on Tuesday."
    assert inline_caption(text, 0) is not None


def test_two_credits_of_one_picture_both_belong_to_its_caption() -> None:
    text = "A boat that burnt in Mirn on 3 May 2016 (File photo) (Norwire and Agencies) Guards fired on the ferry."
    caption = inline_caption(text, 0)
    assert caption is not None and text[caption.end :] == " Guards fired on the ferry."
