"""Who a letter is from, as far as that is anybody's business: the paper or body behind it, and who writes it.

A private person's name is not kept: only of a letter that goes to a list, or comes from an organisation's mailbox.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from headwater.articles.lexicons import lexicon
from headwater.articles.mastheads import is_outlet, is_staff

_LIST_PHRASE = re.compile(r'^\s*"?([^"<>]{2,100}?)"?\s*<[^<>]+>\s*$')
_QUOTES = "\"'“”«» "
_LONGEST = 120
_PERSON = re.compile(r"[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,2}")
_TOO_COMMON = frozenset(["com", "co", "org", "net", "gov", "edu", "ac", "gouv", "gob", "mail", "email", "news", "newsletter", "mailing", "info"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sender:
    """The publisher of a letter and its writers; both empty for a private person's."""

    publisher: str | None = None
    authors: tuple[str, ...] = ()


def sender_of(display: str, address: str, list_id: str, to_a_list: bool) -> Sender:
    """Who sent it, from its From field, its List-Id field, and whether it says that it goes to many."""
    name = " ".join(display.split()).strip(_QUOTES)[:_LONGEST]
    box, _, host = address.lower().rpartition("@")
    if "@" in name or not name:
        name = ""
    if not to_a_list and not _is_box(box) and not (name and is_outlet(name)):
        return Sender()
    writer, house = _parted(name)
    if house:
        return Sender(house, (writer,) if writer else ())
    phrase = _LIST_PHRASE.match(" ".join(list_id.split()))
    listed = phrase[1].strip(_QUOTES) if phrase and "@" not in phrase[1] else None
    if name and (is_outlet(name) or is_staff(name) or _is_box(box) or not _is_person(name)):
        return Sender(name)
    if name:
        return Sender(listed or _house_of(host), (name,))
    return Sender(listed or _house_of(host))


def _parted(name: str) -> tuple[str, str | None]:
    """Writer and house of "Ada Brook from The Courier", "Ada Brook, The Courier", "The Courier | Ada Brook"."""
    words = "|".join(re.escape(word) for word in lexicon("mail")["senders"]["between"])
    found = re.fullmatch(rf"(?P<writer>.{{3,60}}?)\s+(?:{words})\s+(?P<house>.{{2,80}})", name, re.IGNORECASE)
    if found and _is_person(found["writer"]) and not is_outlet(found["writer"]):
        return found["writer"], found["house"]
    for sign in (" | ", ", ", " – ", " — ", " - ", " / "):
        left, found_sign, right = name.partition(sign)
        if found_sign and is_outlet(right) and _is_person(left) and not is_outlet(left):
            return left.strip(), right.strip()
        if found_sign and is_outlet(left) and _is_person(right) and not is_outlet(right):
            return right.strip(), left.strip()
    return name, None


def _is_person(name: str) -> bool:
    """Whether a name could be a person's: two or three words, each with a capital where its script has them."""
    if not _PERSON.fullmatch(name) or is_outlet(name) or is_staff(name):
        return False
    return all(word[0].isupper() or word[0].lower() == word[0].upper() for word in name.split())


def _is_box(box: str) -> bool:
    return box.partition("+")[0] in _boxes() or any(part in _boxes() for part in re.split(r"[._-]", box))


@cache
def _boxes() -> frozenset[str]:
    return frozenset(lexicon("mail")["senders"]["boxes"])


def _house_of(host: str) -> str | None:
    """The name in a host, for a letter that gives no better one: "courier" of "news.courier.example"."""
    labels = [label for label in host.split(".")[:-1] if label not in _TOO_COMMON]
    return host if labels else None
