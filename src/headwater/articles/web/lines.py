"""Connections: straight to a checked address, or through a proxy; TLS is verified against the host's name."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.articles.web.addresses import Address
from headwater.articles.web.proxies import Proxy, begin_tunnel, proxy_of
from headwater.articles.web.settings import FetchSettings
from headwater.articles.web.wire import Line
from headwater.articles.web.worlds import Deadline, World
from headwater.records.errors import ConfigError

_MOST_TRIED = 4
_TO_CONNECT = 10.0

Tls = Callable[[], ssl.SSLContext]


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection that is ready for a request.

    ``ip`` is the address at its other end, None where a proxy stands between. ``whole_address`` says that
    the request line holds the whole address, as plain proxies want it; ``secret`` is a header line for them.
    """

    socket: Line
    ip: str | None
    whole_address: bool = False
    secret: bytes = b""


def tls_context(settings: FetchSettings) -> ssl.SSLContext:
    """The system's certificates, and those of the settings; raises ConfigError where these cannot be read."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    if settings.certificates:
        try:
            context.load_verify_locations(cafile=settings.certificates)
        except (OSError, ssl.SSLError) as error:
            raise ConfigError(f"{settings.certificates}: no certificates can be read from it") from error
    return context


def open_line(
    address: Address,
    ips: Sequence[str],
    settings: FetchSettings,
    world: World,
    deadline: Deadline,
    tls: Tls,
) -> Opened:
    """A connection for one request; raises OSError."""
    proxy = proxy_of(settings)
    if proxy is not None:
        return _through(proxy, address, world, deadline, tls)
    line, ip = _first_that_answers(address, ips, world, deadline)
    if address.scheme == "https":
        line = _secured(line, address.host, deadline, tls)
    return Opened(line, ip)


def _first_that_answers(
    address: Address, ips: Sequence[str], world: World, deadline: Deadline
) -> tuple[Any, str]:
    last: OSError | None = None
    for ip in ips[:_MOST_TRIED]:
        left = deadline.left()
        if left <= 0:
            break
        try:
            return world.connect(ip, address.port, min(left, _TO_CONNECT)), ip
        except OSError as error:
            last = error
    if last is None:
        raise TimeoutError
    raise last


def _secured(line: Any, host: str, deadline: Deadline, tls: Tls) -> Any:
    line.settimeout(max(min(deadline.left(), _TO_CONNECT), 0.001))
    try:
        if isinstance(line, ssl.SSLSocket):
            from urllib3.util.ssltransport import SSLTransport  # TLS inside the proxy's TLS

            return SSLTransport(line, tls(), server_hostname=host)
        return tls().wrap_socket(line, server_hostname=host)
    except BaseException:
        line.close()
        raise


def _through(proxy: Proxy, address: Address, world: World, deadline: Deadline, tls: Tls) -> Opened:
    """A connection through the proxy that the user has named; where it stands is the user's choice."""
    where = world.resolve(proxy.host)
    line: Any = world.connect(where[0], proxy.port, max(min(deadline.left(), _TO_CONNECT), 0.001))
    try:
        if proxy.scheme == "https":
            line = _secured(line, proxy.host, deadline, tls)
        if proxy.scheme in ("http", "https") and address.scheme == "http":
            return Opened(line, None, whole_address=True, secret=proxy.authorization)
        line.settimeout(max(min(deadline.left(), _TO_CONNECT), 0.001))
        begin_tunnel(proxy, address, line)
        if address.scheme == "https":
            line = _secured(line, address.host, deadline, tls)
        return Opened(line, None)
    except BaseException:
        line.close()
        raise
