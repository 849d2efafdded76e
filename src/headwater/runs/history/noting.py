"""Notes what a run came to: which groups count otherwise than after the run before, told by numbers and ids alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from headwater.records.arrow import schema_of
from headwater.records.errors import DamagedCase
from headwater.records.tables import TABLES
from headwater.runs.history.lines import GroupCount, RunLine, add_line, case_of, last_line
from headwater.store.evidence.instants import Clock, stamp, utc_now
from headwater.version import __version__

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from headwater.store import CaseFolder, Manifest

_TOLD = ("matched_groups", "group_origins")
Read = Callable[[str, str], "pa.Table"]
"""Gives a table by its name and the SHA-256 of its file."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The groups of a case at one moment, as its tables have them; ``of`` are the SHA-256 of the tables."""

    of: str = ""
    groups: pa.Table | None = None
    origins: pa.Table | None = None


def standing_of(folder: CaseFolder, manifest: Manifest, read: Read | None = None) -> Standing:
    """What a case's tables say of its groups; nothing where they cannot be read. ``read`` may have them in memory."""
    shas = {name: sha for record in manifest.stages.values() for name, sha in record.tables.items()}
    if any(name not in shas for name in _TOLD):
        return Standing()
    try:
        groups, origins = (_table(folder, name, shas[name], read) for name in _TOLD)
    except DamagedCase:
        return Standing()
    return Standing(" ".join(shas[name] for name in _TOLD), groups, origins)


def _table(folder: CaseFolder, name: str, sha: str, read: Read | None) -> pa.Table:
    return read(name, sha) if read else folder.read_table(name, schema_of(TABLES[name]))


def note_run(
    folder: CaseFolder, manifest: Manifest, before: Standing, logs: tuple[int, int], today: str,
    read: Read | None = None, now: Clock | None = None,
) -> RunLine | None:  # fmt: skip
    """Add the line of a run that has ended; None where the last line is of this very case.

    ``before`` is how groups stood when the run began, ``logs`` how many lines custody and judgements have. Where the last
    line tells of another state than ``before``, the new one has every group.
    """
    out = folder.path
    last, previous = last_line(out)
    case = case_of(manifest)
    if last is not None and last.case == case:
        return None
    after = standing_of(folder, manifest, read)
    whole = last is None or last.of != before.of
    groups, gone = _moved(Standing() if whole else before, after)
    counts = {name: n for record in manifest.stages.values() for name, n in record.rows.items()}
    at = stamp(now or utc_now, last.at if last else "")["at"]
    line = RunLine(
        last.run + 1 if last else 1, at, __version__, today, *logs, counts.get("articles", 0), counts.get("claims", 0),
        case, after.of, whole, groups, gone, previous,
    )  # fmt: skip
    add_line(out, line)
    return line


def _moved(before: Standing, after: Standing) -> tuple[dict[str, GroupCount], list[str]]:
    """Groups of several reports that are new or count otherwise, and ids that are no longer groups."""
    import pyarrow.compute as pc

    (was, was_rows), (now, now_rows) = _counts(before), _counts(after)
    place = np.asarray(pc.fill_null(pc.index_in(now, value_set=was), -1))
    known = place >= 0
    stands = known.copy()
    stands[known] = (now_rows[known] == was_rows[place[known]]).all(axis=1)
    gone = sorted(was.filter(pc.invert(pc.is_in(was, value_set=now))).to_pylist())
    moved = now.take(np.flatnonzero(~stands)).to_pylist()
    new = now.take(np.flatnonzero(~known)).to_pylist()
    from_ = _took(before, after, gone, new) if gone and new else {}
    rows = zip(moved, now_rows[~stands].tolist(), strict=True)
    found = {id_: GroupCount(n, low, best, high, from_.get(id_, [])) for id_, (n, low, best, high) in rows}
    return found, gone


def _counts(standing: Standing) -> tuple[pa.Array, npt.NDArray[np.int64]]:
    """Every group of more than one report, with its reports and separate origins, one row each."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if standing.groups is None or standing.origins is None or not standing.groups.num_rows:
        return pa.array([], pa.string()), np.zeros((0, 4), dtype=np.int64)
    several = pc.greater(pc.list_value_length(standing.groups["articles"]), 1)
    groups = standing.groups.select(["id", "articles"]).filter(several)
    place = pc.index_in(groups["id"], standing.origins["group"].combine_chunks())
    groups, place = groups.filter(pc.is_valid(place)), place.drop_null()
    found = standing.origins["separate_origins"].take(place).combine_chunks()
    reports = pc.list_value_length(groups["articles"])
    columns = [reports, *(pc.struct_field(found, name) for name in ("min", "best", "max"))]
    rows = np.stack([np.asarray(column, dtype=np.int64) for column in columns], axis=1)
    return groups["id"].combine_chunks(), rows


def _took(
    before: Standing, after: Standing, gone: Sequence[str], new: Sequence[str]
) -> Mapping[str, list[str]]:
    """For each new id the ids that are gone whose claims it has, the one with most of them first."""
    home = {claim: id_ for id_, claims in _claims(before, gone) for claim in claims}
    found: dict[str, list[str]] = {}
    for id_, claims in _claims(after, new):
        shared: dict[str, int] = {}
        for claim in claims:
            if claim in home:
                shared[home[claim]] = shared.get(home[claim], 0) + 1
        found[id_] = sorted(shared, key=lambda one: (-shared[one], one))
    return found


def _claims(standing: Standing, ids: Sequence[str]) -> list[tuple[str, list[str]]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    assert standing.groups is not None
    rows = standing.groups.select(["id", "claims"]).filter(
        pc.is_in(standing.groups["id"], value_set=pa.array(ids))
    )
    return list(zip(rows["id"].to_pylist(), rows["claims"].to_pylist(), strict=True))
