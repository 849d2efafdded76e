"""What a server answered, out of its codings: chunks put together, gzip, deflate and brotli unpacked, within a limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable

_RATIO = 200
_FREE = 10_000_000
"""Bytes that may come out whatever went in; beyond them no more than the ratio."""

Unpack = Callable[[bytes, int], "bytes | None"]


class Unreadable(Exception):  # noqa: N818 - named for what the content is
    """A content coding that cannot be undone; the message is a reason for readers."""


def joined_chunks(data: bytes) -> bytes | None:
    """The body whose chunks ``data`` holds (RFC 9112, 7.1), or None where it is not in chunks.

    A body that breaks off keeps what is there: the record was cut, and its page may still be whole.
    """
    pieces: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\n", at, at + 1024)
        size = data[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16) if size and size.isalnum() else -1
        except ValueError:
            length = -1
        if length < 0:
            return b"".join(pieces) if pieces else None
        if length == 0:
            break
        pieces.append(data[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return b"".join(pieces)


def uncoded(data: bytes, codings: str, most: int) -> bytes:
    """``data`` with its content codings undone, the last one first; at most ``most`` bytes.

    Archivists often keep the header of a coding that they have undone: data that is not in it at all stays as it
    is. Raises Unreadable for a coding that is not known, for more bytes than allowed, and for damage within.
    """
    limit = min(most, max(_FREE, len(data) * _RATIO))
    for name in reversed([part.strip().lower() for part in codings.split(",") if part.strip()][-5:]):
        if name in ("identity", "none", "utf-8", "utf8"):
            continue
        if name not in _KNOWN:
            raise Unreadable(f"has the content coding {name[:40]}, which is not read")
        undone = _KNOWN[name](data, limit + 1)
        if undone is not None and len(undone) > limit:
            raise Unreadable(
                f"would unpack to more than {limit:,} bytes from {len(data):,}; a bomb, or not a page"
            )
        data = data if undone is None else undone
    return data


def _gunzip(data: bytes, most: int) -> bytes | None:
    return _inflate(data, most, 16 + zlib.MAX_WBITS) if data[:2] == b"\x1f\x8b" else None


def _deflate(data: bytes, most: int) -> bytes | None:
    """With zlib's header as the standard says, or without it as old servers sent it."""
    whole = len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
    if whole:
        return _inflate(data, most, zlib.MAX_WBITS)
    try:
        return _inflate(data, most, -zlib.MAX_WBITS)
    except Unreadable:
        return None


def _inflate(data: bytes, most: int, bits: int) -> bytes | None:
    unpacker = zlib.decompressobj(bits)
    try:
        out = unpacker.decompress(data, most)
    except zlib.error as error:
        raise Unreadable(f"cannot be unpacked: {str(error)[:80].lower()}") from error
    if not unpacker.eof and len(out) < most:
        raise Unreadable("cannot be unpacked: the packed data break off")
    return out


def _unbrotli(data: bytes, most: int) -> bytes | None:
    import brotli

    unpacker, out, given = brotli.Decompressor(), [], 0
    try:
        piece = unpacker.process(data, output_buffer_limit=min(most, 1 << 20))
        while piece:
            out.append(piece)
            given += len(piece)
            if given >= most:
                break
            piece = unpacker.process(b"", output_buffer_limit=min(most - given, 1 << 20))
    except brotli.error as error:
        if not out and _is_text(data):
            return None
        raise Unreadable("cannot be unpacked: damaged brotli data") from error
    if given < most and not unpacker.is_finished():
        raise Unreadable("cannot be unpacked: the packed data break off")
    return b"".join(out)


def _is_text(data: bytes) -> bool:
    """Whether the bytes look as a page that is not packed does."""
    return data[:400].lstrip()[:1] in (b"<", b"{", b"[") and b"\0" not in data[:400]


_KNOWN: dict[str, Unpack] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _unbrotli,
}
