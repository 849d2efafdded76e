"""Where each row has its page: addresses from ids, and ids from addresses."""

from __future__ import annotations

import base64
import binascii
import re

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,120}")
PAGES = {
    "articles": "articles",
    "groups": "groups",
    "entities": "entities",
    "sources": "sources",
    "origins": "origins",
    "to_find": "tasks",
    "judgements": "judgements",
}
"""Lists whose rows have a page of their own, and under which address."""


def key_of(row_id: str) -> str:
    """An id as part of an address; one that a user gave, which may hold anything, is written in letters."""
    if _PLAIN.fullmatch(row_id):
        return row_id
    coded = base64.urlsafe_b64encode(row_id.encode("utf-8", "surrogatepass")).decode("ascii").rstrip("=")
    return f"~{coded}"


def id_of(key: str) -> str | None:
    """The id that a part of an address stands for; None where it stands for none."""
    if not key.startswith("~"):
        return key
    try:
        coded = key[1:] + "=" * (-len(key[1:]) % 4)
        return base64.b64decode(coded, altchars=b"-_", validate=True).decode("utf-8", "surrogatepass")
    except (binascii.Error, ValueError):
        return None


def page_of(name: str, row_id: str) -> str | None:
    """The address of a row's page; None for rows of lists that have none."""
    return f"/{PAGES[name]}/{key_of(row_id)}" if name in PAGES else None


def span_of(article: str, start: int, end: int) -> str:
    """The address of words in an article."""
    return f"/articles/{key_of(article)}#s={start}-{end}"
