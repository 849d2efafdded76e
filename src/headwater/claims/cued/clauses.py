"""One sentence as its readers see it: words, quotations, boundaries, and stretches of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from headwater.claims.bounds import trim
from headwater.claims.cued.patterns import word_pattern
from headwater.claims.drafts import Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.quotations import Quotation
from headwater.claims.trees import Tree

_DASHES = ("—", "–", "-", "―", "−")
_QUOTES = frozenset('"«»“”„‹›‘’')
_LONGEST_NAME = 6
_ADDED_TRAILING = " \t\n،؛"


class Clause:
    """A sentence's words by number. Punctuation inside quotations bounds nothing outside them."""

    def __init__(self, tree: Tree, lexicon: Lexicon, quotations: Sequence[Quotation], prose: int) -> None:
        self.tree = tree
        self.text = tree.text
        self.lexicon = lexicon
        self.low = [t.lemma for t in tree.tokens]
        self.raw = [tree.text[t.start : t.end] for t in tree.tokens]
        self.first = next((k for k, t in enumerate(tree.tokens) if t.start >= prose), 0)
        self.quotation: list[int] = []  # of each word the number of its quotation, or -1
        n = 0
        for token in tree.tokens:
            while n < len(quotations) and quotations[n].end <= token.start:
                n += 1
            inside = n < len(quotations) and quotations[n].start <= token.start
            self.quotation.append(n if inside else -1)
        self.long = self._utterances(quotations)

    def _utterances(self, quotations: Sequence[Quotation]) -> frozenset[int]:
        """Quotations of several words: the others are names and words held at a distance.

        Behind a noun that bears a name (a newspaper, an agency, a group) several words are a name as well.
        """
        bears = word_pattern(self.lexicon.lang, "bearing_names", "words")
        sizes = [len(self.text[q.start : min(q.end, q.start + 400)].split()) for q in quotations]
        named = {
            n
            for k, n in enumerate(self.quotation)
            if k > 0
            and n >= 0
            and self.quotation[k - 1] != n
            and sizes[n] <= _LONGEST_NAME
            and bears.match(self.low[k - 1])
        }
        return frozenset(n for n, size in enumerate(sizes) if size > 2 and n not in named)

    def __len__(self) -> int:
        return len(self.low)

    def quoted(self, k: int) -> bool:
        """Whether word ``k`` lies in a quotation, marks included."""
        return self.quotation[k] >= 0

    def scope(self, k: int) -> tuple[int, int]:
        """The words among which those that belong to word ``k`` lie: its quotation, else the sentence."""
        n = self.quotation[k]
        if n < 0 or n not in self.long:
            return self.first, len(self)
        low, high = k, k + 1
        while low > 0 and self.quotation[low - 1] == n:
            low -= 1
        while high < len(self) and self.quotation[high] == n:
            high += 1
        while low < k and self.low[low] in _QUOTES:
            low += 1
        while high > k + 1 and self.low[high - 1] in _QUOTES:
            high -= 1
        return low, high

    def open_at(self, k: int, within: int) -> bool:
        """Whether word ``k`` is in the same quotation as word ``within``, or both in none."""
        mine, other = self.quotation[k], self.quotation[within]
        return mine == other or (mine not in self.long and other not in self.long)

    def is_dash(self, k: int) -> bool:
        return self.low[k] in _DASHES

    def set_off(self, k: int) -> bool:
        """Whether a dash stands before word ``k``: the reporter's words between two halves of a quotation."""
        return k > 0 and self.is_dash(k - 1)

    def is_mark(self, k: int) -> bool:
        """Whether word ``k`` is a quotation mark."""
        return self.low[k] in _QUOTES

    def is_stop(self, k: int) -> bool:
        """Whether word ``k`` is punctuation."""
        return self.tree.pos(k) == "PUNCT"

    def capital(self, k: int) -> bool:
        return self.tree.pos(k) == "PROPN"

    def find(
        self, start: int, end: int, wanted: Callable[[int], bool], within: int | None = None
    ) -> int | None:
        """The first word in ``[start, end)`` that is wanted and open at ``within``."""
        return next(
            (k for k in range(start, end) if wanted(k) and (within is None or self.open_at(k, within))), None
        )

    def words(self, start: int, end: int) -> int:
        """How many words that are not punctuation lie in ``[start, end)``."""
        return sum(not self.is_stop(k) for k in range(start, end))

    def stretch(self, start: int, end: int) -> Stretch | None:
        """The characters of words ``start`` to before ``end``, trimmed; None if no word is left."""
        while (
            start < end
            and self.is_stop(start)
            and not self.is_mark(start)
            and self.low[start] not in "([#@$£€"
        ):
            start += 1
        if start >= end or not any(not self.is_stop(k) for k in range(start, end)):
            return None
        low, high = trim(self.text, *self.tree.span(start, end - 1))
        while high > low and self.text[high - 1] in _ADDED_TRAILING:
            high -= 1
        low, high = self._balanced(low, high)
        return (low, high) if high > low else None

    def _balanced(self, low: int, high: int) -> Stretch:
        """A stretch without a bracket or mark at an end whose partner lies outside."""
        for opening, closing in ("()", "[]"):
            if self.text[high - 1] == closing and opening not in self.text[low:high]:
                high -= 1
            if self.text[low] == opening and closing not in self.text[low:high]:
                low += 1
        return low, high

    def span(self, start: int, end: int) -> Stretch:
        """The characters of words ``start`` to before ``end``."""
        return self.tree.span(start, end - 1)
