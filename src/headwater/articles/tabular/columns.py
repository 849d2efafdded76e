"""Which column of a table holds what: as the user says, else by well-known names in five languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from headwater.articles.lexicons import lexicon
from headwater.articles.tabular.mapping import FIELDS

_SHOWN = 20
_LONGEST_SHOWN = 40


class ColumnFault(Exception):  # noqa: N818 - it never leaves this package
    """Why a table's columns cannot be taken; the message is the reason of a rejection."""


@dataclass(frozen=True, slots=True)
class Columns:
    """For each field the number and the name of its column."""

    places: Mapping[str, int]
    names: Mapping[str, str]

    def value(self, field: str, row: Sequence[object]) -> object:
        """The cell of a field, or None where the row or the table has none."""
        place = self.places.get(field)
        return row[place] if place is not None and place < len(row) else None

    def told(self, header: Sequence[object]) -> str:
        """Which column was taken for what, in words: 'title from "Headline", text from "Body"'; and which not."""
        taken = set(self.places.values())
        left = [str(name) for place, name in enumerate(header) if place not in taken and name]
        unused = f"; not taken: {listed(left)}" if left else ""
        told = ", ".join(
            f'{field} from "{clipped(self.names[field])}"' for field in FIELDS if field in self.names
        )
        return told + unused


def take_columns(header: Sequence[object], given: Mapping[str, str]) -> Columns:
    """The columns of a table by its first row; raises ColumnFault where none holds a title or text.

    A map none of whose names the table has was given for another table beside it.
    """
    names = [str(cell).strip() if cell is not None else "" for cell in header]
    if not any(normal(name) in map(normal, names) for name in given.values()):
        given = {}  # the map is another table's
    places = {field: _given(field, name, names) for field, name in given.items()}
    plain = [normal(name) for name in names]
    for field, known in _known().items():
        if field not in places:
            place = next((plain.index(name) for name in known if name in plain), None)
            if place is not None and place not in places.values():
                places[field] = place
    if not places.keys() & {"title", "text"} and not ("url" in places and given):
        raise ColumnFault(
            f"no column holds a title or a text; the columns are {listed(names)}; "
            "name them with --columns title=...,text=..."
        )
    return Columns(places, {field: names[place] for field, place in places.items()})


def _given(field: str, name: str, names: Sequence[str]) -> int:
    """The column that the user names for a field."""
    if name in names:
        return names.index(name)
    alike = [place for place, one in enumerate(names) if normal(one) == normal(name) != ""]
    if alike:
        return alike[0]
    raise ColumnFault(f'no column is named "{clipped(name)}" for {field}; the columns are {listed(names)}')


def normal(name: str) -> str:
    """A column's name with letters and digits alone, lower case."""
    return (
        re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name))
        .casefold()
        .replace("i̇", "i")
        .replace("ı", "i")
    )


def listed(names: Sequence[str]) -> str:
    """Names of columns for a message."""
    shown = [f'"{clipped(name)}"' for name in names[:_SHOWN] if name]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (", ".join(shown) or "without names") + more


def clipped(name: str) -> str:
    """A name that a message can hold."""
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_SHOWN else name[:_LONGEST_SHOWN] + "…"


@cache
def _known() -> dict[str, tuple[str, ...]]:
    return {field: tuple(normal(name) for name in names) for field, names in lexicon("columns").items()}
