"""EPUB books: the documents of the spine in order, one article; of a periodical, one article a document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.drafting import Properties, Read, draft_of, reader_name, sha256_of
from headwater.articles.documents.edges import rejecting
from headwater.articles.documents.packages import Package, PackageFault
from headwater.articles.documents.paragraphs import Paragraph
from headwater.articles.documents.xhtml import paragraphs_of
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_CONTAINER = "META-INF/container.xml"
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PERIODICAL = ("periodical", "magazine", "newspaper", "journal")
_LEAST = 200  # letters of a periodical's document that make it an article
_TEXTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package document says: properties, the spine's parts in order, whether it is a periodical."""

    properties: Properties
    spine: tuple[str, ...]
    periodical: bool


@rejecting("no EPUB that can be read")
def read_epub(item: Item, config: ArticlesConfig) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    """The draft of a book, or those of a periodical's articles."""
    with Package(item, config) as package:
        yield from _read(item, package)


def _read(item: Item, package: Package) -> Iterator[tuple[str, Draft | Rejected | Item]]:
    book = _book(package)
    sha, by = sha256_of(item), reader_name("epub", "lxml")
    whole: list[Paragraph] = []
    for name in book.spine:
        place = f"{item.name}/{name}"
        try:
            data = package.read(name)
            found = paragraphs_of(data, name) if data is not None else None
        except PackageFault as fault:
            yield place, Rejected(place, str(fault))
            continue
        if found is None:
            yield place, Rejected(place, "the book's spine names it, but it is not in the file")
        elif not book.periodical:
            whole += found
        elif sum(len(one.text) for one in found) >= _LEAST:
            yield place, draft_of(item, sha, Read("epub", found, book.properties, by, part=name))
    if whole or not book.periodical:
        yield item.name, draft_of(item, sha, _as_one(whole, book, by))


def _as_one(found: list[Paragraph], book: _Book, by: str) -> Read:
    """A book under its own title, which a properly made book states."""
    title = " ".join((book.properties.title or "").split())
    body = found[1:] if found and found[0].text == title else found
    return Read("epub", body, book.properties, by, title=title or None)


def _book(package: Package) -> _Book:
    container = package.xml(_CONTAINER)
    if container is None:
        raise PackageFault("it has no META-INF/container.xml")
    path = next((one.get("full-path") for one in container.iter() if _local(one) == "rootfile"), None)
    root = package.xml(path) if path else None
    if path is None or root is None:
        raise PackageFault("it names no package document")
    spine = tuple(_spine(root, posixpath.dirname(path)))
    if not spine:
        raise PackageFault("its spine is empty")
    _refuse_encrypted(package, set(spine))
    return _Book(_properties(root), spine, _is_periodical(root))


def _spine(root: Any, folder: str) -> Iterator[str]:
    listed = {
        one.get("id"): one
        for one in root.iter()
        if _local(one) == "item" and one.get("media-type", "") in _TEXTS
    }
    for row in root.iter():
        if _local(row) != "itemref" or row.get("linear") == "no":
            continue
        one = listed.get(row.get("idref"))
        if one is None or "nav" in one.get("properties", "").split():
            continue
        href = one.get("href", "")
        if not urlsplit(href).scheme:
            yield posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _refuse_encrypted(package: Package, spine: set[str]) -> None:
    root = package.xml("META-INF/encryption.xml")
    for data in root if root is not None else ():
        kind = next((one.get("Algorithm") for one in data if _local(one) == "EncryptionMethod"), None)
        named = {unquote(one.get("URI", "")) for one in data.iter() if _local(one) == "CipherReference"}
        if kind not in _FONT_SCRAMBLING and named & spine:
            raise PackageFault("its chapters are encrypted (digital rights management)")


def _is_periodical(root: Any) -> bool:
    for one in root.iter():
        said = (one.get("content") or "") if _local(one) == "meta" else ""
        if _local(one) == "type":
            said = one.text or ""
        if said.lower().startswith(_PERIODICAL) and (
            _local(one) == "type" or "publication_type" in (one.get("name") or one.get("property") or "")
        ):
            return True
    return False


def _properties(root: Any) -> Properties:
    said: dict[str, list[str]] = {}
    changed = None
    for one in root.iter():
        if str(one.tag).startswith("{http://purl.org/dc/elements/1.1/}") and one.text:
            said.setdefault(_local(one), []).append(one.text)
        elif _local(one) == "meta" and one.get("property") == "dcterms:modified":
            changed = one.text
    first = {name: values[0] for name, values in said.items()}
    source = first.get("source", "")
    return Properties(
        title=first.get("title"),
        authors=tuple(said.get("creator", ())),
        publisher=first.get("publisher"),
        lang=first.get("language"),
        published=first.get("date"),
        published_how="given by the book's package document",
        changed=changed,
        changed_how="given by the book's package document as its last change",
        original=source if source.startswith(("http://", "https://")) else None,
    )


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
