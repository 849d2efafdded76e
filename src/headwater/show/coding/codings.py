"""What coders have set so far: judgements of the kind ``code``, by the event in which their words now stand.

A coding points at the words of the claim that headed its record. Groups change when articles come, words do not:
the coding goes where its words are, and whether the reports are still those that the coder had is told by ``state``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.records.ids import row_id
from headwater.show.coding.fields import FIELDS, NONE, compared
from headwater.show.exports.events import Event
from headwater.show.view import CaseView, Row, plural

SEEN = "seen"
"""In place of a field: the state of the record when a sheet was taken; its line shares coder and time with the values."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One value of one coder that stands. ``state`` is that of the record as the coder had it, "" where not known."""

    id: str
    field: str
    coder: str
    value: str
    when: str
    why: str
    state: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What coders come to for one field: the value where all agree, else none and who coded what."""

    value: str | None
    coders: list[str]
    differ: str


class Codings:
    """Codings of a case, by the group, or lead in no group, in which their words stand."""

    def __init__(self, whole: CaseView) -> None:
        self._words = Words(whole)
        self.of: dict[str, list[Coding]] = {}
        self.lost: list[Row] = []
        """Codings whose words are in no event of the case any more."""
        rows = [row for row in whole.rows("judgements") if row["kind"] == "code"]
        states = {_sheet(row): row["value"] for row in rows if row["name"] == SEEN}
        latest: dict[tuple[str, str, str], Coding] = {}
        for row in rows:
            if row["status"] != "obeyed" or row["name"] not in FIELDS:
                continue
            event = self._words.event_at(row["at"][0])
            if event is None:
                self.lost.append(row)
                continue
            latest[event, row["name"], row["who"]] = Coding(
                row["id"], row["name"], row["who"], row["value"], row["when"], row["why"],
                states.get(_sheet(row), ""),
            )  # fmt: skip
        for (event, _, _), coding in latest.items():
            self.of.setdefault(event, []).append(coding)

    def by_field(self, event: str) -> dict[str, list[Coding]]:
        """The codings of one event by field, coders in the order of their names."""
        found: dict[str, list[Coding]] = {}
        for coding in sorted(self.of.get(event, []), key=lambda one: (one.coder, one.field)):
            found.setdefault(coding.field, []).append(coding)
        return found

    def settled(self, event: str) -> dict[str, Settled]:
        """What coders come to, by field, in the order of the fields."""
        given = self.by_field(event)
        return {name: _settled(name, given[name]) for name in FIELDS if name in given}


def _sheet(row: Row) -> tuple[str, str, str, str]:
    """A record of a sheet that was taken: the judgements made of it share coder, time and words."""
    anchor = row["at"][0]
    return row["who"], row["when"], anchor["article"], anchor["text"]


def _settled(name: str, given: Sequence[Coding]) -> Settled:
    coders = [one.coder for one in given]
    if len({(compared(FIELDS[name], one.value), one.value == NONE) for one in given}) == 1:
        return Settled(given[0].value, coders, "")
    return Settled(None, coders, f"{name} ({', '.join(f'{one.coder}: {one.value}' for one in given)})")


class Words:
    """Finds the claim that has the words of an anchor, and the event in which it stands."""

    def __init__(self, whole: CaseView) -> None:
        self._view = whole
        self._article = {row["sha256"]: row["id"] for row in reversed(whole.rows("articles"))}
        self._article |= {id_: id_ for id_ in whole.articles}
        self._claims: dict[tuple[str, str], list[Row]] = {}
        self._records: dict[str, Row] = {}
        self._record_of: dict[str, str] = {}
        for row in sorted(whole.rows("claims"), key=lambda row: (row["article"], row["start"], row["id"])):
            words = _folded(row["text"])
            same = self._claims.setdefault((row["article"], words), [])
            record = row_id("ev", whole.articles[row["article"]]["sha256"], words, len(same))
            same.append(row)
            self._records[record] = row
            self._record_of[row["id"]] = record

    def record_of(self, claim: Row) -> str:
        """The id of a record that a claim heads: made of its words, so that no regrouping changes it."""
        return self._record_of[claim["id"]]

    def claim_of(self, record: str) -> Row | None:
        """The claim that headed the record with this id, wherever it stands now."""
        return self._records.get(record)

    def event_at(self, anchor: Row) -> str | None:
        """The id of the group, or lead in no group, in which an anchor's words stand; None where they are in none."""
        article = self._article.get(anchor["article"]) or self._article.get(anchor["sha256"] or "", "")
        same = self._claims.get((article, _folded(anchor["text"] or "")), [])
        place = anchor["start"] or 0
        for claim in sorted(same, key=lambda row: (abs(row["start"] - place), row["id"])):
            if event := self.event_of(claim):
                return event
        return None

    def event_of(self, claim: Row) -> str | None:
        """The id of the group on an incident in which a claim lies; of a lead in none, its own."""
        group = self._view.group_of_claim.get(claim["id"])
        if group:
            return str(group["id"]) if group.get("about") != "statement" else None
        return str(claim["id"]) if claim["lead"] else None


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def state_of(event: Event) -> str:
    """Which reports an event has, in short: "3-9f2c11d0aa47"; the same for the same bytes in any order."""
    hashes = sorted(report["sha256"] for report in event.reports)
    digest = hashlib.blake2b("\n".join(hashes).encode(), digest_size=6).hexdigest()
    return f"{len(hashes)}-{digest}"


def changed_since(state: str, now: str, coder: str) -> str:
    """What changed in a record's reports since a coder had it, as a sentence; "" where nothing did."""
    if not state or state == now:
        return ""
    before, after = state.partition("-")[0], now.partition("-")[0]
    if before == after:
        return f"Other reports than when {coder} coded it, as many as then: {after}."
    return f"{plural(int(before), 'report')} when {coder} coded it, {after} now."


def changes(codings: Sequence[Coding], now: str) -> list[str]:
    """The same for all coders of a record, each said once."""
    told: Iterator[str] = (changed_since(one.state, now, one.coder) for one in codings)
    return sorted(set(filter(None, told)))
