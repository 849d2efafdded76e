"""What holds for the members of every archive of files: which names are sound, which are read, which are passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from headwater.articles.items import Item, Told
from headwater.articles.kinds import kind_of
from headwater.articles.signatures import HEAD, kind_of_bytes

STREAMED = ("warc", "mbox", "row", "table", "packed", "tar")
"""Kinds whose readers go from front to back: they need not be unpacked whole before they are read."""
_DRIVE = re.compile(r"^[A-Za-z]:")
_BESIDE_A_PAGE = re.compile(r"^(?P<stem>.+)(?:_files|-filer|_fichiers|-Dateien|_archivos|_dosyalar)$")
_SYSTEM = ("__MACOSX", "Thumbs.db", "desktop.ini")


def problem_of_name(name: str) -> str | None:
    """Why a member's name is not sound, or None. Nothing is unpacked to disk, but such a name is an attack."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts:
        return "has a name that leads out of the archive"
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "has an absolute path for a name"
    if "\0" in name or len(name) > 1000:
        return "has a name that no file can have"
    return None


def is_hidden(name: str) -> bool:
    """Whether a member is none of the user's documents: hidden files, what systems leave behind."""
    hidden = any(part.startswith(".") or part in _SYSTEM for part in PurePosixPath(name).parts)
    return hidden and problem_of_name(name) is None


def folders_beside_pages(names: Iterable[str]) -> frozenset[str]:
    """The folders in which a browser has laid the pictures and scripts of a page saved beside them."""
    known = frozenset(names)
    folders: set[str] = set()
    for name in known:
        for parent in PurePosixPath(name).parents:
            found = _BESIDE_A_PAGE.match(parent.name)
            if found and any(
                str(parent.with_name(found["stem"] + suffix)) in known
                for suffix in (".html", ".htm", ".xhtml", ".mht")
            ):
                folders.add(str(parent))
    return frozenset(folders)


def lies_beside_a_page(name: str, folders: frozenset[str]) -> bool:
    """Whether a member lies in one of these folders."""
    return any(str(parent) in folders for parent in PurePosixPath(name).parents)


def member_kind(name: str, head: Callable[[], bytes]) -> str | None:
    """A member's kind by its suffix, else by its first bytes."""
    return kind_of(name) or (kind_of_bytes(head()[:HEAD]) if not PurePosixPath(name).suffix else None)


def sort_of_name(name: str) -> str:
    """What members like this are called in a row that counts them."""
    suffix = PurePosixPath(name).suffix.lower()
    return f"ending in {suffix[:20]}" if suffix else "without a suffix"


def opened_later(
    item: Item, name: str, kind: str, size: int, opener: Callable[[], BinaryIO], told: Told | None = None
) -> Item:
    """An inner item that is unpacked as it is read, not before."""
    return replace(
        item,
        name=f"{item.name}/{name}",
        kind=kind,
        size=size,
        open=opener,
        told=told or item.told,
        depth=item.depth + 1,
    )
