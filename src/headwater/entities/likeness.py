"""How alike two words of names are: by letters, by sound, by nickname, by consonants where vowels are not written."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from headwater.entities.nameparts import lexicon
from headwater.text.transliteration import roman, skeleton


def _budget(left: str, right: str, kind: str | None) -> int:
    """Letters that may differ between two words."""
    length = min(len(left), len(right))
    if length <= 2:
        return 0
    if length <= 4:
        return 1 if kind != "Vessel" else 0
    return 1 if length <= 6 else 2


@lru_cache(maxsize=200_000)
def likeness_of(left: str, right: str, kind: str | None, abjad: bool) -> float:
    """How alike two words are, 0 to 1."""
    if left == right:
        return 1.0
    lex = lexicon()
    if lex.synonyms.get(left, left) == lex.synonyms.get(right, right):
        return 0.95
    if kind in ("Person", None) and lex.nicknames.get(left, frozenset()) & lex.nicknames.get(
        right, frozenset()
    ):
        return 0.9
    if kind == "Person" and min(len(left), len(right)) == 1:
        return 0.8 if left[0] == right[0] else 0.0
    if roman(left) == roman(right) and min(len(left), len(right)) > 2:
        return 0.92
    if abjad:
        return _by_skeleton(left, right)
    return _by_letters(left, right, kind)


def _by_skeleton(left: str, right: str) -> float:
    a, b = skeleton(left), skeleton(right)
    if a == b or skeleton(left.replace("u", "v")) == b or skeleton(right.replace("u", "v")) == a:
        return 0.85 if len(a) > 1 else 0.6
    if min(len(a), len(b)) >= 3 and OSA.distance(a, b, score_cutoff=1) <= 1:
        return 0.6
    return 0.0


def _by_letters(left: str, right: str, kind: str | None) -> float:
    budget = _budget(left, right, kind)
    distance = min(
        OSA.distance(left, right, score_cutoff=budget + 1),
        OSA.distance(roman(left), roman(right), score_cutoff=budget + 1),
    )
    if distance > budget:
        return 0.0
    if distance > 1 and skeleton(left)[:1] != skeleton(right)[:1]:
        return 0.0
    return 0.9 - 0.15 * distance
