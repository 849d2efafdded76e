"""What one wording has in the place of the other's words, where the two are alike but for that. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from headwater.matches.anchors import CASELESS
from headwater.matches.frames import frame_words
from headwater.matches.lexicon import counting
from headwater.matches.rarity import background

_LONGEST = 60
"""Content words of a wording that are laid side by side."""
_BLOCK = 3
"""Words of a stretch that may stand for another."""


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A content word: as written, as a token, and the key under which it is counted."""

    written: str
    form: str
    key: str


def substituted(
    one: Sequence[ContentWord], two: Sequence[ContentWord], lang: str
) -> tuple[ContentWord, ContentWord] | None:
    """The names or actors that stand in one place of two wordings that are otherwise alike, word for word.

    "Rebels executed the two drivers" and "soldiers executed the two drivers" tell of two actors; what stands
    in another order, or differs in more than one place, may say the same in other words.
    """
    if len(one) > _LONGEST or len(two) > _LONGEST:
        return None
    keys = [w.key for w in one], [w.key for w in two]
    blocks = [b for b in SequenceMatcher(None, *keys, autojunk=False).get_opcodes() if b[0] != "equal"]
    if len(blocks) != 1:
        return None
    _, a, b, c, d = blocks[0]
    if not 1 <= b - a <= _BLOCK or not 1 <= d - c <= _BLOCK or len(one) - (b - a) < 1:
        return None
    left, right = ([w for w in side if names_actor(w, lang)] for side in (one[a:b], two[c:d]))
    return (left[0], right[0]) if left and right else None


def renamed(one: Sequence[str], two: Sequence[str], lang: str, proper: frozenset[str]) -> bool:
    """Whether two runs of word keys are alike but for names: most words stand in both, others take each other's
    place, and in one place both have proper words; in a script without capitals what the language's reports
    never use."""
    if not one or not two or len(one) > _LONGEST or len(two) > _LONGEST:
        return False
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    alike = sum(b - a for tag, a, b, _, _ in blocks if tag == "equal")
    if 2 * alike < max(len(one), len(two)):
        return False
    known = background(lang).shares
    places = [(one[a:b], two[c:d]) for tag, a, b, c, d in blocks if tag == "replace"]
    if lang not in CASELESS:
        return any(all(proper.issuperset(side) for side in place) for place in places)
    return any(all(any(k not in known for k in side) for side in place) for place in places)


def names_actor(word: ContentWord, lang: str) -> bool:
    """Whether a word may name an actor: by its capital, as a side, a force or persons, or as a rare word of
    a script without capitals that tells of no event."""
    frames, counts = frame_words(lang), counting(lang)
    if word.written[:1].isupper() or word.form in frames.sides or word.form in frames.forces:
        return True
    if word.form in counts.persons:
        return True
    if lang not in CASELESS or word.form in frames.frames or word.form in counts.roles:
        return False
    return word.key not in background(lang).shares
