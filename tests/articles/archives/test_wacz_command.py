"""The command that hands a case's web pages on as WACZ."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from headwater.records.articles import Article, Published
from headwater.records.errors import InputError
from headwater.show.cli.app import app
from headwater.show.cli.webarchiving import pages_of, warcs_of
from headwater.store.evidence import Evidence
from tests.articles.archives.making import Warc, page, zip_of

URL = "https://vigie.example/2034/04/road"


def _article(path: str, crawled: str | None) -> Article:
    return Article("a-1", path, "https://vigie.example/canonical", "0", "Road", "Road\nopen", None, None, Published(), ["en"], [], crawled=crawled)  # fmt: skip


def test_the_warcs_of_a_case_are_taken_each_once(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    warc = Warc().add(URL, page()).done()
    evidence.receive(warc, "one.warc.gz", "warc")
    evidence.receive(warc, "again.warc.gz", "warc")
    evidence.receive(Warc(packed=False).add(URL, page()).done(), "plain.warc", "warc")
    evidence.receive(b"filedesc://x.arc 0.0.0.0 20340402080000 text/plain 0\n", "old.arc", "warc")
    evidence.receive(zip_of({"a.txt": b"words"}), "a.zip", "zip")
    names = [name for name, _ in warcs_of(evidence.items())]
    assert sorted(Path(name).suffix for name in names) == [".gz", ".warc"]


def test_pages_are_listed_by_the_address_that_was_captured(tmp_path: Path) -> None:
    evidence, fetched = Evidence(tmp_path), "https://courier.example/asked"
    evidence.receive(Warc().add(URL, page()).done(), "one.warc.gz", "warc")
    evidence.receive(
        b"WARC/1.1", fetched, "warc", {"url": "https://courier.example/answered", "asked": fetched}
    )
    listed = pages_of(
        [
            _article(f"one.warc.gz/{URL}", "2034-04-02T08:00:00Z"),
            _article(fetched, "2034-04-03T08:00:00Z"),
            _article("notes.txt", None),
            _article(f"other.zip/x.warc.gz/{URL}", "2034-04-02T08:00:00Z"),
        ],
        evidence.items(),
    )
    assert [(page.url, page.instant) for page in listed] == [
        (URL, "2034-04-02T08:00:00Z"),
        ("https://courier.example/answered", "2034-04-03T08:00:00Z"),
    ]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case whose evidence is real and whose one article is given."""
    rows = SimpleNamespace(articles=[_article(f"crawl.warc.gz/{URL}", "2034-04-02T08:00:00Z")])
    monkeypatch.setattr("headwater.runs.results.open_case", lambda out: rows)
    return tmp_path / "case"


def test_an_archive_comes_out_as_it_went_in(case: Path, tmp_path: Path) -> None:
    given, file = Warc().request(URL).add(URL, page()).done(), tmp_path / "case.wacz"
    Evidence(case).receive(given, "crawl.warc.gz", "warc")
    said = CliRunner().invoke(app, ["wacz", str(case), "-o", str(file)], catch_exceptions=False).output
    assert "1 WARC file, 1 capture, 1 page" in said
    assert "persons' names" in said
    with zipfile.ZipFile(file) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("archive/")]
        assert archive.read(name) == given
        assert json.loads(archive.read("pages/pages.jsonl").splitlines()[1])["url"] == URL


def test_a_case_without_web_archives_says_so(case: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="keeps no WARC file"):
        CliRunner().invoke(app, ["wacz", str(case), "-o", str(tmp_path / "x.wacz")], catch_exceptions=False)
