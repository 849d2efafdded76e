"""Who the counted dead were: civilians or fighters, all of them or most; and where two reports of one toll disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from headwater.matches.lexicon import Counting, counting
from headwater.records.articles import Article, Sentence
from headwater.records.matches import Quantity
from headwater.text.numerals import words_of

Kind = Literal["civilians", "fighters"]
_KINDS: tuple[Kind, ...] = ("civilians", "fighters")
_NEAR = 4
"""Words from "mostly" to the kind that most of the dead were."""
_AHEAD = 8
"""Words from a count to such a "mostly"."""


@dataclass(frozen=True, slots=True)
class Victims:
    """The kind of dead that a report's toll counts, and whether it says so of most of them only."""

    kind: Kind
    mostly: bool
    start: int
    end: int


def read_victims(article: Article, sentence: Sentence | None, toll: Quantity | None) -> Victims | None:
    """Who the dead of a toll were, as its own sentence says: "18 civilians", "61 people mostly civilians"."""
    if sentence is None or toll is None:
        return None
    table = counting(sentence.lang)
    kind = _kind_of(toll.unit, table)
    if kind:
        return Victims(kind, False, toll.start, toll.end)
    words = words_of(article.text[sentence.start : sentence.end], sentence.lang)
    first = next((k for k, word in enumerate(words) if word.end + sentence.start >= toll.end), len(words))
    for hit in table.mostly.all(words):
        if 0 <= hit.first - first <= _AHEAD:
            for at in range(hit.last, min(hit.last + _NEAR, len(words))):
                kind = _kind_of(words[at].form, table)
                if kind:
                    return Victims(kind, True, toll.start, sentence.start + words[at].end)
    return None


def _kind_of(unit: str | None, table: Counting) -> Kind | None:
    """The kind of a counted noun; a word that may mean both tells none."""
    found = [kind for kind in _KINDS if unit is not None and unit in table.kinds[kind]]
    return found[0] if len(found) == 1 else None


def differ(a: Victims | None, b: Victims | None) -> str:
    """How two accounts of one toll disagree on who died, as a sentence; empty where they agree or may."""
    if a is None or b is None:
        return ""
    if a.kind != b.kind:
        return f"One report counts the same dead as {a.kind}, the other as {b.kind}."
    if a.mostly != b.mostly:
        return f"One report says that all of the dead were {a.kind}, the other that most were."
    return ""
