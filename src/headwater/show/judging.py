"""Judgements by the ids that a reader sees: what a row's id points at becomes words of an article.

Ids of groups, origins and edges change when articles come; words do not. So a judgement is kept as words and
places (``runs.judgements``), and this is where an id on a page or a command line becomes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.records.errors import InputError, UnknownId
from headwater.runs.judgements import Judgement, from_object
from headwater.show.view import CaseView, Row

_Made = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to judge: ids (or beginnings of ids) of rows, and what goes with the kind."""

    kind: str
    ids: Sequence[str]
    who: str
    when: str
    why: str
    value: str | None = None
    name: str | None = None


def judgement_of(view: CaseView, wish: Wish) -> Judgement:
    """The judgement that a wish comes to; raises InputError where it cannot be one, UnknownId for an id that is not there."""
    kind = wish.kind.replace("-", "_")
    rows = [_row(view, id_) for id_ in wish.ids]
    make = _MAKERS.get(kind)
    if make is None:
        raise InputError(f"there is no judgement {wish.kind!r}; give one of: {', '.join(SPOKEN)}")
    common = {"kind": kind, "who": wish.who, "when": wish.when, "why": wish.why}
    return from_object(common | make(view, rows, wish), "this judgement")


def _row(view: CaseView, id_: str) -> tuple[str, Row]:
    found = [key for key in view.by_id if key == id_] or [key for key in view.by_id if key.startswith(id_)]
    if len(found) != 1:
        what = (
            "no row of the case has the id"
            if not found
            else "several rows of the case have ids that begin with"
        )
        raise UnknownId(f"{what} {id_[:80]!r}")
    return view.by_id[found[0]]


def _names(view: CaseView, rows: Sequence[tuple[str, Row]], wish: Wish) -> _Made:
    """One mention of each entity: the first, by which all of it is found; for a split all that are given."""
    mentions = []
    for name, row in rows:
        if name != "entities" or not row["mentions"]:
            raise InputError(f"{wish.kind} is about entities; {row['id']} is one of {name}")
        first = row["mentions"][0]
        mentions.append(
            {"article": first["article"], "name": first["text"], "start": first["start"], "end": first["end"]}
        )
    return {"mentions": mentions, "name": wish.name or wish.value}


def _undo(view: CaseView, rows: Sequence[tuple[str, Row]], wish: Wish) -> _Made:
    if len(rows) != 1 or rows[0][0] != "judgements":
        raise InputError("undo takes the id of one judgement")
    return {"undoes": rows[0][1]["id"]}


def _edge(view: CaseView, rows: Sequence[tuple[str, Row]], wish: Wish) -> _Made:
    """An edge by its id, or its ends: the child first, then the parent, an article or a source."""
    if len(rows) == 1 and rows[0][0] == "derivations":
        ends = [_row(view, rows[0][1][side]) for side in ("child", "parent")]
        value = rows[0][1]["kind"] if wish.kind.startswith("confirm") else wish.value
    elif len(rows) == 2:
        ends, value = list(rows), wish.value
    else:
        raise InputError(f"{wish.kind} takes the id of an edge, or those of a child and of what it came from")
    if ends[0][0] != "articles" or ends[1][0] not in ("articles", "sources"):
        raise InputError("an edge goes from an article to the article or source that it came from")
    at = [_whole(row) for name, row in ends if name == "articles"]
    source = next((row["name"] for name, row in ends if name == "sources"), None)
    return {"at": at, "name": source, "value": value}


def _claims(view: CaseView, rows: Sequence[tuple[str, Row]], wish: Wish) -> _Made:
    wrong = [row["id"] for name, row in rows if name != "claims"]
    if wrong:
        raise InputError(f"{wish.kind} is about claims; {wrong[0]} is none")
    return {"at": [_words(view, row["article"], row) for _, row in rows], "value": wish.value}


def _source(view: CaseView, rows: Sequence[tuple[str, Row]], wish: Wish) -> _Made:
    at = [
        _words(view, row["article"], row["source"])
        for name, row in rows
        if name == "attributions" and row["source"]
    ]
    if len(at) != len(rows):
        raise InputError(f"{wish.kind} takes the id of an attribution whose source has words")
    return {"at": at, "value": wish.value}


def _origins(view: CaseView, rows: Sequence[tuple[str, Row]], wish: Wish) -> _Made:
    return {"at": [_of_origin(view, name, row, wish) for name, row in rows]}


def _of_origin(view: CaseView, name: str, row: Row, wish: Wish) -> _Made:
    """Where an origin is cited first; an article that stands for itself as a whole."""
    if name != "origins":
        raise InputError(f"{wish.kind} is about origins; {row['id']} is one of {name}")
    if row["article"]:
        return _whole(view.articles[row["article"]])
    source = view.row(row["source"])
    cited = [
        found
        for id_ in (source["cited_by"] if source else [])
        if (found := view.row(id_)) and found["source"]
    ]
    if not cited:
        raise InputError(f"{row['name']} is cited with no words that a judgement could point at")
    return _words(view, cited[0]["article"], cited[0]["source"])


def _task(view: CaseView, rows: Sequence[tuple[str, Row]], wish: Wish) -> _Made:
    """What came of a task: asked (of whom, in ``why``), found, gone, refused, or open again."""
    if len(rows) != 1 or rows[0][0] != "to_find":
        raise InputError("task takes the id of one task of to_find")
    return {"name": rows[0][1]["id"], "value": wish.value}


def _anything(view: CaseView, rows: Sequence[tuple[str, Row]], wish: Wish) -> _Made:
    return {"at": [_at(view, name, row) for name, row in rows], "value": wish.value, "name": wish.name}


def _at(view: CaseView, name: str, row: Row) -> _Made:
    """The words that a row stands on."""
    if name == "articles":
        return _whole(row)
    if name == "origins":
        return _of_origin(view, name, row, Wish("note", [], "", "", ""))
    if name == "groups":
        claim = view.heading(row)
        return _words(view, claim["article"], claim)
    if name == "derivations":
        return _whole(view.articles[row["child"]])
    span = row.get("source") or row.get("content") if name == "attributions" else row
    if not span or not row.get("article") or span.get("start") is None:
        raise InputError(f"{row['id']} has no words in an article that a remark could stand beside")
    return _words(view, row["article"], span)


def _whole(article: Row) -> _Made:
    return {"article": article["id"], "sha256": article["sha256"]}


def _words(view: CaseView, article: str, span: Row) -> _Made:
    place = {"text": span["text"], "start": span["start"], "end": span["end"]}
    return _whole(view.articles[article]) | place


_MAKERS: dict[str, Callable[[CaseView, Sequence[tuple[str, Row]], Wish], _Made]] = {
    "merge": _names, "not_same": _names, "rename": _names, "split": _names, "undo": _undo,
    "set_source_kind": _source, "set_standing": _claims, "set_certainty": _claims, "move_claim": _claims,
    "confirm_edge": _edge, "reject_edge": _edge, "draw_edge": _edge,
    "one_origin": _origins, "separate_origins": _origins,
    "task": _task, "note": _anything, "grade": _anything, "gloss": _anything,
}  # fmt: skip
SPOKEN = tuple(kind.replace("_", "-") for kind in _MAKERS)
"""Kinds as a person types them."""
