"""The nearest of all rows, and those of rows that come and go."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from headwater.matches import near_fields
from headwater.matches.cosines import rounded
from headwater.matches.near_lists import NearLists
from headwater.matches.near_rows import near_pairs
from headwater.matches.packing import hash_of
from headwater.matches.vectors import Matrix


def some_rows(seed: int, size: int, width: int) -> Matrix:
    matrix = np.random.Generator(np.random.PCG64(seed)).standard_normal((size, width), dtype=np.float32)
    matrix[size // 8 : size // 5] = matrix[7]  # as near as can be, and equally so
    unit: Matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return unit


def marks_of(size: int) -> npt.NDArray[np.uint64]:
    return np.array([hash_of(f"{row:09d}") for row in range(size)], dtype=np.uint64)


def test_the_nearest_of_all_are_those_of_every_cosine() -> None:
    matrix = some_rows(7, 300, 24)
    cosines = np.round(matrix @ matrix.T, 4)
    np.fill_diagonal(cosines, -1)
    wanted = set()
    for row, line in enumerate(cosines):
        best = [int(k) for k in np.argsort(-line, kind="stable")[:9] if line[k] >= 0.3]
        wanted.update((min(row, k), max(row, k)) for k in best)
    one, two = near_pairs(matrix, 9, 0.3)
    assert set(zip(one.tolist(), two.tolist(), strict=True)) == wanted


def test_fields_find_nearly_all_that_all_cosines_find() -> None:
    rng = np.random.Generator(np.random.PCG64(8))
    centres = rng.standard_normal((200, 64), dtype=np.float32)
    matrix = np.repeat(centres, 10, axis=0) + 0.7 * rng.standard_normal((2000, 64), dtype=np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    exact, fields = (
        set(zip(*(c.tolist() for c in near_pairs(matrix, 20, 0.45, size, marks_of(2000))), strict=True))
        for size in (2000, 1)
    )
    assert fields <= exact
    assert len(exact - fields) <= 0.05 * len(exact)


def test_a_cosine_is_one_number_whatever_product_it_is_out_of() -> None:
    matrix = some_rows(5, 200, 512)
    one, two = np.divmod(np.arange(200 * 200), 200)
    whole = (matrix @ matrix.T)[one, two]
    for off in (-1e-6, 1e-6):
        told = rounded(whole + np.float32(off), matrix, matrix, one, two)
        assert (told == rounded(whole, matrix, matrix, one, two)).all()


def test_lists_of_rows_that_come_and_go_are_those_of_rows_that_were_there() -> None:
    matrix, placed = some_rows(9, 240, 16), np.ones(240, dtype=np.bool_)
    lists, whole = NearLists(matrix[:200], placed[:200], 5, 0.2), NearLists(matrix, placed, 5, 0.2)
    for row in range(200, 240):
        lists.add(row, matrix[row], placed=True)
    assert same(lists, whole)
    whole.remove([3, 77])
    for row in (77, 3):
        whole.add(row, matrix[row], placed=True)
    assert same(lists, whole)


def test_fields_of_rows_that_come_and_go() -> None:
    matrix, marks = some_rows(9, 240, 16), marks_of(240)
    placed = np.ones(240, dtype=np.bool_)
    lists = NearLists(matrix, placed, 5, 0.2, marks=marks, exact=1)
    before = set(zip(*(column.tolist() for column in lists.pairs()), strict=True))
    going = [row for row in range(240) if int(marks[row]) >= near_fields.pivot_bound(240)][::7]
    assert len(going) > 20
    lists.remove(going)
    assert not before & set(
        zip(*(column.tolist() for column in lists.pairs_of(np.array(going))), strict=True)
    )
    for row in going:
        lists.add(row, matrix[row], placed=True)
    assert set(zip(*(column.tolist() for column in lists.pairs()), strict=True)) == before


def same(one: NearLists, two: NearLists) -> bool:
    """Whether two have the same lists."""
    first, second = (np.stack(lists.pairs()) for lists in (one, two))
    return np.array_equal(first, second)
