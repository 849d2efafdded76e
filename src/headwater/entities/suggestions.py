"""Suggestions: unregistered names that are like a registered one, shown beside the entity and never merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from headwater.entities.actors import Actor
from headwater.entities.clusters import Cluster
from headwater.entities.comparison import compare_names
from headwater.entities.config import ResolveConfig
from headwater.entities.entries import entries
from headwater.text.names import name_key
from headwater.text.transliteration import skeleton


@cache
def _by_bones() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Registry entries by the sorted skeletons of each name's words."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for entry in entries().values():
        if entry.type in ("group", "body", "outlet", "person"):
            for name in entry.names:
                keys = name_key(name.text, name.lang)
                if len(keys) > 1:
                    bones = tuple(sorted(skeleton(key) for key in keys))
                    found.setdefault(bones, {})[entry.id] = None
    return {bones: tuple(ids) for bones, ids in found.items()}


@cache
def _uncertain() -> dict[tuple[str, ...], str]:
    """Registry entries by names that are seen for them but not established."""
    return {
        name_key(name.text, name.lang): entry.id
        for entry in entries().values()
        for name in entry.names
        if name.uncertain
    }


def link_spellings(clusters: Sequence[Cluster], config: ResolveConfig) -> None:
    """Give an unregistered group, body or outlet the registered entry of which its name is a spelling.

    All words must be paired and sound alike, and one entry alone must fit; persons are only suggested.
    """
    for cluster in clusters:
        if (
            cluster.known_as
            or len(cluster.key) < 2
            or cluster.type not in ("group", "body", "outlet", "person", "place")
        ):
            continue
        found = {}
        for id_ in _by_bones().get(tuple(sorted(skeleton(word) for word in cluster.key)), ()):
            entry = entries()[id_]
            best = max(
                (compare_names(cluster.name, n.text, "Organization") for n in entry.names),
                key=lambda m: m.score,
            )
            if entry.type != "person" and best.score >= config.confirmed_at:
                found[id_] = best.because
        if len(found) == 1:
            ((id_, because),) = found.items()
            cluster.known_as, cluster.type = id_, entries()[id_].type
            for mention in cluster.mentions:
                cluster.why[mention.id] = (
                    f"A spelling of a registered name of {entries()[id_].name}. {because}"
                )


def suggestions_of(actor: Actor, config: ResolveConfig) -> Iterator[tuple[str, str]]:
    """The registered entries that an unregistered actor's name is like, each with the reason."""
    if actor.known_as:
        return
    first = actor.first
    unsure = _uncertain().get(first.key)
    if unsure:
        yield (
            unsure,
            f"“{first.name}” is seen for {entries()[unsure].name}, but is no established name of it.",
        )
    if len(first.key) < 2 or first.type in ("place", "weapon"):
        return
    for id_ in _by_bones().get(tuple(sorted(skeleton(word) for word in first.key)), ()):
        alike = _alike(actor, id_, config)
        if alike:
            yield id_, alike


def _alike(actor: Actor, id_: str, config: ResolveConfig) -> str | None:
    entry = entries()[id_]
    if (entry.type == "person") != (actor.first.type == "person"):
        return None
    kind = "Person" if entry.type == "person" else "Organization"
    best = max((compare_names(actor.first.name, n.text, kind) for n in entry.names), key=lambda m: m.score)
    return (
        f"Its name is like a name of {entry.name}. {best.because}"
        if best.score >= config.suggested_at
        else None
    )
