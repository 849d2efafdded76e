"""What a page's head says of its article: every author, agencies, publisher, dates with their clock, the original.

JSON-LD first, then Open Graph and meta tags, then microdata and ``<time>``; the page's own words are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from headwater.articles.drafts import DateClaim, MetaCredit
from headwater.articles.lexicons import agency_of
from headwater.articles.mastheads import is_staff, same_house
from headwater.articles.names import split_names
from headwater.articles.structured import article_nodes, by_id, texts_of
from headwater.text.languages import code_of

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publication_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "cxenseparse:recs:publishtime", "article.published",
)  # fmt: skip
_AUTHOR = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
)
_SITE = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "citation_journal_title",
    "publisher",
    "article:publisher",
)
_ORIGINAL = ("original-source", "syndication-source", "article:original_source")


@dataclass(slots=True)
class PageFacts:
    """What a page's metadata give; missing facts are None or empty."""

    headlines: list[str] = field(default_factory=list)
    publisher: str | None = None
    authors: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    dates: list[DateClaim] = field(default_factory=list)
    url: str | None = None
    lang: str | None = None
    credits: list[MetaCredit] = field(default_factory=list)


def read_facts(tree: HtmlElement) -> PageFacts:
    """The facts of a parsed page."""
    facts = PageFacts()
    metas = _metas(tree)
    _from_json(tree, facts)
    _from_metas(metas, facts)
    _from_markup(tree, facts)
    facts.lang = facts.lang or code_of(metas.get("og:locale", [None])[0])
    _sort_authors(facts)
    return facts


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _from_json(tree: HtmlElement, facts: PageFacts) -> None:
    scripts = [
        node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower()
    ]
    known = by_id(scripts)
    for node in article_nodes(scripts):
        facts.headlines.extend(texts_of(node.get("headline")))
        for author in _resolved(node.get("author"), known) + _resolved(node.get("creator"), known):
            names = texts_of(author)
            target = facts.organisations if _is_organisation(author) else facts.authors
            target.extend(name for name in names if name not in target)
        if facts.publisher is None:
            facts.publisher = next(iter(texts_of(_resolved(node.get("publisher"), known))), None)
        if isinstance(node.get("datePublished"), str):
            facts.dates.append(DateClaim(node["datePublished"], "given by the page's JSON-LD"))
        language = node.get("inLanguage")
        facts.lang = facts.lang or (code_of(language) if isinstance(language, str) else None)
        facts.credits.extend(_declared(node))


def _resolved(value: Any, known: dict[str, dict[str, Any]]) -> list[Any]:
    """A field's values as a list, references replaced by the nodes that they name."""
    values = value if isinstance(value, list) else [value]
    return [
        known.get(one["@id"], one)
        if isinstance(one, dict) and isinstance(one.get("@id"), str) and "name" not in one
        else one
        for one in values
        if one is not None
    ]


def _is_organisation(author: Any) -> bool:
    kind = author.get("@type") if isinstance(author, dict) else None
    return isinstance(kind, str) and kind.endswith(("Organization", "Corporation"))


def _declared(node: dict[str, Any]) -> Iterator[MetaCredit]:
    """What the page declares of its origin: isBasedOn, translationOfWork, translator, provider."""
    for key, kind in (
        ("isBasedOn", "original"),
        ("isBasedOnUrl", "original"),
        ("translationOfWork", "original"),
        ("translator", "translator"),
        ("provider", "agency"),
        ("sourceOrganization", "agency"),
    ):
        for one in node[key] if isinstance(node.get(key), list) else [node.get(key)]:
            href = one if isinstance(one, str) and one.startswith("http") else _address(one)
            name = next(iter(texts_of(one)), None) if not (isinstance(one, str) and href) else None
            if isinstance(one, dict) and name is None:
                name = next(iter(texts_of(one.get("headline")) or texts_of(one.get("publisher"))), None)
            if href or name:
                yield MetaCredit(kind, name, href, f"the page's JSON-LD declares {key}: {name or href}")  # type: ignore[arg-type]


def _address(value: Any) -> str | None:
    if not isinstance(value, dict):
        return None
    found = value.get("url") or value.get("@id")
    return found if isinstance(found, str) and found.startswith("http") else None


def _from_metas(metas: dict[str, list[str]], facts: PageFacts) -> None:
    facts.headlines.extend(metas.get("og:title", [])[:1] + metas.get("twitter:title", [])[:1])
    for name in _SITE:
        values = [value for value in metas.get(name, []) if "/" not in value]
        facts.publisher = facts.publisher or (values[0] if values else None)
    for name in _PUBLISHED:
        facts.dates.extend(
            DateClaim(value, f"given by the page's {name} tag") for value in metas.get(name, [])[:1]
        )
    if not facts.authors and not facts.organisations:
        given = [
            value
            for name in _AUTHOR
            for value in metas.get(name, [])
            if "http" not in value and len(value) < 120
        ]
        facts.authors.extend(
            dict.fromkeys(part for value in given for part in split_names(_without_by(value)))
        )
    for name in _ORIGINAL:
        for value in metas.get(name, []):
            facts.credits.append(MetaCredit("original", None, value, f"the page's {name} tag names {value}"))
    facts.url = next(iter(metas.get("og:url", [])), None)


def _without_by(value: str) -> str:
    for prefix in ("By ", "by ", "BY ", "Par ", "par "):
        value = value.removeprefix(prefix)
    return value


def _from_markup(tree: HtmlElement, facts: PageFacts) -> None:
    canonical = [
        link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    url = next((href for href in canonical if href and href.startswith("http")), None)
    facts.url = url or facts.url
    facts.lang = facts.lang or code_of(
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    )
    for node in tree.iter():
        prop = node.get("itemprop") if isinstance(node.tag, str) else None
        if prop and "datePublished" in prop.split():
            value = node.get("datetime") or node.get("content") or node.text_content()
            facts.dates.append(DateClaim(value.strip(), "given by the page's microdata"))
        elif (
            prop
            and "author" in prop.split()
            and not facts.authors
            and not facts.organisations
            and node.tag != "meta"
        ):
            facts.authors.extend(split_names(_without_by(_named(node)[:120])))
    for node in tree.iter("time"):
        if node.get("datetime"):
            facts.dates.append(DateClaim(node.get("datetime") or "", "given by the page's <time>"))
            break


def _named(node: HtmlElement) -> str:
    inner = [
        one
        for one in node.iter()
        if isinstance(one.tag, str) and "name" in (one.get("itemprop") or "").split()
    ]
    return " ".join((inner[0] if inner else node).text_content().split())


def _sort_authors(facts: PageFacts) -> None:
    """Organisations among the authors: the publisher's own staff stays silent, any other is a wire credit."""
    for name in [*facts.authors, *facts.organisations]:
        agency = agency_of(name)
        own = _same_house(name, facts.publisher) or is_staff(name)
        if not own and (agency or (name in facts.organisations and facts.publisher)):
            because = (
                f'the page\'s metadata give "{name}" as author, an organisation other than the publisher'
            )
            facts.credits.append(MetaCredit("agency", agency or name, None, because))
    credited = {credit.name for credit in facts.credits if credit.kind == "agency"}
    facts.authors = [
        name for name in facts.authors if name not in credited and agency_of(name) not in credited
    ]


def _same_house(name: str, publisher: str | None) -> bool:
    """Whether an author's name is the publisher's own, or shares a telling word with it."""
    if same_house(name, publisher):
        return True
    words = {word for word in name.lower().split() if len(word) > 3}
    return bool(publisher) and (
        name.lower() == (publisher or "").lower() or bool(words & set((publisher or "").lower().split()))
    )
