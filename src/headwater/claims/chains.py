"""On whose word a claim stands: its chain of attributions, outermost first, and its standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from headwater.claims.lexicons import Lexicon
from headwater.records.articles import Article
from headwater.records.claims import Attribution

_DEPTH = 8


def chain_of(
    one: Attribution, by_id: Mapping[str, Attribution], cited_for: Mapping[str, Sequence[str]]
) -> list[Attribution]:
    """The attributions that a content stands on, from the outermost cited source inward, then whom they cite."""
    chain = [one]
    while len(chain) < _DEPTH:
        above = by_id.get(chain[0].parent or "")
        if above is None or above in chain:
            break
        chain.insert(0, above)
    for other in cited_for.get(one.id, ()):
        if by_id[other] not in chain:
            chain.append(by_id[other])
    return chain


def cited_for(attributions: Sequence[Attribution]) -> dict[str, list[str]]:
    """For each attribution those of the same content that hang on it: "X reported, citing Y"."""
    contents = {a.id: a.content for a in attributions}
    found: dict[str, list[str]] = {}
    for a in attributions:
        if a.parent is not None and contents.get(a.parent) == a.content:
            found.setdefault(a.parent, []).append(a.id)
    return found


def is_publisher(one: Attribution, article: Article) -> bool:
    """Whether the source is the article's own publisher, whose word needs no attribution."""
    return one.source is not None and names_publisher(
        f"{one.source.text} {one.resolved_source or ''}", article
    )


def names_publisher(name: str, article: Article) -> bool:
    """Whether the words of a name hold the publisher's."""
    return bool(article.publisher) and _holds(name, article.publisher or "")


@lru_cache(maxsize=2048)
def _holds(name: str, outlet: str) -> bool:
    publisher = "".join(c for c in outlet.casefold() if c.isalnum())
    words = [w.strip("'’s.,") for w in name.casefold().split()]
    joined = {"".join(c for c in w.removeprefix("al-") if c.isalnum()) for w in words} | {
        "".join(c for c in w if c.isalnum()) for w in words
    }
    return len(publisher) >= 3 and (publisher in joined or publisher.removeprefix("al") in joined)


def is_own_reporter(one: Attribution, article: Article, lexicon: Lexicon) -> bool:
    """Whether the source is the outlet's own person on the spot: "our correspondent"."""
    if one.source is None:
        return False
    table = lexicon.words["own_reporter"]
    words = one.source.text.casefold().replace("’", "’ ").split()
    person = any(w.strip(".,") in table["words"] for w in words)
    ours = any(w in table["ours"] for w in words[:2])
    return (person and (ours or is_publisher(one, article))) or one.source_kind == "self"
