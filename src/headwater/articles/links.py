"""Links of an article: those that its mark-up gives, and addresses printed in its text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from headwater.articles.drafts import Draft
from headwater.records.articles import Link

_ADDRESS = re.compile(
    r"https?://[^\s<>\"\u201c\u201d\u00bb\]]{3,2000}|(?<![\w@/.])(?:pic\.twitter\.com|t\.co)/\w{4,20}",
    re.IGNORECASE,
)
_PER_ARTICLE = 2000


def all_links(draft: Draft) -> list[Link]:
    """Links in the order of the text; an address inside the words of a link is not given twice."""
    taken = [(link.start, link.end) for link in draft.links]
    found = list(draft.links)
    for match in _ADDRESS.finditer(draft.text):
        if len(found) >= _PER_ARTICLE:
            break
        start, words = match.start(), match.group().rstrip(".,;:!?'\u2019)")
        if not any(left < start + len(words) and start < right for left, right in taken):
            href = words if "://" in words else f"https://{words}"
            found.append(Link(words, start, start + len(words), href))
    return sorted(found, key=lambda link: (link.start, link.end, link.href))


def host_of(address: str | None) -> str | None:
    """The host that an address names, or None where it is no sound address."""
    try:
        return urlsplit(address or "").hostname
    except ValueError:
        return None
