"""WARC and ARC files to the documents captured in them, streamed: memory does not grow with the file.

Format: ISO 28500 (WARC 1.1), and the Internet Archive's ARC 1 as it is found in the wild. A record is read whole
only where it is a document of a kind that is read; all else is passed over and counted.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from headwater.articles.archives.captures import Captures
from headwater.articles.archives.codings import Unreadable
from headwater.articles.archives.packing import Broken
from headwater.articles.archives.responses import Answer, body_of, read_head
from headwater.articles.archives.tallies import Tally
from headwater.articles.archives.wanted import is_about_the_site, sort_of, wanted_kind
from headwater.articles.archives.warc_records import Damage, Record, records
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.items import Item, Told
from headwater.records.articles import Rejected

Found = tuple[str, "Draft | Rejected | Item"]
_REDIRECTS = (301, 302, 303, 307, 308)
_SILENT = ("request", "warcinfo", "metadata")
_OWN_SCHEMES = ("urn:", "metadata:", "screenshot:", "dns:", "whois:")
_HOW = "given by the capture"


def read_warc(item: Item, config: ArticlesConfig) -> Iterator[Found]:
    """The documents of a WARC or ARC file, and what of it was not read."""
    yield from read_captures(item, config, lambda _: item.told)


def read_captures(item: Item, config: ArticlesConfig, told_of: Callable[[str], Told]) -> Iterator[Found]:
    """The same, with what is told elsewhere of each address laid under what its capture says."""
    reader, spent = _Reader(item, config, told_of), 0
    with item.open() as stream:
        for one in records(stream, most=item.budget.octets):
            if isinstance(one, Damage):
                yield _damage(item, one, config)
                continue
            yield from reader.read(one)
            spent = one.octets.unpacked
    item.budget.take(spent)
    yield from reader.tally.rows()


def _damage(item: Item, damage: Damage, config: ArticlesConfig) -> tuple[str, Rejected]:
    if damage.exhausted:
        return item.name, item.rejected(
            f"more than {config.most_unpacked:,} bytes come out of this file and those beside it; "
            f"read up to byte {damage.offset:,}; split it into smaller files"
        )
    goes_on = (
        "this record is passed over" if damage.resumed else "what lies before it is read, the rest is not"
    )
    return item.name, item.rejected(f"damaged at byte {damage.offset:,}: {damage.reason}; {goes_on}")


class _Reader:
    """What one pass over a file holds."""

    def __init__(self, item: Item, config: ArticlesConfig, told_of: Callable[[str], Told]) -> None:
        self._item, self._config, self._told_of = item, config, told_of
        self._captures = Captures()
        self.tally = Tally(item, "record", "records")

    def read(self, record: Record) -> Iterator[Found]:
        """What one record gives. Damage within it is left to whoever goes through the records."""
        try:
            if record.kind == "response":
                yield from self._response(record)
            elif record.kind in ("resource", "conversion"):
                yield from self._resource(record)
            elif record.kind == "revisit":
                yield from self._revisit(record)
            elif record.kind == "continuation":
                self.tally.add("continuing another (segmented)")
            elif record.kind not in _SILENT:
                self.tally.add("of an unknown type")
        except Broken:
            return  # raised again, and told, when the next record is looked for
        except Unreadable as unreadable:
            place = f"{self._item.name}/{record.url}"
            yield place, Rejected(place, f"the record at byte {record.offset:,} {unreadable}")

    def _response(self, record: Record) -> Iterator[Found]:
        if record.url.startswith(_OWN_SCHEMES):
            self.tally.add("about the capture itself")
            return
        if self._item.told.url and is_about_the_site(record.url):
            return  # headwater's own capture of one page: robots.txt lies beside it, and nobody misses it
        answer = read_head(record)
        if answer is None:
            self.tally.add("without an HTTP answer")
            return
        if answer.status in _REDIRECTS:
            self._captures.redirect(record.url, answer.fields.get("location", ""))
        elif answer.status != 200:
            self.tally.add(f"with the status {answer.status}")
        else:
            yield from self._answer(record, record.url, answer)

    def _answer(self, record: Record, url: str, answer: Answer) -> Iterator[Found]:
        coded = answer.fields.get("content-encoding") or answer.fields.get("transfer-encoding")
        kind = wanted_kind(url, answer.media_type, b"" if coded else answer.begun)
        if (
            kind is None
            and coded
            and answer.media_type in (None, "text/plain", "text/xml", "application/xml")
        ):
            yield from self._uncoded_first(record, url, answer)
        elif kind is None:
            self.tally.add(sort_of(url, answer.media_type))
        else:
            body = self._body(record, answer)
            yield from self._document(record, url, kind, body, answer.charset, answer.media_type)

    def _uncoded_first(self, record: Record, url: str, answer: Answer) -> Iterator[Found]:
        """An answer whose kind is told by its bytes alone, and these are packed."""
        body = self._body(record, answer)
        kind = wanted_kind(url, answer.media_type, body)
        if kind is None:
            self.tally.add(sort_of(url, answer.media_type))
        else:
            yield from self._document(record, url, kind, body, answer.charset, answer.media_type)

    def _body(self, record: Record, answer: Answer) -> bytes:
        self._check_size(record)
        raw = answer.begun + record.whole()
        self._check_digest(record, answer.head, raw)
        return body_of(answer, raw, self._config.largest_member)

    def _check_size(self, record: Record) -> None:
        most = self._config.largest_member
        if record.size > most:
            raise Unreadable(f"has {record.size:,} bytes, more than the {most:,} that one document may have")

    def _check_digest(self, record: Record, head: bytes, rest: bytes) -> None:
        """Raises Unreadable where the block's bytes are not those that the archivist's digest stands for."""
        named, _, given = record.fields.get("warc-block-digest", "").partition(":")
        name = named.lower().replace("-", "")
        if not given or name not in ("sha1", "sha256", "sha512", "md5"):
            return
        hashed = hashlib.new(name, head, usedforsecurity=False)
        hashed.update(rest)
        raw = hashed.digest()
        if given.strip().lower() not in (raw.hex(), base64.b32encode(raw).decode().lower()):
            raise Unreadable(
                f"does not match the {name} digest that was taken at its capture; it is not used"
            )

    def _resource(self, record: Record) -> Iterator[Found]:
        """A document kept without an answer around it, or another form of one that was."""
        original = record.fields.get("warc-refers-to", "")
        if record.url.startswith(_OWN_SCHEMES):
            self.tally.add("about the capture itself")
            return
        if record.kind == "conversion" and original and self._captures.place(original) is not None:
            self.tally.add("with another form of a page of this file", "read once")
            return
        content = record.fields.get("content-type", "")
        media_type = content.partition(";")[0].strip().lower() or None
        begun = record.read(1 << 14)
        kind = wanted_kind(record.url, media_type, begun)
        if kind is None:
            self.tally.add(sort_of(record.url, media_type))
            return
        self._check_size(record)
        data = begun + record.whole()
        self._check_digest(record, b"", data)
        charset = content.lower().partition("charset=")[2].partition(";")[0].strip("\"' ") or None
        yield from self._document(record, record.url, kind, data, charset, media_type)

    def _document(
        self, record: Record, url: str, kind: str, data: bytes, charset: str | None, media_type: str | None
    ) -> Iterator[Found]:
        fields = record.fields
        names = [url, fields.get("warc-payload-digest", ""), fields.get("warc-record-id", "")]
        if record.kind != "revisit":
            self._captures.keep([name for name in names if name], record.offset)
        if not data.strip():
            self.tally.add("with an empty document")
            return
        if not self._item.budget.take(0, members=1):
            raise Unreadable(
                f"comes after the {self._config.most_members:,} documents that one file may hold"
            )
        known = self._told_of(url)
        told = replace(
            known,
            url=url,
            asked=self._captures.asked(url) or known.asked,
            charset=charset,
            media_type=media_type,
            crawled=fields.get("warc-date") or known.crawled,
            how=known.how or _HOW,
        )
        inner = self._item.inner(url, kind, data, told)
        if self._item.name in (url, told.asked):
            inner = replace(inner, name=self._item.name)  # headwater's own capture is named by its address
        yield inner.name, inner

    def _revisit(self, record: Record) -> Iterator[Found]:
        """A capture that found the same bytes again: the page itself where this file holds it under another address."""
        answer = read_head(record) if record.size else None
        if answer is not None and wanted_kind(record.url, answer.media_type, b"") is None:
            self.tally.add(sort_of(record.url, answer.media_type))
            return
        fields = record.fields
        referred = fields.get("warc-refers-to-target-uri", "").strip("<> ") or record.url
        digest = fields.get("warc-payload-digest", "")
        place = self._captures.place(digest) if digest else self._captures.place(referred)
        if place is None:
            self.tally.add("repeating a page kept in another file")
        elif self._captures.place(record.url) is not None:
            self.tally.add("repeating a page of this file", "read once")
        else:
            yield from self._original(record, place, digest)

    def _original(self, record: Record, place: int, digest: str) -> Iterator[Found]:
        """The page that a revisit repeats, read once more for its own address."""
        found = self._read_again(place, digest)
        if found is None:
            self.tally.add("of a page that cannot be found again in this file")
            return
        answer, body = found
        kind = wanted_kind(record.url, answer.media_type, body)
        if kind is not None:
            yield from self._document(record, record.url, kind, body, answer.charset, answer.media_type)

    def _read_again(self, place: int, digest: str) -> tuple[Answer, bytes] | None:
        with self._item.open() as stream:
            try:
                stream.seek(place)
                found = next(iter(records(stream)), None)
                if not isinstance(found, Record) or found.fields.get("warc-payload-digest", "") != digest:
                    return None
                answer = read_head(found)
                return (answer, self._body(found, answer)) if answer is not None else None
            except (Broken, Unreadable, OSError):
                return None
