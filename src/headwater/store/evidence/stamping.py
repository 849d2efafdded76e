"""Stamping the head of a log: who was asked, what was stamped, and the token, kept as an object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from headwater.records.errors import InputError
from headwater.store.evidence.calendars import stamp_with_client
from headwater.store.evidence.evidence import Evidence
from headwater.store.evidence.instants import written
from headwater.store.evidence.lines import to_line
from headwater.store.evidence.timestamps import ask_for, require_stamp

Ask = Callable[[str, bytes], bytes]
"""Sends a request to an address and gives the answer."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp that was kept: of which head, when by its own word (RFC 3161 only), its token's hash."""

    head: str
    seq: int
    instant: str | None
    sha256: str


def stamp_by_authority(evidence: Evidence, url: str, ask: Ask) -> Stamp:
    """Have a time stamping authority (RFC 3161) stamp the head; the contact is noted first, and stamped with it."""
    host = urlsplit(url).hostname
    if not host or urlsplit(url).scheme not in ("http", "https"):
        raise InputError(
            f"{url} is no address of a time stamping authority; give one with http:// or https://"
        )
    line, head = _last(evidence)
    ask_for(line)  # a missing extra is told before anybody is contacted
    evidence.contacted([host], "asked for a time stamp")
    line, head = _last(evidence)
    asked = ask_for(line)
    answer = ask(url, asked.request)
    instant = written(require_stamp(answer, head, asked.nonce))
    return _keep(evidence, answer, head, "rfc3161", {"tsa": url}, instant)


def stamp_by_calendars(evidence: Evidence) -> Stamp:
    """Have the user's own OpenTimestamps client stamp the head."""
    line, head = _last(evidence)
    return _keep(evidence, stamp_with_client(line, head), head, "opentimestamps", {"tsa": "ots"}, None)


def _last(evidence: Evidence) -> tuple[bytes, str]:
    head = evidence.head
    if not evidence.log.lines:
        raise InputError(f"{evidence.out} keeps no evidence yet, so there is nothing to stamp")
    return to_line(evidence.log.lines[-1].entry), head


def _keep(
    evidence: Evidence, token: bytes, head: str, how: str, details: dict[str, str], instant: str | None
) -> Stamp:
    with evidence.writing():
        of = next(line.seq for line in evidence.log.lines if line.sha256 == head)
        stored = evidence.objects.put_all([token])[0]
        entry = {
            "sha256": stored.sha256,
            "size": stored.size,
            "head": head,
            "head_seq": of,
            "how": how,
            "time": instant,
        }
        evidence.note("stamped", entry, details)
    return Stamp(head, of, instant, stored.sha256)
