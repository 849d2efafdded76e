"""Masks private persons, and makes control characters visible, in whatever is handed on.

Victims, relatives, residents, minors, detainees and private speakers are masked; public figures of the
registry and office holders who speak in office are not. What is masked is decided in ``entities``; here
the names are taken out of every text that leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from headwater.show.view import CaseView

WITHHELD = "[name withheld]"
_CONTROLS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u200e": "LRM", "\u200f": "RLM",
    "\u200b": "ZWSP", "\u00ad": "SHY", "\ufeff": "BOM",
}  # fmt: skip
_UNSAFE = re.compile("[" + "".join(_CONTROLS) + "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def visible(text: str) -> str:
    """The text with bidi overrides and other unseen controls written out: ⟦RLO⟧."""
    return _UNSAFE.sub(lambda match: f"⟦{_CONTROLS.get(match[0]) or f'U+{ord(match[0]):04X}'}⟧", text)


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of an article that must not be shown."""

    start: int
    end: int


class Masking:
    """Takes masked persons out of texts; ``Masking(view, unmasked=True)`` takes nothing out."""

    def __init__(self, view: CaseView, *, unmasked: bool = False) -> None:
        masked = [] if unmasked else [row for row in view.rows("entities") if row["masked"]]
        self._spans: dict[str, list[Mask]] = {}
        names: set[str] = set()
        for row in masked:
            names.add(row["name"])
            names.update(name["text"] for name in row["names"])
            for mention in row["mentions"]:
                names.add(mention["text"])
                self._spans.setdefault(mention["article"], []).append(Mask(mention["start"], mention["end"]))
        for spans in self._spans.values():
            spans.sort(key=lambda mask: mask.start)
        self._names = _matcher(name for name in names if len(name) > 2)
        self.count = len(masked)

    def spans(self, article: str) -> list[Mask]:
        """Stretches of an article that must not be shown, in order."""
        return self._spans.get(article, [])

    def said(self, text: str | None) -> str:
        """A sentence of ours or of an article, without masked names and with controls made visible."""
        if not text:
            return ""
        if self._names is not None:
            text = self._names.sub(WITHHELD, text)
        return visible(text)


def _matcher(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    if not longest_first:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in longest_first) + r")(?!\w)")
