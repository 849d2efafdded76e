"""Writes where governorates and states of the registry lie, so that a page need not read all of GeoNames."""

from __future__ import annotations

import json
from pathlib import Path

from headwater.entities.places import entries, lines_of
from headwater.show.exports.positions import measured

TABLE = Path(__file__).parent.parent / "src" / "headwater" / "show" / "exports" / "regions.json"


def regions() -> list[str]:
    """Ids of all states and governorates of the registry."""
    own = [f"place/{bare}" for _, (bare, kind, *_) in lines_of("places_own.csv", 10) if kind == "governorate"]
    return sorted([id_ for id_ in entries() if id_.startswith("state/")] + own)


if __name__ == "__main__":
    rows = [f"{json.dumps(id_)}: {json.dumps(measured(id_))}" for id_ in regions()]
    TABLE.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
