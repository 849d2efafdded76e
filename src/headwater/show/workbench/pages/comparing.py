"""Any two articles side by side: what they share, and what changed between them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from markupsafe import Markup

from headwater.show.dossier.marks import Mark, weave
from headwater.show.dossier.reader import LONGEST_TEXT, markup
from headwater.show.dossier.showing import direction
from headwater.show.dossier.wordings import changes_of
from headwater.show.workbench.addresses import id_of
from headwater.show.workbench.asking import Ask, Asking, Shown
from headwater.show.workbench.lines import article_lines, group_lines
from headwater.show.workbench.pointing import Pointing
from headwater.show.workbench.problems import bad_form, missing
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site
from headwater.show.workbench.slices import view_of

Key = Annotated[str, Query(max_length=500, description="An article: its id, or its address here.")]


def register_comparing(site: Site) -> None:
    """Puts the comparison on the site."""

    @site.page("/compare", "Two articles: shared stretches, changes, edges between them.")
    def compare(ask: Asking, a: Key = "", b: Key = "") -> Shown:
        first, second = (_article(ask, key) for key in (a, b))
        if first == second:
            raise bad_form("These are one article.", ask.path, "Give two articles.")
        data = _data(ask.rows, first, second)
        return Shown("compare", data, lambda: _context(ask, data, first, second))


def _article(ask: Ask, key: str) -> str:
    """The article of an id, of an address on this site, or of the beginning of an id."""
    given = key.strip().partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    for id_ in (id_of(given), key.strip()):
        found = (
            ask.rows.column(
                "SELECT id FROM articles WHERE id = ? OR (length(?) > 3 AND substr(id, 1, length(?)) = ?) LIMIT 2",
                id_,
                id_,
                id_,
                id_,
            )
            if id_
            else []
        )
        if len(found) == 1 or (found and id_ in found):
            return str(id_ if id_ in found else found[0])
    raise missing("article", ask.path)


def _data(rows: Rows, a: str, b: str) -> Row:
    articles = {row["id"]: row for row in rows.by_ids("articles", [a, b])}
    between = "(a = ? AND b = ?) OR (a = ? AND b = ?)"
    reuse = rows.where("reuse", f"WHERE {between} ORDER BY rowid", a, b, b, a)
    edges = rows.where(
        "derivations",
        "WHERE (child = ? AND parent = ?) OR (child = ? AND parent = ?) ORDER BY rowid",
        a,
        b,
        b,
        a,
    )
    changes = rows.where(
        "changes", "WHERE (child_article = ? AND parent_article = ?) OR (child_article = ? AND parent_article = ?) ORDER BY rowid", a, b, b, a,
    )  # fmt: skip
    groups = rows.column('SELECT x."group" FROM group_articles x JOIN group_articles y ON y."group" = x."group" WHERE x.article = ? AND y.article = ? ORDER BY 1 LIMIT 100', a, b)  # fmt: skip
    return {
        "a": articles[a],
        "b": articles[b],
        "reuse": reuse,
        "derivations": edges,
        "changes": changes,
        "groups": groups,
    }


def _context(ask: Ask, data: Row, a: str, b: str) -> Row:
    claims = {row["parent"]["claim"] for row in data["changes"]} | {
        row["child"]["claim"] for row in data["changes"]
    }
    view = view_of(
        articles=[data["a"], data["b"]],
        claims=ask.rows.by_ids("claims", claims),
        changes=data["changes"],
        derivations=data["derivations"],
    )
    showing = Pointing(view, ask.t)
    pairs = _pairs(data["reuse"], a)
    lines = article_lines(ask.rows, [a, b], ask.t)
    return {
        "sides": [(lines[0], _text(data["a"], [p["a"] for p in pairs]), direction(lines[0]["lang"])), (lines[1], _text(data["b"], [p["b"] for p in pairs]), direction(lines[1]["lang"]))],
        "pairs": pairs,
        "kinds": [row["kind"] for row in data["reuse"]],
        "coverage": [(row["coverage_a"], row["coverage_b"]) if row["a"] == a else (row["coverage_b"], row["coverage_a"]) for row in data["reuse"]],
        "edges": [edge | {"child_name": showing.outlet(edge["child"]), "parent_name": showing.outlet(edge["parent"])} for edge in data["derivations"]],
        "shared": group_lines(ask.rows, data["groups"][:8], ask.t),
        "differences": changes_of(showing, data["changes"][:200]),
    }  # fmt: skip


def _pairs(reuse: list[Row], a: str) -> list[Row]:
    """Aligned stretches, each with its number, in the order of the first article."""
    found = []
    for row in reuse:
        for pair in row["aligned"]:
            one, other = (pair["a"], pair["b"]) if row["a"] == a else (pair["b"], pair["a"])
            found.append({"a": one, "b": other, "kind": pair["kind"], "score": pair["score"]})
    found.sort(key=lambda pair: (pair["a"]["start"], pair["b"]["start"]))
    return [pair | {"number": number} for number, pair in enumerate(found[:300], 1)]


def _text(article: Row, spans: list[Row]) -> Markup:
    marks = [
        Mark("change", span["start"], span["end"], note=str(number)) for number, span in enumerate(spans, 1)
    ]
    text = article["text"]
    return markup(weave(text, 0, min(len(text), LONGEST_TEXT), marks))
