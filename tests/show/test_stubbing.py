"""Documents that were seen and cannot be kept; tables whose columns are named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from headwater.articles.inputs import discover
from headwater.articles.tabular.mapping import with_columns
from headwater.records.errors import InputError
from headwater.runs.evidence import keep, kept
from headwater.show.cli.app import app
from headwater.store.evidence import Evidence

SEEN = ["--name", "Leaflet", "--where", "town hall, Mirn", "--when", "2034-03-02", "--by", "T. Lorn"]


def test_a_stub_stands_in_the_log_and_says_what_was_seen(tmp_path: Path) -> None:
    sha = "AB" * 32
    done = CliRunner().invoke(app, ["stub", str(tmp_path), *SEEN, "--sha256", sha, "--note", "no picture"])
    assert done.exit_code == 0, done.output
    assert "Noted: Leaflet, seen on 2034-03-02 at town hall, Mirn by T. Lorn." in done.output
    (item,) = Evidence(tmp_path).items()
    assert (item.kind, item.name, item.told) == ("stub", "Leaflet", {"url": "town hall, Mirn"})
    assert json.loads(item.path.read_bytes()) == {
        "by": "T. Lorn",
        "name": "Leaflet",
        "note": "no picture",
        "sha256": sha.lower(),
        "when": "2034-03-02",
        "where": "town hall, Mirn",
    }


WRONG = [
    (
        ["--when", "yesterday"],
        '--when "yesterday" is no date in ISO 8601, such as 2034-03-02 or 2034-03-02T10:15+02:00',
    ),
    (["--name", " "], "--name is empty"),
    (["--sha256", "12"], "--sha256 is no SHA-256: 64 digits 0-9 and a-f"),
]


@pytest.mark.parametrize(("option", "says"), WRONG)
def test_what_cannot_be_noted_is_said_and_nothing_is_written(
    tmp_path: Path, option: list[str], says: str
) -> None:
    done = CliRunner().invoke(app, ["stub", str(tmp_path), *SEEN, *option])
    assert isinstance(done.exception, InputError) and str(done.exception) == says
    assert not Evidence(tmp_path).exists()


def _reasons(out: Path, given: Any) -> list[str]:
    from headwater.articles.config import ArticlesConfig
    from headwater.articles.files import read_file

    return [
        getattr(one, "reason", "")
        for file in given.found.files
        for _, one in read_file(file, ArticlesConfig())
    ]


def test_a_stub_is_told_of_in_every_later_run_and_stays_when_other_files_are_traced(tmp_path: Path) -> None:
    out, inputs = tmp_path / "out", tmp_path / "in"
    inputs.mkdir()
    (inputs / "a.txt").write_text("The bridge was opened on Monday, officials said.", encoding="utf-8")
    evidence = Evidence(out)
    evidence.stub("Leaflet", "town hall, Mirn", "2034-03-02", "T. Lorn", None, "no picture")
    says = "seen on 2034-03-02, at town hall, Mirn, by T. Lorn; the document itself is not kept; no picture"
    given = keep(discover([inputs]), [inputs], evidence)
    assert says in _reasons(out, given) and given.gone == []
    assert says in _reasons(out, kept(Evidence(out)))


def test_a_column_map_is_kept_with_its_table_alone(tmp_path: Path) -> None:
    out, inputs = tmp_path / "out", tmp_path / "in"
    inputs.mkdir()
    (inputs / "a.csv").write_text("Kopf,Rumpf\nOne,Words of one.\n", encoding="utf-8")
    (inputs / "b.txt").write_text("Words of another.", encoding="utf-8")
    found = with_columns(discover([inputs]), {"title": "Kopf", "text": "Rumpf"})
    first = keep(found, [inputs], Evidence(out))
    again = kept(Evidence(out))
    told = {file.name: file.told.columns for file in again.found.files}
    assert told == {"a.csv": "title=Kopf,text=Rumpf", "b.txt": None}
    assert first.files == again.files
    assert (
        dict(again.files)["a.csv"]
        != dict(keep(discover([inputs]), [inputs], Evidence(tmp_path / "x")).files)["a.csv"]
    )
