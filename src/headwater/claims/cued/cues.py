"""Cues of a sentence: the words by which it reports speech, found by patterns of the lexicon."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.patterns import filled, word_pattern
from headwater.claims.lexicons import CueVerb, load_lexicon


@dataclass(frozen=True, slots=True)
class Cue:
    """Words ``first`` to before ``end`` of a sentence, and what kind of cue they are."""

    first: int
    end: int
    verb: CueVerb
    skip: int = 0  # characters of the first word that are not the cue's: a conjunction written with it

    @property
    def kind(self) -> str:
        return self.verb.kind


@cache
def _patterns(lang: str) -> tuple[tuple[CueVerb, re.Pattern[str]], ...]:
    """Each class of cues with one pattern, in the order of the file."""
    lexicon = load_lexicon(lang)
    if lexicon is None:
        return ()
    classes: dict[str, tuple[CueVerb, list[str]]] = {}
    for word, verbs in lexicon.verbs.items():
        for verb in verbs:
            classes.setdefault(verb.kind, (verb, []))[1].append(filled(word, lexicon.words["endings"]))
    before = lexicon.words["reading"]["before_cue"]
    return tuple(
        (verb, re.compile(rf"(?<![^ ]){before}(?P<cue>{'|'.join(words)})(?![^ ])"))
        for verb, words in classes.values()
    )


def fits(clause: Clause, k: int, table: str, name: str) -> bool:
    """Whether word ``k`` fits a list of the lexicon."""
    return bool(word_pattern(clause.lexicon.lang, table, name).match(clause.low[k]))


def find_cues(clause: Clause) -> list[Cue]:
    """The cues of a sentence in order, the longest of those that overlap."""
    joined = " ".join(clause.low)
    starts = [0]
    for word in clause.low[:-1]:
        starts.append(starts[-1] + len(word) + 1)
    found: list[Cue] = []
    for verb, pattern in _patterns(clause.lexicon.lang):
        for m in pattern.finditer(joined):
            first = bisect_right(starts, m.start("cue")) - 1
            last = bisect_right(starts, max(m.end("cue") - 1, m.start("cue"))) - 1
            if first >= clause.first:
                found.append(Cue(first, last + 1, verb, m.start("cue") - starts[first]))
    found.sort(key=lambda cue: (cue.first, -cue.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.first >= kept[-1].end:
            kept.append(cue)
    return kept
