"""Declared descent by name: a text that shares words with another and names that one's outlet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.origins.descent.declared import Declared
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.pairs import Pair
from headwater.records.articles import Article, Sentence
from headwater.records.entities import Mention
from headwater.records.spans import trimmed


def from_names(
    pairs: Iterable[Pair],
    articles: Mapping[str, Article],
    mentions: Mapping[str, Sequence[Mention]],
    owner: Mapping[str, str],
    sentences: Mapping[str, Sequence[Sentence]],
    book: OutletBook,
) -> Iterator[Declared]:
    """One declaration for each text that names the outlet of a text whose words it shares.

    This is how credits are found in languages whose attributions are not read: an outlet's name beside
    that outlet's words is a credit in any of them. ``owner`` gives the entity of each mention.
    """
    for pair in pairs:
        for child, parent in ((pair.a, pair.b), (pair.b, pair.a)):
            outlet = book.publisher(parent)
            if outlet is None or outlet.entity is None or book.is_publisher(outlet, child):
                continue
            named = [
                m for m in mentions.get(child, ()) if m.type == "outlet" and owner.get(m.id) == outlet.entity
            ]
            if not named or pair.kind == "shared_quote":
                continue
            mention = min(named, key=lambda m: m.start)
            sentence = next((s for s in sentences.get(child, ()) if s.start <= mention.start < s.end), None)
            where = (sentence.start, sentence.end) if sentence else (mention.start, mention.end)
            span = trimmed(articles[child].text, *where)
            because = f"The text names {outlet.name}, whose words it shares: “{mention.text}”."
            yield Declared(child, outlet, None, (span,), "passage", "citation", because)
