"""What changed between two states of a case: reports, groups and their counts, edges, corrections, judgements.

Groups have ids that hang on their claims, so a group is matched with the one of before that shares most of its
claims. Why a count moved is told by what is in the one case and not in the other: a report with an origin of its
own, an edge, a judgement, a group that took another in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from headwater.show.masking import Masking
from headwater.show.view import CaseView, Row, clipped, count_words, listed, outlet_of

_UPSTREAM = ("retracted", "corrected", "changed_since")
"""Kinds of findings that tell of a text that was taken back, put right or printed anew."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: what it is, the rows that it is about, and a sentence for a reader."""

    kind: str
    ids: list[str]
    says: str
    why: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)


def differences(old: CaseView, new: CaseView) -> list[Change]:
    """All that changed from ``old`` to ``new``, what weighs most first; names of private persons are masked."""
    bench = _Bench(old, new)
    return [
        *bench.groups(),
        *bench.texts_that_came(),
        *bench.upstream(),
        *bench.reports(),
        *bench.edges(),
        *bench.judgements(),
        *bench.tasks(),
    ]


class _Bench:
    """Both cases, and what each row of the newer is in the older."""

    def __init__(self, old: CaseView, new: CaseView) -> None:
        self.old, self.new = old, new
        self._was, self._is = Masking(old), Masking(new)
        self._edges = _edge_keys(new) - _edge_keys(old)
        self._gone_edges = _edge_keys(old) - _edge_keys(new)
        self._came = _texts_that_came(old, new, self._gone_edges, self._edges)
        self._told: set[tuple[str, str]] = set()
        known = {row["id"]: row["status"] for row in old.rows("judgements")}
        self._judged = [
            row
            for row in new.rows("judgements")
            if row["kind"] != "code" and known.get(row["id"]) != row["status"]  # codings move nothing
        ]

    # groups

    def groups(self) -> Iterator[Change]:
        """Groups of several reports that are new, gone, or counted otherwise."""
        before = dict(_pairs(self.old, self.new))
        for group in self.new.groups_by_size:
            earlier = [self.old.by_id[id_][1] for id_ in before.get(group["id"], [])]
            if len(group["articles"]) < 2 and not earlier:
                continue
            if not earlier:
                yield self._new_group(group)
            elif _count(group) != _count(earlier[0]):
                yield self._moved(group, earlier)
        kept = {id_ for ids in before.values() for id_ in ids}
        for group in self.old.groups_by_size:
            if group["id"] not in kept and len(group["articles"]) > 1:
                says = f"No longer a group: “{self._heading(self.old, self._was, group)}”."
                yield Change("group_gone", [group["id"]], says)

    def _new_group(self, group: Row) -> Change:
        many = len(group["articles"])
        says = (
            f"New: {many} reports on “{self._heading(self.new, self._is, group)}”; separate origins "
            f"{count_words(group['separate_origins'])}."
        )
        return Change("group_new", [group["id"]], says)

    def _moved(self, group: Row, earlier: list[Row]) -> Change:
        first = earlier[0]
        says = (
            f"“{self._heading(self.new, self._is, group)}”: separate origins were "
            f"{count_words(first['separate_origins'])}, and are {count_words(group['separate_origins'])}; "
            f"{len(first['articles'])} reports became {len(group['articles'])}."
        )
        why = list(self._why(group, earlier))
        return Change("count_moved", [group["id"], first["id"]], says, why)

    def _why(self, group: Row, earlier: list[Row]) -> Iterator[str]:
        had = {article for row in earlier for article in row["articles"]}
        came = [id_ for id_ in group["articles"] if id_ not in had]
        left = [id_ for id_ in earlier[0]["articles"] if id_ not in group["articles"]]
        yield from self._origins(group, earlier, came)
        if came:
            yield f"Reports that came: {self._outlets(self.new, self._is, came)}."
        if left:
            yield f"Reports that left: {self._outlets(self.old, self._was, left)}."
        if len(earlier) > 1:
            yield f"{len(earlier)} groups became one."
        inside = set(group["articles"])
        here = {(child, self._came[child, parent]) for child, parent in self._came}
        for view, masking, keys, verb in (
            (self.new, self._is, self._edges - here, "New"),
            (self.old, self._was, self._gone_edges - set(self._came), "Gone"),
        ):
            for child, parent in sorted(keys):
                if child in inside:
                    self._told.add((child, parent))
                    yield f"{verb}: {self._edge_words(view, masking, child, parent)}."
        for row in self._judged:
            if _about(row) & inside:
                yield f"A judgement by {self._is.said(row['who'])}: {self._is.said(row['because'])}"

    def _origins(self, group: Row, earlier: list[Row], came: list[str]) -> Iterator[str]:
        """Origins that are new to a group or left it, and which report brought them."""
        before = {id_ for row in earlier for id_ in row["origins"]}
        for id_ in group["origins"]:
            row = self.new.row(id_)
            if row and id_ not in before:
                by = [article for article in row["reached_by"] if article in came]
                brought = f", brought by {self._outlets(self.new, self._is, by)}" if by else ""
                yield f"A new origin: {self._is.said(row['name'])}{brought}."
        for id_ in earlier[0]["origins"]:
            gone = self.old.row(id_)
            if gone and id_ not in group["origins"]:
                yield f"No longer an origin of it: {self._was.said(gone['name'])}."

    # what is upstream, reports, edges, judgements, tasks

    def texts_that_came(self) -> Iterator[Change]:
        """Texts that reports stood on and that were missing, and are here now."""
        stand: dict[str, list[tuple[str, str]]] = {}
        for (child, source), parent in self._came.items():
            stand.setdefault(parent, []).append((child, source))
        for parent, on in sorted(stand.items()):
            children = [child for child, _ in on]
            edges = listed([self._edge_words(self.new, self._is, child, parent) for child in children], 6)
            missing = self._was.said(self.old.name_of(on[0][1]))
            yield Change(
                "text_came", [parent, *children], f"A text of {missing} that was missing is here: {edges}."
            )

    def upstream(self) -> Iterator[Change]:
        """Corrections, retractions and new versions, and how many texts stand on what was changed."""
        known = {row["id"] for row in self.old.rows("findings")}
        for row in self.new.rows("findings"):
            if row["kind"] in _UPSTREAM and row["id"] not in known:
                on = sorted(_descendants(self.new, row["article"])) if row["article"] else []
                stands = f" On it stand {self._outlets(self.new, self._is, on)}." if on else ""
                yield Change(row["kind"], [row["id"]], f"{self._is.said(row['because'])}{stands}")

    def reports(self) -> Iterator[Change]:
        """Articles that are here and were not, and the other way."""
        for kind, view, other, masking, verb in (
            ("report_new", self.new, self.old, self._is, "New report"),
            ("report_gone", self.old, self.new, self._was, "No longer in the case"),
        ):
            for article in view.ordered:
                if article["id"] not in other.articles:
                    title = masking.line(article["title"], 100)
                    yield Change(
                        kind, [article["id"]], f"{verb}: “{title}” ({masking.said(outlet_of(article))})."
                    )

    def edges(self) -> Iterator[Change]:
        """Edges between texts that both cases have, but for those that were told as why a count moved."""
        both = set(self.old.articles) & set(self.new.articles)
        came = set(self._came) | {(child, parent) for (child, _), parent in self._came.items()}
        for kind, keys, view, masking, verb in (
            ("edge_new", self._edges, self.new, self._is, "Now read as descent"),
            ("edge_gone", self._gone_edges, self.old, self._was, "No longer read as descent"),
        ):
            for child, parent in sorted(keys):
                if child in both and (child, parent) not in self._told | came:
                    told = f"{verb}: {self._edge_words(view, masking, child, parent)}."
                    yield Change(kind, [child, parent], told)

    def judgements(self) -> Iterator[Change]:
        """Judgements that are new, or of which something else came."""
        for row in self._judged:
            says = f"{self._is.said(row['who'])} judged ({row['kind'].replace('_', ' ')}), {row['status'].replace('_', ' ')}: {self._is.said(row['because'])}"
            yield Change("judgement", [row["id"]], says)

    def tasks(self) -> Iterator[Change]:
        """What is to be found now, and what no longer is."""
        old, new = ({row["what"]: row["id"] for row in view.rows("to_find")} for view in (self.old, self.new))
        for what in new:
            if what not in old:
                yield Change("to_find_new", [new[what]], f"To find now: {self._is.said(what)}.")
        for what in old:
            if what not in new:
                yield Change("to_find_done", [old[what]], f"No longer to find: {self._was.said(what)}.")

    # words

    def _heading(self, view: CaseView, masking: Masking, group: Row) -> str:
        return masking.line(clipped(view.heading(group)["text"], 300), 110)

    def _outlets(self, view: CaseView, masking: Masking, ids: Iterable[str]) -> str:
        return listed(dict.fromkeys(masking.said(view.name_of(id_)) for id_ in ids), 6)

    def _edge_words(self, view: CaseView, masking: Masking, child: str, parent: str) -> str:
        row = next(edge for edge in view.parents[child] if edge["parent"] == parent)
        told = "declared" if row["declared"] else "inferred"
        told = f"judged by {masking.said(row['confirmed_by'][0])}" if row.get("confirmed_by") else told
        names = [masking.said(view.name_of(id_)) for id_ in (child, parent)]
        return f"{names[0]} from {names[1]} ({row['kind']}, {told})"


def _count(group: Row) -> tuple[int, int, int]:
    found = group["separate_origins"]
    return found["min"], found["best"], found["max"]


def _edge_keys(view: CaseView) -> set[tuple[str, str]]:
    return {(row["child"], row["parent"]) for row in view.rows("derivations")}


def _texts_that_came(
    old: CaseView, new: CaseView, gone: set[tuple[str, str]], edges: set[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Edges to a source that was unseen, each with the article of that outlet which the child comes from now."""
    found = {}
    for child, source in sorted(gone):
        if source in old.articles:
            continue
        name = old.name_of(source).casefold()
        arrived = sorted(
            parent
            for one, parent in edges
            if one == child and parent not in old.articles and new.name_of(parent).casefold() == name
        )
        if arrived:
            found[child, source] = arrived[0]
    return found


def _pairs(old: CaseView, new: CaseView) -> Iterator[tuple[str, list[str]]]:
    """For each new group the old ones that it holds most claims of, the one with most first."""
    home: dict[str, dict[str, int]] = {}
    for group in old.groups_by_size:
        now: dict[str, int] = {}
        for claim in group["claims"]:
            held = new.group_of_claim.get(claim)
            if held:
                now[held["id"]] = now.get(held["id"], 0) + 1
        if now:
            best = min(now, key=lambda id_: (-now[id_], id_))
            home.setdefault(best, {})[group["id"]] = now[best]
    for id_, earlier in home.items():
        yield id_, sorted(earlier, key=lambda one: (-earlier[one], one))


def _descendants(view: CaseView, article: str) -> set[str]:
    """Texts that came from an article, however far."""
    found: set[str] = set()
    waiting = [article]
    while waiting:
        for edge in view.children.get(waiting.pop(), []):
            if edge["child"] not in found and edge["directed"]:
                found.add(edge["child"])
                waiting.append(edge["child"])
    return found - {article}


def _about(row: Row) -> set[str]:
    return {anchor["article"] for anchor in (*row.get("at", []), *row["mentions"])}
