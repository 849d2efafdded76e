"""What a capture, feed or container says of a document, laid under what the document says of itself."""

from __future__ import annotations

from dataclasses import replace

from headwater.articles.drafts import DateClaim, Draft, MetaCredit
from headwater.articles.items import Told


def with_told(draft: Draft, told: Told) -> Draft:
    """The draft with what is told of it from outside wherever its own bytes are silent."""
    if told == Told():
        return draft
    dates, named = list(draft.dates), list(draft.credits)
    if told.published:
        dates.append(DateClaim(told.published, told.how or "given by its container"))
    if told.original:
        named.append(MetaCredit("original", None, told.original, f"{told.how or 'its container'} names it"))
    modified = DateClaim(told.modified, told.how or "given by its container") if told.modified else None
    return replace(
        draft,
        url=draft.url or told.url,
        title=draft.title,
        publisher=draft.publisher or told.publisher,
        byline=draft.byline or ", ".join(told.authors) or None,
        authors=draft.authors or list(told.authors),
        lang=draft.lang or told.lang,
        dates=dates,
        credits=named,
        modified=draft.modified or modified,
        crawled=draft.crawled or told.crawled,
        asked_url=draft.asked_url or (told.asked if told.asked != told.url else None),
    )
