"""In which language a source speaks, and on which site it publishes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from headwater.entities import outlet_of, within
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.searches import fits, search_words
from headwater.origins.descent.hosts import site_of, squashed
from headwater.records.claims import Claim
from headwater.records.entities import Entity
from headwater.records.origins import Derivation, Source
from headwater.text.names import words_of

_COUNTRY = re.compile(r"(?:state|body)/([a-z]{2})(?:/|$)|place/([a-z]{2})-")
MOST_EDGES = 50
"""Texts that are looked at for the language of one source."""


def report_language(
    source: Source, edges: Sequence[Derivation], called: Iterable[str], case: Reading
) -> str | None:
    """The language of an unseen report: as a text calls it, that of its copies, that of its outlet; or null."""
    told = _as_called(source.name, called)
    if told is not None:
        return told
    copied = [
        lang for edge in edges[:MOST_EDGES] if edge.kind in ("copy", "rewrite") if (lang := _of(edge, case))
    ]
    if copied:
        return min(copied, key=lambda code: (-copied.count(code), code))
    entity = case.entities.get(source.entity or "")
    known = outlet_of(entity.name if entity else source.name)
    translated = {_of(edge, case) for edge in edges[:MOST_EDGES] if edge.kind == "translation"}
    if known is not None and known.languages:
        return next((code for code in known.languages if code not in translated), known.languages[0])
    return next((code for code in search_words().scripts if fits(source.name, code)), None)


def _of(edge: Derivation, case: Reading) -> str | None:
    article = case.articles.get(edge.child)
    return article.languages[0] if article is not None and article.languages else None


def _as_called(name: str, called: Iterable[str]) -> str | None:
    """The language named beside an outlet's own name ("Sorpress Arabic")."""
    own = {word.forms[0] for word in words_of(name)}
    for words in called:
        found = [word.forms[0] for word in words_of(words)]
        if own <= set(found):
            told = [lang for word in found if word not in own if (lang := search_words().called.get(word))]
            if told:
                return told[0]
    return None


def body_language(entity: Entity | None) -> str | None:
    """The language of the country to which a body, a state or a place belongs; null where that is not known."""
    if entity is None or not entity.known_as:
        return None
    found = _COUNTRY.match(entity.known_as)
    if found is None:
        states = [_COUNTRY.match(id_) for id_ in within(entity.known_as)]
        found = next((match for match in states if match), None)
    return search_words().countries.get(found.group(1) or found.group(2)) if found else None


def place_language(claims: Iterable[Claim], case: Reading) -> str | None:
    """The language spoken where the first claim that names a known place says that it happened; or null."""
    for claim in claims:
        slots = case.slots.get(claim.id)
        if slots is not None and slots.place is not None:
            told = body_language(case.entities.get(slots.place.entity or ""))
            if told is not None:
                return told
    return None


def site_for(name: str, entity: Entity | None, urls: Iterable[str] = ()) -> str | None:
    """The site on which an outlet publishes: the registry's, else that of a link that bears its name; or null."""
    known = outlet_of(entity.name if entity else name)
    if known is not None and known.domains:
        return known.domains[0]
    wanted = squashed(name)
    return next((host for url in urls if wanted and site_of(url) == wanted and (host := _host(url))), None)


def home_of(article: str, case: Reading) -> str | None:
    """The site on which an article stands: that of its address, else its publisher's; or null."""
    url, outlet = case.articles[article].url, case.book.publisher(article)
    if url and (host := _host(url)):
        return host
    return site_for(outlet.name, case.entities.get(outlet.entity or "")) if outlet is not None else None


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
