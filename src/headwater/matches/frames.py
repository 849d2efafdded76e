"""What kind of event a claim tells: its frame, from the words of ``frames/<lang>.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from headwater.matches.lexicon import raw
from headwater.matches.phrases import Phrases, listed
from headwater.records.matches import Frame
from headwater.text.numerals import words_of

ORDER: tuple[Frame, ...] = tuple(get_args(Frame))


@dataclass(frozen=True)
class FrameWords:
    """The frame words of a language."""

    frames: Phrases[Frame]
    verbs: Mapping[str, frozenset[str]]  # lemmas by what their subject does
    attack_nouns: frozenset[str]
    on: frozenset[str]
    by: frozenset[str]
    from_: frozenset[str]
    to: frozenset[str]
    sides: Mapping[str, str]
    forces: frozenset[str]
    negation: Phrases[bool]
    negative_endings: tuple[str, ...]  # Turkish negates in the verb
    modality: Phrases[bool]
    empty: frozenset[str]
    answering: frozenset[str]  # "responsibility", "involvement"
    blaming: Phrases[bool]
    hedged: Phrases[bool]  # "suspected", before a side: it names nobody flatly
    between: frozenset[str]  # words that may stand between a side and its deed
    suffered: Phrases[bool]  # "shot down", after what somebody lost
    doing: Phrases[bool]  # "bombed", after a side
    noun_first: bool  # "frappes russes"
    means: Phrases[str]
    carriers: Phrases[str]  # what carried a bomb
    authors_open: Phrases[bool]
    authors_unclaimed: Phrases[bool]
    authors_claimed: Phrases[bool]


@cache
def frame_words(lang: str) -> FrameWords:
    """The frame words of a language; all lists empty where there is no file."""
    data = raw(lang, "frames")
    phrases: dict[str, Frame] = {}
    for frame in ORDER:
        for phrase in data.get("frames", {}).get(frame, []):
            phrases.setdefault(phrase, frame)
    nouns, authors, wording = (data.get(k, {}) for k in ("nouns", "authors", "wording"))
    return FrameWords(
        Phrases(phrases, lang),
        {k: frozenset(v) for k, v in data.get("verbs", {}).items()},
        frozenset(nouns.get("attack", [])),
        frozenset(nouns.get("on", [])),
        frozenset(nouns.get("by", [])),
        frozenset(nouns.get("from", [])),
        frozenset(nouns.get("to", [])),
        data.get("sides", {}),
        frozenset(nouns.get("forces", [])),
        listed(wording.get("negation", []), lang),
        tuple(wording.get("negative_endings", [])),
        listed(wording.get("modality", []), lang),
        frozenset(wording.get("empty", [])),
        frozenset(wording.get("answering", [])),
        listed(authors.get("blamed", []), lang),
        listed(authors.get("hedged", []), lang),
        frozenset(authors.get("between", [])),
        listed(authors.get("suffered", []), lang),
        listed(authors.get("doing", []), lang),
        bool(authors.get("noun_first")),
        Phrases({p: kind for kind, ps in data.get("means", {}).items() for p in ps}, lang),
        Phrases({p: kind for kind, ps in data.get("carriers", {}).items() for p in ps}, lang),
        listed(authors.get("open", []), lang),
        listed(authors.get("unclaimed", []), lang),
        listed(authors.get("claimed", []), lang),
    )


def find_frame(text: str, lang: str) -> Frame:
    """The frame of a claim: that of most of its frame words, the weightier frame where they tie.

    A claim that only says that someone spoke is a statement; any other frame comes before it.
    """
    table = frame_words(lang)
    counts: dict[Frame, int] = {}
    for hit in table.frames.all(words_of(text, lang)):
        counts[hit.tag] = counts.get(hit.tag, 0) + 1
    told = {frame: count for frame, count in counts.items() if frame != "statement"}
    if told:
        return min(told, key=lambda frame: (-told[frame], ORDER.index(frame)))
    return "statement" if counts else "other"
