"""What a run reads is what was kept; an unchanged run keeps nothing again; a typing error empties no case."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from headwater.articles.inputs import Discovery, InputFile, discover
from headwater.articles.items import Told
from headwater.records.articles import Article, Published
from headwater.records.errors import DamagedCase, InputError
from headwater.runs.evidence import keep, kept, loose
from headwater.runs.results import Case
from headwater.runs.trace import trace, trace_kept
from headwater.runs.verification import verify_case
from headwater.store.evidence import Evidence, ReadText
from headwater.store.evidence.purging import find, purge

BRIDGE = "Bridge closed\n\nThe bridge at Ollenz is closed, the mayor said on Tuesday.\n"
FERRY = "Ferry late\n\nThe ferry to Vardesk was late on Monday, the harbour office said.\n"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE)
    (folder / "ferry.txt").write_text(FERRY)
    return folder


def article(id_: str, text: str) -> Article:
    return Article(id_, "bridge.txt", None, "", "", text, None, None, Published(), ["en"], [])


def log(out: Path) -> list[str]:
    lines = (out / "evidence" / "custody.jsonl").read_bytes().splitlines()
    return [json.loads(line)["action"] for line in lines]


def test_files_are_read_from_the_bytes_that_were_kept(inputs: Path, tmp_path: Path) -> None:
    found = discover([inputs])
    given = keep(found, [inputs], Evidence(tmp_path / "out"))
    assert [(file.name, file.size, file.kind) for file in given.found.files] == [
        (file.name, file.size, file.kind) for file in found.files
    ]
    assert all((tmp_path / "out" / "evidence" / "objects") in file.path.parents for file in given.found.files)
    assert given.files == loose(found, [inputs]).files


def test_a_second_look_keeps_nothing_again(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = keep(discover([inputs]), [inputs], Evidence(out))
    before = log(out)
    again = keep(discover([inputs]), [inputs], Evidence(out))
    assert log(out) == before
    assert again.files == first.files
    assert again.gone == []


def test_what_is_not_given_any_more_leaves_the_case_and_its_bytes_stay(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep(discover([inputs]), [inputs], Evidence(out))
    (inputs / "ferry.txt").unlink()
    (inputs / "bridge.txt").write_text(BRIDGE + "It opens on Friday.\n")
    given = keep(discover([inputs]), [inputs], Evidence(out))
    assert len(Evidence(out).items()) == 3
    given.settle()
    assert [item.name for item in Evidence(out).items()] == ["bridge.txt"]
    assert log(out).count("removed") == 1
    assert len(list(Evidence(out).objects.names())) == 3


def test_a_typing_error_empties_no_case(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep(discover([inputs]), [inputs], Evidence(out))
    wrong = [tmp_path / "inn"]
    given = keep(discover(wrong), wrong, Evidence(out))
    given.settle()
    assert len(Evidence(out).items()) == 2


def test_what_is_told_and_the_kind_are_part_of_what_a_reading_depends_on(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("<p>x")
    told = [Told(), Told(url="https://vardesk.example/a"), Told(charset="cp1251", authors=("Ada Brook",))]
    files = [InputFile(tmp_path / "a", "a.html", 4, "html", one) for one in told]
    files.append(InputFile(tmp_path / "a", "a.html", 4, "text"))
    given = [loose(Discovery([file], []), []).files[0] for file in files]
    assert len(set(given)) == 4
    assert given[0] == ("a.html", hashlib.sha256(b"<p>x").hexdigest())


def test_what_was_told_comes_back_with_the_item(tmp_path: Path) -> None:
    told = Told(
        url="https://vardesk.example/a", authors=("Ada Brook", "Ben Oduya"), how="given by the feed's entry"
    )
    (tmp_path / "a").write_text("<p>x")
    found = Discovery([InputFile(tmp_path / "a", "https://vardesk.example/a", 4, "html", told)], [])
    keep(found, [], Evidence(tmp_path / "out"))
    again = kept(Evidence(tmp_path / "out"))
    assert [file.told for file in again.found.files] == [told]
    assert again.files == loose(found, []).files


def test_what_a_stranger_wrote_into_the_details_harms_no_reader(tmp_path: Path) -> None:
    told = {"url": 7, "authors": [["Ada"], "Ben"], "later": "x", "title": {"a": 1}, "lang": "en"}
    Evidence(tmp_path).receive(b"x", "a.txt", "text", told)
    assert kept(Evidence(tmp_path)).found.files[0].told == Told(authors=("Ben",), lang="en")


def test_an_item_of_a_kind_that_nobody_reads_is_told(tmp_path: Path) -> None:
    Evidence(tmp_path).receive(b"x", "a.xyz", "xyz")
    given = kept(Evidence(tmp_path))
    assert [row.reason for row in given.found.rejected] == ["kept, but no reader for its kind: xyz"]


def test_a_file_that_cannot_be_kept_is_still_read_where_it_lies(inputs: Path, tmp_path: Path) -> None:
    found = discover([inputs])
    (inputs / "ferry.txt").unlink()
    given = keep(found, [inputs], Evidence(tmp_path / "out"))
    assert [file.path.name for file in given.found.files][1] == "ferry.txt"
    assert given.files[1] == ("ferry.txt", "cannot be read: no such file or directory")


def test_damaged_bytes_are_mended_from_the_file_that_they_came_from(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep(discover([inputs]), [inputs], Evidence(out))
    path = Evidence(out).items()[0].path
    path.chmod(0o644)
    path.write_text(BRIDGE.replace("closed", "opened"))
    given = keep(discover([inputs]), [inputs], Evidence(out))
    given.require_whole(given.found.files)
    assert path.read_text() == BRIDGE
    assert verify_case(out).holds


def test_damaged_bytes_that_nothing_can_mend_are_not_read(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep(discover([inputs]), [inputs], Evidence(out))
    path = Evidence(out).items()[0].path
    path.chmod(0o644)
    path.write_text(BRIDGE.replace("closed", "opened"))
    again = kept(Evidence(out))
    with pytest.raises(DamagedCase, match=r"no longer holds the bytes that were received as bridge\.txt"):
        again.require_whole(again.found.files)


def test_purged_bytes_are_not_taken_again_and_not_named(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep(discover([inputs]), [inputs], Evidence(out))
    evidence = Evidence(out)
    purge(evidence, find(evidence, ["ferry.txt"]), "asked for by the person concerned")
    for _ in range(2):
        given = keep(discover([inputs]), [inputs], Evidence(out))
        assert [file.name for file in given.found.files] == ["bridge.txt"]
        assert given.found.rejected[0].reason.startswith(
            "its bytes were purged from this case and are not taken again"
        )
        assert "ferry" not in given.found.rejected[0].path
    assert log(out).count("refused") == 1


def test_texts_of_the_articles_are_kept_by_item(inputs: Path, tmp_path: Path) -> None:
    given = keep(discover([inputs]), [inputs], Evidence(tmp_path / "out"))
    assert given.underived()
    heard = {file: [f"a-{number}"] for number, file in enumerate(given.found.files)}
    given.derive(heard, [article("a-0", BRIDGE), article("a-1", FERRY)])
    assert not given.underived()
    assert given.evidence is not None
    derived = [given.evidence.fold.derived[seq] for seq in given.seqs.values()]
    texts = [next(given.evidence.texts.read(entry["text"])).text for entry in derived]
    assert texts == [BRIDGE, FERRY]
    assert derived[0]["extractor"].startswith("headwater ")


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Case]:
    """Two articles traced with their evidence, and the folder that they came from."""
    folder = tmp_path_factory.mktemp("in")
    (folder / "bridge.txt").write_text(BRIDGE)
    (folder / "ferry.txt").write_text(FERRY)
    return folder, trace([folder], tmp_path_factory.mktemp("out"), processes=1)


@pytest.mark.models
def test_a_run_keeps_reads_and_notes_and_an_unchanged_one_does_nothing(traced: tuple[Path, Case]) -> None:
    folder, case = traced
    assert log(case.path) == ["begun", "received", "received", "derived", "derived"]
    assert case.custody == case.manifest.custody == Evidence(case.path).head
    assert verify_case(case.path, case.custody).holds
    again = trace([folder], case.path)
    assert (again.worked, again.custody) == ((), case.custody)
    kept_alone = trace_kept(case.path)
    assert kept_alone.worked == ()


@pytest.mark.models
def test_the_same_case_comes_of_kept_bytes_and_of_files_where_they_lie(
    traced: tuple[Path, Case], tmp_path: Path
) -> None:
    folder, case = traced
    other = trace([folder], tmp_path / "out", processes=1, evidence=False)
    assert other.folder.case_json.read_bytes() == case.folder.case_json.read_bytes()
    assert not (tmp_path / "out" / "evidence").exists()
    assert other.custody == ""


@pytest.mark.models
def test_nothing_that_can_be_read_leaves_the_case_as_it_was(
    traced: tuple[Path, Case], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(traced[1].path, out)
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match="no article could be read"):
        trace([tmp_path / "empty.txt"], out)
    assert {"bridge.txt", "ferry.txt"} <= {item.name for item in Evidence(out).items()}
    assert verify_case(out).holds


def test_a_log_of_judgements_that_cannot_be_read_is_named(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep(discover([inputs]), [inputs], Evidence(out))
    (out / "judgements.jsonl").write_text('{"kind": "merge"}\n')
    report = verify_case(out)
    assert [(fault.kind, fault.where) for fault in report.faults] == [("judgements", "judgements.jsonl")]
    assert report.faults[0].says.startswith("judgements.jsonl, line 1: ")


def test_evidence_inside_an_input_folder_is_no_input(inputs: Path) -> None:
    keep(discover([inputs], inputs), [inputs], Evidence(inputs))
    Evidence(inputs).derive({2: [ReadText("a-1", "Bridge closed", BRIDGE)]}, {2: "reader 1"})
    assert [file.name for file in discover([inputs], inputs).files] == ["bridge.txt", "ferry.txt"]


def test_a_page_that_was_fetched_stays_when_files_are_traced_anew(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep(discover([inputs]), [inputs], Evidence(out))
    fetched = Evidence(out).receive(b"a capture", "https://vigie.example/1", "warc", {}, "fetched")
    given = keep(discover([inputs / "ferry.txt"]), [inputs / "ferry.txt"], Evidence(out))
    assert [file.name for file in given.found.files] == ["ferry.txt", "https://vigie.example/1"]
    assert fetched.seq not in given.gone
    assert len(given.gone) == 1
