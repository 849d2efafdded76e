"""Descent of a whole case: rows of derivations, sources, part credits and what was not compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.candidates import Candidate, from_guesses, from_pairs, name_of
from headwater.origins.descent.cited import Cited, told_to
from headwater.origins.descent.declared import Declared, GuessLanguage, from_credits
from headwater.origins.descent.edges import Edge, from_declarations, inferred
from headwater.origins.descent.editions import from_editions
from headwater.origins.descent.here import rows_here
from headwater.origins.descent.inherited import without_inherited
from headwater.origins.descent.judged import Verdicts, judged
from headwater.origins.descent.linked import from_links
from headwater.origins.descent.marks import Marks
from headwater.origins.descent.matching import ParentFinder
from headwater.origins.descent.naming import from_names
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.pairs import Facts, Pair, pairs_of, with_repute
from headwater.origins.descent.parties import read_parties
from headwater.origins.descent.quoted import (
    captions_of,
    foreign_stretches,
    from_attributions,
    from_mentions,
    lies_in,
)
from headwater.origins.descent.shared import from_shared
from headwater.origins.descent.signed import from_marks
from headwater.origins.descent.source_rows import SourceBook, source_id
from headwater.origins.descent.unnamed import unnamed
from headwater.origins.descent.values import strangeness
from headwater.origins.descent.wires import Wire, guesses, wires_of
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import Attribution, Claim
from headwater.records.entities import Mention, MentionEntity
from headwater.records.ids import row_id
from headwater.records.matches import MatchedGroup
from headwater.records.origins import Cluster, CountedText, Derivation, NotCompared, PartCredit, Reuse
from headwater.records.tables import Tables


@dataclass(frozen=True)
class Descent:
    """What is read of one case before any parent is chosen."""

    articles: Mapping[str, Article]
    names: Mapping[str, str]
    book: OutletBook
    cited: Mapping[str, Cited]
    declared: Sequence[Declared]
    wires: Mapping[str, Mapping[str, Wire]]


def derive_rows(
    tables: Tables, config: DeriveConfig, guess: GuessLanguage, verdicts: Verdicts | None = None
) -> Tables:
    """Derivations, sources, part credits and edges that cannot be compared, of one case."""
    descent, verdicts = read_descent(tables, guess), verdicts or Verdicts()
    pairs = _pairs(tables, descent, config)
    finder = ParentFinder(descent.articles, descent.book, pairs, tables.of(Claim), tables.of(MatchedGroup))
    owner = {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"}
    named = from_names(
        pairs, descent.articles, tables.by_article(Mention), owner, tables.by_article(Sentence), descent.book
    )
    descent = replace(descent, declared=[*descent.declared, *named])
    resolved = finder.find_all(descent.declared)
    said = {
        (row.child, parent): row.because for i, row in enumerate(descent.declared) if (parent := resolved[i])
    }
    pairs = with_repute(pairs, _named_by(said), _agencies(descent))
    wires = wires_of(row for i, row in enumerate(descent.declared) if resolved[i] is None)
    unseen = _unseen(descent, pairs, wires, config)
    rivals = {c.child for c in unseen}
    numbers = {row.article: frozenset(row.numbers) for row in tables.of(CountedText)}
    strange = strangeness(pairs, numbers)
    direct = from_pairs(pairs, wires, said, descent.names, rivals, config, strange)
    direct = verdicts.kept(direct)
    declared = from_declarations(descent.declared, resolved, {(c.child, c.parent): c for c in direct})
    declared = verdicts.kept(declared)
    direct = unnamed(direct, said, declared, config)
    supposed = [*direct, *unseen, *_credited(declared, {(c.child, c.parent) for c in direct}, config)]
    supposed = verdicts.kept(supposed)
    edges = _kept(declared, inferred(descent.articles, supposed, config), pairs, descent, config)
    found = judged(_rows(tables, descent, verdicts.kept(edges), resolved), verdicts, descent.articles)
    return found.merged(rows_here(tables, found, descent.cited, descent.book))


def _named_by(said: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many texts name each article of the case as where they are from."""
    found: dict[str, int] = {}
    for _, parent in said:
        found[parent] = found.get(parent, 0) + 1
    return found


def _agencies(descent: Descent) -> set[str]:
    """The articles that a news agency printed."""
    return {
        key for key in descent.articles if (o := descent.book.publisher(key)) is not None and o.kind == "wire"
    }


def read_descent(tables: Tables, guess: GuessLanguage) -> Descent:
    """Whom the texts of a case cite, and what they say of where they come from."""
    parties = read_parties(tables)
    articles, book, cited = parties.articles, parties.book, parties.cited
    declared = list(_declarations(tables, articles, cited, book, guess))
    names = {key: name_of(article) for key, article in articles.items()}
    return Descent(articles, names, book, cited, declared, wires_of(declared))


def _declarations(
    tables: Tables,
    articles: Mapping[str, Article],
    cited: Mapping[str, Cited],
    book: OutletBook,
    guess: GuessLanguage,
) -> list[Declared]:
    parts, credits_ = tables.by_article(Part), tables.by_article(Credit)
    attributions, mentions = tables.by_article(Attribution), tables.by_article(Mention)
    sentences = tables.by_article(Sentence)
    found: list[Declared] = []
    for key in sorted(articles):
        article = articles[key]
        own_parts, own_credits = parts.get(key, []), credits_.get(key, [])
        found += from_credits(article, own_parts, own_credits, book, guess)
        foreign = foreign_stretches(own_parts)
        said = [*from_attributions(article, attributions.get(key, []), cited, book)]
        captions = captions_of(own_parts, own_credits)
        said += from_mentions(article, mentions.get(key, []), sentences.get(key, []), captions, book)
        said += from_links(article, own_parts, sentences.get(key, []), book)
        found += [row for row in said if not any(lies_in(span, foreign) for span in row.spans)]
    return found


def _pairs(tables: Tables, descent: Descent, config: DeriveConfig) -> list[Pair]:
    own = {
        a.article
        for a in tables.of(Attribution)
        if (listener := told_to(a, descent.book)) and descent.book.is_publisher(listener, a.article)
    }
    # a text that names what it translates is no younger than texts it does not name
    named = {row.child for row in descent.declared if row.scope == "whole" and row.outlet is not None}
    translated = {row.article for row in tables.of(Credit) if row.kind == "translator"} - named
    facts = {
        key: Facts(
            translated=key in translated, first_hand=key in own, credits_wire=bool(descent.wires.get(key))
        )
        for key in descent.articles
    }
    publishers = _publishers(descent)
    return pairs_of(
        descent.articles, tables.of(Reuse), tables.of(Cluster), facts, config.date_weight, publishers
    )


def _publishers(descent: Descent) -> dict[str, str]:
    """The key of each article's publisher, where it is known."""
    return {key: outlet.key for key in descent.articles if (outlet := descent.book.publisher(key))}


def _unseen(
    descent: Descent, pairs: Sequence[Pair], wires: Mapping[str, Mapping[str, Wire]], config: DeriveConfig
) -> list[Candidate]:
    """Agencies and common parents that are not here and may stand behind a text.

    ``wires`` are those whose own text no declaration was found to mean.
    """
    publishers = _publishers(descent)
    marks = Marks(descent.articles, wires, publishers)
    found = from_guesses(guesses(pairs, wires, descent.names, publishers, config.least_wire_coverage))
    found += from_shared(pairs, wires, descent.articles, descent.names, marks)
    found += from_marks(descent.articles, wires, marks, publishers, {(c.child, c.parent) for c in found})
    return found


def _credited(
    declared: Iterable[Edge], known: Collection[tuple[str, str]], config: DeriveConfig
) -> list[Candidate]:
    """The parents that a text declares and shares no words with, so that the branching knows of them.

    An unseen one only where it is declared for all of the text; it is as likely then as a text that is here.
    """
    whole = config.declared_weight + config.base + config.coverage_weight + config.parent_weight
    return [
        Candidate(e.child, e.parent, e.outlet, e.spans, e.kind, whole, True, e.because)
        for e in declared
        if (e.child, e.parent) not in known
        and (e.outlet is None or e.kind in ("copy", "rewrite", "translation"))
    ]


def _kept(
    declared: Sequence[Edge],
    supposed: Sequence[Edge],
    pairs: Sequence[Pair],
    descent: Descent,
    config: DeriveConfig,
) -> list[Edge]:
    """Declared edges and, where nothing is declared of the same parent, supposed ones; each pair once."""
    held = {(e.child, e.parent): e for e in supposed}
    held.update({(e.child, e.parent): e for e in declared})
    for edge in from_editions(pairs, held, descent.names, config):
        held[edge.child, edge.parent] = edge
    named = {
        e.child for e in held.values() if e.outlet and e.outlet.kind == "wire" and e.outlet.key != "agencies"
    }
    known = [e for key, e in sorted(held.items()) if not (e.parent == "agencies" and e.child in named)]
    return without_inherited(known)


def _rows(
    tables: Tables, descent: Descent, edges: Sequence[Edge], resolved: Mapping[int, str | None]
) -> Tables:
    sources = SourceBook()
    in_case = {row.attribution for i, row in enumerate(descent.declared) if resolved[i] and row.attribution}
    for attribution in tables.of(Attribution):
        party = descent.cited.get(attribution.id)
        if party is not None and attribution.id not in in_case and party.kind != "self":
            sources.cite(party, attribution.article, attribution.id)
    derivations, not_compared = [], []
    for edge in edges:
        parent = edge.parent
        if edge.outlet is not None:
            parent = sources.cite(edge.outlet, edge.child, None, edge.because)
            what = f"The text of {edge.outlet.name} is not in this case"
            not_compared.append(
                NotCompared(edge.child, parent, f"{what}, so what changed on the way cannot be told.")
            )
        derivations.append(
            Derivation(
                row_id("de", edge.child, parent),
                edge.child,
                parent,
                list(edge.spans),
                edge.kind,
                edge.declared,
                edge.directed,
                edge.score,
                edge.because,
            )
        )
    return Tables.of_rows(derivations, sources.rows(), _part_credits(tables, descent, resolved), not_compared)


def _part_credits(tables: Tables, descent: Descent, resolved: Mapping[int, str | None]) -> list[PartCredit]:
    """Whom each pasted or quoted part is credited to."""
    spans = {
        (row.child, row.spans[0].start): (row, resolved[i])
        for i, row in enumerate(descent.declared)
        if row.scope == "part" and row.spans
    }
    found = []
    for part in tables.of(Part):
        text = descent.articles[part.article].text if part.article in descent.articles else ""
        start = part.start
        while start < part.end and text[start : start + 1].isspace():
            start += 1
        row, article = spans.get((part.article, start), (None, None))
        if row is not None and (article is not None or row.outlet is not None):
            found.append(PartCredit(part.id, article or source_id(row.outlet.key if row.outlet else "")))
    return found
