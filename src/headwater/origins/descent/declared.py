"""Declared descent by credits and parts: what a text itself says of where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from headwater.origins.descent.outlet_book import Outlet, OutletBook, bare_url
from headwater.origins.descent.outlet_names import agency_of, credited_names, is_collective
from headwater.records.articles import Article, Credit, Part
from headwater.records.origins import DerivationKind
from headwater.records.spans import Span, trimmed
from headwater.text.names import fold, words_of

Scope = Literal["whole", "part", "passage"]
GuessLanguage = Callable[[str], str]
WHOLE_CREDITS = ("agency", "dateline", "original", "via")
OPENING = 600
"""Characters at the start of a text in which a byline may stand."""
SHORTEST_SLUG = 4
"""Words that the last piece of a link needs before its language is guessed."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration that a text, or a part of it, comes from elsewhere.

    ``outlet`` is null where only a link is given; ``href`` where only a name is. ``said`` is false where
    the layout shows it and no words do (a text pasted under another).
    """

    child: str
    outlet: Outlet | None
    href: str | None
    spans: tuple[Span, ...]
    scope: Scope
    kind: DerivationKind
    because: str
    attribution: str | None = None
    said: bool = True


def from_credits(
    article: Article,
    parts: Sequence[Part],
    credits_: Sequence[Credit],
    book: OutletBook,
    guess: GuessLanguage,
) -> Iterator[Declared]:
    """The declarations in an article's credits and in its parts' credits."""
    credits_ = [c for c in credits_ if not _piece_of_another(c, credits_)]
    translated = {c.part for c in credits_ if c.kind == "translator"}
    introduced = {
        book.of_name(p.credited_name).key: p.id for p in parts if p.credited_name and _credited_elsewhere(p)
    }
    by_id = {part.id: part for part in parts}
    agencies = [c for c in credits_ if c.kind in ("agency", "dateline") or _agency_byline(c)]
    several = len({name for c in agencies for name in _names(c)}) > 1
    for credit in credits_:
        part = by_id.get(credit.part) if credit.part else None
        if part is not None and (part.kind == "caption" or _credited_elsewhere(part)):
            continue
        if credit in agencies:
            yield from _agencies(article, credit, part, several, book)
        elif credit.kind in ("original", "via"):
            quoted = introduced.get(book.of_name(credit.name).key) if credit.name else None
            if quoted is None:
                yield from _original(article, credit, part, credit.part in translated, book, guess)
            elif credit.part in translated:  # "an article of X, translated by Y" introduces a part: its alone
                translated.add(quoted)
    for part in parts:
        yield from _part(article, part, part.id in translated, book)


def _piece_of_another(credit: Credit, credits_: Sequence[Credit]) -> bool:
    """Whether a credit's name is but a word of the name that another credit reads in the same words."""
    return credit.name is not None and any(
        c.name is not None
        and c.kind == credit.kind
        and (c.start, c.end) == (credit.start, credit.end)
        and c.name != credit.name
        and credit.name in c.name.split()
        for c in credits_
    )


def _credited_elsewhere(part: Part) -> bool:
    """Whether a part is credited as a whole: credits inside it are those of the text that it is."""
    return part.kind in ("pasted", "quoted_whole") and bool(part.credited_name)


def _agency_byline(credit: Credit) -> bool:
    return credit.kind == "byline" and bool(credit.name) and agency_of(credit.name or "") is not None


def _names(credit: Credit) -> list[str]:
    return credited_names(credit.name or "")


def _foreign(outlet: Outlet, article: Article, book: OutletBook) -> bool:
    """Whether the outlet is another than the one that printed the article, or a desk of it."""
    within = book.in_phrase(outlet.name)
    return not book.is_publisher(outlet, article.id) and (
        within is None or not book.is_publisher(within, article.id)
    )


def _scope(article: Article, part: Part | None) -> tuple[Scope, tuple[Span, ...]]:
    """A credit of the body covers the whole text; one inside another part covers that part."""
    if part is None or part.kind in ("body", "boilerplate", "embed"):
        body = trimmed(article.text, 0, len(article.text))
        return "whole", (body,) if body.text else ()
    span = trimmed(article.text, part.start, part.end)
    return "part", (span,) if span.text else ()


def _agencies(
    article: Article, credit: Credit, part: Part | None, several: bool, book: OutletBook
) -> Iterator[Declared]:
    scope, spans = _scope(article, part)
    for name in _names(credit):
        outlet = book.of_name(name)
        if not _foreign(outlet, article, book) or (outlet.kind != "wire" and len(_names(credit)) > 1):
            continue
        kind: DerivationKind = "rewrite" if several or is_collective(name) else "copy"
        where = "dateline" if credit.kind == "dateline" else "credit line"
        because = f"The {where} names {outlet.name}: {_cited(credit, name)}."
        yield Declared(article.id, outlet, credit.href, spans, scope, kind, because)


def _original(
    article: Article,
    credit: Credit,
    part: Part | None,
    translated: bool,
    book: OutletBook,
    guess: GuessLanguage,
) -> Iterator[Declared]:
    named = credit.name is not None and (" " in credit.name or "." not in credit.name)
    outlet = book.of_name(credit.name or "") if named else _host(credit.href or credit.name, article, book)
    if outlet is None or not _foreign(outlet, article, book):
        return
    if credit.href and article.url and bare_url(credit.href) == bare_url(article.url):
        return
    scope, spans = _scope(article, part)
    lang = part.lang if part is not None and scope == "part" else (article.languages or ["und"])[0]
    told = _slug_language(credit.href, guess)
    kind: DerivationKind = "translation" if translated or (told and lang and told != lang) else "copy"
    yield Declared(
        article.id, outlet, credit.href, spans, scope, kind, _because_original(credit, kind, outlet)
    )


def _because_original(credit: Credit, kind: DerivationKind, outlet: Outlet) -> str:
    what = "as the original that it translates" if kind == "translation" else "as where it comes from"
    link = f", and links to {credit.href}" if credit.href else ""
    return f"The text names {outlet.name} {what}: {_cited(credit, credit.name or outlet.name)}{link}."


def _cited(credit: Credit, name: str) -> str:
    return credit.because.rstrip(".") if credit.because else f"“{name}”"


def _host(href: str | None, article: Article, book: OutletBook) -> Outlet | None:
    """The site that a link leads to, under the name that the byline gives it where it gives one."""
    host = _host_of(href)
    if not host:
        return None
    name = name_of_site(href, article)
    return book.of_name(name) if name is not None else Outlet(f"host:{host}", host, "media", None)


def _host_of(href: str | None) -> str:
    """The host of a link; empty where it has none."""
    host = bare_url(href if "//" in href else f"//{href}").split("/")[0] if href else ""
    return host if "." in host else ""


def name_of_site(href: str | None, article: Article) -> str | None:
    """The words of an article's byline or opening that spell the site to which a link leads."""
    stem = fold(_host_of(href).rsplit(".", 1)[0].rsplit(".", 1)[-1]).replace("-", "")
    for words in (article.byline or "", *article.authors, article.text[:OPENING]) if stem else ():
        name = _spelt(words, stem)
        if name is not None:
            return name
    return None


def _spelt(text: str, stem: str) -> str | None:
    """The one to four words of a text that, joined, spell the name of a site ("The Harl Mirror", theharlmirror)."""
    found = words_of(text)
    for size in range(1, 5):
        for at in range(len(found) - size + 1):
            run = found[at : at + size]
            if "".join(word.forms[0] for word in run) == stem:
                return text[run[0].start : run[-1].end]
    return None


def _slug_language(href: str | None, guess: GuessLanguage) -> str | None:
    """The language of the words at the end of a link ("/articles/talks-resume-in-the-north"), or null."""
    if not href:
        return None
    try:
        slug = unquote(urlsplit(href).path.rstrip("/").rsplit("/", 1)[-1])
    except ValueError:
        return None
    words = [word for word in slug.replace("_", "-").split("-") if word.isalpha()]
    if len(words) < SHORTEST_SLUG:
        return None
    found = guess(" ".join(words))
    return None if found == "und" else found


def _part(article: Article, part: Part, translated: bool, book: OutletBook) -> Iterator[Declared]:
    """A text quoted whole or pasted comes from whom it is credited to, or from nobody named."""
    if part.kind not in ("quoted_whole", "pasted"):
        return
    span = trimmed(article.text, part.start, part.end)
    if not span.text:
        return
    kind: DerivationKind = "translation" if translated else "quote" if part.kind == "quoted_whole" else "copy"
    if part.credited_name:
        outlet = book.of_name(part.credited_name)
        if _foreign(outlet, article, book):
            yield Declared(article.id, outlet, None, (span,), "part", kind, part.because)
        return
    opening = " ".join(span.text.split()[:9])
    name = f"the text that begins “{opening}”"
    outlet = Outlet(f"text:{article.id}:{part.start}", name, "document", None)
    yield Declared(article.id, outlet, None, (span,), "part", kind, part.because, said=False)
