"""Krippendorff's alpha against published worked examples, and where there is none to give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.show.coding.agreement import Level, agreement

LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")


def units(*coders: str) -> list[dict[str, int | None]]:
    """Rows of one coder each, a column a unit; a dot is a missing value."""
    rows = [[None if cell == "." else int(cell) for cell in coder.split()] for coder in coders]
    return [{f"coder {n}": value for n, value in enumerate(column)} for column in zip(*rows, strict=True)]


FOUR_OBSERVERS = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""The data of Krippendorff (2011), section E."""


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_published_example_comes_out_at_each_level(level: Level, alpha: float) -> None:
    found = agreement(FOUR_OBSERVERS, level)
    assert round(found.alpha or 0, 3) == alpha
    assert (found.units, found.values, found.coders) == (11, 40, 4)


def test_the_published_examples_of_two_observers_come_out() -> None:
    binary = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    nominal = units("1 1 2 2 4 3 3 3 5 4 4 1", "1 2 2 2 2 3 3 3 5 4 4 4")
    assert round(agreement(binary, "nominal").alpha or 0, 3) == 0.095
    assert round(agreement(nominal, "nominal").alpha or 0, 3) == 0.692
    assert agreement(binary, "nominal").agreed == 0.6


def test_full_agreement_with_variation_is_one() -> None:
    for level in LEVELS:
        assert agreement(units("1 2 3", "1 2 3"), level).alpha == 1


@pytest.mark.parametrize(
    ("found", "because"),
    [
        (units(), "No coder."),
        (units("1 2 3"), "Only one coder."),
        (units("1 2 .", ". . 3"), "No record was coded by two."),
        (units("4 4 4", "4 4 4"), "All values are the same: without variation there is no chance to compare with."),
        (units("4 4 7", "4 4 ."), "All values are the same: without variation there is no chance to compare with."),
    ],
)  # fmt: skip
def test_where_there_is_no_alpha_it_says_why(found: list[dict[str, int | None]], because: str) -> None:
    for level in LEVELS:
        told = agreement(found, level)
        assert (told.alpha, told.because) == (None, because)


def test_words_have_no_distance() -> None:
    with pytest.raises(TypeError, match="'a' is no number"):
        agreement([{"x": "a", "y": "b"}], "interval")


matrices = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=3, max_size=3), max_size=12)


@given(matrices, st.permutations(range(3)), st.sampled_from(LEVELS))
def test_neither_the_order_of_coders_nor_that_of_units_matters(
    rows: list[list[int | None]], order: list[int], level: Level
) -> None:
    one = [dict(zip("abc", row, strict=True)) for row in rows]
    other = [dict(zip("abc", (row[n] for n in order), strict=True)) for row in reversed(rows)]
    assert agreement(one, level) == agreement(other, level)
    alpha = agreement(one, level).alpha
    assert alpha is None or alpha <= 1


@given(matrices)
def test_the_coincidence_matrix_gives_the_same(rows: list[list[int | None]]) -> None:
    """Alpha by its other formula, from the matrix of coincidences, for nominal values."""
    paired = [[v for v in row if v is not None] for row in rows]
    paired = [row for row in paired if len(row) > 1]
    total = sum(map(len, paired))
    values = [v for row in paired for v in row]
    if len(set(values)) < 2:
        return
    diagonal = sum(row.count(v) * (row.count(v) - 1) / (len(row) - 1) for row in paired for v in set(row))
    by_chance = sum(values.count(v) * (values.count(v) - 1) for v in set(values))
    expected = ((total - 1) * diagonal - by_chance) / (total * (total - 1) - by_chance)
    found = agreement([dict(enumerate_(row)) for row in paired], "nominal").alpha
    assert found == pytest.approx(expected, abs=1e-4)


def enumerate_(row: list[int]) -> list[tuple[str, int]]:
    return [(f"coder {n}", value) for n, value in enumerate(row)]
