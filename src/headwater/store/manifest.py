"""What ran: one record a stage, with fingerprints, counts and seconds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from headwater.records.errors import DamagedCase, FormatTooNew
from headwater.store.atomic import write_text
from headwater.store.migrations import brought_forward, number_of
from headwater.version import FORMAT, __version__


@dataclass(frozen=True, slots=True)
class StageRecord:
    """One stage of the last run. ``tables`` maps each table to the SHA-256 of its file."""

    fingerprint: str
    tables: dict[str, str]
    rows: dict[str, int]
    seconds: float


@dataclass(slots=True)
class Manifest:
    """The record of a case; ``exports`` maps each file made from the tables to what it was made from."""

    format: str = FORMAT
    headwater: str = __version__
    inputs: list[str] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=dict)
    stages: dict[str, StageRecord] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    everything: str = ""
    """One hash of input, models and code; empty where the run did not come to its end."""
    custody: str = ""
    """The head of the custody log when this run ended: one of its lines has this SHA-256."""
    unfinished: bool = False
    """Whether a run is under way, or was cut off: tables may be newer than what is written here."""

    def write(self, path: Path) -> None:
        """Write as JSON, whole or not at all."""
        write_text(path, json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n")


def read_manifest(path: Path) -> Manifest | None:
    """The manifest at ``path``, or None where there is none.

    Raises DamagedCase where it cannot be read, FormatTooNew where a later version wrote it.
    """
    if not path.exists():
        return None
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _require_known(path, str(raw.get("format", FORMAT)))
        raw = brought_forward(raw)
        stages = {name: StageRecord(**_own(StageRecord, record)) for name, record in raw["stages"].items()}
        return Manifest(**_own(Manifest, raw) | {"stages": stages})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedCase(
            f"{path} cannot be read ({error}); delete it and run again: stages are made anew"
        ) from error


def _require_known(path: Path, name: str) -> None:
    if number_of(name) > number_of(FORMAT):
        raise FormatTooNew(
            f"{path.parent} has format {name}, this is headwater {__version__} ({FORMAT}): upgrade headwater"
        )


def _own(kind: Any, raw: dict[str, Any]) -> dict[str, Any]:
    """The fields that a class has: what a later version of the same format adds is passed over."""
    known = {one.name for one in fields(kind)}
    return {name: value for name, value in raw.items() if name in known}
