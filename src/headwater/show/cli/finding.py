"""The command ``registry find``: what the registry knows by a name."""

from __future__ import annotations

from pathlib import Path

import typer

from headwater.entities.bodies import body_entry
from headwater.entities.compiled import place_index, registry_index
from headwater.entities.entries import Entry, entries
from headwater.entities.overlay import choose
from headwater.entities.places import place, place_precision, within
from headwater.records.errors import UnknownId

LANGUAGES = {"en": "English", "fr": "French", "ar": "Arabic", "tr": "Turkish", "ru": "Russian", "": "names"}


def find_and_tell(name: str, registry: Path | None) -> None:
    """Print every entry that bears ``name``, or whose id it is; raises UnknownId where there is none."""
    choose(registry)
    ids = [name] if name in entries() or body_entry(name) or place(name) else []
    for lang in ("", "ar", "ru", "tr"):
        ids += registry_index().exactly(name, lang) + place_index().exactly(name, lang)
    if not ids:
        raise UnknownId(f"no entry of the registry bears the name {name[:80]!r}")
    for id_ in dict.fromkeys(ids):
        entry = entries().get(id_) or body_entry(id_)
        typer.echo("\n".join(_of_entry(entry) if entry else _of_place(id_)))


def _of_entry(entry: Entry) -> list[str]:
    time = f", {entry.since or '?'} to {entry.until or 'now'}" if entry.since or entry.until else ""
    lines = [f"{entry.id}: {entry.name} ({entry.kind}{', ' + entry.country if entry.country else ''}{time})"]
    for lang, said in LANGUAGES.items():
        names = [f"{n.text}{_mark(n.short, n.uncertain)}" for n in entry.names if n.lang == lang]
        lines += [f"  {said}: {' | '.join(names)}"] if names else []
    lines += [f"  {link.kind} {link.to}{f' ({link.time})' if link.time else ''}" for link in entry.links]
    lines += [f"  owner: {entry.owner}; publisher family: {entry.family}"] if entry.family else []
    lines += [f"  domains: {' '.join(entry.domains)}"] if entry.domains else []
    lines += [f"  party: {entry.party}; {entry.basis}"] if entry.party else []
    lines += [f"  {key}: {value}" for key, value in entry.extra.items() if value]
    return [*lines, f"  written in: {entry.where or 'the built-in registry'}"]


def _mark(short: bool, uncertain: bool) -> str:
    return " (only suggested)" if uncertain else (" (only with a fuller name)" if short else "")


def _of_place(id_: str) -> list[str]:
    found = place(id_)
    assert found is not None
    above = [outer.name for outer_id in within(id_) if (outer := place(outer_id))]
    people = f", {found.population} people" if found.population else ""
    lines = [f"{id_}: {found.name} ({found.kind}{people}; precision {place_precision(id_)})"]
    return lines + ([f"  in: {', '.join(above)}"] if above else [])
