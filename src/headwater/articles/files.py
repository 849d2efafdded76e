"""One file to drafts, by its kind; every fault becomes a rejection with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.encodings import decode
from headwater.articles.inputs import InputFile
from headwater.articles.markdown import read_markdown
from headwater.articles.pages import declared_encoding, read_page
from headwater.articles.plain import read_plain
from headwater.articles.rows import read_rows
from headwater.records.articles import Rejected


def read_file(file: InputFile, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected]]:
    """(place, draft or rejection) of everything in one file."""
    try:
        if file.kind == "row":
            empty = True
            for place, one in read_rows(file, config.largest_line):
                empty = False
                yield place, one
            if empty:
                yield file.name, Rejected(file.name, "the file is empty")
            return
        yield file.name, _read_text(file, config)
    except OSError as error:
        yield file.name, Rejected(file.name, f"cannot be read: {(error.strerror or str(error)).lower()}")


def _read_text(file: InputFile, config: ArticlesConfig) -> Draft | Rejected:
    if file.size > config.largest_text:
        reason = (
            f"the file has {file.size:,} bytes, more than the {config.largest_text:,} that a text may have"
        )
        return Rejected(file.name, reason)
    data = file.path.read_bytes()
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        return Rejected(file.name, "the file is empty")
    decoded = decode(data, declared_encoding(data) if file.kind == "html" else None)
    if decoded is None:
        return Rejected(file.name, "the file holds binary data, no text")
    if not any(letter.isalpha() for letter in decoded.text):
        return Rejected(file.name, "the file holds no words")
    if file.kind == "html":
        return read_page(file, data, decoded.text, decoded.note)
    if file.kind == "markdown":
        return read_markdown(file, data, decoded.text, decoded.note)
    return read_plain(file, data, decoded.text, decoded.note)
