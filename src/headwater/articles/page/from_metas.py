"""Facts from meta tags: Open Graph, Dublin Core, Parsely, Sailthru, citation tags, and what content systems invent."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from headwater.articles.drafts import MetaCredit
from headwater.articles.names import split_names
from headwater.articles.page.facts import PageFacts
from headwater.articles.page.words import label
from headwater.text.languages import code_of

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "mediator_published_time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "sailthru.date", "citation_publication_date", "citation_date", "citation_online_date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "publishdate", "publish-date",
    "publish_date", "publication_date", "published_at", "pubdate", "date", "rnews:datepublished", "bt:pubdate",
    "displaydate", "originalpublicationdate", "datecreated", "article.created",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "dateupdate", "article:modified", "article.updated", "last-modified", "lastmod",
    "mediator_modified_time", "revised", "dateupdated", "bt:moddate",
)  # fmt: skip
_AUTHOR = (
    ("parsely-author", "sailthru.author", "byl", "citation_author", "dc.creator", "dcterms.creator", "dc:creator"),
    ("article:author", "og:article:author", "articleauthor", "mediator_author", "author", "article:author_name",
     "cxenseparse:author", "rnews:author", "web_author", "dc.contributor", "authors"),
)  # fmt: skip
_SITE = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher",
         "article:publisher", "apple-mobile-web-app-title", "copyright")  # fmt: skip
_ORIGINAL = (
    "original-source",
    "syndication-source",
    "article:original_source",
    "dc.source",
    "dcterms.source",
)
_LIBRARIES = ("citation_author", "dc.creator", "dcterms.creator", "dc:creator")
_WITH = re.compile(r"\s*\(?\s*\b(?:avec|with|ile|совместно с)\s+", re.IGNORECASE)
_INVERTED = re.compile(r"^(?P<family>[^,\d]{2,40}), ?(?P<given>[^,\d]{2,40})$")

Metas = dict[str, list[str]]


def collect(tree: HtmlElement) -> Metas:
    """Contents of meta tags by lower-case name, in the order of the page."""
    found: Metas = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def read_metas(metas: Metas, facts: PageFacts) -> None:
    """Adds what the meta tags of a page say."""
    for name in (
        "og:title",
        "twitter:title",
        "parsely-title",
        "dc.title",
        "citation_title",
        "sailthru.title",
    ):
        facts.headlines += metas.get(name, [])[:1]
    for name in _SITE:
        facts.publishers += [value for value in metas.get(name, [])[:1] if "/" not in value]
    for names, modified in ((_PUBLISHED, False), (_MODIFIED, True)):
        for name in names:
            for value in metas.get(name, [])[:1]:
                facts.add_date(value, f"given by the page's {name} tag", modified=modified)
    _read_authors(metas, facts)
    _read_originals(metas, facts)
    for name in ("og:url", "parsely-link", "url", "twitter:url"):
        facts.addresses += [(name, value) for value in metas.get(name, [])[:1] if value.startswith("http")]
    if "locked" in metas.get("article:content_tier", []):
        facts.locked = "the page's article:content_tier tag says that the text is locked"
    given = [*metas.get("og:locale", []), *metas.get("dc.language", []), *metas.get("content-language", [])]
    facts.lang = facts.lang or next((code for value in given if (code := code_of(value))), None)


def _read_originals(metas: Metas, facts: PageFacts) -> None:
    for name in _ORIGINAL:
        for value in metas.get(name, []):
            if value.startswith(("http://", "https://")):
                facts.credits.append(
                    MetaCredit("original", None, value, f"the page's {name} tag names {value}")
                )


def _read_authors(metas: Metas, facts: PageFacts) -> None:
    if any(value.lower() == "written by" for value in metas.get("twitter:label1", [])):
        metas.setdefault("author", []).extend(metas.get("twitter:data1", []))
    for names in _AUTHOR:
        for name in names:
            values = [value for value in metas.get(name, []) if "://" not in value and 1 < len(value) < 160]
            found = [part for value in values for part in names_in(value, inverted=name in _LIBRARIES)]
            facts.add_authors(f"the page's {name} tag", [(one, False) for one in dict.fromkeys(found)])


def names_in(value: str, inverted: bool = False) -> list[str]:
    """The names that a byline lists: "By A, B and C (with D)"; libraries write "Family, Given"."""
    swapped = _INVERTED.match(value) if inverted else None
    if swapped:
        return [f"{swapped['given'].strip()} {swapped['family'].strip()}"]
    labelled = label("author").match(value)
    bare = labelled["rest"] if labelled and labelled["rest"] else value
    parts = [part.strip(" ()") for part in _WITH.split(bare)]
    pieces = [piece.strip(" ()") for part in parts for piece in re.split(r"[,;،|/•·]", part)]
    return [name for piece in pieces for name in split_names(piece)]
