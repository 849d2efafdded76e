"""Packed bytes unpacked a step at a time: gzip of any number of members, bzip2, xz; how much comes out is bounded."""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import Any, BinaryIO

STEP = 1 << 15
_OUT = 1 << 20
_MAGIC = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz"}
_XZ_MEMORY = 128 << 20
_MEMBER = b"\x1f\x8b\x08"
_SAMPLE = 1024


class Broken(Exception):  # noqa: N818 - it is the file that is broken
    """Packed bytes that cannot be unpacked further; ``offset`` is where in the file the damaged part begins."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


class Exhausted(Broken):
    """More comes out of the file than may."""


def packing_of(head: bytes) -> str | None:
    """How bytes that begin so are packed: gzip, bzip2, xz, or None for not at all."""
    return next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)


class Plain:
    """A file's bytes as they are, in pieces with their offsets."""

    packed = False

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream = stream
        self._head = head
        self.taken = 0

    def piece(self) -> tuple[int, bytes]:
        """The next bytes and their offset in the file; no bytes at the end."""
        data, self._head = self._head or self._stream.read(STEP), b""
        start, self.taken = self.taken, self.taken + len(data)
        return start, data

    def resume(self, mark: bytes) -> bool:
        """Nothing can be found behind damage in a plain file here."""
        return False


class Packed:
    """A packed file's bytes unpacked, in pieces of one member each, with the offset at which the member begins."""

    packed = True

    def __init__(self, stream: BinaryIO, head: bytes, packing: str) -> None:
        self._stream = stream
        self._packing = packing
        self._raw = head
        self._read = len(head)
        self._start = 0
        self._member: Any = None  # zlib's, bz2's and lzma's decompressors share no type
        self._waits = True  # whether the decompressor needs more bytes of the file
        self._broken: Broken | None = None

    @property
    def taken(self) -> int:
        """How many bytes of the file have been unpacked."""
        return self._read - len(self._raw)

    def piece(self) -> tuple[int, bytes]:
        """The next unpacked bytes and their member's offset in the file; no bytes at the end. Raises Broken."""
        if self._broken is not None:
            raise self._broken
        try:
            while self._member is not None or self._next_member():
                start, out = self._start, self._unpack()
                if out:
                    return start, out
        except Broken as broken:
            self._broken = broken
            raise
        return self._start, b""

    def resume(self, mark: bytes) -> bool:
        """Goes on at the next gzip member behind a damaged one that unpacks to ``mark``; whether there is one."""
        self._member = self._broken = None
        if self._read - len(self._raw) <= self._start:
            self._raw = self._raw[1:]
        while self._packing == "gzip":
            found = self._raw.find(_MEMBER)
            if found < 0:
                self._raw = self._raw[-2:]
                if not self._pull():
                    return False
                continue
            self._raw = self._raw[found:]
            if len(self._raw) < _SAMPLE:
                self._pull()
            if _opens(self._raw, mark):
                return True
            self._raw = self._raw[1:]
        return False

    def _pull(self) -> bool:
        more = self._stream.read(STEP)
        self._raw += more
        self._read += len(more)
        return bool(more)

    def _next_member(self) -> bool:
        """Makes ready for the member that begins here; whether there is one. Zeros before it are padding."""
        while True:
            self._raw = self._raw.lstrip(b"\0")
            if len(self._raw) >= 6 or not self._pull():
                break
        self._start = self._read - len(self._raw)
        if not self._raw:
            return False
        if packing_of(self._raw) != self._packing:
            raise Broken("bytes that are no packed part", self._start)
        self._member, self._waits = _unpacker(self._packing), True
        return True

    def _unpack(self) -> bytes:
        if self._waits and not self._raw and not self._pull():
            raise Broken(f"the file ends within a {self._packing} part", self._start)
        try:
            out: bytes = self._member.decompress(self._raw, _OUT)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, MemoryError, ValueError) as error:
            raise Broken(f"damaged {self._packing} data ({_said(error)})", self._start) from error
        if self._member.eof:
            self._raw, self._member = self._member.unused_data, None
        elif self._packing == "gzip":
            self._raw = self._member.unconsumed_tail
            self._waits = not self._raw and len(out) < _OUT
        else:
            self._raw, self._waits = b"", self._member.needs_input
        return out


def _unpacker(packing: str) -> Any:
    if packing == "gzip":
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    if packing == "bzip2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def _opens(raw: bytes, mark: bytes) -> bool:
    """Whether a gzip member that unpacks to ``mark`` begins here."""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(raw[:_SAMPLE], 64).startswith(mark)
    except zlib.error:
        return False


def _said(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:80].lower()
