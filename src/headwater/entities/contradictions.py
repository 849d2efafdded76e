"""Which judgements stand: not those that are undone, nor the older of one person's two, nor two persons' that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from headwater.records.judgements import EntityJudgement, JudgementStatus
from headwater.text.names import name_key

_APART = ("not_same", "split")
Subject = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement, and whether it may be obeyed; if not, why."""

    judgement: EntityJudgement
    status: JudgementStatus
    because: str


def standing(judgements: Sequence[EntityJudgement]) -> list[Standing]:
    """Every judgement with its status, in the order given; the order of the log is the order of time."""
    undone = _undone(judgements)
    live = [j for j in judgements if j.id not in undone and j.kind != "undo"]
    lost = _lost(live)
    known = {j.id for j in judgements}
    found = []
    for judgement in judgements:
        if judgement.id in undone:
            by = undone[judgement.id]
            found.append(Standing(judgement, "undone", f"Undone by {by.who[:80]} ({by.when[:10]})."))
        elif judgement.kind == "undo" and judgement.undoes not in known:
            found.append(Standing(judgement, "not_found", "It undoes a judgement that is not in the log."))
        elif judgement.id in lost:
            found.append(Standing(judgement, *lost[judgement.id]))
        else:
            found.append(Standing(judgement, "obeyed", "Its judgement is undone."))
    return found


def _undone(judgements: Sequence[EntityJudgement]) -> dict[str, EntityJudgement]:
    """Ids of judgements that hold no more, with what undid them; an undo that is undone undoes nothing."""
    undone: dict[str, EntityJudgement] = {}
    at = {j.id: place for place, j in enumerate(judgements)}
    for judgement in reversed(
        judgements
    ):  # the latest first: whether an undo holds is known before what it undoes
        target = judgement.undoes
        earlier = target is not None and at.get(target, len(at)) < at[judgement.id]
        if judgement.kind == "undo" and judgement.id not in undone and target and earlier:
            undone.setdefault(target, judgement)
    return undone


def _lost(live: Sequence[EntityJudgement]) -> dict[str, tuple[JudgementStatus, str]]:
    """Judgements that give way: superseded by the same person's later one, or disputed between two persons."""
    by_subject: dict[Subject, list[EntityJudgement]] = {}
    for judgement in live:
        for subject in _subjects(judgement):
            by_subject.setdefault(subject, []).append(judgement)
    lost: dict[str, tuple[JudgementStatus, str]] = {}
    for _, about in sorted(by_subject.items()):
        for earlier, later in combinations(about, 2):
            if earlier.id not in lost and later.id not in lost and _contradict(earlier, later):
                _give_way(earlier, later, lost)
    return lost


def _give_way(
    earlier: EntityJudgement, later: EntityJudgement, lost: dict[str, tuple[JudgementStatus, str]]
) -> None:
    if earlier.who == later.who:
        lost[earlier.id] = ("superseded", f"{later.who[:80]} judged otherwise later ({later.when[:10]}).")
        return
    for one, other in ((earlier, later), (later, earlier)):
        because = f"{other.who[:80]} ({other.when[:10]}) judges otherwise ({other.kind}); what headwater itself found stays."
        lost[one.id] = ("disputed", because)


def _subjects(judgement: EntityJudgement) -> list[Subject]:
    return list(dict.fromkeys((m.article, name_key(m.name[:300])) for m in judgement.mentions))


def _contradict(one: EntityJudgement, other: EntityJudgement) -> bool:
    """Whether two judgements on a common name cannot both hold."""
    kinds = (one.kind, other.kind)
    if kinds == ("rename", "rename"):
        return one.name != other.name
    joins, parts = (one, other) if one.kind == "merge" else (other, one)
    if joins.kind != "merge" or parts.kind not in _APART:
        return False
    common = set(_subjects(joins)) & set(_subjects(parts))
    return len(common) > 1 or parts.kind == "split"
