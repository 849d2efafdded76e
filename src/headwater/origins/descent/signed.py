"""Agencies known by their standing phrases, where a text neither credits nor shares a story with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from headwater.origins.descent.candidates import Candidate, name_of
from headwater.origins.descent.marks import Marks, phrases
from headwater.origins.descent.wires import Wire
from headwater.records.articles import Article
from headwater.records.spans import trimmed

LEAST_MARKS = 8
"""Phrases that must be an agency's alone before it is supposed: a sentence of about fifteen words."""


def from_marks(
    articles: Mapping[str, Article],
    wires: Mapping[str, Mapping[str, Wire]],
    marks: Marks,
    publishers: Mapping[str, str],
    known: Collection[tuple[str, str]],
) -> Iterator[Candidate]:
    """An agency for each text that holds enough phrases of its own and names no agency.

    ``known`` are (text, agency) that need no supposing.
    """
    for key in sorted(articles):
        article = articles[key]
        if any(k != "agencies" for k in wires.get(key, {})):
            continue
        named = marks.in_text(article)
        if named is None or named.phrases < LEAST_MARKS or publishers.get(key, "").startswith("agency:"):
            continue
        if (key, named.outlet.key) in known:
            continue
        share = named.phrases / max(1, len(phrases(article.text).hashes))
        because = f"{named.because}; {name_of(article)} names none."
        span = trimmed(article.text, 0, len(article.text))
        weight = round(0.2 + 3.0 * share, 4)
        yield Candidate(key, named.outlet.key, named.outlet, (span,), "rewrite", weight, True, because)
