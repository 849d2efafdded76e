"""Stretches in common are found in any order, over small differences, and never twice."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.origins.reuse.runs import Run, common_runs, common_runs_of, seeds_of
from headwater.origins.reuse.tokens import tokenize

ONE = "the pump had failed an inspection in March and nobody at the harbour had asked for another"
TWO = "crews from three towns fought the blaze until the wind dropped a little towards dawn"


def runs(a: str, b: str, least: int = 5, gap: int = 4) -> list[Run]:
    return common_runs(seeds_of(tokenize(a)), seeds_of(tokenize(b)), least, gap)


def test_moved_paragraphs_are_found() -> None:
    found = runs(f"{ONE} {TWO}", f"{TWO} {ONE}")
    assert sorted(run.same for run in found) == [len(TWO.split()), len(ONE.split())]


def test_another_spelling_does_not_break_a_stretch() -> None:
    (found,) = runs(ONE, ONE.replace("harbour", "harbor"))
    assert (found.a, found.a_end, found.same) == (0, 17, 16)


def test_words_put_in_do_not_break_a_stretch() -> None:
    (found,) = runs(ONE, ONE.replace("in March", "in the cold of March"))
    assert (found.same, found.b_end) == (17, 17 + 3)


def test_too_many_words_put_in_do() -> None:
    assert len(runs(f"{ONE} {TWO}", f"{ONE} and so the story went on for days {TWO}")) == 2


def test_a_turn_of_phrase_is_no_stretch() -> None:
    assert runs("he said on Tuesday that", "nothing more he said on Tuesday") == []


@given(st.lists(st.sampled_from("abcd"), max_size=60), st.lists(st.sampled_from("abcd"), max_size=60))
def test_no_word_lies_in_two_stretches_and_all_are_equal(left: list[str], right: list[str]) -> None:
    a, b = tokenize(" ".join(left)), tokenize(" ".join(right))
    seen_a: set[int] = set()
    seen_b: set[int] = set()
    for run in common_runs(seeds_of(a), seeds_of(b), 3, 2):
        for i, j, count in run.pieces:
            assert a.hashes[i : i + count].tolist() == b.hashes[j : j + count].tolist()
            assert not seen_a & set(range(i, i + count))
            assert not seen_b & set(range(j, j + count))
            seen_a |= set(range(i, i + count))
            seen_b |= set(range(j, j + count))


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=30), min_size=2, max_size=5))
def test_texts_share_the_same_whatever_is_looked_up_beside_them(texts: list[list[str]]) -> None:
    seeds = {number: seeds_of(tokenize(" ".join(words))) for number, words in enumerate(texts)}
    couples = [(a, b) for a in seeds for b in seeds if a != b]
    together = list(common_runs_of(couples, seeds, 4, 2))
    assert together == [common_runs(seeds[a], seeds[b], 4, 2) for a, b in couples]


def test_one_phrase_for_ever_costs_no_square() -> None:
    assert len(runs("the cat " * 25_000, "the cat " * 20_000)) <= 1
