"""A text cut at the borders of its marks loses and doubles nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.show.dossier.marks import MARKS, Mark, cut
from headwater.show.masking import WITHHELD, Mask

TEXT = "Guards fired on the ferry, a clerk said."
PLACES = st.integers(0, len(TEXT))
STRETCHES = st.lists(
    st.builds(
        lambda kind, a, b: Mark(kind, min(a, b), max(a, b), f"{a}-{b}"),
        st.sampled_from(MARKS),
        PLACES,
        PLACES,
    ),
    max_size=12,
)


@given(STRETCHES)
def test_the_pieces_make_up_the_text(marks: list[Mark]) -> None:
    assert "".join(piece.text for piece in cut(TEXT, 0, len(TEXT), marks, [])) == TEXT


@given(STRETCHES)
def test_every_character_is_under_its_marks(marks: list[Mark]) -> None:
    here = 0
    for piece in cut(TEXT, 0, len(TEXT), marks, []):
        expected = {mark.kind for mark in marks if mark.start <= here < mark.end}
        assert set(piece.kinds) == expected
        here += len(piece.text)


@given(STRETCHES)
def test_every_anchor_is_there_once(marks: list[Mark]) -> None:
    found = [anchor for piece in cut(TEXT, 0, len(TEXT), marks, []) for anchor in piece.anchors]
    wanted = {mark.anchor for mark in marks if mark.start < mark.end}
    assert set(found) == wanted


def test_a_mask_hides_its_words_under_any_mark() -> None:
    pieces = cut(TEXT, 0, len(TEXT), [Mark("source", 27, 34)], [Mask(29, 34)])
    shown = "".join(piece.text for piece in pieces)
    assert "clerk" not in shown
    assert WITHHELD in shown
