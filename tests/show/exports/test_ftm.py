"""The FollowTheMoney export is what the model's own library reads: schemata, properties, values, references."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from headwater.show.exports.formats import FORMATS
from headwater.show.exports.masked import Handed
from tests.show import ferry
from tests.show.drawn import placed

ROOT = Path(__file__).parents[3]
PYTHON = ROOT / ".venv" / "ftm" / "bin" / "python"
READER = Path(__file__).with_name("ftm_reader.py")

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason="followthemoney has no environment here (make ftm; it compiles against ICU)"
)


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


@pytest.mark.parametrize("unmasked", [False, True])
@pytest.mark.parametrize("case", [related, placed])
def test_its_own_library_reads_every_entity_and_changes_no_value(
    case: Any, unmasked: bool, tmp_path: Path
) -> None:
    file = tmp_path / "case.ftm.json"
    FORMATS["ftm"].write(Handed(case(), unmasked=unmasked, page=None), file)
    done = subprocess.run([PYTHON, READER, file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_the_model_does_not_know_is_told(tmp_path: Path) -> None:
    file = tmp_path / "case.ftm.json"
    file.write_text('{"id": "a", "schema": "Person", "properties": {"country": ["Nowhere at all"]}}\n')
    done = subprocess.run([PYTHON, READER, file], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "country" in done.stdout
