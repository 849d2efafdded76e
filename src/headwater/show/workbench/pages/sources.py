"""Sources that are cited and are no article of the case, and origins: on whose word claims stand at last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query

from headwater.show.dossier.showing import direction
from headwater.show.view import language_of
from headwater.show.words import ACCESS, ORIGIN_KIND, SOURCE_KIND
from headwater.show.workbench.addresses import key_of, page_of, span_of
from headwater.show.workbench.asking import Ask, Asking, Shown
from headwater.show.workbench.desk import Desk
from headwater.show.workbench.lines import group_lines, outlet_name
from headwater.show.workbench.pages.articles import judged_line
from headwater.show.workbench.paging import PageNumber, Part, Words, like, paged, part_of
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site

Kind = Annotated[str, Query(max_length=30, description="Only of this kind.")]
_GROUPS = 30


def register_sources(site: Site) -> None:
    """Puts the pages of sources and origins on the site."""

    @site.page("/sources", "Whoever is cited and is no article of the case, those cited most first.")
    def sources(ask: Asking, q: Words = "", kind: Kind = "", page: PageNumber = 1) -> Shown:
        ids = _ranked(ask.desk, q, kind)
        part = part_of(len(ids), page)
        shown = ids[max(0, part.first - 1) : part.last]
        lines = ask.desk.remembered(("source lines", q, kind, part.number), lambda rows: _lines(rows, shown))
        data = {"sources": lines, "part": part.as_json(), "q": q, "kind": kind}
        return Shown("sources", data, {"part": part, "kinds": {k: ask.t(v) for k, v in SOURCE_KIND.items()}})

    @site.page("/sources/{key}", "One source: where it is cited, what hangs on it, how it was graded.")
    def source(ask: Asking, key: str, page: PageNumber = 1) -> Shown:
        id_ = ask.id("sources", key, "source")
        rows = ask.rows
        row = rows.by_ids("sources", [id_], light=True)[0]
        cited, part = _cited(ask, id_, page)
        origins = rows.column("SELECT id FROM origins WHERE source = ? ORDER BY rowid LIMIT 50", id_)
        data = row | {
            "cited_by": cited,
            "part": part.as_json(),
            "origins": origins,
            "groups": group_lines(rows, _groups(rows, origins), ask.t),
            "came": _came(rows, id_),
            "to_find": rows.where("to_find", "WHERE source = ? ORDER BY rowid", id_),
            "judgements": [
                judged_line(ask, one) for one in _remarks(rows, [one["attribution"] for one in cited])
            ],
        }
        return Shown("source", data, {"part": part, "origin_links": [(page_of("origins", o), rows.one("SELECT name FROM origins WHERE id = ?", o)) for o in origins]})  # fmt: skip

    @site.page("/origins/{key}", "One origin: what stands on its word at last.")
    def origin(ask: Asking, key: str) -> Shown:
        id_ = ask.id("origins", key, "origin")
        rows = ask.rows
        row = rows.by_ids("origins", [id_])[0]
        reached = [
            {"article": a, "outlet": outlet_name(rows, a), "href": page_of("articles", a)}
            for a in row["reached_by"][:200]
        ]
        data = row | {"groups": group_lines(rows, _groups(rows, [id_]), ask.t)}
        told = {
            "reached": reached,
            "more": max(0, len(row["reached_by"]) - len(reached)),
            "kind": ask.t.say(ORIGIN_KIND, row["kind"]),
            "access": ask.t.say(ACCESS, row["access"]),
            "source_href": page_of("sources", row["source"]) if row["source"] else None,
            "article_href": page_of("articles", row["article"]) if row["article"] else None,
        }
        return Shown("origin", data, told)


def _ranked(desk: Desk, words: str, kind: str) -> list[str]:
    def read(rows: Rows) -> list[str]:
        chosen, values = ["1"], []
        if kind:
            chosen.append("s.kind = ?")
            values.append(kind)
        if words:
            chosen.append("s.name LIKE ? ESCAPE '\\'")
            values.append(like(words))
        return rows.column(
            "SELECT s.id FROM sources s LEFT JOIN (SELECT source, count(*) AS n FROM source_cited_by GROUP BY source) y "
            f"ON y.source = s.id WHERE {' AND '.join(chosen)} ORDER BY y.n IS NULL, y.n DESC, s.name, s.id",
            *values,
        )

    found: list[str] = desk.remembered(("sources", words, kind), read)
    return found


def _lines(rows: Rows, ids: Sequence[str]) -> list[Row]:
    if not ids:
        return []
    found = rows.select(
        "SELECT s.id, s.name, s.kind, s.because, (SELECT count(*) FROM source_cited_by y WHERE y.source = s.id), "
        "(SELECT count(DISTINCT t.article) FROM source_cited_by y JOIN attributions t ON t.id = y.attribution WHERE y.source = s.id), "
        "(SELECT count(*) FROM derivations d WHERE d.parent = s.id) "
        f"FROM sources s WHERE s.id IN ({', '.join('?' * len(ids))})",
        *ids,
    )
    names = ("id", "name", "kind", "because", "cited", "articles", "edges")
    by_id = {
        row[0]: dict(zip(names, row, strict=True)) | {"href": f"/sources/{key_of(row[0])}"} for row in found
    }
    return [by_id[id_] for id_ in ids if id_ in by_id]


def _cited(ask: Ask, id_: str, page: int) -> tuple[list[Row], Part]:
    rows = ask.rows
    columns = "t.id, t.article, t.source_text, t.content_text, t.content_start, t.content_end, t.source_kind, a.languages"
    source = "source_cited_by y JOIN attributions t ON t.id = y.attribution JOIN articles a ON a.id = t.article WHERE y.source = ?"
    found, part = paged(rows, columns, source, "y.place", [id_], page)
    names = ("attribution", "article", "words", "content", "start", "end", "source_kind", "languages")
    told = [dict(zip(names, row, strict=True)) for row in found]
    return [_cited_line(rows, one) for one in told], part


def _cited_line(rows: Rows, one: Row) -> Row:
    import json

    lang = language_of({"languages": json.loads(one.pop("languages") or "[]")})
    return one | {
        "outlet": outlet_name(rows, one["article"]),
        "span": span_of(one["article"], one["start"], one["end"]),
        "lang": lang,
        "dir": direction(lang),
    }


def _groups(rows: Rows, origins: Sequence[str]) -> list[str]:
    if not origins:
        return []
    return rows.column(
        f'SELECT DISTINCT r."group" FROM group_origins r WHERE r.origin IN ({", ".join("?" * len(origins))}) '
        'ORDER BY (SELECT count(*) FROM group_articles x WHERE x."group" = r."group") DESC, r."group" LIMIT ?',
        *origins, _GROUPS,
    )  # fmt: skip


def _came(rows: Rows, id_: str) -> list[Row]:
    found = rows.select(
        "SELECT id, child, kind, declared, because FROM derivations WHERE parent = ? ORDER BY rowid LIMIT 200",
        id_,
    )
    names = ("id", "child", "kind", "declared", "because")
    told = [dict(zip(names, row, strict=True)) for row in found]
    return [
        one
        | {
            "declared": bool(one["declared"]),
            "outlet": outlet_name(rows, one["child"]),
            "href": page_of("articles", one["child"]),
        }
        for one in told
    ]


def _remarks(rows: Rows, attributions: Sequence[str]) -> list[Row]:
    """Judgements on the words with which a source is cited."""
    found: dict[str, Row] = {}
    for id_ in attributions[:1]:
        place = rows.select("SELECT article, source_start FROM attributions WHERE id = ?", id_)
        for article, start in place:
            told = rows.where(
                "judgements",
                "WHERE kind IN ('grade', 'note', 'set_source_kind') AND EXISTS (SELECT 1 FROM json_each(judgements.at) "
                "WHERE json_extract(value, '$.article') = ? AND json_extract(value, '$.start') = ?) ORDER BY rowid",
                article, start,
            )  # fmt: skip
            found |= {row["id"]: row for row in told}
    return list(found.values())
