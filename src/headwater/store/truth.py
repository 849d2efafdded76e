"""Which files are the truth of a case, in which order they are written, and when one case may become another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from headwater.records.errors import CaseError, DamagedCase
from headwater.store.evidence.packing import FOLDERS, SINGLE
from headwater.store.port import CaseStore, Mark

CUSTODY = "evidence/custody.jsonl"
MANIFEST = "manifest.json"
_PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_ORDER = ("evidence/objects/", "evidence/texts/", "evidence/details", "evidence/", "stages/")


def in_order(names: Iterable[str]) -> list[str]:
    """Names with what others tell of first: bytes, their details, the log, tables, exports, the manifest."""

    def rank(name: str) -> tuple[int, str]:
        found = next((n for n, start in enumerate(_ORDER) if name.startswith(start)), len(_ORDER))
        return (found + (name == MANIFEST), name)

    return sorted(names, key=rank)


def require_known(files: Mapping[str, Mark], where: str) -> None:
    """Raises DamagedCase for a name that no case has, or that leads out of it."""
    for name in files:
        parts = name.split("/")
        known = name in SINGLE or (len(parts) > 1 and parts[0] in FOLDERS)
        if not known or not all(_PART.fullmatch(part) for part in parts):
            raise DamagedCase(f"{where} has a file {name[:80]!r}, which no case has; nothing was copied")


def require_same_evidence(own: CaseStore, other: CaseStore) -> None:
    """Raises CaseError where ``own`` has taken in, or purged, what ``other`` does not know of.

    One custody log must be the beginning of the other: each line hangs on the one before.
    """
    if not own.exists() or CUSTODY not in own.files():
        return
    mine = _whole_lines(own)
    theirs = _whole_lines(other) if CUSTODY in other.files() else b""
    if not theirs.startswith(mine):
        later = mine.startswith(theirs)
        told = "is older" if later else "is another case, or both have taken in evidence apart"
        way = f"headwater copy {own.where} {other.where}" if later else "headwater add, in one of the two"
        raise CaseError(
            f"{other.where} {told}: {own.where} has evidence that it lacks, and nothing was copied. Give another place, or first "
            f"bring it over: {way}"
        )


def is_ahead(own: CaseStore, other: CaseStore) -> bool:
    """Whether ``own`` has taken in evidence since it was the same as ``other``."""
    if not own.exists() or CUSTODY not in own.files() or not other.exists():
        return False
    mine = _whole_lines(own)
    theirs = _whole_lines(other) if CUSTODY in other.files() else b""
    return len(mine) > len(theirs) and mine.startswith(theirs)


def _whole_lines(case: CaseStore) -> bytes:
    data = b"".join(case.read(CUSTODY))
    return data[: data.rfind(b"\n") + 1]
