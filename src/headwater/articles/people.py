"""Who wrote and who printed an article, from its file's word and from its credits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.articles.drafts import Draft
from headwater.articles.lexicons import agency_of
from headwater.articles.links import host_of
from headwater.articles.names import split_names, tidy
from headwater.records.articles import Credit
from headwater.records.ids import row_id

_SITE = re.compile(r"\s+[|–—]\s+(?P<name>[^|–—]{3,40})$")
_BY = re.compile(r"^\s*(?:by|par|von|de)\s+", re.IGNORECASE)


def publisher_of(draft: Draft, rows: Sequence[Credit]) -> str | None:
    """The publisher that the file names, or the text: its staff line, its copyright line, its title's end.

    A staff whose own site the text links to as the original wrote it, but printed it elsewhere.
    """
    if draft.publisher:
        return draft.publisher
    hosts = [
        _squeezed(host_of(credit.href) or "") for credit in rows if credit.kind == "original" and credit.href
    ]
    for credit in rows:
        if (
            credit.kind == "publisher"
            and credit.name
            and not any(_squeezed(credit.name) in host for host in hosts)
        ):
            return credit.name
    site = _SITE.search(draft.title)
    return tidy(site["name"]) if site and len(site["name"].split()) <= 4 else None


def own_dispatch(draft: Draft, rows: Sequence[Credit]) -> Credit | None:
    """The publisher of a text that nobody is said to have printed and whose dateline is one agency's: that agency.

    None where the file, its address, its title or any line names another house, or a text that it was taken from.
    """
    taken = any(credit.kind in ("original", "via", "translator") for credit in rows)
    if draft.url or taken or publisher_of(draft, rows):
        return None
    named = [credit for credit in rows if credit.kind in ("dateline", "agency") and credit.name]
    lines = [credit for credit in named if credit.kind == "dateline"]
    if not lines or len({credit.name for credit in named}) > 1:
        return None
    line = lines[0]
    because = f"nobody is named who printed it, and {line.because} is {line.name}'s: it is read as the agency's own text"
    identity = row_id("cr", draft.id, "publisher", line.name, line.start, line.end)
    return Credit(identity, draft.id, line.part, "publisher", line.name, None, line.start, line.end, because)


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]", "", name.lower())


def byline_of(draft: Draft, rows: Sequence[Credit]) -> str | None:
    """The byline as the file gives it, or the names that the text's byline or staff line holds."""
    if draft.byline:
        return draft.byline
    for kind in ("byline", "publisher"):
        names = [credit.name for credit in rows if credit.kind == kind and credit.name]
        names = [name for name in names if kind == "byline" or _is_staff(name, rows)]
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def _is_staff(name: str, rows: Sequence[Credit]) -> bool:
    return any(credit.name == name and "staff" in credit.because for credit in rows)


def authors_of(draft: Draft, rows: Sequence[Credit]) -> list[str]:
    """People and staffs named as authors, agencies left out, in the order in which they stand."""
    names = list(draft.authors)
    if draft.byline and not names:
        names = split_names(_BY.sub("", draft.byline))
    if not names:
        names = [credit.name for credit in rows if credit.kind == "byline" and credit.name]
    return list(dict.fromkeys(name for name in names if agency_of(name) is None))
