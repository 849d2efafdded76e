"""How alike two words of names are: by letters, by sound, by meaning, by nickname, by consonants without vowels."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from headwater.entities.nameparts import lexicon
from headwater.entities.nametokens import Mode, Token
from headwater.text.transliteration import skeleton

SAME_MEANING = 0.85
SAME_SOUND = 0.92
SAME_WORD = 0.97
"""Two spellings of one known word ("organisation", "organization"; "jamaat", "jemaah")."""
_GLUED = frozenset(["ul", "us", "ud", "ur", "uS", "is", "il", "id", "in", "u", "i", "a", "un"])
"""Arabic case endings with or without the next word's article, written as one word: "Ansarul"."""
_UNWRITTEN = str.maketrans({"p": "b", "J": "K"})

_known: dict[tuple[str, str, Mode, bool, bool], float] = {}
_MOST_KNOWN = 200_000


def likeness_of(left: Token, right: Token, mode: Mode) -> float:
    """How alike two words are, 0 to 1."""
    if left.key == right.key:
        return 1.0
    if left.concept and left.concept == right.concept:
        return SAME_WORD if left.bones == right.bones else SAME_MEANING
    if left.concept and right.concept and len(left.key) < 9:
        return 0.0  # two known words of two meanings, however alike: "Iran", "Iraq"
    if left.abjad == right.abjad and _far_apart(left, right, mode):
        return 0.0
    key = (left.key, right.key, mode, left.abjad, right.abjad)
    found = _known.get(key)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[key] = _compared(left, right, mode)
    return found


def _far_apart(left: Token, right: Token, mode: Mode) -> bool:
    """Whether two words of one script differ in more letters than any of the tests below forgives."""
    most = 2 * budget(left.key, right.key, mode)
    return (
        (left.letters ^ right.letters).bit_count() > most
        and (left.roman_letters ^ right.roman_letters).bit_count() > most
        and left.sound != right.sound
        and not (left.key[0] == right.key[0] and (mode in ("person", "any")) and _short_or_nick(left, right))
        and not _glued(left, right, mode)
    )


def _short_or_nick(left: Token, right: Token) -> bool:
    names = lexicon().nicknames
    return min(len(left.key), len(right.key)) == 1 or (left.key in names and right.key in names)


def budget(left: str, right: str, mode: Mode) -> int:
    """Letters that may differ between two words."""
    length = min(len(left), len(right))
    if length <= 2 or (length == 3 and mode == "organisation"):
        return 0
    if length <= 4:
        return 1 if mode != "vessel" else 0
    return 1 if length <= 6 else 2


def _compared(left: Token, right: Token, mode: Mode) -> float:
    if mode in ("person", "any"):
        names = lexicon().nicknames
        if not names.get(left.key, frozenset()).isdisjoint(names.get(right.key, frozenset())):
            return 0.9
    shortest = min(len(left.key), len(right.key))
    if bool(left.concept) != bool(right.concept):
        most = 0 if shortest < 5 else 1 if shortest < 8 else 2
        close = OSA.distance(left.key, right.key, score_cutoff=most) <= most
        return 0.75 if close else 0.0  # a known word and an unknown one: a slip of the pen, or two words
    if mode == "person" and shortest == 1:
        return 0.8 if left.key[0] == right.key[0] else 0.0
    if left.roman == right.roman and shortest > 2:
        return SAME_SOUND
    if left.abjad != right.abjad:
        return _by_skeleton(left, right)
    if mode != "person":
        if left.sound == right.sound and shortest > 3:
            return SAME_SOUND - 0.02
        if _glued(left, right, mode):
            return 0.86
    return _by_letters(left, right, mode)


def _glued(left: Token, right: Token, mode: Mode) -> bool:
    """Whether one word is the other with a case ending or the next word's article glued to it."""
    if mode == "person":
        return False
    short, long = sorted((left.sound, right.sound), key=len)
    return len(short) > 3 and long.startswith(short) and long[len(short) :] in _GLUED


def _by_skeleton(left: Token, right: Token) -> float:
    a, b = left.bones, right.bones
    if a == b or skeleton(left.key.replace("u", "v")) == b or skeleton(right.key.replace("u", "v")) == a:
        return 0.85 if len(a) > 1 else 0.6
    if len(a) > 1 and a.translate(_UNWRITTEN) == b.translate(_UNWRITTEN):
        return 0.8  # Arabic has no p, and writes a foreign g in one of three ways
    if min(len(a), len(b)) >= 3 and OSA.distance(a, b, score_cutoff=1) <= 1:
        return 0.6
    return 0.0


def _by_letters(left: Token, right: Token, mode: Mode) -> float:
    most = budget(left.key, right.key, mode)
    distance = OSA.distance(left.key, right.key, score_cutoff=most)
    if distance and (left.roman != left.key or right.roman != right.key):
        distance = min(distance, OSA.distance(left.roman, right.roman, score_cutoff=most))
    if distance > most or (distance > 1 and left.bones[:1] != right.bones[:1]):
        return 0.0
    return 0.9 - 0.15 * distance
