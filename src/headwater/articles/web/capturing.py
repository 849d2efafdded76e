"""From a walk along redirects to the capture that is kept."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.articles.web.addresses import Address
from headwater.articles.web.canonical import Declared, canonical_of
from headwater.articles.web.captures import Capture, iso, warc_of
from headwater.articles.web.exchanges import Exchange
from headwater.articles.web.media import is_vague, media_by_bytes, media_of, require_taken
from headwater.articles.web.mementos import Memento, memento_of
from headwater.articles.web.proxies import NOT_CHECKED
from headwater.articles.web.settings import FetchSettings

_PAGES = ("text/html", "application/xhtml+xml")


def made_capture(
    wanted: Address,
    walked: Sequence[Exchange],
    aside: Sequence[Exchange],
    body: bytes,
    settings: FetchSettings,
    *,
    archived: bool,
) -> Capture:
    """The capture of ``wanted``: ``walked`` ends with the reply that counts, ``aside`` holds robots.txt.

    Raises FetchRefused where the body is of no kind that is read.
    """
    last = walked[-1]
    media_type, charset = _media(last, body, settings)
    declared = canonical_of(body, charset, last.address) if media_type in _PAGES and not archived else None
    memento = (_memento(last) or Memento(wanted.url, None)) if archived else None
    notes = _notes(walked, declared, memento, settings)
    return Capture(
        url=memento.original if memento else _own_address(last, declared),
        asked=wanted.url,
        instant=iso(walked[0].instant),
        status=200 if last.status == 203 else last.status,
        media_type=media_type,
        charset=charset,
        body=body,
        warc=warc_of([*aside, *walked], [("description", " ".join(notes))] if notes else [], memento),
        chain=tuple(one.address.url for one in walked),
        canonical=declared.address.url if declared else None,
        archived=last.address.url if archived else None,
        taken=memento.instant if memento else None,
        etag=last.header("etag"),
        modified=last.header("last-modified"),
        notes=notes,
    )


def _media(last: Exchange, body: bytes, settings: FetchSettings) -> tuple[str, str | None]:
    media_type, charset = media_of(last.header("content-type"))
    if last.status not in (200, 203) or not is_vague(media_type):
        return media_type, charset
    shown = media_by_bytes(body)
    require_taken(shown, last.address.url, settings.media)
    return shown or "", charset


def _memento(last: Exchange) -> Memento | None:
    return memento_of(last.address.url, last.headers("link"), last.header("memento-datetime"))


def _own_address(last: Exchange, declared: Declared | None) -> str:
    """The address that answered, or the canonical one of an AMP page that may speak for it."""
    if declared and declared.is_amp and declared.own:
        return declared.address.url
    return last.address.url


def _notes(
    walked: Sequence[Exchange],
    declared: Declared | None,
    memento: Memento | None,
    settings: FetchSettings,
) -> tuple[str, ...]:
    notes = []
    if memento:
        when = f"of {memento.instant}" if memento.instant else "of an unknown time"
        notes.append(f"A web archive's copy {when}: {walked[-1].address.url}.")
    if declared:
        amp = "The page is an AMP copy and" if declared.is_amp else "The page"
        unproved = "" if declared.own else ", an address of another site, which is not taken on its word"
        notes.append(f"{amp} declares {declared.address.url} as its canonical address{unproved}.")
    if settings.proxy:
        notes.append(f"It was {NOT_CHECKED}.")
    return tuple(notes)
