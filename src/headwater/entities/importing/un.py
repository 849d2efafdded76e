"""The UN Security Council's consolidated list: its XML, and rows of organisations as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from xml.parsers import expat

from headwater.entities.importing.rows import Imported, Problem, names_among
from headwater.records.errors import ConfigError

_RECORDS = {"INDIVIDUAL": ("persons", "person"), "ENTITY": ("actors", "organisation")}
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ALIASES = ("INDIVIDUAL_ALIAS", "ENTITY_ALIAS")
LONGEST_VALUE = 20_000


def read_un_xml(chunks: Iterable[bytes], file: str) -> Iterator[Imported | Problem]:
    """Entries of the list's XML. Document types are refused: the list has none, and they can swell without end.

    Raises ConfigError with the file and line where the XML is broken or holds no list.
    """
    reader = _Reader(file)
    try:
        for chunk in chunks:
            reader.parser.Parse(chunk, False)
            yield from reader.taken()
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ConfigError(
            f"{file}, line {error.lineno}: broken XML ({expat.ErrorString(error.code)})"
        ) from None
    yield from reader.taken()
    if not reader.is_list:
        raise ConfigError(f"{file}: no UN consolidated list: it holds no INDIVIDUAL and no ENTITY")


class _Reader:
    """Collects the record at hand; holds no more of the file."""

    def __init__(self, file: str) -> None:
        self.is_list = False
        self._file = file
        self._found: list[Imported | Problem] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._record: dict[str, str] = {}
        self._aliases: list[tuple[str, bool]] = []
        self._quality = ""
        self._line = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.StartDoctypeDeclHandler = self._refuse

    def taken(self) -> list[Imported | Problem]:
        """What has been read since the last call."""
        found, self._found = self._found, []
        return found

    def _refuse(self, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise ConfigError(f"{self._file}, line {line}: a document type; the UN list has none")

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._path.append(tag)
        self._text = []
        if tag in _RECORDS:
            self._record, self._aliases, self._line = {}, [], self.parser.CurrentLineNumber
            self.is_list = True

    def _say(self, text: str) -> None:
        if sum(map(len, self._text)) < LONGEST_VALUE:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        value = "".join(self._text).strip()
        parent = self._path[-2] if len(self._path) > 1 else ""
        if parent in _RECORDS:
            self._record.setdefault(tag, value)
        elif parent in _ALIASES and tag == "QUALITY":
            self._quality = value
        elif parent in _ALIASES and tag == "ALIAS_NAME" and value:
            self._aliases.append((value, self._quality.lower() == "low"))
        elif tag == "COUNTRY":
            self._record.setdefault("COUNTRY", value)
        if tag in _RECORDS:
            self._found.extend(_un_entry(self._record, self._aliases, *_RECORDS[tag], self._file, self._line))
        self._path.pop()
        self._text = []


def _un_entry(
    record: dict[str, str], aliases: list[tuple[str, bool]], table: str, kind: str, file: str, line: int
) -> Iterator[Imported | Problem]:
    name = " ".join(record.get(part, "") for part in _NAME_PARTS).strip()
    original = record.get("NAME_ORIGINAL_SCRIPT", "")
    given = [(name, False), *([(original, False)] if original else []), *aliases]
    names, problems = names_among(given, file, line)
    yield from problems
    reference = record.get("REFERENCE_NUMBER") or record.get("DATAID", "")
    if not reference or not names or names[0].short:
        yield Problem(file, line, "a record without a name or a reference number: not imported")
        return
    list_type = record.get("UN_LIST_TYPE", "")
    role = (
        f"listed by the UN Security Council ({list_type})"
        if list_type
        else "listed by the UN Security Council"
    )
    yield Imported(
        f"un/{reference}", table, kind, "", names, file, line, record.get("LISTED_ON", "")[:7], role
    )


def read_un_lines(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Imported | Problem]:
    """Organisations as JSON lines with ``reference``, ``name``, ``aliases``, ``original_script``, ``list``, ``listed``."""
    for number, line in lines:
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"{file}, line {number}: no JSON object ({str(error)[:80]})") from None
        if not isinstance(row, dict) or not isinstance(row.get("name"), str) or "reference" not in row:
            raise ConfigError(f"{file}, line {number}: no listed organisation: it has no reference and name")
        record = {"FIRST_NAME": row["name"], "REFERENCE_NUMBER": str(row["reference"]),
                  "NAME_ORIGINAL_SCRIPT": str(row.get("original_script") or ""),
                  "UN_LIST_TYPE": str(row.get("list") or ""), "LISTED_ON": str(row.get("listed") or "")}  # fmt: skip
        aliases = [(alias, False) for alias in row.get("aliases") or () if isinstance(alias, str)]
        yield from _un_entry(record, aliases, "actors", "organisation", file, number)
