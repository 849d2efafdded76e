"""Words read piece by piece are those of the whole text."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.text.names import words_of
from headwater.text.written import placed_words

PIECES = st.sampled_from(
    [
        "l'ISIS",
        "Da'esh",
        "U.N.",
        "al-Qadr",
        "CamelCase",
        "Türkiye'nin",
        "وقالت",
        "«Ле",
        "—",
        "a",
        "3,400",
        "x" * 70,
        "e\u0301t",
    ]
)
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", "\t", "\u2028"])


@given(st.lists(st.tuples(st.one_of(PIECES, st.text(max_size=6)), SPACES), max_size=12))
def test_words_of_pieces_are_words_of_the_text(drawn: list[tuple[str, str]]) -> None:
    text = "".join(piece + space for piece, space in drawn)
    assert [(start, word.text, word.forms, word.hyphen) for start, word in placed_words(text)] == [
        (word.start, word.text, word.forms, word.hyphen) for word in words_of(text)
    ]
