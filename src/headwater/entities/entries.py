"""Registry entries, read from the data files in ``registry/``.

Files are separated by semicolons, comments start with ``#``; each file's head names its columns and
its sources. A broken line stops the load with its file, its number and what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from headwater.entities.overlay import chosen, file_text
from headwater.records.entities import EntityType
from headwater.records.errors import ConfigError
from headwater.text.names import fold

LANGUAGES = ("en", "fr", "ar", "tr", "ru")
FLAGS = "~^=?"


@dataclass(frozen=True, slots=True)
class RegistryName:
    """One name of an entry.

    ``short`` counts only where the article gives a fuller name too, ``article`` only after an Arabic
    article, ``exact`` only as written; an ``uncertain`` one is only ever a suggestion.
    """

    text: str
    lang: str
    short: bool = False
    article: bool = False
    exact: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A known link of an entry to another: ``renamed_from``, ``part_of``, ..., with its time or null."""

    kind: str
    to: str
    time: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One known actor, outlet, weapon family or place."""

    id: str
    type: EntityType
    kind: str
    country: str
    names: tuple[RegistryName, ...]
    links: tuple[Link, ...] = ()
    since: str = ""
    until: str = ""
    party: str | None = None
    basis: str | None = None
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    family: str = ""  # publisher family: outlets of one owner share it
    owner: str = ""  # entry that owns or runs it
    wire_tags: tuple[str, ...] = ()
    leads: str = ""  # code of the state that a person leads or led
    extra: dict[str, str] = field(default_factory=dict)
    where: str = ""  # file and line that it was read from

    @property
    def name(self) -> str:
        """The heading name."""
        return self.names[0].text


def lines_of(file: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Numbered lines of a registry file as columns; raises ConfigError where a line has another number of them."""
    text = resources.files("headwater.entities").joinpath("registry", file).read_text(encoding="utf-8")
    yield from _lines(text, f"registry/{file}", columns)


def overlay_lines(file: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Numbered lines of a file of the chosen registry folder; none where there is no such file."""
    yield from _lines(file_text(file), overlay_name(file), columns)


def overlay_name(file: str) -> str:
    """What errors call a file of the chosen registry folder."""
    return str((chosen() or Path()) / file)


def _lines(text: str, name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split(";")]
        if len(cells) != columns:
            raise ConfigError(
                f"{name}, line {number}: {len(cells)} columns instead of {columns}: {line[:60]}"
            )
        yield number, cells


def names_in(cell: str, lang: str) -> tuple[RegistryName, ...]:
    """The names in one cell, "|" between them."""
    if not cell:
        return ()
    found = []
    for piece in cell.split("|"):
        text = piece.strip()
        bare = text.lstrip(FLAGS)
        if bare == text:
            found.extend([RegistryName(text, lang)] if text else [])  # most names have no flag
            continue
        flags = text[: len(text) - len(bare)]
        if bare:
            found.append(RegistryName(bare, lang, "~" in flags, "^" in flags, "=" in flags, "?" in flags))
    return tuple(found)


def names_of(cells: list[str]) -> tuple[RegistryName, ...]:
    """The names in the five language columns of a line."""
    return tuple(name for lang, cell in zip(LANGUAGES, cells, strict=True) for name in names_in(cell, lang))


def links_in(cell: str, where: str) -> tuple[Link, ...]:
    """The links in one cell ("renamed_from:nusra-front@2016-07")."""
    found = []
    for word in cell.split():
        kind, colon, rest = word.partition(":")
        to, _, time = rest.partition("@")
        if not (colon and to):
            raise ConfigError(f"{where}: a link is written kind:id@time, not {word!r}")
        found.append(Link(kind, to, time or None))
    return tuple(found)


@cache
def word_list(what: str) -> frozenset[str]:
    """Folded small words of ``registry/function_words.csv`` that do ``what``."""
    lists = {kind: words for _, (kind, words) in lines_of("function_words.csv", 2)}
    return frozenset(fold(word) for word in lists[what].split("|"))


@cache
def party_kinds() -> dict[str, tuple[EntityType, str | None, str | None]]:
    """Kinds of entries: what type they are, in what way a party to a conflict, and on what that rests."""
    kinds: dict[str, tuple[EntityType, str | None, str | None]] = {}
    for _, (kind, type_, party, basis) in lines_of("kinds.csv", 4):
        kinds[kind] = (type_, party or None, basis or None)  # type: ignore[assignment]
    return kinds


def _kind(kind: str, where: str) -> tuple[EntityType, str | None, str | None]:
    try:
        return party_kinds()[kind]
    except KeyError:
        raise ConfigError(f"{where}: unknown kind {kind!r}; kinds are listed in registry/kinds.csv") from None


def _actors(lines: Iterable[tuple[int, list[str]]], file: str) -> Iterator[Entry]:
    for number, cells in lines:
        id_, kind, country, since, until = cells[:5]
        where = f"{file}, line {number}"
        type_, party, basis = _kind(kind, where)
        yield Entry(
            id_, type_, kind, country, names_of(cells[5:10]), links_in(cells[10], where), since, until,
            party, cells[11] or basis, where=where,
        )  # fmt: skip


def _states() -> Iterator[Entry]:
    for number, cells in lines_of("states.csv", 12):
        type_, party, basis = party_kinds()["state"]
        yield Entry(
            f"state/{cells[0]}",
            type_,
            "state",
            cells[0].upper(),
            names_of(cells[1:6]),
            party=party,
            basis=basis,
            where=f"registry/states.csv, line {number}",
        )


def _outlets() -> Iterator[Entry]:
    for number, cells in lines_of("outlets.csv", 13):
        id_, kind, country, languages, family, owner, domains, tags = cells[:8]
        where = f"registry/outlets.csv, line {number}"
        type_, party, basis = _kind(kind, where)
        if owner and kind == "party_outlet":
            basis = (
                f"run by or for {owner.replace('-', ' ')}, by its own account or that of press directories"
            )
        yield Entry(
            id_, type_, kind, country, names_of(cells[8:13]), party=party, basis=basis,
            domains=tuple(domains.split()), languages=tuple(languages.split()), family=family or id_, owner=owner,
            wire_tags=tuple(tag.strip() for tag in tags.split("|") if tag.strip()), where=where,
        )  # fmt: skip


def _persons(lines: Iterable[tuple[int, list[str]]], file: str) -> Iterator[Entry]:
    for number, cells in lines:
        id_, country, leads, role, died = cells[:5]
        yield Entry(
            id_, "person", "person", country, names_of(cells[5:10]), leads=leads,
            extra={"role": role, "died": died}, where=f"{file}, line {number}",
        )  # fmt: skip


def _weapons() -> Iterator[Entry]:
    for number, cells in lines_of("weapons.csv", 7):
        where = f"registry/weapons.csv, line {number}"
        yield Entry(cells[0], "weapon", cells[1], "", names_of(cells[2:7]), where=where)


def _built_in(file: str, columns: int) -> tuple[Iterator[tuple[int, list[str]]], str]:
    return lines_of(file, columns), f"registry/{file}"


def overlay_entries() -> Iterator[Entry]:
    """Actors and persons of the chosen registry folder, in the order of its files."""
    yield from _actors(overlay_lines("actors.csv", 12), overlay_name("actors.csv"))
    yield from _persons(overlay_lines("persons.csv", 10), overlay_name("persons.csv"))


@cache
def entries() -> dict[str, Entry]:
    """Every actor, outlet, person and weapon family by id, built-in ones first; places are apart."""
    found: dict[str, Entry] = {}
    for entry in (
        *_actors(*_built_in("groups.csv", 12)),
        *_actors(*_built_in("bodies_international.csv", 12)),
        *_states(),
        *_outlets(),
        *_persons(*_built_in("persons.csv", 10)),
        *_weapons(),
        *overlay_entries(),
    ):
        where = entry.where
        if entry.id in found:
            raise ConfigError(f"{where}: two entries have the id {entry.id!r}")
        if not entry.names:
            raise ConfigError(f"{where}: {entry.id!r} has no name")
        found[entry.id] = entry
    _check_links(found)
    return found


def _check_links(found: dict[str, Entry]) -> None:
    """Raise ConfigError where a link leads nowhere or renames and mergers go round in a circle."""
    for entry in found.values():
        where = entry.where
        for link in entry.links:
            if link.to not in found and not link.to.startswith("body/"):
                raise ConfigError(f"{where}: {entry.id!r} is linked to {link.to!r}, which is no entry")
    for entry in found.values():
        for kind in ("renamed_from", "merged_into"):
            _check_circle(entry, kind, found)


def _check_circle(entry: Entry, kind: str, found: dict[str, Entry]) -> None:
    seen, waiting = {entry.id}, [entry]
    while waiting:
        at = waiting.pop()
        for link in at.links:
            if link.kind != kind or link.to not in found:
                continue
            if link.to == entry.id:
                raise ConfigError(
                    f"{at.where or 'registry'}: {entry.id!r} comes back to itself by {kind!r}: a circle"
                )
            if link.to not in seen:
                seen.add(link.to)
                waiting.append(found[link.to])
