"""What was not read and not compared, and what a careful reader should look at."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from headwater.show.dossier.showing import direction
from headwater.show.view import language_of
from headwater.show.words import FINDING, FINDING_ORDER
from headwater.show.workbench.addresses import page_of, span_of
from headwater.show.workbench.asking import Asking, Shown
from headwater.show.workbench.lines import name_of, outlet_name
from headwater.show.workbench.paging import PageNumber, part_of
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site


def register_unread(site: Site) -> None:
    """Puts what was not read, and findings, on the site."""

    @site.page("/unread", "Input that was not used, and reports that could not be compared.")
    def unread(ask: Asking, page: PageNumber = 1) -> Shown:
        rows = ask.rows
        part = part_of(int(rows.one("SELECT count(*) FROM rejected")), page)
        rejected = rows.where("rejected", "ORDER BY rowid LIMIT 50 OFFSET ?", max(0, part.first - 1))
        data: Row = {
            "rejected": rejected,
            "part": part.as_json(),
            "not_compared": _not_compared(rows),
            "languages": _languages(rows),
        }
        return Shown("unread", data, {"part": part, "languages": [(ask.t.language(lang), many) for lang, many in data["languages"].items()]})  # fmt: skip

    @site.page("/findings", "What a careful reader should see, by kind.")
    def findings(ask: Asking, kind: Annotated[str, Query(max_length=40)] = "", page: PageNumber = 1) -> Shown:
        rows = ask.rows
        counted = dict(rows.select("SELECT kind, count(*) FROM findings GROUP BY 1"))
        order = {name: place for place, name in enumerate(FINDING_ORDER)}
        kinds = sorted(counted, key=lambda name: (order.get(name, len(order)), name))
        kind = kind if kind in counted else (kinds[0] if kinds else "")
        part = part_of(counted.get(kind, 0), page)
        found = rows.where(
            "findings", "WHERE kind = ? ORDER BY rowid LIMIT 50 OFFSET ?", kind, max(0, part.first - 1)
        )
        data: Row = {
            "findings": [_finding(rows, row) for row in found],
            "kind": kind,
            "part": part.as_json(),
            "counts": counted,
        }
        told = {
            "part": part,
            "kinds": [(name, ask.t.say(FINDING, name), counted[name]) for name in kinds],
            "says": ask.t.say(FINDING, kind),
        }
        return Shown("findings", data, told)


def _finding(rows: Rows, row: Row) -> Row:
    href: Any = None
    if row["article"] and row["start"] is not None:
        href = span_of(row["article"], row["start"], row["end"])
    elif row["article"]:
        href = page_of("articles", row["article"])
    elif row["group"]:
        href = page_of("groups", row["group"])
    lang = _lang(rows, row["article"])
    return row | {
        "href": href,
        "outlet": outlet_name(rows, row["article"]) if row["article"] else "",
        "lang": lang,
        "dir": direction(lang),
    }


def _lang(rows: Rows, article: str | None) -> str:
    import json

    found = rows.one("SELECT languages FROM articles WHERE id = ?", article) if article else None
    return language_of({"languages": json.loads(found or "[]")})


def _not_compared(rows: Rows) -> list[Row]:
    found = rows.select(
        "SELECT parent, because, count(*), min(child) FROM not_compared GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 200"
    )
    return [
        {
            "parent": parent,
            "name": name_of(rows, parent) or parent,
            "because": because,
            "texts": many,
            "child": child,
            "href": page_of("articles", child),
        }
        for parent, because, many, child in found
    ]


def _languages(rows: Rows) -> dict[str, int]:
    return dict(
        rows.select(
            "SELECT json_extract(a.languages, '$[0]'), count(*) FROM findings f JOIN articles a ON a.id = f.article "
            "WHERE f.kind = 'language_not_read' GROUP BY 1 ORDER BY 2 DESC, 1"
        )
    )
