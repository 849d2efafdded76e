"""The log of judgements as forms use it: its head, what came since, and one line more, on disk before anybody is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import combinations

from headwater.records.errors import CaseBusy
from headwater.records.judgements import EntityJudgement, TextAnchor
from headwater.runs.judgements import Judgement, append_judgements, line_of, log_of, read_log
from headwater.runs.judgements.lines import parse
from headwater.show.workbench.desk import Desk
from headwater.show.workbench.rows import Rows
from headwater.store.lock import writing
from headwater.store.logged import FolderLog

_PATIENCE = 10.0
_PAUSE = 0.1
_EDGES = ("confirm_edge", "reject_edge", "draw_edge")
_ORIGINS = ("one_origin", "separate_origins")
_SIDE_BY_SIDE = ("note", "gloss", "code")
Key = tuple[str, ...]


def head_of(desk: Desk) -> str:
    """What a form carries: how long the log was when the form was made."""
    try:
        return str(log_of(desk.out).stat().st_size)
    except FileNotFoundError:
        return "0"


def since(desk: Desk, head: str) -> list[Judgement]:
    """What was judged after a form was made; all of the log where it is not the one that the form knew."""
    path = log_of(desk.out)
    if not path.exists():
        return []
    data = path.read_bytes()
    data = data[: data.rfind(b"\n") + 1]
    start = int(head) if head.isdecimal() and int(head) <= len(data) else 0
    return parse(data[start:].decode("utf-8", "replace"), path)


def same_thing(desk: Desk, rows: Rows, judgement: Judgement, head: str) -> list[Judgement]:
    """What somebody judged of the same thing since a form was made."""
    about = keys_of(rows, judgement)
    return [other for other in since(desk, head) if about & keys_of(rows, other)]


def keys_of(rows: Rows, judgement: Judgement) -> set[Key]:
    """What a judgement is about; remarks are about nothing that another could contradict."""
    if isinstance(judgement, EntityJudgement):
        if judgement.kind == "undo":
            return {("undo", judgement.undoes or "")}
        return {("entity", _entity(rows, m.article, m.start, m.name)) for m in judgement.mentions}
    places = [_place(anchor) for anchor in judgement.at]
    if judgement.kind in _EDGES:
        return {("edge", *places, judgement.name or "")}
    if judgement.kind in _ORIGINS:
        return {("origins", *pair) for pair in combinations(sorted(places), 2)}
    if judgement.kind == "task":
        return {("task", judgement.name or "")}
    if judgement.kind in _SIDE_BY_SIDE or not places:
        return set()
    return {(judgement.kind, places[0])}


def _place(anchor: TextAnchor) -> str:
    return f"{anchor.sha256 or anchor.article} {' '.join((anchor.text or '').split()).casefold()}"


def _entity(rows: Rows, article: str, start: int | None, name: str) -> str:
    found = rows.one("SELECT entity FROM entity_mentions WHERE article = ? AND start = ?", article, start)
    return str(found or name.casefold())


def take_down(desk: Desk, judgements: Sequence[Judgement]) -> None:
    """Add judgements to the log, and to the team's where there is one; they are on disk when this returns.

    Raises CaseBusy where another program writes the case for too long: then nothing was taken down here; what the team's log
    has already comes from there the next time.
    """
    if desk.settings.team is not None:
        desk.settings.team.append([line_of(judgement) for judgement in judgements])
        hear_of_others(desk)
        return
    _in_turn(desk, lambda: append_judgements(log_of(desk.out), judgements))


def hear_of_others(desk: Desk) -> None:
    """Bring what others have judged in the team's database into the log here, in their order."""
    if desk.settings.team is None:
        return
    path = log_of(desk.out)
    known = {judgement.id for judgement in read_log(path)}
    lines = [line.data for line in desk.settings.team.lines() if line.id not in known]
    if lines:
        _in_turn(desk, lambda: FolderLog(path.parent, held=True, name=path.name).append(lines))


def _in_turn(desk: Desk, write: Callable[[], object]) -> None:
    """Write under the case's lock; raises CaseBusy where another program holds it for too long."""
    until = time.monotonic() + _PATIENCE
    with desk.appending:
        while True:
            job = desk.jobs.current
            if (
                job is not None and job.state == "running"
            ):  # our own run holds the case, and never writes the log
                write()
                return
            try:
                with writing(desk.out):
                    write()
                return
            except CaseBusy:
                if time.monotonic() > until:
                    raise
            time.sleep(_PAUSE)
