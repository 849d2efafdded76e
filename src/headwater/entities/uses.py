"""Mentions as who is who needs them: what is said of a name is held once for all articles that say just that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from headwater.records.entities import EntityType, Mention

_Value = TypeVar("_Value")


@dataclass(slots=True)
class Pool:
    """Equal values as one object."""

    held: dict[Any, Any] = field(default_factory=dict)

    def share(self, value: _Value) -> _Value:
        """The first value of those that are equal to this one."""
        found: _Value = self.held.setdefault(value, value)
        return found


@dataclass(frozen=True, slots=True)
class Saying:
    """All of a mention but which and where it is. ``late`` is the registered dead person of whom it is a namesake."""

    text: str
    lang: str
    type: EntityType
    known_as: str | None
    label: str | None
    because: str
    role_title: str | None
    office: str | None
    late: str | None


@dataclass(slots=True, eq=False)
class Use:
    """A mention: which, where it begins, why it belongs to its cluster, and what it says."""

    id: str
    article: str
    start: int
    why: str
    said: Saying

    @property
    def text(self) -> str:
        """The words."""
        return self.said.text

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.said.text)

    @property
    def lang(self) -> str:
        """Their language."""
        return self.said.lang

    @property
    def type(self) -> EntityType:
        """What they name, as the case has it."""
        return self.said.type

    @property
    def known_as(self) -> str | None:
        """The registry entry that they name, or null."""
        return self.said.known_as

    @property
    def label(self) -> str | None:
        """The label, or null for a name."""
        return self.said.label

    @property
    def because(self) -> str:
        """Why they are a mention of that type."""
        return self.said.because

    @property
    def role_title(self) -> str | None:
        """The role beside a person's name."""
        return self.said.role_title

    @property
    def office(self) -> str | None:
        """The public office that the role is."""
        return self.said.office


Naming = Mention | Use


def use_of(mention: Mention, article: str, why: str, late: str | None, pool: Pool) -> Use:
    """A mention as it is held."""
    said = Saying(
        mention.text,
        mention.lang,
        mention.type,
        mention.known_as,
        mention.label,
        mention.because,
        mention.role_title,
        mention.office,
        late,
    )
    return Use(mention.id, article, mention.start, pool.share(why), pool.share(said))
