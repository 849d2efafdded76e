"""Block quotations of a file's mark-up: when one is a text taken over whole."""

from __future__ import annotations

from headwater.articles.drafts import Mark

_QUOTED_SHARE = 0.5
_LEAST_QUOTED = 400


def kept_quotations(marks: list[Mark], length: int) -> list[Mark]:
    """Marks that say where a part begins: captions and posts, and block quotations that are most of the text."""
    quoted = sum(mark.end - mark.start for mark in marks if mark.kind == "quoted_whole")
    whole = quoted >= max(_QUOTED_SHARE * length, _LEAST_QUOTED)
    return [mark for mark in marks if mark.kind != "quoted_whole" or whole]
