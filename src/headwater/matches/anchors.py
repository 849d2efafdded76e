"""The proper words of a report: what is always written with a capital, in a form that languages share.

A village that no registry knows is found by no list; but its name has a capital wherever it stands, and it
is written alike in reports of one incident. Scripts without capitals have none: there names come from
the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headwater.matches.rarity import background, word_key
from headwater.text.names import fold
from headwater.text.numerals import lexicon, words_of
from headwater.text.transliteration import latin

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Anchors:
    """Proper words of a text and of its opening, each with the share of its language's reports that hold it."""

    all: Mapping[str, float]
    opening: frozenset[str]


def read_anchors(sentences: Iterable[tuple[str, str, bool]], apart_from: Iterable[str] = ()) -> Anchors:
    """The proper words of a text. Each sentence comes with its language and whether it belongs to the opening.

    Words of ``apart_from`` are left out: outlets, since who published a report does not say what it is about,
    and names that a registry knows, since they are compared as names.

    A word is proper if it has a capital within a sentence and stands nowhere in small letters. The first
    word of a sentence, and headlines that capitalise every word, only repeat what is known from elsewhere.
    """
    seen: dict[str, float] = {}
    small: set[str] = set()
    inside: set[str] = set()
    opening: set[str] = set()
    for text, lang, opens in sentences:
        words = [w for w in words_of(text, lang) if not w.digits and w.form[:1].isalpha()]
        titled = _is_titled(text, [w.start for w in words])
        for place, word in enumerate(words):
            written = text[word.start : word.end]
            if written[0].islower():
                small.add(word.form)
            if not written[0].isupper() or len(written) < _SHORTEST or word.form in lexicon(lang).values:
                continue
            key = latin(fold(written))
            if len(key) < _SHORTEST:
                continue
            seen[key] = max(seen.get(key, 0.0), _share(word.form, lang))
            if place and not titled:
                inside.add(key)
            if opens:
                opening.add(key)
    common = {latin(fold(form)) for form in small}
    common.update(latin(word) for name in apart_from for word in fold(name).split())
    proper = {key: share for key, share in sorted(seen.items()) if key in inside and key not in common}
    return Anchors(proper, frozenset(key for key in opening if key in proper))


def _is_titled(text: str, starts: list[int]) -> bool:
    """Whether most words of a sentence have a capital, so that capitals say nothing."""
    return sum(text[at].isupper() for at in starts) * 2 > len(starts)


def _share(form: str, lang: str) -> float:
    key = word_key(form, lang)
    return background(lang).shares.get(key, 0.0) if key else 0.0
