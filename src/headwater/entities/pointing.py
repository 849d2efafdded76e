"""What a loaded label or a description may point at: a suggestion with its reason where the text gives one, else nothing.

A label is no name. Where an article calls one government a regime, "the regime" in it is that government;
"ISIS terrorists" are called so by whoever writes, and are of ISIS. Such rows are ``suggested``: shown,
never counted on. "Terrorists" alone stays open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from headwater.entities.entries import entries
from headwater.records.entities import Mention
from headwater.records.errors import ConfigError
from headwater.text.names import words_of

SURE = 0.8
NEIGHBOUR = 0.7
_FILE = "pointing_words.csv"


@cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    text = resources.files("headwater.entities").joinpath("wording", _FILE).read_text(encoding="utf-8")
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            cells = line.split(";")
            if len(cells) != 3:
                raise ConfigError(f"wording/{_FILE}, line {number}: not what;value;words")
            rows.append((cells[0], cells[1], tuple(cells[2].split("|"))))
    return tuple(rows)


@cache
def _words(what: str) -> frozenset[str]:
    return frozenset(word for kind, _, words in _rows() for word in words if kind == what)


@cache
def _patterns() -> dict[str, str]:
    """The registry pattern that each label may mean."""
    return {label: pattern for kind, pattern, labels in _rows() for label in labels if kind == "label"}


@dataclass(frozen=True, slots=True)
class Pointed:
    """A label and what it may point at: a mention beside it, or a registry entry where that is in the case."""

    label: str
    beside: str | None
    meant: str | None
    score: float
    because: str


def pointed(mentions: Sequence[Mention], text: str, named_ids: Collection[str]) -> Iterator[Pointed]:
    """What the labels of one article that name nobody may point at. ``named_ids`` are mentions that do name somebody."""
    named = [m for m in mentions if m.id in named_ids]
    for mention in mentions:
        if mention.label is None or mention.id in named_ids:
            continue
        beside = _neighbour(mention, named, text)
        if beside:
            because = (
                f"“{mention.text}” stands beside “{beside.text}”: a label for its people, by whoever writes."
            )
            yield Pointed(mention.id, beside.id, None, NEIGHBOUR, because)
            continue
        meant = _meant(mention, named)
        if meant:
            because = f"“{mention.text}” is a label; the article speaks of one actor that it fits."
            yield Pointed(mention.id, None, meant, SURE, because)


def _neighbour(label: Mention, named: Sequence[Mention], text: str) -> Mention | None:
    """The group right before the label ("ISIS terrorists") or after it and a small word ("terrorists of ISIS")."""
    at = bisect_left(named, label.start, key=lambda m: m.start)
    before = named[at - 1] if at else None
    if (
        before
        and before.type == "group"
        and before.label is None
        and text[before.end : label.start] in (" ", "-", "'s ", "’s ")
    ):
        return before
    after = named[at] if at < len(named) else None
    if after is None or after.type != "group" or after.label is not None:
        return None
    between = text[label.end : after.start]
    small = [w.forms[0] for w in words_of(between)] if len(between) < 12 else []
    joined = (
        0 < len(small) <= 2
        and set(small) <= _words("joins") | {"the", "la", "le", "l", "al"}
        and bool(set(small) & _words("joins"))
    )
    return after if joined else None


def _meant(label: Mention, named: Sequence[Mention]) -> str | None:
    """The registry id of the one actor of the article that the label fits; null where none or several do."""
    pattern = _patterns().get(label.label or "")
    if pattern is None:
        return None
    if label.label == "regime" and {w.text.lower() for w in words_of(label.text)} & _words("army"):
        pattern = _patterns()["government forces"]
    known = [m for m in named if m.known_as]
    if "XX" not in pattern:
        return pattern if any(m.known_as == pattern for m in known) else None
    head, _, tail = pattern.partition("XX")
    called = {m.known_as for m in known if m.label == "regime" and m.known_as}
    fitting = sorted(
        {
            m.known_as
            for m in known
            if m.known_as and m.known_as.startswith(head) and m.known_as.endswith(tail)
        }
    )
    countries = {id_.split("/")[1] for id_ in called if id_.count("/") == 2}
    if len(countries) == 1:
        wanted = pattern.replace("XX", next(iter(countries)))
        return wanted if wanted in fitting or tail == "/government" else None
    return fitting[0] if len(fitting) == 1 and not countries else None


def may_mean(description: str, mention: Mention) -> bool:
    """Whether a description ("a rights group") may mean the registered body of a mention; of others nothing is known."""
    entry = entries().get(mention.known_as or "")
    if entry is None:
        return True
    low = f" {' '.join(w.text.lower() for w in words_of(description))} "
    allowed = [
        kinds.split() for what, kinds, words in _rows() if what == "kinds" for w in words if f" {w} " in low
    ]
    return not allowed or any(entry.kind in kinds for kinds in allowed)
