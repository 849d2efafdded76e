"""How far the coders of a case agree, field by field, and on which records they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from headwater.show.coding.agreement import Agreement, agreement
from headwater.show.coding.codings import Coding, Codings, changes
from headwater.show.coding.fields import FIELDS, NONE, Field, compared
from headwater.show.coding.records import Record, records_of
from headwater.show.exports.masked import Handed
from headwater.show.view import clipped, plural


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Agreement on one field; ``none`` counts values that say that the articles do not tell it."""

    field: str
    level: str
    records: int
    values: int
    coders: int
    agreed: float | None
    alpha: float | None
    none: int
    because: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One record on one field of which coders differ."""

    record: str
    heading: str
    field: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reliability:
    """Agreement of a case's coders: by field, where they differ, and what stands in the way of comparing them."""

    coders: dict[str, int]
    fields: list[FieldAgreement]
    differences: list[Difference]
    changed: dict[str, list[str]]
    lost: int

    def json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return asdict(self)


def reliability_of(handed: Handed) -> Reliability:
    """Agreement on every field that somebody coded, in the order of the fields."""
    codings = Codings(handed.whole)
    records = records_of(handed)
    given = {record.id: codings.by_field(record.event.group["id"]) for record in records}
    names = [name for name in FIELDS if any(name in fields for fields in given.values())]
    by_field = {name: [fields[name] for fields in given.values() if name in fields] for name in names}
    coders: dict[str, int] = {}
    for fields in given.values():
        for who in sorted({one.coder for each in fields.values() for one in each}):
            coders[who] = coders.get(who, 0) + 1
    told = {
        record.id: changes(codings.of.get(record.event.group["id"], []), record.state) for record in records
    }
    return Reliability(
        dict(sorted(coders.items())),
        [_agreement(FIELDS[name], units) for name, units in by_field.items()],
        [one for record in records for one in _differences(handed, record, given[record.id])],
        {record: lines for record, lines in told.items() if lines},
        len(codings.lost),
    )


def _agreement(field: Field, units: list[list[Coding]]) -> FieldAgreement:
    found: Agreement = agreement(
        ({one.coder: compared(field, one.value) for one in unit} for unit in units), field.level
    )
    none = sum(one.value == NONE for unit in units for one in unit)
    because = found.because
    if none and field.level != "nominal":
        because = f"{because} Not counted: {plural(none, 'value')} “none”.".strip()
    return FieldAgreement(
        field.name, field.level, found.units, found.values, found.coders, found.agreed, found.alpha, none, because
    )  # fmt: skip


def _differences(handed: Handed, record: Record, fields: dict[str, list[Coding]]) -> Iterator[Difference]:
    for name, given in fields.items():
        if len({(compared(FIELDS[name], one.value), one.value == NONE) for one in given}) > 1:
            values = {one.coder: handed.said(one.value) for one in given}
            yield Difference(record.id, clipped(record.event.heading), name, values)
