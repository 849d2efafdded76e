"""One simulated article as reading would give it: sentences, parts, credits, attributions, claims, slots, names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from headwater.records.articles import Article, Credit, Part, Published, Sentence
from headwater.records.claims import Attribution, Claim, SourceKind
from headwater.records.entities import AttributionEntity, Mention, MentionEntity
from headwater.records.ids import row_id
from headwater.records.matches import Actor, ClaimSlots, ClaimTime, Frame, Place, Quantity, QuantityRole
from headwater.records.spans import Span
from headwater.simulation.lines import Told
from headwater.simulation.people import TYPE_OF, People, entity_of
from headwater.simulation.printing import Printed

_BECAUSE = "The simulation wrote it so."
_FRAMES: dict[str, Frame] = {
    "shelling": "attack", "blast": "attack", "ambush": "attack", "collapse": "other", "arms": "transfer",
    "blame": "attack", "denial": "statement", "background": "attack", "injured": "attack",
}  # fmt: skip
_ROLES: dict[str, QuantityRole] = {"arms": "weapons", "injured": "injured", "waiting": "other", "background": "killed"}  # fmt: skip
_SOURCES: dict[str, SourceKind] = {
    "residents": "anonymous", "official": "official_unnamed", "outlet": "media", "agency": "media",
}  # fmt: skip


def rows_of(article: Printed, people: People) -> Iterator[Any]:
    """All rows of one article but its vectors."""
    report, text = article.report, article.text
    part = row_id("pt", report.id)
    day = report.published.isoformat() if report.published else None
    yield Article(
        report.id, "articles.jsonl", None, hashlib.sha256(text.encode()).hexdigest(), article.title, text,
        report.outlet.publisher, None, Published(day, "day" if day else "none", "the row's published"),
        [report.lang], [], [], "row",
    )  # fmt: skip
    yield Part(part, report.id, 0, len(text), "body", report.lang, None, _BECAUSE)
    for index, told in enumerate(article.told):
        yield Sentence(
            report.id, index, told.start, told.start + len(told.text), report.lang, part, index == 0
        )
        yield from _names(article, told)
        yield from _claims(article, told, index, part)
    if article.credit:
        credit = article.credit
        start = text.rindex("\n\n") + 2
        yield Sentence(report.id, len(article.told), start, len(text), report.lang, part, False)
        yield Credit(row_id("cr", report.id), report.id, part, credit.kind, credit.name, None,  # type: ignore[arg-type]
                     credit.start, credit.end, _BECAUSE)  # fmt: skip


def _names(article: Printed, told: Told) -> Iterator[Mention | MentionEntity]:
    report = article.report
    for name, start, end, slot in told.names:
        at, to = told.start + start, told.start + end
        key = row_id("mn", report.id, at)
        yield Mention(key, report.id, article.text[at:to], at, to, report.lang, TYPE_OF[slot], None, None,
                      "shape", _BECAUSE)  # fmt: skip
        yield MentionEntity(report.id, key, entity_of(slot, name), "confirmed", 1.0, _BECAUSE)


def _span(article: Printed, start: int, end: int) -> Span:
    return Span(article.text[start:end], start, end)


def _claims(article: Printed, told: Told, index: int, part: str) -> Iterator[Any]:
    report, line = article.report, told.line
    chain: list[str] = []
    if told.source is not None and line.source is not None:
        key = row_id("at", report.id, index)
        chain = [key]
        content = _span(article, *(told.start + place for place in told.clauses[0]))
        source = _span(article, *(told.start + place for place in told.source))
        cue = _span(article, *(told.start + place for place in told.cue)) if told.cue else None
        kind = _SOURCES.get(line.source.kind, "named_person")
        yield Attribution(key, report.id, part, source, cue, content, [content], kind, "indirect", [], "assert",
                          None, source.text, 1.0, _BECAUSE, told_to=None)  # fmt: skip
        if line.source.name is not None:
            slot = "outlet" if kind == "media" else "person"
            yield AttributionEntity(report.id, key, entity_of(slot, line.source.name), _BECAUSE)
    for number in range(len(told.clauses)):
        claim = _claim(article, told, number, index, part, chain)
        yield claim
        yield _slots(article, told, number, claim)


def _claim(article: Printed, told: Told, number: int, index: int, part: str, chain: list[str]) -> Claim:
    report, key = article.report, told.line.key
    start, end = (told.start + place for place in told.clauses[number])
    denies = key == "denial"
    return Claim(
        row_id("cl", report.id, start, end), report.id, part, article.text[start:end], start, end, index,
        report.lang, index == 0, key == "lead", chain if index else [],
        "attributed" if chain else "unattributed",
        "probable" if told.line.clauses[number].hedged else "certain",
        "deny" if denies else "assert", "denies" if denies else "affirms", "happened", [], _BECAUSE,
    )  # fmt: skip


def _slots(article: Printed, told: Told, number: int, claim: Claim) -> ClaimSlots:
    clause, spans = told.line.clauses[number], told.slots[number]
    names = dict(clause.values)
    name = clause.name.removesuffix("_hedged").removesuffix("_flat")
    event_claim = clause.section in ("leads", "titles")
    quantities = []
    if "n" in spans and clause.n is not None and clause.section != "colour":
        start, end = (told.start + place for place in spans["n"])
        role = _ROLES.get(name, "killed")
        quantities.append(
            Quantity(article.text[start:end], start, end, role, clause.n, clause.n, True, None, None,
                     "cumulative" if name == "background" else "incident", None, None)
        )  # fmt: skip
    actors, place = [], None
    if "group" in spans and clause.section != "colour":
        start, end = (told.start + place_ for place_ in spans["group"])
        role_ = "recipient" if name == "arms" else "perpetrator" if name == "blame" else "other"
        actors.append(Actor(article.text[start:end], start, end, role_, entity_of("group", names["group"])))  # type: ignore[arg-type]
    if "place" in spans:
        start, end = (told.start + place_ for place_ in spans["place"])
        place = Place(article.text[start:end], start, end, names["place"].latin, entity_of("place", names["place"]), 1)  # fmt: skip
    return ClaimSlots(
        claim.id, claim.article, _FRAMES.get(name, "other"), quantities, actors, place,
        _time(article, told, number) if event_claim else None, [],
        _counts(article) if claim.lead else [],
    )  # fmt: skip


def _time(article: Printed, told: Told, number: int) -> ClaimTime | None:
    clause, spans = told.line.clauses[number], told.slots[number]
    published = article.report.published
    if "day" not in spans or clause.day is None or published is None:
        return None
    start, end = (told.start + place for place in spans["day"])
    day = (published - timedelta((published.weekday() - clause.day) % 7)).isoformat()
    return ClaimTime(article.text[start:end], start, end, day, day, 1, day)


def _counts(article: Printed) -> list[Quantity]:
    """The counts of the first sentences."""
    found = []
    for told in article.told:
        for clause, spans in zip(told.line.clauses, told.slots, strict=True):
            if "n" in spans and clause.n is not None and clause.section != "colour":
                start, end = (told.start + place for place in spans["n"])
                role = _ROLES.get(clause.name, "killed")
                scope = "cumulative" if clause.name == "background" else "incident"
                found.append(Quantity(article.text[start:end], start, end, role, clause.n, clause.n, True,
                                      None, None, scope, None, None))  # type: ignore[arg-type]  # fmt: skip
    return found
