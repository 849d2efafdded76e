"""The log of judgements as forms use it: its head, what came since, and one line more, on disk before anybody is told."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import combinations

from headwater.records.errors import CaseBusy
from headwater.records.judgements import EntityJudgement, TextAnchor
from headwater.runs.judgements import Judgement, append_judgements, log_of
from headwater.runs.judgements.lines import parse
from headwater.show.workbench.desk import Desk
from headwater.show.workbench.rows import Rows
from headwater.store.lock import writing

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
    """Add judgements to the log; they are on disk when this returns.

    Raises CaseBusy where another program writes the case for too long: then nothing was taken down.
    """
    path, until = log_of(desk.out), time.monotonic() + _PATIENCE
    with desk.appending:
        while True:
            job = desk.jobs.current
            if (
                job is not None and job.state == "running"
            ):  # our own run holds the case, and never writes the log
                append_judgements(path, judgements)
                return
            try:
                with writing(desk.out):
                    append_judgements(path, judgements)
                return
            except CaseBusy:
                if time.monotonic() > until:
                    raise
            time.sleep(_PAUSE)
