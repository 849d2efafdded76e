"""Descent of texts that hang together: which came from which, and from whom that is not here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.candidates import Candidate, from_guesses, from_pairs, name_of
from headwater.origins.descent.carried import declared_of
from headwater.origins.descent.declared import Declared
from headwater.origins.descent.edges import Edge, from_declarations, inferred
from headwater.origins.descent.editions import from_editions
from headwater.origins.descent.inherited import without_inherited
from headwater.origins.descent.judged import Verdicts, judged
from headwater.origins.descent.lone_quotes import LoneQuotes
from headwater.origins.descent.marks import Marks
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.pairs import Facts, Pair, pairs_of, with_repute
from headwater.origins.descent.reputes import Meant, meant
from headwater.origins.descent.shared import from_shared
from headwater.origins.descent.signed import from_marks
from headwater.origins.descent.source_rows import SourceBook, not_here, source_id
from headwater.origins.descent.unnamed import unnamed, without_cited
from headwater.origins.descent.values import strangeness
from headwater.origins.descent.wires import Wire, guesses, wires_of
from headwater.origins.descent.with_agencies import COLLECTIVE, Agencies, without_collective
from headwater.records.articles import Article, Part
from headwater.records.descent import AgencyMark, CitedParty, Collation, Declaration, DescentText
from headwater.records.ids import row_id
from headwater.records.origins import Cluster, Derivation, NotCompared, PartCredit, Printer, Reuse
from headwater.records.tables import Tables

Resolved = Mapping[int, str | None]


@dataclass(frozen=True)
class Descent:
    """What is read of some texts before any parent is chosen."""

    articles: Mapping[str, Article]
    names: Mapping[str, str]
    book: OutletBook  # of who printed them
    texts: Mapping[str, DescentText]
    declared: Sequence[Declared]
    wires: Mapping[str, Mapping[str, Wire]]


def derive_rows(tables: Tables, config: DeriveConfig, verdicts: Verdicts | None = None) -> Tables:
    """Derivations, cited sources, part credits and edges that cannot be compared, of texts that hang together."""
    descent, verdicts = read_descent(tables), verdicts or Verdicts()
    pairs = _pairs(tables, descent, config)
    found = meant(tables, descent.articles, descent.declared, descent.texts, descent.book, pairs)
    quotes = LoneQuotes(tables, descent.articles)
    descent, resolved, said = replace(descent, declared=found.declared), found.resolved, found.said
    pairs = with_repute(pairs, found.named_by, _agencies(descent))
    unseen = _unseen(tables, descent, pairs, found, quotes, config)
    rivals = {c.child for c in unseen}
    numbers = {key: frozenset(text.numbers) for key, text in descent.texts.items()}
    strange = strangeness(pairs, numbers, quotes.lacking)
    direct = from_pairs(pairs, found.wires, said, descent.names, rivals, config, strange, quotes)
    agencies = Agencies(descent.declared, _agencies(descent))
    direct = verdicts.kept(agencies.credit(direct))
    here = agencies.met(direct)
    unseen = without_collective(unseen, here)
    sharing = {(c.child, c.parent): c for c in direct if c.pair is not None and not c.pair.lone}
    declared = from_declarations(descent.declared, resolved, sharing)
    declared = without_collective(verdicts.kept(declared), here)
    direct = unnamed(direct, said, declared, config, quotes)
    supposed = [*direct, *unseen, *_credited(declared, sharing, config)]
    supposed = verdicts.kept(without_cited(supposed, declared))
    edges = _kept(declared, inferred(descent.articles, supposed, config), pairs, descent, config)
    rows, sources = _rows(tables, descent, verdicts.kept(edges), resolved)
    return judged(rows, sources, verdicts, descent.articles, descent.texts)


def _agencies(descent: Descent) -> set[str]:
    """The articles that a news agency printed."""
    return {
        key for key in descent.articles if (o := descent.book.publisher(key)) is not None and o.kind == "wire"
    }


def read_descent(tables: Tables) -> Descent:
    """What some texts say of where they come from."""
    articles = tables.by_id(Article)
    book = OutletBook.of_entries((), tables.of(Printer), ())
    declared = [
        declared_of(row, articles[row.article]) for row in tables.of(Declaration) if row.article in articles
    ]
    names = {key: name_of(article) for key, article in articles.items()}
    texts = {row.article: row for row in tables.of(DescentText) if row.article in articles}
    return Descent(articles, names, book, texts, declared, wires_of(declared))


def _pairs(tables: Tables, descent: Descent, config: DeriveConfig) -> list[Pair]:
    facts = {
        key: Facts(
            translated=text.translated,
            first_hand=text.first_hand,
            credits_wire=bool(descent.wires.get(key)),
        )
        for key, text in descent.texts.items()
    }
    publishers = _publishers(descent)
    return pairs_of(
        descent.articles, tables.of(Reuse), tables.of(Cluster), tables.of(Collation), facts, config.date_weight, publishers
    )  # fmt: skip


def _publishers(descent: Descent) -> dict[str, str]:
    """The key of each article's publisher, where it is known."""
    return {key: outlet.key for key in descent.articles if (outlet := descent.book.publisher(key))}


def _unseen(
    tables: Tables,
    descent: Descent,
    pairs: Sequence[Pair],
    found: Meant,
    quotes: LoneQuotes,
    config: DeriveConfig,
) -> list[Candidate]:
    """Agencies and common parents that are not here and may stand behind a text."""
    wires, publishers, marks = found.wires, _publishers(descent), Marks(tables.of(AgencyMark))
    here = _here(pairs, found) | quotes.here
    least = config.least_wire_coverage
    supposed = from_guesses(guesses(pairs, wires, descent.names, publishers, least, quotes.printers))
    supposed += from_shared(pairs, wires, descent.articles, descent.names, marks, here)
    known = {(c.child, c.parent) for c in supposed} | here
    supposed += from_marks(descent.articles, wires, marks, publishers, known)
    return supposed


def _here(pairs: Iterable[Pair], found: Meant) -> set[tuple[str, str]]:
    """(text, agency) where the text shares words with one whose story of that agency was found to be in the case."""
    held = found.here
    return {
        (child, key)
        for pair in pairs
        for child in (pair.a, pair.b)
        for key in held.get(pair.other(child), ())
    }


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
        e.child for e in held.values() if e.outlet and e.outlet.kind == "wire" and e.outlet.key != COLLECTIVE
    }
    known = without_collective((e for _, e in sorted(held.items())), named)
    return without_inherited(known)


def _rows(
    tables: Tables, descent: Descent, edges: Sequence[Edge], resolved: Resolved
) -> tuple[Tables, SourceBook]:
    sources = SourceBook(tables.of(Declaration))
    in_case = {row.attribution for i, row in enumerate(descent.declared) if resolved[i] and row.attribution}
    for party in tables.of(CitedParty):
        if party.attribution not in in_case and party.kind != "self":
            sources.cite(party)
    derivations, not_compared = [], []
    for edge in edges:
        parent = edge.parent
        if edge.outlet is not None:
            parent = sources.comes_from(edge.outlet, edge.child, edge.because)
            not_compared.append(NotCompared(edge.child, parent, not_here(edge.outlet.name)))
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
    return Tables.of_rows(derivations, _part_credits(tables, descent, resolved), not_compared), sources


def _part_credits(tables: Tables, descent: Descent, resolved: Resolved) -> list[PartCredit]:
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
