"""Markdown files to drafts."""

from __future__ import annotations

from headwater.articles.drafts import Draft
from headwater.articles.inputs import InputFile
from headwater.articles.plain import read_plain


def read_markdown(file: InputFile, data: bytes, text: str, note: str | None) -> Draft:
    return read_plain(file, data, text, note)
