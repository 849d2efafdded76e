"""Articles, and one article: the reader's view of its text beside its claims, chain by chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import Query

from headwater.show.dossier.reader import LONGEST_TEXT, read_text
from headwater.show.dossier.sheets import sheet_of, tasks_about
from headwater.show.view import CaseView
from headwater.show.words import JUDGED, JUDGEMENT
from headwater.show.workbench.addresses import key_of, page_of, span_of
from headwater.show.workbench.asking import Ask, Asking, Shown
from headwater.show.workbench.lines import article_lines, outlet_name
from headwater.show.workbench.paging import PageNumber, Part, Words, like, paged
from headwater.show.workbench.pointing import Pointing
from headwater.show.workbench.problems import missing
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site
from headwater.show.workbench.slices import article_view

ORDERS = {
    "newest": "published_value IS NULL, published_value DESC, rowid",
    "oldest": "published_value IS NULL, published_value, rowid",
    "outlet": "publisher IS NULL, publisher, published_value, rowid",
    "title": "title, rowid",
}
Order = Annotated[Literal["newest", "oldest", "outlet", "title"], Query(description="Which come first.")]
Text = Annotated[str, Query(max_length=200)]
From = Annotated[int, Query(alias="from", ge=0, le=100_000_000, description="Where in a long text to begin.")]


def register_articles(site: Site) -> None:
    """Puts the pages of articles on the site."""

    @site.page("/articles", "Articles of the case.")
    def articles(
        ask: Asking,
        q: Words = "",
        outlet: Text = "",
        lang: Annotated[str, Query(alias="language", max_length=8)] = "",
        order: Order = "newest",
        page: PageNumber = 1,
    ) -> Shown:
        chosen, values = _chosen(q, outlet, lang)
        t = ask.t

        def read(rows: Rows) -> tuple[list[Row], Part]:
            ids, part = paged(rows, "id", f"articles WHERE {chosen}", ORDERS[order], values, page)
            return article_lines(rows, [id_ for (id_,) in ids], t), part

        lines, part = ask.desk.remembered(("articles", q, outlet, lang, order, page, t.lang), read)
        data = {
            "articles": lines,
            "part": part.as_json(),
            "q": q,
            "outlet": outlet,
            "language": lang,
            "order": order,
        }
        outlets = ask.desk.remembered(("outlets",), _outlets)
        languages = ask.desk.remembered(("languages",), _languages)
        return Shown("articles", data, {"part": part, "outlets": outlets, "languages": languages})

    @site.page("/articles/{key}", "One article: its text, claims, attributions, findings and edges.")
    def article(ask: Asking, key: str, since: From = 0) -> Shown:
        id_ = ask.id("articles", key, "article")
        view = ask.desk.remembered(("article", id_), lambda rows: article_view(rows, id_))
        if view is None:
            raise missing("article", ask.path)
        return Shown("article", article_data(view, id_), lambda: _context(ask, view, id_, since))


def _chosen(words: str, outlet: str, lang: str) -> tuple[str, list[str]]:
    told, values = ["1"], []
    if words:
        told.append("(title LIKE ? ESCAPE '\\' OR publisher LIKE ? ESCAPE '\\')")
        values += [like(words), like(words)]
    if outlet:
        told.append("publisher = ?")
        values.append(outlet)
    if lang:
        told.append("json_extract(languages, '$[0]') = ?")
        values.append(lang)
    return " AND ".join(told), values


def _outlets(rows: Rows) -> list[str]:
    return rows.column(
        "SELECT publisher FROM articles WHERE publisher IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 200"
    )


def _languages(rows: Rows) -> list[str]:
    return rows.column(
        "SELECT DISTINCT json_extract(languages, '$[0]') FROM articles WHERE languages != '[]' ORDER BY 1"
    )


def article_data(view: CaseView, id_: str) -> Row:
    """What the JSON twin of an article holds."""
    lists = (
        "parts",
        "credits",
        "attributions",
        "claims",
        "derivations",
        "sources",
        "origins",
        "findings",
        "to_find",
        "proposals",
        "judgements",
    )
    groups = [group["id"] for group in view.rows("groups")]
    return {"article": view.articles[id_], "groups": groups} | {name: view.rows(name) for name in lists}


def _context(ask: Ask, view: CaseView, id_: str, since: int) -> Mapping[str, Any]:
    showing = Pointing(view, ask.t, reading=id_)
    row = view.articles[id_]
    text = read_text(showing, row, since)
    showing.read()
    edges = [_edge(showing, edge, id_) for edge in view.rows("derivations")]
    sheet = sheet_of(showing, row, text)
    judged = [judged_line(ask, one) for one in view.rows("judgements")]
    return {
        "s": sheet,
        "row": row,
        "key": key_of(id_),
        "edges": edges,
        "attribution_of": _attributions(view, id_),
        "judged": judged,
        "glosses": [
            one | {"span": _span(one["at"][0])}
            for one in judged
            if one["kind"] == "gloss" and one["status"] == "obeyed"
        ],
        "tasks": tasks_about(showing, id_),
        "earlier": max(0, since - LONGEST_TEXT) if since else None,
        "later": since + LONGEST_TEXT if since + LONGEST_TEXT < len(row["text"]) else None,
        "length": len(row["text"]),
    }


def _edge(showing: Pointing, edge: Row, id_: str) -> Row:
    came = edge["child"] == id_
    other = edge["parent"] if came else edge["child"]
    return edge | {
        "came": came,
        "other": other,
        "name": showing.name(other),
        "href": showing.href(other),
        "seen": other in showing.view.articles,
    }


def _attributions(view: CaseView, id_: str) -> list[Row]:
    return [row for row in view.attributions.get(id_, []) if row["source"]]


def _span(anchor: Row) -> str:
    return span_of(anchor["article"], anchor["start"] or 0, anchor["end"] or 0)


def judged_line(ask: Ask, row: Row) -> Row:
    """One judgement as a line: who judged what, and what came of it."""
    words = [mention["name"] for mention in row["mentions"]]
    words += [anchor["text"] or outlet_name(ask.rows, anchor["article"]) for anchor in row["at"]]
    value = row["value"] or row["name"] or ""
    if row["undoes"]:
        undone = ask.rows.by_ids("judgements", [row["undoes"]])
        words = [word for one in undone for word in judged_line(ask, one)["words"]]
        value = "".join(ask.t.say(JUDGEMENT, one["kind"]) for one in undone)
    return row | {
        "href": page_of("judgements", row["id"]),
        "words": list(dict.fromkeys(word for word in words if word)),
        "says": ask.t.say(JUDGEMENT, row["kind"]),
        "told": value,
        "undoable": row["status"] in ("obeyed", "disputed", "not_found") and row["kind"] != "undo",
        "became": ask.t.say(JUDGED, row["status"]),
    }
