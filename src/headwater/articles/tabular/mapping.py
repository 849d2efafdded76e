"""The column map that a user gives: "title=Headline,text=Body"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.articles.inputs import Discovery, InputFile
from headwater.records.errors import ConfigError

FIELDS = ("id", "title", "text", "url", "publisher", "byline", "published", "modified", "lang")
"""What a column may hold. ``id`` is taken only where the user names its column: row numbers are no ids."""
TABLE_KINDS = ("table", "parquet", "sheets", "objects")
"""Kinds of files that have columns."""

_NEXT = re.compile(rf",\s*(?=(?:{'|'.join(FIELDS)})\s*=)")


def read_map(given: Sequence[str]) -> dict[str, str]:
    """Columns by what they hold; raises ConfigError for a map that cannot be read. A name may hold commas."""
    found: dict[str, str] = {}
    for piece in (piece for one in given for piece in _NEXT.split(one)):
        field, sign, name = (part.strip() for part in piece.partition("="))
        if not sign or not name or field not in FIELDS:
            raise ConfigError(
                f'--columns cannot be read at "{piece[:60]}": write title=Headline,text=Body; '
                f"fields are {', '.join(FIELDS)}"
            )
        found[field] = name
    return found


def written(columns: Mapping[str, str]) -> str | None:
    """A map in one line, as a case keeps it with each table."""
    return ",".join(f"{field}={columns[field]}" for field in FIELDS if field in columns) or None


def with_columns(found: Discovery, columns: Mapping[str, str]) -> Discovery:
    """The files with the column map told of every table among them."""
    if not columns:
        return found
    return Discovery([_told(file, written(columns)) for file in found.files], found.rejected)


def _told(file: InputFile, columns: str | None) -> InputFile:
    if file.kind not in TABLE_KINDS:
        return file
    return replace(file, told=replace(file.told, columns=columns))
