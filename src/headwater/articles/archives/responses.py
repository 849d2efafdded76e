"""One record's block as an answer of a server: its status, its fields, its body without the transfer's codings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.articles.archives.codings import Unreadable, joined_chunks, uncoded
from headwater.articles.archives.warc_records import Record, fields_of

_LARGEST_HEAD = 1 << 18
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_HEAD_STEP = 1 << 14


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: ``begun`` are the bytes of the body that were read with the head."""

    status: int
    fields: dict[str, str]
    begun: bytes
    head: bytes

    @property
    def media_type(self) -> str | None:
        """The media type alone, in lower case."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """The character set that the header names."""
        found = _CHARSET.search(self.fields.get("content-type", ""))
        return found[1] if found else None


def read_head(record: Record) -> Answer | None:
    """The head of the answer that a record holds; None where it holds none. Raises Unreadable for an endless head."""
    data = record.read(_HEAD_STEP)
    while True:
        end, length = _end_of_head(data)
        if end >= 0:
            break
        if not record.left:
            end, length = len(data), 0
            break
        if len(data) > _LARGEST_HEAD:
            raise Unreadable(f"has an answer whose header does not end within {_LARGEST_HEAD:,} bytes")
        data += record.read(_HEAD_STEP)
    status = _STATUS.match(data)
    if status is None:
        return None
    return Answer(int(status[1]), fields_of(data[:end]), data[end + length :], data[: end + length])


def _end_of_head(data: bytes) -> tuple[int, int]:
    """Where the blank line behind the head begins, and its length."""
    strict, loose = data.find(b"\r\n\r\n"), data.find(b"\n\n")
    if strict >= 0 and (loose < 0 or strict < loose):
        return strict, 4
    return loose, 2


def body_of(answer: Answer, raw: bytes, most: int) -> bytes:
    """The body as a browser would show it. Raises Unreadable where a coding cannot be undone."""
    if "chunked" in answer.fields.get("transfer-encoding", "").lower():
        chunks = joined_chunks(raw)
        raw = raw if chunks is None else chunks
    coding = answer.fields.get("content-encoding")
    return uncoded(raw, coding, most) if coding else raw
