"""Takes words of purged items out of what a case keeps beside its tables: judgements, answers, watched lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

from headwater.store.atomic import write_text
from headwater.store.evidence.purging import Doomed

WATCHED = "watch.json"
"""The state of watched lists (``headwater.runs.watching``)."""
_BLANK = "ꙮ"
_PURGED = "[purged]"
_IN_OWN_WORDS = ("note", "gloss")  # judgements whose value is free text


def forget_watched(file: Path, words: Sequence[str]) -> int:
    """Take entries that name what goes out of the state of watched lists; a state that cannot be read goes whole."""
    if not file.exists() or not words:
        return 0
    try:
        state = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        file.unlink()
        return 1
    kept, forgotten = _without_words(state, words)
    if forgotten:
        write_text(file, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return forgotten


def _without_words(value: Any, words: Sequence[str]) -> tuple[Any, int]:
    """The value with keys that hold one of the words taken out, and texts that do emptied; how many."""
    if isinstance(value, str):
        named = any(word in value for word in words)
        return ("" if named else value), int(named)
    if not isinstance(value, dict):
        return value, 0
    kept: dict[str, Any] = {}
    forgotten = 0
    for key, inner in value.items():
        if any(word in key for word in words):
            forgotten += 1
        else:
            kept[key], more = _without_words(inner, words)
            forgotten += more
    return kept, forgotten


def drop_answers(folder: Path, doomed: Doomed) -> int:
    """Delete a second reader's answers all of whose words stand in one of the texts that go."""
    if not folder.is_dir():
        return 0
    dropped = 0
    for file in sorted(folder.glob("*.json")):
        words = _words_of(file)
        if words is None or doomed.unread or any(all(w in a.text for w in words) for a in doomed.articles):
            file.unlink()
            dropped += 1
    return dropped


def _words_of(file: Path) -> list[str] | None:
    """Words that an answer repeats from its text; None where it cannot be read."""
    try:
        rows = json.loads(file.read_text(encoding="ascii"))
        found = [value for row in rows for value in row if isinstance(value, str)]
    except (OSError, ValueError, TypeError):
        return None
    return [words for words in found if words.strip(_BLANK)]


def redact_judgements(log: Path, gone: Container[object]) -> list[str]:
    """Take words out of judgements that point into articles that go; gives the hashes of the lines as they were."""
    if not log.exists():
        return []
    hashes: list[str] = []
    lines = log.read_text(encoding="utf-8", errors="surrogatepass").split("\n")
    for place, line in enumerate(lines):
        redacted = _redacted(line, gone)
        if redacted is not None:
            hashes.append(_sha256(line))
            lines[place] = redacted
    if hashes:
        write_text(log, "\n".join(lines))
    return hashes


def _redacted(line: str, gone: Container[object]) -> str | None:
    """The line without what it may quote, with the hash of what it was; None where it may stay."""
    try:
        value = json.loads(line)
        anchors = [*(value.get("mentions") or ()), *(value.get("at") or ())]
        touched = [one for one in anchors if one["article"] in gone or one.get("sha256") in gone]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not touched or str(value.get("why")).startswith(_PURGED):
        return None
    for one in touched:
        one.update({key: _PURGED for key in ("name", "text") if one.get(key)}, start=None, end=None)
    value["why"] = f"{_PURGED} with an article that it speaks of; the line had the SHA-256 {_sha256(line)}"
    if value.get("value") and value.get("kind") in _IN_OWN_WORDS:
        value["value"] = _PURGED
    if value.get("name") and len(touched) == len(anchors):
        value["name"] = _PURGED
    return json.dumps(value, ensure_ascii=False)


def _sha256(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()
