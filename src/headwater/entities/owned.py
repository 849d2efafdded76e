"""Outlets called by whose they are: "le site du PKK", "Hezbollah's channel", where the article names the outlet too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from headwater.entities.entries import LANGUAGES, entries, lines_of, word_list
from headwater.entities.found import Candidate
from headwater.entities.known import Line
from headwater.text.names import Word, fold

_BETWEEN = 2  # small words between the noun and the owner


@cache
def _nouns(lang: str) -> frozenset[str]:
    """Folded nouns of outlets in one language ("site", "channel")."""
    at = LANGUAGES.index(lang) if lang in LANGUAGES else 0
    return frozenset(fold(w) for _, cells in lines_of("outlet_words.csv", 5) for w in cells[at].split("|"))


@cache
def outlets_by_owner() -> dict[str, tuple[str, ...]]:
    """Ids of outlets by the id of whoever owns or runs them."""
    found: dict[str, list[str]] = {}
    for entry in entries().values():
        if entry.owner:
            found.setdefault(entry.owner, []).append(entry.id)
    return {owner: tuple(ids) for owner, ids in found.items()}


def owned_outlets(lines: Sequence[Line], named: Sequence[Candidate]) -> Iterator[Candidate]:
    """One candidate for each phrase that calls an outlet by its owner.

    Only where exactly one outlet of that owner is named in the article: two would make it a guess.
    """
    full = {candidate.known_as for candidate in named if candidate.type == "outlet"}
    for owner in named:
        theirs = [id_ for id_ in outlets_by_owner().get(owner.known_as or "", ()) if id_ in full]
        if owner.type not in ("group", "body") or len(theirs) != 1:
            continue
        line = lines[bisect_right(lines, owner.start, key=lambda row: row.sentence.start) - 1]
        first = _noun_before(line, bisect_left(line.words, owner.start, key=lambda w: w.start))
        if first is not None:
            outlet = entries()[theirs[0]]
            whose = entries()[owner.known_as or ""].name
            because = (
                f"The words call {outlet.name}, which the article names elsewhere, by its owner {whose}."
            )
            start = line.words[first].start
            yield Candidate(start, owner.end, "outlet", "registry", because, known_as=outlet.id)


def _noun_before(line: Line, at: int) -> int | None:
    """The word where the noun of an outlet begins before word ``at``, a small word at least between; or null."""
    words: Sequence[Word] = line.words
    small = word_list("between noun and owner")
    first = at - 1
    while first >= 0 and at - first <= _BETWEEN and words[first].forms[0] in small:
        first -= 1
    joined = first >= 0 and not words[first].broken and (first < at - 1 or line.sentence.lang == "ar")
    return first if joined and words[first].forms[0] in _nouns(line.sentence.lang) else None
