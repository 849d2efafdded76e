"""What is so in a simulated case, in the shape of ``examples/*/truth.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from headwater.simulation.ecology import Ecology
from headwater.simulation.lines import ANONYMOUS, Source, Told, source_words
from headwater.simulation.printing import Printed

Row = dict[str, Any]

LISTS = ("articles", "edges", "groups", "leads", "conflicts", "findings", "parts")
"""The lists of the file, in its order."""

_MOST_KEPT = 3


def truth_of(ecology: Ecology, printed: Mapping[int, Printed], file: str) -> Iterator[tuple[str, Row]]:
    """The rows of one incident, each with the list that it belongs to. ``printed`` lacks the unseen report."""
    for place, article in printed.items():
        yield "articles", _article(article, file)
        yield "leads", _lead(article)
        yield from (("edges", edge) for edge in _edges(ecology, place, printed))
        if article.report.published is None:
            yield "findings", _finding("undated", [article], None, "The article has no date.")
    if len(printed) > 1:
        yield from _together(ecology, printed)


def _article(article: Printed, file: str) -> Row:
    report = article.report
    day = report.published.isoformat() if report.published else None
    return {"id": report.id, "file": file, "lang": [report.lang], "publisher": report.outlet.publisher,
            "published": day, "title": article.title, "habits": list(report.habits)}  # fmt: skip


def _lead(article: Printed) -> Row:
    lead = article.line("lead")
    assert lead is not None
    names = source_names(lead.line.source, article.report.lang)
    return {
        "article": article.report.id,
        "words": lead.clause(),
        "chain": [{"names": names}] if names else [],
    }


def source_names(source: Source | None, lang: str) -> list[str]:
    """What a source may be called, its own name first."""
    if source is None:
        return []
    if source.name is not None:
        return list(dict.fromkeys([source.name.written(lang), source.name.latin]))
    words = source_words(source, lang)
    return [words, words.split(" ", 1)[-1]] if " " in words else [words]


def _edges(ecology: Ecology, place: int, printed: Mapping[int, Printed]) -> Iterator[Row]:
    child = printed[place]
    report = child.report
    if report.parent is not None:
        parent = ecology.reports[report.parent]
        unseen = report.parent == ecology.unseen
        told = printed.get(report.parent)
        yield {
            "child": report.id,
            "parent": None if unseen else parent.id,
            **({"unseen": parent.outlet.name.latin, "names": _brands(parent.outlet.name)} if unseen else {}),
            "kind": report.kind,
            "also_kinds": _also(report.habits, unseen),
            "declared": report.declared,
            "directed": True,
            "habits": list(report.habits),
            "because": f"The article was made by these habits: {', '.join(report.habits)}.",
            "changes": [] if told is None else list(_changes(told, child)),
            "kept": [] if told is None else list(_kept(told, child))[:_MOST_KEPT],
        }
    if ecology.circle and place in ecology.circle:
        other = ecology.circle[1 - ecology.circle.index(place)]
        yield {
            "child": report.id, "parent": printed[other].report.id, "kind": "citation", "also_kinds": ["quote"],
            "declared": True, "directed": True, "habits": ["circulate"],
            "because": "The two give a higher number on each other's word.", "changes": [], "kept": [],
        }  # fmt: skip


def _brands(name: Any) -> list[str]:
    return [name.latin, name.arabic, name.cyrillic]


def _also(habits: tuple[str, ...], unseen: bool) -> list[str]:
    if unseen:  # nobody who lacks the parent's text can tell
        return ["copy", "rewrite", "translation", "citation", "quote"]
    return {"trim": ["rewrite"], "rewrite": ["copy"], "cite": ["quote"]}.get(habits[0], [])


def _pairs(parent: Printed, child: Printed) -> Iterator[tuple[Told, Told]]:
    by_key = {told.line.key: told for told in parent.told}
    for told in child.told:
        if told.line.key in by_key:
            yield by_key[told.line.key], told


def _change(kind: str, slot: str, before: Told | None, after: Told | None, optional: bool = False) -> Row:
    row: Row = {"kind": kind, "slot": slot, "parent": before.clause() if before else None,
                "child": after.clause() if after else None}  # fmt: skip
    return row | ({"optional": True} if optional else {})


def _changes(parent: Printed, child: Printed) -> Iterator[Row]:
    """What differs between two articles, line by line of the story."""
    cited = child.report.kind == "citation"
    for before, after in _pairs(parent, child):
        one, two = before.line, after.line
        title = one.key == "title"
        a, b = one.clauses[0], two.clauses[0]
        if one.key != "circle" and a.n != b.n and a.section != "colour":
            yield _change(
                "number_changed", "quantity" if a.name == "arms" else "killed", before, after, title
            )
        if b.loaded and not a.loaded:
            yield _change("relabelled", "label", before, after)
        if a.hedged and not b.hedged:
            yield _change("hedge_dropped", "certainty", before, after)
        if one.source != two.source:
            kind = "source_dropped" if two.source is None else "source_changed"
            row = _change(kind, "source", before, after, cited or one.key != "lead")
            yield row | {"parent": before.text, "child": after.text}
    said = {told.line.key for told in child.told}
    for before in parent.told:
        if before.line.key not in said:
            yield _change("omitted", "other", before, None, True)


def _kept(parent: Printed, child: Printed) -> Iterator[Row]:
    for before, after in _pairs(parent, child):
        if before.line.key != "title" and before.line.clauses[0].statement == after.line.clauses[0].statement:
            a, b = before.line.clauses[0], after.line.clauses[0]
            same = (a.n, a.loaded, a.hedged) == (b.n, b.loaded, b.hedged)
            if same and before.line.source == after.line.source:
                yield {"parent": before.clause(), "child": after.clause()}


def _roots(ecology: Ecology, place: int) -> int:
    """The witness on whose word a report stands."""
    while (parent := ecology.reports[place].parent) is not None:
        place = parent
    root = ecology.reports[place].root
    assert root is not None
    return root


def _together(ecology: Ecology, printed: Mapping[int, Printed]) -> Iterator[tuple[str, Row]]:
    group = f"incident-{ecology.event.number}"
    reached: dict[int, list[int]] = {}
    for place in printed:
        reached.setdefault(_roots(ecology, place), []).append(place)
    witnesses = {root: ecology.event.witnesses[root] for root in sorted(reached)}
    yield "groups", _group(ecology, group, printed, reached)
    if len(witnesses) == 1:
        yield "findings", _finding("single_origin", list(printed.values()), group, "One witness told them all.")  # fmt: skip
    if ecology.circle:
        both = [printed[place] for place in ecology.circle]
        yield "findings", _finding("circular", both, group, "The two cite each other for a number.")
    values: dict[int, dict[str, str]] = {}
    for article in printed.values():
        lead = article.line("lead")
        assert lead is not None
        values.setdefault(lead.line.clauses[0].n or 0, {})[article.report.id] = lead.clause()
    if len(values) > 1 and ecology.event.kind != "arms":
        sides = [{"value": str(n), "words": words} for n, words in sorted(values.items())]
        yield "conflicts", {"group": group, "slot": "killed", "also": [], "sides": sides,
                            "because": "Their leads count different numbers of dead."}  # fmt: skip


def _group(
    ecology: Ecology, group: str, printed: Mapping[int, Printed], reached: Mapping[int, list[int]]
) -> Row:
    event = ecology.event
    sources = {root: event.witnesses[root][0] for root in sorted(reached)}
    unnamed = sum(source.kind in ANONYMOUS for source in sources.values())
    adrift = sum(bool({"miscite", "unsource"} & set(a.report.habits)) for a in printed.values())
    named = len(sources) - unnamed
    origins = [
        {"name": source.name.latin if source.name else source_words(source, "en"),
         "kind": "named" if source.name else "anonymous", "party": False,
         "reached_by": [printed[place].report.id for place in reached[root]]}
        for root, source in sources.items()
    ]  # fmt: skip
    return {
        "id": group,
        "incident": f"{event.kind} at {event.place.latin}, {event.day.isoformat()}",
        "articles": [article.report.id for article in printed.values()],
        "counted_claim": f"{event.kind} at {event.place.latin}",
        "separate_origins": {
            "min": max(1, named),
            "best": len(sources),
            "max": len(sources) + adrift,
        },
        "because": {
            "min": "Unnamed witnesses may be among the named ones.",
            "best": "So many witnesses were asked.",
            "max": "Reports that name another source or none may stand on somebody else.",
        },
        "origins": origins,
        "counts": [],
    }


def _finding(kind: str, articles: list[Printed], group: str | None, because: str) -> Row:
    return {"kind": kind, "articles": [a.report.id for a in articles], "group": group, "words": None,
            "because": because}  # fmt: skip
