"""A text with marks woven in loses and doubles nothing, and is properly nested whatever the marks cross."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.show.dossier.marks import RANK, Close, Mark, Open, Run, Token, weave
from headwater.show.masking import WITHHELD, Mask

TEXT = "Guards fired on the ferry, a clerk said."
PLACES = st.integers(0, len(TEXT))
STRETCHES = st.lists(
    st.builds(
        lambda kind, a, b: Mark(kind, min(a, b), max(a, b), f"{a}-{b}"),
        st.sampled_from(list(RANK)),
        PLACES,
        PLACES,
    ),
    max_size=12,
)


def woven(marks: list[Mark], masks: tuple[Mask, ...] = ()) -> list[Token]:
    return list(weave(TEXT, 0, len(TEXT), marks, masks))


@given(STRETCHES)
def test_the_runs_make_up_the_text(marks: list[Mark]) -> None:
    assert "".join(token.text for token in woven(marks) if isinstance(token, Run)) == TEXT


@given(STRETCHES)
def test_every_character_is_under_its_marks_and_all_are_nested(marks: list[Mark]) -> None:
    here, stack = 0, []
    for token in woven(marks):
        if isinstance(token, Open):
            stack.append(token.mark)
        elif isinstance(token, Close):
            assert stack.pop() == token.mark
        else:
            expected = sorted(mark.anchor or "" for mark in marks if mark.start <= here < mark.end)
            assert sorted(mark.anchor or "" for mark in stack) == expected
            here += len(token.text)
    assert not stack


@given(STRETCHES)
def test_every_mark_begins_once_and_ends_once(marks: list[Mark]) -> None:
    whole = sorted((mark.kind, mark.start, mark.end) for mark in marks if mark.start < mark.end)
    tokens = woven(marks)
    opened = [t.mark for t in tokens if isinstance(t, Open) and t.first]
    closed = [t.mark for t in tokens if isinstance(t, Open) and t.last]
    assert sorted((m.kind, m.start, m.end) for m in opened) == whole
    assert sorted((m.kind, m.start, m.end) for m in closed) == whole


@pytest.mark.parametrize("mark", [Mark("source", 27, 34), Mark("source", 29, 31), Mark("content", 0, 30)])
def test_a_mask_hides_its_words_once_under_any_mark(mark: Mark) -> None:
    shown = "".join(t.text for t in woven([mark], (Mask(29, 34),)) if isinstance(t, Run))
    assert shown == f"Guards fired on the ferry, a {WITHHELD} said."


def test_a_stretch_that_begins_within_a_mask_is_masked_too() -> None:
    shown = "".join(t.text for t in weave(TEXT, 31, 40, [], (Mask(29, 34),)) if isinstance(t, Run))
    assert shown == f"{WITHHELD} said."
