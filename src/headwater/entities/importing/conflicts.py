"""Names that an imported entry shares with the registry: listed for a person, never merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from headwater.entities.importing.rows import Imported
from headwater.text.names import name_key

Known = Callable[[str, str], list[str]]
"""Ids of the registry's entries that bear a name, given in a language's letters."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A name that is in the registry already, with both ids."""

    name: str
    imported: str
    registered: str


def conflicts_of(entry: Imported, known: Known) -> tuple[Imported, list[Conflict]]:
    """The entry with its shared names marked uncertain, so that they are only ever suggested; and the list of them."""
    found: list[Conflict] = []
    names = []
    for name in entry.names:
        ids = [id_ for id_ in known(name.text, name.lang) if id_ != entry.id] if name_key(name.text) else []
        found.extend(Conflict(name.text, entry.id, id_) for id_ in ids)
        names.append(replace(name, uncertain=True) if ids else name)
    return replace(entry, names=tuple(names)), found
