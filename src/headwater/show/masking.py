"""Masks private persons, and makes control characters visible, in whatever is handed on.

Victims, relatives, residents, minors, detainees and private speakers are masked; public figures of the
registry and office holders who speak in office are not. What is masked is decided in ``entities``; here
the names are taken out of every text that leaves, wherever they stand and however a file name writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.show.view import CaseView, Row, clipped

WITHHELD = "[name withheld]"
_CONTROLS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
    "\u200b": "ZWSP", "\u00ad": "SHY", "\ufeff": "BOM",
}  # fmt: skip
_UNSAFE = re.compile(
    "["
    + "".join(_CONTROLS)
    + "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\U000e0000-\U000e0fff]"
)
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"(?:%20|[\W_]){1,4}"
"""What may stand between the words of a name, in prose or in an address."""
_SHORTEST_FAMILY_NAME = 4


def visible(text: str) -> str:
    """The text with bidi overrides and other unseen controls written out: ⟦RLO⟧."""
    return _UNSAFE.sub(lambda match: f"⟦{_CONTROLS.get(match[0]) or f'U+{ord(match[0]):04X}'}⟧", text)


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of an article that must not be shown."""

    start: int
    end: int


class Masking:
    """Takes masked persons out of texts."""

    def __init__(self, view: CaseView) -> None:
        masked = [row for row in view.rows("entities") if row["masked"]]
        self._view = view
        self._names = _Names(
            [name for row in masked for name in _names_of(row)],
            [name for row in view.rows("entities") if not row["masked"] for name in _names_of(row)],
        )
        self._mentions: dict[str, list[Mask]] = {}
        for row in masked:
            for mention in row["mentions"]:
                self._mentions.setdefault(mention["article"], []).append(
                    Mask(mention["start"], mention["end"])
                )
        self.count = len(masked)

    def spans(self, article: str) -> list[Mask]:
        """Stretches of an article that must not be shown, in order, none in another."""
        text = self._view.articles[article]["text"]
        found = {*self._mentions.get(article, []), *self._names.found(text)}
        joined: list[Mask] = []
        for mask in sorted(found, key=lambda mask: (mask.start, -mask.end)):
            if joined and mask.start < joined[-1].end:
                joined[-1] = Mask(joined[-1].start, max(joined[-1].end, mask.end))
            elif mask.start < mask.end:
                joined.append(mask)
        return joined

    def said(self, text: str | None) -> str:
        """A sentence of ours or of an article, without masked names and with controls made visible."""
        if not text:
            return ""
        shown, last = [], 0
        for mask in self._names.found(text):
            shown += [text[last : mask.start], WITHHELD]
            last = mask.end
        return visible("".join((*shown, text[last:])))

    def line(self, text: str | None, length: int = 110) -> str:
        """The same on one line of at most ``length`` characters; masked before it is cut."""
        return clipped(self.said(text), length)


def _names_of(entity: Row) -> Iterator[str]:
    yield entity["name"]
    yield from (name["text"] for name in entity["names"])
    yield from (mention["text"] for mention in entity["mentions"])


class _Names:
    """Finds names in time linear in the text: a look-up of each word, then a match of the whole name."""

    def __init__(self, masked: list[str], shown: list[str]) -> None:
        public = {word for name in shown for word in _WORD.findall(name)}
        self._by_word: dict[str, list[re.Pattern[str]]] = {}
        every = {spelling for name in masked for spelling in _spellings(name)}
        for name in sorted(every, key=lambda name: (-len(name), name)):
            words = _WORD.findall(name)
            if len(words) > 1:
                self._add(words[0], _BETWEEN.join(map(re.escape, words)), re.IGNORECASE)
                family = words[-1]
                if len(family) >= _SHORTEST_FAMILY_NAME and family.istitle() and family not in public:
                    self._add(family, re.escape(family), re.NOFLAG)
            elif len(name) > 2 and words:
                self._add(words[0], re.escape(words[0]), re.NOFLAG)

    def _add(self, word: str, pattern: str, flags: re.RegexFlag) -> None:
        whole = re.compile(pattern + r"(?![^\W_])", flags)
        known = self._by_word.setdefault(word.casefold(), [])
        if whole not in known:
            known.append(whole)

    def found(self, text: str) -> list[Mask]:
        """Stretches of ``text`` that name a masked person, in order."""
        if not self._by_word:
            return []
        masks: list[Mask] = []
        for word in _WORD.finditer(text):
            if masks and word.start() < masks[-1].end:
                continue
            for pattern in self._by_word.get(word[0].casefold(), ()):
                if match := pattern.match(text, word.start()):
                    masks.append(Mask(match.start(), match.end()))
                    break
        return masks


def _spellings(name: str) -> Iterator[str]:
    """A name as written, and without its accents, as addresses and file names have it."""
    yield name.strip()
    if len(_WORD.findall(name)) > 1:
        plain = unicodedata.normalize("NFKD", name)
        yield "".join(letter for letter in plain if not unicodedata.combining(letter)).strip()
