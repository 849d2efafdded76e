"""When an article was published: what its text prints, what its file says, and which of them is believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from headwater.articles.bounds import Proof
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import DateClaim
from headwater.articles.stretches import Stretch
from headwater.records.articles import DatePrecision, Published
from headwater.text.dates import days_between, find_dates, parse_instant, plain_digits

_CLOCK_ZERO = ("1970-01-01", "1969-12-31", "0001-01-01", "1900-01-01")
_LAST_YEAR = 2100
_SHORT_LAG = 3  # days between publication and last update that leave a metadata date believable


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date that the text itself prints as its own: span, value, whether it is the last update, and its words."""

    start: int
    end: int
    value: str
    updated: bool
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The date believed, and one sentence for each date that is not."""

    published: Published
    disbelieved: list[str] = field(default_factory=list)
    disagreement: str | None = None


def printed_dates(pieces: Sequence[Stretch]) -> list[PrintedDate]:
    """The dates that head and foot print."""
    return [
        PrintedDate(piece.start, piece.end, piece.value, piece.role == "updated", piece.words)
        for piece in sorted(pieces, key=lambda piece: piece.role == "dateline")
        if piece.value and piece.role in ("date", "updated", "dateline")
    ]


def decide(
    printed: Sequence[PrintedDate], claims: Sequence[DateClaim], proof: Proof | None, config: ArticlesConfig
) -> Verdict:
    """The publication date, the text's own word before the file's."""
    disbelieved: list[str] = []
    own = [one for one in printed if not _refuse(one.value, config, disbelieved, "printed in the text")]
    given: list[tuple[str, DatePrecision, str]] = []
    weak: list[tuple[str, DatePrecision, str]] = []
    for claim in claims:
        value, precision = read_claim(claim.value)
        if value is None:
            disbelieved.append(f"the date {claim.value[:40]!r} {claim.how} cannot be read")
        elif not _refuse(value, config, disbelieved, claim.how):
            (weak if claim.weak else given).append((value, precision, claim.how))
    not_before = proof.day if proof else None
    first = next((one for one in own if not one.updated), None)
    updated = next((one for one in own if one.updated), None)
    if first:
        return _from_text(first, updated, given, not_before, disbelieved)
    if updated:
        return _from_update(updated, given, not_before, disbelieved)
    return _from_file([*given, *weak], proof, disbelieved)


def read_claim(value: str) -> tuple[str | None, DatePrecision]:
    """A metadata date as ISO 8601 with its precision; None where it is no date."""
    value = plain_digits(value.strip())
    instant = parse_instant(value)
    if instant:
        return instant, "instant" if "T" in instant else "day"
    if len(value) == 4 and value.isdecimal():
        return value, "year"
    month = value[5:]
    if len(value) == 7 and value[4] == "-" and (value[:4] + month).isdecimal() and 1 <= int(month) <= 12:
        return value, "month"
    found = find_dates(value[:80])
    return (found[0].value, found[0].precision) if found else (None, "none")


def _refuse(value: str, config: ArticlesConfig, notes: list[str], where: str) -> bool:
    """Whether a date is not believed for what it is; adds the reason."""
    if value[:10] in _CLOCK_ZERO:
        notes.append(f"the date {value[:10]} {where} is a clock's zero, not a day of publication")
    elif int(value[:4]) < config.earliest_year or int(value[:4]) > _LAST_YEAR:
        notes.append(
            f"the date {value[:10]} {where} lies outside the years {config.earliest_year} to {_LAST_YEAR}"
        )
    elif config.latest_date and value[: len(config.latest_date)] > config.latest_date:
        notes.append(f"the date {value[:10]} {where} lies after {config.latest_date}, in the future")
    else:
        return False
    return True


def _from_text(
    own: PrintedDate,
    updated: PrintedDate | None,
    given: Sequence[tuple[str, DatePrecision, str]],
    not_before: str | None,
    disbelieved: list[str],
) -> Verdict:
    how = f'printed in the text: "{own.words}"'
    value, precision = own.value, _precision(own.value)
    disagreement = None
    for other, other_precision, where in given[:1]:
        if other[:10] == value[:10]:
            value, precision = (
                (other, other_precision) if other_precision == "instant" else (value, precision)
            )
            how += f", and {where}"
        elif not value.startswith(other):
            how += f"; {other[:10]} is {where}"
            if other_precision not in ("day", "instant") or abs(days_between(value, other)) > 1:
                disagreement = (
                    f'the text prints "{own.words}", but {other[:10]} is {where}; the text is followed'
                )
    not_after = updated.value[:10] if updated and updated.value[:10] >= value[:10] else None
    return Verdict(Published(value, precision, how, not_before, not_after), disbelieved, disagreement)


def _from_update(
    updated: PrintedDate,
    given: Sequence[tuple[str, DatePrecision, str]],
    not_before: str | None,
    disbelieved: list[str],
) -> Verdict:
    """The day of the last update bounds the date above; a file's date shortly before it is believed."""
    day = updated.value[:10]
    for value, precision, where in given[:1]:
        if precision in ("day", "instant") and 0 <= days_between(value, day) <= _SHORT_LAG:
            return Verdict(
                Published(value, precision, f"{where}; last updated {day}", not_before, day), disbelieved
            )
        how = f'printed in the text as its last update: "{updated.words}"; {value[:10]} is {where}'
        disagreement = f'the text says "{updated.words}", but {value[:10]} is {where}; the text is followed'
        return Verdict(
            Published(updated.value, _precision(updated.value), how, not_before, day),
            disbelieved,
            disagreement,
        )
    how = f'printed in the text as its last update: "{updated.words}"'
    return Verdict(Published(updated.value, _precision(updated.value), how, not_before, day), disbelieved)


def _from_file(
    given: Sequence[tuple[str, DatePrecision, str]], proof: Proof | None, disbelieved: list[str]
) -> Verdict:
    not_before = proof.day if proof else None
    for value, precision, where in given:
        if proof and precision in ("day", "instant") and days_between(value, proof.day) > 1:
            disbelieved.append(f"the date {value[:10]} {where} cannot be: {proof.because}")
            continue
        return Verdict(Published(value, precision, where, not_before, None), disbelieved)
    how = f"not stated; not before {proof.day}: {proof.because}" if proof else "not stated"
    return Verdict(Published(None, "none", how, not_before, None), disbelieved)


def _precision(value: str) -> DatePrecision:
    return {4: "year", 7: "month", 10: "day"}.get(len(value), "instant")  # type: ignore[return-value]


def dates_of(published: Published) -> Iterator[str]:
    """The days that are known of a publication: its date, or its bounds."""
    for value in (published.value, published.not_before):
        if value and len(value) >= 10:
            yield value[:10]
            return
