"""What a single claim denies: a deed, or that something was handed over. Pure."""

from __future__ import annotations

from typing import Literal

from headwater.matches.frames import frame_words
from headwater.records.claims import Claim
from headwater.text.numerals import words_of

Delivery = Literal["offered", "delivered", "not delivered"]

_DEEDS = ("attack", "clash", "capture", "arrest")
_AHEAD = frozenset({"offered", "planned", "requested"})
_REACH = 8
"""Words between a negation and the deed that it denies ("no unit of the national army fired")."""


def denies(claim: Claim) -> bool:
    """Whether a claim denies something, by its own words or by those of its source."""
    return claim.polarity == "deny" or claim.stance == "denies"


def deeds(claim: Claim) -> frozenset[str]:
    """The kinds of deed that a claim's words name."""
    words = words_of(claim.text, claim.lang)
    return frozenset(hit.tag for hit in frame_words(claim.lang).frames.all(words) if hit.tag in _DEEDS)


def denies_deed(claim: Claim) -> bool:
    """Whether a claim says that a deed was not done: "no unit fired", or denied "that there had been shelling".

    "The attack cannot be tolerated" denies no deed, since the deed stands before the negation; who denies
    *responsibility* for an attack does not deny the attack.
    """
    if not denies(claim):
        return False
    table, words = frame_words(claim.lang), words_of(claim.text, claim.lang)
    if any(word.form in table.answering for word in words):
        return False
    done = [hit.first for hit in table.frames.all(words) if hit.tag in _DEEDS]
    if claim.stance == "denies":
        return bool(done)
    negated = [hit.first for hit in table.negation.all(words)]
    return any(0 <= deed - no <= _REACH for deed in done for no in negated)


def delivery_of(claim: Claim) -> Delivery | None:
    """Whether a claim tells of a transfer, and how far it went; None where it tells of none."""
    words = words_of(claim.text, claim.lang)
    if not any(hit.tag == "transfer" for hit in frame_words(claim.lang).frames.all(words)):
        return None
    if denies(claim):
        return "not delivered"
    return "offered" if claim.act in _AHEAD else "delivered"
