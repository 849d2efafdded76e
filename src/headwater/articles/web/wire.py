"""A stream that keeps what was read from it, byte for byte, and stops what is too long or too slow."""

from __future__ import annotations

from typing import Protocol

from headwater.articles.web.worlds import Deadline
from headwater.records.errors import FetchFailed, FetchRefused

_PIECE = 65_536


class Line(Protocol):
    """What is needed of a socket, plain or TLS."""

    def recv(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...

    def sendall(self, data: bytes, /) -> None:
        """Send all of it."""
        ...

    def settimeout(self, seconds: float | None, /) -> None:
        """Seconds for the next call."""
        ...

    def close(self) -> None:
        """Hang up."""
        ...


class Wire:
    """The replying side of a connection, as ``http.client`` reads one.

    ``kept`` holds exactly the bytes that were consumed. ``most`` is the number that may be.
    Raises FetchFailed where the other side is silent or slow, FetchRefused where it says too much.
    """

    def __init__(self, line: Line, where: str, deadline: Deadline, silence: float) -> None:
        self.kept = bytearray()
        self.most = 0
        self.too_much = ""
        self._line = line
        self._where = where
        self._deadline = deadline
        self._silence = silence
        self._ahead = bytearray()
        self._ended = False

    def makefile(self, mode: str) -> Wire:
        """Itself: ``http.client`` asks a socket for its file."""
        return self

    def allow(self, most: int, too_much: str) -> None:
        """So many more bytes may be consumed; ``too_much`` says what more of them would be."""
        self.most = len(self.kept) + most
        self.too_much = too_much

    def readline(self, limit: int = _PIECE) -> bytes:
        """Up to and with the next line feed, at most ``limit`` bytes."""
        looked = 0
        while True:
            at = self._ahead.find(b"\n", looked, limit)
            if at >= 0:
                return self._take(at + 1)
            looked = len(self._ahead)
            if looked >= limit or not self._fetch():
                return self._take(min(looked, limit))

    def read(self, size: int = -1) -> bytes:
        """Exactly ``size`` bytes, fewer at the end; a size below 0 is a chunk of nonsense length."""
        if size < 0:
            raise FetchFailed(self._where, "the reply is broken: a chunk of negative length")
        while len(self._ahead) < size and self._fetch():
            if len(self.kept) + len(self._ahead) > self.most + _PIECE:
                break
        return self._take(min(size, len(self._ahead)))

    def flush(self) -> None:
        """Nothing waits to be written."""

    def close(self) -> None:
        """The connection is closed by whoever opened it."""

    def _take(self, size: int) -> bytes:
        if len(self.kept) + size > self.most:
            raise FetchRefused(self._where, self.too_much)
        data = bytes(self._ahead[:size])
        del self._ahead[:size]
        self.kept += data
        return data

    def _fetch(self) -> bool:
        """Read on; False at the end."""
        if self._ended:
            return False
        left = self._deadline.left()
        if left <= 0:
            raise FetchRefused(self._where, f"the reply had not ended after {self._deadline.seconds:g} s")
        self._line.settimeout(min(left, self._silence))
        try:
            piece = self._line.recv(_PIECE)
        except TimeoutError:
            if self._deadline.left() <= 0:
                raise FetchRefused(
                    self._where, f"the reply had not ended after {self._deadline.seconds:g} s"
                ) from None
            raise FetchFailed(
                self._where, f"the host fell silent for {self._silence:g} s; try again later"
            ) from None
        self._ended = not piece
        self._ahead += piece
        return bool(piece)
