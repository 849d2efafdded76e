"""Keys that two names of one actor are likely to share, so that only names with a common key need comparing."""

from __future__ import annotations

from functools import lru_cache

from headwater.entities.alternatives import alternatives
from headwater.entities.comparison import DISTINCTIVE
from headwater.entities.nameparts import LONGEST, NameParts, mode_of, parts_of
from headwater.text.transliteration import skeleton


@lru_cache(maxsize=50_000)
def blocking_keys(name: str, kind: str | None = None) -> tuple[str, ...]:
    """Keys of a name, each once: the consonants of each telling word, all common words together, first letters.

    Names in any script that are spelt, abbreviated or ordered otherwise share a key, and so do many that
    have one word in common: what shares none need not be compared, but for abbreviations by more than first
    letters. "" and unreadable names have none.
    """
    mode = mode_of(kind)
    kinds = (name[:LONGEST],) if mode in ("person", "vessel") else alternatives(name[:LONGEST])
    keys: dict[str, None] = {}
    for each in kinds:
        parts = parts_of(each, kind)
        for word in parts.tokens:
            if word.weight >= DISTINCTIVE:
                keys[word.bones if len(word.bones) > 1 else word.key] = None
                if word.abjad and "u" in word.key:
                    keys[skeleton(word.key.replace("u", "v"))] = None  # one letter stands for both sounds
        if mode != "person":
            keys.update(dict.fromkeys(_whole(parts)))
    return tuple(keys)


def _whole(parts: NameParts) -> list[str]:
    """Keys of an organisation's whole name: its meanings where it has nothing else, its first letters."""
    found = []
    common = sorted({word.concept for word in parts.tokens if word.weight < DISTINCTIVE and word.concept})
    if common and len(common) >= len(parts.tokens):
        found.append(f"= {' '.join(common)}")
    if parts.abbreviation:
        found.append(f". {parts.abbreviation}")
    initials = "".join(word[0] for word, left_out in parts.heads if not left_out)
    if len(initials) > 2:
        found.append(f". {initials}")
    return found
