"""Copies that web archives keep: asking for the nearest one, and what a copy says of its original (RFC 7089)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

from headwater.articles.web.addresses import Address, parse
from headwater.records.errors import FetchFailed, FetchRefused

_COPY = re.compile(r"(?P<before>.*?/)(?P<stamp>\d{4,14})(?P<flag>[a-z]{2}_)?/(?P<original>https?:/.+)")
_LINK = re.compile(r"<([^<>]*)>\s*((?:;\s*[\w-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]*)\s*)*)")
_RELATION = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]*))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Memento:
    """What a copy says of itself: the original's address and the instant at which it was taken (ISO, UTC)."""

    original: str
    instant: str | None


def question(archive: Address, wanted: Address, near: str | None) -> Address:
    """The address of the archive's interface that tells the capture nearest to a time, or the newest."""
    asked = {"url": wanted.url} | ({"timestamp": near} if near else {})
    return parse(f"{archive.origin}{archive.target.rstrip('/')}/wayback/available?{urlencode(asked)}")


def nearest_copy(answer: bytes, archive: Address) -> Address | None:
    """The address of the unchanged copy that the archive's answer names; None where it has none.

    Raises FetchFailed where the answer is not of that shape.
    """
    where = archive.url
    try:
        closest = json.loads(answer)["archived_snapshots"].get("closest")
        if not closest or not closest.get("available"):
            return None
        url, status = str(closest["url"]), str(closest.get("status", "200"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FetchFailed(where, "the web archive's answer cannot be read; check --archive") from error
    if not status.startswith(("2", "3")):
        return None  # the archive has kept that the page was not there
    try:
        copy = parse(url)
        if copy.scheme == "http" and archive.scheme == "https":
            copy = parse(f"https{url.removeprefix('http')}")
        return unchanged(copy)
    except FetchRefused as error:
        raise FetchFailed(where, f"the web archive names a copy that cannot be asked ({error})") from error


def unchanged(copy: Address) -> Address:
    """The address at which the archive gives the copy's own bytes, without its banner and rewritten links."""
    form = _COPY.fullmatch(copy.target)
    if form is None or form["flag"] == "id_":
        return copy
    return parse(f"{copy.origin}{form['before']}{form['stamp']}id_/{form['original']}")


def memento_of(url: str, links: Sequence[str], taken: str | None) -> Memento | None:
    """What a reply says of its original: by its Link and Memento-Datetime headers, else by its address."""
    form = _COPY.fullmatch(url)
    original = _original(links) or (_whole(form["original"]) if form else None)
    instant = _instant(taken) or (_stamp(form["stamp"]) if form else None)
    if original is None or (taken is None and form is None):
        return None
    return Memento(original, instant)


def _original(links: Iterable[str]) -> str | None:
    for header in links:
        for target, parameters in _LINK.findall(header[:20_000]):
            relation = _RELATION.search(parameters)
            if relation and "original" in (relation[1] or relation[2]).lower().split():
                return _whole(target)
    return None


def _whole(url: str) -> str | None:
    """Archives' addresses lose a slash: https:/host for https://host."""
    try:
        return parse(re.sub(r"^(https?):/(?!/)", r"\1://", url)).url
    except FetchRefused:
        return None


def _instant(header: str | None) -> str | None:
    try:
        then = parsedate_to_datetime(header or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _iso(then if then.tzinfo else then.replace(tzinfo=UTC))


def _stamp(digits: str) -> str | None:
    """The instant of a stamp such as 20240131, filled up with the first of what is missing."""
    filled = digits + "00000101000000"[len(digits) :]
    try:
        return _iso(datetime.strptime(filled, "%Y%m%d%H%M%S").replace(tzinfo=UTC))
    except ValueError:
        return None


def _iso(then: datetime) -> str:
    return then.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
