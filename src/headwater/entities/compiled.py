"""The registry's names compiled to one binary file, so that they load in milliseconds.

``python -m headwater.entities.compiled`` writes ``registry/names.bin`` from the data files: a head, then for
each index the hash of the files that it was made from and its keys. A stale one is not used but made anew in
memory. A registry folder of the user's own has such a file too, written when something is imported.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

from headwater.entities.commonwords import is_common_word
from headwater.entities.entries import RegistryName, entries, overlay_entries
from headwater.entities.index import NameIndex, joined, packed
from headwater.entities.overlay import FILES as OVERLAY
from headwater.entities.overlay import chosen
from headwater.entities.places import names_of_places, overlay_place_names

_REGISTRY = (
    "groups.csv",
    "bodies_international.csv",
    "states.csv",
    "outlets.csv",
    "persons.csv",
    "weapons.csv",
)
_PLACES = ("places_own.csv", "places.csv", "never.csv")
_CODE_VERSION = "11"  # raise when keys are made in another way (headwater.text.names, index.packed)
_MAGIC = b"headwater names 2\n"
_FILE = "names.bin"
Names = Iterable[tuple[str, RegistryName]]


def _folder() -> Path:
    return Path(str(resources.files("headwater.entities"))) / "registry"


def _fingerprint(folder: Path, files: Iterable[str]) -> str:
    digest = hashlib.blake2b(_CODE_VERSION.encode(), digest_size=8)
    for file in files:
        path = folder / file
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _registry_names() -> Names:
    overlaid = {entry.id for entry in overlay_entries()} if chosen() else set()
    return ((e.id, name) for e in entries().values() if e.id not in overlaid for name in e.names)


def _overlay_names() -> Names:
    """Names of a folder's own entries; a common word by itself counts only where the article names the entry in full."""
    for entry in overlay_entries():
        for name in entry.names:
            yield entry.id, replace(name, short=True) if is_common_word(name.text) else name


def _load(folder: Path, index: str, files: Iterable[str]) -> dict[str, str] | None:
    """The keys of one index of a compiled file, or null where there are none, or stale or damaged ones."""
    path = folder / _FILE
    data = path.read_bytes() if path.is_file() else b""
    if not data.startswith(_MAGIC):
        return None
    at = len(_MAGIC)
    while (end := data.find(b"\n", at)) > 0:
        name, fingerprint, size = data[at:end].decode("ascii", "replace").split(" ")
        at = end + 1 + int(size)
        if name == index and fingerprint == _fingerprint(folder, files):
            try:
                text = zlib.decompress(data[end + 1 : at]).decode("utf-8")
            except (zlib.error, UnicodeDecodeError):
                return None
            cells = text.split("\n")
            return dict(
                zip(cells[::2], cells[1::2], strict=False)
            )  # a line for each key, then what it leads to
    return None


def _write(folder: Path, indexes: Iterable[tuple[str, Iterable[str], Names]]) -> dict[str, int]:
    """Write a folder's compiled file; gives how many keys each index has."""
    blocks, counts = [_MAGIC], {}
    for name, files, names in indexes:
        keys = packed(names)
        text = "\n".join(f"{key}\n{refs}" for key, refs in sorted(keys.items()))
        data = zlib.compress(text.encode("utf-8"), 6)
        blocks.append(f"{name} {_fingerprint(folder, files)} {len(data)}\n".encode() + data)
        counts[name] = len(keys)
    (folder / _FILE).write_bytes(b"".join(blocks))
    return counts


@cache
def registry_index() -> NameIndex:
    """Names of all registry entries but places."""
    keys = _load(_folder(), "registry", _REGISTRY) or packed(_registry_names())
    return NameIndex(_with_overlay(keys, "registry", _overlay_names))


@cache
def place_index() -> NameIndex:
    """Names of all places."""
    keys = _load(_folder(), "places", _PLACES) or packed(names_of_places())
    return NameIndex(_with_overlay(keys, "places", overlay_place_names))


def _with_overlay(keys: dict[str, str], index: str, names: Callable[[], Names]) -> dict[str, str]:
    folder = chosen()
    if folder is None:
        return keys
    return joined(keys, _load(folder, index, OVERLAY) or packed(names()))


def compile_overlay(folder: Path) -> dict[str, int]:
    """Write the compiled names of the chosen registry folder; gives how many keys each index has."""
    indexes = (("registry", OVERLAY, _overlay_names()), ("places", OVERLAY, overlay_place_names()))
    return _write(folder, indexes)


def main() -> None:
    """Write the built-in registry's compiled file."""
    indexes = (("registry", _REGISTRY, _registry_names()), ("places", _PLACES, names_of_places()))
    for name, count in _write(_folder(), indexes).items():
        sys.stdout.write(f"{count} keys of {name} written to {_FILE}\n")


if __name__ == "__main__":
    main()
