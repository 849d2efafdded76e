"""Masks private persons, and makes control characters visible, in whatever is handed on.

Victims, relatives, residents, minors, detainees and private speakers are masked; public figures of the
registry and office holders who speak in office are not. What is masked is decided in ``entities``; here
the names are taken out of every text that leaves, wherever they stand and however a file name writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from headwater.show.otherscripts import other_spellings
from headwater.show.view import CaseView, Row, clipped

WITHHELD = "[name withheld]"
"""Stands for a name that several private persons of the case bear, so that none is said to be another."""
_CUT_LABEL = re.compile(r"\[(?:p|pe|per|pers|perso|person[^\[\]]*|n|na|nam|name[^\[\]]*|no|nom[^\[\]]*)?…$")
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
Pattern = tuple[str, str, int, str]
"""A word, the pattern of a name that begins with it, its flags, and what stands in the name's place."""
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"(?:%20|[\W_]){1,4}"
"""What may stand between the words of a name, in prose or in an address."""
_SHORTEST_FAMILY_NAME = 4


def visible(text: str) -> str:
    """The text with bidi overrides and other unseen controls written out: ⟦RLO⟧."""
    return _UNSAFE.sub(lambda match: f"⟦{_CONTROLS.get(match[0]) or f'U+{ord(match[0]):04X}'}⟧", text)


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of a text that must not be shown, and what stands in its place."""

    start: int
    end: int
    label: str = WITHHELD


class Masking:
    """Takes masked persons out of texts; one person has one number throughout the case."""

    def __init__(
        self, view: CaseView, label: str = "[person {number}, name withheld]", withheld: str = WITHHELD
    ) -> None:
        masked = sorted((row for row in view.rows("entities") if row["masked"]), key=_first_met(view))
        labels = {row["id"]: label.format(number=number) for number, row in enumerate(masked, 1)}
        self._view = view
        names = [(name, labels[row["id"]]) for row in masked for name in _names_of(row)]
        self._names = _Names([*names, *other_spellings(view, names)], _public_names(view), withheld)
        self._mentions: dict[str, list[Mask]] = {}
        for row in masked:
            for mention in row["mentions"]:
                mask = Mask(mention["start"], mention["end"], labels[row["id"]])
                self._mentions.setdefault(mention["article"], []).append(mask)
        self._spans: dict[str, list[Mask]] = {}
        self.count = sum(any(m["article"] in view.articles for m in row["mentions"]) for row in masked)

    def spans(self, article: str) -> list[Mask]:
        """Stretches of an article that must not be shown, in order, none in another."""
        if article not in self._spans:
            self._spans[article] = self._joined(article)
        return self._spans[article]

    def _joined(self, article: str) -> list[Mask]:
        text = self._view.articles[article]["text"]
        found = [*self._mentions.get(article, []), *self._names.found(text)]
        joined: list[Mask] = []
        for mask in sorted(found, key=lambda mask: (mask.start, -mask.end, mask.label)):
            if joined and mask.start < joined[-1].end:
                joined[-1] = replace(joined[-1], end=max(joined[-1].end, mask.end))
            elif mask.start < mask.end:
                joined.append(mask)
        return joined

    def said(self, text: str | None) -> str:
        """A sentence of ours or of an article, without masked names and with controls made visible."""
        return _said(text, self._names)

    def patterns(self) -> Iterator[Pattern]:
        """All that names are found by, in order, for a ``KeptMasking``."""
        return self._names.patterns()

    def line(self, text: str | None, length: int = 110) -> str:
        """The same on one line of at most ``length`` characters; masked before it is cut."""
        return _CUT_LABEL.sub("…", clipped(self.said(text), length))


class KeptMasking:
    """Masks as the ``Masking`` whose patterns were kept; ``of_word`` gives those that begin with a word."""

    def __init__(self, of_word: Callable[[str], Iterable[Pattern]]) -> None:
        self._names = _KeptNames(of_word)

    def said(self, text: str | None) -> str:
        """As ``Masking.said``."""
        return _said(text, self._names)


def _said(text: str | None, names: _Names) -> str:
    if not text:
        return ""
    shown, last = [], 0
    for mask in names.found(text):
        shown += [text[last : mask.start], mask.label]
        last = mask.end
    return visible("".join((*shown, text[last:])))


def _first_met(view: CaseView) -> Callable[[Row], tuple[int, int, str]]:
    """Sorts persons by where a reader of the case first meets them."""
    order = {article["id"]: place for place, article in enumerate(view.ordered)}

    def place(row: Row) -> tuple[int, int, str]:
        met = [(order.get(m["article"], len(order)), m["start"]) for m in row["mentions"]]
        return (*min(met, default=(len(order), 0)), row["id"])

    return place


def _names_of(entity: Row) -> Iterator[str]:
    yield entity["name"]
    yield from (name["text"] for name in entity["names"])
    yield from (mention["text"] for mention in entity["mentions"])


def _public_names(view: CaseView) -> Iterator[str]:
    """Names that are shown: of unmasked entities, of outlets, of those who sign articles."""
    for row in view.rows("entities"):
        if not row["masked"]:
            yield from _names_of(row)
    for article in view.rows("articles"):
        yield from filter(None, (article["publisher"], article["byline"], *article["authors"]))


class _Names:
    """Finds names in time linear in the text: a look-up of each word, then a match of the whole name."""

    def __init__(self, masked: list[tuple[str, str]], public: Iterable[str], withheld: str) -> None:
        self._withheld = withheld
        self._shown = set(public)
        self._words = {word for name in self._shown for word in _WORD.findall(name)}
        self._by_word: dict[str, dict[re.Pattern[str], str]] = {}
        every = {(spelling, label) for name, label in masked for spelling in _spellings(name)}
        for name, label in sorted(every, key=lambda item: (-len(item[0]), item)):
            self._add_name(name, label)

    def _add_name(self, name: str, label: str) -> None:
        words = _WORD.findall(name)
        if not words or name in self._shown:
            return
        if len(words) == 1:
            if len(words[0]) > 2 and words[0] not in self._words:
                self._add(words[0], re.escape(words[0]), re.NOFLAG, label)
            return
        self._add(words[0], _BETWEEN.join(map(re.escape, words)), re.IGNORECASE, label)
        family = words[-1]
        if len(family) >= _SHORTEST_FAMILY_NAME and family.istitle() and family not in self._words:
            self._add(family, re.escape(family), re.NOFLAG, label)

    def _add(self, word: str, pattern: str, flags: re.RegexFlag, label: str) -> None:
        whole = re.compile(pattern + r"(?![^\W_])", flags)
        known = self._by_word.setdefault(word.casefold(), {})
        known[whole] = label if known.get(whole, label) == label else self._withheld

    def patterns(self) -> Iterator[Pattern]:
        """Word, pattern, flags and label of every name."""
        for word, known in self._by_word.items():
            for whole, label in known.items():
                yield word, whole.pattern, whole.flags, label

    def _none(self) -> bool:
        return not self._by_word

    def _beginning(self, word: str) -> dict[re.Pattern[str], str]:
        return self._by_word.get(word, {})

    def found(self, text: str) -> list[Mask]:
        """Stretches of ``text`` that name a masked person, in order."""
        if self._none():
            return []
        masks: list[Mask] = []
        for word in _WORD.finditer(text):
            if masks and word.start() < masks[-1].end:
                continue
            for pattern, label in self._beginning(word[0].casefold()).items():
                if match := pattern.match(text, word.start()):
                    masks.append(Mask(match.start(), match.end(), label))
                    break
        return masks


class _KeptNames(_Names):
    """Names whose patterns are asked for word by word."""

    def __init__(self, of_word: Callable[[str], Iterable[Pattern]]) -> None:
        self._of_word = of_word
        self._by_word = {}

    def _none(self) -> bool:
        return False

    def _beginning(self, word: str) -> dict[re.Pattern[str], str]:
        if word not in self._by_word:
            rows = self._of_word(word)
            self._by_word[word] = {re.compile(pattern, flags): label for _, pattern, flags, label in rows}
        return self._by_word[word]


def _spellings(name: str) -> Iterator[str]:
    """A name as written, and without its accents, as addresses and file names have it."""
    yield name.strip()
    if len(_WORD.findall(name)) > 1:
        plain = unicodedata.normalize("NFKD", name)
        yield "".join(letter for letter in plain if not unicodedata.combining(letter)).strip()
