"""Zip archives to the documents in them; nothing is written to disk, and no size that an archive declares is believed.

Bombs are known by ratio, by overlapping members (one kernel of data named by every member, Fifield 2019), by depth
(an archive that holds itself), and by the length of the list of members.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from headwater.articles.archives.members import (
    STREAMED,
    folders_beside_pages,
    is_hidden,
    lies_beside_a_page,
    member_kind,
    opened_later,
    problem_of_name,
    sort_of_name,
)
from headwater.articles.archives.tallies import Tally
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.articles.kinds import kind_of
from headwater.articles.signatures import HEAD
from headwater.records.articles import Rejected

Found = tuple[str, "Draft | Rejected | Item"]
_RATIO = 200
_FREE = 10_000_000
_LONGEST_LIST = 64_000_000
_ENCRYPTED = 0x1
_UTF8 = 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
"""LZMA is left out: a member of it chooses how much memory its unpacking takes."""
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "sheets"}
FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, IndexError, KeyError, NotImplementedError, EOFError, RuntimeError, ValueError, struct.error, OverflowError)  # fmt: skip
"""What the standard library raises for archives that are not sound."""


def read_zip(item: Item, config: ArticlesConfig) -> Iterator[Found]:
    """The documents in a zip archive, and why others are not read."""
    with item.open() as stream:
        archive = open_zip(item, stream)
        if isinstance(archive, Rejected):
            yield item.name, archive
            return
        with archive:
            names = {readable_name(one): one for one in archive.infolist()}
            twice = len(archive.infolist()) - len(names)
            if twice:
                yield (
                    item.name,
                    item.rejected(f"{twice:,} of its names stand for more than one file; the last is read"),
                )
            known = _by_its_names(frozenset(names), archive)
            if known:
                yield (
                    item.name,
                    Item(item.name, known, item.size, item.open, item.budget, item.told, item.depth + 1),
                )
            else:
                yield from _members(item, archive, names, config)


def open_zip(item: Item, stream: BinaryIO) -> zipfile.ZipFile | Rejected:
    """The archive with its list of members read, or why it cannot be opened."""
    try:
        if _length_of_list(stream) > _LONGEST_LIST:
            return item.rejected(f"the list of its members is longer than {_LONGEST_LIST:,} bytes; a bomb")
        archive = zipfile.ZipFile(stream)
    except FAULTS as error:
        return item.rejected(f"cannot be opened as a zip archive: {said(error)}")
    if _overlap(archive):
        archive.close()
        return item.rejected("its members lie over one another, as in a zip bomb; nothing of it is read")
    return archive


def _length_of_list(stream: BinaryIO) -> int:
    """The length that the archive's end declares for the list of members; 0 where no end is found."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    at, at64 = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    length = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if length == 0xFFFFFFFF and at64 >= 0:
        length = int.from_bytes(tail[at64 + 40 : at64 + 48], "little")
    return length


def _overlap(archive: zipfile.ZipFile) -> bool:
    end = 0
    for one in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if one.header_offset < end:
            return True
        end = one.header_offset + 30 + one.compress_size
    return False


def _by_its_names(names: frozenset[str], archive: zipfile.ZipFile) -> str | None:
    """The kind of a document that is itself a zip archive, by what lies in it."""
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "wacz"
    if "[Content_Types].xml" in names:
        return next((kind for name, kind in _OFFICE.items() if name in names), None)
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        try:
            declared = archive.read("mimetype").strip()
        except FAULTS:
            return None
        return {b"application/epub+zip": "epub", b"application/vnd.oasis.opendocument.text": "odt"}.get(
            declared
        )
    return None


def _members(
    item: Item, archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], config: ArticlesConfig
) -> Iterator[Found]:
    tally = Tally(item, "file", "files")
    beside = folders_beside_pages(names)
    has_pages = any(kind_of(name) == "html" for name in names)
    for name in sorted(names):
        one = names[name]
        place = f"{item.name}/{name}"
        if name.endswith("/") or is_hidden(name):
            continue
        if lies_beside_a_page(name, beside):
            tally.add("in folders that a browser saved beside its page", "part of that page and not read")
            continue
        if has_pages and kind_of(name) == "image":
            tally.add("of pictures among web pages")
            continue
        problem = _problem(one, name, config)
        if problem:
            yield place, Rejected(place, problem)
            continue
        yield from _member(item, archive, one, name, tally, config)
        if item.budget.octets < 0 or item.budget.members < 0:
            return
    yield from tally.rows()


def _problem(one: zipfile.ZipInfo, name: str, config: ArticlesConfig) -> str | None:
    mode = one.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "is a symbolic link, which is not followed"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a device or a pipe, no file"
    if one.flag_bits & _ENCRYPTED:
        return "is encrypted; give it unpacked"
    if one.compress_type not in _METHODS:
        return "is packed by a method that is not read; give it unpacked"
    return (
        problem_of_name(name)
        or problem_of_name(one.orig_filename.partition("\0")[0])
        or size_problem(one, name, config)
    )


def size_problem(one: zipfile.ZipInfo, name: str, config: ArticlesConfig) -> str | None:
    """Why a member is too large to be unpacked, or None."""
    if one.file_size > max(_FREE, one.compress_size * _RATIO):
        return (
            f"would unpack to {one.file_size:,} bytes from {one.compress_size:,}; a bomb, or unpack it first"
        )
    if one.file_size > config.largest_member and member_kind(name, bytes) not in STREAMED:
        return (
            f"has {one.file_size:,} bytes, more than the {config.largest_member:,} that one document may have"
        )
    return None


def _member(
    item: Item,
    archive: zipfile.ZipFile,
    one: zipfile.ZipInfo,
    name: str,
    tally: Tally,
    config: ArticlesConfig,
) -> Iterator[Found]:
    """The item of one member, or why there is none."""
    place = f"{item.name}/{name}"
    try:
        kind = member_kind(name, lambda: _head(archive, one))
        if kind is None:
            tally.add(sort_of_name(name))
            return
        if not item.budget.take(one.file_size, 1):
            yield place, Rejected(place, f"comes after the {config.most_unpacked:,} bytes or {config.most_members:,} documents that one input may hold; this and the rest is not read")  # fmt: skip
            return
        if kind in STREAMED and one.file_size > _FREE:
            yield place, opened_later(item, name, kind, one.file_size, lambda: stream_of(item, one.filename))
        else:
            yield place, item.inner(name, kind, _unpacked(archive, one))
    except (*FAULTS, OSError) as error:
        yield place, Rejected(place, f"cannot be unpacked: {said(error)}")


def _head(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    with archive.open(one) as member:
        return member.read(HEAD)


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """A member's bytes: never more than it declares; where it holds more its checksum is wrong, which raises."""
    with archive.open(one) as member:
        data = member.read(one.file_size + 1)
    if len(data) != one.file_size:
        raise zipfile.BadZipFile(f"{len(data):,} bytes instead of the {one.file_size:,} that it declares")
    return data


class MemberStream(io.RawIOBase):
    """One member of an archive that is opened for it alone and closed with it; a fault is an OSError that says so."""

    def __init__(self, item: Item, name: str) -> None:
        self._under = item.open()
        try:
            self._archive = zipfile.ZipFile(self._under)
            self._member = self._archive.open(name)
        except (*FAULTS, KeyError) as error:
            self._under.close()
            raise OSError(f"cannot be unpacked: {said(error)}") from error

    def readable(self) -> bool:
        """That it can be read."""
        return True

    def seekable(self) -> bool:
        """That it can be read again from another place."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._member.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Goes to another place; where the member is packed, by unpacking up to it."""
        return self._member.seek(offset, whence)

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills ``into``; 0 at the end."""
        try:
            piece = self._member.read(min(len(into), 1 << 18))
        except FAULTS as error:
            raise OSError(f"cannot be unpacked: {said(error)}") from error
        into[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Closes the member and the file under it."""
        if not self.closed and hasattr(self, "_member"):
            self._member.close()
            self._archive.close()
            self._under.close()
        super().close()


def stream_of(item: Item, name: str) -> BinaryIO:
    """A member as a stream that can be read line by line."""
    return io.BufferedReader(MemberStream(item, name), 1 << 16)


def readable_name(one: zipfile.ZipInfo) -> str:
    """A member's name in the encoding that it was written in: UTF-8 without its mark, or Russian Windows' CP866."""
    if one.flag_bits & _UTF8 or one.filename.isascii():
        return one.filename
    try:
        raw = one.filename.encode("cp437")
    except UnicodeEncodeError:
        return one.filename
    for encoding in ("utf-8", "cp866"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or all(
            "\u0400" <= letter <= "\u04ff" for letter in name if not letter.isascii()
        ):
            return name
    return one.filename


def said(error: BaseException) -> str:
    """A library's complaint, short."""
    return (str(error) or type(error).__name__)[:120]
