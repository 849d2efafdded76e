"""Articles meet where their sentences are among each other's nearest; cells find what comparing all finds."""

import numpy as np
import pytest

from headwater.origins.reuse import cells
from headwater.origins.reuse.neighbours import Joined, join_articles, shares
from headwater.origins.reuse.packed import Sentences, packed_sentences
from tests.origins.reuse.making import vector_of


def case(*articles: tuple[str, tuple[str, ...]]) -> Sentences:
    """Articles by language and the meanings of their sentences."""
    rows, owners, languages = [], [], []
    for owner, (lang, meanings) in enumerate(articles):
        for meaning in meanings:
            rows.append(np.frombuffer(vector_of(meaning, f"{lang}{owner}"), "<f2").astype(np.float32))
            owners.append(owner)
            languages.append(lang)
    return packed_sentences(np.array(rows), np.array(owners), languages)


def test_only_articles_that_say_the_same_meet() -> None:
    found = join_articles(case(("en", ("a", "b")), ("fr", ("a", "b")), ("fr", ("x", "y"))), 4, 0.45, 10_000)
    assert [(pair.left, pair.right, pair.sentences, pair.crossing) for pair in found] == [(0, 1, 2, 2)]


def test_copies_in_one_language_do_not_hide_the_translation() -> None:
    copies = [("en", ("a", "b")) for _ in range(10)]
    found = join_articles(case(*copies, ("fr", ("a", "b"))), 4, 0.45, 10_000)
    assert any(pair.right == 10 for pair in found)


def test_cells_find_what_comparing_all_finds() -> None:
    articles = []
    for number in range(150):
        meanings = tuple(f"{number}.{index}" for index in range(6))
        articles.extend([("en", meanings), ("fr", meanings)])
    every = case(*articles)
    exact = {(pair.left, pair.right) for pair in join_articles(every, 4, 0.45, 10_000)}
    in_cells = {(pair.left, pair.right) for pair in join_articles(every, 4, 0.45, 100)}
    assert len(exact & in_cells) >= 0.98 * len(exact)


def test_within_one_language_more_must_meet() -> None:
    joined = [Joined(0, 1, 2, 2), Joined(0, 2, 2, 0)]
    sizes = np.array([10, 10, 10])
    assert [pair.right for pair in shares(joined, sizes, crossing=0.2, within=0.34)] == [1]


def test_nothing_meets_in_an_empty_case() -> None:
    empty = packed_sentences(np.empty((0, 4), np.float32), np.empty(0, np.int64), ())
    assert list(join_articles(empty, 4, 0.45, 10)) == []


def test_districts_of_centres_find_what_all_centres_find(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = []
    for number in range(150):
        meanings = tuple(f"{number}.{index}" for index in range(6))
        articles.extend([("en", meanings), ("fr", meanings)])
    every = case(*articles)
    monkeypatch.setattr(cells, "TEACHING", 3)
    plain = {(pair.left, pair.right) for pair in join_articles(every, 4, 0.45, 100)}
    monkeypatch.setattr(cells, "FEW", 16)
    found = {(pair.left, pair.right) for pair in join_articles(every, 4, 0.45, 100)}
    assert len(plain & found) >= 0.95 * len(plain)
