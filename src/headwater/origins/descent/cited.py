"""Whom an attribution cites: one key a party, whatever words name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from headwater.origins.descent.hosts import squashed
from headwater.origins.descent.outlet_book import LONGEST_NAME, Outlet, OutletBook
from headwater.origins.descent.outlet_names import (
    is_press_office,
    is_state_voice,
    is_titled,
    names_correspondent,
    outlet_words,
)
from headwater.records.claims import Attribution
from headwater.records.entities import Entity
from headwater.records.origins import CitedKind
from headwater.text.names import Word, words_of

UNNAMED = frozenset(("anonymous", "official_unnamed", "self"))
"""Source kinds that name nobody: one such source never carries over from one article to another."""


NAME_REACH = 80
"""Characters behind "the news agency" in which its name must end."""
LONGEST_SAID = 12
"""Words for a source in which a publisher's name is looked for."""
LISTENERS = frozenset(("to", "au", "aux"))
"""Words that open the name of whoever was told something: no source."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited party. ``outlet`` is set where it is one; ``correspondent`` where its own people speak."""

    key: str
    name: str
    kind: CitedKind
    entity: str | None
    outlet: Outlet | None = None
    correspondent: bool = False


def cited_party(
    attribution: Attribution, entity: Entity | None, book: OutletBook, text: str = ""
) -> Cited | None:
    """Whom an attribution cites, or null where it names no source at all. ``text`` is the article's."""
    if attribution.source is None and attribution.resolved_source is None:
        return None
    words = attribution.resolved_source or (attribution.source.text if attribution.source else "")
    said = attribution.source.text if attribution.source else words
    if not words_of(said) or (attribution.source_kind in UNNAMED and is_count(words)):
        return None
    if attribution.source is not None and words_of(said)[0].forms[0] in LISTENERS:
        return None
    outlet = (
        _beside(attribution, said, text, book)
        or _printed_in(attribution, said, book)
        or _outlet(attribution, entity, words, said, book)
    )
    if outlet is not None and is_press_office(said) and (entity is None or entity.type != "outlet"):
        outlet = None  # a body's own people made no report
    if outlet is not None:
        own = names_correspondent(said)
        return Cited(outlet.key, outlet.name, outlet.kind, outlet.entity, outlet, own)
    if attribution.source_kind in UNNAMED or (entity is None and _names_nobody(attribution, words)):
        return _unnamed(attribution, words)
    if entity is not None:
        return Cited(f"entity:{entity.id}", entity.name, attribution.source_kind, entity.id)
    key = content_key(words) or words.casefold()
    if attribution.source_kind == "document":
        key = f"{attribution.article}:{key}"
    return Cited(f"{attribution.source_kind}:{key}", " ".join(words.split()), attribution.source_kind, None)


def _outlet(
    attribution: Attribution, entity: Entity | None, words: str, said: str, book: OutletBook
) -> Outlet | None:
    known = entity is not None and entity.type == "outlet"
    if not known and attribution.source_kind in ("media", "organisation") and is_state_voice(said):
        return book.in_phrase(said) or book.of_name(said)  # "the junta's television" is not the junta
    if not known and attribution.source_kind in ("organisation", "named_person"):
        named = book.in_phrase(said)
        if named is not None and book.published(named.key) and squashed(said).endswith(squashed(named.name)):
            return named  # "the site X", where X printed a text of the case
    if attribution.source_kind == "media":
        if entity is not None and known:
            return _fuller(said, entity, book) or book.of_name(entity.name, entity.id)
        found = book.in_phrase(said) or book.in_phrase(words)
        return found or (book.of_name(words) if entity is None else None)
    if (
        attribution.source_kind == "organisation"
        and (entity is None or entity.known_as is None)
        and is_titled(words)
    ):
        return book.of_name(words)
    if attribution.source_kind in ("self", "named_person") and names_correspondent(said):
        return book.in_phrase(said)
    if entity is not None and known and attribution.source_kind == "organisation":
        return book.of_name(entity.name, entity.id)
    if entity is not None and known and squashed(said).endswith(squashed(entity.name)):
        return book.of_name(entity.name, entity.id)  # "the site X", whatever kind of source it was taken for
    return None


def _printed_in(attribution: Attribution, said: str, book: OutletBook) -> Outlet | None:
    """The publisher of the case whose whole name of two words or more stands in the words for a source.

    Its script may be another than the publisher's; what stands around the name ("l'agence", a word that belongs to
    the next clause) is none of it.
    """
    name = next((name for name in _names_inside(attribution, said) if book.prints(name)), None)
    return book.of_name(name) if name is not None else None


def _names_inside(attribution: Attribution, said: str) -> Iterator[str]:
    """The runs of two words or more in the words for an outlet that may be its name, the longest first."""
    if attribution.source_kind != "media":
        return
    apart = said.replace("'", " ").replace("’", " ")
    words = [word for word in words_of(apart)[:LONGEST_SAID] if word.forms[0] not in outlet_words().generic]
    words = [word for word in words if not word.text[0].islower()]
    for size in range(min(LONGEST_NAME, len(words)), 1, -1):
        for at in range(len(words) - size + 1):
            name = said[words[at].start : words[at + size - 1].end]
            if len(words_of(name)) == size:
                yield name


def _beside(attribution: Attribution, said: str, text: str, book: OutletBook) -> Outlet | None:
    """The publisher of the case whose name stands right behind "the news agency" or "the newspaper"."""
    name = next((name for name in _names_behind(attribution, said, text) if book.prints(name)), None)
    return book.of_name(name) if name is not None else None


def _names_behind(attribution: Attribution, said: str, text: str) -> Iterator[str]:
    """The runs of words right behind "the news agency" that may be its name, the longest first."""
    span = attribution.source
    generic = outlet_words().generic
    if attribution.source_kind != "media" or span is None:
        return
    apart = said.replace("'", " ").replace("’", " ")  # "l'agence" is two words
    if not all(word.forms[0] in generic for word in words_of(apart)):
        return
    after = words_of(text[span.end : span.end + NAME_REACH])[:LONGEST_NAME]
    if not after or text[span.end : span.end + after[0].start].strip():
        return
    for last in reversed(after):
        yield text[span.end + after[0].start : span.end + last.end]


def _fuller(said: str, entity: Entity, book: OutletBook) -> Outlet | None:
    """The outlet under its whole name, where an unregistered entity is but one word of it ("the Kelm Press")."""
    proper = _proper(said)
    if entity.known_as is not None or not proper:
        return None
    if squashed(entity.name) not in {squashed(word.text) for word in proper}:
        return None
    return book.of_name(said[proper[0].start : proper[-1].end])


def _proper(said: str) -> list[Word]:
    """The words of a name of two words or more, without those that many outlets bear; none where it is not one."""
    proper = [word for word in words_of(said) if word.forms[0] not in outlet_words().generic]
    if not 2 <= len(proper) <= LONGEST_NAME:
        return []
    if any(word.text[0].lower() == word.text[0] for word in proper):
        return []  # a script without capitals tells no name from other words
    return proper


def names_looked_up(attribution: Attribution, text: str) -> Iterator[str]:
    """All words by which an attribution may have an outlet looked up; ``text`` is the article's."""
    said = attribution.source.text if attribution.source else ""
    words = attribution.resolved_source or said
    said = said or words
    yield from (one for one in (said, words, attribution.told_to) if one)
    if said and attribution.source_kind == "media":
        yield from _names_inside(attribution, said)
        yield from _names_behind(attribution, said, text)
        if proper := _proper(said):
            yield said[proper[0].start : proper[-1].end]


def _unnamed(attribution: Attribution, words: str) -> Cited:
    key = f"unnamed:{attribution.article}:{content_key(words)}"
    kind = attribution.source_kind if attribution.source_kind in UNNAMED else "anonymous"
    return Cited(key, " ".join(words.split()), kind, None)


def _names_nobody(attribution: Attribution, words: str) -> bool:
    """Whether a source taken for a person has no name: a pronoun, or a common noun alone ("surgeon")."""
    found = words_of(words)
    if attribution.source_kind != "named_person" and not (
        attribution.source_kind == "organisation" and len(found) == 1
    ):
        return False
    cased = any(word.text[0].lower() != word.text[0].upper() for word in found)
    named = any(word.text[0].isupper() and word.forms[0] not in outlet_words().pronouns for word in found)
    return cased and not named


def is_count(words: str) -> bool:
    """Whether the words count the dead or wounded and name no source ("more than 60 people")."""
    first = [word.forms[0] for word in words_of(words)[:3] if word.forms[0] not in outlet_words().at_least]
    return not first or first[0].isdigit()


@lru_cache(maxsize=20_000)
def content_key(words: str) -> str:
    """The words that tell one phrase from another: folded, without articles and the like."""
    return " ".join(w.forms[0] for w in words_of(words)[:30] if w.forms[0] not in outlet_words().small)


def told_to(attribution: Attribution, book: OutletBook) -> Outlet | None:
    """The outlet that a source spoke to ("told AFP"), or null where it spoke to people or in a place."""
    if not attribution.told_to or book.is_person(attribution.article, attribution.told_to):
        return None
    return book.in_phrase(attribution.told_to)
