"""Zipped documents that are damaged, locked, or made to do harm."""

from __future__ import annotations

import struct
import zipfile

import pytest

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.packages import Package, PackageFault
from headwater.articles.items import Budget, Item
from tests.articles.documents.conftest import Reading
from tests.articles.documents.packages import (
    CONTAINER,
    ENTITIES,
    FILE_ENTITY,
    book,
    chapter,
    open_text,
    packed,
    word,
)

GOOD = word("<w:p/>")
WORDS = "<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><e:EncryptedData xmlns:e="e">'
    '<e:EncryptionMethod Algorithm="http://example.org/lock"/><e:CipherData><e:CipherReference URI="in/a.xhtml"/>'
    "</e:CipherData></e:EncryptedData></encryption>"
)


def _flagged(data: bytes) -> bytes:
    """The same with every part said to be encrypted."""
    at, out = data.find(b"PK\x01\x02"), bytearray(data)
    while at >= 0:
        out[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def _counted(data: bytes, entries: int) -> bytes:
    """The same with another number of parts at its end."""
    at = data.rindex(b"PK\x05\x06")
    return data[: at + 8] + struct.pack("<HH", entries, entries) + data[at + 12 :]


FAULTS = [
    ("a.docx", b"", "no Word file that can be read: the file is empty"),
    ("a.docx", b"not a zip file", "no Word file that can be read: the file is no zip package, or its end is missing"),
    ("a.docx", GOOD[:-30], "no Word file that can be read: the file is no zip package, or its end is missing"),
    ("a.docx", _flagged(GOOD), "no Word file that can be read: the package is encrypted; save it without a password"),
    ("a.docx", _counted(GOOD, 60_000), "no Word file that can be read: the package lists 60,000 parts, more than the 20,000 read here"),
    ("a.docx", packed({"x": "y"}), "no Word file that can be read: it names no document part"),
    ("a.docx", word("<w:p>"), "no Word file that can be read: its part word/document.xml is no well-formed XML"),
    ("a.docx", word(WORDS, ENTITIES), "no Word file that can be read: its part word/document.xml declares entities of its own, which are not unfolded"),
    ("a.docx", word(WORDS, FILE_ENTITY), "no Word file that can be read: its part word/document.xml declares entities of its own, which are not unfolded"),
    ("a.docx", word("<w:sdt>" * 3_000 + WORDS + "</w:sdt>" * 3_000), "no Word file that can be read: its part word/document.xml is no well-formed XML"),
    ("a.docx", GOOD, "the document holds no words"),
    ("a.docx", word(WORDS).replace(b"\x03\x04\x14", b"\x03\x04\x63", 1)[:60] + word(WORDS)[60:90] + b"\0" * 20 + word(WORDS)[110:], None),
    ("a.odt", packed({"x": "y"}), "no OpenDocument text that can be read: it has no content part"),
    ("a.odt", open_text("<text:p>Words.</text:p>", ENTITIES), "no OpenDocument text that can be read: its part content.xml declares entities of its own, which are not unfolded"),
    ("a.odt", open_text("<text:p>Words.</text:p>", **{"META-INF/manifest.xml": '<m xmlns:e="e"><e:encryption-data/></m>'}), "no OpenDocument text that can be read: the package is encrypted; save it without a password"),
    ("a.odt", open_text(""), "the document holds no words"),
    ("a.epub", packed({"x": "y"}), "no EPUB that can be read: it has no META-INF/container.xml"),
    ("a.epub", packed({"META-INF/container.xml": CONTAINER}), "no EPUB that can be read: it names no package document"),
    ("a.epub", book({}), "no EPUB that can be read: its spine is empty"),
    ("a.epub", book({"a.xhtml": chapter("x")}, **{"META-INF/encryption.xml": ENCRYPTION}), "no EPUB that can be read: its chapters are encrypted (digital rights management)"),
    ("a.epub", book({"a.xhtml": chapter("<p>x</p>", ENTITIES)}), "its part in/a.xhtml declares entities of its own, which are not unfolded"),
    ("a.epub", book({"../../../etc/hostname": chapter("x")}), "the book's spine names it, but it is not in the file"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason"), FAULTS)
def test_what_cannot_be_read_is_rejected_with_its_reason(
    read: Reading, name: str, data: bytes, reason: str | None
) -> None:
    found = read(data, name)
    assert found.reasons and reason in (None, found.reasons[0])
    assert not found.drafts


def test_a_part_that_unpacks_to_more_than_it_says_is_not_believed(read: Reading) -> None:
    bomb = word("<w:p><w:r><w:t>" + " " * 120_000_000 + "</w:t></w:r></w:p>")
    assert len(bomb) < 200_000
    assert read(bomb, "a.docx").reasons == [
        "no Word file that can be read: its part word/document.xml unpacks to more than 100,000,000 bytes"
    ]


def test_what_all_files_may_unpack_together_is_counted(read: Reading) -> None:
    data = word(WORDS * 100_000)
    assert read(data, "a.docx", most_unpacked=1_000_000).reasons == [
        "no Word file that can be read: it unpacks to more bytes than one file may"
    ]


def test_a_file_over_the_limit_is_not_opened(read: Reading) -> None:
    (reason,) = read(GOOD, "a.docx", largest_document=10).reasons
    assert reason.endswith("more than the 10 that a document may have")


def test_the_hand_that_opens_is_closed_when_the_directory_is_damaged(tmp_path) -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    data[at : at + 4] = b"XXXX"
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    item = Item("a.docx", "docx", len(data), lambda: path.open("rb"), Budget(10, 10**9))
    with pytest.raises(PackageFault, match="its directory is damaged"), Package(item, ArticlesConfig()):
        pass
    assert zipfile.is_zipfile(path)
