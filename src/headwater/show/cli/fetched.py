"""Where a case lies that a command looks at: a folder, or a database of a team, from which it is copied for as long as that takes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from headwater.store.team.address import is_url

_WHEN = re.compile(r"@(\d+|\d{4}-\d{2}-\d{2}[^/@]*)$")


def place_and_moment(where: str) -> tuple[str, str]:
    """``WHERE@WHEN`` apart: a run's number, a day or an instant; no moment where there is none."""
    if is_url(where):
        found = _WHEN.search(where)
        return (where[: found.start()], found[1]) if found else (where, "")
    of, _, when = where.rpartition("@")
    return (of, when) if when and not Path(where).exists() and Path(of).is_dir() and of else (where, "")


@contextmanager
def folder_of(where: str) -> Iterator[Path]:
    """The folder of a case. One that lies in a database is copied into a folder of our own, which goes afterwards.

    Raises NotACase, CaseBusy, CaseError, InputError as ``headwater copy`` does.
    """
    if not is_url(where):
        yield Path(where)
        return
    from headwater.store.copying import copy_case
    from headwater.store.local import LocalCase
    from headwater.store.opening import open_store

    with tempfile.TemporaryDirectory(prefix="headwater-") as place:
        folder = Path(place) / "case"
        with closing(open_store(where)) as store:
            copy_case(store, LocalCase(folder))
        yield folder
