"""A web site on this machine that answers with whatever bytes a test wants."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from headwater.articles.web.fetching import Fetcher
from headwater.articles.web.settings import FetchSettings
from headwater.articles.web.worlds import World, connect

Answer = bytes | Callable[[socket.socket, str], None]
"""The bytes of a reply, or a function that is given the connection and the request."""

PAGE = b"<!doctype html><html><head><title>Ferry to Ollenz</title></head><body><p>The ferry runs.</p></body></html>"
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def reply(body: bytes = PAGE, status: str = "200 OK", **fields: str) -> bytes:
    """A sound reply; fields are named with underscores for hyphens."""
    named = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body))} | fields
    rows = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
    return ("\r\n".join(rows) + "\r\n\r\n").encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return reply(b"", status, location=to)


def zipped(body: bytes = PAGE) -> bytes:
    """A reply packed with gzip."""
    return reply(gzip.compress(body, mtime=0), content_encoding="gzip")


@dataclass
class Site:
    """A running site: what it answers by path, and what it was asked."""

    port: int
    answers: dict[str, Answer]
    requests: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Host and port as addresses write them."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/") -> str:
        """An address of the site."""
        return f"http://{self.host}{path}"

    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.split(" ", 2)[1] for request in self.requests]


@contextmanager
def running(answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1; a path that it does not know is 404."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        site = Site(server.getsockname()[1], dict(answers))
        over = threading.Event()
        server.settimeout(0.01)

        def serve() -> None:
            while not over.is_set():
                try:
                    line, _ = server.accept()
                except TimeoutError:
                    continue
                except OSError:
                    return
                threading.Thread(target=_answer, args=(site, line, tls), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            over.set()
            thread.join()


def _answer(site: Site, line: socket.socket, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError), line:
        line.settimeout(120)
        if tls is not None:
            with tls.wrap_socket(line, server_side=True) as secured:
                _talk(site, secured)
        else:
            _talk(site, line)


def _talk(site: Site, line: socket.socket) -> None:
    request = b""
    while b"\r\n\r\n" not in request:
        piece = line.recv(65_536)
        if not piece:
            return
        request += piece
    text = request.decode("latin-1")
    site.requests.append(text)
    method, target, _ = text.split(" ", 2)
    answer = site.answers.get(method if method == "CONNECT" else target, NO_ROBOTS)
    if callable(answer):
        answer(line, text)
    else:
        line.sendall(answer)


class Clock:
    """A clock that goes on by sleeping only, and remembers each sleep."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self) -> float:
        return 1_000.0 + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        """Let it be later."""
        self.slept.append(round(seconds, 3))


NOW = datetime(2031, 5, 4, 10, 30, tzinfo=UTC)


def settings_for(*sites: Site, **changes: object) -> FetchSettings:
    """Settings by which the sites of a test may be asked, without pauses."""
    ports = (80, 443, *(site.port for site in sites))
    return FetchSettings.model_validate({"allow_private": True, "ports": ports, "pause": 0, **changes})


def fetcher_for(*sites: Site, world: World | None = None, **changes: object) -> Fetcher:
    """A fetcher of the sites of a test, at a fixed time."""
    return Fetcher(settings_for(*sites, **changes), world=replace(world or World(), now=lambda: NOW))


class Invented:
    """An invented net: each look-up of a name gives its next list of addresses, the last one again and again.

    Connections to an address of ``sites`` go to that site on this machine, whatever the port; others fail.
    """

    def __init__(self, names: Mapping[str, Sequence[Sequence[str]]], sites: Mapping[str, Site]) -> None:
        self._left = {name: [list(found) for found in lists] for name, lists in names.items()}
        self._sites = sites
        self.looked_up: list[str] = []
        self.connected: list[str] = []
        self.clock = Clock()

    def resolve(self, host: str) -> list[str]:
        """The addresses that the name has this time."""
        self.looked_up.append(host)
        lists = self._left.get(host.rstrip("."))
        if not lists:
            raise socket.gaierror(-2, "Name or service not known")
        return lists.pop(0) if len(lists) > 1 else lists[0]

    def connect(self, ip: str, port: int, seconds: float) -> socket.socket:
        """A connection to the site that has the address."""
        self.connected.append(ip)
        if ip not in self._sites:
            raise ConnectionRefusedError(111, "Connection refused")
        return connect("127.0.0.1", self._sites[ip].port, seconds)

    def fetcher(self, may_contact: Callable[[str], bool] = lambda host: True, **changes: object) -> Fetcher:
        """A fetcher with the guards of every day, that lives in this net."""
        world = World(self.resolve, self.connect, lambda: NOW, self.clock, self.clock.sleep)
        return Fetcher(FetchSettings.model_validate({"pause": 0, **changes}), may_contact, world)
