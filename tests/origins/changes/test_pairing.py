"""Which sentences correspond, from their vectors alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.origins.changes.config import ChangesConfig
from headwater.origins.changes.pairing import Matrix, pair_sentences

CONFIG = ChangesConfig()


def rows(*vectors: list[float]) -> Matrix:
    matrix = np.array(vectors, dtype=np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


A, B, C, D = [1.0, 0, 0, 0], [0, 1.0, 0, 0], [0, 0, 1.0, 0], [0, 0, 0, 1.0]


def test_sentences_pair_in_any_order() -> None:
    pairing = pair_sentences(rows(A, B, C), rows(C, A, B), CONFIG)
    assert [(b.parent, b.child) for b in pairing.beads] == [([2], [0]), ([0], [1]), ([1], [2])]


def test_one_sentence_told_in_two_is_one_bead() -> None:
    both = [1.0, 1.0, 0, 0]
    pairing = pair_sentences(rows(both, C), rows(A, B, C), CONFIG)
    assert ([0], [0, 1]) in [(b.parent, b.child) for b in pairing.beads]


def test_what_resembles_nothing_is_lost_or_new() -> None:
    pairing = pair_sentences(rows(A, B), rows(A, D), CONFIG)
    assert (pairing.lost, pairing.new) == ([1], [1])


def test_lone_sentences_between_the_same_neighbours_are_a_pair() -> None:
    faint = [0, 0.9, 0.3, 0.3]
    fainter = [0, -0.3, 0.9, 0.7]
    far = rows(A, faint, D)
    near = rows(A, fainter, D)
    score = float(far[1] @ near[1])
    assert CONFIG.in_place <= score < CONFIG.alike or score < CONFIG.in_place
    found = [(b.parent, b.child) for b in pair_sentences(far, near, CONFIG).beads]
    assert (([1], [1]) in found) == (score >= CONFIG.in_place)


def test_an_empty_side_loses_everything() -> None:
    empty = np.zeros((0, 4), dtype=np.float32)
    assert pair_sentences(rows(A, B), empty, CONFIG).lost == [0, 1]
    assert pair_sentences(empty, rows(A), CONFIG).new == [0]


def test_long_texts_are_compared_near_the_diagonal_only() -> None:
    side = rows(*[[np.cos(i), np.sin(i), i % 7, 1.0] for i in range(50)])
    pairing = pair_sentences(side, side, ChangesConfig(band=10))
    assert all(b.parent == b.child for b in pairing.beads if b.similarity > 0.9999)


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 10_000))
def test_every_sentence_is_in_one_bead_at_most_or_told_again(many: int, others: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    left = rows(*random.normal(size=(many, 6)).tolist()) if many else np.zeros((0, 6), dtype=np.float32)
    right = rows(*random.normal(size=(others, 6)).tolist()) if others else np.zeros((0, 6), dtype=np.float32)
    pairing = pair_sentences(left, right, CONFIG)
    told = {p for b in pairing.beads for p in b.parent}
    assert not told & set(pairing.lost)
    assert all(0 <= p < many for p in told) and all(0 <= c < others for b in pairing.beads for c in b.child)
