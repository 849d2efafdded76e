"""An office or a membership speaks for a body; knowledge of it, enmity and nearness do not."""

from __future__ import annotations

import pytest

from headwater.origins.descent.speakers import holds_office, is_armed, may_speak


def where(source: str, name: str) -> tuple[int, int]:
    start = source.index(name)
    return start, start + len(name)


@pytest.mark.parametrize(
    ("source", "name", "want"),
    [
        ("Ada Lind, head of the Harbour Board", "Harbour Board", True),
        ("Joss Varn of the Harbour Board", "Harbour Board", True),
        ("the Harl governor Mara Toll", "Harl", True),
        ("une porte-parole de la Garde côtière", "Garde côtière", True),
        ("Ilse Orn, un membre du Conseil du Port", "Conseil du Port", True),
        ("Ada Lind, an expert on Sorvane", "Sorvane", False),
        ("Ada Lind, spécialiste de la Sorvane", "Sorvane", False),
        ("Ada Lind, author of a book on the Harbour Board", "Harbour Board", False),
        ("Sorvane analyst Ada Lind", "Sorvane", False),
        ("a commander in the Kestrel-affiliated Lake group", "Kestrel", False),
        ("a commander in the Kestrel-affiliated Lake group", "Lake group", True),
        ("a fighter battling the Harbour Guard", "Harbour Guard", False),
    ],
)
def test_an_office_speaks_for_a_body(source: str, name: str, want: bool) -> None:
    assert holds_office(source, *where(source, name)) is want


@pytest.mark.parametrize(
    ("source", "name", "want"),
    [
        ("armed groups fighting the Sorvane army and its allies", "Sorvane army", False),
        ("des groupes combattant la Garde", "Garde", False),
        ("un combattant de la Garde", "Garde", True),
        ("Sorvane's opposition", "Sorvane", False),
        ("the Sorvane army", "Sorvane army", True),
    ],
)
def test_whom_a_source_fights_is_not_the_source(source: str, name: str, want: bool) -> None:
    assert may_speak(source, *where(source, name)) is want


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("armed groups fighting the Sorvane army", True),
        ("officials from one of the rebel groups", True),
        ("des groupes armés", True),
        (
            "residents fleeing rebels",
            True,
        ),  # the words alone do not tell: a party is shown, nothing is merged
        ("a doctor", False),
        ("coast guards fighting rebels", False),
    ],
)
def test_fighters_are_told_by_their_own_name(source: str, want: bool) -> None:
    assert is_armed(source) is want
