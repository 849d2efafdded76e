"""Cases for the drawings: places that the registry knows, and a lineage of many boxes."""

from __future__ import annotations

from typing import Any

from headwater.show.view import CaseView
from tests.show import cases

PLACES = {
    "en-pl-1": ("Aleppo", "place/170063", "place"),
    "en-pl-2": ("Idlib Governorate", "place/sy-idlib-gov", "place"),
    "en-pl-3": ("Syria", "state/sy", "state"),
    "en-pl-4": ("Lower Tamm", None, "place"),
}


def placed() -> dict[str, Any]:
    """Two articles whose four claims name a town, a governorate, a state, and a place of no registry."""
    found = cases.case(2)
    for claim, (row_id, (name, _, _)) in zip(found["claims"], PLACES.items(), strict=True):
        claim["place"] = {"name": name, "entity": row_id, "precision": 1, "text": name, "start": 0, "end": 6}
    found["entities"] += [
        found["entities"][0]
        | {"id": row_id, "name": name, "type": kind, "known_as": known_as, "masked": False}
        | {"names": [{"text": name, "lang": "en", "script": "Latn"}]}
        | {"mentions": [found["entities"][0]["mentions"][0] | {"text": name, "start": 0, "end": 1}]}
        for row_id, (name, known_as, kind) in PLACES.items()
    ]
    return found


def wide_lineage(boxes: int) -> CaseView:
    """A group of so many reports: every one but the first comes from one before it, three to each."""
    found = cases.case(boxes)
    names = [row["id"] for row in found["articles"]]
    found["derivations"] = [
        row | {"parent": names[(place - 1) // 3] if place else "so-1"}
        for place, row in enumerate(found["derivations"])
    ]
    return CaseView(found)
