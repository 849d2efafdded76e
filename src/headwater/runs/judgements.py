"""The case's log of judgements: ``OUT/judgements.jsonl``, one judgement a line, only ever added to.

A line is an object with ``kind`` (merge, split, rename, not_same, undo), ``who``, ``when`` (ISO 8601), ``why``,
``mentions`` ([{article, name, start, end}], places may be left out), ``name`` for a rename, ``undoes`` for an
undo, and ``id``, which is made of the rest where it is missing. A file that a person wrote has the same form.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from headwater.records.errors import InputError, MissingInput
from headwater.records.ids import row_id
from headwater.records.judgements import EntityJudgement, JudgementKind, NameAnchor

LOG = "judgements.jsonl"
_KINDS = get_args(JudgementKind)
_FIELDS = frozenset(["id", "kind", "who", "when", "why", "mentions", "name", "undoes"])
_FEWEST = {"merge": 2, "not_same": 2, "split": 1, "rename": 1, "undo": 0}
_LONGEST = 10_000


def log_of(out: Path) -> Path:
    """Where the log of the case in ``out`` lies."""
    return out / LOG


def read_log(path: Path) -> list[EntityJudgement]:
    """The judgements of a case's log, each once; a last line cut off by a killed run is left out.

    Raises InputError where a whole line cannot be read.
    """
    if not path.exists():
        return []
    text = path.read_bytes().decode("utf-8", "replace")
    whole = text[: text.rfind("\n") + 1]
    return _judgements(whole, path)


def read_judgements(path: Path) -> list[EntityJudgement]:
    """The judgements of a file that a person gives; raises InputError with the number of the first bad line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MissingInput(f"{path} is not there; give a .jsonl file of judgements") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as judgements: {error}") from error
    return _judgements(text, path)


def append_judgements(path: Path, judgements: Sequence[EntityJudgement]) -> int:
    """Add those that the log does not hold yet, on disk before this returns; gives their number."""
    if not judgements:
        return 0
    known = {judgement.id for judgement in read_log(path)}
    new = [judgement for judgement in judgements if judgement.id not in known]
    lines = "".join(json.dumps(asdict(judgement), ensure_ascii=False) + "\n" for judgement in new)
    if not new:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        file.truncate(_end_of_last_line(path))
        file.write(lines.encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    return len(new)


def _end_of_last_line(path: Path) -> int:
    return path.read_bytes().rfind(b"\n") + 1


def _judgements(text: str, path: Path) -> list[EntityJudgement]:
    found: dict[str, EntityJudgement] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            judgement = _judgement(line, f"{path}, line {number}")
            found.setdefault(judgement.id, judgement)
    return list(found.values())


def _judgement(line: str, where: str) -> EntityJudgement:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({error})") from error
    if not isinstance(value, dict) or not _FIELDS.issuperset(value):
        raise InputError(f"{where}: not an object with {', '.join(sorted(_FIELDS))}")
    kind: Any = value.get("kind")
    if kind not in _KINDS:
        raise InputError(f"{where}: kind is none of {', '.join(_KINDS)}")
    who, when, why = (_text(value, name, where) for name in ("who", "when", "why"))
    if not who.strip():
        raise InputError(f"{where}: who judges is missing")
    _require_time(when, where)
    mentions = [_anchor(each, where) for each in _list(value, where)]
    if len(mentions) < _FEWEST[kind]:
        raise InputError(f"{where}: {kind} needs at least {_FEWEST[kind]} mentions")
    name, undoes = (_text(value, each, where) or None for each in ("name", "undoes"))
    if (kind == "rename" and not (name or "").strip()) or (kind == "undo" and not undoes):
        raise InputError(
            f"{where}: {kind} needs {'a name' if kind == 'rename' else 'undoes, the id of a judgement'}"
        )
    identity = json.dumps(
        [kind, who, when, why, [asdict(m) for m in mentions], name, undoes], ensure_ascii=False
    )
    id_ = _text(value, "id", where) or row_id("ju", identity)
    return EntityJudgement(id_, kind, who, when, why, mentions, name, undoes)


def _text(value: dict[str, Any], name: str, where: str) -> str:
    found = value.get(name)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > _LONGEST:
        raise InputError(f"{where}: {name} is no text of at most {_LONGEST} characters")
    return found


def _list(value: dict[str, Any], where: str) -> list[Any]:
    found = value.get("mentions", [])
    if not isinstance(found, list) or len(found) > 1_000:
        raise InputError(f"{where}: mentions is no list of at most 1,000 names in articles")
    return found


def _require_time(when: str, where: str) -> None:
    try:
        datetime.fromisoformat(when)
    except ValueError as error:
        raise InputError(f"{where}: when is no time such as 2026-03-01T10:00:00+00:00") from error


def _anchor(value: Any, where: str) -> NameAnchor:
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("article"), str)
        or not isinstance(value.get("name"), str)
    ):
        raise InputError(f"{where}: a mention needs the id of its article and the name as written")
    places = [value.get(name) for name in ("start", "end")]
    if any(place is not None and (not isinstance(place, int) or isinstance(place, bool)) for place in places):
        raise InputError(f"{where}: start and end of a mention are whole numbers or missing")
    return NameAnchor(value["article"], value["name"][:_LONGEST], *places)
