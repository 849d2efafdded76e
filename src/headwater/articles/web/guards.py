"""What may be asked: names, ports and addresses, and why the others may not.

The ranges are those of the IANA registers of special-purpose addresses (RFC 6890 and its heirs), written out
here because Python's ``ipaddress`` has changed its mind about them between versions.
"""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from headwater.articles.web.addresses import Address
from headwater.articles.web.settings import FetchSettings
from headwater.records.errors import FetchRefused

_THIS_MACHINE = "this machine itself (loopback)"
_LOCAL = "a private network's"
_CARRIER = "a carrier's inner network's (CGNAT)"
_LINK = "of the local link only"

_NEAR: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ipaddress.ip_network(network), what)
    for network, what in (
        ("127.0.0.0/8", _THIS_MACHINE),
        ("10.0.0.0/8", _LOCAL),
        ("172.16.0.0/12", _LOCAL),
        ("192.168.0.0/16", _LOCAL),
        ("100.64.0.0/10", _CARRIER),
        ("169.254.0.0/16", _LINK),
        ("::1/128", _THIS_MACHINE),
        ("fc00::/7", _LOCAL),
        ("fec0::/10", _LOCAL),
        ("fe80::/10", _LINK),
    )
)
"""Ranges that ``allow_private`` opens."""

_METADATA = frozenset(
    ipaddress.ip_address(address)
    for address in ("169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")
)
_NEVER: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ipaddress.ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "no address of a machine"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("192.88.99.0/24", "of a 6to4 relay"),
        ("198.18.0.0/15", "reserved for measurements"),
        ("224.0.0.0/4", "of many machines at once (multicast)"),
        ("255.255.255.255/32", "of all machines at once (broadcast)"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "no address of a machine"),
        ("64:ff9b:1::/48", "of a local translator (NAT64)"),
        ("100::/64", "reserved for discarding"),
        ("2001::/32", "of a Teredo tunnel"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "reserved for documentation"),
        ("3fff::/20", "reserved for documentation"),
        ("2002::/16", "of a 6to4 tunnel"),
        ("ff00::/8", "of many machines at once (multicast)"),
    )
)
_GLOBAL_SIX = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = (IPv6Network("::ffff:0:0/96"), IPv6Network("::ffff:0:0:0/96"), IPv6Network("64:ff9b::/96"))
"""IPv6 ranges whose last 32 bits are the IPv4 address that is reached: mapped, translated, NAT64."""

_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa", "test")


def require_askable(address: Address, settings: FetchSettings) -> None:
    """Raises FetchRefused where the port, the name or the literal address may not be asked."""
    if address.port not in settings.ports:
        known = ", ".join(str(port) for port in settings.ports)
        raise FetchRefused(
            address.url,
            f"port {address.port} is not asked; only {known} are: add it with --port {address.port}",
        )
    if address.ip is not None:
        require_public(address, [address.ip], settings)
    elif not settings.allow_private:
        _require_public_name(address, settings)


def require_public(address: Address, found: list[str], settings: FetchSettings) -> None:
    """Raises FetchRefused where any of the addresses that a host has may not be asked; one is enough."""
    for literal in found:
        reason = reason_against(literal, allow_private=settings.allow_private)
        if reason is None:
            continue
        says = "the address" if address.ip else f"{address.host} has the address {literal}, which"
        raise FetchRefused(address.url, f"{says} is {reason}; only public addresses are fetched")


def reason_against(literal: str, *, allow_private: bool = False) -> str | None:
    """What an IP address is, where it may not be asked; None where it may."""
    try:
        ip = ipaddress.ip_address(literal.partition("%")[0])
    except ValueError:
        return "no IP address"
    if isinstance(ip, IPv6Address):
        if any(ip in network for network in _TRANSLATED) or (int(ip) >> 32 == 0 and int(ip) > 1):
            return _against(_last_four(ip), allow_private)
        if int(ip) >> 32 & 0xFDFFFFFF == 0x00005EFE:  # ISATAP: a tunnel to the IPv4 address at its end
            return _against(ip, allow_private) or _against(_last_four(ip), allow_private)
    return _against(ip, allow_private)


def _against(ip: IPv4Address | IPv6Address, allow_private: bool) -> str | None:
    if ip in _METADATA:
        return "that of a cloud's metadata service"
    for network, what in _NEVER:
        if ip.version == network.version and ip in network:
            return what
    for network, what in _NEAR:
        if ip.version == network.version and ip in network:
            return None if allow_private else what
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_SIX:
        return "outside the public range"
    return None


def _last_four(ip: IPv6Address) -> IPv4Address:
    return IPv4Address(int(ip) & 0xFFFFFFFF)


def _require_public_name(address: Address, settings: FetchSettings) -> None:
    host = address.host
    if "." not in host and host not in _LOCAL_NAMES:
        raise FetchRefused(
            address.url, f"the host {host} has no dot, so it is a name of the local network; write it in full"
        )
    if any(host == name or host.endswith(f".{name}") for name in _LOCAL_NAMES):
        raise FetchRefused(address.url, f"{host} is a name of this machine or of the local network")
    if host.endswith(".onion") and not (settings.proxy or "").startswith("socks5h"):
        raise FetchRefused(address.url, "an onion service is reached by --proxy socks5h://HOST:PORT only")
