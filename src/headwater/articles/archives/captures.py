"""What a web archive tells across records: which address led to which, and which page was captured before."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from urllib.parse import urljoin

_REMEMBERED = 200_000
_MOST_STEPS = 20


class Captures:
    """Redirects and pages seen so far, the newest so many of each; memory does not grow with the file."""

    def __init__(self) -> None:
        self._redirects: OrderedDict[str, str] = OrderedDict()
        self._pages: OrderedDict[bytes, int] = OrderedDict()

    def redirect(self, source: str, location: str) -> None:
        """Notes that ``source`` answered with another address."""
        try:
            target = bare(urljoin(source, location))
        except ValueError:
            return
        if target == bare(source):
            return
        self._redirects[target] = source
        self._redirects.move_to_end(target)
        if len(self._redirects) > _REMEMBERED:
            self._redirects.popitem(last=False)

    def asked(self, url: str) -> str | None:
        """The address first asked for where redirects led to ``url``, else None."""
        seen, first = {bare(url)}, None
        while len(seen) <= _MOST_STEPS:
            source = self._redirects.get(bare(first or url))
            if source is None or bare(source) in seen:
                break
            first = source
            seen.add(bare(source))
        return first

    def keep(self, names: list[str], offset: int) -> None:
        """Notes where the page lies that these names (address, digest, record id) mean."""
        for name in names:
            self._pages[_short(name)] = offset
            if len(self._pages) > 3 * _REMEMBERED:
                self._pages.popitem(last=False)

    def place(self, name: str) -> int | None:
        """The offset of the page that a name means, or None."""
        return self._pages.get(_short(name))


def bare(url: str) -> str:
    """An address without its fragment."""
    return url.partition("#")[0]


def _short(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
