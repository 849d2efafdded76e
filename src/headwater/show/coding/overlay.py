"""Coded values over what headwater proposes, for the coders' exports: one value where coders agree, else none.

In what is handed on masked, a coded place that is closer than its governorate is left out, and told by its field.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.coding.codings import Codings, Settled, changes, state_of
from headwater.show.coding.fields import NONE
from headwater.show.exports.events import Event
from headwater.show.exports.masked import Handed

COLUMNS = ("coded_by", "coded_fields", "coders_differ", "coded_of_others", "coded_withheld")
"""Columns that tell of the coding of a row."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Coded cells of one record, and what an export says of them beside; ``cells`` are None where coders differ."""

    cells: dict[str, str | None]
    coded_by: str
    coded_fields: str
    coders_differ: str
    coded_of_others: str
    coded_withheld: str

    @property
    def columns(self) -> dict[str, str]:
        """The cells that tell of the coding."""
        return {name: getattr(self, name) for name in COLUMNS}


def overlaid(handed: Handed, codings: Codings, event: Event) -> Overlay:
    """What of an event's codings an export shows."""
    found = codings.settled(event.group["id"])
    withheld = [] if handed.unmasked else [name for name in found if _too_exact(name, found, event)]
    shown = {name: one for name, one in found.items() if name not in withheld}
    coders = sorted({coder for one in found.values() for coder in one.coders})
    return Overlay(
        {name: _as_cell(handed, one) for name, one in shown.items()},
        "; ".join(coders),
        "; ".join(name for name, one in shown.items() if not one.differ),
        handed.said("; ".join(one.differ if name in shown else name for name, one in found.items() if one.differ)),
        " ".join(changes(codings.of.get(event.group["id"], []), state_of(event))),
        "; ".join(withheld),
    )  # fmt: skip


def _as_cell(handed: Handed, one: Settled) -> str | None:
    return None if one.value in (None, NONE) else handed.said(one.value)


def _too_exact(name: str, found: dict[str, Settled], event: Event) -> bool:
    """Whether a coded place is closer than the governorate that a masked export gives."""
    place = found.get("where_coordinates")
    exact = place is not None and place.value not in (event.place, NONE)
    return exact and name in ("where_coordinates", "where_prec")
