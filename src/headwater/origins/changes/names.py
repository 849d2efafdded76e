"""Names in a passage: those that are known from the case's mentions, and words written as names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from headwater.origins.changes.lexicon import Mark, Token
from headwater.origins.changes.sounds import heard_in, sound_key, sound_keys, spelled_in

if TYPE_CHECKING:
    from headwater.origins.changes.passages import Passage, Reading

NameKind = Literal["place", "actor", "person", "outlet", "weapon", "other"]

_CASED = ("en", "fr", "tr", "ru")
_NOT_NAMES = ("weekday", "month", "nation", "negation", "approx")
_TURKISH_PLACE = re.compile(r"['’]?(?:d[ae]|t[ae]|d[ae]n|t[ae]n|d[ae]ki|t[ae]ki)$")
_GAP = re.compile(r"^[\s\-‐‑'’]{1,2}$|^$")
_LINKS = frozenset(["al", "el", "de", "du", "des", "d", "ul", "as", "ash", "bin", "ibn"])
_SHORT = 4
"""Letters: shorter names are compared letter by letter only."""
_SENTENCE_END = '.!?:;\n«“"('


class NameMark(NamedTuple):
    """A name in a passage. ``key`` is an entity's id or, where nobody is known by it, the words themselves."""

    start: int
    end: int
    text: str
    key: str
    kind: NameKind
    known: bool
    aliases: tuple[str, ...] = ()

    @property
    def sounds(self) -> tuple[str, ...]:
        """The name by sound."""
        return _sounds_of(self.text)[0]


@lru_cache(maxsize=1 << 15)
def _sounds_of(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The words of a name by sound: each as it is most likely heard, and each in all ways in which it may be."""
    words = [word for word in re.split(r"[\W_]+", text) if word]
    return tuple(sound_key(word) for word in words), tuple(sound_keys(word) for word in words)


def find_names(
    passage: Passage, written: Sequence[NameMark], marks_of: Callable[[str], Sequence[Mark]]
) -> tuple[NameMark, ...]:
    """The known names of a passage and, where they overlap none, the words ``written`` as names, by their places in its text."""
    found = list(passage.names)
    if not all(n.known for n in found):
        people = {m.start for facet in ("label", "cue", "actor") for m in marks_of(facet)}
        found = [n for n in found if n.known or n.start not in people]
    for name in written:
        start, end = name.start + passage.start, name.end + passage.start
        if not any(n.start < end and start < n.end for n in passage.names):
            found.append(NameMark(start, end, name.text, name.key, name.kind, False))
    if len(found) > 1:
        found.sort(key=lambda n: (n.start, n.end))
    return tuple(found)


def written_names(
    text: str, lang: str, words: Sequence[Token], facets: Mapping[str, Sequence[Mark]], *, title: bool
) -> Iterator[NameMark]:
    """The words of a text that are written as names, whatever is known of them."""
    places = [m for m in facets.get("placenoun", ()) if m.key == "place"]
    taken = [(m.start, m.end) for facet in _NOT_NAMES for m in facets.get(facet, ())]
    for start, end in _written(text, lang, words, facets, title=title):
        if any(a < end and start < b for a, b in taken):
            continue
        name = text[start:end]
        yield NameMark(start, end, name, name.casefold(), _kind(text, lang, start, end, places), False)


def _written(
    text: str, lang: str, words: Sequence[Token], facets: Mapping[str, Sequence[Mark]], *, title: bool
) -> list[tuple[int, int]]:
    if lang == "ar":
        return _after_place_nouns(text, words, facets)
    if lang not in _CASED or (title and lang == "en"):
        return []
    common = {
        m.start
        for facet in ("opener", "cue", "head", "label", "cause", "victim", "actor", "role", "direction")
        for m in facets.get(facet, ())
    }
    kinds = {m.start for m in (*facets.get("site", ()), *facets.get("direction", ()))}
    heads = {m.start for m in facets.get("actorhead", ())}
    found: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        if not word.capital or word.start in kinds:
            continue
        if _opens(text, word) and (word.start in common or not _followed(words, at, heads)):
            continue
        if found and found[-1][1] <= word.start and _joins(text, found[-1][1], word.start):
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
    return found


def _followed(words: Sequence[Token], at: int, heads: set[int]) -> bool:
    """Whether a word that opens a sentence is followed by a capital, or by what acts ("Marenian warplanes")."""
    return at + 1 < len(words) and (words[at + 1].text[:1].isupper() or words[at + 1].start in heads)


def _after_place_nouns(
    text: str, words: Sequence[Token], facets: Mapping[str, Sequence[Mark]]
) -> list[tuple[int, int]]:
    """Arabic has no capitals: what follows "town" or "village" is its name."""
    nouns = {
        m.end
        for m in facets.get("placenoun", ())
        if m.key == "place" and not text.startswith(("ال", "وال", "بال", "لل"), m.start)
    }
    marked = {m.start for found in facets.values() for m in found}
    return [
        (word.start, word.end)
        for before, word in pairwise(words)
        if before.end in nouns and word.start not in marked
    ]


def _opens(text: str, word: Token) -> bool:
    before = text[: word.start].rstrip()
    return not before or before[-1] in _SENTENCE_END


def _joins(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return bool(_GAP.match(gap)) or gap.strip(" -‐‑'’").lower() in _LINKS


def _kind(text: str, lang: str, start: int, end: int, places: Sequence[Mark]) -> NameKind:
    if lang == "tr":
        tail = text[end : end + 6].split(" ")[0].rstrip(".,;:")
        after = any(0 <= m.start - end <= 8 for m in places)
        return "place" if after or (tail and _TURKISH_PLACE.search(tail)) else "other"
    for mark in places:
        gap = text[mark.end : start] if mark.end <= start else "?"
        if len(gap) <= 5 and gap.strip(" '’").lower() in ("", "the", "la", "l", "le", "les", "d", "al"):
            return "place"
    return "other"


def named_in(name: NameMark, reading: Reading, *, spelled: bool = False) -> bool:
    """Whether a passage has a name: by entity, by sound, or by sound of another of its names.

    ``spelled``: the passage is in the name's own language, so that spelling tells more than sound.
    """
    if any(name.key == other.key for other in reading.names):
        return True
    if spelled and not name.known:
        return spelled_in(name.text, reading.told, 80.0)
    told, keys = reading.told, reading.sounds
    for text in dict.fromkeys((name.text, *name.aliases)):
        if len(text) < _SHORT or text.isupper():
            if text in told or (not name.known and text == name.text):
                return True  # initials are only themselves: "EI", "OSDH"
            continue
        sounds = _sounds_of(text)[1]
        if any(len(s) >= 2 for ways in sounds for s in ways) and heard_in(sounds, keys):
            return True
    return spelled_in(name.text, told)
