"""The bytes of a file from front to back, unpacked where they are packed, in bounded memory."""

from __future__ import annotations

import io
from bisect import bisect_right
from typing import BinaryIO

from headwater.articles.archives.packing import STEP, Broken, Exhausted, Packed, Plain, packing_of


class Octets:
    """Unpacked bytes in order, each read once. Raises ``Broken`` where a member cannot be unpacked.

    Nothing is lost by that: the bytes before the damage can still be taken, and ``resume`` goes on behind it.
    Raises ``Exhausted`` where more than ``most`` bytes come out.
    """

    def __init__(self, stream: BinaryIO, most: int = 1 << 62) -> None:
        head = stream.read(STEP)
        self._most = most
        packing = packing_of(head)
        self._source = Packed(stream, head, packing) if packing else Plain(stream, head)
        self._buffer, self._at = b"", 0
        self._starts: list[tuple[int, int]] = [(0, 0)]  # (place in the buffer, offset in the file)
        self.unpacked = 0

    @property
    def packed(self) -> bool:
        """Whether the file is packed."""
        return self._source.packed

    @property
    def taken(self) -> int:
        """How many bytes of the file have been taken so far."""
        return self._source.taken

    @property
    def start(self) -> int:
        """The offset in the file of the next byte, or of the packed member that holds it."""
        place, offset = self._starts[bisect_right(self._starts, (self._at, 1 << 62)) - 1]
        return offset if self.packed else offset + self._at - place

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes; fewer only at the end."""
        pieces, left = [], size
        while left:
            piece = self._buffer[self._at : self._at + left]
            if piece:
                self._at += len(piece)
                left -= len(piece)
                pieces.append(piece)
            elif not self._fill():
                break
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def skip(self, size: int) -> int:
        """Passes over ``size`` bytes; how many there were."""
        left = size
        while left:
            here = min(left, len(self._buffer) - self._at)
            self._at += here
            left -= here
            if left and not self._fill():
                break
        return size - left

    def until(self, mark: bytes, most: int) -> bytes | None:
        """The bytes up to and with ``mark``; None, and nothing taken, where it does not come within ``most``."""
        looked = self._at
        while True:
            found = self._buffer.find(mark, looked, self._at + most)
            if found >= 0:
                begin, self._at = self._at, found + len(mark)
                return self._buffer[begin : self._at]
            have = len(self._buffer) - self._at
            if have >= most or not self._more():
                return None
            looked = self._at + max(0, have - len(mark))

    def peek(self, size: int) -> bytes:
        """The next bytes without taking them: up to ``size``, fewer only at the end."""
        while len(self._buffer) - self._at < size and self._more():
            pass
        return self._buffer[self._at : self._at + size]

    def resume(self, mark: bytes) -> bool:
        """Goes on at the next gzip member behind the damage that unpacks to ``mark``; whether there is one."""
        self._buffer, self._at, self._starts = b"", 0, [(0, self._starts[-1][1])]
        return self._source.resume(mark)

    def _more(self) -> bool:
        """Adds bytes behind those not taken yet; whether there were any."""
        start, piece = self._source.piece()
        rest = self._buffer[self._at :]
        here = bisect_right(self._starts, (self._at, 1 << 62))
        behind = [(place - self._at, offset) for place, offset in self._starts[here:]]
        self._starts = [(0, self.start), *behind, (len(rest), start)] if rest else [(0, start)]
        self._buffer, self._at = rest + piece, 0
        self._count(len(piece))
        return bool(piece)

    def _fill(self) -> bool:
        """The next bytes in the place of those taken; whether there were any."""
        start, piece = self._source.piece()
        self._buffer, self._at, self._starts = piece, 0, [(0, start)]
        self._count(len(piece))
        return bool(piece)

    def _count(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > self._most:
            raise Exhausted(f"more than {self._most:,} bytes come out of it", self._starts[-1][1])


class Stream(io.RawIOBase):
    """``Octets`` as a file object for readers that want one; damage ends it with an OSError that says so."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._under = stream
        self._octets = Octets(stream, most)

    def readable(self) -> bool:
        """That it can be read."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills ``into``; 0 at the end."""
        try:
            piece = self._octets.read(min(len(into), 1 << 16))
        except Broken as broken:
            raise OSError(f"{broken.reason} at byte {broken.offset:,}") from broken
        into[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Closes the file under it."""
        if not self.closed:
            self._under.close()
        super().close()
