"""Sentences are aligned in order, with cuts, splits and merges, in a corridor."""

import numpy as np
import pytest

from headwater.origins.reuse.alignment import align, corridor, longest_climb
from headwater.origins.reuse.sides import Costs, Match, Side
from tests.origins.reuse.making import vector_of

COSTS = Costs(floor=0.3, merging=0.2, mark=0.1, corridor=4, widest=240, slack=0.01)


def side(language: str, *meanings: str | tuple[str, ...], marks: dict[int, set[str]] | None = None) -> Side:
    """A text of sentences by their meaning; a sentence of several meanings says them all."""
    rows = []
    for meaning in meanings:
        parts = (meaning,) if isinstance(meaning, str) else meaning
        total = np.sum(
            [np.frombuffer(vector_of(part, language), "<f2").astype(np.float32) for part in parts], axis=0
        )
        rows.append(total / np.linalg.norm(total))
    found = tuple(frozenset((marks or {}).get(index, set())) for index in range(len(meanings)))
    return Side(np.array(rows, dtype=np.float32), np.full(len(rows), 80, dtype=np.float32), found)


def spans(matches: list[Match]) -> list[tuple[int, int, int, int]]:
    return [(match.a, match.a_end, match.b, match.b_end) for match in matches]


def test_a_cut_translation_is_aligned_around_the_cuts() -> None:
    found = align(side("en", *"abcdefgh"), side("fr", *"abdegh"), COSTS)
    assert spans(found) == [
        (0, 1, 0, 1),
        (1, 2, 1, 2),
        (3, 4, 2, 3),
        (4, 5, 3, 4),
        (6, 7, 4, 5),
        (7, 8, 5, 6),
    ]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("a", "b", "c"), (("a", "b"), "c"), [(0, 2, 0, 1), (2, 3, 1, 2)]),  # two made one
        (("a", ("b", "c")), ("a", "b", "c"), [(0, 1, 0, 1), (1, 2, 1, 3)]),  # one made two
        (("a", ("b", "c", "d")), ("a", "b", "c", "d"), [(0, 1, 0, 1), (1, 2, 1, 4)]),  # one made three
        (("a", "b"), ("x", "a", "y", "b", "z"), [(0, 1, 1, 2), (1, 2, 3, 4)]),  # sentences put in
        (("a", "b"), ("x", "y"), []),  # nothing in common
    ],
)
def test_steps(a: tuple[str, ...], b: tuple[str, ...], expected: list[tuple[int, int, int, int]]) -> None:
    assert spans(align(side("en", *a), side("fr", *b), COSTS)) == expected


def test_a_skipped_sentence_is_not_swallowed_by_its_neighbour() -> None:
    found = align(side("en", "a", "b", "c", "d"), side("fr", "a", "c", "d"), COSTS)
    assert (1, 2) not in {(match.a, match.a_end) for match in found}
    assert all(match.a_end - match.a == 1 for match in found)


def test_a_number_in_common_decides_between_like_sentences() -> None:
    numbers = {0: {"14"}, 3: {"27"}}
    found = align(side("en", "a", "p", "q", "a", marks=numbers), side("fr", "a", marks={0: {"27"}}), COSTS)
    assert spans(found) == [(3, 4, 0, 1)]


def test_two_thousand_sentences_keep_to_the_corridor() -> None:
    meanings = [str(number) for number in range(2000)]
    kept = [meaning for number, meaning in enumerate(meanings) if number % 7]
    found = align(side("en", *meanings), side("fr", *kept), COSTS)
    right = sum(meanings[match.a] == kept[match.b] for match in found)
    assert right >= 0.99 * len(kept)


def test_the_corridor_never_widens_without_bound() -> None:
    bands = corridor([], 5000, 5000, COSTS)
    assert max(high - low for low, high in bands[1:-1]) <= 2 * COSTS.widest


def test_the_longest_climb_leaves_out_what_crosses() -> None:
    assert longest_climb([0, 5, 1, 2, 9, 3, 4]) == [0, 2, 3, 5, 6]


def test_an_empty_side_aligns_with_nothing() -> None:
    empty = Side(np.empty((0, 64), dtype=np.float32), np.empty(0, dtype=np.float32), ())
    assert align(empty, side("fr", "a"), COSTS) == []
