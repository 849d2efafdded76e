"""Links between entities: the registry's, and those that an article states."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import cast

from headwater.entities.entries import RegistryName, entries, lines_of, names_in
from headwater.entities.index import NameIndex
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.entities import Mention, Relation, RelationKind, StatedLink
from headwater.records.ids import row_id
from headwater.text.names import words_of

WIDEST_GAP = 16
"""Words between two actors within which a stated link is looked for."""
_ACTORS = ("group", "body")


@cache
def linking() -> frozenset[str]:
    """Registry entries that have a link, or to which one leads."""
    linked_ = {id_: entry for id_, entry in entries().items() if entry.links}
    return frozenset([*linked_, *(link.to for entry in linked_.values() for link in entry.links)])


def registered(by_known: Mapping[str, str]) -> Iterator[Relation]:
    """The registry's links between entries that are both in the case. ``by_known`` gives entity ids."""
    for known_as in sorted(linking() & by_known.keys()):
        entry, entity = entries().get(known_as), by_known[known_as]
        for link in entry.links if entry else ():
            other = by_known.get(link.to)
            if (
                entry and other and other != entity
            ):  # two entries that a person joined have no link between them
                kind: RelationKind = link.kind  # type: ignore[assignment]
                time = f" ({link.time})" if link.time else ""
                because = (
                    f"The registry has {entry.name} as {link.kind.replace('_', ' ')} {entries()[link.to].name}{time}."
                    if link.to in entries()
                    else f"The registry has {entry.name} as {link.kind.replace('_', ' ')} {link.to}."
                )
                yield Relation(
                    row_id("re", link.kind, entity, other, known_as),
                    kind,
                    entity,
                    other,
                    link.time,
                    None,
                    known_as,
                    because,
                )


@cache
def _cues() -> NameIndex:
    names: list[tuple[str, RegistryName]] = []
    for _, (kind, direction, english, french) in lines_of("relation_words.csv", 4):
        for lang, cell in (("en", english), ("fr", french)):
            names.extend((f"{kind} {direction}", name) for name in names_in(cell, lang))
    return NameIndex.of(names)


def stated(
    article: Article, sentences: Iterable[Sentence], mentions: Sequence[Mention], claims: Sequence[Claim]
) -> Iterator[StatedLink]:
    """Links that an article's claims state between two actors named in one sentence."""
    named = [m for m in mentions if m.type in _ACTORS and m.label is None]
    for sentence in sentences:
        first = bisect_left(named, sentence.start, key=lambda m: m.start)
        last = bisect_left(named, sentence.end, key=lambda m: m.start)
        for left, right in pairwise(named[first:last]):
            found = _link(article, sentence, left, right)
            claim = _claim_of(left, right, claims) if found else None
            if found and claim:
                kind, direction, words = found
                one, two = (left, right) if direction == "forward" else (right, left)
                because = f"The article says so: “{left.text} … {words} … {right.text}”."
                yield StatedLink(article.id, kind, one.id, two.id, claim.id, because)


def linked(links: Iterable[StatedLink], entity_of: Mapping[str, str]) -> Iterator[Relation]:
    """Stated links between two entities of the case, each once."""
    seen: set[str] = set()
    for link in links:
        one, two = entity_of.get(link.from_), entity_of.get(link.to)
        if one is None or two is None or one == two:
            continue
        id_ = row_id("re", link.kind, one, two, link.claim)
        if id_ not in seen:
            seen.add(id_)
            yield Relation(id_, link.kind, one, two, None, link.claim, None, link.because)


def _link(
    article: Article, sentence: Sentence, left: Mention, right: Mention
) -> tuple[RelationKind, str, str] | None:
    """Kind, direction and words of the link between two neighbours, or null."""
    between = article.text[left.end : right.start]
    words = words_of(between, sentence.lang)
    if len(words) > WIDEST_GAP or "\n" in between:
        return None
    for at in range(len(words)):
        for last, refs in _cues().find(words, at):
            ref = next((r for r in refs if r.name.lang == sentence.lang), None)
            if ref and _near(words, at, last, ref.id):
                kind, direction = ref.id.split(" ")
                return cast("RelationKind", kind), direction, between[words[at].start : words[last - 1].end]
    return None


def _near(words: Sequence[object], first: int, last: int, cue: str) -> bool:
    """Whether the cue stands close to both actors; a rename may be told at more length."""
    renamed = cue.startswith("renamed")
    return first <= (6 if renamed else 2) and len(words) - last <= (8 if renamed else 4)


def _claim_of(left: Mention, right: Mention, claims: Sequence[Claim]) -> Claim | None:
    around = [c for c in claims if c.start <= left.start and right.end <= c.end]
    return min(around, key=lambda c: (c.end - c.start, c.start, c.id), default=None)
