"""The FollowTheMoney export is what the model's own library reads: schemata, properties, values, references."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.show.exports.formats import FORMATS
from headwater.show.exports.masked import Handed
from tests.show import ferry
from tests.show.drawn import placed

pytest.importorskip("followthemoney", reason="followthemoney is not installed (it compiles against ICU)")


def related() -> dict[str, Any]:
    """The ferry's case with two public groups, one of them renamed from the other on a day, and a bylined report."""
    found = ferry.case()
    person = found["entities"][0]
    for number, name in ((2, "Harbour Guard"), (3, "Guard of the Delta")):
        names = [{"text": text, "lang": "en", "script": "Latn"} for text in (name, f"the {name}")]
        group = {"id": f"en-{number}", "name": name, "type": "group", "masked": False, "names": names}
        found["entities"].append(person | group)
    found["relations"] = [
        {"id": "re-1", "kind": "renamed_from", "from": "en-2", "to": "en-3", "time": "2031-04", "claim": None}
    ]
    found["articles"][0] |= {"url": "https://wire.example/1", "authors": ["Ines Tolver"]}
    return found


def entities(case: dict[str, Any], folder: Path, *, unmasked: bool) -> Iterator[dict[str, Any]]:
    FORMATS["ftm"].write(Handed(case, unmasked=unmasked, page=None), folder / "case.ftm.json")
    for line in (folder / "case.ftm.json").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@pytest.mark.parametrize("unmasked", [False, True])
@pytest.mark.parametrize("case", [related, placed])
def test_its_own_library_reads_every_entity_and_changes_no_value(
    case: Any, unmasked: bool, tmp_path: Path
) -> None:
    from followthemoney import model

    rows = list(entities(case(), tmp_path, unmasked=unmasked))
    schemata = {row["id"]: model.get(row["schema"]) for row in rows}
    assert rows and len(schemata) == len(rows) and None not in schemata.values()
    for row in rows:
        schema = schemata[row["id"]]
        assert not schema.abstract
        schema.validate(row)
        assert set(schema.required) <= set(row["properties"])
        for name, values in row["properties"].items():
            kind = schema.get(name).type
            assert [kind.clean(value) for value in values] == values, (schema.name, name)
            if kind.name == "entity":
                assert all(schemata[value].is_a(schema.get(name).range) for value in values), (
                    schema.name,
                    name,
                )
