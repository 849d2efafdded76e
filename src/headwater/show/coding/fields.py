"""What is coded of an event: columns of UCDP's GED (Codebook 24.1), each with its level of measurement.

``decided`` fields are a person's: nothing is ever proposed for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Level = Literal["nominal", "ordinal", "interval", "ratio"]
NONE = "none"
"""What a coder writes where the articles do not tell a field; no cell of an export is filled by it."""
_NUMBER = re.compile(r"\d{1,9}(?:\.0+)?")
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to code: how it is read (``form``), at which level it is compared, and what it asks for."""

    name: str
    level: Level
    form: Literal["text", "names", "date", "count", "scale"]
    asks: str
    decided: bool = False
    most: int = 0  # of a scale, which begins at 1


FIELDS = {
    row.name: row
    for row in (
        Field("date_start", "interval", "date", "The first day on which it may have happened."),
        Field("date_end", "interval", "date", "The last day on which it may have happened."),
        Field("date_prec", "ordinal", "scale", "1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year.", most=5),
        Field("where_coordinates", "nominal", "text", "The place, by its name."),
        Field("where_prec", "ordinal", "scale",
              "1 exact, 2 near, 3 district, 4 governorate, 5 a line or area, 6 state, 7 not known or at sea.", most=7),
        Field("type_of_violence", "nominal", "scale", "1 state-based, 2 non-state, 3 one-sided.", decided=True, most=3),
        Field("dyad_name", "nominal", "text", "The two sides as your codebook names their dyad.", decided=True),
        Field("side_a", "nominal", "text", "The side that acted, or the state."),
        Field("side_b", "nominal", "text", "The other side."),
        Field("source_original", "nominal", "names", "Who said it; several with a semicolon between them."),
        Field("source_office", "nominal", "names", "Who printed it; several with a semicolon between them."),
        Field("number_of_sources", "ratio", "count", "How many reports tell it."),
        Field("separate_origins_min", "ratio", "count", "How many separate origins it stands on at least."),
        Field("separate_origins_best", "ratio", "count", "How many separate origins, in the best reading."),
        Field("separate_origins_max", "ratio", "count", "How many separate origins at most."),
        Field("deaths_a", "ratio", "count", "Dead of side A.", decided=True),
        Field("deaths_b", "ratio", "count", "Dead of side B.", decided=True),
        Field("deaths_civilians", "ratio", "count", "Dead civilians."),
        Field("deaths_unknown", "ratio", "count", "Dead whose side is not known.", decided=True),
        Field("low", "ratio", "count", "The lowest count of dead that can be relied on."),
        Field("high", "ratio", "count", "The highest count of dead that can be relied on."),
        Field("best", "ratio", "count", "The count of dead that you find most likely.", decided=True),
        Field("event_clarity", "ordinal", "scale", "1 an event told apart, 2 a sum of several.", decided=True, most=2),
    )
}  # fmt: skip


def read_value(field: Field, told: str) -> tuple[str, str]:
    """(value in its one form, "") or ("", what is wrong with it)."""
    words = " ".join(unicodedata.normalize("NFKC", told).split())
    if words.casefold() == NONE:
        return NONE, ""
    if len(words) > _MOST:
        return "", f"is longer than {_MOST} characters"
    return _READERS[field.form](field, words)


def _text(field: Field, words: str) -> tuple[str, str]:
    return words, ""


def _names(field: Field, words: str) -> tuple[str, str]:
    names = list(dict.fromkeys(name for part in words.split(";") if (name := part.strip())))
    return ("; ".join(names), "") if names else ("", "names nobody")


def _date(field: Field, words: str) -> tuple[str, str]:
    try:
        return date.fromisoformat(words if len(words) == 10 else "").isoformat(), ""
    except ValueError:
        return "", "is no date such as 2031-05-02"


def _count(field: Field, words: str) -> tuple[str, str]:
    if not _NUMBER.fullmatch(words):
        return "", "is no whole number such as 12, in digits alone"
    return str(int(words.partition(".")[0])), ""


def _scale(field: Field, words: str) -> tuple[str, str]:
    value, wrong = _count(field, words)
    if wrong or not 1 <= int(value) <= field.most:
        return "", f"is none of 1 to {field.most}"
    return value, ""


_READERS: dict[str, Callable[[Field, str], tuple[str, str]]] = {
    "text": _text,
    "names": _names,
    "date": _date,
    "count": _count,
    "scale": _scale,
}


def compared(field: Field, value: str) -> str | int | None:
    """A coded value as it is compared: capitals and the order of names do not count; None where there is no figure."""
    if field.level == "nominal":
        parts = value.casefold().split("; ") if field.form == "names" else [value.casefold()]
        return "; ".join(sorted(parts))
    if value == NONE:
        return None
    return date.fromisoformat(value).toordinal() if field.form == "date" else int(value)
