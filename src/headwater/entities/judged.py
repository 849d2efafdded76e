"""Entities as persons judge them: joined, taken apart, renamed; where two persons differ, the tool's own result stays.

Judgements are obeyed in the order of their log. An undone one does nothing. Of two that contradict each
other the later holds where one person made both; of two persons neither holds, and both rows say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from headwater.entities.actors import Actor
from headwater.entities.clusters import Cluster
from headwater.entities.contradictions import Standing, standing
from headwater.entities.uses import Naming
from headwater.records.ids import row_id
from headwater.records.judgements import (
    EntityJudgement,
    JudgementEffect,
    JudgementStatus,
    NameAnchor,
    said_by,
)
from headwater.text.names import name_key


@dataclass(slots=True)
class _Case:
    """The actors while judgements are obeyed, and where each mention's cluster is."""

    actors: dict[str, Actor]
    cluster_at: dict[str, tuple[Actor, Cluster]] = field(default_factory=dict)  # by mention id
    named: dict[tuple[str, tuple[str, ...]], list[Naming]] = field(default_factory=dict)
    apart: list[tuple[Naming, Naming, EntityJudgement]] = field(default_factory=list)

    def enter(self, actor: Actor) -> None:
        """Note whose the mentions of ``actor`` are."""
        for cluster in actor.clusters:
            for mention in cluster.mentions:
                self.cluster_at[mention.id] = (actor, cluster)

    def found(self, anchor: NameAnchor) -> Naming | None:
        """The mention that an anchor points at: these words at this place, else nearest to it, in the same article."""
        same = self.named.get((anchor.article, name_key(anchor.name[:300])), [])
        at = anchor.start or 0
        return min(same, key=lambda m: (abs(m.start - at), m.start), default=None)


def judged(
    actors: Sequence[Actor], judgements: Sequence[EntityJudgement]
) -> tuple[list[Actor], list[JudgementEffect]]:
    """The actors as the judgements leave them, sorted by id, and what became of each judgement, in their order."""
    if not judgements:
        return list(actors), []
    case = _Case({actor.id: actor for actor in actors})
    for actor in actors:
        case.enter(actor)
        for cluster in actor.clusters:
            for mention in cluster.mentions:
                key = (mention.article, name_key(mention.text, mention.lang))
                case.named.setdefault(key, []).append(mention)
                plain = (mention.article, name_key(mention.text))
                if plain != key:
                    case.named.setdefault(plain, []).append(mention)
    effects = [_effect(case, each) for each in _in_turn(standing(judgements))]
    order = {judgement.id: at for at, judgement in enumerate(judgements)}
    effects.sort(key=lambda effect: order[effect.judgement])
    return [case.actors[id_] for id_ in sorted(case.actors)], effects


def _in_turn(judgements: Iterable[Standing]) -> list[Standing]:
    """What takes apart first, then what joins, then names: a merge must not undo what somebody kept apart."""
    turn = {"split": 0, "not_same": 1, "merge": 2, "rename": 3, "undo": 4}
    return sorted(judgements, key=lambda each: turn[each.judgement.kind])


def _effect(case: _Case, each: Standing) -> JudgementEffect:
    judgement = each.judgement
    if each.status != "obeyed" or judgement.kind == "undo":
        return JudgementEffect(judgement.id, each.status, None, each.because)
    found = [case.found(anchor) for anchor in judgement.mentions]
    missing = [a.name[:80] for a, m in zip(judgement.mentions, found, strict=True) if m is None]
    if missing:
        because = f"No name “{missing[0]}” is found in article {judgement.mentions[0].article[:80]} any more; nothing was changed."
        return JudgementEffect(judgement.id, "not_found", None, because)
    mentions = [mention for mention in found if mention is not None]
    obey = {"merge": _merge, "split": _split, "not_same": _keep_apart, "rename": _rename}[judgement.kind]
    status, entity, because = obey(case, judgement, mentions)
    return JudgementEffect(judgement.id, status, entity, because)


_Outcome = tuple[JudgementStatus, str | None, str]


def _merge(case: _Case, judgement: EntityJudgement, mentions: Sequence[Naming]) -> _Outcome:
    """Join the entities of the mentions, unless that would join two that somebody keeps apart."""
    joining = list(dict.fromkeys(case.cluster_at[m.id][0].id for m in mentions))
    for left, right, other in case.apart:
        pair = {case.cluster_at[m.id][0].id for m in (left, right)}
        if pair <= set(joining) and len(pair) > 1:
            return (
                "disputed",
                None,
                f"It would join what is kept apart by {said_by(other)} Nothing was joined.",
            )
    kept = next((case.actors[i] for i in joining if case.actors[i].known_as), case.actors[joining[0]])
    because = f"Joined by {said_by(judgement)}"
    for id_ in joining:
        gone = case.actors[id_]
        if gone is kept:
            continue
        for cluster in gone.clusters:
            cluster.why.update({m.id: because for m in cluster.mentions})
        kept.clusters.extend(gone.clusters)
        kept.judged.extend(gone.judged)
        del case.actors[id_]
    case.enter(kept)
    kept.judged.append(because)
    return "obeyed", kept.id, because


def _split(case: _Case, judgement: EntityJudgement, mentions: Sequence[Naming]) -> _Outcome:
    """Give the names at the anchors an entity of their own, all of one article's same words together."""
    because = f"Taken apart by {said_by(judgement)}"
    new = Actor(row_id("en", "judged", judgement.id), None)
    for mention in mentions:
        actor, cluster = case.cluster_at[mention.id]
        if actor is not new:
            _take_out(case, actor, cluster, mention, new, because)
    case.actors[new.id] = new
    case.enter(new)
    new.judged.append(because)
    return "obeyed", new.id, because


def _take_out(case: _Case, actor: Actor, cluster: Cluster, mention: Naming, new: Actor, because: str) -> None:
    key = name_key(mention.text, mention.lang)
    own = [m for m in cluster.mentions if name_key(m.text, m.lang) == key]
    rest = [m for m in cluster.mentions if name_key(m.text, m.lang) != key]
    why = {m.id: because for m in own}
    new.clusters.append(replace(cluster, key=key, name=mention.text, known_as=None, mentions=own, why=why))
    cluster.mentions[:] = rest
    if not rest:
        actor.clusters = [c for c in actor.clusters if c is not cluster]
    if not actor.clusters:
        case.actors.pop(actor.id, None)


def _keep_apart(case: _Case, judgement: EntityJudgement, mentions: Sequence[Naming]) -> _Outcome:
    """Take the later names out where they are with the first, and suggest them for each other no more."""
    first = mentions[0]
    entity = case.cluster_at[first.id][0].id
    with_first = [m for m in mentions[1:] if case.cluster_at[m.id][0].id == entity]
    if with_first:
        _, split, _ = _split(case, judgement, with_first)
        entity = split or entity
    case.apart.extend((first, other, judgement) for other in mentions[1:])
    ids = {case.cluster_at[m.id][0].id for m in mentions}
    because = f"Kept apart by {said_by(judgement)}"
    for id_ in sorted(ids):
        actor = case.actors[id_]
        actor.may_be = [(other, reason) for other, reason in actor.may_be if other not in ids]
        actor.never.update(ids - {id_})
        if because not in actor.judged:
            actor.judged.append(because)
    return "obeyed", entity, because


def _rename(case: _Case, judgement: EntityJudgement, mentions: Sequence[Naming]) -> _Outcome:
    actor = case.cluster_at[mentions[0].id][0]
    actor.called = " ".join((judgement.name or "").split())[:300]
    because = f"Named “{actor.called}” by {said_by(judgement)}"
    actor.judged.append(because)
    return "obeyed", actor.id, because
