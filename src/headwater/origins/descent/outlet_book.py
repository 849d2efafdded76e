"""Which outlet a name names: one key for an agency, an entity of the case, or a folded name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from headwater.origins.descent.hosts import LEAST_SLUG, headline_key, openings, site_of, slug_of, squashed
from headwater.origins.descent.outlet_names import (
    SHORTEST_SKELETON,
    agency_of,
    calls_media,
    is_collective,
    is_state_voice,
    is_titled,
    names_correspondent,
    outlet_key,
    outlet_words,
    script_of,
    skeleton,
    sound_alike,
    sounds_of,
    state_of,
)
from headwater.records.articles import Article
from headwater.records.entities import Entity
from headwater.records.origins import CitedKind, KnownOutlet, Printer
from headwater.text.names import words_of

UNNAMED_AGENCIES = "unnamed agencies"
LONGEST_OUTLET = 7
LONGEST_NAME = 4
"""Words tried together when an agency is looked for inside a longer phrase."""

SCRIPTS = ("latin", "arabic", "cyrillic")

SHORTEST_PREFIX = 3
"""Letters of a publisher's name that make a longer name its own ("TNW" and "TNW World")."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet, seen or not. ``key`` is equal for all its names; ``state`` is set for a state's agency."""

    key: str
    name: str
    kind: CitedKind
    entity: str | None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What of an article tells who printed it and where: ``openings`` are read where no publisher is told."""

    article: str
    url: str | None
    publisher: str | None
    title: str
    openings: Sequence[str]
    links: Sequence[str]


def imprint_of(article: Article) -> Imprint:
    """What of one article tells who printed it."""
    body = article.text[article.body_start :] if article.title else article.text
    heads = [] if article.publisher else openings(body)
    links = [link.href for link in article.links]
    return Imprint(article.id, article.url, article.publisher, article.title, heads, links)


class OutletBook:
    """Every outlet of a case by its names, and which articles each has published."""

    def __init__(
        self,
        articles: Iterable[Article] = (),
        entities: Iterable[Entity] = (),
        agencies: Iterable[str] = (),
        credited: Iterable[str] = (),
        imprints: Iterable[Imprint] = (),
    ) -> None:
        """``agencies`` are names that texts credit as an agency's; they are agencies in this case.

        ``credited`` are all names that credits hold: a name in another script is looked for among them.
        ``imprints`` stand for articles that are not at hand.
        """
        self._entities: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        for entity in sorted(entities, key=lambda e: (e.type != "outlet", e.id)):
            self._entities[entity.id] = entity
            if entity.type in ("outlet", "group", "body"):
                for name in [entity.name, *(n.text for n in entity.names)]:
                    self._by_name.setdefault(outlet_key(name), entity)
        self._agencies = {key for name in agencies if (key := outlet_key(name))}
        self._publisher: dict[str, Outlet] = {}
        self._published: set[str] = set()
        self._publishers: set[str] = set()
        self._publishing: set[str] = set()
        self._by_url: dict[str, str] = {}
        self._persons: dict[str, list[str]] = {}
        self._by_headline: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        self._by_sound: dict[str, str] = {}
        known = [*map(imprint_of, articles), *imprints]
        linked = {site_of(href): row.article for row in known for href in row.links}
        for row in known:
            self._enter(row, linked)
        self._printed_sounds = {
            (script, sound)
            for outlet in self._publisher.values()
            for sound in sounds_of(outlet.name)
            for script in SCRIPTS
            if script != script_of(outlet.name) and len(sound) >= SHORTEST_SKELETON
        }
        self._by_sound = self._heard(known, [*agencies, *credited])

    @classmethod
    def of_entries(
        cls, entries: Iterable[KnownOutlet], printers: Iterable[Printer], entities: Iterable[Entity]
    ) -> OutletBook:
        """The book cut to what some articles may ask it, of the entries that they were found to look up."""
        book = cls()
        book._entities = {entity.id: entity for entity in entities}
        kept: dict[str, set[str]] = {"agency": book._agencies, "publisher": book._publishers}
        kept |= {"publishing": book._publishing, "published": book._published}
        for row in entries:
            if row.about == "name" and row.entity in book._entities:
                book._by_name[row.key] = book._entities[row.entity or ""]
            elif row.about == "sound":
                book._by_sound[row.key] = row.gives or ""
            elif row.about == "printed":
                script, _, sound = row.key.partition(":")
                book._printed_sounds.add((script, sound))
            elif row.about in kept:
                kept[row.about].add(row.key)
        for one in printers:
            book._publisher[one.article] = Outlet(one.key, one.name, one.kind, one.entity, one.state)
        return book

    def _heard(self, known: Sequence[Imprint], names: Iterable[str]) -> dict[str, str]:
        """The one Latin name of an outlet of the case for each sound that exactly one has."""
        outlets = (e.name for e in self._entities.values() if e.type == "outlet")
        printed = (row.publisher for row in known if row.publisher)
        found: dict[str, dict[str, str]] = {}
        for name in sorted({*printed, *names, *outlets}):
            for sound in sorted(sounds_of(name)) if script_of(name) == "latin" else ():
                if len(sound) >= SHORTEST_SKELETON:
                    found.setdefault(sound, {}).setdefault(outlet_key(name), name)
        return {sound: next(iter(keys.values())) for sound, keys in found.items() if len(keys) == 1}

    def _enter(self, row: Imprint, linked: Mapping[str, str]) -> None:
        if row.url:
            self._by_url.setdefault(bare_url(row.url), row.article)
        name = row.publisher or _masthead(row, linked)
        if name and outlet_key(name):
            outlet = self.of_name(name)
            self._publisher[row.article] = outlet
            self._publishers.add(outlet_key(name))
            title = headline_key(row.title)
            key = (squashed(name), *title[:LEAST_SLUG])
            self._by_headline.setdefault(key, []).append((title, row.article))
            if outlet.entity is not None:
                self._publishing.add(outlet.entity)
            self._published.add(outlet.key)

    def of_name(self, name: str, entity: str | None = None) -> Outlet:
        """The outlet that ``name`` names; ``entity`` is the id of its entity, where that is known."""
        known = self._entities.get(entity) if entity else self._by_name.get(outlet_key(name))
        if known is not None and known.known_as is None and (latin := self._latin(name)) is not None:
            return self.of_name(latin)  # one outlet, whatever script the texts write it in
        names = [name] if known is None else [known.name, name, *(n.text for n in known.names)]
        agency = next((found for n in names if (found := agency_of(n))), None)
        entity_id = known.id if known else None
        if agency:
            return Outlet(f"agency:{agency.id}", agency.name, "wire", entity_id, agency.state)
        if known is None or (entity is None and calls_media(name)):
            voice = is_state_voice(name) and calls_media(name)
            if voice:  # "state media" may be any of a state's outlets
                return Outlet(
                    f"state:{state_of(name)}", " ".join(name.split()), "media", None, state_of(name)
                )
        if is_collective(name):
            return Outlet("agencies", UNNAMED_AGENCIES, "wire", None)
        kind: CitedKind = "wire" if any(outlet_key(n) in self._agencies for n in names) else "media"
        if known:
            return Outlet(f"entity:{known.id}", known.name, kind, known.id)
        latin = self._latin(name)
        if latin is not None:
            return self.of_name(latin)
        return Outlet(f"name:{outlet_key(name)}", " ".join(name.split()), kind, None)

    def _latin(self, name: str) -> str | None:
        """The one Latin name in the case that sounds like a name in another script."""
        if script_of(name) == "latin":
            return None
        found = sorted({self._by_sound[sound] for sound in sounds_of(name) if sound in self._by_sound})
        return found[0] if len(found) == 1 else None

    def in_phrase(self, phrase: str) -> Outlet | None:
        """The agency, publisher or outlet of the case whose name stands in ``phrase``; the longest wins."""
        words = words_of(phrase)[:40]
        for size in range(min(LONGEST_NAME, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                piece = phrase[words[at].start : words[at + size - 1].end]
                if _uncased(piece[0]) or all(
                    w.forms[0] in outlet_words().generic for w in words[at : at + size]
                ):
                    continue
                for name in (piece, piece[:-1]) if piece[-1:] == "s" else (piece,):
                    if self._knows(name):
                        return self.of_name(name)
        return None

    def _knows(self, name: str) -> bool:
        if agency_of(name) is not None:
            return True
        known = self._by_name.get(outlet_key(name))
        if known is not None and (known.type == "outlet" or known.id in self._publishing):
            return True
        return outlet_key(name) in self._publishers

    def prints(self, name: str) -> bool:
        """Whether a name is that of a publisher of the case, in any script."""
        if outlet_key(name) in self._publishers or self.of_name(name).key in self._published:
            return True
        return any((script_of(name), sound) in self._printed_sounds for sound in sounds_of(name))

    def note_person(self, article: str, name: str) -> None:
        """Remembers that a name is a person's in one article, so that part of it names no outlet there."""
        self._persons.setdefault(article, []).append(name)

    def is_person(self, article: str, name: str) -> bool:
        """Whether every word of a name belongs to persons of one article."""
        persons = dict.fromkeys(self._persons.get(article, ()))
        known = {word.forms[0] for person in persons for word in words_of(person)}
        return all(word.forms[0] in known for word in words_of(name))

    def identifies(self, outlet: Outlet) -> bool:
        """Whether an outlet is more than "a channel": known to the case, or named by a proper name."""
        if (
            outlet.kind == "wire"
            or self._is_outlet(outlet.entity)
            or outlet_key(outlet.name) in self._publishers
        ):
            return True
        words = words_of(outlet.name)
        if names_correspondent(outlet.name) or any(w.forms[0] in outlet_words().platforms for w in words):
            return False
        proper = [w for w in words[1:] if w.text[0] != w.text[0].lower()]
        return len(words) <= LONGEST_OUTLET and (bool(proper) or is_titled(outlet.name))

    def _is_outlet(self, entity: str | None) -> bool:
        known = self._entities.get(entity or "")
        return (
            known is not None
            and known.type == "outlet"
            and outlet_key(known.name) not in outlet_words().platforms
        )

    def publisher(self, article: str) -> Outlet | None:
        """The outlet that published an article, where it is known."""
        return self._publisher.get(article)

    def published(self, key: str) -> bool:
        """Whether an outlet printed a text of the case."""
        return key in self._published

    def at(self, href: str) -> str | None:
        """The id of the article that a link leads to, by its address, or by its site and its headline; or null."""
        exact = self._by_url.get(bare_url(href))
        slug = slug_of(href)
        if exact is not None or not slug:
            return exact
        named = self._by_headline.get((site_of(href), *slug[:LEAST_SLUG]), [])
        found = [article for title, article in named if title[: len(slug)] == slug]
        return found[0] if len(found) == 1 else None

    def is_publisher(self, outlet: Outlet, article: str) -> bool:
        """Whether an outlet published an article: same key, or same consonants in another spelling."""
        publisher = self._publisher.get(article)
        return publisher is not None and is_one(publisher, outlet)


def is_one(publisher: Outlet, outlet: Outlet) -> bool:
    """Whether a publisher is an outlet: by its key, by its name, or in another spelling."""
    if publisher.key == outlet.key or outlet_key(publisher.name) == outlet_key(outlet.name):
        return True
    left, right = outlet_key(publisher.name), outlet_key(outlet.name)
    if min(len(left), len(right)) >= SHORTEST_PREFIX and (left.startswith(right) or right.startswith(left)):
        return True
    left, right = skeleton(publisher.name), skeleton(outlet.name)
    if len(left) >= SHORTEST_SKELETON and left == right:
        return True
    return sound_alike(publisher.name, outlet.name)


def _masthead(row: Imprint, linked: Mapping[str, str]) -> str | None:
    """The name at the head of an article without publisher that spells a site to which another text links."""
    for name in row.openings:
        if linked.get(squashed(name), row.article) != row.article:
            return name
    return None


def _uncased(letter: str) -> bool:
    """Whether a letter is a small one: a name begins with a capital where its script has any."""
    return letter != letter.upper()


def bare_url(url: str) -> str:
    """A URL without scheme, "www.", query, fragment and closing slash, to compare two of them."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip().lower()
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}"
