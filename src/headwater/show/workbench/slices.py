"""Parts of a case as a ``CaseView``: what one page needs, read from the read model, so that the dossier's own sheets tell it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from headwater.show.view import LISTS, CaseView
from headwater.show.workbench.rows import Row, Rows
from headwater.version import FORMAT, __version__

MOST_TOLD = 200
"""Claims of one group that are told with their words; a group of copies may have thousands."""


def view_of(**lists: Iterable[Row]) -> CaseView:
    """A case with these rows and no others."""
    case: Row = {"format": FORMAT, "headwater": __version__} | {
        name: [] for name in (*LISTS, "not_compared", "rejected")
    }
    return CaseView(case | {name: list(rows) for name, rows in lists.items()})


def article_view(rows: Rows, article: str) -> CaseView | None:
    """One article with all that was read in it, and what is known of whom it hangs on; None where there is none."""
    own = rows.by_ids("articles", [article])
    if not own:
        return None
    claims = rows.where("claims", "WHERE article = ? ORDER BY start, rowid", article)
    attributions = rows.where("attributions", "WHERE article = ? ORDER BY rowid", article)
    edges = rows.where("derivations", "WHERE child = ? OR parent = ? ORDER BY rowid", article, article)
    ends = {edge[side] for edge in edges for side in ("child", "parent")}
    citing = [row["id"] for row in attributions]
    sources = _sources(rows, citing, ends)
    tasks = rows.among("to_find", "source", [row["id"] for row in sources])
    tasks += [t for t in rows.where("to_find", "WHERE article = ? ORDER BY rowid", article) if t not in tasks]
    return view_of(
        articles=[*own, *rows.by_ids("articles", ends - {article}, light=True)],
        parts=rows.where("parts", "WHERE article = ? ORDER BY rowid", article),
        credits=rows.where("credits", "WHERE article = ? ORDER BY rowid", article),
        attributions=attributions,
        claims=claims,
        entities=_entities_in(rows, article),
        groups=_groups_of(rows, claims),
        derivations=edges,
        sources=sources,
        origins=rows.by_ids("origins", chain.from_iterable(c["origins"] for c in claims)),
        findings=rows.where("findings", "WHERE article = ? ORDER BY rowid", article),
        proposals=rows.where("proposals", "WHERE article = ? ORDER BY rowid", article),
        to_find=tasks,
        judgements=judgements_on(rows, article),
    )


def _entities_in(rows: Rows, article: str) -> list[Row]:
    ids = rows.column("SELECT DISTINCT entity FROM entity_mentions WHERE article = ?", article)
    return unmasked(rows.by_ids("entities", ids, inside=article))


def _sources(rows: Rows, citing: list[str], more: Iterable[str]) -> list[Row]:
    found = set(more)
    for start in range(0, len(citing), 500):
        some = citing[start : start + 500]
        marks = ", ".join("?" * len(some))
        found.update(rows.column(f"SELECT source FROM source_cited_by WHERE attribution IN ({marks})", *some))
    return rows.by_ids("sources", found)


def _groups_of(rows: Rows, claims: list[Row]) -> list[Row]:
    ids = [claim["id"] for claim in claims]
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ", ".join("?" * len(some))
        found.update(rows.column(f'SELECT "group" FROM group_claims WHERE claim IN ({marks})', *some))
    return rows.by_ids("groups", found)


def group_view(rows: Rows, group: str, most: int = MOST_TOLD, *, light: bool = False) -> CaseView | None:
    """One group with its reports, their lineage, origins and disagreements; None where there is none.

    Of more than ``most`` claims the oldest are told. ``light``: articles without their texts, for a drawing.
    """
    found = rows.by_ids("groups", [group])
    if not found:
        return None
    row = found[0]
    told = rows.column(
        'SELECT c.id FROM group_claims g JOIN claims c ON c.id = g.claim JOIN articles a ON a.id = c.article '
        'WHERE g."group" = ? ORDER BY a.published_value IS NULL, a.published_value, g.place LIMIT ?', group, most,
    )  # fmt: skip
    kept = [claim for claim in row["claims"] if claim in set(told)]
    claims = rows.by_ids("claims", [*kept, row["heading"]])
    members = {claim["article"] for claim in claims} | (set(row["articles"]) if light else set())
    edges = rows.among("derivations", "child", members)
    parents = {edge["parent"] for edge in edges}
    origins = rows.by_ids("origins", row["origins"])
    texts = rows.by_ids("articles", members, light=light)
    named = {actor["entity"] for claim in claims for actor in claim["actors"]}
    named |= {origin["party"]["entity"] for origin in origins if origin["party"]}
    return view_of(
        articles=[*texts, *rows.by_ids("articles", {*parents, *row["articles"]} - members, light=True)],
        parts=rows.by_ids("parts", {claim["part"] for claim in claims}),
        attributions=_with_parents(rows, chain.from_iterable(claim["chain"] for claim in claims)),
        claims=claims,
        entities=unmasked(rows.by_ids("entities", named, light=True)),
        groups=[row | {"claims": [c["id"] for c in claims if c["id"] in set(kept)]}],
        derivations=edges,
        sources=rows.by_ids("sources", {*parents, *(origin["source"] for origin in origins)}),
        origins=origins,
        changes=[
            c for c in rows.among("changes", "child_article", members) if c["parent"]["article"] in members
        ],
        conflicts=rows.where("conflicts", 'WHERE "group" = ? ORDER BY rowid', group),
        findings=rows.where("findings", 'WHERE "group" = ? ORDER BY rowid', group),
    )


def _with_parents(rows: Rows, ids: Iterable[str]) -> list[Row]:
    found = rows.by_ids("attributions", ids)
    above = {row["parent"] for row in found} - {row["id"] for row in found}
    return found + rows.by_ids("attributions", above)


def unmasked(entities: Iterable[Row]) -> list[Row]:
    """Entities whose names are shown: the workbench is where the case is kept."""
    return [row | {"masked": False} for row in entities]


def judgements_on(rows: Rows, article: str) -> list[Row]:
    """Judgements that point into one article."""
    return rows.where(
        "judgements",
        "WHERE EXISTS (SELECT 1 FROM json_each(judgements.at) WHERE json_extract(value, '$.article') = ?) "
        "OR EXISTS (SELECT 1 FROM json_each(judgements.mentions) WHERE json_extract(value, '$.article') = ?) ORDER BY rowid",
        article, article,
    )  # fmt: skip
