"""Zip, tar and packed files: what lies in them is read as it would be beside them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from headwater.articles import ArticlesConfig, read
from headwater.articles.archives.octets import Octets
from headwater.articles.archives.packing import Broken
from headwater.articles.signatures import kind_of_bytes
from headwater.records.articles import Article
from headwater.records.ports import Models
from tests.articles.archives.letters import newsletter
from tests.articles.archives.making import WORDS, Warc, drafts, packed, page, reasons, zip_of

ROW = (json.dumps({"id": "r1", "title": "Road", "text": WORDS}) + "\n").encode()
FILES = {
    "a/page.html": page(),
    "a/page_files/ad.html": page("Buy"),
    "b/rows.jsonl": ROW,
    "c/crawl.warc.gz": Warc().add("https://vigie.example/w", page("From a capture")).done(),
    "d/letter.eml": newsletter().as_bytes(),
    "e/inner.zip": zip_of({"x.txt": f"Road open\n\n{WORDS}".encode()}),
    "__MACOSX/a/._page.html": b"junk",
    ".hidden.txt": b"words",
    "a/photo.jpg": b"\xff\xd8\xff",
    "f/song.mp3": b"ID3",
    "f/other.mp3": b"ID3",
    "g/nosuffix": page("Known by its bytes"),
}
TITLES = ["Road to Ostrel opened again", "Road", "From a capture", "Road to Ostrel opened again", "Road open", "Known by its bytes"]  # fmt: skip


def _tar(files: dict[str, bytes], kind: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def test_a_zip_s_documents_are_read_each_by_its_kind() -> None:
    data = zip_of(FILES)
    assert [draft.title for draft in drafts(data, "news.zip", "zip")] == TITLES
    assert reasons(data, "news.zip", "zip") == [
        "news.zip: 2 files ending in .mp3 are not read",
        "news.zip: 1 file in folders that a browser saved beside its page is part of that page and not read",
        "news.zip: 1 file of pictures among web pages is not read",
    ]


def test_places_lead_through_the_containers() -> None:
    (draft,) = drafts(zip_of({"e/inner.zip": FILES["e/inner.zip"]}), "news.zip", "zip")
    assert draft.path == "news.zip/e/inner.zip/x.txt"


PACKINGS = {"tar": bytes, "tar.gz": packed, "tgz": packed, "tar.bz2": bz2.compress, "tar.xz": lzma.compress}


@pytest.mark.parametrize("suffix", PACKINGS)
def test_a_tar_is_read_like_a_zip_however_it_is_packed(tmp_path: Path, models: Models, suffix: str) -> None:
    files = {name: data for name, data in FILES.items() if "page_files" not in name and "photo" not in name}
    path = tmp_path / f"news.{suffix}"
    path.write_bytes(PACKINGS[suffix](_tar(files)))
    found = read([path], ArticlesConfig(), models).of(Article)
    assert sorted(article.title for article in found) == sorted(TITLES)


@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_in_a_tar_are_whole(kind: int) -> None:
    name = f"{'long/' * 40}Острель.txt"
    (draft,) = drafts(_tar({name: f"Road open\n\n{WORDS}".encode()}, kind), "news.tar", "tar")
    assert draft.path == f"news.tar/{name}"


@pytest.mark.parametrize("pack", [packed, bz2.compress, lzma.compress])
def test_a_packed_file_is_read_as_what_is_in_it(tmp_path: Path, models: Models, pack) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(pack(ROW * 3))
    (article,) = read([path], ArticlesConfig(), models).of(Article)
    assert article.text == f"Road\n{WORDS}"


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8", "дорога.txt"), ("cp866", "дорога.txt"), ("utf-8", "طريق.txt")]
)
def test_names_in_other_encodings_are_read(encoding: str, name: str) -> None:
    stand_in = "x" * (len(name.encode(encoding)) - 4) + ".txt"
    data = zip_of({stand_in: f"Road open\n\n{WORDS}".encode()}).replace(
        stand_in.encode(), name.encode(encoding)
    )
    (draft,) = drafts(data, "news.zip", "zip")
    assert draft.path == f"news.zip/{name}"


def test_large_members_are_streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.articles.archives.zips._FREE", 0)
    data = zip_of({"c.warc.gz": FILES["c/crawl.warc.gz"], "r.jsonl": ROW}, zipfile.ZIP_STORED)
    assert [draft.title for draft in drafts(data, "news.zip", "zip")] == ["From a capture", "Road"]


SIGNED = [
    (b"%PDF-1.7\n", "pdf"), (b"PAR1\x15", "parquet"), (b"WARC/1.0\r\n", "warc"), (b"filedesc://x.arc 0", "warc"),
    (gzip.compress(b"WARC/1.0\r\n"), "warc"), (gzip.compress(b"words"), "packed"), (bz2.compress(b"x"), "packed"),
    (lzma.compress(b"x"), "packed"), (zip_of({"a.txt": b"x"}), "zip"), (zip_of({"word/document.xml": b"x"}), "docx"),
    (zip_of({"mimetype": b"application/epub+zip"}, zipfile.ZIP_STORED), "epub"),
    (zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED), "odt"),
    (zip_of({"archive/a.warc.gz": b"x"}), "wacz"), (_tar({"a.txt": b"x"}), "tar"), (page(), "html"),
    (b"\xef\xbb\xbf <!-- c --><html>", "html"), (b"<?xml version='1.0'?><rss version='2.0'>", "feed"),
    (newsletter().as_bytes(), "mail"), (b"From x Sun Apr  2 08:30:00 2034\nReceived: by x\nFrom: a\n\nx", "mbox"),
    (b"From: <Saved by Blink>\nSnapshot-Content-Location: https://vigie.example/\n\n", "mhtml"),
    (b"words of a text", None), (b"", None), (b"From the road: a report\nof two lines", None), (b"Note: this\nDate: today\n\nx", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "kind"), SIGNED)
def test_first_bytes_tell_the_kind(head: bytes, kind: str | None) -> None:
    assert kind_of_bytes(head) == kind


def test_a_file_under_a_wrong_name_is_read_as_what_it_is(tmp_path: Path, models: Models) -> None:
    for name, data in (
        ("page.html", FILES["c/crawl.warc.gz"]),
        ("a.txt", zip_of({"p.html": page()})),
        ("b.dat", page("By its bytes")),
    ):
        (tmp_path / name).write_bytes(data)
    found = read([tmp_path], ArticlesConfig(), models).of(Article)
    assert sorted(article.title for article in found) == [
        "By its bytes",
        "From a capture",
        "Road to Ostrel opened again",
    ]


@pytest.mark.parametrize("pack", [bytes, packed, lambda data: packed(data[:5000]) + packed(data[5000:])])
def test_octets_are_the_file_s_bytes_however_they_are_asked_for(pack) -> None:
    data = b"".join(b"line %d\r\n\r\n" % number for number in range(9000))
    octets, found = Octets(io.BytesIO(pack(data))), []
    for step in range(1, 10_000):
        if step % 3 == 0:
            octets.peek(step * 7 % 3000)
        if step % 5 == 0:
            found.append(octets.until(b"\r\n\r\n", 4000) or b"")
        found.append(octets.read(step * 13 % 700))
        if not octets.peek(1):
            break
    assert b"".join(found) == data


def test_octets_know_where_the_next_byte_lies() -> None:
    members = [packed(b"%d" % number * 50) for number in range(400)]
    octets, at = Octets(io.BytesIO(b"".join(members))), 0
    for number, member in enumerate(members):
        octets.peek(1)
        assert octets.start == at
        octets.skip(len(str(number)) * 50)
        at += len(member)
    with pytest.raises(Broken, match="no packed part"):
        Octets(io.BytesIO(members[0] + b"words behind it")).read(100)
