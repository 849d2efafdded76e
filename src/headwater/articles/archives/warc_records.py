"""The records of a WARC or ARC file, one at a time, with the offset of each; what is damaged is said and passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from headwater.articles.archives.octets import Octets
from headwater.articles.archives.packing import Broken, Exhausted

_LARGEST_HEAD = 1 << 18
_MOST_DAMAGE = 100
_ARC = re.compile(
    rb"(?P<url>\S+) (?P<ip>\S*) (?P<date>\d{14,17}) (?:(?P<type>\S*) )?(?:\S+ \S+ \d+ \S+ )?(?P<size>\d+)\r?\n"
)
_TARGET = re.compile(rb"(?:WARC/[01]|[a-z][a-z0-9+.-]{1,20}:)")
"""How a WARC record begins, and an ARC record, which begins with its address."""


@dataclass(slots=True)
class Record:
    """One record: its fields by lower-case name, its block's size, and where in the file it begins.

    ``octets`` stands at the block's first byte; what is not taken of it is passed over before the next record.
    """

    kind: str
    fields: dict[str, str]
    size: int
    offset: int
    octets: Octets = field(repr=False)
    left: int = 0

    @property
    def url(self) -> str:
        """The address that the record is of; some writers put it between angle brackets."""
        return self.fields.get("warc-target-uri", "").strip("<> ").replace(" ", "%20")

    def read(self, size: int) -> bytes:
        """Bytes of the block: ``size`` of them, fewer at its end. Raises Broken where the file ends before it."""
        size = min(size, self.left)
        data = self.octets.read(size)
        self.left -= len(data)
        if len(data) < size:
            raise Broken("the file ends within this record", self.offset)
        return data

    def whole(self) -> bytes:
        """What is left of the block, its packed part's checksum found right. Raises Broken where it is not."""
        data = self.read(self.left)
        try:
            self.octets.peek(5)  # past the blank lines lies the part's checksum, which is compared on the way
        except Broken as broken:
            if broken.offset == self.offset:
                raise
        return data


@dataclass(frozen=True, slots=True)
class Damage:
    """A place that could not be read: its offset in the file, why, and whether reading went on behind it."""

    offset: int
    reason: str
    resumed: bool
    exhausted: bool = False


def records(stream: BinaryIO, most: int = 1 << 62) -> Iterator[Record | Damage]:
    """Every record of the file in order, and a ``Damage`` for each place that cannot be read.

    The last one is ``exhausted`` where more than ``most`` bytes come out of the file.
    """
    octets, damaged = Octets(stream, most), 0
    while damaged < _MOST_DAMAGE:
        try:
            yield from _sound(octets)
            return
        except Exhausted as spent:
            yield Damage(spent.offset, spent.reason, resumed=False, exhausted=True)
            return
        except Broken as broken:
            damaged += 1
            resumed = damaged < _MOST_DAMAGE and _resume(octets)
            yield Damage(broken.offset, broken.reason, resumed)
            if not resumed:
                return


def _resume(octets: Octets) -> bool:
    try:
        return octets.resume(b"WARC/")
    except Broken:
        return False


def _sound(octets: Octets) -> Iterator[Record]:
    """Records as long as the file is sound; raises Broken where it is not."""
    while True:
        _pass_blank_lines(octets)
        offset = octets.start
        head = octets.peek(5)
        if not head:
            return
        record = _warc(octets, offset) if head.startswith(b"WARC/") else _arc(octets, offset)
        yield record
        if record.left and octets.skip(record.left) < record.left:
            raise Broken("the file ends within this record", offset)


def _pass_blank_lines(octets: Octets) -> None:
    while True:
        ahead = octets.peek(4)
        blank = len(ahead) - len(ahead.lstrip(b"\r\n"))
        octets.skip(blank)
        if blank < 4:
            return


def _warc(octets: Octets, offset: int) -> Record:
    head = octets.until(b"\r\n\r\n", _LARGEST_HEAD) or octets.until(b"\n\n", _LARGEST_HEAD)
    if head is None:
        endless = len(octets.peek(_LARGEST_HEAD)) == _LARGEST_HEAD
        raise Broken(
            f"a record header without an end within {_LARGEST_HEAD:,} bytes"
            if endless
            else "the file ends within a record header",
            offset,
        )
    fields = fields_of(head)
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit()) or len(length) > 15:
        raise Broken(f"a record header with the length {length[:20]!r}", offset)
    size = int(length)
    return Record(fields.get("warc-type", "").lower(), fields, size, offset, octets, size)


def _arc(octets: Octets, offset: int) -> Record:
    """An ARC record as the WARC record that it would be."""
    line = octets.until(b"\n", 1 << 14)
    found = _ARC.fullmatch(line) if line and _TARGET.match(line) else None
    if found is None:
        raise Broken("no record where one should begin", offset)
    address, size = found["url"].decode("utf-8", "replace"), int(found["size"][:15])
    day = found["date"].decode()
    date = f"{day[:4]}-{day[4:6]}-{day[6:8]}T{day[8:10]}:{day[10:12]}:{day[12:14]}Z"
    kind = "warcinfo" if address.startswith("filedesc:") else "response"
    fields = {"warc-target-uri": address, "warc-date": date}
    if kind == "response":
        fields["content-type"] = "application/http"
    return Record(kind, fields, size, offset, octets, size)


def fields_of(head: bytes) -> dict[str, str]:
    """The header fields of a record or of an answer by lower-case name; of equal ones the first counts."""
    fields: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon and name[:1] not in " \t":
            fields.setdefault(name.strip().lower(), value.strip())
    return fields
