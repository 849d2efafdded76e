"""Cues of a sentence: the words by which it reports speech, found by patterns of the lexicon."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from headwater.claims.cued.clauses import Clause
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


def _filled(pattern: str, endings: Mapping[str, str]) -> str:
    for name, ending in endings.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{ending})")
    return pattern


@cache
def _patterns(lang: str) -> tuple[tuple[CueVerb, re.Pattern[str]], ...]:
    """Each class of cues with one pattern, in the order of the file."""
    lexicon = load_lexicon(lang)
    if lexicon is None:
        return ()
    classes: dict[str, tuple[CueVerb, list[str]]] = {}
    for word, verbs in lexicon.verbs.items():
        for verb in verbs:
            classes.setdefault(verb.kind, (verb, []))[1].append(_filled(word, lexicon.words["endings"]))
    before = lexicon.words["reading"]["before_cue"]
    return tuple(
        (verb, re.compile(rf"(?<![^ ]){before}(?P<cue>{'|'.join(words)})(?![^ ])"))
        for verb, words in classes.values()
    )


@cache
def word_pattern(lang: str, table: str, name: str) -> re.Pattern[str]:
    """A pattern that one whole word of a list of the lexicon fits."""
    lexicon = load_lexicon(lang)
    words = lexicon.words[table][name] if lexicon else ()
    endings = lexicon.words["endings"] if lexicon else {}
    return re.compile(f"(?:{'|'.join(_filled(w, endings) for w in words) or '(?!)'})$")


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
