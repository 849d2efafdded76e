"""Lines of judgements to rows; a line that cannot be read raises with its number and what is wrong with it.

A line is an object with ``kind``, ``who``, ``when`` (ISO 8601), ``why``, and ``id``, which is made of the rest
where it is missing. On entities: ``mentions`` ([{article, name, start, end}], places may be left out) and ``name``
for a rename. On texts: ``at`` ([{article, text, start, end, sha256}], without ``text`` the whole article), ``value``
and ``name``, as ``kinds.py`` has them. For an undo: ``undoes``.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from headwater.records.errors import InputError
from headwater.records.ids import row_id
from headwater.records.judgements import (
    EntityJudgement,
    JudgementKind,
    NameAnchor,
    TextAnchor,
    TextJudgement,
)
from headwater.runs.judgements.kinds import TEXT_KINDS

Judgement = EntityJudgement | TextJudgement
ENTITY_KINDS = get_args(JudgementKind)
KINDS = (*ENTITY_KINDS, *TEXT_KINDS)
_FIELDS = frozenset(["id", "kind", "who", "when", "why", "mentions", "name", "undoes", "at", "value"])
_FEWEST = {"merge": 2, "not_same": 2, "split": 1, "rename": 1, "undo": 0}
_LONGEST = 10_000


def parse(text: str, path: Path) -> list[Judgement]:
    """The judgements of a text with one a line, each once."""
    found: dict[str, Judgement] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            judgement = _judgement(line, f"{path}, line {number}")
            found.setdefault(judgement.id, judgement)
    return list(found.values())


def _judgement(line: str, where: str) -> Judgement:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({error})") from error
    return from_object(value, where)


def from_object(value: Any, where: str) -> Judgement:
    """A judgement from the object of a line; raises InputError, its message beginning with ``where``."""
    if not isinstance(value, dict) or not _FIELDS.issuperset(value):
        raise InputError(f"{where}: not an object with {', '.join(sorted(_FIELDS))}")
    kind: Any = value.get("kind")
    if kind not in KINDS:
        raise InputError(f"{where}: kind is none of {', '.join(KINDS)}")
    who, when, why = (_text(value, name, where) for name in ("who", "when", "why"))
    if not who.strip():
        raise InputError(f"{where}: who judges is missing")
    _require_time(when, where)
    make = _on_entities if kind in ENTITY_KINDS else _on_texts
    return make(value, kind, who, when, why, where)


def _on_entities(
    value: dict[str, Any], kind: Any, who: str, when: str, why: str, where: str
) -> EntityJudgement:
    mentions = [_name_anchor(each, where) for each in _list(value, "mentions", where)]
    if len(mentions) < _FEWEST[kind]:
        raise InputError(f"{where}: {kind} needs at least {_FEWEST[kind]} mentions")
    name, undoes = (_text(value, each, where) or None for each in ("name", "undoes"))
    if (kind == "rename" and not (name or "").strip()) or (kind == "undo" and not undoes):
        raise InputError(
            f"{where}: {kind} needs {'a name' if kind == 'rename' else 'undoes, the id of a judgement'}"
        )
    identity = [kind, who, when, why, [asdict(m) for m in mentions], name, undoes]
    return EntityJudgement(_id(value, identity, where), kind, who, when, why, mentions, name, undoes)


def _on_texts(value: dict[str, Any], kind: str, who: str, when: str, why: str, where: str) -> TextJudgement:
    rule = TEXT_KINDS[kind]
    at = [_text_anchor(each, where) for each in _list(value, "at", where)]
    given, name = (_text(value, each, where) or None for each in ("value", "name"))
    problem = rule.problem(len(at), given, name)
    if problem:
        raise InputError(f"{where}: {kind} {problem}")
    if rule.words and any(anchor.text is None for anchor in at):
        raise InputError(f"{where}: {kind} points at words: give the text of each place under at")
    identity = [kind, who, when, why, [asdict(anchor) for anchor in at], given, name]
    return rule.row(_id(value, identity, where), kind, who, when, why, at, given, name)


def _id(value: dict[str, Any], identity: list[Any], where: str) -> str:
    return _text(value, "id", where) or row_id("ju", json.dumps(identity, ensure_ascii=False))


def _text(value: dict[str, Any], name: str, where: str) -> str:
    found = value.get(name)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > _LONGEST:
        raise InputError(f"{where}: {name} is no text of at most {_LONGEST} characters")
    return found


def _list(value: dict[str, Any], name: str, where: str) -> list[Any]:
    found = value.get(name) or []
    if not isinstance(found, list) or len(found) > 1_000:
        what = "names in articles" if name == "mentions" else "places in articles"
        raise InputError(f"{where}: {name} is no list of at most 1,000 {what}")
    return found


def _require_time(when: str, where: str) -> None:
    try:
        datetime.fromisoformat(when)
    except ValueError as error:
        raise InputError(f"{where}: when is no time such as 2026-03-01T10:00:00+00:00") from error


def _name_anchor(value: Any, where: str) -> NameAnchor:
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("article"), str)
        or not isinstance(value.get("name"), str)
    ):
        raise InputError(f"{where}: a mention needs the id of its article and the name as written")
    return NameAnchor(value["article"], value["name"][:_LONGEST], *_places(value, where, "a mention"))


def _text_anchor(value: Any, where: str) -> TextAnchor:
    if not isinstance(value, dict) or not isinstance(value.get("article"), str):
        raise InputError(f"{where}: a place under at needs the id of its article")
    text, sha = _text(value, "text", where) or None, _text(value, "sha256", where) or None
    start, end = _places(value, where, "a place")
    return TextAnchor(value["article"], text, start, end, sha)


def _places(value: dict[str, Any], where: str, what: str) -> list[int | None]:
    places = [value.get(name) for name in ("start", "end")]
    if any(place is not None and (not isinstance(place, int) or isinstance(place, bool)) for place in places):
        raise InputError(f"{where}: start and end of {what} are whole numbers or missing")
    return places
