"""A date by htmldate, where the page itself states none that can be read."""

from __future__ import annotations

import copy

from lxml.etree import LxmlError
from lxml.html import HtmlElement

from headwater.articles.drafts import DateClaim
from headwater.articles.page.apart import NUMBER


def found_date(tree: HtmlElement) -> list[DateClaim]:
    """The date that htmldate finds in marked places of the page, lists of other texts left out; 1 January is its way to say a year."""
    import htmldate

    own = copy.deepcopy(tree)
    for node in own.xpath(f"//*[@{NUMBER}]"):
        if node.getparent() is not None:
            node.drop_tree()
    try:
        found = htmldate.find_date(own, original_date=True, extensive_search=False)
    except (ValueError, RecursionError, AttributeError, TypeError, OverflowError, LxmlError):
        return []
    if not found:
        return []
    return [DateClaim(found[:4] if found.endswith("-01-01") else found, "found on the page by htmldate")]
