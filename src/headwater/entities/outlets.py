"""Outlets by whatever a case calls them: a name, a name without spaces, a domain or an address."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from headwater.entities.compiled import registry_index
from headwater.entities.entries import Entry, entries
from headwater.text.names import fold, name_key


def outlet_of(name: str) -> Entry | None:
    """The registered outlet that ``name`` (a name, a domain, an address) means, or null where it is not plain."""
    if not name.strip():
        return None
    for id_ in registry_index().exactly(name):
        if entries()[id_].type == "outlet":
            return entries()[id_]
    host = urlsplit(name if "//" in name else f"//{name.strip()}").hostname or ""
    found = (
        _by_domain(host)
        or _joined().get("".join(name_key(name)))
        or _joined().get(fold(name).replace(" ", ""))
    )
    return entries()[found] if found else None


def _by_domain(host: str) -> str | None:
    labels = host.lower().split(".")
    for at in range(len(labels) - 1):
        found = _domains().get(".".join(labels[at:]))
        if found:
            return found
    return None


@cache
def _domains() -> dict[str, str]:
    return {domain: entry.id for entry in entries().values() for domain in entry.domains}


@cache
def _joined() -> dict[str, str]:
    """Names without spaces and first parts of domains, where they lead to one outlet only."""
    found: dict[str, set[str]] = {}
    for entry in entries().values():
        if entry.type != "outlet":
            continue
        for name in entry.names:
            if not name.short:
                found.setdefault("".join(name_key(name.text, name.lang)), set()).add(entry.id)
                found.setdefault("".join(c for c in fold(name.text) if c.isalnum()), set()).add(entry.id)
        for domain in entry.domains:
            found.setdefault(domain.split(".")[0].replace("-", ""), set()).add(entry.id)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1 and len(key) > 2}
