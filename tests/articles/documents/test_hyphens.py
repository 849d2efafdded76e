"""Whether a hyphen at the end of a line is the printer's or the word's."""

from __future__ import annotations

import pytest

from headwater.articles.documents.hyphens import joint, words_of

JOINTS = [
    ("the govern-", "ment of Mirn", "join"),
    ("the self-", "styled guard", "keep"),
    ("in the Al-", "Quds road", "keep"),
    ("in 2033-", "34 and", "keep"),
    ("a 14-", "day truce", "keep"),
    ("the govern\u00ad", "ment", "join"),
    ("he said -", "and left", "space"),
    ("no hyphen", "here", "space"),
    ("dit-", "il hier", "keep"),
    ("le gouverne-", "ment", "join"),
    ("прави-", "тельство", "join"),
    ("кто-", "то сказал", "keep"),
    ("GOVERN-", "MENT OF", "join"),
    ("the TV-", "set was", "keep"),
    ("the F-", "16 was", "keep"),
    ("a pst-", "wrt", "keep"),
    ("the anti-", "tank gun", "keep"),
    ("حكومة-", "المدينة", "keep"),
]


@pytest.mark.parametrize(("line", "following", "expected"), JOINTS)
def test_a_cut_word_is_joined_only_where_the_whole_is_plausible(
    line: str, following: str, expected: str
) -> None:
    assert joint(line, following, frozenset()) == expected


def test_the_words_of_the_document_decide_first() -> None:
    known = words_of(["the northeast of the country and the war-torn town"])
    assert joint("in the north-", "east of", known) == "join"
    assert joint("in the war-", "torn town", known) == "keep"
