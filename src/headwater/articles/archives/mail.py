"""Mails (``.eml``) and mailboxes (``.mbox``) to letters: the newsletter's text, its paper, its date, what is attached.

Parsed by the standard library. Nothing is loaded that a letter points at, so no tracking picture learns of its
reading. Recipients are not kept, nor the name of a sender who writes as a private person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from typing import cast

from headwater.articles.archives.forwards import Forward, bare_subject, forward_in
from headwater.articles.archives.letters import (
    online_address,
    page_of,
    parsed,
    public_address,
    without_recipients,
    words_of,
)
from headwater.articles.archives.members import member_kind, sort_of_name
from headwater.articles.archives.messages import read_message
from headwater.articles.archives.senders import Sender, sender_of
from headwater.articles.archives.tallies import Tally
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.encodings import decode
from headwater.articles.items import Item, Told
from headwater.articles.kinds import kind_of
from headwater.articles.pages import read_page
from headwater.articles.plain import read_plain
from headwater.articles.told import with_told
from headwater.records.articles import Rejected
from headwater.text.languages import code_of

Found = tuple[str, "Draft | Rejected | Item"]
_LONGEST_FIELD = 4_000
_MOST_PARTS = 1_000
_MOST_ADDRESSES = 50
_TO_MANY = (
    "list-id",
    "list-unsubscribe",
    "list-post",
    "feedback-id",
    "x-campaign",
    "x-campaignid",
    "x-mailgun-sid",
)
_HOW = "given by the mail's header"


def read_mail(item: Item, config: ArticlesConfig) -> Iterator[Found]:
    """The letter that a mail holds, and the documents attached to it."""
    found = read_message(
        item,
        config,
        policy.default,
        "a mail",
        lambda message, data: list(_letter(item, message, data, config)),
    )
    if isinstance(found, Rejected):
        yield item.name, found
    else:
        yield from found


def _letter(item: Item, message: EmailMessage, data: bytes, config: ArticlesConfig) -> Iterator[Found]:
    if not message.keys():
        yield item.name, item.rejected("has no mail header")
        return
    html, plain, attached = _parts(message)
    draft = _draft(item, message, data, html, plain)
    if draft is not None:
        yield item.name, draft
    elif not attached:
        yield item.name, item.rejected("the mail holds no words")
    tally = Tally(item, "attachment", "attachments")
    for part in attached:
        yield from _attachment(item, part, tally, config)
    yield from tally.rows()


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, EmailMessage | None, list[EmailMessage]]:
    """The marked-up body, the plain body, and what is attached."""
    html = plain = None
    attached: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822" or part.get_content_disposition() == "attachment":
            attached.append(part)
        elif part.is_multipart():
            waiting[:0] = list(cast("list[EmailMessage]", part.get_payload()))
        elif kind == "text/html" and html is None:
            html = part
        elif kind == "text/plain" and plain is None:
            plain = part
        elif part.get_filename() and not part.get("Content-ID"):
            attached.append(part)
    return html, plain, attached


def _draft(
    item: Item, message: EmailMessage, data: bytes, html: EmailMessage | None, plain: EmailMessage | None
) -> Draft | None:
    recipients = _recipients(message)
    words = without_recipients(_content(plain), recipients)
    marked = without_recipients(_content(html), recipients)
    forward = forward_in(words)
    tree = parsed(marked) if marked.strip() else None
    if tree is not None and forward is None:
        forward = forward_in(tree.text_content().replace("\xa0", " "))
    told = _told(message, forward)
    if tree is not None:
        told = replace(told, url=told.url or online_address(tree))
    subject = bare_subject(forward.subject if forward and forward.subject else _field(message, "Subject"))
    draft = None
    if tree is not None:
        quoted = tree.find_class("gmail_quote") if forward else []
        if not forward or quoted:
            page = page_of(quoted[0] if quoted else tree, subject)
            found = read_page(replace(item, told=told), data, page, None)
            draft = None if isinstance(found, Rejected) else found
    if draft is None and words.strip():
        draft = _plain_draft(item, data, words_of(words), subject)
    if draft is None:
        return None
    return with_told(replace(draft, media_type="mail", url=draft.url or told.url), told)


def _plain_draft(item: Item, data: bytes, words: str, subject: str) -> Draft | None:
    if not any(letter.isalpha() for letter in words):
        return None
    draft = read_plain(item, data, words, None)
    return replace(draft, title=subject, text=f"{subject}\n{words}") if subject else draft


def _told(message: EmailMessage, forward: Forward | None) -> Told:
    """What the header says of the letter; of one that was passed on, what the lines above it say."""
    if forward is not None:
        display, address = parseaddr(forward.sender.replace("“", '"').replace("”", '"'))
        sender = sender_of(display or forward.sender.partition("<")[0], address, "", to_a_list=False)
        return Told(publisher=sender.publisher, authors=sender.authors, published=_instant(forward.date), how="given above the letter that was passed on")  # fmt: skip
    sender = _sender(message)
    language = _field(message, "Content-Language").partition(",")[0]
    return Told(
        url=public_address(_field(message, "Archived-At").strip("<> ")),
        publisher=sender.publisher,
        authors=sender.authors,
        published=_instant(_field(message, "Date")),
        lang=code_of(language) if language else None,
        how=_HOW,
    )


def _sender(message: EmailMessage) -> Sender:
    display, address = parseaddr(_field(message, "From"))
    to_many = any(name in message for name in _TO_MANY) or _field(message, "Precedence").lower() in (
        "bulk",
        "list",
    )
    return sender_of(display, address, _field(message, "List-Id"), to_many)


def _field(message: EmailMessage, name: str) -> str:
    """A header field decoded; one that is too long, or that cannot be decoded, is as good as missing."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if not raw or len(raw) > _LONGEST_FIELD:
        return ""
    value = " ".join(str(message[name]).split())
    return value.encode("utf-8", "replace").decode("utf-8")


def _instant(date: str) -> str | None:
    if not date:
        return None
    try:
        return parsedate_to_datetime(date).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return date[:60]


def _recipients(message: EmailMessage) -> list[str]:
    """Addresses that the letter was sent to; longest first, so that none hides within another."""
    fields = [
        _field(message, name) for name in ("To", "Cc", "Bcc", "Delivered-To", "X-Original-To", "Envelope-To")
    ]
    found = {address for _, address in getaddresses([field for field in fields if field]) if "@" in address}
    return sorted(found, key=lambda address: (-len(address), address))[:_MOST_ADDRESSES]


def _content(part: EmailMessage | None) -> str:
    """A part's text, by the character set that it names where that can be."""
    if part is None:
        return ""
    data = part.get_payload(decode=True)
    decoded = decode(data, part.get_content_charset()) if isinstance(data, bytes) else None
    return decoded.text if decoded else ""


def _attachment(item: Item, part: EmailMessage, tally: Tally, config: ArticlesConfig) -> Iterator[Found]:
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        letter = inside[0] if isinstance(inside, list) and inside else None
        data = letter.as_bytes(policy=policy.compat32) if isinstance(letter, Message) else b""
        name, kind = "attached-letter.eml", "mail"
    else:
        name = (part.get_filename() or "attachment").replace("/", "_").replace("\\", "_")[:200]
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        known = kind_of(name, part.get_content_type()) or member_kind(name, lambda: data)
        if known is None:
            tally.add(sort_of_name(name))
            return
        kind = known
    if not item.budget.take(len(data), 1):
        yield (
            item.name,
            item.rejected(
                f"an attachment comes after the {config.most_members:,} documents that one input may hold"
            ),
        )
        return
    inner = item.inner(name, kind, data, Told(crawled=item.told.crawled))
    yield inner.name, inner


def read_mbox(item: Item, config: ArticlesConfig) -> Iterator[Found]:
    """The letters of a mailbox in order, streamed; "From " lines part them, as in every form of mbox."""
    number = 0
    with item.open() as lines:
        for data in _letters(lines, config.largest_member):
            number += 1
            inner_name = f"letter-{number}.eml"
            place = f"{item.name}/{inner_name}"
            if data is None:
                yield (
                    place,
                    Rejected(
                        place, f"has more than the {config.largest_member:,} bytes that one document may have"
                    ),
                )
            elif not item.budget.take(len(data), 1):
                yield (
                    item.name,
                    item.rejected(f"holds more than {config.most_members:,} letters; the rest is not read"),
                )
                return
            else:
                yield place, item.inner(inner_name, "mail", data)
    if not number:
        yield item.name, item.rejected("holds no letter: no line begins with 'From '")


def _letters(lines: object, most: int) -> Iterator[bytes | None]:
    """Each letter's bytes; None for one that is longer than ``most``."""
    held: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := lines.readline(1 << 16):  # type: ignore[attr-defined]
        if blank and line.startswith(b"From "):
            if begun:
                yield b"".join(held) if size <= most else None
            held, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= most:
                held.append(
                    line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line
                )
        blank = line in (b"\n", b"\r\n")
    if begun:
        yield b"".join(held) if size <= most else None
