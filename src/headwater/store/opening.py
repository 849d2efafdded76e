"""Opens a case by where it is: a folder's path, or the URL of a database."""

from __future__ import annotations

from pathlib import Path

from headwater.store.local import LocalCase
from headwater.store.port import CaseStore
from headwater.store.team import is_url, open_team_case


def open_store(where: str | Path) -> CaseStore:
    """The case in a folder or in a database. Raises InputError for a URL that is none, MissingExtra."""
    if isinstance(where, str) and is_url(where):
        return open_team_case(where)
    return LocalCase(Path(where))
