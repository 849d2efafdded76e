"""What a form comes to: a judgement, by the code of ``headwater judge``, from the few rows that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from headwater.records.errors import InputError, UnknownId
from headwater.runs.judgements import Judgement, from_object
from headwater.show.judging import Wish, judgement_of
from headwater.show.view import CaseView
from headwater.show.workbench.addresses import id_of
from headwater.show.workbench.asking import Posted
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.slices import view_of

_FORM = "this form"


def judgement_from(rows: Rows, form: Posted, who: str) -> Judgement:
    """The judgement that a form comes to; raises InputError where it is none yet, UnknownId for a row that is gone."""
    kind = form.one("kind").replace("_", "-")
    common: Row = {"kind": kind.replace("-", "_"), "who": who, "when": _now(), "why": form.one("why")}
    if kind == "split":
        return from_object(common | {"mentions": _mentions(rows, form)}, _FORM)
    if kind == "gloss" and rows.list_of((form.all("on") or [""])[0]) == "articles":
        return from_object(common | _beside_words(rows, form), _FORM)
    ids = _ids(form)
    value = f"{form.one('letter')}{form.one('digit')}" if kind == "grade" else form.one("value")
    wish = Wish(
        kind,
        _pointed(rows, kind, ids),
        who,
        common["when"],
        common["why"],
        value or None,
        form.one("name") or None,
    )
    return judgement_of(view_for(rows, wish.ids), wish)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _ids(form: Posted) -> list[str]:
    """The rows that a form is about: the one that it stands beside, and others that were chosen or written."""
    ids = [*form.all("on"), *form.all("with")]
    written = form.one("other")
    return list(dict.fromkeys([*ids, *([_written(written)] if written else [])]))


def _written(text: str) -> str:
    """An id, or the address of a page of this site."""
    key = text.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    return id_of(key) or text


def _pointed(rows: Rows, kind: str, ids: Sequence[str]) -> list[str]:
    """A source is pointed at where it is cited first, unless the judgement takes sources as they are."""
    if kind in ("draw-edge", "confirm-edge", "reject-edge"):
        return list(ids)
    return [str(_first_cited(rows, id_) or id_) for id_ in ids]


def _first_cited(rows: Rows, id_: str) -> str | None:
    found = rows.one(
        "SELECT y.attribution FROM source_cited_by y JOIN attributions t ON t.id = y.attribution "
        "WHERE y.source = ? AND t.source_start IS NOT NULL ORDER BY y.place LIMIT 1",
        id_,
    )
    return None if found is None else str(found)


def _mentions(rows: Rows, form: Posted) -> list[Row]:
    """The mentions that were ticked, each as ``start-end-article``."""
    entity, found = (form.all("on") or [""])[0], []
    for told in form.all("mention"):
        start, _, rest = told.partition("-")
        article = id_of(rest.partition("-")[2])
        asked = rows.select(
            "SELECT article, text, start, \"end\" FROM entity_mentions WHERE entity = ? AND article = ? AND start = ?",
            entity, article, int(start) if start.isdecimal() else -1,
        )  # fmt: skip
        if not asked:
            raise UnknownId("a name that was ticked is not where it was; load the page again")
        found.append(dict(zip(("article", "name", "start", "end"), asked[0], strict=True)))
    if not found:
        raise InputError("tick the names that are somebody else's")
    return found


def _beside_words(rows: Rows, form: Posted) -> Row:
    """A remark beside words of an article that somebody wrote or marked: where they stand, nearest to a hint."""
    articles = rows.by_ids("articles", form.all("on")[:1])
    if not articles:
        raise UnknownId("the article of these words is not in the case")
    article, words = articles[0], form.one("words")
    near = int(form.one("near")) if form.one("near").isdecimal() else 0
    start = find_words(article["text"], words, near)
    if start is None:
        raise InputError(
            "these words do not stand in the article; copy them from its text, without leaving any out"
        )
    anchor = {
        "article": article["id"],
        "sha256": article["sha256"],
        "text": words,
        "start": start,
        "end": start + len(words),
    }
    return {"at": [anchor], "value": form.one("value"), "name": form.one("name") or None}


def find_words(text: str, words: str, near: int) -> int | None:
    """Where words stand in a text, nearest to a place; None where they do not."""
    before, after = text.rfind(words, 0, near + len(words)), text.find(words, near)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: (abs(place - near), place)) if found and words else None


def view_for(rows: Rows, ids: Sequence[str]) -> CaseView:
    """The rows with these ids and what a judgement on them needs; an id that is not there is left to be told."""
    lists: dict[str, list[Row]] = {}
    for id_ in dict.fromkeys(ids):
        name = rows.list_of(id_)
        if name:
            _put(lists, name, rows.by_ids(name, [id_]))
    edges = lists.get("derivations", [])
    ends = list(chain.from_iterable((edge["child"], edge["parent"]) for edge in edges))
    _put(
        lists,
        "sources",
        rows.by_ids("sources", [*ends, *(row["source"] for row in lists.get("origins", []))]),
    )
    cited = [row["cited_by"][0] for row in lists["sources"] if row["cited_by"]]
    cited += [_first_cited(rows, row["id"]) or "" for row in lists["sources"]]
    _put(lists, "attributions", rows.by_ids("attributions", cited))
    _put(lists, "claims", rows.by_ids("claims", [_heading(group) for group in lists.get("groups", [])]))
    needed = [
        row["article"]
        for name in ("attributions", "claims", "findings", "to_find", "parts")
        for row in lists.get(name, [])
    ]
    needed += [row["article"] for row in lists.get("origins", [])]
    _put(lists, "articles", rows.by_ids("articles", [*ends, *needed], light=True))
    return view_of(**lists)


def _put(lists: dict[str, list[Row]], name: str, rows: Sequence[Row]) -> None:
    held = lists.setdefault(name, [])
    known = {row["id"] for row in held}
    held += [row for row in rows if row["id"] not in known]


def _heading(group: Row) -> Any:
    return group["heading"] or group["claims"][0]
