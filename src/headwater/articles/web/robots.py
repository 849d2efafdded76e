"""What a site's robots.txt allows, by RFC 9309."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from headwater.articles.web.addresses import Address
from headwater.articles.web.exchanges import Exchange
from headwater.records.errors import FetchRefused

if TYPE_CHECKING:
    from protego import Protego

LARGEST = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 wants 500 KiB at least."""

REDIRECTS = 5


@dataclass(frozen=True)
class Rules:
    """A site's rules for us, and the requests by which they were learnt."""

    parser: Protego | None
    closed: str = ""
    asked: tuple[Exchange, ...] = field(default=())

    def require_allowed(self, address: Address, agent: str) -> None:
        """Raises FetchRefused where the rules do not allow the address."""
        if self.closed:
            raise FetchRefused(address.url, self.closed)
        if self.parser is not None and not self.parser.can_fetch(address.url, _product(agent)):
            raise FetchRefused(
                address.url,
                f"{address.origin}/robots.txt does not allow it; save the page with a browser and add the file, "
                "or take an archive's copy with --prefer-archive",
            )

    def delay(self, agent: str) -> float | None:
        """The seconds between two requests that the site wants, or None."""
        if self.parser is None:
            return None
        wanted: Any = self.parser.crawl_delay(_product(agent))
        return float(wanted) if wanted is not None and 0 <= float(wanted) < 1e9 else None


def rules_of(asked: tuple[Exchange, ...], text: bytes) -> Rules:
    """The rules that the last of the replies gives: 4xx allows everything, 429 and 5xx nothing for now."""
    last = asked[-1]
    status = last.status
    if status == 429 or status >= 500:
        return Rules(
            None,
            f"{last.address.origin}/robots.txt answers {status}, and the site is left alone for now; try later",
            asked,
        )
    if not 200 <= status < 300:
        return Rules(None, asked=asked)
    from protego import Protego

    return Rules(Protego.parse(text[:LARGEST].decode("utf-8", "replace")), asked=asked)


def _product(agent: str) -> str:
    """The name that robots.txt files call us by: what stands before the version."""
    return agent.partition("/")[0].strip() or agent
