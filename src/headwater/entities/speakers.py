"""Which entity the source of an attribution is: a person, an outlet, a body; never an unnamed individual."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from headwater.entities.bodies import demonyms
from headwater.entities.entries import word_list
from headwater.entities.heads import Phrase, phrase_of
from headwater.entities.known import outlet_nouns
from headwater.entities.places import place
from headwater.entities.pointing import may_mean
from headwater.entities.signs import bare_key
from headwater.entities.uses import Naming
from headwater.records.claims import Attribution, Parse
from headwater.records.entities import Mention
from headwater.records.spans import Span
from headwater.text.names import name_key, words_of

SMALL = 3
"""Letters of words that count for nothing beside a name."""
MOST_TITLES = 3
"""Words before a person's name that may be titles."""
_BODIES = ("group", "body", "state", "outlet")


def source_mention(
    attribution: Attribution, mentions: Sequence[Mention], parses: Sequence[Parse]
) -> tuple[Mention, str] | None:
    """The mention that names the source, and why; null where the source has no name.

    ``mentions`` and ``parses`` are those of the attribution's article, in the order of the text.
    """
    span = attribution.source
    if attribution.source_kind in ("anonymous", "self"):
        return None
    phrase = phrase_of(span, parses) if span else None
    inside = _inside(span, mentions) if span else []
    named = [m for m in inside if _names(m, phrase, span)] if span else []
    if attribution.source_kind == "official_unnamed":
        return _spoken_for(span, phrase, inside) if span else None
    if attribution.source_kind == "named_person":
        found = _person(inside, named, span) or _fullest(attribution, mentions, ("person",))
        if found:
            return found, "The source is this person."
    body = _body(attribution, named)
    if body is None and attribution.source_kind not in ("named_person", "document"):
        body = next((m for m in named if m.type == "person"), None)
    if body is None and attribution.source_kind != "named_person":
        body = _fullest(attribution, mentions, _BODIES)
    return (body, "The words of the source name it.") if body else None


def _inside(span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    first = bisect_left(mentions, span.start, key=lambda m: m.start)
    last = bisect_left(mentions, span.end, key=lambda m: m.start)
    return [m for m in mentions[first:last] if m.end <= span.end]


def _names(mention: Mention, phrase: Phrase | None, span: Span | None) -> bool:
    """Whether the mention is the head of the source's words; without a parse, whether it is most of them."""
    if phrase is not None:
        return phrase.is_named_by(mention)
    if span is None:
        return False
    own = range(mention.start, mention.end)
    others = [w for w in words_of(span.text, mention.lang, span.start) if w.start not in own]
    told = [w for w in others if len(w.text) > SMALL and w.forms[0] not in outlet_nouns()]
    return sum(len(w.text) for w in told) <= len(mention.text)


def _person(inside: Sequence[Mention], named: Sequence[Mention], span: Span | None) -> Mention | None:
    """The person who is the source: its head, or the name that begins or, after a comma, ends its words."""
    persons = [m for m in named if m.type == "person"]
    if persons or span is None:
        return persons[0] if persons else None
    for mention in inside:
        before = span.text[: mention.start - span.start].split(",")[-1] if mention.start > span.start else ""
        titled = "," in span.text[: mention.start - span.start] and len(before.split()) <= MOST_TITLES
        starts = len(span.text[: mention.start - span.start].split()) <= MOST_TITLES and not _links(before)
        if mention.type == "person" and ((titled and not _links(before)) or starts):
            return mention
    return None


def _links(words: str) -> bool:
    return any(w.forms[0] in word_list("ends the head of a source") for w in words_of(words))


def _body(attribution: Attribution, named: Sequence[Mention]) -> Mention | None:
    """The group, body or outlet at the head of the source's words; a place where it stands for its government."""
    fitting = [m for m in named if m.type in _BODIES and (m.label is None or m.known_as)]
    if fitting:
        return next((m for m in fitting if m.type == "outlet"), fitting[0])
    places = [m for m in named if m.type == "place"]
    return places[0] if places and attribution.source_kind in ("organisation", "document") else None


def _spoken_for(span: Span, phrase: Phrase | None, inside: Sequence[Mention]) -> tuple[Mention, str] | None:
    """The body that an unnamed spokesman or statement speaks for; two security sources are no one."""
    speaks = word_list("speaks for a body")
    bodies = [m for m in inside if m.type in ("group", "body", "state") and (m.label is None or m.known_as)]
    if phrase is not None:
        noun = phrase.noun
        named = next((m for m in bodies if phrase.is_named_by(m)), None)
        if named:
            return named, "The words of the source name it."
        said = noun is not None and bool({noun.forms[0], *noun.text.lower().split("-")} & speaks)
    else:
        said = bool({w.forms[0] for w in words_of(span.text)} & speaks)
    return (bodies[0], "A spokesman or statement speaks for this body.") if said and bodies else None


def _fullest(attribution: Attribution, mentions: Sequence[Mention], types: Sequence[str]) -> Mention | None:
    """The mention whose words are the fullest name that the source goes by in the article, up to a comma."""
    if not attribution.resolved_source:
        return None
    full = attribution.resolved_source.split(",")[0]
    wanted = bare_key(full)
    said = attribution.source.text if attribution.source else ""
    fitting = [m for m in mentions if m.type in types and wanted]
    named = next((m for m in fitting if bare_key(m.text, m.lang) == wanted), None)
    named = named or next((m for m in fitting if _described(full, m)), None)
    return named if named and may_mean(said, named) else None


def _described(full: str, mention: Mention) -> bool:
    """Whether a name ends the words after a description of it: "the Britain-based Otter Watch", not "sources in Otter Watch"."""
    before = full.removesuffix(mention.text)
    long = len(mention.text.split()) > 1 and mention.label is None
    return before != full and long and before.endswith(" ") and not _links(before)


def government_of(mention: Naming, codes: Mapping[str, str]) -> str | None:
    """The government that a capital stands for ("Moscow said"), as a registry id, or null."""
    found = place(mention.known_as) if mention.known_as else None
    if found is None or found.kind not in ("town",):
        return None
    code = codes.get(" ".join(name_key(mention.text, mention.lang)))
    return f"body/{code}/government" if code and code in demonyms() else None
