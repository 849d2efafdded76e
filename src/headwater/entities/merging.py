"""Clusters of all articles to entities of the case: by registry entry, by the same full name, else apart.

Two people of one surname are not one person, and a wrong merge cannot be seen afterwards: names that are
only alike become a suggestion beside the entity, never a merge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.entities.actors import Actor
from headwater.entities.clusters import Cluster
from headwater.entities.comparison import compare_names
from headwater.entities.config import ResolveConfig
from headwater.entities.crossing import Surroundings, heard, join_scripts
from headwater.records.ids import row_id
from headwater.text.transliteration import skeleton

_SAME_KIND = {"group": "actor", "body": "actor", "outlet": "actor", "event": "actor", "state": "actor"}


def block_of(actor: Actor) -> tuple[str, ...] | None:
    """What the names share that may be joined with an unregistered actor's; null where none may.

    Names with the same consonants are compared, and those of persons with others of the same sound: all that can become of
    a name hangs on the names of its block, and on the articles in which they stand.
    """
    if actor.known_as is not None:
        return None
    first = actor.first
    if len(first.key) < 2:
        return None
    kind = kind_of(first)
    return (kind, *sorted(heard(word) if kind == "person" else skeleton(word) for word in first.key))


def joined(block: Sequence[Actor], around: Surroundings, config: ResolveConfig) -> list[Actor]:
    """The actors of one block as entities, sorted by id; those given are changed."""
    actors = {actor.id: actor for actor in sorted(block, key=lambda actor: actor.id)}
    _join_spellings(list(actors.values()), actors, config)
    join_scripts([actors[id_] for id_ in sorted(actors)], actors, around, config)
    return [actors[id_] for id_ in sorted(actors)]


def kind_of(cluster: Cluster) -> str:
    """What is compared with what: persons, places, weapons, or actors of any other type."""
    return _SAME_KIND.get(cluster.type, cluster.type)


def actor_id(cluster: Cluster) -> str:
    """An id by registry entry; by full name for the whole case; by article too for a person's single name."""
    if cluster.known_as:
        return row_id("en", cluster.known_as)
    lone = cluster.type == "person" and len(cluster.key) < 2
    where = cluster.article if lone or not cluster.key else ""
    what = "person" if cluster.type == "person" else "thing"
    return row_id("en", what, where, *(cluster.key or (cluster.name,)))


def _join_spellings(found: Sequence[Actor], actors: dict[str, Actor], config: ResolveConfig) -> None:
    """Join two spellings of one full name, and note those that are only alike."""
    for block in _blocks(found):
        for i, left in enumerate(block):
            for right in block[i + 1 : i + 1 + config.widest_block]:
                if left.id in actors and right.id in actors and not (left.known_as and right.known_as):
                    _weigh(left, right, actors, config)


def _blocks(found: Sequence[Actor]) -> Iterator[list[Actor]]:
    """Actors whose names have the same consonant skeletons, whatever the order of words."""
    blocks: dict[tuple[str, ...], list[Actor]] = {}
    for actor in found:
        cluster = actor.first
        if actor.known_as is None and len(cluster.key) > 1:
            bones = sorted(skeleton(word) for word in cluster.key)
            blocks.setdefault((kind_of(cluster), *bones), []).append(actor)
    for _, block in sorted(blocks.items()):
        if len(block) > 1:
            yield block


def _weigh(left: Actor, right: Actor, actors: dict[str, Actor], config: ResolveConfig) -> None:
    kind = "Person" if kind_of(left.first) == "person" else "Organization"
    match = compare_names(left.first.name, right.first.name, kind)
    if match.score >= config.confirmed_at:
        for cluster in right.clusters:
            for mention in cluster.mentions:
                cluster.why[mention.id] = f"Another spelling of “{left.first.name}”. {match.because}"
        left.clusters.extend(right.clusters)
        del actors[right.id]
    elif match.score >= config.suggested_at:
        reason = f"Its name is like “{right.first.name}”. {match.because}"
        left.may_be.append((right.id, reason))
