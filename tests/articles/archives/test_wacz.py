"""WACZ files: written valid for the format's own validator, read back, hashes checked."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headwater.articles.archives.wacz_writing import Page, write_wacz
from tests.articles.archives.making import WORDS, Warc, drafts, page, reasons, zip_of

URL = "https://vigie.example/2034/04/road"
NOW = datetime(2034, 4, 5, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A WACZ of two WARC files."""
    one, two = tmp_path / "one.warc.gz", tmp_path / "two.warc"
    one.write_bytes(Warc().request(URL).add(URL, page()).add(f"{URL}.jpg", b"\xff\xd8", "image/jpeg").done())
    two.write_bytes(Warc(packed=False).add(f"{URL}/2", page("A second page of news")).done())
    out = tmp_path / "case.wacz"
    pages = [Page(URL, "2034-04-02T08:00:00Z", "Road open"), Page(f"{URL}/2", "2034-04-02T08:00:00Z")]
    assert write_wacz([("one.warc.gz", one), ("two.warc", two)], pages, out, NOW) == 3
    return out


@pytest.mark.filterwarnings("ignore")
def test_what_is_written_is_valid_for_the_format_s_validator(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from wacz.main import main

    assert main(["validate", "-f", str(written)]) == 0
    assert "Validation succeeded" in capsys.readouterr().out


def test_the_same_input_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.wacz"
    pages = [Page(f"{URL}/2", "2034-04-02T08:00:00Z"), Page(URL, "2034-04-02T08:00:00Z", "Road open")]
    write_wacz(
        [("two.warc", tmp_path / "two.warc"), ("one.warc.gz", tmp_path / "one.warc.gz")], pages, again, NOW
    )
    assert again.read_bytes() == written.read_bytes()


def test_the_index_gives_the_place_of_every_record(written: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    with zipfile.ZipFile(written) as archive:
        lines = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        parts = archive.read("indexes/index.idx").decode().splitlines()
        assert parts[0].startswith('!meta 0 {"format": "cdxj-gzip-1.0"')
        for line in lines:
            key, date, told = line.split(" ", 2)
            fields = json.loads(told)
            whole = archive.read(f"archive/{fields['filename']}")
            piece = whole[int(fields["offset"]) : int(fields["offset"]) + int(fields["length"])]
            (record,) = ArchiveIterator(io.BytesIO(piece))
            assert record.rec_headers["WARC-Target-URI"] == fields["url"]
            assert (key[:14], date) == ("example,vigie)", "20340402080000")
    assert lines == sorted(lines)


def test_the_index_is_the_one_that_the_field_s_own_indexer_makes(written: Path, tmp_path: Path) -> None:
    from cdxj_indexer.main import CDXJIndexer

    out = io.StringIO()
    CDXJIndexer(out, [str(tmp_path / "one.warc.gz")], sort=True, fields="").process_all()
    theirs = {
        tuple(line.split(" ", 2)[:2]): json.loads(line.split(" ", 2)[2])
        for line in out.getvalue().splitlines()
    }
    with zipfile.ZipFile(written) as archive:
        lines = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
    ours = {tuple(line.split(" ", 2)[:2]): json.loads(line.split(" ", 2)[2]) for line in lines}
    for key, fields in theirs.items():
        for name in ("url", "mime", "status", "digest", "length", "offset", "filename"):
            assert ours[key][name] == fields[name], (key, name)


def test_a_wacz_is_read_with_its_pages_titles(written: Path) -> None:
    found = drafts(written.read_bytes(), "case.wacz", "wacz")
    assert [draft.url for draft in found] == [URL, f"{URL}/2"]
    assert reasons(written.read_bytes(), "case.wacz", "wacz") == [
        "case.wacz/archive/one.warc.gz: 1 record of image/jpeg is not read"
    ]


def test_a_text_without_a_title_has_its_page_s(tmp_path: Path) -> None:
    warc, out = tmp_path / "t.warc", tmp_path / "t.wacz"
    words = f"see https://vigie.example/x, where {WORDS[0].lower()}{WORDS[1:]} " * 2
    warc.write_bytes(Warc(packed=False).add(URL, words.encode(), "text/plain").done())
    write_wacz([("t.warc", warc)], [Page(URL, "2034-04-02T08:00:00Z", "Road open")], out, NOW)
    (draft,) = drafts(out.read_bytes(), "t.wacz", "wacz")
    assert draft.title == "Road open"
    assert draft.text == f"Road open\n{words}"


def _changed(data: bytes, name: str, change: bytes | None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    if change is None:
        del files[name]
    else:
        files[name] = change
    return zip_of(files, zipfile.ZIP_STORED)


CHANGED = [
    ("archive/one.warc.gz", Warc().add(URL, page("Another")).done(), "case.wacz/archive/one.warc.gz: does not match its sha256 in datapackage.json: it was changed after it was packed; it is not read"),
    ("pages/pages.jsonl", b"{}", "case.wacz/pages/pages.jsonl: does not match its sha256 in datapackage.json: it was changed after it was packed; it is not read"),
    ("datapackage.json", b"{}", "case.wacz/datapackage.json: does not match its hash in datapackage-digest.json: it was changed after it was made"),
    ("datapackage.json", None, "case.wacz/datapackage.json: is missing, so no hash can be checked; the pages are read"),
    ("archive/extra.warc.gz", Warc().add(URL, page()).done(), "case.wacz/archive/extra.warc.gz: is not listed in datapackage.json, so its hash cannot be checked; it is read"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "reason"), CHANGED)
def test_what_was_changed_since_is_told(written: Path, name: str, change: bytes | None, reason: str) -> None:
    assert reason in reasons(_changed(written.read_bytes(), name, change), "case.wacz", "wacz")


def test_a_warc_whose_hash_is_wrong_is_not_read_and_the_other_is(written: Path) -> None:
    data = _changed(written.read_bytes(), "archive/one.warc.gz", Warc().add(URL, page("Another")).done())
    assert [draft.url for draft in drafts(data, "case.wacz", "wacz")] == [f"{URL}/2"]


def test_a_zip_that_is_a_wacz_is_read_as_one(written: Path) -> None:
    assert len(drafts(written.read_bytes(), "case.zip", "zip")) == 2
