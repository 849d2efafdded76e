"""One entity of the case in the making: the clusters of several articles that are one actor, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from headwater.entities.clusters import Cluster


@dataclass(slots=True)
class Actor:
    """One entity of the case in the making."""

    id: str
    known_as: str | None
    clusters: list[Cluster] = field(default_factory=list)
    may_be: list[tuple[str, str]] = field(default_factory=list)  # (actor id, reason)
    called: str | None = None  # the name that a person gave it
    judged: list[str] = field(default_factory=list)  # what persons decided of it, in sentences
    never: set[str] = field(default_factory=set)  # actors that a person says it is not
    articles: int | None = None  # in how many articles it stands, where not all its clusters are here

    @property
    def registered(self) -> list[str]:
        """Registry entries that it is or that a person joined to it, its own first."""
        own = [self.known_as] if self.known_as else []
        return list(dict.fromkeys([*own, *(c.known_as for c in self.clusters if c.known_as)]))

    @property
    def first(self) -> Cluster:
        """The cluster with the fullest name, the earliest article first among equals."""
        return min(self.clusters, key=lambda c: (-len(c.key), -len(c.name), c.article, c.name))
