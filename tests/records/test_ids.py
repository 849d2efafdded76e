"""Ids say what identifies a row and nothing else."""

from __future__ import annotations

from headwater.records.ids import row_id


def test_the_same_identity_gives_the_same_id() -> None:
    assert row_id("at", "a", 3, None) == row_id("at", "a", 3, None)


def test_moving_a_border_between_parts_gives_another_id() -> None:
    assert row_id("at", "a", "bc") != row_id("at", "ab", "c")


def test_lone_surrogates_do_not_break_an_id() -> None:
    assert row_id("at", "\ud800").startswith("at-")
