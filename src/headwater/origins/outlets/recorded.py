"""A book of outlets that notes what it has when it is asked, so that the same can be looked up without the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from headwater.origins.descent.outlet_book import Imprint, OutletBook
from headwater.records.entities import Entity

Entry = tuple[str, str, str | None, str | None]  # about, key, what it gives, the entity
Value = TypeVar("Value")
Note = Callable[[str, object], None]


class _Noted(dict[str, Value]):
    """A mapping that notes each key that is found."""

    def __init__(self, about: str, rows: dict[str, Value], note: Note) -> None:
        super().__init__(rows)
        self._about, self._note = about, note

    def get(self, key: str, default: Value | None = None) -> Value | None:  # type: ignore[override]
        if super().__contains__(key):
            self._note(self._about, key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        found = super().__contains__(key)
        if found:
            self._note(self._about, key)
        return found


class _NotedSet(set[Value]):
    """A set that notes each member that is found."""

    def __init__(self, about: str, rows: Iterable[Value], note: Note) -> None:
        super().__init__(rows)
        self._about, self._note = about, note

    def __contains__(self, key: object) -> bool:
        found = super().__contains__(key)
        if found:
            self._note(self._about, key)
        return found


class RecordedBook(OutletBook):
    """The whole book of a case; ``entries_of`` gives what of it is looked up for a name."""

    def __init__(
        self,
        imprints: Iterable[Imprint],
        entities: Iterable[Entity],
        agencies: Iterable[str],
        credited: Iterable[str],
    ) -> None:
        super().__init__((), entities, agencies, credited, imprints)
        self._entries: dict[Entry, None] = {}
        self._known: dict[tuple[str, str | None], tuple[Entry, ...]] = {}
        self._by_name = _Noted("name", self._by_name, self._note)
        self._by_sound = _Noted("sound", self._by_sound, self._note)
        self._agencies = _NotedSet("agency", self._agencies, self._note)
        self._publishers = _NotedSet("publisher", self._publishers, self._note)
        self._publishing = _NotedSet("publishing", self._publishing, self._note)
        self._published = _NotedSet("published", self._published, self._note)
        self._printed_sounds = _NotedSet("printed", self._printed_sounds, self._note)

    def _note(self, about: str, key: object) -> None:
        if isinstance(key, tuple):
            script, sound = key
            self._entries[about, f"{script}:{sound}", None, None] = None
        elif isinstance(key, str):
            entity = dict.get(self._by_name, key) if about == "name" else None
            gives = dict.get(self._by_sound, key) if about == "sound" else None
            self._entries[about, key, gives, entity.id if entity else None] = None

    def entries_of(self, name: str, entity: str | None = None) -> tuple[Entry, ...]:
        """What is found when words, or an entity under its name, are looked up in every way, and when what they name is."""
        if (name, entity) not in self._known:
            self._entries = {}
            found = [self.of_name(name), self.of_name(name, entity), self.in_phrase(name)]
            self.prints(name)
            for outlet in dict.fromkeys(one for one in found if one is not None):
                self.identifies(outlet)
                self.published(outlet.key)
                self.prints(outlet.name)
                self.of_name(outlet.name, outlet.entity)
                within = self.in_phrase(outlet.name)
                if within is not None:
                    self.identifies(within)
            self._known[name, entity] = tuple(self._entries)
        return self._known[name, entity]

    def name_of(self, entity: str) -> str | None:
        """The name of an entity of the case."""
        known = self._entities.get(entity)
        return known.name if known else None
