"""Declared descent by attributions: "an agency reported", "told an agency", "selon le site"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.origins.descent.cited import Cited, told_to
from headwater.origins.descent.declared import Declared
from headwater.origins.descent.outlet_book import Outlet, OutletBook
from headwater.origins.descent.outlet_names import agency_of, names_correspondent, outlet_words
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import Attribution
from headwater.records.entities import Mention
from headwater.records.origins import DerivationKind
from headwater.records.spans import Span, trimmed
from headwater.text.names import words_of

REACH = 30
"""Characters about an agency's name in which its correspondents, or whoever told it, are looked for."""
SIGN_OFF = 40
"""Characters at the end of a text in which an outlet's name is the source of all of it."""


def from_attributions(
    article: Article, attributions: Sequence[Attribution], cited: Mapping[str, Cited], book: OutletBook
) -> Iterator[Declared]:
    """Each attribution to another outlet, and each source that spoke to one, as a passage from there."""
    for attribution in attributions:
        spans = tuple(attribution.content_parts or [attribution.content])
        party = cited.get(attribution.id)
        outlet = party.outlet if party is not None else None
        if (
            party is not None
            and outlet is not None
            and _other(outlet, article, book)
            and _is_known(outlet, book)
        ):
            yield _cited(article, attribution, party, outlet, spans)
        listener = told_to(attribution, book)
        if listener is not None and _other(listener, article, book):
            because = f"The text says that {_speaker(attribution)} spoke to {listener.name}."
            yield Declared(article.id, listener, None, spans, "passage", "quote", because, attribution.id)


def _cited(
    article: Article, attribution: Attribution, party: Cited, outlet: Outlet, spans: tuple[Span, ...]
) -> Declared:
    """A passage from the outlet; the whole text where it closes with the outlet's name ("..., X reported")."""
    source = attribution.source
    if (
        source is not None
        and source.start >= attribution.content.end
        and source.end >= len(article.text) - SIGN_OFF
    ):
        whole = trimmed(article.text, 0, len(article.text))
        because = f"The text closes with “{_short(Span(source.text, 0, 0))}” as its source."
        return Declared(article.id, outlet, None, (whole,), "whole", "rewrite", because, attribution.id)
    kind: DerivationKind = "citation" if attribution.form == "indirect" else "quote"
    return Declared(
        article.id, outlet, None, spans, "passage", kind, _because(attribution, party), attribution.id
    )


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
        if agency_of(mention.text) is None and mention.type != "outlet":
            continue
        own = names_correspondent(" ".join(after.split()[:2]))
        if not own and not _was_told(article.text, mention.start):
            continue
        outlet = book.of_name(mention.text)
        if not _is_known(outlet, book) or not _other(outlet, article, book):
            continue
        if any(start <= mention.start < end for start, end in captions):
            continue
        sentence = next((s for s in sentences if s.start <= mention.start < s.end), None)
        where = (sentence.start, sentence.end) if sentence else (mention.start, mention.end)
        span = trimmed(article.text, *where)
        what = (
            f"speaks of {outlet.name}'s own people" if own else f"says that somebody spoke to {outlet.name}"
        )
        because = f"The text {what}: “{_short(span)}”."
        yield Declared(article.id, outlet, None, (span,), "passage", "quote", because)


def _was_told(text: str, start: int) -> bool:
    """Whether the words before an agency's name make it the one who was told something."""
    before = words_of(text[max(0, start - REACH) : start].rsplit(".", 1)[-1])
    before = [w for w in before if w.forms[0] not in ("the", "l")]
    return bool(before) and before[-1].forms[0] in outlet_words().heard


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


def _is_known(outlet: Outlet, book: OutletBook) -> bool:
    """Whether an outlet is called by a name; where a script has no capitals, by that of a publisher of the case."""
    return book.identifies(outlet) or book.prints(outlet.name)


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
