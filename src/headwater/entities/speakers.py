"""Which entity the source of an attribution is: a person, an outlet, a body; never an unnamed individual."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from headwater.entities.bodies import demonyms
from headwater.entities.entries import word_list
from headwater.entities.places import place
from headwater.records.claims import Attribution
from headwater.records.entities import Mention
from headwater.text.names import Word, name_key, words_of

_BODIES = ("group", "body", "state", "outlet")


def source_mention(attribution: Attribution, mentions: Sequence[Mention]) -> tuple[Mention, str] | None:
    """The mention that names the source, and why; null where the source has no name.

    ``mentions`` are those of the attribution's article that have an entity, in the order of the text.
    """
    if attribution.source_kind in ("anonymous", "self"):
        return None
    inside = _inside(attribution, mentions)
    if attribution.source_kind == "named_person":
        found = next((m for m in inside if m.type == "person"), None) or _fullest(attribution, mentions)
        return (found, "The source is this person.") if found else None
    if attribution.source_kind == "official_unnamed":
        return _spoken_for(attribution, inside)
    found = _head(attribution, inside) or _fullest(attribution, mentions)
    if found is None or (attribution.source_kind == "document" and found.type == "person"):
        return None
    return found, "The words of the source name it."


def _inside(attribution: Attribution, mentions: Sequence[Mention]) -> list[Mention]:
    span = attribution.source
    if span is None:
        return []
    first = bisect_left(mentions, span.start, key=lambda m: m.start)
    last = bisect_left(mentions, span.end, key=lambda m: m.start)
    return [m for m in mentions[first:last] if m.end <= span.end]


def _head(attribution: Attribution, inside: Sequence[Mention]) -> Mention | None:
    """The mention at the head of the source's words: before any preposition, the last one there."""
    span = attribution.source
    if span is None:
        return None
    words = words_of(span.text, "", span.start)
    edge = next(
        (
            w.start
            for i, w in enumerate(words)
            if i > 0 and w.forms[0] in word_list("ends the head of a source") and not _in_mention(w, inside)
        ),
        span.end,
    )
    label = next((m.start for m in inside if m.label is not None and m.known_as is None), span.end)
    fitting = [m for m in inside if m.type in _BODIES and m.label is None and m.start < min(edge, label)]
    fitting = fitting or [m for m in inside if m.known_as and m.label and m.start < edge]
    if fitting:
        return fitting[-1] if fitting[-1].type == "outlet" or len(fitting) == 1 else fitting[0]
    places = [m for m in inside if m.type == "place" and m.end - m.start >= (span.end - span.start) * 0.6]
    return places[0] if places and attribution.source_kind in ("organisation", "document") else None


def _in_mention(word: Word, inside: Sequence[Mention]) -> bool:
    return any(m.start <= word.start and word.end <= m.end for m in inside)


def _spoken_for(attribution: Attribution, inside: Sequence[Mention]) -> tuple[Mention, str] | None:
    """The body that an unnamed spokesman or statement speaks for; two security sources are no one."""
    span = attribution.source
    if span is None:
        return None
    words = {w.forms[0] for w in words_of(span.text)}
    bodies = [m for m in inside if m.type in ("group", "body", "state")]
    if words & word_list("speaks for a body") and bodies:
        return bodies[0], "A spokesman or statement speaks for this body."
    return None


def _fullest(attribution: Attribution, mentions: Sequence[Mention]) -> Mention | None:
    """The mention whose words are, or begin, the fullest name that the source goes by in the article."""
    if not attribution.resolved_source:
        return None
    wanted = name_key(attribution.resolved_source)
    person = attribution.source_kind == "named_person"
    for mention in mentions:
        key = name_key(mention.text, mention.lang)
        fits = (mention.type == "person") == person and (mention.type in _BODIES or person)
        if key and fits and wanted[: len(key)] == key:
            return mention
    return None


def government_of(mention: Mention, codes: Mapping[str, str]) -> str | None:
    """The government that a capital stands for ("Moscow said"), as a registry id, or null."""
    found = place(mention.known_as) if mention.known_as else None
    if found is None or found.kind not in ("town",):
        return None
    code = codes.get(" ".join(name_key(mention.text, mention.lang)))
    return f"body/{code}/government" if code and code in demonyms() else None
