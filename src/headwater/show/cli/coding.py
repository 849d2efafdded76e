"""The command ``code``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from headwater.show.coding.reliability import FieldAgreement, Reliability
    from headwater.show.coding.taking import Taken
    from headwater.show.exports.masked import Handed

_MOST_DIFFERENCES = 20
_FEW = 10


def code(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case, made by trace.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="The coder.")] = "",
    sheet: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write a coding sheet (CSV) for this coder."),
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="One row a record instead of one row a field.")
    ] = False,
    taken: Annotated[
        Path | None,
        typer.Option("--take", metavar="FILE", help="Take a filled sheet into the case's log of judgements."),
    ] = None,
    take_good: Annotated[
        bool, typer.Option("--take-good", help="Take the good rows of a sheet in which others are wrong.")
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Tell how far coders agree: Krippendorff's alpha by field.")
    ] = False,
    unmasked: Annotated[
        bool, typer.Option("--unmasked", help="Keep private persons' names and exact places.")
    ] = False,
    interface: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The language of the page: en or fr.")
    ] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Code events: write a sheet with proposals and their words, take it back filled, tell how coders agree."""
    from headwater.records.errors import InputError
    from headwater.runs.results import open_case
    from headwater.show.exports.masked import Handed

    if [bool(sheet), bool(taken), agreement].count(True) != 1:
        raise InputError(
            "give one of --out FILE (a sheet to fill), --take FILE (a filled one) and --agreement"
        )
    if not agreement and not by.strip():
        raise InputError("a coder is needed: --by NAME")
    handed = Handed(open_case(out).json, unmasked=unmasked)
    if sheet:
        _write(handed, by.strip(), sheet, wide=wide, as_json=as_json)
    elif taken:
        _take(out, handed, by.strip(), taken, good=take_good, interface=interface, as_json=as_json)
    else:
        _tell_agreement(handed, as_json=as_json)


def _write(handed: Handed, coder: str, path: Path, *, wide: bool, as_json: bool) -> None:
    from headwater.show.coding.sheet import write_sheet
    from headwater.show.masking import visible
    from headwater.show.view import plural

    records = write_sheet(handed, coder, path, wide=wide)
    if as_json:
        _print({"sheet": str(path), "coder": coder, "records": records})
        return
    typer.echo(visible(f"{path}: {plural(records, 'record')} to code by {coder}."))
    typer.echo(
        "Fill in: a value, ok for what is proposed, none for what the articles do not tell; or nothing."
    )
    if handed.unmasked:
        typer.echo("It names private persons and exact places: hand it on only to those who may know them.")


def _take(
    out: Path, handed: Handed, coder: str, path: Path, *, good: bool, interface: str, as_json: bool
) -> None:
    from datetime import UTC, datetime

    from headwater.records.errors import InputError
    from headwater.show.coding.reading import read_cells
    from headwater.show.coding.taking import take
    from headwater.show.making import judge
    from headwater.show.masking import visible

    found = take(handed, read_cells(path), coder, datetime.now(UTC).isoformat(timespec="milliseconds"))
    if found.problems and not good:
        lines = "\n  ".join(found.problems)
        raise InputError(visible_lines(f"nothing was taken; mend these rows, or add --take-good:\n  {lines}"))
    if found.judgements:
        judge(out, found.judgements, interface=interface)
    if as_json:
        _print(_told(found))
        return
    for line in (*found.problems, *found.remarks, _summary(found)):
        typer.echo(visible(line))


def visible_lines(text: str) -> str:
    """The text with unseen controls written out, its lines kept."""
    from headwater.show.masking import visible

    return "\n".join(map(visible, text.split("\n")))


def _told(found: Taken) -> dict[str, object]:
    return {
        "values": found.values,
        "records": found.records,
        "notes": found.notes,
        "as_before": found.as_before,
        "problems": found.problems,
        "remarks": found.remarks,
    }


def _summary(found: Taken) -> str:
    from headwater.show.view import plural

    said = [f"Taken: {plural(found.values, 'value')} on {plural(found.records, 'record')}"]
    if found.notes:
        said.append(plural(found.notes, "note"))
    if found.as_before:
        said.append(f"{found.as_before} as before")
    if found.problems:
        said.append(f"{plural(len(found.problems), 'problem')} left out")
    return f"{'; '.join(said)}."


def _tell_agreement(handed: Handed, *, as_json: bool) -> None:
    from headwater.show.coding.reliability import reliability_of

    found = reliability_of(handed)
    if as_json:
        _print(found.json())
        return
    for line in _lines(found):
        typer.echo(visible_lines(line))


def _lines(found: Reliability) -> list[str]:
    from headwater.show.view import listed, plural

    if not found.coders:
        lines = ["Nobody has coded a record of this case."]
        return lines + ([_lost(found.lost)] if found.lost else [])
    coders = [f"{who} ({plural(number, 'record')})" for who, number in found.coders.items()]
    lines = [
        f"Coders: {listed(coders, 20)}.",
        "",
        f"{'field':<22}{'level':<10}{'by two':>7}{'agree':>9}{'alpha':>9}",
    ]
    lines += map(_line, found.fields)
    if any(one.alpha is not None and one.records < _FEW for one in found.fields):
        lines.append(f"A figure on fewer than {_FEW} records says little.")
    if found.differences:
        lines += ["", "Where coders differ:"]
    for one in found.differences[:_MOST_DIFFERENCES]:
        told = ", ".join(f"{who}: {value}" for who, value in one.values.items())
        lines.append(f"  {one.field}: {told} [{one.record} “{one.heading}”]")
    if len(found.differences) > _MOST_DIFFERENCES:
        lines.append(f"  and {len(found.differences) - _MOST_DIFFERENCES} more; --json has all")
    for record, told_of in found.changed.items():
        lines.append(f"  {record}: {' '.join(told_of)}")
    return lines + ([_lost(found.lost)] if found.lost else [])


def _line(one: FieldAgreement) -> str:
    agreed = "" if one.agreed is None else f"{100 * one.agreed:.1f} %"
    alpha = "" if one.alpha is None else f"{one.alpha:.3f}"
    line = f"{one.field:<22}{one.level:<10}{one.records:>7}{agreed:>9}{alpha:>9}  {one.because}"
    return line.rstrip()


def _lost(number: int) -> str:
    from headwater.show.view import plural

    return f"{plural(number, 'value')} left out: the words that they were coded of head no event of the case any more."


def _print(value: object) -> None:
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
