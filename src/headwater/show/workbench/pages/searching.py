"""The search: claims and articles that hold every word, in any spelling."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import Query

from headwater.show.dossier.showing import direction
from headwater.show.workbench.addresses import page_of, span_of
from headwater.show.workbench.asking import Asking, Shown
from headwater.show.workbench.lines import article_lines, outlet_name
from headwater.show.workbench.paging import Words
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site

Where = Annotated[Literal["claims", "articles"], Query(description="Where to look.")]
_MOST = 60
_FOUND = re.compile(r"\[([^\[\]]*)\]")


def register_search(site: Site) -> None:
    """Puts the search on the site."""

    @site.page("/search", "Claims or articles that hold every word, best first.")
    def search(ask: Asking, q: Words = "", where: Where = "claims") -> Shown:
        found = ask.rows.model.search(where, q, _MOST) if q.strip() else []
        ids = [one.id for one in found]
        lines = {row["id"]: row for row in _claims(ask.rows, ids)} if where == "claims" else {row["id"]: row for row in article_lines(ask.rows, ids, ask.t)}  # fmt: skip
        hits = [lines[one.id] | {"found": pieces(one.text)} for one in found if one.id in lines]
        return Shown("search", {"q": q, "where": where, "found": hits, "most": _MOST})


def pieces(text: str) -> list[dict[str, object]]:
    """A text with [words found] in brackets as pieces, each with whether it was found."""
    told: list[dict[str, object]] = []
    for place, piece in enumerate(_FOUND.split(text)):
        if piece:
            told.append({"text": piece, "found": place % 2 == 1})
    return told


def _claims(rows: Rows, ids: list[str]) -> list[Row]:
    if not ids:
        return []
    found = rows.select(
        'SELECT id, article, start, "end", lang, (SELECT "group" FROM group_claims g WHERE g.claim = claims.id LIMIT 1) '
        f"FROM claims WHERE id IN ({', '.join('?' * len(ids))})",
        *ids,
    )
    names = ("id", "article", "start", "end", "lang", "group")
    told = [dict(zip(names, row, strict=True)) for row in found]
    return [
        one | {
            "outlet": outlet_name(rows, one["article"]), "href": span_of(one["article"], one["start"], one["end"]),
            "dir": direction(one["lang"]), "group_href": page_of("groups", one["group"]) if one["group"] else None,
        }
        for one in told
    ]  # fmt: skip
