"""The list in a pack of what it holds, and whether it does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from headwater.records.errors import InputError
from headwater.store.evidence.lines import is_sha256
from headwater.store.evidence.report import Report
from headwater.store.evidence.shelves import PackShelf

LIST = "PACK.json"
FORMAT = "headwater-pack/1"
_LARGEST_LIST = 1 << 28
_COPY = "ask whoever made the pack for another copy"


@dataclass(frozen=True, slots=True)
class Packed:
    """What a pack says of itself: SHA-256 and size of each member, and the head of its log."""

    members: dict[str, tuple[str, int]]
    redacted: bool
    head: str


def read_list(shelf: PackShelf) -> Packed:
    """The list of a pack; raises InputError where it has none that can be used."""
    try:
        with shelf.open(LIST) as file:
            data = file.read(_LARGEST_LIST + 1)
        if len(data) > _LARGEST_LIST:
            raise ValueError("its list is too long")
        raw: Any = json.loads(data)
        if raw["format"] != FORMAT:
            raise ValueError(f"its format is {str(raw['format'])[:40]!r}, this version reads {FORMAT}")
        members = {name: (one["sha256"], one["size"]) for name, one in raw["members"].items()}
        if not all(is_sha256(sha) and type(size) is int and size >= 0 for sha, size in members.values()):
            raise ValueError("its list gives no hash or size of a member")
        return Packed(members, bool(raw["redacted"]), str(raw["head"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        says = "it has no list of what it holds" if isinstance(error, OSError | KeyError) else str(error)
        raise InputError(
            f"{shelf.where} is no pack of headwater: {says}; make one with headwater pack"
        ) from error


def check_list(shelf: PackShelf, report: Report) -> None:
    """Note every member that is not as the pack's list says, and those that the list does not name."""
    packed = read_list(shelf)
    report.redacted = packed.redacted
    if packed.redacted:
        report.notes.append("This pack is redacted: the log can be checked, objects and texts are not in it.")
    names = list(packed.members)
    for name, found in zip(names, shelf.hashes(names), strict=True):
        if found != packed.members[name][0]:
            state = (
                "is missing or cannot be read" if found is None else "is not what the list of the pack says"
            )
            report.fault("pack", name, f"it {state}", _COPY)
    for name in shelf.names(""):
        if name not in packed.members and name != LIST:
            report.fault("pack", name, "the list of the pack does not name it", _COPY)
