"""Declared descent by name: a text that shares words with another and names that one's outlet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.origins.descent.declared import Declared
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.pairs import Pair
from headwater.records.articles import Article, Sentence
from headwater.records.descent import OutletMention
from headwater.records.entities import Mention
from headwater.records.spans import trimmed


def outlets_named(
    article: Article, mentions: Sequence[Mention], owner: Mapping[str, str], sentences: Sequence[Sentence]
) -> list[OutletMention]:
    """Where an article first names each outlet that is an entity of the case; ``owner`` gives that of a mention."""
    found: dict[str, OutletMention] = {}
    for mention in sorted(mentions, key=lambda m: m.start):
        entity = owner.get(mention.id)
        if mention.type == "outlet" and entity is not None and entity not in found:
            sentence = next((s for s in sentences if s.start <= mention.start < s.end), None)
            where = (sentence.start, sentence.end) if sentence else (mention.start, mention.end)
            span = trimmed(article.text, *where)
            found[entity] = OutletMention(entity, mention.text, span.start, span.end)
    return list(found.values())


def from_names(
    pairs: Iterable[Pair],
    articles: Mapping[str, Article],
    outlets: Mapping[str, Sequence[OutletMention]],
    book: OutletBook,
) -> Iterator[Declared]:
    """One declaration for each text that names the outlet of a text whose words it shares.

    This is how credits are found in languages whose attributions are not read: an outlet's name beside
    that outlet's words is a credit in any of them.
    """
    for pair in pairs:
        for child, parent in ((pair.a, pair.b), (pair.b, pair.a)):
            outlet = book.publisher(parent)
            if outlet is None or outlet.entity is None or book.is_publisher(outlet, child):
                continue
            named = next((one for one in outlets.get(child, ()) if one.entity == outlet.entity), None)
            if named is None or pair.kind == "shared_quote":
                continue
            span = articles[child].span(named.start, named.end)
            because = f"The text names {outlet.name}, whose words it shares: “{named.words}”."
            yield Declared(child, outlet, None, (span,), "passage", "citation", because)
