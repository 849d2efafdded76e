"""What each article says of where it comes from, read once: declarations, cited parties, and what bears on descent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.descent.affiliation import body_of
from headwater.origins.descent.carried import named, row_of
from headwater.origins.descent.cited import Cited, told_to
from headwater.origins.descent.declared import Declared, GuessLanguage, from_credits
from headwater.origins.descent.judged import is_about
from headwater.origins.descent.linked import from_links
from headwater.origins.descent.marks import phrases, signed_by
from headwater.origins.descent.naming import outlets_named
from headwater.origins.descent.outlet_book import Outlet, OutletBook
from headwater.origins.descent.parties import read_parties
from headwater.origins.descent.quoted import (
    captions_of,
    foreign_stretches,
    from_attributions,
    from_mentions,
    lies_in,
)
from headwater.origins.descent.source_rows import source_id
from headwater.origins.descent.wires import wires_of
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import Attribution, Claim
from headwater.records.descent import CitedParty, Declaration, DescentText, LinkedText, OutletJudged, Phrases
from headwater.records.entities import Entity, Mention, MentionEntity
from headwater.records.judgements import EdgeJudgement
from headwater.records.origins import CountedText, KnownOutlet, NamedOutlets, Printer
from headwater.records.tables import Tables


@dataclass(frozen=True)
class Read:
    """What is at hand of some articles: the rows of each, their outlets, and whom they cite."""

    book: OutletBook
    cited: Mapping[str, Cited]
    entities: Mapping[str, Entity]
    owner: Mapping[str, str]
    parts: Mapping[str, Sequence[Part]]
    credits_: Mapping[str, Sequence[Credit]]
    sentences: Mapping[str, Sequence[Sentence]]
    mentions: Mapping[str, Sequence[Mention]]
    attributions: Mapping[str, Sequence[Attribution]]
    claims: Mapping[str, Sequence[Claim]]
    leads: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Sequence[str]]
    numbers: Mapping[str, Sequence[int]]
    judged: Sequence[EdgeJudgement]


def read(tables: Tables) -> Read:
    """Indexes the tables of some articles."""
    book = OutletBook.of_entries(tables.of(KnownOutlet), tables.of(Printer), tables.of(Entity))
    return Read(
        book,
        read_parties(tables, book).cited,
        tables.by_id(Entity),
        {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"},
        tables.by_article(Part),
        tables.by_article(Credit),
        tables.by_article(Sentence),
        tables.by_article(Mention),
        tables.by_article(Attribution),
        tables.by_article(Claim),
        leads_of(tables),
        {row.article: row.names for row in tables.of(NamedOutlets)},
        {row.article: row.numbers for row in tables.of(CountedText)},
        [row for row in tables.of(EdgeJudgement) if row.status == "obeyed"],
    )


def leads_of(tables: Tables) -> dict[str, dict[str, str]]:
    """For each article the texts of the case to which its addresses lead."""
    found: dict[str, dict[str, str]] = {}
    for row in tables.of(LinkedText):
        found.setdefault(row.article, {})[row.href] = row.to
    return found


def declare_rows(tables: Tables, guess: GuessLanguage) -> Tables:
    """The rows of all articles of ``tables``; those of one hang on its own rows alone."""
    seen = read(tables)
    return Tables.of_rows(
        row
        for article in sorted(tables.of(Article), key=lambda row: row.id)
        for row in _rows(article, seen, guess)
    )


def _rows(
    article: Article, seen: Read, guess: GuessLanguage
) -> Iterator[Declaration | CitedParty | DescentText | Phrases]:
    found = list(_declared(article, seen, guess))
    wires = wires_of(found).get(article.id, {})
    called: dict[Outlet, Outlet] = {}
    resting = _resting(seen.claims.get(article.id, ()))
    for row in found:
        outlet = row.outlet
        if outlet is not None and outlet not in called:
            called[outlet] = seen.book.of_name(outlet.name, outlet.entity)
        claims = resting.get(row.attribution, ()) if row.attribution else ()
        yield row_of(row, called[outlet] if outlet is not None else None, claims)
    yield from _parties(article, seen)
    yield _text(article, found, seen)
    printed = seen.book.publisher(article.id)
    signs = signed_by(wires)
    yield Phrases(
        article.id,
        printed.key if printed else None,
        sorted(key for key in wires if key != "agencies"),
        named(signs) if signs else None,
        phrases(article.text).hashes.astype("<u8").tobytes(),
    )


def _declared(article: Article, seen: Read, guess: GuessLanguage) -> Iterator[Declared]:
    key, book = article.id, seen.book
    parts, credits_ = seen.parts.get(key, []), seen.credits_.get(key, [])
    sentences = seen.sentences.get(key, [])
    yield from from_credits(article, parts, credits_, book, guess)
    foreign = foreign_stretches(parts)
    said = [*from_attributions(article, seen.attributions.get(key, []), seen.cited, book)]
    captions = captions_of(parts, credits_)
    said += from_mentions(article, seen.mentions.get(key, []), sentences, captions, book)
    said += from_links(article, parts, sentences, seen.leads.get(key, {}))
    yield from (row for row in said if not any(lies_in(span, foreign) for span in row.spans))


def _resting(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """The claims that rest on each attribution."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        for attribution in claim.chain:
            found.setdefault(attribution, []).append(claim.id)
    return found


def _parties(article: Article, seen: Read) -> Iterator[CitedParty]:
    mentions = seen.mentions.get(article.id, ())
    for row in seen.attributions.get(article.id, ()):
        party = seen.cited.get(row.id)
        if party is not None:
            yield CitedParty(
                article.id,
                row.id,
                row.source.text if row.source else None,
                party.key,
                party.name,
                party.kind,
                party.entity,
                named(seen.book.of_name(party.name, party.entity)),
                body_of(row, party, mentions, seen.owner, seen.entities),
            )


def _text(article: Article, found: Sequence[Declared], seen: Read) -> DescentText:
    key, book = article.id, seen.book
    attributions = seen.attributions.get(key, ())
    heard = [outlet for row in attributions if (outlet := told_to(row, book)) is not None]
    # a text that names what it translates is no younger than texts it does not name
    names_all = any(row.scope == "whole" and row.outlet is not None for row in found)
    printed = book.publisher(key)
    return DescentText(
        article=key,
        sha256=article.sha256,
        printer=printed.key if printed else None,
        first_hand=any(book.is_publisher(outlet, key) for outlet in heard),
        translated=not names_all and any(row.kind == "translator" for row in seen.credits_.get(key, ())),
        numbers=list(seen.numbers.get(key, ())),
        outlets=outlets_named(article, seen.mentions.get(key, ()), seen.owner, seen.sentences.get(key, ())),
        sources=list(dict.fromkeys(_may_mean(article, heard, seen))),
        judged=list(_judged(article, seen)),
    )


def _may_mean(article: Article, heard: Sequence[Outlet], seen: Read) -> Iterator[str]:
    """The ids that sources may have: of parties and who heard them, and of outlets that the article's words name."""
    for row in seen.attributions.get(article.id, ()):
        party = seen.cited.get(row.id)
        if party is not None:
            yield source_id(party.key)
            if party.entity is not None:
                yield source_id(f"entity:{party.entity}")
    yield from (source_id(outlet.key) for outlet in heard)
    for name in seen.names.get(article.id, ()):
        met = (seen.book.of_name(name), seen.book.in_phrase(name))
        yield from (source_id(outlet.key) for outlet in met if outlet is not None)


def _judged(article: Article, seen: Read) -> Iterator[OutletJudged]:
    """The outlets by which judgements name a parent of the article."""
    for row in seen.judged:
        if row.name and is_about(row, article):
            yield OutletJudged(row.name, named(seen.book.of_name(row.name)))
