"""Precision and containment of places."""

from __future__ import annotations

import pytest

from headwater.entities import contains, place_precision, within


@pytest.mark.parametrize(
    ("id_", "precision"),
    [
        ("place/170063", 1),
        ("place/sy-latamenah", 1),
        ("place/sy-aleppo-gov", 4),
        ("place/sy-ghab", 5),
        ("state/sy", 6),
        ("place/red-sea", 5),
        (None, 7),
        ("place/none", 7),
    ],
)
def test_precision_is_ucdps(id_: str | None, precision: int) -> None:
    assert place_precision(id_) == precision


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("place/iq-anbar-gov", "place/iq-rutba", True),
        ("state/iq", "place/iq-rutba", True),
        ("place/sy-aleppo-gov", "place/170063", True),
        ("place/170063", "place/sy-aleppo-gov", False),
        ("place/170063", "place/sy-sheikh-maqsoud", True),
        ("state/sy", "place/iq-rutba", False),
        (None, "place/iq-rutba", False),
        ("state/sy", None, False),
    ],
)
def test_containment(outer: str | None, inner: str | None, expected: bool) -> None:
    assert contains(outer, inner) is expected


def test_within_is_narrowest_first() -> None:
    assert within("place/sy-sheikh-maqsoud") == ("place/170063", "place/sy-aleppo-gov", "state/sy")
