"""Addresses to captures: what comes in is a URL, what goes out is a WARC file and what is known of it.

In: http and https addresses. Out: ``Capture``, with request and reply as they went over the wire. What can go
wrong: headwater does not ask (``FetchRefused``: a private address, a port, robots.txt, a limit), or the other
side does not answer as it should (``FetchFailed``). Nothing else is raised. No script is run, no embedded
thing is fetched, no cookie or password is sent.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Address", "Capture", "Contact", "FetchSettings", "Fetcher", "fetch", "key_of", "parse"]

_PLACES = {
    "Address": "addresses",
    "key_of": "addresses",
    "parse": "addresses",
    "Capture": "captures",
    "Contact": "fetching",
    "Fetcher": "fetching",
    "fetch": "fetching",
    "FetchSettings": "settings",
}


def __getattr__(name: str) -> Any:
    """What the room gives, imported when first asked for."""
    from importlib import import_module

    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
