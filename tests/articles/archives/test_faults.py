"""Archives made to break a reader, and the exact words that each gives. The table of docs/security.md is this one."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest

from headwater.articles import ArticlesConfig, read
from headwater.records.articles import Rejected
from headwater.records.ports import Models
from tests.articles.archives.making import Warc, chunked, drafts, packed, page, reasons, zip_of

URL = "https://vigie.example/a"
ZEROS = bytes(30_000_000)
DEFLATED = zipfile.ZipFile(io.BytesIO(zip_of({"a.txt": ZEROS}))).getinfo("a.txt").compress_size


def _zip_with(name: str, data: bytes = b"x", mode: int = 0, flags: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, data)
    made = bytearray(out.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.find(mark) + place] |= flags
    return bytes(made)


def _overlapping() -> bytes:
    """Two names for the same bytes, as Fifield's bombs have them by the thousand."""
    made = zip_of({"a.txt": b"words " * 100, "b.txt": b"words " * 100})
    second = made.find(b"PK\x01\x02", made.find(b"PK\x01\x02") + 1)
    return made[: second + 42] + struct.pack("<L", 0) + made[second + 46 :]


def _declaring(size: int) -> bytes:
    """A member that declares another size than it has."""
    made = bytearray(zip_of({"a.txt": b"words of a page " * 40}))
    made[made.find(b"PK\x01\x02") + 24 :][:4] = b""
    at = made.find(b"PK\x01\x02") + 24
    return bytes(made[:at] + struct.pack("<L", size) + made[at + 4 :])


def _lying() -> bytes:
    made = zip_of({"a.txt": b"words of a page " * 40})
    at = made.find(b"PK\x01\x02") + 24
    return made[:at] + struct.pack("<L", 100) + made[at + 4 :]


def _long_list() -> bytes:
    """An end that declares a list of members of 3 GB."""
    made = zip_of({"a.txt": b"words"})
    at = made.rfind(b"PK\x05\x06") + 12
    return made[:at] + struct.pack("<L", 3_000_000_000) + made[at + 4 :]


def _zip64_end() -> bytes:
    """The same by the fields of Zip64."""
    made = _long_list()
    at = made.rfind(b"PK\x05\x06")
    end64 = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 1, 1, 1 << 62, 0)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, at, 1)
    end = made[at : at + 12] + b"\xff" * 8 + made[at + 20 :]
    return made[:at] + end64 + locator + end


def _nested(depth: int) -> bytes:
    data = zip_of({"a.txt": b"The road to Ostrel is open. " * 9})
    for _ in range(depth):
        data = zip_of({"in.zip": data})
    return data


def _tar(
    name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "", size: int | None = None
) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(data) if size is None else size, kind, link
    return info.tobuf(tarfile.USTAR_FORMAT) + data + bytes(-len(data) % 512) + bytes(1024)


def _record(head: bytes) -> bytes:
    return b"WARC/1.1\r\n" + head + b"\r\n\r\n"


def _digest_wrong() -> bytes:
    made = Warc(packed=False).add(URL, page()).done()
    return made.replace(b"nine days", b"five days")


def _cut(data: bytes, by: int) -> bytes:
    return data[:-by]


FAULTS: list[tuple[str, str, str, bytes, str]] = [
    ("a zip member that leads out", "e.zip", "zip", _zip_with("../../etc/cron.d/x.txt"), "e.zip/../../etc/cron.d/x.txt: has a name that leads out of the archive"),
    ("the same with Windows' signs", "e.zip", "zip", _zip_with("..\\..\\x.txt"), "e.zip/..\\..\\x.txt: has a name that leads out of the archive"),
    ("an absolute path", "e.zip", "zip", _zip_with("/etc/passwd.txt"), "e.zip//etc/passwd.txt: has an absolute path for a name"),
    ("a drive letter", "e.zip", "zip", _zip_with("C:\\x.txt"), "e.zip/C:\\x.txt: has an absolute path for a name"),
    ("a symbolic link in a zip", "e.zip", "zip", _zip_with("a.txt", b"/etc/passwd", stat.S_IFLNK | 0o777), "e.zip/a.txt: is a symbolic link, which is not followed"),
    ("a device in a zip", "e.zip", "zip", _zip_with("a.txt", b"", stat.S_IFCHR | 0o666), "e.zip/a.txt: is a device or a pipe, no file"),
    ("an encrypted member", "e.zip", "zip", _zip_with("a.txt", b"secret words", 0, 1), "e.zip/a.txt: is encrypted; give it unpacked"),
    ("a packing that chooses its memory", "e.zip", "zip", zip_of({"a.txt": b"words"}, zipfile.ZIP_LZMA), "e.zip/a.txt: is packed by a method that is not read; give it unpacked"),
    ("a member whose two names differ", "e.zip", "zip", zip_of({"a": b""}).replace(b"\x01\x00\x00\x00a", b"\x00\x00\x00\x00a"), "e.zip/a: cannot be unpacked: …"),
    ("a zip bomb by ratio", "e.zip", "zip", zip_of({"a.txt": ZEROS}), f"e.zip/a.txt: would unpack to 30,000,000 bytes from {DEFLATED:,}; a bomb, or unpack it first"),
    ("a zip bomb by overlap", "e.zip", "zip", _overlapping(), "e.zip: its members lie over one another, as in a zip bomb; nothing of it is read"),
    ("a zip whose list of members is endless", "e.zip", "zip", _long_list(), "e.zip: the list of its members is longer than 64,000,000 bytes; a bomb"),
    ("the same by Zip64", "e.zip", "zip", _zip64_end(), "e.zip: the list of its members is longer than 64,000,000 bytes; a bomb"),
    ("a member larger than it declares", "e.zip", "zip", _lying(), "e.zip/a.txt: cannot be unpacked: Bad CRC-32 for file 'a.txt'"),
    ("a zip that is cut off", "e.zip", "zip", _cut(zip_of({"a.txt": b"words"}), 30), "e.zip: cannot be opened as a zip archive: File is not a zip file"),
    ("zips in zips", "e.zip", "zip", _nested(6), "e.zip/in.zip/in.zip/in.zip/in.zip/in.zip: lies in more than 4 containers, one in another"),
    ("a tar member that leads out", "e.tar", "tar", _tar("../x.txt", b"words"), "e.tar/../x.txt: has a name that leads out of the archive"),
    ("a link in a tar", "e.tar", "tar", _tar("a.txt", kind=tarfile.SYMTYPE, link="/etc/passwd"), "e.tar/a.txt: is a link, which is not followed"),
    ("a device in a tar", "e.tar", "tar", _tar("a.txt", kind=tarfile.CHRTYPE), "e.tar/a.txt: is a device, a pipe or a file with holes, which is not read"),
    ("a tar header that asks for memory", "e.tar", "tar", _tar("x", kind=tarfile.XHDTYPE, size=7_000_000_000), "e.tar: damaged at byte 0: an extended header of 7,000,000,000 bytes; what lies before it is read, the rest is not"),
    ("a tar member larger than the file", "e.tar", "tar", _tar("a.txt", b"words", size=90_000), "e.tar/a.txt: the archive ends within this file"),
    ("a tar that is none", "e.tar", "tar", b"x" * 2000, "e.tar: damaged at byte 0: no tar header (invalid header); what lies before it is read, the rest is not"),
    ("a gzip bomb", "a.txt.gz", "packed", packed(ZEROS), f"a.txt.gz: would unpack to more than 10,000,000 bytes from {len(packed(ZEROS)):,}; a bomb, or unpack it first"),
    ("a gzip file that is cut off", "a.txt.gz", "packed", _cut(packed(os.urandom(2000)), 900), "a.txt.gz: cannot be unpacked: the file ends within a gzip part"),
    ("a .gz that is not packed", "a.txt.gz", "packed", b"plain words", "a.txt.gz: is named as packed, but is not packed by gzip, bzip2 or xz"),
    ("a page that unpacks without end (gzip)", "w.warc", "warc", Warc(False).add(URL, packed(ZEROS), fields={"Content-Encoding": "gzip"}).done(), f"w.warc/{URL}: the record at byte 0 would unpack to more than 10,000,000 bytes from {len(packed(ZEROS)):,}; a bomb, or not a page"),
    ("the same by brotli", "w.warc", "warc", Warc(False).add(URL, brotli.compress(ZEROS), fields={"Content-Encoding": "br"}).done(), f"w.warc/{URL}: the record at byte 0 would unpack to more than 10,000,000 bytes from {len(brotli.compress(ZEROS)):,}; a bomb, or not a page"),
    ("the same by deflate, in chunks", "w.warc", "warc", Warc(False).add(URL, chunked(zlib.compress(ZEROS), 9000), fields={"Content-Encoding": "deflate", "Transfer-Encoding": "chunked"}).done(), f"w.warc/{URL}: the record at byte 0 would unpack to more than 10,000,000 bytes from {len(zlib.compress(ZEROS)):,}; a bomb, or not a page"),
    ("a coding that nobody knows", "w.warc", "warc", Warc(False).add(URL, page(), fields={"Content-Encoding": "zstd"}).done(), f"w.warc/{URL}: the record at byte 0 has the content coding zstd, which is not read"),
    ("a damaged content coding", "w.warc", "warc", Warc(False).add(URL, packed(page())[:30] + b"\xff" * 40, fields={"Content-Encoding": "gzip"}).done(), f"w.warc/{URL}: the record at byte 0 cannot be unpacked: …"),
    ("a content coding that breaks off", "w.warc", "warc", Warc(False).add(URL, packed(page())[:-60], fields={"Content-Encoding": "gzip"}).done(), f"w.warc/{URL}: the record at byte 0 cannot be unpacked: the packed data break off"),
    ("a record changed after its capture", "w.warc", "warc", _digest_wrong(), f"w.warc/{URL}: the record at byte 0 does not match the sha1 digest that was taken at its capture; it is not used"),
    ("a record header of a megabyte", "w.warc", "warc", _record(b"X: " + b"a" * 1_000_000), "w.warc: damaged at byte 0: a record header without an end within 262,144 bytes; what lies before it is read, the rest is not"),
    ("a record header of 100 MB, packed", "w.warc.gz", "warc", packed(_record(b"X: " + bytes(100_000_000))), "w.warc.gz: damaged at byte 0: a record header without an end within 262,144 bytes; what lies before it is read, the rest is not"),
    ("an answer's header without an end", "w.warc", "warc", _record(b"WARC-Type: response\r\nWARC-Target-URI: https://vigie.example/a\r\nContent-Length: 600020") + b"HTTP/1.1 200 OK\r\nX: " + b"a" * 600_000, "w.warc/https://vigie.example/a: the record at byte 0 has an answer whose header does not end within 262,144 bytes"),
    ("a length that is no number", "w.warc", "warc", _record(b"Content-Length: -5"), "w.warc: damaged at byte 0: a record header with the length '-5'; what lies before it is read, the rest is not"),
    ("a length beyond the file", "w.warc", "warc", _record(b"WARC-Type: warcinfo\r\nContent-Length: 99999"), "w.warc: damaged at byte 0: the file ends within this record; what lies before it is read, the rest is not"),
    ("a document too large", "w.warc", "warc", Warc(False).add(URL, bytes(3_000_000)).done(), f"w.warc/{URL}: the record at byte 0 has 3,000,059 bytes, more than the 2,000,000 that one document may have"),
    ("no WARC at all", "w.warc", "warc", b"not a web archive\n", "w.warc: damaged at byte 0: no record where one should begin; what lies before it is read, the rest is not"),
    ("a damaged gzip member", "w.warc.gz", "warc", Warc().add(URL, page()).done()[:100] + b"\xff" * 60, "w.warc.gz: damaged at byte 0: …"),
    ("a wrong checksum", "w.warc.gz", "warc", Warc().add(URL, page()).done()[:-8] + bytes(8), "w.warc.gz: damaged at byte 0: damaged gzip data (error -3 while decompressing data: incorrect data check); what lies before it is read, the rest is not"),
    ("a WACZ without a WARC", "c.wacz", "wacz", zip_of({"datapackage.json": b'{"resources": []}'}), "c.wacz: holds no WARC file under archive/"),
    ("a WACZ that is no zip", "c.wacz", "wacz", b"words", "c.wacz: cannot be opened as a zip archive: File is not a zip file"),
    ("a datapackage nested beyond reason", "c.wacz", "wacz", zip_of({"datapackage.json": b"[" * 200_000, "archive/a.warc": Warc(False).add(URL, page()).done()}), "c.wacz/datapackage.json: lists no files, so no hash can be checked; the pages are read"),
    ("a saved page without a page", "p.mhtml", "mhtml", b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx", "p.mhtml: holds no page: none of its parts is HTML or text"),
    ("a saved page that is empty", "p.mhtml", "mhtml", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n", "p.mhtml: the page in it is empty"),
    ("a mail without a header", "m.eml", "mail", b"\n\nwords", "m.eml: has no mail header"),
    ("a mail without words", "m.eml", "mail", b"From: a@b.example\nSubject: x\n\n", "m.eml: the mail holds no words"),
    ("a mail of 3,000 parts in one another", "m.eml", "mail", b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)), "m.eml: cannot be read as a mail: more than 200 of its parts have parts of their own"),
    ("a mailbox without letters", "m.mbox", "mbox", b"words\n", "m.mbox: holds no letter: no line begins with 'From '"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "name", "kind", "data", "reason"), FAULTS, ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_ends_in_its_reason(what: str, name: str, kind: str, data: bytes, reason: str) -> None:
    found = reasons(data, name, kind, largest_member=2_000_000 if "too large" in what else 100_000_000)
    if reason.endswith("…"):
        assert len(found) == 1
        assert found[0].startswith(reason[:-1])
    else:
        assert found == [reason]
    assert not [draft for draft in drafts(data, name, kind) if "datapackage" not in reason]


def test_a_zip_that_holds_itself_ends() -> None:
    """A quine cannot be made here in a line; an archive that gives itself as its own member is one."""
    data = zip_of({"a.txt": b"The road to Ostrel is open. " * 9})
    for _ in range(3):
        data = zip_of({"a.zip": data, "b.zip": data})
    assert len(drafts(data, "q.zip", "zip")) == 8
    assert not reasons(data, "q.zip", "zip")


def test_a_name_that_stands_twice_is_told() -> None:
    data = zip_of(
        {"a.txt": b"The road to Ostrel is open. " * 9, "b.txt": b"The road to Mirn is closed. " * 9}
    )
    (reason,) = reasons(data.replace(b"b.txt", b"a.txt"), "e.zip", "zip")
    assert reason == "e.zip: 1 of its names stand for more than one file; the last is read"


def test_the_budget_of_members_ends_a_wide_archive() -> None:
    data = zip_of({f"{n}.txt": b"The road to Ostrel is open again. " * 3 for n in range(50)})
    assert len(drafts(data, "w.zip", "zip", members=20)) == 20
    assert reasons(data, "w.zip", "zip", members=20)[0].endswith("this and the rest is not read")


def test_the_budget_of_bytes_ends_a_long_warc() -> None:
    warc = Warc()
    for number in range(30):
        warc.add(f"{URL}/{number}", page())
    found = reasons(warc.done(), "w.warc.gz", "warc", octets=20_000)
    assert found[0].startswith("w.warc.gz: more than 20,000,000,000 bytes come out of this file")


def test_an_endless_record_ends_by_the_budget() -> None:
    endless = packed(_record(b"WARC-Type: resource\r\nContent-Length: 999999999999") + ZEROS)
    reason = reasons(endless, "w.warc.gz", "warc", octets=5_000_000)[0]
    assert reason.endswith("read up to byte 0; split it into smaller files")
    blank = packed(b"\r\n" * 5_000_000)
    (reason,) = reasons(blank, "w.warc.gz", "warc", octets=5_000_000)
    assert "bytes come out of this file" in reason


def test_a_damaged_file_never_gives_a_page_twice_or_half(tmp_path: Path, models: Models) -> None:
    whole = Warc().add(URL, page()).done()
    for at in range(0, len(whole), 41):
        broken = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        for draft in drafts(broken, "w.warc.gz", "warc"):
            assert draft.text.endswith("the second arch.")


def test_nothing_is_written_beside_an_archive(tmp_path: Path, models: Models) -> None:
    path = tmp_path / "e.zip"
    path.write_bytes(zip_of({"../out.txt": b"words", "in.txt": b"The road to Ostrel is open. " * 9}))
    tables = read([path], ArticlesConfig(), models)
    assert len(tables.of(Rejected)) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["e.zip"]
    assert not (tmp_path.parent / "out.txt").exists()


def _alike(words: str) -> str:
    """Words with every number made the same: sizes hang on the version of a packing library."""
    return re.sub(r"[0-9][0-9,]*", "0", words.replace(" …", ""))


@pytest.mark.parametrize(
    ("what", "name", "kind", "data", "reason"), FAULTS, ids=[fault[0] for fault in FAULTS]
)
def test_every_fault_stands_in_the_table_of_security(
    what: str, name: str, kind: str, data: bytes, reason: str
) -> None:
    table = _alike((Path(__file__).parents[3] / "docs" / "security.md").read_text(encoding="utf-8"))
    assert _alike(reason.partition(": ")[2]).strip() in table
    assert f"| {_alike(what)} |" in table
