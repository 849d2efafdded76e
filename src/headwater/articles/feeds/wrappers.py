"""Addresses and titles of services that only pass headlines on: whose they are, and where they lead."""

from __future__ import annotations

import base64
import binascii
import re
from functools import cache
from urllib.parse import parse_qs, urljoin, urlsplit

from headwater.articles.lexicons import lexicon

_LONGEST = 4_000
_ARTICLE = re.compile(r"/(?:rss/)?articles/([\w-]{20,2000})")
_INNER = re.compile(rb"https?://[\x21-\x7e]{4,1500}")


@cache
def _wrappers() -> dict[str, str]:
    hosts: dict[str, str] = lexicon("feeds")["wrappers"]
    return hosts


@cache
def _joined(key: str, inner: str | None = None) -> re.Pattern[str]:
    table = lexicon("feeds")
    sources = table[key][inner] if inner else table[key]
    return re.compile("(?:" + "|".join(f"(?:{source})" for source in sources) + ")", re.IGNORECASE)


@cache
def _title_end() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s*[|»:–—>-]+\s*|\s+){_joined('title_ends').pattern}\W*$", re.IGNORECASE)


def address(given: str | None, base: str | None = None) -> str | None:
    """An http address as it leads to its page; None for whatever is none. ``base`` resolves a relative one."""
    if not given or len(given) > _LONGEST:
        return None
    given = "".join(given.split())
    try:
        whole = urljoin(base, given) if base else given
        parts = urlsplit(whole)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return unwrapped(whole)


def unwrapped(url: str) -> str:
    """The address that a service's own address leads to, where the address itself holds it."""
    parts = urlsplit(url)
    parameter = _wrappers().get((parts.hostname or "").lower())
    if parameter is None:
        return url
    inner = _in_query(parts.query, parameter) if parameter else _in_article_id(parts.path)
    return inner or url


def _in_query(query: str, parameter: str) -> str | None:
    try:
        values = parse_qs(query, max_num_fields=100).get(parameter, [])
    except ValueError:
        return None
    return next((value for value in values if value.startswith(("http://", "https://"))), None)


def _in_article_id(path: str) -> str | None:
    """Older ids of Google News are base64 of a message that holds the address; newer ones hold none."""
    found = _ARTICLE.search(path)
    if found is None:
        return None
    try:
        message = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
    except (binascii.Error, ValueError):
        return None
    inner = _INNER.search(message)
    return inner.group().decode("ascii").split("\xd2")[0] if inner else None


def is_wrapper(url: str | None) -> bool:
    """Whether an address is one of a service that passes on what others print."""
    try:
        return bool(url) and (urlsplit(url or "").hostname or "").lower() in _wrappers()
    except ValueError:
        return False


def outlet_of(title: str, url: str | None) -> str | None:
    """The outlet that a feed's own title names; None where the feed only passes on what others print."""
    bare = " ".join(title.split())[:200]
    if not bare or is_wrapper(url) or _joined("aggregators", "titles").fullmatch(bare):
        return None
    for _ in range(2):
        shorter = _title_end().sub("", bare).strip(" |»:–—>-")
        bare = shorter or bare
    return bare


def without_outlet(title: str, outlet: str | None) -> str:
    """A headline without the outlet's name that an aggregator puts behind it."""
    if not outlet:
        return title
    for sign in (" - ", " | ", " – ", " — "):
        if title.endswith(f"{sign}{outlet}"):
            return title[: -len(sign) - len(outlet)].rstrip()
    return title


def is_cut(text: str) -> bool:
    """Whether a text ends as the beginning of a longer one does."""
    tail = text.rstrip()[-200:]
    return any(found.end() == len(tail) for found in _joined("cut").finditer(tail))


def is_appended(line: str) -> bool:
    """Whether a line is one that a program puts under a text."""
    return _joined("appended").fullmatch(line.strip()[:900]) is not None


def without_appended(text: str) -> str:
    """A text without the line that a program put under it ("The post ... appeared first on ...")."""
    lines = text.rstrip().split("\n")
    while lines and (not lines[-1].strip() or is_appended(lines[-1])):
        lines.pop()
    return "\n".join(lines)
