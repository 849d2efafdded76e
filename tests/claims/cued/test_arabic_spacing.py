"""Arabic words that lost a space, verbal nouns that are announced, and who is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.claims.cued.spacing import split_words
from tests.claims.making import read


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("كلاركإن", ["كلارك", "إن"]),
        ("المراسلبإن", ["المراسل", "بإن"]),
        ("لجنةحفظ", ["لجنة", "حفظ"]),
        ("أيضًابإن", ["أيضًا", "بإن"]),
        ("بالإضافة", ["بالإضافة"]),
        ("والإعلام", ["والإعلام"]),
        ("للإدارة", ["للإدارة"]),
        ("فإنها", ["فإنها"]),
        ("مستشفى", ["مستشفى"]),
    ],
)
def test_letters_that_end_or_open_a_word_part_two(word: str, pieces: list[str]) -> None:
    assert [word[a:b] for a, b in split_words(word)] == pieces


@given(st.text(alphabet="ابةىإلوكًن", min_size=1, max_size=40))
def test_pieces_are_the_whole_word(word: str) -> None:
    assert "".join(word[a:b] for a, b in split_words(word)) == word


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("أعلن المتحدث مقتل عشرة حراس عند الجسر.", "المتحدث", "مقتل عشرة حراس عند الجسر"),
        ("أكدت الحكومة رفضها للخطة الجديدة.", "الحكومة", "رفضها للخطة الجديدة"),
        ("وحثت الشرطة أهالي القرية على البقاء في بيوتهم.", "الشرطة", "على البقاء في بيوتهم"),
        ("كما قال أن الجسر أصبح مغلقا أمام الناس.", None, "الجسر أصبح مغلقا أمام الناس"),
        ("قال الوزير سامي دوركإن الجسر أصبح مغلقا.", "الوزير سامي دورك", "الجسر أصبح مغلقا"),
    ],
)
def test_who_says_what(sentence: str, source: str | None, content: str) -> None:
    told = [(s, c) for s, _, c in read("عنوان", sentence, lang="ar").triples()]
    assert (source, content) in told


def test_via_inside_a_clause_is_no_cue() -> None:
    found = read("عنوان", "وصل الحراس عبر الجسر عن طريق القرية.", lang="ar")
    assert found.attributions == []


def test_a_mark_set_on_both_sides_is_a_quotation() -> None:
    found = read("عنوان", "قالت السيدة دور ”لم نسمع شيئا في تلك الليلة”.", lang="ar")
    assert [a.form for a in found.attributions] == ["direct"]
