"""Agreement on a case: by field, on the records that two coders coded, with what they differ on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.records.errors import InputError
from headwater.show.cli.app import app
from headwater.show.coding.reliability import reliability_of
from headwater.show.exports.masked import Handed
from tests.show.coding.sheets import case, coded


def test_agreement_is_told_by_field_at_its_level(tmp_path: Path) -> None:
    fills = (
        ("Ana", 0, {"best": "11", "date_start": "2031-05-02", "side_a": "Guards"}),
        ("Bo", 0, {"best": "13", "date_start": "2031-05-02", "side_a": "guards"}),
        ("Ana", 1, {"best": ("40", "so it is told"), "date_start": "2031-05-04"}),
        ("Bo", 1, {"best": ("40", "so it is told"), "date_start": "none"}),
    )
    found = reliability_of(Handed(coded(case(), tmp_path, *fills)))
    by_field = {one.field: one for one in found.fields}
    assert found.coders == {"Ana": 2, "Bo": 2}
    assert (by_field["best"].level, by_field["best"].records, by_field["best"].agreed) == ("ratio", 2, 0.5)
    assert by_field["best"].alpha is not None
    assert by_field["best"].alpha > 0.9
    assert (by_field["side_a"].alpha, by_field["side_a"].agreed) == (None, 1)
    assert "without variation" in by_field["side_a"].because
    assert (by_field["date_start"].records, by_field["date_start"].none) == (1, 1)
    assert [(one.field, one.values) for one in found.differences] == [
        ("best", {"Ana": "11", "Bo": "13"}),
        ("date_start", {"Ana": "2031-05-04", "Bo": "none"}),
    ]
    assert json.loads(json.dumps(found.json()))["coders"] == {"Ana": 2, "Bo": 2}


def test_differences_are_masked(tmp_path: Path) -> None:
    now = coded(case(), tmp_path, ("Ana", 0, {"side_a": "Osha Venn"}), ("Bo", 0, {"side_a": "Guards"}))
    assert "Venn" not in str(reliability_of(Handed(now)).json())
    assert "Venn" in str(reliability_of(Handed(now, unmasked=True)).json())


def test_one_coder_has_no_agreement(tmp_path: Path) -> None:
    (found,) = reliability_of(Handed(coded(case(), tmp_path, ("Ana", 0, {"best": "11"})))).fields
    assert (found.alpha, found.because) == (None, "Only one coder.")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "give one of --out FILE"),
        (["--agreement", "-o", "s.csv"], "give one of --out FILE"),
        (["-o", "s.csv"], "a coder is needed"),
        (["--take", "s.csv", "--by", " "], "a coder is needed"),
    ],
)
def test_the_command_says_what_it_needs(options: list[str], says: str) -> None:
    result = CliRunner().invoke(app, ["code", "out", *options])
    assert isinstance(result.exception, InputError)
    assert says in str(result.exception)
