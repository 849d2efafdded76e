"""One task for each text's photos, videos and posts whose maker, day or place the text does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.origins.counting.reading import Reading
from headwater.origins.counting.searches import Sought, known_of, post_date, queries_for, search_words
from headwater.origins.counting.tongues import place_language
from headwater.origins.counting.turns import Turns, shortened
from headwater.records.claims import Claim, Evidence
from headwater.records.ids import row_id
from headwater.records.origins import ToFind
from headwater.text.names import words_of

SHOWN = ("photo", "video", "satellite")
MOST_NAMED = 3
"""Words for pictures that a task quotes."""
MOST_LETTERS = 100
MOST_URLS = 20

Shown = Mapping[str, Sequence[Claim]]
"""The words or links by which a text points to pictures and posts, each with the claims that do so."""


def pictures(turns: Turns, case: Reading) -> Iterator[ToFind]:
    """By article; where a text was made from another that points to pictures too, only that one is asked."""
    captions = _captions(case)
    shown = {key: found for key in sorted(case.articles) if (found := _shown(key, captions, case))}
    for key, found in shown.items():
        if not (case.made_from(key) - {key}) & shown.keys():
            yield _task(key, found, turns, case)


def _shown(article: str, captions: Mapping[str, str], case: Reading) -> Shown:
    found: dict[str, list[Claim]] = {}
    asked = _asked(article, case)
    for claim in case.claims_of.get(article, ()):
        for piece in claim.evidence:
            own = any(at in asked for at in range(piece.start, piece.end))
            if not own and claim.polarity == "assert" and _points(piece, case):
                found.setdefault(piece.url or " ".join(piece.text.split()), []).append(claim)
    for link in case.articles[article].links:
        if post_date(link.href) is not None:
            found.setdefault(link.href, [])
    if article in captions:
        found.setdefault(captions[article], [])
    return found


def _asked(article: str, case: Reading) -> frozenset[int]:
    """Where a text names a picture or a document as the source of its words: that is a task of its own."""
    sources = (a.source for a in case.attributions_of.get(article, ()) if a.source_kind == "document")
    return frozenset(at for span in sources if span is not None for at in range(span.start, span.end))


def _points(piece: Evidence, case: Reading) -> bool:
    """Whether words point to a picture or a post that somebody made, and do not say whose it is."""
    if piece.kind not in SHOWN and (piece.kind != "post" or piece.url is None):
        return False
    none = any(word.forms[0] in search_words().none for word in words_of(piece.text))
    return not none and case.book.in_phrase(piece.text) is None


def _captions(case: Reading) -> dict[str, str]:
    """The words of each article's first caption that is credited to nobody and names no outlet."""
    found: dict[str, str] = {}
    for part in sorted(case.parts.values(), key=lambda p: (p.article, p.start)):
        if part.kind != "caption" or part.credited_name or part.article not in case.articles:
            continue
        words = " ".join(case.articles[part.article].text[part.start : part.end].split())
        if words and case.book.in_phrase(words) is None:
            found.setdefault(part.article, words)
    return found


def _task(article: str, shown: Shown, turns: Turns, case: Reading) -> ToFind:
    claims = list(dict.fromkeys(c.id for found in shown.values() for c in found))
    rows = [case.claims[key] for key in claims] or [c for c in case.claims_of.get(article, ()) if c.lead]
    named = ", ".join(f"“{shortened(words, MOST_LETTERS)}”" for words in list(shown)[:MOST_NAMED])
    more = f" and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    row, outlet = case.articles[article], case.outlet_name(article)
    urls = [words for words in shown if "/" in words and " " not in words]
    lang = place_language(rows, case)
    return ToFind(
        id=row_id("tf", "picture", article),
        what=f"Who made the pictures or posts that {outlet} shows or speaks of ({named}{more}), when and where",
        source=None,
        article=article,
        would_change=turns.picture(claims),
        lang=lang,
        known=known_of(urls[:MOST_URLS], [row.published.value]),
        queries=queries_for(Sought("picture", claims=rows), [lang, *row.languages[:1]], case),
        status="open",
    )
