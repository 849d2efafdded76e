"""Which judgements on texts the log lets stand.

Not one that is undone, nor the older of one person's two on one subject; where two persons differ neither is
obeyed, and both rows say so: what headwater itself found stays until they agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from headwater.records.judgements import EntityJudgement, JudgementStatus, Remark, TextAnchor, TextJudgement
from headwater.runs.judgements.lines import Judgement

Lost = dict[str, tuple[JudgementStatus, str]]
_EDGES = ("confirm_edge", "reject_edge", "draw_edge")
_ORIGINS = ("one_origin", "separate_origins")


def undone_by(judgements: Sequence[Judgement]) -> dict[str, EntityJudgement]:
    """Ids of judgements that hold no more, with what undid them; an undo that is undone undoes nothing."""
    undone: dict[str, EntityJudgement] = {}
    at = {row.id: place for place, row in enumerate(judgements)}
    for row in reversed(judgements):  # the latest first: whether an undo holds is known before what it undoes
        if isinstance(row, EntityJudgement) and row.kind == "undo" and row.id not in undone:
            target = row.undoes or ""
            if at.get(target, len(at)) < at[row.id]:
                undone.setdefault(target, row)
    return undone


def let_stand(
    judgements: Sequence[TextJudgement], undone: Mapping[str, EntityJudgement]
) -> list[TextJudgement]:
    """Every judgement with its status and the reason, in the order of the log."""
    live = [row for row in judgements if row.id not in undone]
    lost = _lost(live)
    found = []
    for row in judgements:
        if row.id in undone:
            by = undone[row.id]
            status: tuple[JudgementStatus, str] = ("undone", f"Undone by {by.who[:80]} ({by.when[:10]}).")
        else:
            status = lost.get(row.id, ("obeyed", ""))
        found.append(replace(row, status=status[0], because=status[1]))
    return found


def _lost(live: Sequence[TextJudgement]) -> Lost:
    by_subject: dict[tuple[str, ...], list[TextJudgement]] = {}
    for row in live:
        for subject in _subjects(row):
            by_subject.setdefault(subject, []).append(row)
    lost: Lost = {}
    for _, about in sorted(by_subject.items()):
        for earlier, later in combinations(about, 2):
            if earlier.id not in lost and later.id not in lost and _differ(earlier, later):
                _give_way(earlier, later, lost)
    return lost


def _give_way(earlier: TextJudgement, later: TextJudgement, lost: Lost) -> None:
    if earlier.who == later.who:
        lost[earlier.id] = ("superseded", f"{later.who[:80]} judged otherwise later ({later.when[:10]}).")
        return
    for one, other in ((earlier, later), (later, earlier)):
        said = f"{other.kind}{f' {other.value}' if other.value else ''}"
        because = f"{other.who[:80]} ({other.when[:10]}) judges otherwise ({said}); what headwater itself found stays."
        lost[one.id] = ("disputed", because)


def _subjects(row: TextJudgement) -> list[tuple[str, ...]]:
    """What a judgement is about, so that another on the same can contradict it; notes contradict nothing."""
    places = [_place(anchor) for anchor in row.at]
    if row.kind in _EDGES:
        return [("edge", *places, row.name or "")]
    if row.kind in _ORIGINS:
        return [("origins", *pair) for pair in combinations(sorted(places), 2)]
    if row.kind in ("note", "gloss", "undo", "task"):
        return []
    if row.kind == "code":
        return [("code", places[0], row.name or "")]
    return [(row.kind, places[0])]


def _place(anchor: TextAnchor) -> str:
    words = "" if anchor.text is None else " ".join(anchor.text.split()).casefold()
    return f"{anchor.sha256 or anchor.article}\x1f{words}"


def _differ(one: TextJudgement, other: TextJudgement) -> bool:
    if isinstance(
        one, Remark
    ):  # two persons' grades and codings stand side by side; one person's later one replaces
        return one.who == other.who and one.value != other.value
    if one.kind in _EDGES:
        return ("reject_edge" in (one.kind, other.kind)) == (one.kind != other.kind) and (
            one.kind != other.kind or one.value != other.value
        )
    if one.kind == "move_claim":
        return [_place(anchor) for anchor in one.at] != [_place(anchor) for anchor in other.at]
    return one.kind != other.kind or one.value != other.value
