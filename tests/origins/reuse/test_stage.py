"""The stage as others see it: one row a pair, exact spans, nothing from what merely looks alike."""

import itertools

import pytest

from headwater.origins.reuse.config import ReuseConfig
from headwater.records.articles import Article
from headwater.records.origins import Reuse
from tests.origins.reuse.making import QUAY, VOTE, found, told

FRENCH = tuple(f"Phrase française numéro {number} de la dépêche." for number in range(len(QUAY)))


def only(*articles: list[object], config: ReuseConfig | None = None) -> Reuse:
    rows, _ = found(*articles, config=config)
    assert len(rows) == 1
    return rows[0]


def test_a_copy_with_lost_punctuation_is_a_copy() -> None:
    bare = [line.replace(",", "").replace("harbour", "harbor") for line in QUAY]
    row = only(told("a", QUAY), told("b", bare))
    assert (row.kind, row.coverage_a > 0.9, row.coverage_b > 0.9) == ("copy", True, True)


def test_stretches_are_no_longer_than_a_sentence() -> None:
    row = only(told("a", QUAY), told("b", QUAY))
    assert len(row.aligned) == len(QUAY)
    assert all("\n" not in pair.a.text for pair in row.aligned)


def test_a_text_inside_a_longer_one_covers_it_whole_but_not_the_other() -> None:
    row = only(told("a", QUAY[:3]), told("b", (*VOTE, *QUAY[:3])))
    assert row.kind == "copy"
    assert row.coverage_a > 0.95 > 0.6 > row.coverage_b


def test_one_shared_quotation_is_no_more_than_that() -> None:
    row = only(told("a", QUAY), told("b", (*VOTE, QUAY[3])))
    assert row.kind == "shared_quote"
    assert [pair.a.text for pair in row.aligned] == [QUAY[3].rstrip(".")]


def test_different_subjects_share_nothing() -> None:
    assert found(told("a", QUAY), told("b", VOTE)) == ([], [])


def test_a_translation_is_found_by_meaning_alone() -> None:
    row = only(told("a", QUAY, meanings=QUAY), told("b", FRENCH, lang="fr", meanings=QUAY))
    assert (row.kind, row.coverage_a, row.coverage_b) == ("translation", 1.0, 1.0)
    assert [pair.a.text for pair in row.aligned if pair.kind == "translated"] == list(QUAY)


def test_a_translation_with_a_third_left_out_is_one_still() -> None:
    row = only(told("a", QUAY, meanings=QUAY), told("b", FRENCH[:4], lang="fr", meanings=QUAY[:4]))
    assert row.kind == "translation"
    assert row.coverage_b == 1.0 > row.coverage_a


def test_a_single_sentence_in_two_languages() -> None:
    row = only(told("a", QUAY[:1], meanings=QUAY[:1]), told("b", FRENCH[:1], lang="fr", meanings=QUAY[:1]))
    assert row.kind == "translation"


def test_a_collection_of_ten_meets_each_of_them() -> None:
    stories = [[" ".join(f"s{n}l{line}w{w}" for w in range(9)) for line in range(5)] for n in range(10)]
    articles = [told(f"a{number}", story) for number, story in enumerate(stories)]
    rows, _ = found(*articles, told("z", [line for story in stories for line in story]))
    assert [(row.b, row.kind) for row in rows] == [("z", "copy")] * 10
    assert all(row.coverage_a > 0.9 and row.coverage_b < 0.2 for row in rows)


def test_a_crowd_of_copies_is_one_cluster_with_a_row_for_each_member() -> None:
    rows, (cluster,) = found(*(told(f"a{number:03}", QUAY) for number in range(120)))
    assert len(cluster.members) == 120
    assert len(rows) == 119
    assert all(cluster.representative in (row.a, row.b) for row in rows)


def test_byte_identical_files_of_two_outlets_are_a_copy() -> None:
    row = only(told("a", QUAY, title="Quay burns"), told("b", QUAY, title="Quay burns"))
    assert row.kind == "copy"


def test_boilerplate_is_no_reuse() -> None:
    kinds = ["body"] * len(QUAY[:3]) + ["boilerplate"] * len(VOTE)
    other = ["body"] * len(QUAY[3:]) + ["boilerplate"] * len(VOTE)
    one = told("a", (*QUAY[:3], *VOTE), kinds=kinds)  # type: ignore[arg-type]
    two = told("b", (*QUAY[3:], *VOTE), kinds=other)  # type: ignore[arg-type]
    assert found(one, two) == ([], [])


def test_direction_marks_inside_words_hide_no_copy() -> None:
    marked = ["\u200f".join(line) for line in QUAY]
    assert only(told("a", QUAY), told("b", marked)).kind == "copy"


@pytest.mark.parametrize("sentences", [(), ("",), ("…",), ("\u202e\u202c",)])
def test_articles_without_words_make_no_rows(sentences: tuple[str, ...]) -> None:
    assert found(told("a", sentences), told("b", sentences), told("c", QUAY)) == ([], [])


def test_an_empty_case() -> None:
    assert found() == ([], [])


def test_the_order_of_input_changes_nothing() -> None:
    articles = [
        told("a", QUAY, meanings=QUAY),
        told("b", FRENCH, lang="fr", meanings=QUAY),
        told("c", (*VOTE, QUAY[3])),
        told("d", QUAY[1:]),
    ]
    results = {repr(found(*order)) for order in itertools.permutations(articles)}
    assert len(results) == 1


def test_spans_hold_and_rows_are_in_order() -> None:
    articles = [told("b", QUAY), told("a", (*VOTE[:2], *QUAY)), told("c", FRENCH, lang="fr", meanings=QUAY)]
    text = {row.id: row.text for rows in articles for row in rows if isinstance(row, Article)}
    rows, _ = found(*articles)
    assert [(row.a, row.b) for row in rows] == sorted((row.a, row.b) for row in rows)
    for row in rows:
        assert row.a < row.b
        assert [pair.a.start for pair in row.aligned] == sorted(pair.a.start for pair in row.aligned)
        for pair in row.aligned:
            assert pair.a.text == text[row.a][pair.a.start : pair.a.end] != ""
            assert pair.b.text == text[row.b][pair.b.start : pair.b.end] != ""
