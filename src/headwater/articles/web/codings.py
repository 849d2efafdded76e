"""Bodies unpacked within limits: gzip, deflate and Brotli, one in another too; bombs end as errors."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterator

from headwater.records.errors import FetchFailed, FetchRefused

_FREE = 1_000_000
_STEP = 65_536
_MOST_CODINGS = 3
_MOST_MEMBERS = 1_000

Unpacker = Callable[[bytes, int], Iterator[bytes]]


def unpacked(content: bytes, encodings: str, where: str, *, largest: int, steepest: int) -> bytes:
    """The content without its Content-Encoding (a header's value, "br" or "gzip, br").

    Raises FetchRefused where it would have more than ``largest`` bytes, or, beyond a first megabyte, more than
    ``steepest`` times what came; FetchFailed where it is broken or packed in a way that is not known.
    """
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(names) > _MOST_CODINGS:
        raise FetchRefused(where, f"the reply is packed {len(names)} times over")
    came = len(content)
    most = min(largest, max(_FREE, came * steepest))
    for name in reversed(names):
        if name == "identity" or not content:
            continue
        unpacker = _UNPACKERS.get(name)
        if unpacker is None:
            raise FetchFailed(where, f"the reply is packed as {name[:40]}, which is not known")
        content = _gathered(unpacker(content, most), name, where, most, came)
    return content


def _gathered(pieces: Iterator[bytes], name: str, where: str, most: int, came: int) -> bytes:
    whole = bytearray()
    try:
        for piece in pieces:
            whole += piece
            if len(whole) > most:
                raise FetchRefused(
                    where,
                    f"the reply of {came:,} bytes unpacks to more than {most:,} ({name}); that is no page",
                )
    except (zlib.error, _Broken) as error:
        raise FetchFailed(where, f"the reply is broken: it is not what {name} packs") from error
    return bytes(whole)


class _Broken(Exception):  # noqa: N818 - never leaves this module
    """Brotli says that its input is none."""


def _gzip(content: bytes, most: int) -> Iterator[bytes]:
    """All members of a gzip file; what stands behind the last one is passed over, as browsers do."""
    at = 0
    for _ in range(_MOST_MEMBERS):
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        at = yield from _inflated(inflater, content, at)
        if content[at : at + 2] != b"\x1f\x8b":
            return
    raise zlib.error("members without end")


def _deflate(content: bytes, most: int) -> Iterator[bytes]:
    """With the zlib header, or without it, as some servers send it."""
    zlib_header = len(content) > 1 and content[0] & 15 == 8 and (content[0] << 8 | content[1]) % 31 == 0
    yield from _inflated(zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS), content, 0)


def _inflated(inflater: zlib._Decompress, content: bytes, at: int) -> Generator[bytes, None, int]:
    """What is unpacked from ``at``, in steps; gives the place behind it. Raises zlib.error where it is cut off."""
    while not inflater.eof:
        piece = content[at : at + _STEP]
        at += len(piece)
        if not piece:
            raise zlib.error("cut off")
        while piece and not inflater.eof:
            yield inflater.decompress(piece, _STEP * 16)
            piece = inflater.unconsumed_tail
    yield inflater.flush()
    return at - len(inflater.unused_data)


def _brotli(content: bytes, most: int) -> Iterator[bytes]:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        yield unpacker.process(content[:_STEP], output_buffer_limit=_STEP * 16)
        at = _STEP
        while not unpacker.is_finished():
            if unpacker.can_accept_more_data():
                if at >= len(content):
                    raise _Broken
                piece, at = content[at : at + _STEP], at + _STEP
            else:
                piece = b""
            yield unpacker.process(piece, output_buffer_limit=_STEP * 16)
    except brotli.error as error:
        raise _Broken from error


_UNPACKERS: dict[str, Unpacker] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
