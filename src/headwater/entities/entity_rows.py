"""Entities and their mentions as rows, with who is masked and who is a party."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from headwater.entities.actors import Actor
from headwater.entities.bodies import body_entry
from headwater.entities.clusters import Cluster
from headwater.entities.entries import Entry, RegistryName, entries, names_in
from headwater.entities.places import place_entry
from headwater.records.entities import Entity, EntityType, MentionEntity, Name

_SCRIPTS = (
    ("LATIN", "Latn"),
    ("ARABIC", "Arab"),
    ("CYRILLIC", "Cyrl"),
    ("HEBREW", "Hebr"),
    ("GREEK", "Grek"),
)
MOST_NAMES = 60


def entry_of(known_as: str) -> Entry:
    """The registry entry, state body or place with this id; raises KeyError where there is none."""
    found = entries().get(known_as) or body_entry(known_as) or place_entry(known_as)
    if found is None:
        raise KeyError(f"{known_as} is the id of no registry entry")
    return found


def script_of(text: str) -> str:
    """The ISO 15924 code of a name's first letter; "Zyyy" where it has none."""
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "")
            return next((code for word, code in _SCRIPTS if name.startswith(word)), "Zyyy")
    return "Zyyy"


Called = tuple[str, str]
"""A name and its language."""


def entity_row(actor: Actor, speakers: Collection[str], called: Iterable[Called] | None = None) -> Entity:
    """The row of one entity.

    ``speakers`` are ids of entities that are the source of an attribution. ``called`` are the names that its mentions
    give it, where somebody has counted them.
    """
    called = names_given(actor.clusters) if called is None else called
    seen = [Name(text, lang, script_of(text)) for text, lang in called]
    if actor.known_as:
        entry = entry_of(actor.known_as)
        joined = [entry_of(known_as) for known_as in actor.registered]
        names = _names(seen, [name for each in joined for name in each.names])
        said = f"Its names are registered for {' and '.join(e.name + _told_apart(e) for e in joined)}."
        because = " ".join((said, *actor.judged))
        return Entity(
            actor.id, actor.called or entry.name, entry.type, names, entry.id, False, entry.party,
            entry.basis if entry.party else None, because, _may_be(actor),
        )  # fmt: skip
    first = actor.first
    masked, reason = _masking(actor, first.type, speakers)
    typed = first.mentions[0].because if first.mentions else ""  # why it has its type: at its first mention
    said = f"Named in {_articles(actor)}, and not in the registry. {typed}"
    because = " ".join(part for part in (said, reason, _unsure(actor), *actor.judged) if part)
    return Entity(
        actor.id,
        actor.called or first.name,
        first.type,
        _names(seen, ()),
        None,
        masked,
        None,
        None,
        because,
        _may_be(actor),
    )


def _unsure(actor: Actor) -> str:
    return " ".join(f"Suggested only: {reason}" for _, reason in sorted(set(actor.may_be)))


def _may_be(actor: Actor) -> list[str]:
    return sorted({id_ for id_, _ in actor.may_be})


def _told_apart(entry: Entry) -> str:
    return (
        f", {entry.since or '?'} to {entry.until}"
        if entry.until
        else (f", since {entry.since}" if entry.since else "")
    )


def _articles(actor: Actor) -> str:
    count = len({c.article for c in actor.clusters}) if actor.articles is None else actor.articles
    return "one article" if count == 1 else f"{count} articles"


def _masking(actor: Actor, type_: EntityType, speakers: Collection[str]) -> tuple[bool, str]:
    """Whether an unregistered actor is masked, and why: every person is but who speaks in a public office."""
    if type_ != "person":
        return False, ""
    offices = sorted({office for cluster in actor.clusters for office in cluster.offices})
    if offices and actor.id in speakers:
        return False, f"Not masked: speaks in office ({', '.join(offices)})."
    if offices:
        return True, f"Masked: named with an office ({', '.join(offices)}), but not as a speaker."
    return (
        True,
        "Masked: no public figure of the registry, and speaks in no public office that the articles name.",
    )


def names_given(clusters: Iterable[Cluster]) -> Iterator[Called]:
    """The names, and their languages, by which mentions of clusters call their actor; each once."""
    yield from dict.fromkeys((m.text, m.lang) for c in clusters for m in c.mentions if m.label is None)


def _names(seen: Iterable[Name], registered: Iterable[RegistryName]) -> list[Name]:
    """Names as the case has them, sorted, then the registry's in its own order; each once."""
    found: dict[str, Name] = {}
    for name in sorted(seen, key=lambda n: (n.lang, n.text)):
        found.setdefault(
            " ".join(name.text.split()), Name(" ".join(name.text.split()), name.lang, name.script)
        )
    for known in registered:
        if not known.short and not known.uncertain:
            found.setdefault(known.text, Name(known.text, known.lang or "und", script_of(known.text)))
    return list(found.values())[:MOST_NAMES]


def mention_rows(actor: Actor, clusters: Sequence[Cluster] | None = None) -> Iterator[MentionEntity]:
    """Which entity each mention of an actor belongs to; of some of its clusters alone, where these are given."""
    for cluster in actor.clusters if clusters is None else clusters:
        for mention in cluster.mentions:
            score = 1.0 if mention.known_as or len(actor.clusters) == 1 else 0.95
            because = cluster.reason(mention)
            yield MentionEntity(mention.article, mention.id, actor.id, "confirmed", score, because)


__all__ = ["entity_row", "entry_of", "mention_rows", "names_in", "script_of"]
