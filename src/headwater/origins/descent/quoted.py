"""Declared descent by attributions: "Reuters reported", "told AFP", "selon Lekolin"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.origins.descent.cited import Cited, told_to
from headwater.origins.descent.declared import Declared
from headwater.origins.descent.outlet_book import Outlet, OutletBook
from headwater.origins.descent.outlet_names import agency_of, names_correspondent
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import Attribution
from headwater.records.entities import Mention
from headwater.records.origins import DerivationKind
from headwater.records.spans import Span, trimmed

REACH = 30
"""Characters after an agency's name in which its correspondents are looked for."""


def from_attributions(
    article: Article, attributions: Sequence[Attribution], cited: Mapping[str, Cited], book: OutletBook
) -> Iterator[Declared]:
    """Each attribution to another outlet, and each source that spoke to one, as a passage from there."""
    for attribution in attributions:
        spans = tuple(attribution.content_parts or [attribution.content])
        party = cited.get(attribution.id)
        if party is not None and party.outlet is not None and _other(party.outlet, article, book):
            kind: DerivationKind = "citation" if attribution.form == "indirect" else "quote"
            yield Declared(
                article.id,
                party.outlet,
                None,
                spans,
                "passage",
                kind,
                _because(attribution, party),
                attribution.id,
            )
        listener = told_to(attribution, book)
        if listener is not None and _other(listener, article, book):
            because = f"The text says that {_speaker(attribution)} spoke to {listener.name}."
            yield Declared(article.id, listener, None, spans, "passage", "quote", because, attribution.id)


def from_mentions(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    captions: Sequence[tuple[int, int]],
    book: OutletBook,
) -> Iterator[Declared]:
    """Sentences that speak of an agency's own people ("confirmed to an AFP correspondent")."""
    for mention in mentions:
        after = article.text[mention.end : mention.end + REACH].split(".")[0]
        if agency_of(mention.text) is None or not names_correspondent(" ".join(after.split()[:2])):
            continue
        outlet = book.of_name(mention.text)
        if any(start <= mention.start < end for start, end in captions) or not _other(outlet, article, book):
            continue
        sentence = next((s for s in sentences if s.start <= mention.start < s.end), None)
        where = (sentence.start, sentence.end) if sentence else (mention.start, mention.end)
        span = trimmed(article.text, *where)
        because = f"The text speaks of {outlet.name}'s own people: “{_short(span)}”."
        yield Declared(article.id, outlet, None, (span,), "passage", "quote", because)


def captions_of(parts: Sequence[Part], credits_: Sequence[Credit]) -> list[tuple[int, int]]:
    """Where captions and credits of pictures stand: an agency named there made a picture, not the text."""
    photos = [
        (c.start, c.end) for c in credits_ if c.kind == "photo" and c.start is not None and c.end is not None
    ]
    return [(p.start, p.end) for p in parts if p.kind == "caption"] + photos


def foreign_stretches(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Where texts credited to others stand: whom they cite in turn is their own descent, not the article's."""
    return [(p.start, p.end) for p in parts if p.kind in ("pasted", "quoted_whole") and p.credited_name]


def lies_in(span: Span, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a span begins inside one of the stretches."""
    return any(start <= span.start < end for start, end in stretches)


def _other(outlet: Outlet, article: Article, book: OutletBook) -> bool:
    return bool(outlet.name) and not book.is_publisher(outlet, article.id)


def _because(attribution: Attribution, party: Cited) -> str:
    cue = f" ({attribution.cue.text})" if attribution.cue else ""
    words = attribution.source.text if attribution.source else party.name
    return f"The text attributes “{_short(attribution.content)}” to “{' '.join(words.split())}”{cue}."


def _speaker(attribution: Attribution) -> str:
    return f"“{' '.join(attribution.source.text.split())}”" if attribution.source else "its source"


def _short(span: Span, words: int = 12) -> str:
    found = span.text.split()
    return " ".join(found[:words]) + ("…" if len(found) > words else "")
