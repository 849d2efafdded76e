"""Declared descent by links: a sentence that links to a text of the case cites it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.origins.descent.declared import Declared
from headwater.records.articles import Article, Part, Sentence
from headwater.records.spans import trimmed


def from_links(
    article: Article, parts: Sequence[Part], sentences: Sequence[Sentence], leads: Mapping[str, str]
) -> Iterator[Declared]:
    """One citation for each link in running text to another article of the case; links of the page are none.

    ``leads`` gives the article to which an address leads.
    """
    page = [(part.start, part.end) for part in parts if part.kind == "boilerplate"]
    for link in article.links:
        if link.href not in leads or any(a <= link.start < b for a, b in page):
            continue
        sentence = next((s for s in sentences if s.start <= link.start < s.end), None)
        if sentence is None:
            continue
        span = trimmed(article.text, sentence.start, sentence.end)
        because = f"The text links to it with the words “{' '.join(link.text.split()) or link.href}”."
        yield Declared(article.id, None, link.href, (span,), "passage", "citation", because)
