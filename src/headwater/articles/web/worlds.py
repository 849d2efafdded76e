"""All that fetching takes from outside: names, connections, clocks. Tests put their own in their place."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from headwater.articles.web.resolving import Resolver, ask_system

Connector = Callable[[str, int, float], socket.socket]
"""Opens a connection to an IP address and port within so many seconds."""


def connect(ip: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address that is a number already: nothing is looked up."""
    return socket.create_connection((ip, port), timeout=seconds)


@dataclass(frozen=True)
class World:
    """The machine's own resolver, sockets and clocks."""

    resolve: Resolver = ask_system
    connect: Connector = connect
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Deadline:
    """The seconds that one address may take in all; polite waits do not count."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self.seconds = seconds
        self._clock = clock
        self._ends = clock() + seconds

    def left(self) -> float:
        """Seconds that are left; 0 or less when it is over."""
        return self._ends - self._clock()

    def put_off(self, seconds: float) -> None:
        """Leave a wait out of the count."""
        self._ends += seconds
