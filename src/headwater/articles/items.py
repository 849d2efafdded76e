"""A document on its way in: its bytes, its name, and what is known of it from outside those bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from headwater.records.articles import Rejected


@dataclass(frozen=True, slots=True)
class Told:
    """What a capture, a feed entry or a container says of a document; all of it may be missing.

    ``url`` is the address that answered, ``asked`` the one first asked for where redirects lay between.
    ``charset`` is the one of the HTTP header. ``crawled`` is the ISO instant of the capture, ``published``
    and ``modified`` are as given. ``how`` ends sentences such as "given by the feed's entry".
    ``columns`` says of a table which column holds what ("title=Headline,text=Body").
    """

    url: str | None = None
    asked: str | None = None
    charset: str | None = None
    media_type: str | None = None
    crawled: str | None = None
    publisher: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    lang: str | None = None
    original: str | None = None
    how: str = ""
    columns: str | None = None


@dataclass(slots=True)
class Budget:
    """What may still be unpacked from one file given by the user; nested containers share it."""

    members: int
    octets: int

    def take(self, octets: int, members: int = 0) -> bool:
        """Whether so much more may be unpacked; takes it."""
        self.octets -= octets
        self.members -= members
        return self.octets >= 0 and self.members >= 0


@dataclass(frozen=True, slots=True)
class Item:
    """One document to read: ``name`` is what rejections call it; inside a container "news.zip/page.html".

    ``open`` gives a new binary stream of its ``size`` bytes; ``depth`` counts the containers around it.
    """

    name: str
    kind: str
    size: int
    open: Callable[[], BinaryIO]
    budget: Budget
    told: Told = field(default_factory=Told)
    depth: int = 0

    def data(self) -> bytes:
        """All its bytes; a reader has looked at ``size`` before."""
        with self.open() as stream:
            return stream.read()

    def inner(self, name: str, kind: str, data: bytes, told: Told | None = None) -> Item:
        """A document that lies in this one; what is told of this one holds where ``told`` is silent."""
        return replace(
            self,
            name=f"{self.name}/{name}",
            kind=kind,
            size=len(data),
            open=lambda: io.BytesIO(data),
            told=told or self.told,
            depth=self.depth + 1,
        )

    def rejected(self, reason: str) -> Rejected:
        """The row that says why this document was not used."""
        return Rejected(self.name, reason)


def of_file(path: Path, name: str, kind: str, size: int, budget: Budget, told: Told) -> Item:
    """The item of a file on disk."""
    return Item(name, kind, size, lambda: path.open("rb"), budget, told)
