"""Candidates come from rare shingles; what recurs in texts on other things is standing background."""

import numpy as np
import pytest

from headwater.origins.reuse.grades import SCALE, STANDING, grade, ladder, rarities
from headwater.origins.reuse.shingles import Background, share, shingles, weigh_shingles
from headwater.origins.reuse.tokens import Hashes, tokenize

STORY = (
    "the pump had failed an inspection in March and nobody at the harbour office had asked for another one"
)
HISTORY = "the coast has been under an emergency decree since the dockers strike of four winters ago"


def own(number: int, words: int = 40) -> str:
    return " ".join(f"w{number}x{word}" for word in range(words))


def weighed(*texts: str) -> tuple[Background, list[Hashes]]:
    keys = [shingles(tokenize(text), 5) for text in texts]
    return weigh_shingles(share(keys), related=0.15, most=64, common=32, least=2.5), keys


def standing(found: Background, text: str) -> float:
    return float(np.mean(found.look_up(shingles(tokenize(text), 5)) >= STANDING))


def test_a_paragraph_under_different_stories_is_standing_background() -> None:
    found, _ = weighed(*(f"{own(number, 120)} {HISTORY}" for number in range(4)))
    assert standing(found, HISTORY) == 1.0


def test_a_story_told_by_many_is_not() -> None:
    found, _ = weighed(*(f"{STORY} {HISTORY} {own(number, 5)}" for number in range(12)))
    assert standing(found, STORY) == 0.0


def test_what_a_site_prints_below_each_article_makes_none_related() -> None:
    menu = own(999, 60)
    found, _ = weighed(*(f"{own(number, 90)} {menu}" for number in range(25)))
    assert standing(found, menu) == 1.0


def test_two_articles_that_share_a_sentence_are_a_pair() -> None:
    found, _ = weighed(f"{own(1)} {STORY}", f"{own(2)} {STORY}", own(3))
    assert (found.pairs.left.tolist(), found.pairs.right.tolist()) == ([0], [1])


def test_rarity_falls_with_the_number_of_articles() -> None:
    found, keys = weighed(*(f"{STORY} {own(number)}" for number in range(16)), own(100), own(100) + " end")
    often, twice = (rarities(32)[found.look_up(keys[index])[0] & (STANDING - 1)] for index in (0, -1))
    assert often < twice == SCALE


def test_a_phrase_of_thousands_makes_no_millions_of_pairs() -> None:
    found, _ = weighed(*(f"{STORY} {own(number, 8)}" for number in range(3000)))
    assert len(found.pairs.left) < 5 * 3000


def test_texts_shorter_than_a_shingle_and_empty_ones_have_none() -> None:
    found, keys = weighed("", "three words only", STORY)
    assert [len(of) for of in keys[:2]] == [0, 0]
    assert not len(found.pairs.left)


def test_one_article_more_moves_the_grade_of_a_common_shingle_seldom() -> None:
    counts = np.arange(2, 33)
    assert len(np.unique(grade(counts, 32))) == len(ladder(32)) < 20
    assert grade(np.array([1, 2, 32, 4000]), 32).tolist() == [0, 1, len(ladder(32)), len(ladder(32))]


def test_shingles_sorted_in_parts_are_those_sorted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{STORY} {own(number % 7, 30)}" for number in range(40)]
    whole, _ = weighed(*texts)
    monkeypatch.setattr("headwater.origins.reuse.shingles.MANY", 10)
    parts, _ = weighed(*texts)
    assert parts.keys.tolist() == whole.keys.tolist()
    assert parts.grades.tolist() == whole.grades.tolist()
    assert parts.pairs.weight.tolist() == whole.pairs.weight.tolist()
