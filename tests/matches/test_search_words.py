"""What a search asks for, and how two orders are made into one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.matches.neighbours import nearest
from headwater.matches.search_ranks import fuse
from headwater.matches.search_words import LONGEST, index_words, read_query, words_in
from headwater.records.errors import InputError


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Qorrîn", "qorrin"),
        ("Élancourt", "ELANCOURT"),
        ("إدلب", "ادلب"),
        ("مُسْتَشْفَى", "مستشفي"),
        ("Ёлка", "елка"),
        ("İzmir", "izmir"),
        ("Da'esh", "Daesh"),
    ],
)
def test_marks_and_case_make_no_difference(one: str, two: str) -> None:
    assert words_in(one) == words_in(two)


@pytest.mark.parametrize(
    ("asked", "text", "lang"),
    [
        ("deliveries of missiles", "A delivered missile", "en"),
        ("bombing", "They bombed the market", "en"),
        ("المستشفى", "في مستشفى المدينة", "ar"),
        ("ракеты", "колонна с ракетами", "ru"),
        ("köprü", "köprüsü çöktü", "tr"),
    ],
)
def test_another_form_of_a_word_is_found_by_its_stem(asked: str, text: str, lang: str) -> None:
    words, stems = (part.split() for part in index_words(text, lang))
    assert read_query(asked).held(words, set(stems))


def test_phrases_are_taken_apart_in_any_quotation_marks() -> None:
    query = read_query('bridge "gave way" «sur la rivière» “two buses”')
    assert set(query.phrases) == {("gave", "way"), ("sur", "la", "riviere"), ("two", "buses")}
    assert "bridge" in [wanted.word for wanted in query.words]


def test_grammar_is_not_looked_for_unless_there_is_nothing_else() -> None:
    assert [wanted.word for wanted in read_query("the bridge on the river").words] == ["bridge", "river"]
    assert [wanted.word for wanted in read_query("of the").words] == ["of", "the"]


def test_other_names_of_what_is_named_are_looked_for_too() -> None:
    names = [["Kestrel Brigade", "لواء العوسق", "Бригада Пустельги"], ["Orve", "أورف"]]
    query = read_query("who armed the Kestrel Brigade").naming(names)
    assert query.names == (("бригада", "пустельги"), ("لوا", "العوسق"))


@pytest.mark.parametrize("asked", ["", "   ", '"', '""', "…!?", "\u202e"])
def test_a_search_without_words_says_what_it_needs(asked: str) -> None:
    with pytest.raises(InputError, match="at least one word"):
        read_query(asked)


def test_a_text_is_no_search() -> None:
    with pytest.raises(InputError, match="at most 1,000"):
        read_query("x " * LONGEST)


@given(st.text(max_size=200))
def test_any_text_is_a_search_or_a_clear_error(asked: str) -> None:
    try:
        query = read_query(asked)
    except InputError:
        return
    assert all(wanted.word.strip() for wanted in query.words)


def test_what_both_orders_have_comes_first_and_ties_go_to_the_smaller() -> None:
    assert [place for place, _ in fuse([[5, 7], [7, 9]], (1.0, 1.0))] == [7, 5, 9]
    assert [place for place, _ in fuse([[4], [3]], (1.0, 1.0))] == [3, 4]
    assert fuse([[1], [1]], (2.0, 1.0)) == [(1, 1.0)]


def test_nearest_is_the_same_for_any_blocks() -> None:
    rng = np.random.Generator(np.random.PCG64(7))
    matrix = rng.standard_normal((500, 16)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix[300] = matrix[20]  # of equals the first
    whole = nearest([matrix], matrix[20], 10)
    assert whole[:2] == [(20, 1.0), (300, 1.0)]
    for size in (1, 7, 128):
        assert nearest((matrix[k : k + size] for k in range(0, 500, size)), matrix[20], 10) == whole
    exact = np.round(matrix @ matrix[20], 4)
    assert [place for place, _ in whole] == list(np.argsort(-exact, kind="stable")[:10])
