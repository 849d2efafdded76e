"""The stage that says what changed on the way."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from headwater.origins.changes.config import ChangesConfig
from headwater.origins.changes.differences import Difference
from headwater.origins.changes.edges import compare_edge
from headwater.origins.changes.headlines import headline_findings
from headwater.origins.changes.inner import inner_differences
from headwater.origins.changes.library import Library
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Attribution, Claim, Parse
from headwater.records.entities import Entity, Mention, MentionEntity
from headwater.records.ids import row_id
from headwater.records.matches import SentenceVector, Wording
from headwater.records.origins import Change, ChangeFinding, Derivation
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables


class _Claims:
    """The claims of each article, found by where they stand."""

    def __init__(self, tables: Tables) -> None:
        self._claims = {
            article: sorted(rows, key=lambda c: (c.start, c.end, c.id))
            for article, rows in tables.by_article(Claim).items()
        }

    def at(self, article: str, start: int, end: int) -> str | None:
        """The first claim of an article that shares words with a stretch."""
        rows = self._claims.get(article, [])
        last = bisect_right([c.start for c in rows], end - 1)
        return next((c.id for c in rows[max(0, last - 8) : last] if c.end > start), None)


def compare(tables: Tables, config: ChangesConfig, models: Models) -> Tables:
    """What each derivation altered, and headlines that no source stands behind."""
    library, claims = Library(tables), _Claims(tables)
    changes = [*_edges(tables, library, claims, config), *_inside(tables, library, claims, config)]
    return Tables.of_rows(changes, headline_findings(tables, library, config))


def _edges(tables: Tables, library: Library, claims: _Claims, config: ChangesConfig) -> Iterator[Change]:
    edges = [d for d in tables.of(Derivation) if d.parent in library.articles and d.child in library.articles]
    told: set[str] = (
        set()
    )  # of two texts of which either may be the first there are two edges: what differs is told once
    for edge in sorted(edges, key=lambda d: (d.parent, d.child, d.id)):
        parent, child = _sides(edge, library)
        if parent.id == child.id or parent.text == child.text:
            continue
        passages = _passages(edge, child, config) if child.id == edge.child else []
        found = compare_edge(library.side(parent.id), library.side(child.id, passages), config)
        for difference in found:
            if not passages or (difference.parent and difference.child):
                change = _change(difference, parent, child, claims)
                if change.id not in told:
                    told.add(change.id)
                    yield change


def _sides(edge: Derivation, library: Library) -> tuple[Article, Article]:
    """Parent and child; of an edge without direction the text with the older date stands first."""
    parent, child = library.articles[edge.parent], library.articles[edge.child]
    dates = (parent.published.value or "", child.published.value or "")
    if not edge.directed and all(dates) and dates[1][:10] < dates[0][:10]:
        return child, parent
    return parent, child


def _passages(edge: Derivation, child: Article, config: ChangesConfig) -> list[tuple[int, int]]:
    """The passages that came from the parent, where they are a small share of the child; else none: all of it."""
    covered = sum(s.end - s.start for s in edge.child_spans)
    if not covered or covered >= config.most_of * max(1, len(child.text) - child.body_start):
        return []
    return [(s.start, s.end) for s in edge.child_spans]


def _inside(tables: Tables, library: Library, claims: _Claims, config: ChangesConfig) -> Iterator[Change]:
    for article, differences in inner_differences(tables, library, config):
        for difference in differences:
            yield _change(difference, article, article, claims)


def _change(difference: Difference, parent: Article, child: Article, claims: _Claims) -> Change:
    before, after = _wording(parent, difference.parent, claims), _wording(child, difference.child, claims)
    return Change(
        row_id(
            "ch",
            parent.id,
            child.id,
            difference.kind,
            difference.slot,
            before.start,
            before.end,
            after.start,
            after.end,
        ),
        difference.slot,
        difference.kind,
        before,
        after,
        difference.because,
    )


def _wording(article: Article, stretch: tuple[int, int] | None, claims: _Claims) -> Wording:
    if stretch is None:
        return Wording(article.id, None, None, None, None)
    start, end = stretch
    return Wording(article.id, claims.at(article.id, start, end), article.text[start:end], start, end)


READS: Sequence[type] = (
    Article, Part, Sentence, Parse, Claim, Attribution, Mention, MentionEntity, Entity, Derivation, SentenceVector,
)  # fmt: skip

COMPARE = Stage(
    name="origins.compare",
    run=compare,
    reads=tuple(READS),
    writes=(Change, ChangeFinding),
    config=ChangesConfig(),
    shape="blocks",
    links=(Derivation,),
    says="comparing what changed on the way",
    data=("origins/changes/lexicon/*.toml",),
)
"""What the plan runs."""
