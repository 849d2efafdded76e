"""What was refused, by the custody log: it stays among ``rejected`` until it is read or no longer given.

A file or folder that cannot be read is no evidence: its name and the reason stand in the log alone. An address stands
there until its page comes; what ``trace`` was given stands there until a later ``trace`` is not given it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from headwater.records.articles import Rejected
from headwater.store.evidence import Evidence

AS_FILE = "given as a file"
"""How an item came that the next run's inputs must name again, or it leaves the case."""
WITHDRAWN = "withdrawn"
"""The action of a line that says that refused names are given no more, or can be read now."""
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def refused_before(evidence: Evidence) -> list[Rejected]:
    """What the custody log says was refused and did not come later, each with the last reason, by name."""
    return [row for row, _ in _standing(evidence)]


def note_refused(evidence: Evidence, rows: Sequence[Rejected], paths: Sequence[Path]) -> list[Rejected]:
    """Bring the log up to date with what a whole trace could not take in; gives what stands of addresses.

    What is noted already is not noted again. Rows of ``paths`` that are not there at all are not noted: no later run needs to
    be told of them.
    """
    absent = {str(path) for path in paths if not path.exists()}
    now = {row.path: row.reason for row in rows if row.path not in absent}
    standing = _standing(evidence) if evidence.exists() else []
    before = {row.path: row.reason for row, how in standing if how == AS_FILE}
    _note(evidence, {name: why for name, why in now.items() if before.get(name) != why})
    _withdraw(evidence, [name for name in before if name not in now])
    return [row for row, how in standing if how != AS_FILE and row.path not in now]


def comparable(name: str) -> str:
    """A name by which refusals and items are compared: addresses in one spelling."""
    from headwater.articles.web.addresses import key_of

    return key_of(name) if ADDRESS.match(name) else name


def addresses_of(told: Mapping[str, object]) -> list[str]:
    """The addresses that an item was given and asked for under."""
    return [str(told[name]) for name in ("url", "asked") if told.get(name)]


def details_of(evidence: Evidence, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a line of the log keeps apart: names and reasons."""
    return evidence.details.records.get(str(entry.get("details")), {})


def _standing(evidence: Evidence) -> list[tuple[Rejected, str]]:
    """Refusals that hold still, each with how it was given, by name."""
    came: dict[str, int] = {}
    for item in evidence.items():
        for name in (item.name, *addresses_of(item.told)):
            came[comparable(name)] = item.seq
    last: dict[str, tuple[int, Rejected, str]] = {}
    for line in evidence.log.lines:
        details = details_of(evidence, line.entry)
        if line.action == WITHDRAWN:
            for name in details.get("names") or ():
                last.pop(comparable(str(name)), None)
        elif line.action == "refused" and details.get("name"):
            row = Rejected(str(details["name"]), str(details.get("because", "")))
            last[comparable(row.path)] = line.seq, row, str(line.entry.get("how"))
    rows = [(row, how) for key, (seq, row, how) in last.items() if came.get(key, -1) < seq]
    return sorted(rows, key=lambda one: (one[0].path, one[0].reason))


def _note(evidence: Evidence, refused: Mapping[str, str]) -> None:
    if refused:
        with evidence.writing():
            evidence.add(
                [
                    ({"action": "refused", "how": AS_FILE}, {"name": name, "because": why})
                    for name, why in refused.items()
                ]
            )


def _withdraw(evidence: Evidence, names: Sequence[str]) -> None:
    if names:
        evidence.note(WITHDRAWN, {"how": AS_FILE}, {"names": list(names)})
