"""The entities of a simulated case, and which name is whose."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.records.entities import Entity, EntityType
from headwater.records.entities import Name as Written
from headwater.records.ids import row_id
from headwater.simulation.cast import Cast
from headwater.simulation.events import Event
from headwater.simulation.names import Name

TYPE_OF: dict[str, EntityType] = {
    "place": "place", "town": "place", "river": "place", "group": "group", "person": "person", "outlet": "outlet",
}  # fmt: skip
"""The type of entity that a slot of a template names."""


class People:
    """Entities by slot and name."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def everywhere(self) -> Iterator[Entity]:
        """Those that stand in more than one incident."""
        for outlet in (*self._cast.outlets, *self._cast.agencies):
            yield _entity("outlet", outlet.name)
        for town in self._cast.towns:
            yield _entity("town", town)
        for group in self._cast.groups:
            yield _entity("group", group)

    def of_event(self, event: Event) -> Iterator[Entity]:
        """Those of one incident."""
        yield _entity("place", event.place)
        yield _entity("river", event.river)
        people = (*event.people, *(source.name for source, _ in event.witnesses if source.name))
        for person in dict.fromkeys(people):
            yield _entity("person", person)


def entity_of(slot: str, name: Name) -> str:
    """The id of the entity that a slot's name belongs to."""
    return row_id("en", "sim", TYPE_OF[slot], name.latin)


def _entity(slot: str, name: Name) -> Entity:
    names = [
        Written(name.latin, "en", "Latn"),
        Written(name.arabic, "ar", "Arab"),
        Written(name.cyrillic, "ru", "Cyrl"),
    ]
    party = "armed group" if slot == "group" else None
    basis = "the simulation" if party else None
    return Entity(
        entity_of(slot, name), name.latin, TYPE_OF[slot], names, None, False, party, basis,
        f"The simulation calls it “{name.latin}”.",
    )  # fmt: skip
