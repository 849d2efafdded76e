"""Zipped documents, guarded: their directory is looked at first, and sizes are limited while reading.

Declared sizes are not believed: what is counted is what comes out of the decompressor.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import Any, BinaryIO

from headwater.articles.config import ArticlesConfig
from headwater.articles.items import Budget, Item

_MOST_ENTRIES = 20_000
_LARGEST_DIRECTORY = 20_000_000
_LARGEST_MEMBER = 100_000_000
_TAIL = 65_557  # the end record and the longest comment
_CHUNK = 1 << 16
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(\[)?", re.IGNORECASE)
_PROLOG = 4_096


class PackageFault(Exception):  # noqa: N818 - it never leaves this package
    """Why a package, or a part of it, is not read; the message is the reason of a rejection."""


class Package:
    """A zipped document whose parts can be read by name; use it in a ``with`` statement.

    Raises PackageFault for what is no zip file, has too many parts, or is encrypted.
    """

    def __init__(self, item: Item, config: ArticlesConfig) -> None:
        if item.size > config.largest_document:
            raise PackageFault(
                f"the file has {item.size:,} bytes, more than the {config.largest_document:,} that a document may have"
            )
        if item.size == 0:
            raise PackageFault("the file is empty")
        self._budget: Budget = item.budget
        self._stream = item.open()
        try:
            _look_at_end(self._stream, item.size)
            self._zip = zipfile.ZipFile(self._stream)
            self._sizes = {one.filename: one for one in self._zip.infolist()}
        except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError) as error:
            self._stream.close()
            raise PackageFault("the file is no zip package, or its directory is damaged") from error
        except PackageFault:
            self._stream.close()
            raise
        if any(one.flag_bits & 1 for one in self._sizes.values()):
            self.__exit__(None, None, None)
            raise PackageFault("the package is encrypted; save it without a password")

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._stream.close()

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def read(self, name: str) -> bytes | None:
        """The bytes of one part, or None where there is none of that name."""
        if name not in self._sizes:
            return None
        pieces, size = [], 0
        for piece in self._pieces(name):
            size += len(piece)
            if size > _LARGEST_MEMBER:
                raise PackageFault(f"its part {name} unpacks to more than {_LARGEST_MEMBER:,} bytes")
            pieces.append(piece)
        return b"".join(pieces)

    def count(self, most: int) -> None:
        """Unpacks every part and keeps none; raises PackageFault where all together are over ``most`` bytes."""
        size = 0
        for name in self._sizes:
            for piece in self._pieces(name):
                size += len(piece)
                if size > most:
                    raise PackageFault(f"its parts unpack to more than {most:,} bytes")

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._sizes[name]) as part:
                while piece := part.read(_CHUNK):
                    if not self._budget.take(len(piece)):
                        raise PackageFault("it unpacks to more bytes than one file may")
                    yield piece
        except PackageFault:
            raise
        except Exception as error:  # zipfile raises anything on damaged directories
            raise PackageFault(f"its part {name} is damaged") from error

    def xml(self, name: str) -> Any | None:
        """The root element of an XML part, or None where there is none; a part that declares entities is a fault."""
        data = self.read(name)
        return None if data is None else parse_xml(data, name)


def parse_xml(data: bytes, name: str) -> Any:
    """The root element of XML that declares no entities; nothing outside it is loaded."""
    from lxml import etree

    doctype = _DOCTYPE.search(_ascii(data[:_PROLOG]))
    if doctype and doctype[1]:
        raise PackageFault(f"its part {name} declares entities of its own, which are not unfolded")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageFault(f"its part {name} is no well-formed XML") from error
    if root is None:
        raise PackageFault(f"its part {name} is no well-formed XML")
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise PackageFault(f"its part {name} declares entities of its own, which are not unfolded")
    return root


def _ascii(head: bytes) -> bytes:
    """The beginning of a file in any Unicode form, as far as it is ASCII."""
    return head.replace(b"\0", b"")


def _look_at_end(stream: BinaryIO, size: int) -> None:
    """Reads the record at a zip file's end before its directory is: how many parts, how large a directory."""
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 20:
        raise PackageFault("the file is no zip package, or its end is missing")
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    large = tail.rfind(_END64, 0, at)
    if large >= 0 and len(tail) >= large + 48:
        entries, directory = struct.unpack("<QQ", tail[large + 32 : large + 48])
    if entries > _MOST_ENTRIES or directory > _LARGEST_DIRECTORY:
        raise PackageFault(f"the package lists {entries:,} parts, more than the {_MOST_ENTRIES:,} read here")
    stream.seek(0)


def measure(item: Item, config: ArticlesConfig, most: int) -> None:
    """Unpacks all parts of a package and throws them away; raises PackageFault where they are over ``most`` bytes.

    For parsers that unpack as they please: what they would meet is known before they start.
    """
    with Package(item, config) as package:
        package.count(most)
