"""HTML pages to drafts."""

from __future__ import annotations

import re

import trafilatura

from headwater.articles.drafts import Draft
from headwater.articles.inputs import InputFile
from headwater.records.articles import Rejected
from headwater.records.ids import bytes_id, row_id

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The character set that a page's head names."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def read_page(file: InputFile, data: bytes, text: str, note: str | None) -> Draft | Rejected:
    found = trafilatura.bare_extraction(text, with_metadata=True)
    if found is None or not found.text:
        return Rejected(file.name, "the page holds no article text")
    sha = bytes_id(data)
    title = " ".join((found.title or "").split())
    return Draft(
        row_id("a", sha, found.url or file.name, found.sitename), file.name, found.url, sha, "html",
        title, f"{title}\n{found.text}", found.sitename, found.author, encoding_note=note,
    )  # fmt: skip
