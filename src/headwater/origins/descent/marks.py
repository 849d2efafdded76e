"""Marks of an agency: standing phrases that, in this case, only its texts use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from headwater.origins.descent.carried import outlet_of
from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.wires import Wire
from headwater.origins.reuse.shingles import shingles
from headwater.origins.reuse.tokens import tokenize
from headwater.records.articles import Article
from headwater.records.descent import AgencyMark, Phrases
from headwater.records.spans import Span

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

WORDS = 8
"""Length of a phrase, in words."""
LONGEST_TEXT = 20_000
"""Characters of a text that are read for phrases."""
LEAST_PHRASES = 3
"""Phrases of one agency that must be found before it is named."""
_AT_ONCE = 1000
"""Articles whose phrases are looked up together."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The phrases of a text, each where it first stands: equal phrases have equal hashes in any text."""

    hashes: Hashes
    starts: Places
    ends: Places


@lru_cache(maxsize=64)
def phrases(text: str) -> Runs:
    """All runs of ``WORDS`` words of a text, folded; each once, in order."""
    words = tokenize(text, 0, min(len(text), LONGEST_TEXT))
    keys = shingles(words, WORDS)
    first = np.sort(np.unique(keys, return_index=True)[1])
    return Runs(keys[first], words.starts[first], words.ends[first + (WORDS - 1)])


def signed_by(wires: Mapping[str, Wire]) -> Outlet | None:
    """The one agency whose text an article is by what it declares; null where it names none or several."""
    named = [wire for key, wire in wires.items() if key != "agencies"]
    if len(named) != 1 or named[0].outlet.kind != "wire":
        return None
    return named[0].outlet if named[0].scope == "whole" or len(named[0].passages) > 1 else None


def survey(rows: Sequence[Phrases]) -> Iterator[AgencyMark]:
    """For each article the phrases that stand only in texts from one agency, which it does not name.

    A phrase that only one publisher prints may be that publisher's own, so it marks nothing in its texts.
    """
    rows = sorted(rows, key=lambda row: row.article)
    signed = [row for row in rows if row.signs is not None]
    agencies = {row.signs.key: row.signs for row in reversed(signed) if row.signs}
    keys = sorted(agencies)
    printers = {
        printer: at for at, printer in enumerate(sorted({row.printer or row.article for row in rows}))
    }
    owned = _owned(signed, {key: at for at, key in enumerate(keys)}, printers)
    for start in range(0, len(rows) if len(owned.hashes) else 0, _AT_ONCE):
        for row, (agency, places) in _marked(rows[start : start + _AT_ONCE], owned, printers):
            if keys[agency] not in row.names:
                yield AgencyMark(row.article, agencies[keys[agency]], places.astype("<u4").tobytes())


@dataclass(frozen=True, slots=True)
class _Owned:
    """Phrases of one agency each, sorted; ``printers`` has the only one that prints a phrase, else -1."""

    hashes: Hashes
    agencies: Places
    printers: Places


def _owned(signed: Sequence[Phrases], agencies: Mapping[str, int], printers: Mapping[str, int]) -> _Owned:
    hashes = [_read(row) for row in signed]
    joined = np.concatenate([*hashes, np.empty(0, np.uint64)])
    sizes = [len(some) for some in hashes]
    by = np.repeat(np.array([agencies[row.signs.key] for row in signed if row.signs], np.int64), sizes)
    printed = np.repeat(np.array([printers[row.printer or row.article] for row in signed], np.int64), sizes)
    order = np.argsort(joined, kind="stable")
    joined, by, printed = joined[order], by[order], printed[order]
    starts = np.flatnonzero(np.concatenate([[True], joined[1:] != joined[:-1]])[: len(joined)])
    if not len(starts):
        return _Owned(joined, by, printed)
    one = np.minimum.reduceat(by, starts) == np.maximum.reduceat(by, starts)
    alone = np.minimum.reduceat(printed, starts) == np.maximum.reduceat(printed, starts)
    return _Owned(joined[starts][one], by[starts][one], np.where(alone, printed[starts], -1)[one])


def _marked(
    rows: Sequence[Phrases], owned: _Owned, printers: Mapping[str, int]
) -> Iterator[tuple[Phrases, tuple[int, Places]]]:
    """Each article with an agency, and the places of that agency's phrases among its own."""
    hashes = [_read(row) for row in rows]
    joined = np.concatenate([*hashes, np.empty(0, np.uint64)])
    at = np.minimum(np.searchsorted(owned.hashes, joined), len(owned.hashes) - 1)
    found = owned.hashes[at] == joined
    end = 0
    for row, own in zip(rows, hashes, strict=True):
        start, end = end, end + len(own)
        places = np.flatnonzero(found[start:end])
        of = at[start:end][places]
        printed = printers[row.printer or row.article]
        theirs = owned.printers[of] != printed
        for agency in np.unique(owned.agencies[of][theirs]).tolist():
            yield row, (agency, places[theirs & (owned.agencies[of] == agency)])


def _read(row: Phrases) -> Hashes:
    return np.frombuffer(row.hashes, dtype="<u8").astype(np.uint64, copy=False)


@dataclass(frozen=True, slots=True)
class Named:
    """The agency that the words point to, and why."""

    outlet: Outlet
    phrases: int
    because: str


class Marks:
    """The marks that some articles bear."""

    def __init__(self, rows: Iterable[AgencyMark]) -> None:
        self._rows: dict[str, list[AgencyMark]] = {}
        for row in rows:
            self._rows.setdefault(row.article, []).append(row)

    def outlet_of(self, spans: Iterable[tuple[str, Span]], articles: Mapping[str, Article]) -> Named | None:
        """The agency whose phrases stand in the spans, where one alone has enough of them."""
        counts: dict[str, int] = {}
        outlets: dict[str, Outlet] = {}
        for article, span in spans if self._rows else ():
            for row in self._rows.get(article, ()):
                runs, places = phrases(articles[article].text), np.frombuffer(row.places, dtype="<u4")
                inside = (runs.starts[places] >= span.start) & (runs.ends[places] <= span.end)
                if inside.any():
                    outlets.setdefault(row.agency.key, outlet_of(row.agency))
                    counts[row.agency.key] = counts.get(row.agency.key, 0) + int(inside.sum())
        return _named(counts, outlets)

    def in_text(self, article: Article) -> Named | None:
        """The agency whose phrases an article holds."""
        whole = Span(article.text, 0, len(article.text))
        return self.outlet_of([(article.id, whole)], {article.id: article})


def _named(counts: Mapping[str, int], outlets: Mapping[str, Outlet]) -> Named | None:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < LEAST_PHRASES or (len(ranked) > 1 and ranked[1][1] * 3 > ranked[0][1]):
        return None
    key, count = ranked[0]
    because = (
        f"{count} phrases of {WORDS} words in it stand, in this case, only in texts from {outlets[key].name}"
    )
    return Named(outlets[key], count, because)
