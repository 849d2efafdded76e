"""What a headline says that its sources may lack: actors, labels that judge, events, figures."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.changes.names import named_in
from headwater.origins.changes.numbers import NumberMark, same_number, trivial
from headwater.origins.changes.passages import Reading

_JUDGING = (
    "terrorist",
    "takfiri",
    "extremist",
    "mercenary",
    "thug",
    "regime",
    "occupation",
    "suicide_bomber",
    "illegal",
    "rioter",
)
_EVENTS = ("killed", "injured", "captured")
"""What was done to people; with what was handed over or only offered, where the sources tell another, it is another event."""


def asks(headline: Reading) -> bool:
    """Whether a headline has anything that its sources could lack: else they need not be read."""
    return (
        any(name.known and name.kind in ("actor", "person") for name in headline.names)
        or bool([*headline.of("label", *_JUDGING), *headline.of("role", *_EVENTS)])
        or bool(headline.of("transfer", "delivered"))
        or any(number.unit == "people" and not trivial(number) for number in headline.numbers)
    )


def missing_in(headline: Reading, said: Reading) -> str | None:
    """The first thing in a headline that no cited source says: an actor, a label that judges, an event, a figure."""
    for name in headline.names:
        if name.known and name.kind in ("actor", "person") and not named_in(name, said):
            return f"“{name.text}”"
    labels = {m.key for m in said.of("label")}
    for mark in headline.of("label", *_JUDGING):
        if mark.key not in labels:
            return f"“{headline.text(mark.start, mark.end)}”"
    for mark in (*headline.of("role", *_EVENTS), *headline.of("transfer", "delivered")):
        told = {m.key for m in said.of(mark.facet, *_EVENTS, "delivered", "offered")}
        if told and mark.key not in told:
            return f"“{headline.text(mark.start, mark.end)}”"
    for number in headline.numbers:
        if number.unit == "people" and not trivial(number) and not _counted(number, said):
            return f"“{headline.text(number.start, number.end)}”"
    return None


def all_said(headline: Reading, said: Sequence[Reading]) -> bool:
    """Whether a few passages say all that ``missing_in`` asks for: then it finds nothing in them and any others."""
    labels = {mark.key for one in said for mark in one.of("label")}
    done = {
        mark.key for one in said for mark in (*one.of("role", *_EVENTS), *one.of("transfer", "delivered"))
    }
    return (
        labels.issuperset(mark.key for mark in headline.of("label", *_JUDGING))
        and done.issuperset(
            mark.key for mark in (*headline.of("role", *_EVENTS), *headline.of("transfer", "delivered"))
        )
        and all(
            any(_counted(number, one) for one in said)
            for number in headline.numbers
            if number.unit == "people" and not trivial(number)
        )
        and all(
            any(named_in(name, one) for one in said)
            for name in headline.names
            if name.known and name.kind in ("actor", "person")
        )
    )


def _counted(number: NumberMark, said: Reading) -> bool:
    """Whether the sources give a figure, or two figures that make it up ("17 and a child": 18)."""
    values = {n.value for n in said.numbers} | {1}
    summed = any(number.value - value in values for value in values)
    return summed or any(same_number(number, other) for other in said.numbers)
