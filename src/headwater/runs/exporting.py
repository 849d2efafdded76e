"""Writes case.json where the tables have moved. In a process that stays it is written behind the run, and what moved is told before.

An answer needs no file: evidence and judgements are on the disk before a run begins, and tables and case.json can be made anew
from them. So who waits for the answer (``Warm.answered``) is told as soon as the lines are known; the manifest comes last, as ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.runs.assembly import assemble, tables_read
from headwater.runs.edits import Edits
from headwater.runs.fingerprints import code_fingerprint
from headwater.runs.run_tables import RunTables

Moved = Mapping[str, Edits]


def export(run: RunTables) -> None:
    """Write case.json, unless it stands as the tables have it; tell what moved in it."""
    names, path = tables_read(), run.folder.case_json
    before = run.before.exports.get(path.name, "")
    sha = before.rpartition("\n")[2]
    if _stands(run, names, before, sha):
        run.manifest.exports = dict(run.before.exports)
        _tell(run, sha, {})
        return
    run.worked.append(path.name)
    lines = run.warm.lines
    known = lines.sha == sha
    lists = lines.lists(run.typed(names), keep=run.warm.keeps)

    def write() -> None:
        lines.sha = run.folder.write_lines(path, lists)
        run.manifest.exports[path.name] = f"{_made_of(run, names)}\n{lines.sha}"

    lines.sha = ""
    run.afterwards(write)
    _tell(run, sha, lines.moved if known else None)


def _stands(run: RunTables, names: Sequence[str], before: str, sha: str) -> bool:
    path = run.folder.case_json
    return (
        not any(table in run.made for table in names)
        and before == f"{_made_of(run, names)}\n{sha}"
        and path.exists()
        and run.folder.seen.sha256(path) == sha
    )


def _made_of(run: RunTables, names: Sequence[str]) -> str:
    return "\n".join([code_fingerprint(assemble.__module__, ()), *(run.sha(name) for name in names)])


def _tell(run: RunTables, before: str, moved: Moved | None) -> None:
    if run.warm.answered is not None:
        run.warm.answered(before, moved, tuple(run.worked))
