"""Plain text files to drafts: a headline where the first line reads as one, the rest verbatim."""

from __future__ import annotations

from headwater.articles.drafts import Draft
from headwater.articles.headlines import is_headline
from headwater.articles.items import Item
from headwater.records.ids import bytes_id, row_id


def read_plain(item: Item, data: bytes, text: str, note: str | None) -> Draft:
    """The draft of a text file; ``text`` is its decoded content."""
    title, body = split_title(text)
    sha = bytes_id(data)
    return Draft(
        id=row_id("a", sha, item.name, None),
        path=item.name,
        url=None,
        sha256=sha,
        media_type="text",
        title=title,
        text=f"{title}\n{body}",
        encoding_note=note,
    )


def split_title(text: str) -> tuple[str, str]:
    """Headline and body; no plausible headline: an empty one, and all of the text."""
    begin = len(text) - len(text.lstrip())
    line_start = text.rfind("\n", 0, begin) + 1
    newline = text.find("\n", begin)
    if newline < 0:
        return "", text
    line = text[line_start:newline]
    rest = text[newline + 1 :]
    if not rest.strip() or not is_headline(line, alone=rest.startswith("\n")):
        return "", text
    title = line.strip()
    return title, rest
