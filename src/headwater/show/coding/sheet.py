"""Coding sheets: CSV with one row a field, or one row a record, to be filled in by one coder.

Other coders' values are never on a sheet: whoever sees them does not code alone. ``coded_before`` is the coder's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from headwater.records.errors import InputError
from headwater.show.coding.codings import Codings, changed_since
from headwater.show.coding.fields import FIELDS
from headwater.show.coding.records import Proposal, Record, records_of
from headwater.show.exports.cells import table
from headwater.show.exports.events import Spot, languages_of
from headwater.show.exports.masked import Handed
from headwater.show.view import clipped, outlet_of

LONG = (
    "record", "within", "heading", "field", "asks", "proposed", "words", "sentence", "article", "start", "end", "outlet",
    "language", "because", "coded_before", "changed", "coded", "note", "coder", "state",
)  # fmt: skip
_MOST_SPOTS = 12
_MOST_SENTENCES = 3
_LONGEST_SENTENCE = 400
_END = re.compile(r"[.!?؟。…](?=\s)\s*|\n+")
_BESIDE = 250
"""Characters on each side of words that stand in no claim."""


def write_sheet(handed: Handed, coder: str, path: Path, *, wide: bool = False) -> int:
    """Write the sheet of one coder and return how many records it has.

    Raises InputError where the file is there already (it may be filled in) or cannot be written.
    """
    records = records_of(handed)
    sheet = Sheet(handed, coder, Codings(handed.whole))
    text = sheet.wide(records) if wide else sheet.long(records)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(f"{path} is there already and may be filled in; give another name") from error
    except OSError as error:
        raise InputError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error
    return len(records)


def wide_columns() -> list[str]:
    """Columns of a sheet with one row a record; the column with a field's bare name is to be filled in."""
    named: list[str] = ["record", "within", "heading", "reports", "languages"]
    for name, field in FIELDS.items():
        named += [name] if field.decided else [f"{name}_proposed", f"{name}_words", name]
    return [*named, "note", "coded_before", "changed", "coder", "state"]


def _around(text: str, spot: Spot) -> tuple[int, int]:
    """The sentence around words, as marks of its end tell it, or as much of it as lies near them, by whole words."""
    first = max(0, spot.start - _BESIDE)
    last = min(len(text), spot.end + _BESIDE)
    before = [match.end() for match in _END.finditer(text, first, spot.start)]
    after = _END.search(text, spot.end, last)
    start = before[-1] if before else first
    end = after.start() + 1 if after else last
    while not before and 0 < start < spot.start and not text[start - 1].isspace():
        start += 1
    while not after and spot.end < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


class Sheet:
    """Rows of one coder's sheet."""

    def __init__(self, handed: Handed, coder: str, codings: Codings) -> None:
        self._handed, self._coder, self._codings = handed, coder, codings

    def long(self, records: Sequence[Record]) -> str:
        """One row a field."""
        return table(LONG, (row for record in records for row in self._fields(record)))

    def wide(self, records: Sequence[Record]) -> str:
        """One row a record."""
        return table(wide_columns(), map(self._record, records))

    def _fields(self, record: Record) -> Iterator[dict[str, Any]]:
        before = self._before(record)
        for name, proposal in record.proposals.items():
            own = before.get(name)
            yield self._of_record(record) | self._spots(proposal) | {
                "field": name,
                "asks": FIELDS[name].asks,
                "proposed": proposal.value,
                "because": proposal.because,
                "coded_before": own[0] if own else "",
                "changed": own[1] if own else "",
            }  # fmt: skip

    def _of_record(self, record: Record) -> dict[str, Any]:
        heading = f"“{clipped(record.event.heading, 300)}”"
        own = {"record": record.id, "within": record.within, "heading": heading}
        return own | {"coder": self._coder, "state": record.state}

    def _before(self, record: Record) -> dict[str, tuple[str, str]]:
        """By field, what this coder set, and whether the reports are others since."""
        return {
            one.field: (self._handed.said(one.value), changed_since(one.state, record.state, one.coder))
            for one in self._codings.of.get(record.event.group["id"], [])
            if one.coder == self._coder
        }

    def _spots(self, proposal: Proposal) -> dict[str, Any]:
        """The words of a proposal; several with a bar between them, and their places in the same order."""
        spots = proposal.spots[:_MOST_SPOTS]
        rest = len(proposal.spots) - len(spots)
        words = [self._words(spot) for spot in spots] + ([f"and {rest} more"] if rest else [])
        return {
            "words": " | ".join(words),
            "sentence": " | ".join(dict.fromkeys(self._sentences(spots))),
            "article": "; ".join(spot.article for spot in spots),
            "start": "; ".join(str(spot.start) for spot in spots),
            "end": "; ".join(str(spot.end) for spot in spots),
            "outlet": "; ".join(map(self._outlet, spots)),
            "language": "; ".join(map(self._language, spots)),
        }

    def _sentences(self, spots: Sequence[Spot]) -> Iterator[str]:
        """The claim in which words stand, or what is around them in their line."""
        for spot in spots[:_MOST_SENTENCES]:
            article = self._handed.article(spot.article)
            claim = self._handed.whole.row(spot.claim)
            if claim and claim["start"] <= spot.start and spot.end <= claim["end"]:
                start, end = claim["start"], claim["end"]
            else:
                start, end = _around(article["text"], spot)
            yield clipped(self._handed.words(spot.article, start, end), _LONGEST_SENTENCE)

    def _words(self, spot: Spot) -> str:
        return " ".join(self._handed.words(spot.article, spot.start, spot.end).split())

    def _outlet(self, spot: Spot) -> str:
        return outlet_of(self._handed.view.articles[spot.article])

    def _language(self, spot: Spot) -> str:
        return self._handed.whole.language_at(self._handed.article(spot.article), spot.start)

    def _record(self, record: Record) -> dict[str, Any]:
        before = self._before(record)
        row = self._of_record(record) | {
            "reports": len(record.event.reports),
            "languages": "; ".join(languages_of(record.event)),
            "coded_before": "; ".join(f"{name}: {value}" for name, (value, _) in before.items()),
            "changed": " ".join(sorted({changed for _, changed in before.values() if changed})),
        }
        for name, proposal in record.proposals.items():
            row[f"{name}_proposed"] = proposal.value
            row[f"{name}_words"] = " | ".join(map(self._placed, proposal.spots[:_MOST_SPOTS]))
        return row

    def _placed(self, spot: Spot) -> str:
        where = f"{self._outlet(spot)}, {self._language(spot)}, {spot.article} {spot.start}-{spot.end}"
        return f"“{self._words(spot)}” ({where})"
