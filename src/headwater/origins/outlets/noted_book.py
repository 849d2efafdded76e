"""A book of a case's outlets that says what it was asked, what of that it had, and what of it moves when texts come and go."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from headwater.origins.descent.outlet_book import SCRIPTS, Outlet, OutletBook
from headwater.origins.descent.outlet_names import SHORTEST_SKELETON, outlet_key, script_of, sounds_of
from headwater.records.entities import Entity

Value = TypeVar("Value")
Entry = tuple[str, str, str | None, str | None]  # about, key, what it gives, the entity
Asked = tuple[str, str]
"""What was asked for: of which sort, and the key. One key stands for a name whatever is asked about it."""

_SORTS = {
    **dict.fromkeys(("name", "agency", "publisher"), "key"),
    **dict.fromkeys(("sound", "printed"), "sound"),
    **dict.fromkeys(("publishing", "entity"), "entity"),
    "published": "outlet",
}
NAMING = ("outlet", "group", "body")
"""Types of entities that are looked up by their names."""


class _Log:
    """What was asked, where somebody wants to know, and what of it was there."""

    def __init__(self) -> None:
        self.asked: dict[Asked, None] | None = None
        self.answered: dict[Entry, None] = {}

    def note(self, about: str, key: Any, value: Any) -> None:
        """Note that a key was asked for, and what was there: None for nothing."""
        if self.asked is not None:
            self.asked[_SORTS[about], key[1] if about == "printed" else key] = None
        if value is None or about == "entity":
            return
        if about == "printed":
            key = f"{key[0]}:{key[1]}"
        entity = value.id if about == "name" else None
        self.answered[about, key, value if about == "sound" else None, entity] = None


class _Noted(dict[Any, Value]):
    """A mapping that notes each key that is asked for; it holds no None."""

    def __init__(self, about: str, log: _Log) -> None:
        super().__init__()
        self._about, self._log = about, log

    def get(self, key: Any, default: Any = None) -> Any:
        found = super().get(key)
        self._log.note(self._about, key, found)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        found = super().get(key)
        self._log.note(self._about, key, found)
        return found is not None


class NotedBook(OutletBook):
    """An outlet book whose contents are counted, so that what came can go again; ``moved`` has what is otherwise now."""

    def __init__(self) -> None:
        super().__init__()
        self.moved: dict[Asked, None] = {}
        self._log = _Log()
        self._entities = _Noted("entity", self._log)
        self._by_name = _Noted("name", self._log)
        self._by_sound = _Noted("sound", self._log)
        counted = ("agency", "publisher", "publishing", "published", "printed")
        self._counts: dict[str, _Noted[int]] = {about: _Noted(about, self._log) for about in counted}
        self._agencies: Any = self._counts["agency"]
        self._publishers: Any = self._counts["publisher"]
        self._publishing: Any = self._counts["publishing"]
        self._published: Any = self._counts["published"]
        self._printed_sounds: Any = self._counts["printed"]
        self._called: dict[str, list[tuple[bool, str]]] = {}  # by key: entities of that name, the first first
        self._latin_names: dict[str, int] = {}
        self._sounded: dict[str, dict[str, dict[str, None]]] = {}  # by sound and key: names

    def count(self, about: str, key: Any, step: int) -> None:
        """Enter a key once more, or once less; what begins or ceases to be there has moved."""
        counts = self._counts[about]
        number = (dict.get(counts, key) or 0) + step
        if number:
            counts[key] = number
        else:
            del counts[key]
        if number == 0 or number == step:
            self.moved[_SORTS[about], key[1] if about == "printed" else key] = None

    def count_printed(self, outlet: Outlet, step: int) -> None:
        """Enter the sounds of the name of an outlet that prints a text, or take them out."""
        for sound in sounds_of(outlet.name):
            for script in SCRIPTS:
                if script != script_of(outlet.name) and len(sound) >= SHORTEST_SKELETON:
                    self.count("printed", (script, sound), step)

    def know(self, entity: Entity) -> None:
        """Enter an entity."""
        self._entities[entity.id] = entity
        self.moved["entity", entity.id] = None
        for key in _keys(entity):
            self._change_called(key, lambda held: insort(held, _rank(entity)))
        if entity.type == "outlet":
            self.hear(entity.name, 1)

    def forget(self, entity: Entity) -> None:
        """Take an entity out."""
        for key in _keys(entity):
            self._change_called(key, lambda held: held.remove(_rank(entity)))
        del self._entities[entity.id]
        self.moved["entity", entity.id] = None
        if entity.type == "outlet":
            self.hear(entity.name, -1)

    def show_anew(self, entity: Entity) -> None:
        """Put an entity in the place of one of which all is the same that a book reads."""
        self._entities[entity.id] = entity
        for key in _keys(entity):
            if self._called[key][0] == _rank(entity):
                self._by_name[key] = entity

    def _change_called(self, key: str, change: Callable[[list[tuple[bool, str]]], None]) -> None:
        held = self._called.setdefault(key, [])
        change(held)
        self.moved["key", key] = None
        if held:
            known = dict.get(self._entities, held[0][1])
            assert known is not None
            self._by_name[key] = known
        else:
            del self._called[key], self._by_name[key]

    def hear(self, name: str, step: int) -> None:
        """Enter a name by its sounds once more, or once less."""
        if script_of(name) != "latin":
            return
        number = self._latin_names.get(name, 0) + step
        if number:
            self._latin_names[name] = number
        else:
            del self._latin_names[name]
        if number == 0 or number == step:
            for sound in sounds_of(name):
                if len(sound) >= SHORTEST_SKELETON:
                    self._hear(sound, name, there=number > 0)

    def _hear(self, sound: str, name: str, *, there: bool) -> None:
        keys = self._sounded.setdefault(sound, {})
        names = keys.setdefault(outlet_key(name), {})
        if there:
            names[name] = None
        else:
            del names[name]
            if not names:
                del keys[outlet_key(name)]
        one = min(next(iter(keys.values()))) if len(keys) == 1 else None
        if one != dict.get(self._by_sound, sound):
            self.moved["sound", sound] = None
        if one is not None:
            self._by_sound[sound] = one
        elif dict.__contains__(self._by_sound, sound):
            del self._by_sound[sound]
        if not keys:
            del self._sounded[sound]

    def entries_of(self, name: str, entity: str | None) -> tuple[tuple[Entry, ...], Outlet | None]:
        """What is found when words, or an entity under its name, are looked up in every way, and when what they name is.

        With it what stands in the words as a phrase.
        """
        self._log.answered = {}
        phrase = self.in_phrase(name)
        found = [self.of_name(name), self.of_name(name, entity), phrase]
        self.prints(name)
        for outlet in dict.fromkeys(one for one in found if one is not None):
            self.identifies(outlet)
            self.published(outlet.key)
            self.prints(outlet.name)
            self.of_name(outlet.name, outlet.entity)
            within = self.in_phrase(outlet.name)
            if within is not None:
                self.identifies(within)
        return tuple(self._log.answered), phrase

    def asking(self, ask: Callable[[], Value]) -> tuple[Value, Iterable[Asked]]:
        """What a question gives, and all that was asked for it."""
        asked: dict[Asked, None] = {}
        self._log.asked = asked
        try:
            return ask(), asked
        finally:
            self._log.asked = None

    def name_of(self, entity: str) -> str | None:
        """The name of an entity of the case."""
        known = dict.get(self._entities, entity)
        return known.name if known else None


def _rank(entity: Entity) -> tuple[bool, str]:
    return entity.type != "outlet", entity.id


def _keys(entity: Entity) -> Iterator[str]:
    """The keys under which an entity is looked up, each once."""
    if entity.type in NAMING:
        yield from dict.fromkeys(outlet_key(name) for name in [entity.name, *(n.text for n in entity.names)])


def shown(entity: Entity) -> tuple[object, ...]:
    """All of an entity that a book reads."""
    return entity.type, entity.name, entity.known_as, [name.text for name in entity.names]
