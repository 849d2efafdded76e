"""A text that stands word for word in one of its own language did not come through a translation of that one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.origins.descent.pairs import Pair
from headwater.origins.descent.same_words import words_kept

EN, TRIMMED, TR = "dispatch-en", "trimmed-en", "retold-tr"


def _pair(a: str, b: str, *, same_language: bool, words: float = 0.0) -> Pair:
    kind = "common_source" if same_language else "translation"
    return Pair(
        a, b, kind, 0.6, 0.9, (), (), 1.0, same_language, False, False, words, words, 0.0, ()
    )  # fmt: skip


FAMILY = (
    _pair(EN, TR, same_language=False, words=1.0),
    _pair(EN, TRIMMED, same_language=True, words=1.0),
    _pair(TR, TRIMMED, same_language=False),
)


def test_the_translation_is_no_parent_of_what_keeps_the_first_words() -> None:
    assert words_kept(FAMILY) == {(TRIMMED, TR): 0.9}


@pytest.mark.parametrize(
    ("at", "change"),
    [
        (1, {"words": -1.0, "said": -1.0}),  # the rival looks like the younger of the two
        (1, {"words": 0.0}),  # neither looks like the elder
        (1, {"verbatim": 0.3}),  # it was reworded: a translator's words may be alike
        (1, {"kind": "shared_quote"}),
        (0, {"a": "another-en"}),  # the rival shares nothing with that translation
    ],
    ids=["younger", "unknown", "reworded", "a quotation", "apart"],
)
def test_a_rival_that_tells_nothing(at: int, change: dict[str, object]) -> None:
    pairs = list(FAMILY)
    pairs[at] = replace(pairs[at], **change)  # type: ignore[arg-type]
    assert (TRIMMED, TR) not in words_kept(pairs)
