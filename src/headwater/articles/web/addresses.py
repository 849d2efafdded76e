"""Web addresses as they are asked for, and the form in which two of them are compared.

The grammar is narrow on purpose: where programs are known to read one address in two ways (backslashes,
user names, numbers for hosts, percent signs in hosts) the address is refused.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from tomllib import loads
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin

from headwater.articles.web.numbers import number_as_address
from headwater.records.errors import FetchRefused

_LONGEST = 4_000
_SHOWN = 200
_DEFAULT_PORT = {"http": 80, "https": 443}
_FORM = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(\?[^#]*)?(?:#.*)?", re.DOTALL)
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\<>\"^`{|}]")
_SOFT = {" ", '"', "<", ">", "^", "`", "{", "|", "}"}
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_DOTS = {"%2e": ".", "%2e%2e": "..", ".%2e": "..", "%2e.": ".."}
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address in parts that are safe to send.

    ``host`` is lower case and ASCII (IDNs as A-labels), without brackets or trailing dot; ``ip`` is the host
    where it is a literal address; ``target`` is path and query as they are sent.
    """

    scheme: str
    host: str
    port: int
    target: str
    ip: str | None

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them: the scheme's own port left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORT[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, as it is asked for."""
        return self.origin + self.target

    @property
    def key(self) -> str:
        """What two addresses of one page share: without scheme, ``www.``, tracking parameters and last slash."""
        path, _, query = self.target.partition("?")
        kept = sorted(pair for pair in parse_qsl(query, keep_blank_values=True) if not _tracks(pair[0]))
        port = "" if self.port in (80, 443) else f":{self.port}"
        name = self.host.removeprefix("www.") + port + (_same_escapes(path).rstrip("/") or "/")
        return f"{name}?{urlencode(kept)}" if kept else name


def parse(text: str, base: Address | None = None) -> Address:
    """The address that ``text`` writes, relative to ``base`` where one is given; raises FetchRefused."""
    written = text.strip(" \t\r\n\f")
    where = shown(written)
    if base is not None and "\\" not in written:
        written = _joined(base, written, where)
    if len(written) > _LONGEST:
        raise FetchRefused(where, f"the address has more than {_LONGEST:,} characters")
    unfit = _UNFIT.search(written)
    if unfit and unfit.group() not in _SOFT:
        raise FetchRefused(where, f"the address holds the character U+{ord(unfit.group()):04X}")
    form = _FORM.fullmatch(written)
    if form is None:
        raise FetchRefused(where, "not a whole web address; write http:// or https:// and the host")
    scheme, authority, path, query = form.group(1).lower(), form.group(2), form.group(3), form.group(4)
    if scheme not in _DEFAULT_PORT:
        raise FetchRefused(where, f"addresses of {scheme}: are not fetched; only http and https are")
    host, ip, port = _authority(authority, where)
    target = _sendable(_without_dots(path) or "/") + _sendable(query or "")
    return Address(scheme, host, port or _DEFAULT_PORT[scheme], target, ip)


def key_of(text: str) -> str:
    """The key of an address, or the text itself where it is no sound address."""
    try:
        return parse(text).key
    except FetchRefused:
        return text.strip()


def shown(text: str) -> str:
    """An address fit for a message: on one line, no control characters, not endless."""
    clean = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[: _SHOWN + 1])
    return clean if len(clean) <= _SHOWN else clean[:_SHOWN] + "…"


def _joined(base: Address, written: str, where: str) -> str:
    try:
        return urljoin(base.url, written)
    except ValueError as error:
        raise FetchRefused(where, "not a sound web address") from error


def _authority(authority: str, where: str) -> tuple[str, str | None, int | None]:
    if "@" in authority:
        raise FetchRefused(
            where,
            "the address holds a user name before @; names and passwords are never sent: leave them out",
        )
    form = re.fullmatch(r"(\[[^\]]*\]|[^:\[\]]*)(?::(\d{0,6}))?", authority, re.ASCII)
    if form is None:
        raise FetchRefused(where, "host and port cannot be told apart")
    port = int(form.group(2)) if form.group(2) else None
    if port is not None and not 1 <= port <= 65_535:
        raise FetchRefused(where, f"there is no port {port}")
    host = form.group(1)
    if host.startswith("["):
        address = _version_six(host[1:-1], where)
        return address, address, port
    name = _host_name(host, where)
    return name, _version_four(name, where), port


def _version_six(literal: str, where: str) -> str:
    if "%" in literal:
        raise FetchRefused(where, "the address names a network interface of this machine")
    try:
        return str(ipaddress.IPv6Address(literal))
    except ValueError as error:
        raise FetchRefused(where, "what stands in square brackets is no IPv6 address") from error


def _version_four(name: str, where: str) -> str | None:
    """The IPv4 address that a host is, None for a name; other spellings than four decimals are refused."""
    address = number_as_address(name)
    if address is None:
        return None
    if address == "":
        raise FetchRefused(where, f"the host {name} ends in a number and is no IPv4 address")
    if address != name:
        raise FetchRefused(where, f"the host {name} is another spelling of {address}; write it so")
    return address


def _host_name(host: str, where: str) -> str:
    if not host:
        raise FetchRefused(where, "the address has no host")
    if "%" in host:
        raise FetchRefused(where, "the host holds a percent sign")
    name = host.lower() if host.isascii() else _without_accents(host, where)
    name = name.removesuffix(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise FetchRefused(where, f"{shown(name)} is no host name")
    return name


def _without_accents(host: str, where: str) -> str:
    """The A-labels of an internationalised name, by UTS 46 as browsers do."""
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        # Such as ①②⑦.⓪.⓪.①: no name, but digits once it is mapped.
        mapped = _mapped(host)
        if mapped and number_as_address(mapped) is not None:
            return mapped
        raise FetchRefused(where, f"{shown(host)} is no host name in any script") from error


def _mapped(host: str) -> str | None:
    import idna

    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
    except (idna.IDNAError, UnicodeError):
        return None
    return mapped if mapped.isascii() else None


def _without_dots(path: str) -> str:
    """The path with ``.`` and ``..`` resolved, as RFC 3986 has it."""
    kept: list[str] = []
    parts = [_DOTS.get(part.lower(), part) for part in path.split("/")]
    for part in parts:
        if part == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _sendable(text: str) -> str:
    """Percent escapes for what may not stand in a request line; escapes that are there stay as they are."""
    return quote(text, safe="%/?:@!$&'()*+,;=-._~[]")


def _same_escapes(path: str) -> str:
    def one(match: re.Match[str]) -> str:
        letter = chr(int(match.group(1), 16))
        return letter if letter in _UNRESERVED else match.group().upper()

    return _ESCAPE.sub(one, path)


def _tracks(name: str) -> bool:
    exact, beginnings = _tracking()
    bare = unquote(name).lower()
    return bare in exact or bare.startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    table = loads(resources.files(__package__).joinpath("addresses.toml").read_text(encoding="utf-8"))
    return frozenset(table["tracking"]["names"]), tuple(table["tracking"]["beginnings"])
