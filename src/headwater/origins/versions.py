"""Versions of one address in the family tree: an earlier one is no outlet's second report.

The latest version speaks for its address. What an earlier one says is laid aside before descent is traced and
origins are counted, so that a case with it has the same origins as the case without it; the two versions are
joined by an edge, and its claims say what became of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from headwater.records.articles import Article, Reworded, Version
from headwater.records.claims import Claim
from headwater.records.ids import row_id
from headwater.records.matches import MatchedGroup
from headwater.records.origins import ClaimOrigins, Cluster, Derivation, Reuse
from headwater.records.spans import Span
from headwater.records.tables import Tables

_REWRITTEN = 0.2
"""Share of a later version's words that are new, from which it is a rewrite and no copy."""


def superseded(tables: Tables) -> dict[str, str]:
    """For each text that an other of its address speaks for, that other."""
    found: dict[str, str] = {}
    for row in tables.of(Version):
        for article in (row.article, row.earlier):
            if article != row.speaks:
                found[article] = row.speaks
    return found


def spoken(tables: Tables) -> Tables:
    """The tables without what earlier versions say; the same tables where there are none."""
    gone = superseded(tables)
    if not gone:
        return tables
    claims = {row.id for row in tables.of(Claim) if row.article in gone}
    kept: dict[type[Any], list[Any]] = {}
    for kind in tables.kinds():
        rows = tables.of(kind)
        if kind is Article:
            kept[kind] = [row for row in rows if row.id not in gone]
        elif kind is MatchedGroup:
            kept[kind] = [row for group in rows if (row := _group(group, gone, claims)) is not None]
        elif kind is Reuse:
            kept[kind] = [row for row in rows if row.a not in gone and row.b not in gone]
        elif kind is Derivation:
            kept[kind] = [row for row in rows if row.child not in gone and row.parent not in gone]
        elif kind is Cluster or kind is Version:
            kept[kind] = list(rows)
        else:
            kept[kind] = [row for row in rows if getattr(row, "article", None) not in gone]
    return Tables(kept)


def _group(group: MatchedGroup, gone: Mapping[str, str], claims: set[str]) -> MatchedGroup | None:
    if not any(article in gone for article in group.articles):
        return group
    left = [claim for claim in group.claims if claim not in claims]
    if not left:
        return None
    heading = group.heading if group.heading in left else left[0]
    articles = [article for article in group.articles if article not in gone]
    return replace(group, claims=left, articles=articles, heading=heading)


def version_edges(tables: Tables) -> Iterator[Derivation]:
    """An edge from each version to the one before it: declared, because their address is one."""
    articles = tables.by_id(Article)
    for row in tables.of(Version):
        child, parent = articles[row.article], articles[row.earlier]
        directed = row.order != "not_known"
        body = child.span(min(child.body_start, len(child.text)), len(child.text))
        new = sum(len(span.text) for span in [*row.added, *(one.after for one in row.changed)])
        same = "Both texts were printed at one address"
        told = row.because if directed else f"{row.because} Nothing tells which was made from which."
        yield Derivation(
            row_id("de", child.id, parent.id),
            child.id,
            parent.id,
            [body] if body.text else [],
            "rewrite" if new > _REWRITTEN * max(1, len(body.text)) else "copy",
            declared=True,
            directed=directed,
            score=1.0,
            because=f"{same} ({row.url}). {told}",
        )


def earlier_claims(tables: Tables) -> Iterator[ClaimOrigins]:
    """What became of each claim of a version that no longer speaks for its address."""
    gone = superseded(tables)
    after = {row.earlier: row for row in tables.of(Version)}
    before = {row.article: row for row in tables.of(Version)}
    for claim in sorted(tables.of(Claim), key=lambda row: row.id):
        if claim.article in gone:
            row = after.get(claim.article) or before[claim.article]
            yield ClaimOrigins(claim.id, claim.article, [], f"{_fate(claim, row)} {_COUNTED}")


_COUNTED = "Origins are counted for the version that stands."


def _fate(claim: Claim, row: Version) -> str:
    """Removed, changed or kept, by where the claim's sentence stands in the next version."""
    at = f" {row.article_at.replace('T', ' ')[:16]}" if row.article_at else ""
    if claim.article == row.article or row.order == "not_known":
        return f"Another text of the same address ({row.url}) speaks for it; nothing tells which came first."
    if _in(claim, row.removed):
        return f"Removed: the sentence no longer stands in the next version of this address{at}."
    changed = next((one for one in row.changed if _in(claim, [one.before])), None)
    if changed is not None:
        return f"Changed in the next version of this address{at}: “{_short(changed)}”."
    return f"An earlier version of this address; the sentence stands in the next version{at} too."


def _in(claim: Claim, spans: Sequence[Span]) -> bool:
    return any(span.start < claim.end and claim.start < span.end for span in spans)


def _short(changed: Reworded) -> str:
    words = " ".join(changed.after.text.split())
    return words if len(words) <= 160 else words[:159].rstrip() + "…"
