"""Marks of an agency: standing phrases that, in this case, only its texts use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.wires import Wire
from headwater.records.articles import Article
from headwater.records.spans import Span
from headwater.text.names import fold

WORDS = 8
"""Length of a phrase, in words."""
LONGEST_TEXT = 20_000
"""Characters of a text that are read for phrases."""
LEAST_PHRASES = 3
"""Phrases of one agency that must be found before it is named."""


@dataclass(frozen=True, slots=True)
class Named:
    """The agency that the words point to, and why."""

    outlet: Outlet
    phrases: int
    because: str


class Marks:
    """Phrases of texts that one agency stands behind, without those found in texts of another agency.

    A phrase that only one publisher prints may be that publisher's own, so it marks nothing in its texts.
    """

    def __init__(
        self,
        articles: Mapping[str, Article],
        wires: Mapping[str, Mapping[str, Wire]],
        publishers: Mapping[str, str],
    ) -> None:
        self._owner: dict[int, tuple[str, str | None] | None] = {}
        self._outlets: dict[str, Outlet] = {}
        self._publishers = publishers
        for article in sorted(wires):
            signed = {k: w for k, w in wires[article].items() if k != "agencies"}
            if len(signed) != 1 or article not in articles:
                continue
            (key, wire), *_ = signed.items()
            if wire.outlet.kind == "wire" and (wire.scope == "whole" or len(wire.passages) > 1):
                self._outlets[key] = wire.outlet
                self._enter(articles[article], key)

    def _enter(self, article: Article, key: str) -> None:
        own = self._publishers.get(article.id, article.id)
        for phrase in phrases(article.text):
            held = self._owner.setdefault(phrase, (key, own))
            if held is not None and held != (key, own):
                self._owner[phrase] = (key, None) if held[0] == key else None

    def outlet_of(self, spans: Iterable[tuple[str, Span]], articles: Mapping[str, Article]) -> Named | None:
        """The agency whose phrases stand in the spans, where one alone has enough of them."""
        counts: dict[str, int] = {}
        if not self._outlets:
            return None
        for article, span in spans:
            if article not in articles:
                continue
            for phrase in phrases(span.text):
                owner = self._owner.get(phrase)
                if owner is not None and owner[1] != self._publishers.get(article, article):
                    counts[owner[0]] = counts.get(owner[0], 0) + 1
        return self._named(counts)

    def _named(self, counts: Mapping[str, int]) -> Named | None:
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if (
            not ranked
            or ranked[0][1] < LEAST_PHRASES
            or (len(ranked) > 1 and ranked[1][1] * 3 > ranked[0][1])
        ):
            return None
        key, count = ranked[0]
        outlet = self._outlets[key]
        because = (
            f"{count} phrases of {WORDS} words in it stand, in this case, only in texts from {outlet.name}"
        )
        return Named(outlet, count, because)

    def in_text(self, article: Article, own: Sequence[str]) -> Named | None:
        """The agency whose phrases an article holds, unless it is among those that it names already."""
        named = self.outlet_of(
            [(article.id, Span(article.text, 0, len(article.text)))], {article.id: article}
        )
        return None if named is None or named.outlet.key in own else named


def phrases(text: str) -> Iterator[int]:
    """Hashes of all runs of ``WORDS`` words of a text, folded; each once, in order."""
    words = [fold(word) for word in text[:LONGEST_TEXT].split()]
    words = [kept for word in words if (kept := "".join(c for c in word if c.isalnum()))]
    seen: set[int] = set()
    for at in range(len(words) - WORDS + 1):
        digest = blake2b(
            " ".join(words[at : at + WORDS]).encode("utf-8", "surrogatepass"), digest_size=8
        ).digest()
        value = int.from_bytes(digest, "big")
        if value not in seen:
            seen.add(value)
            yield value
