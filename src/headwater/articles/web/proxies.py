"""Proxies: HTTP and HTTPS ones by CONNECT, SOCKS5 ones (such as Tor's) by RFC 1928; names go to the proxy."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from headwater.articles.web.addresses import Address
from headwater.articles.web.settings import FetchSettings
from headwater.articles.web.wire import Line
from headwater.records.errors import ConfigError

_PORTS = {"http": 80, "https": 443, "socks5h": 1080}
_LARGEST_REPLY = 16_384
_SOCKS_SAYS = {
    1: "it failed",
    2: "its rules forbid it",
    3: "the network cannot be reached",
    4: "the host cannot be reached",
    5: "the host refused the connection",
    6: "it took too long",
    7: "it does not know the command",
    8: "it does not know such addresses",
}

NOT_CHECKED = (
    "asked through a proxy, which looked up the name itself: "
    "what address the name had could not be checked and is not recorded"
)


class ProxyFailed(OSError):  # noqa: N818 - a connection that did not come about, as OSErrors are
    """The proxy did not connect us; says why."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where a proxy stands and who we are to it."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @property
    def authorization(self) -> bytes:
        """The header line that names us to it, or nothing."""
        if not self.user:
            return b""
        pair = b64encode(f"{self.user}:{self.password}".encode())
        return b"Proxy-Authorization: Basic " + pair + b"\r\n"


def proxy_of(settings: FetchSettings) -> Proxy | None:
    """The proxy of the settings; raises ConfigError where it is written wrong."""
    if not settings.proxy:
        return None
    try:
        parts = urlsplit(settings.proxy)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme.startswith("socks") and parts.scheme != "socks5h":
        raise ConfigError(
            f"--proxy {parts.scheme}: is not used, for the names would be looked up outside the proxy; "
            "write socks5h://HOST:PORT"
        )
    if parts.scheme not in _PORTS or not host:
        raise ConfigError("--proxy is written http://HOST:PORT, https://HOST:PORT or socks5h://HOST:PORT")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Proxy(parts.scheme, host, port or _PORTS[parts.scheme], user, password)


def begin_tunnel(proxy: Proxy, address: Address, line: Line) -> None:
    """Have the proxy connect us to the address's host; raises ProxyFailed where it does not."""
    if proxy.scheme == "socks5h":
        _socks(proxy, address, line)
    else:
        _connect(proxy, address, line)


def _connect(proxy: Proxy, address: Address, line: Line) -> None:
    host = f"[{address.host}]" if ":" in address.host else address.host
    place = f"{host}:{address.port}".encode("ascii")
    line.sendall(
        b"CONNECT " + place + b" HTTP/1.1\r\nHost: " + place + b"\r\n" + proxy.authorization + b"\r\n"
    )
    reply = bytearray()
    while not reply.endswith((b"\r\n\r\n", b"\n\n")):
        piece = line.recv(1)  # not one byte of what comes behind the tunnel's opening
        reply += piece
        if not piece or len(reply) > _LARGEST_REPLY:
            raise ProxyFailed("the proxy's reply is broken")
    status = re.match(rb"HTTP/1\.[01] (\d{3})", bytes(reply))
    if status is None:
        raise ProxyFailed("the proxy's reply is broken")
    if not status.group(1).startswith(b"2"):
        code = status.group(1).decode()
        says = "it wants a user name and password" if code == "407" else f"it answers {code}"
        raise ProxyFailed(f"the proxy does not connect us: {says}")


def _socks(proxy: Proxy, address: Address, line: Line) -> None:
    line.sendall(b"\x05\x01\x02" if proxy.user else b"\x05\x01\x00")
    chosen = _exactly(line, 2)[1]
    if chosen == 2 and proxy.user:
        user, password = proxy.user.encode()[:255], proxy.password.encode()[:255]
        line.sendall(bytes([1, len(user)]) + user + bytes([len(password)]) + password)
        chosen = _exactly(line, 2)[1]
    if chosen != 0:
        raise ProxyFailed("the proxy does not accept us; it may want another user and password")
    name = address.host.encode("ascii")
    line.sendall(b"\x05\x01\x00\x03" + bytes([len(name)]) + name + address.port.to_bytes(2, "big"))
    _, says, _, kind = _exactly(line, 4)
    if says != 0:
        why = _SOCKS_SAYS.get(says, f"it answers {says}")
        raise ProxyFailed(f"the proxy does not connect us: {why}")
    length = {1: 4, 4: 16}.get(kind) or _exactly(line, 1)[0]
    _exactly(line, length + 2)


def _exactly(line: Line, size: int) -> bytes:
    got = b""
    while len(got) < size:
        piece = line.recv(size - len(got))
        if not piece:
            raise ProxyFailed("the proxy hung up")
        got += piece
    return got
