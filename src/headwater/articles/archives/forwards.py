"""A letter that was passed on: where the original begins, and what the lines above it say of its sender and date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from headwater.articles.lexicons import lexicon

_MOST_LINES = 12
_LOOKED_AT = 100_000


@dataclass(frozen=True, slots=True)
class Forward:
    """The letter inside: where its body begins, and its From, Date and Subject as printed."""

    body_start: int
    sender: str = ""
    date: str = ""
    subject: str = ""


def forward_in(text: str) -> Forward | None:
    """The innermost letter that ``text`` passes on, or None. Lines that name recipients are part of its head."""
    found = None
    for mark in _marks().finditer(text, 0, _LOOKED_AT):
        inner = _head(text, mark.end())
        if inner is not None:
            found = inner
    return found


def _head(text: str, start: int) -> Forward | None:
    given: dict[str, str] = {}
    at, last = start, ""
    for number in range(_MOST_LINES):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip(" \t>*\u200e\u200f")
        name, colon, value = line.partition(":")
        field = _names().get(name.strip(" *\u200e\u200f").lower()) if colon else None
        if field:
            given.setdefault(field, value.strip(" *\t"))
            last = field
        elif not line and not given and number < 3:
            pass
        elif line and last == "to" and "@" in line:
            pass  # a list of recipients goes on
        else:
            break
        at = min(end + 1, len(text))
    return (
        Forward(at, given.get("from", ""), given.get("date", ""), given.get("subject", ""))
        if "from" in given
        else None
    )


def bare_subject(subject: str) -> str:
    """A subject without the marks of replies and of passing on."""
    mark = re.compile(rf"^\s*{lexicon('mail')['subject_marks']}\s*", re.IGNORECASE)
    for _ in range(6):
        shorter = mark.sub("", subject)
        if shorter == subject:
            break
        subject = shorter
    return subject.strip()


@cache
def _marks() -> re.Pattern[str]:
    joined = "|".join(f"(?:{source})" for source in lexicon("mail")["forwarded"])
    return re.compile(rf"^[ \t>]*(?:{joined})[ \t]*$", re.IGNORECASE | re.MULTILINE)


@cache
def _names() -> dict[str, str]:
    fields = lexicon("mail")["fields"]
    return {name: field for field, names in fields.items() for name in names}
