"""Names that one string holds: "Harbour Watch Committee (HWC)", "X / Y", "X (formerly Y)" give two each."""

from __future__ import annotations

import re
from functools import lru_cache

from headwater.text.names import fold
from headwater.text.scripts import script_of

MOST = 6
"""Names of one string that are compared; more is a list, not a name."""
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]?")
_BETWEEN = re.compile(r"\s*;\s*|\s+/\s+|(?<=\w{3})/(?=\w{3})")
_AS = re.compile(
    r"(?i)[,;]?\s*\b(?:also known as|formerly known as|formerly listed as|formerly|previously|now|a\.?k\.?a\.?|f\.?k\.?a\.?|alias|dit|dite|"
    r"connu sous le nom de|anciennement|eski adıyla|ранее|бывший)\b[:.]?\s*"
)


@lru_cache(maxsize=50_000)
def alternatives(name: str) -> tuple[str, ...]:
    """The names in a string, the string itself first where it is all one name; at least one."""
    if not any(c in name for c in "([/;") and not _AS.search(name):
        return (name,)
    outer, inner = name, []
    for found in _BRACKET.finditer(name):
        inside = found.group(1).strip()
        before = name[: found.start()].strip()
        if _is_name(inside, before):
            outer = outer.replace(found.group(), " ")
            inner.append(inside.rpartition(":")[2])
    pieces = [piece.strip(" ,.;") for whole in (outer, *inner) for piece in _split(whole)]
    kept = list(dict.fromkeys(piece for piece in pieces if any(c.isalnum() for c in piece)))
    return tuple(kept[:MOST]) or (name,)


def _split(whole: str) -> list[str]:
    parts = [part for piece in _BETWEEN.split(whole) for part in _AS.split(piece)]
    return [part for part in parts if part and part.strip()]


def _is_name(inside: str, before: str) -> bool:
    """Whether what stands in brackets is another name: another script, several names, or letters of the name before."""
    if not before:
        return False
    if ";" in inside or script_of(inside) != script_of(before) or _AS.match(inside):
        return True
    letters = [c for c in fold(inside.replace(" ", "").replace("-", "")) if c.isalnum()]
    return (
        inside.replace("-", "").replace(".", "").isupper()
        and 1 < len(letters) <= 8
        and _in_order(letters, fold(before))
    )


def _in_order(letters: list[str], text: str) -> bool:
    """Whether the letters occur in the text in this order, the first at the beginning of a word."""
    words = text.split()
    rest = iter(text)
    return any(word[:1] == letters[0] for word in words) and all(letter in rest for letter in letters)
