"""What is looked at before a text is read for outlets and notices never hides one of them."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.origins.making import article, claim

from headwater.origins.counting.lexicon import words
from headwater.origins.counting.notices import notice_words
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.subjects import looked_up, may_have_subject
from headwater.origins.outlets.asked import _Listening
from headwater.origins.outlets.signs import may_give_notice
from headwater.records.claims import Claim

SIGNS = sorted(notice_words().signs)
SOME = [
    *(
        ".,",
        "l'agence",
        "Harl",
        "a",
        "state",
        "television",
        "correspondent",
        "reporter",
        "مراسل",
        "The-Mirror",
    ),
    *("İstanbul'da", "корреспондент", "journaliste", "HarlPost", "—", "of"),
    *sorted(words().tellers)[:12],
]


@given(st.lists(st.sampled_from(SOME), max_size=16), st.sampled_from([" ", "  ", "\n", ", ", "\u00a0"]))
def test_a_claim_that_is_not_looked_at_has_no_subject_to_look_up(drawn: list[str], between: str) -> None:
    text = between.join(drawn)
    told: Claim = replace(claim(article("a", "It rains."), "It rains."), text=text)
    book = _Listening()
    looked_up(told, Reading.of_nothing(book))
    assert may_have_subject(text) or not book.asked


@given(
    st.sampled_from(SIGNS),
    st.sampled_from([str, str.upper, str.title, str.swapcase]),
    st.text(alphabet="aıİiſsKk\u1c80 в\u0307Σ", max_size=12),
)
def test_a_sign_in_any_case_is_seen(sign: str, cased: object, around: str) -> None:
    text = around + cased(sign) + around  # type: ignore[operator]
    if re.search("|".join(map(re.escape, SIGNS)), text, re.IGNORECASE):
        assert may_give_notice(text)
