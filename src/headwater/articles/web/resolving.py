"""Names to addresses, once: what is checked here is what the connection goes to."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable

from headwater.articles.web.addresses import Address
from headwater.articles.web.guards import require_public
from headwater.articles.web.settings import FetchSettings
from headwater.records.errors import FetchFailed

Resolver = Callable[[str], list[str]]
"""Gives all addresses of a host name; raises OSError where there are none."""

_MOST = 64


def ask_system(host: str) -> list[str]:
    """The addresses of a host by the system's resolver, in its order."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def addresses_of(address: Address, settings: FetchSettings, resolver: Resolver, seconds: float) -> list[str]:
    """The addresses to connect to, every one of them checked.

    Raises FetchRefused where any of them is not public, FetchFailed where the name has none.
    """
    if address.ip is not None:
        found = [address.ip]
    else:
        # The last dot keeps the system from trying the name below its own search domains.
        name = address.host if settings.allow_private else f"{address.host}."
        found = _within(lambda: resolver(name), address, seconds)
    if not found:
        raise FetchFailed(address.url, f"the name {address.host} has no address; check the spelling")
    if len(found) > _MOST:
        raise FetchFailed(address.url, f"the name {address.host} has more than {_MOST} addresses")
    require_public(address, found, settings)
    return found


def _within(ask: Callable[[], list[str]], address: Address, seconds: float) -> list[str]:
    """What ``ask`` gives in time; the system's resolver itself knows no limit."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(ask())
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=work, daemon=True, name="resolver").start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise FetchFailed(
            address.url, f"the name {address.host} could not be looked up in {seconds:.0f} s; try again"
        ) from None
    if isinstance(answer, Exception):
        why = getattr(answer, "strerror", None) or str(answer)
        raise FetchFailed(
            address.url, f"the name {address.host} could not be looked up ({why}); check the spelling"
        )
    return answer
