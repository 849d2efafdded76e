"""The registry's names compiled to one file each, so that they load in milliseconds.

``python -m headwater.entities.compiled`` writes ``registry/*.keys`` from the data files. Each begins
with a hash of the files that it was made from; a stale one is not used but made anew in memory.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

from headwater.entities.entries import RegistryName, entries
from headwater.entities.index import NameIndex, packed
from headwater.entities.places import names_of_places

_REGISTRY = (
    "groups.csv",
    "bodies_international.csv",
    "states.csv",
    "outlets.csv",
    "persons.csv",
    "weapons.csv",
)
_PLACES = ("places_own.csv", "places.csv", "never.csv")
_CODE_VERSION = "10"  # raise when keys are made in another way (headwater.text.names, index.packed)


def _folder() -> Path:
    return Path(str(resources.files("headwater.entities"))) / "registry"


def _fingerprint(files: Iterable[str]) -> str:
    digest = hashlib.blake2b(_CODE_VERSION.encode(), digest_size=8)
    for file in files:
        digest.update((_folder() / file).read_bytes())
    return digest.hexdigest()


def _registry_names() -> Iterable[tuple[str, RegistryName]]:
    return ((entry.id, name) for entry in entries().values() for name in entry.names)


def _load(name: str, files: tuple[str, ...]) -> dict[str, str] | None:
    path = _folder() / f"{name}.keys"
    if not path.exists():
        return None
    head, _, text = path.read_text(encoding="utf-8").partition("\n")
    if head != _fingerprint(files):
        return None
    return dict(line.split("\t") for line in text.split("\n") if line)


@cache
def registry_index() -> NameIndex:
    """Names of all registry entries but places."""
    return NameIndex(_load("registry", _REGISTRY) or packed(_registry_names()))


@cache
def place_index() -> NameIndex:
    """Names of all places."""
    return NameIndex(_load("places", _PLACES) or packed(names_of_places()))


def main() -> None:
    """Write the compiled files."""
    for name, files, names in (
        ("registry", _REGISTRY, _registry_names()),
        ("places", _PLACES, names_of_places()),
    ):
        lines = [f"{key}\t{refs}" for key, refs in sorted(packed(names).items())]
        text = "\n".join([_fingerprint(files), *lines, ""])
        (_folder() / f"{name}.keys").write_text(text, encoding="utf-8")
        sys.stdout.write(f"{len(lines)} keys written to {name}.keys\n")


if __name__ == "__main__":
    main()
