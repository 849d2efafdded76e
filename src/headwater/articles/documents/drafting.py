"""What every reader of a document ends with: a draft of its paragraphs and properties."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from headwater.articles.documents.paragraphs import Paragraph, clean, compose, split_title
from headwater.articles.drafts import DateClaim, Draft, MetaCredit, Remark
from headwater.articles.items import Item
from headwater.records.articles import MediaType, Rejected
from headwater.records.ids import row_id
from headwater.text.languages import code_of

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself. ``made`` and ``changed`` date the file, ``published`` the publication."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    lang: str | None = None
    made: str | None = None
    made_how: str = ""
    changed: str | None = None
    changed_how: str = ""
    published: str | None = None
    published_how: str = ""
    original: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a document: its paragraphs, its properties, and how."""

    media_type: MediaType
    paragraphs: Sequence[Paragraph]
    properties: Properties
    extracted_by: str
    remarks: list[Remark] = field(default_factory=list)
    ocr_confidence: float | None = None
    title: str | None = None  # where the reader has found it itself
    part: str | None = None  # the part of the file that this is, where the file holds several articles


def draft_of(item: Item, sha256: str, read: Read) -> Draft | Rejected:
    """The draft of a document, or its rejection where it holds no words."""
    if not any(letter.isalpha() for one in read.paragraphs for letter in one.text):
        return item.rejected("the document holds no words")
    said = read.properties
    if read.title is not None:
        title, rest = read.title, list(read.paragraphs)
    else:
        title, rest = split_title(read.paragraphs, said.title)
    composed = compose(title, rest)
    publisher = clean(said.publisher)
    identity = [sha256, item.told.url or item.name, publisher]
    authors = [name for name in map(clean, said.authors) if name]
    return Draft(
        id=row_id("a", *identity, *([read.part] if read.part else [])),
        path=f"{item.name}/{read.part}" if read.part else item.name,
        url=said.url,
        sha256=sha256,
        media_type=read.media_type,
        title=composed.title,
        text=composed.text,
        publisher=publisher,
        byline=", ".join(authors) or None,
        authors=authors,
        lang=code_of(said.lang),
        dates=_dates(said),
        links=composed.links,
        marks=composed.marks,
        credits=_credits(said),
        modified=DateClaim(said.changed, said.changed_how) if said.changed else None,
        extracted_by=read.extracted_by,
        ocr_confidence=read.ocr_confidence,
        remarks=read.remarks,
    )


def _dates(said: Properties) -> list[DateClaim]:
    dates = [DateClaim(said.published, said.published_how)] if said.published else []
    return dates + ([DateClaim(said.made, said.made_how, weak=True)] if said.made else [])


def _credits(said: Properties) -> list[MetaCredit]:
    if not said.original:
        return []
    return [MetaCredit("original", None, said.original, "the document's properties name it as its source")]


def sha256_of(item: Item) -> str:
    """The SHA-256 of a document, read in pieces."""
    hashed = hashlib.sha256()
    with item.open() as stream:
        while piece := stream.read(_CHUNK):
            hashed.update(piece)
    return hashed.hexdigest()


def reader_name(what: str, *libraries: str) -> str:
    """ "pdf (pypdfium2 5.15.2)": what made a text, for ``extracted_by``."""
    return f"{what} ({', '.join(f'{name} {version(name)}' for name in libraries)})"
