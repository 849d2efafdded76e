"""The registry folder of a run: entries of the user's own, read beside the built-in ones.

A folder holds ``actors.csv``, ``persons.csv`` and ``places.csv``, each where there are any, as written by
``headwater registry import-...`` or by hand. Which folder is chosen stands in the process environment, so
that worker processes read the same one; tables read from another are forgotten.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from headwater.records.errors import ConfigError, MissingInput

ENVIRONMENT = "HEADWATER_REGISTRY"
FILES = ("actors.csv", "persons.csv", "places.csv")
LARGEST_FILE = 400_000_000


def chosen() -> Path | None:
    """The chosen folder, or null where only the built-in registry is read."""
    folder = os.environ.get(ENVIRONMENT, "")
    return Path(folder) if folder else None


def choose(folder: Path | None) -> None:
    """Read this folder from now on, or none; what was read from another is forgotten."""
    wanted = str(folder.resolve()) if folder else ""
    if os.environ.get(ENVIRONMENT, "") == wanted:
        return
    if folder is not None:
        require(folder)
    os.environ[ENVIRONMENT] = wanted
    forget()


def require(folder: Path) -> None:
    """Raise MissingInput or ConfigError where a folder is none, or holds no registry file."""
    if not folder.is_dir():
        raise MissingInput(
            f"{folder} is no folder; a registry folder is made by headwater registry import-..."
        )
    if not any((folder / name).is_file() for name in FILES):
        raise ConfigError(f"{folder} holds none of {', '.join(FILES)}")


def forget() -> None:
    """Empty every table that modules of this room keep in memory."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith("headwater.entities"):
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def file_text(name: str) -> str:
    """The text of a file of the chosen folder, empty where there is none; raises ConfigError where it is no UTF-8."""
    folder = chosen()
    path = folder / name if folder else None
    if path is None or not path.is_file():
        return ""
    if path.stat().st_size > LARGEST_FILE:
        raise ConfigError(
            f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; import fewer countries or classes"
        )
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}, line {line}: no UTF-8 text") from None


def digest(folder: Path) -> str:
    """One hash of a registry folder's files: another content is another run."""
    require(folder)
    hashed = hashlib.sha256()
    for name in FILES:
        path = folder / name
        hashed.update(name.encode())
        hashed.update(path.read_bytes() if path.is_file() else b"")
    return hashed.hexdigest()
