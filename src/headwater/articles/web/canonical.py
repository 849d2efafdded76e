"""Which address a page gives as its own, and whether that may be believed without having asked it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from tomllib import loads

from headwater.articles.web.addresses import Address, parse
from headwater.records.errors import FetchRefused

_HEAD = 300_000
_MINOR = ("www.", "amp.", "m.", "mobile.")


@dataclass(frozen=True, slots=True)
class Declared:
    """The canonical address that a page declares; ``is_amp`` says that the page is an AMP copy of it."""

    address: Address
    is_amp: bool
    own: bool
    """Whether the page may speak for that address: it is of the same site, or the page lies in an AMP cache."""


def canonical_of(page: bytes, charset: str | None, fetched: Address) -> Declared | None:
    """What the page declares, where that is another address than ``fetched``."""
    from lxml import etree
    from lxml.html import HTMLParser

    try:
        parser = HTMLParser(encoding=charset or "utf-8", no_network=True)
    except LookupError:
        parser = HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree: etree._Element | None = etree.fromstring(page[:_HEAD], parser)
    except (etree.LxmlError, ValueError):
        return None
    for link in tree.iter("link") if tree is not None else ():
        if "canonical" in (link.get("rel") or "").lower().split():
            return _declared(link.get("href") or "", _is_amp(tree), fetched)
    return None


def _is_amp(tree: object) -> bool:
    attributes = getattr(tree, "attrib", {})
    return any(name in attributes for name in ("amp", "⚡", "amp4ads"))


def _declared(href: str, is_amp: bool, fetched: Address) -> Declared | None:
    try:
        address = parse(href, fetched)
    except FetchRefused:
        return None
    if address.key == fetched.key:
        return None
    own = _same_site(address.host, fetched.host) or (is_amp and _in_amp_cache(fetched))
    return Declared(address, is_amp, own)


def _same_site(left: str, right: str) -> bool:
    one, other = _major(left), _major(right)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _major(host: str) -> str:
    for prefix in _MINOR:
        if host.startswith(prefix) and host.count(".") > 1:
            return host.removeprefix(prefix)
    return host


def _in_amp_cache(address: Address) -> bool:
    if address.host.removeprefix("www.") == "google.com":
        return address.target.startswith("/amp/")
    return any(address.host == host or address.host.endswith(f".{host}") for host in _caches())


@cache
def _caches() -> tuple[str, ...]:
    table = loads(resources.files(__package__).joinpath("addresses.toml").read_text(encoding="utf-8"))
    return tuple(host for host in table["amp"]["caches"] if not host.endswith("google.com"))
