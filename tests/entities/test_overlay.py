"""A registry folder of one's own: read beside the built-in entries, forgotten when another is chosen."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.entities import contains, overlay, place_precision
from headwater.entities.compiled import compile_overlay, place_index, registry_index
from headwater.entities.entries import entries
from headwater.records.errors import ConfigError, HeadwaterError, MissingInput
from headwater.show.cli.registry import registry_app
from tests.entities.making import found

ACTOR = "otters;organisation;VX;2011;;Otter Brigade|~OB;;لواء القندس;;;part_of:reeds;\n"
REEDS = "reeds;organisation;VX;;;House of Reeds;;;;;;\n"
PLACES = "vx-1;governorate;VX;03;0;Fen Province;;\nvx-2;town;VX;03;900;Otterby;;\n"


@pytest.fixture(autouse=True)
def _only_the_built_in_registry_after() -> Iterator[None]:
    yield
    overlay.choose(None)


def folder_of(path: Path, **files: str) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def test_a_folder_adds_to_the_registry_and_is_forgotten_with_it(tmp_path: Path) -> None:
    before = len(entries())
    overlay.choose(folder_of(tmp_path / "own", actors=ACTOR + REEDS))
    assert len(entries()) == before + 2
    assert registry_index().exactly("Otter Brigade") == ["otters"]
    assert registry_index().exactly("Reuters") == ["reuters"]
    overlay.choose(None)
    assert registry_index().exactly("Otter Brigade") == []
    assert len(entries()) == before


def test_places_of_a_folder_lie_in_their_governorate(tmp_path: Path) -> None:
    overlay.choose(folder_of(tmp_path / "own", places=PLACES))
    assert place_index().exactly("Otterby") == ["place/vx-2"]
    assert place_precision("place/vx-2") == 1
    assert contains("place/vx-1", "place/vx-2")
    assert contains("state/vx", "place/vx-2")


def test_compiled_and_read_names_are_the_same(tmp_path: Path) -> None:
    own = folder_of(tmp_path / "own", actors=ACTOR + REEDS, places=PLACES)
    overlay.choose(own)
    read = registry_index().exactly("لواء القندس", "ar"), place_index().exactly("Fen Province")
    assert compile_overlay(own)["registry"] > 0
    overlay.forget()
    assert (registry_index().exactly("لواء القندس", "ar"), place_index().exactly("Fen Province")) == read
    (own / "names.bin").write_bytes((own / "names.bin").read_bytes()[:-9])
    overlay.forget()
    assert registry_index().exactly("Otter Brigade") == ["otters"], "a damaged file is not used"


def test_another_content_is_another_hash(tmp_path: Path) -> None:
    own = folder_of(tmp_path / "own", actors=REEDS)
    first = overlay.digest(own)
    folder_of(own, actors=REEDS + "\n")
    assert overlay.digest(own) != first


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"actors": "otters;organisation\n"}, r"actors\.csv, line 1: 2 columns instead of 12"),
        ({"actors": REEDS + ACTOR.replace("reeds", "nobody")}, r"actors\.csv, line 2.*no entry"),
        ({"actors": ACTOR.replace("organisation", "empire") + REEDS}, r"actors\.csv, line 1: unknown kind"),
        ({"actors": REEDS + REEDS}, r"actors\.csv, line 2: two entries have the id"),
        ({"actors": "reuters;organisation;VX;;;Otters;;;;;;\n"}, r"actors\.csv, line 1: two entries"),
        ({"actors": "otters;organisation;VX;;;;;;;;;\n"}, r"actors\.csv, line 1: 'otters' has no name"),
        (
            {"actors": "a;party;VX;;;Ab Cd;;;;;renamed_from:b;\nb;party;VX;;;Ef Gh;;;;;renamed_from:a;\n"},
            r"actors\.csv, line \d: .*circle",
        ),
        ({"places": "vx-1;planet;VX;03;0;Fen;;\n"}, r"places\.csv, line 1: a place has a kind"),
        ({"places": "vx-1;town;VX;03;many;Fen;;\n"}, r"places\.csv, line 1: a place has a kind"),
    ],
)
def test_a_broken_folder_says_which_line(tmp_path: Path, files: dict[str, str], says: str) -> None:
    overlay.choose(folder_of(tmp_path / "own", **files))
    with pytest.raises(ConfigError, match=says):
        entries()
        place_precision("place/none")


def test_a_common_word_in_a_folder_of_ones_own_counts_only_beside_the_full_name(tmp_path: Path) -> None:
    line = "fen-police;organisation;VX;;;Fen Constabulary|Police;;;;;;\n"
    overlay.choose(folder_of(tmp_path / "own", actors=line))
    assert not [m for m in found("The police came.") if m.known_as == "fen-police"]
    texts = [m.text for m in found("The Fen Constabulary came. Police left.") if m.known_as == "fen-police"]
    assert texts == ["Fen Constabulary", "Police"]


def test_every_entry_knows_its_file_and_line() -> None:
    assert not [entry.id for entry in entries().values() if "line" not in entry.where]


def test_no_utf8_says_which_line(tmp_path: Path) -> None:
    own = folder_of(tmp_path / "own", actors=REEDS)
    (own / "actors.csv").write_bytes(REEDS.encode() + b"\xff\xfe")
    overlay.choose(own)
    with pytest.raises(ConfigError, match=r"actors\.csv, line 2: no UTF-8"):
        entries()


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        overlay.choose(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="holds none of"):
        overlay.choose(tmp_path)


ROW = '{"id": "o-1", "schema": "Organization", "properties": {"name": ["%s"], "alias": ["Otter Brigade"]}}\n'


def run(*words: str) -> str:
    result = CliRunner().invoke(registry_app, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_import_lists_conflicts_and_merges_nothing(tmp_path: Path) -> None:
    dump, own = tmp_path / "dump.json", tmp_path / "own"
    dump.write_text(ROW % "Reuters", encoding="utf-8")
    said = run("import-ftm", str(dump), "--into", str(own))
    assert "1 actors written" in said
    assert "1 names are in the registry already" in said
    assert "Reuters;ftm/o-1;reuters" in (own / "conflicts.csv").read_text(encoding="utf-8")
    assert registry_index().exactly("Reuters") == ["reuters"]
    assert registry_index().exactly("Otter Brigade") == ["ftm/o-1"]
    assert "Otter Brigade" in run("find", "otter brigade", "--registry", str(own))
    assert "No name is shared" in run("check", str(own))


def test_importing_twice_writes_once(tmp_path: Path) -> None:
    dump, own = tmp_path / "dump.json", tmp_path / "own"
    dump.write_text(ROW % "Otters of Vestria", encoding="utf-8")
    run("import-ftm", str(dump), "--into", str(own))
    first = (own / "actors.csv").read_bytes()
    run("import-ftm", str(dump), "--into", str(own))
    assert (own / "actors.csv").read_bytes() == first


def test_a_failed_import_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    dump, own = tmp_path / "dump.json", tmp_path / "own"
    dump.write_text(ROW % "Otters of Vestria", encoding="utf-8")
    run("import-ftm", str(dump), "--into", str(own))
    first = (own / "actors.csv").read_bytes()
    dump.write_text(ROW % "Reeds of Vestria" + "{", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"dump\.json, line 2"):
        run("import-ftm", str(dump), "--into", str(own))
    assert (own / "actors.csv").read_bytes() == first


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return path


def test_zips_with_limits(tmp_path: Path) -> None:
    good = zipped(tmp_path / "good.zip", dump=ROW % "Otters of Vestria")
    assert "1 actors" in run("import-ftm", str(good), "--into", str(tmp_path / "own"))
    two = zipped(tmp_path / "two.zip", a="x", b="y")
    with pytest.raises(ConfigError, match="holds 2"):
        run("import-ftm", str(two), "--into", str(tmp_path / "own"))
    bomb = zipped(tmp_path / "bomb.zip", a="\n" * 5_000_000)
    with pytest.raises(ConfigError, match="swell"):
        run("import-ftm", str(bomb), "--into", str(tmp_path / "own"))
    with pytest.raises(HeadwaterError):
        run("import-ftm", str(tmp_path / "none"), "--into", str(tmp_path / "own"))
