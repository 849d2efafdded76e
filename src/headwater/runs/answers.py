"""A second reader's answers, kept with the case: a text that it has read is not sent to it again."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

from headwater.records.ports import Proposed, SecondReader
from headwater.store.atomic import write_text

_BLANK = "ꙮ"  # a letter that stands for the letters of words that the text does not have


class KeptAnswers:
    """Port ``SecondReader``: asks another reader once for each text.

    What is kept is keyed by the reader's name, how it is asked, the text and its language. Words that the text
    does not have are not kept, only how many letters they had: what a model makes up must not lie in the case.
    """

    def __init__(self, reader: SecondReader, folder: Path) -> None:
        self._reader = reader
        self._folder = folder
        task = resources.files("headwater.providers").joinpath("second_reader.py").read_bytes()
        self._key = hashlib.sha256(task + reader.name().encode())

    def name(self) -> str:
        """The other reader's name."""
        return self._reader.name()

    def propose(self, text: str, lang: str) -> list[Proposed]:
        """What it proposed when it was first asked; raises NoAnswerError where it gives no answer now."""
        key = self._key.copy()
        key.update(json.dumps([lang, text]).encode("ascii"))
        file = self._folder / f"{key.hexdigest()}.json"
        kept = _read(file)
        if kept is not None:
            return kept
        proposed = [_verbatim(one, text) for one in self._reader.propose(text, lang)]
        self._folder.mkdir(parents=True, exist_ok=True)
        rows = [[one.source, one.cue, one.content, one.occurrence] for one in proposed]
        write_text(file, json.dumps(rows))
        return proposed


def _read(file: Path) -> list[Proposed] | None:
    """The answer in a file; None where there is none that can be read."""
    try:
        return [_proposed(row) for row in json.loads(file.read_text(encoding="ascii"))]
    except (OSError, ValueError, TypeError):
        return None


def _proposed(row: Any) -> Proposed:
    source, cue, content, occurrence = row
    words = all(word is None or isinstance(word, str) for word in (source, cue)) and isinstance(content, str)
    if not words or not (occurrence is None or isinstance(occurrence, int)):
        raise TypeError
    return Proposed(source, cue, content, occurrence)


def _verbatim(one: Proposed, text: str) -> Proposed:
    """A proposal with blanks for words that the text does not have."""
    kept = [None if words is None else _found(words, text) for words in (one.source, one.cue)]
    return Proposed(kept[0], kept[1], _found(one.content, text), one.occurrence)


def _found(words: str, text: str) -> str:
    plain = words.strip()
    if not any(character.isalnum() for character in plain) or plain in text:
        return plain
    blank = _BLANK * len(plain)
    return plain if blank in text else blank
