"""What a sentence says by itself, wherever it stands: copies repeat whole sentences, and each is read once for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from headwater.origins.changes.certainty import mark_hedges
from headwater.origins.changes.lexicon import Mark, marks_of, tokens_of
from headwater.origins.changes.names import NameMark, written_names
from headwater.origins.changes.numbers import NumberMark, find_numbers
from headwater.origins.changes.polarity import mark_negation
from headwater.origins.changes.times import TimeMark, find_times
from headwater.text.names import Word

_REMEMBERED = 1 << 12
"""Sentences that are kept once they are read: those of a few hundred articles."""
_LONGEST = 1_000
"""Characters of a text that is kept: longer ones are no sentences, and seldom come again."""
Times = tuple[tuple[TimeMark, ...], list[tuple[int, int]]]


class Sentence:
    """A text in a language; offsets are its own. Each facet is read when it is first asked for."""

    def __init__(self, text: str, lang: str) -> None:
        self.text, self.lang = text, lang
        self._written: dict[bool, tuple[NameMark, ...]] = {}

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return tuple(tokens_of(self.text, self.lang))

    @cached_property
    def marks(self) -> Mapping[str, tuple[Mark, ...]]:
        """Its marks by facet."""
        words, facets = self.words, dict[str, list[Mark]]()
        for mark in marks_of(words, self.lang):
            facets.setdefault(mark.facet, []).append(mark)
        facets["negation"] = mark_negation(facets.get("negation", []), words, self.text, 0, self.lang)
        facets["hedge"] = mark_hedges(
            facets.get("hedge", []), words, self.text, 0, self.lang, facets["negation"]
        )
        return {facet: tuple(found) for facet, found in facets.items()}

    @cached_property
    def times(self) -> Times:
        """The times that it names, and all stretches whose digits are no amounts."""
        return find_times(self.text, 0, self.marks, self.lang)

    @cached_property
    def numbers(self) -> tuple[NumberMark, ...]:
        """Its numbers but for those of its dates."""
        return find_numbers(self.text, 0, self.marks, self.times[1], self.lang)

    def written(self, *, title: bool) -> tuple[NameMark, ...]:
        """Words written as names; ``title``: it is a headline, in which other words may be."""
        if title not in self._written:
            found = written_names(self.text, self.lang, self.words, self.marks, title=title)
            self._written[title] = tuple(found)
        return self._written[title]


@lru_cache(maxsize=_REMEMBERED)
def _known(text: str, lang: str) -> Sentence:
    return Sentence(text, lang)


def sentence_of(text: str, lang: str) -> Sentence:
    """A sentence as it was read before, or is yet to be."""
    return _known(text, lang) if len(text) <= _LONGEST else Sentence(text, lang)


class Shifted(Mapping[str, tuple[Mark, ...]]):
    """A sentence's marks where it stands in an article; those of a facet are made when they are asked for."""

    def __init__(self, marks: Mapping[str, tuple[Mark, ...]], by: int) -> None:
        self._marks, self._by = marks, by
        self._made: dict[str, tuple[Mark, ...]] = {}

    def __getitem__(self, facet: str) -> tuple[Mark, ...]:
        made = self._made.get(facet)
        if made is None:
            by = self._by
            made = tuple(Mark(m.facet, m.key, m.start + by, m.end + by) for m in self._marks[facet])
            self._made[facet] = made
        return made

    def get(self, facet: str, default: tuple[Mark, ...] = ()) -> tuple[Mark, ...]:  # type: ignore[override]
        """The marks of a facet; most sentences have none of most."""
        return self[facet] if facet in self._marks else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


class Beside(Mapping[str, tuple[Mark, ...]]):
    """The marks of neighbouring passages as those of one."""

    def __init__(self, parts: Sequence[Mapping[str, tuple[Mark, ...]]]) -> None:
        self._parts = parts
        self._made: dict[str, tuple[Mark, ...]] = {}

    def __getitem__(self, facet: str) -> tuple[Mark, ...]:
        made = self._made.get(facet)
        if made is None:
            made = self._made[facet] = tuple(mark for part in self._parts for mark in part.get(facet, ()))
        return made

    def get(self, facet: str, default: tuple[Mark, ...] = ()) -> tuple[Mark, ...]:  # type: ignore[override]
        """The marks of a facet."""
        return self[facet] or default

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(facet for part in self._parts for facet in part))

    def __len__(self) -> int:
        return sum(1 for _ in self)
