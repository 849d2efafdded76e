"""A filled sheet becomes judgements of the kind ``code``; what cannot be coded is told, all of it at once.

``ok`` in a cell takes over what is proposed, ``none`` says that the articles do not tell it. A value that its coder
has set already, of the same reports, is not set again. A note without a value becomes a judgement ``note``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from headwater.records.errors import InputError
from headwater.runs.judgements import Judgement, from_object
from headwater.show.coding.codings import SEEN, Codings, Words
from headwater.show.coding.consistency import Coded, inconsistencies
from headwater.show.coding.fields import FIELDS, read_value
from headwater.show.coding.reading import Cell
from headwater.show.coding.records import Record, records_of
from headwater.show.exports.masked import Handed
from headwater.show.view import Row

_OK = "ok"
_LONGEST_NOTE = 5_000
_WITHHELD = "name withheld]"
_STATE = re.compile(r"\d{1,9}-[0-9a-f]{12}")


@dataclass(slots=True)
class Taken:
    """What of a sheet was taken: judgements, how many values were set before already, and what is wrong, by row."""

    judgements: list[Judgement] = field(default_factory=list)
    values: int = 0
    records: int = 0
    notes: int = 0
    as_before: int = 0
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def take(handed: Handed, cells: Sequence[Cell], coder: str, when: str) -> Taken:
    """The judgements that a sheet comes to. Raises InputError where it is another coder's.

    Rows with problems give no judgement; whoever calls decides whether the others are kept.
    """
    made_for = sorted({cell.coder for cell in cells if cell.coder and cell.coder != coder})
    if made_for:
        raise InputError(
            f"this sheet was made for {made_for[0]!r}, not for {coder!r}; coders fill in their own"
        )
    taken = Taken()
    taker = _Taker(handed, coder, when, taken)
    by_record: dict[str, list[Cell]] = {}
    for cell in cells:
        by_record.setdefault(cell.record, []).append(cell)
    problems: list[tuple[int, str]] = []
    for record, given in by_record.items():
        problems += taker.take_record(record, given)
    taken.problems = [f"row {row}: {says}" for row, says in sorted(set(problems))]
    return taken


class _Taker:
    """Takes the records of one sheet."""

    def __init__(self, handed: Handed, coder: str, when: str, taken: Taken) -> None:
        self._whole = handed.whole
        self._coder, self._when, self._taken = coder, when, taken
        self._words = Words(handed.whole)
        self._codings = Codings(handed.whole)
        self._records = {record.event.group["id"]: record for record in records_of(handed)}
        self._noted = {
            (row["who"], row["value"], row["at"][0]["text"])
            for row in handed.whole.rows("judgements")
            if row["kind"] == "note" and row["status"] == "obeyed"
        }

    def take_record(self, id_: str, cells: Sequence[Cell]) -> Iterator[tuple[int, str]]:
        """Take the cells of one record that are filled in; gives what is wrong with the others."""
        filled = [cell for cell in cells if cell.coded or cell.note]
        if not filled:
            return
        claim = self._words.claim_of(id_)
        record = self._records.get(self._words.event_of(claim) or "") if claim else None
        if claim is None or record is None:
            what = "its words head no record any more" if claim else "this case has no such record"
            yield filled[0].row, f"{id_ or 'a row without a record'}: {what}"
            return
        values, problems = _values(filled)
        yield from problems
        before = self._before(record)
        wrong = list(inconsistencies(values, {name: one[0] for name, one in before.items()}, record))
        yield from wrong
        bad = {row for row, _ in wrong}
        state = filled[0].state if _STATE.fullmatch(filled[0].state) else record.state
        if state != record.state:
            self._taken.remarks.append(f"{id_}: its reports have changed since the sheet was written.")
        kept = {name: one for name, one in values.items() if one.row not in bad}
        self._set(claim, kept, before, state)
        self._note(claim, [cell for cell in filled if cell.note and not cell.coded])

    def _before(self, record: Record) -> dict[str, tuple[str, str, str]]:
        """What this coder has set so far: by field its value, the reports it was set of, and why."""
        return {
            one.field: (one.value, one.state, one.why)
            for one in self._codings.of.get(record.event.group["id"], [])
            if one.coder == self._coder
        }

    def _set(
        self, claim: Row, kept: dict[str, Coded], before: dict[str, tuple[str, str, str]], state: str
    ) -> None:
        new = {
            name: one
            for name, one in kept.items()
            if before.get(name) not in ((one.value, state, one.note), (one.value, state, one.note or None))
        }
        self._taken.as_before += len(kept) - len(new)
        if not new:
            return
        self._taken.records += 1
        self._taken.values += len(new)
        for name, one in new.items():
            self._add("code", claim, one.value, name, one.note)
        self._add("code", claim, state, SEEN, "")

    def _note(self, claim: Row, cells: Sequence[Cell]) -> None:
        for cell in cells:
            value = f"{cell.field}: {cell.note}" if cell.field else cell.note
            if (self._coder, value, claim["text"]) not in self._noted:
                self._taken.notes += 1
                self._add("note", claim, value, None, "")

    def _add(self, kind: str, claim: Row, value: str, name: str | None, why: str) -> None:
        words = {key: claim[key] for key in ("article", "text", "start", "end")}
        at = words | {"sha256": self._whole.articles[claim["article"]]["sha256"]}
        line: Row = {"kind": kind, "who": self._coder, "when": self._when, "why": why}
        line |= {"at": [at], "value": value, "name": name}
        self._taken.judgements.append(from_object(line, "this sheet"))


def _values(cells: Sequence[Cell]) -> tuple[dict[str, Coded], list[tuple[int, str]]]:
    """Values by field, and what is wrong with the other cells."""
    values: dict[str, Coded] = {}
    problems = []
    for cell in cells:
        if not cell.coded:
            continue
        value, wrong = _value(cell)
        known = values.get(cell.field)
        if not wrong and known and known.value != value:
            wrong = f"is coded {known.value!r} in row {known.row} too"
        if wrong:
            problems.append((cell.row, f"{cell.field or 'a row without a field'} {wrong}"))
        else:
            values[cell.field] = Coded(cell.row, value, cell.note)
    return values, problems


def _value(cell: Cell) -> tuple[str, str]:
    """(value, "") or ("", what is wrong)."""
    wanted = FIELDS.get(cell.field)
    if wanted is None:
        return "", "is no field that is coded"
    if len(cell.note) > _LONGEST_NOTE:
        return "", f"has a note of more than {_LONGEST_NOTE} characters"
    told = cell.coded
    if told.casefold() == _OK:
        told = cell.proposed
        if not told:
            return "", "takes over what is proposed, and nothing is"
    if _WITHHELD in told:
        return "", "holds a masked name: write whom you mean, or make the sheet with --unmasked"
    value, wrong = read_value(wanted, told)
    return value, f"{wrong}: {told[:60]!r}" if wrong else ""
