"""Why: the chain of reasons behind any row of a case, each with its words in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from headwater.records.errors import UnknownId
from headwater.show.masking import Masking
from headwater.show.view import CaseView, Row, clipped, count_words, outlet_of, source_name
from headwater.show.words import (
    ACCESS,
    ACT,
    CERTAINTY,
    CHANGE,
    DERIVATION,
    FINDING,
    JUDGED,
    JUDGEMENT,
    ORIGIN_KIND,
    SLOT,
    SOURCE_KIND,
    STANCE,
    say,
)

_DEEPEST = 6  # levels: a chain of reports longer than this is read by following ids


@dataclass(frozen=True, slots=True)
class Reason:
    """One step: what is said, why, where it stands, and what it rests on."""

    id: str
    what: str
    because: str
    words: str | None = None
    where: str | None = None
    rests_on: list[Reason] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Plain dicts and lists."""
        return {
            "id": self.id,
            "what": self.what,
            "because": self.because,
            "words": self.words,
            "where": self.where,
            "rests_on": [reason.as_json() for reason in self.rests_on],
        }


def reasons(view: CaseView, row_id: str) -> Reason:
    """The chain of reasons behind the row with this id, or the one row whose id begins so.

    Private persons are masked in it, and control characters written out. Raises UnknownId where there is none, or where several rows' ids begin so.
    """
    if row_id in view.by_id:
        return _masked(_reason(view, row_id, 0, frozenset()), Masking(view))
    found = [known for known in view.by_id if known.startswith(row_id)] if row_id else []
    if len(found) == 1:
        return _masked(_reason(view, found[0], 0, frozenset()), Masking(view))
    if found:
        shown = ", ".join(sorted(found)[:5])
        raise UnknownId(f"{len(found)} ids begin with {row_id!r}: {shown} ...; give more of it")
    raise UnknownId(
        f"no row of this case has the id {row_id!r}; ids stand in case.json and beside every row of index.html"
    )


def _masked(reason: Reason, masking: Masking) -> Reason:
    return Reason(
        masking.said(reason.id),
        masking.said(reason.what),
        masking.said(reason.because),
        masking.said(reason.words) if reason.words else None,
        masking.said(reason.where) if reason.where else None,
        [_masked(below, masking) for below in reason.rests_on],
    )


def _reason(view: CaseView, row_id: str, depth: int, above: frozenset[str]) -> Reason:
    kind, row = view.by_id[row_id]
    what, rests_on = _TELLERS[kind](view, row)
    below = (
        []
        if depth >= _DEEPEST
        else [
            _reason(view, other, depth + 1, above | {row_id})
            for other in dict.fromkeys(rests_on)
            if other in view.by_id and other not in above and other != row_id
        ]
    )
    words, where = _words(view, row)
    return Reason(row_id, what, _because(row), words, where, below)


def _because(row: Row) -> str:
    return str(row.get("because") or row.get("what") or "as read from the input")


def _words(view: CaseView, row: Row) -> tuple[str | None, str | None]:
    """The row's own words, and "outlet, characters 10 to 60"."""
    span = row if row.get("start") is not None else row.get("content") or next(iter(row.get("at", ())), None)
    where = (span or {}).get("article") or row.get("article")
    if not span or span["start"] is None or where not in view.articles:
        return None, None
    article = view.articles[where]
    return str(
        span["text"]
    ) if "text" in span else None, f"{outlet_of(article)}, characters {span['start']} to {span['end']}"


Told = tuple[str, Iterable[str]]


def _tell_claim(view: CaseView, row: Row) -> Told:
    sources = [source_name(link) for link in view.chain(row)]
    chain = " ← ".join(sources) if sources else "no source given"
    group = view.group_of_claim.get(row["id"])
    below = [*row["chain"], *row["origins"], *([group["id"]] if group else [])]
    role = "Lead claim" if row["lead"] else "Claim"
    put = [say(CERTAINTY, row["certainty"]), say(STANCE, row["stance"]), say(ACT, row["act"])]
    told = ", ".join(word for word in put if word)
    return f"{role} of {view.name_of(row['article'])}: stands on {chain}; {told}", below


def _tell_attribution(view: CaseView, row: Row) -> Told:
    cue = f" by “{row['cue']['text']}”" if row["cue"] else " by a credit" if row["credit"] else ""
    kind = (
        f"unnamed, {row['anonymous_type']}" if row["anonymous_type"] else say(SOURCE_KIND, row["source_kind"])
    )
    return f"Attribution to {source_name(row)} ({kind}){cue}", [row["parent"]] if row["parent"] else []


def _tell_group(view: CaseView, row: Row) -> Told:
    heading = view.row(row["heading"]) or {"text": ""}
    edges = [e["id"] for article in row["articles"] for e in view.parents.get(article, [])]
    said = f"{row['counted_because']}" if row["counted_because"] else ""
    what = f"Group “{clipped(heading['text'])}”: {len(row['articles'])} reports, separate origins {count_words(row['separate_origins'])}. {said}"
    return what.strip(), [*row["origins"], *edges]


def _tell_derivation(view: CaseView, row: Row) -> Told:
    how = "declared" if row["declared"] else "inferred"
    arrow = "came from" if row["directed"] else "is tied to (direction not known)"
    shared = [r["id"] for r in view.rows("reuse") if {r["a"], r["b"]} == {row["child"], row["parent"]}]
    what = f"{view.name_of(row['child'])} {arrow} {view.name_of(row['parent'])} ({say(DERIVATION, row['kind'])}, {how}, reading confidence {row['score']})"
    return what, [*shared, row["parent"]]


def _tell_origin(view: CaseView, row: Row) -> Told:
    party = f"; speaks for a party: {row['party']['basis']}" if row["party"] else ""
    kind, access = say(ORIGIN_KIND, row["kind"]), say(ACCESS, row["access"])
    return f"Origin: {row['name']} ({kind}, {access}{party})", [row["source"]] if row["source"] else []


def _tell_source(view: CaseView, row: Row) -> Told:
    return f"Source not in this case: {row['name']} ({say(SOURCE_KIND, row['kind'])})", row["cited_by"][:5]


def _tell_pair(noun: str, first: str, second: str) -> Callable[[CaseView, Row], Told]:
    def tell(view: CaseView, row: Row) -> Told:
        sides = [
            f"{outlet_of(view.articles[s['article']])}: “{clipped(s['text'] or 'nothing')}”"
            for s in (row[first], row[second])
        ]
        claims = [s["claim"] for s in (row[first], row[second]) if s["claim"]]
        kind = say(CHANGE, row["kind"]) if "kind" in row else say(SLOT, row["slot"])
        return f"{noun} ({kind}): {sides[0]} against {sides[1]}", claims

    return tell


def _tell_plainly(noun: str, *names: str) -> Callable[[CaseView, Row], Told]:
    def tell(view: CaseView, row: Row) -> Told:
        said = ", ".join(str(row[name]) for name in names if row.get(name))
        where = f" of {view.name_of(row['article'])}" if row.get("article") else ""
        return f"{noun}{where}: {clipped(said)}", []

    return tell


def _tell_finding(view: CaseView, row: Row) -> Told:
    where = f" of {view.name_of(row['article'])}" if row["article"] else ""
    return f"Finding{where}: {say(FINDING, row['kind'])}", [row["group"]] if row["group"] else []


def _tell_reuse(view: CaseView, row: Row) -> Told:
    return (
        f"Shared wording ({row['kind']}) of {view.name_of(row['a'])} and {view.name_of(row['b'])}: {len(row['aligned'])} stretches",
        [],
    )


def _tell_proposal(view: CaseView, row: Row) -> Told:
    words = clipped(row["content"]["text"]) if row["content"] else "words that are not in the text"
    what = f"Proposal of a second reader, {row['reader']}, on {view.name_of(row['article'])} ({row['verdict']}): {words}"
    return what, [row["agrees_with"]] if row["agrees_with"] else []


def _tell_judgement(view: CaseView, row: Row) -> Told:
    pointed = [mention["name"] for mention in row["mentions"]]
    pointed += [anchor["text"] or view.name_of(anchor["article"]) for anchor in row.get("at", [])]
    names = ", ".join(f"“{clipped(words)}”" for words in dict.fromkeys(pointed))
    given = " ".join(f"“{clipped(said)}”" for said in (row.get("value"), row["name"]) if said)
    told = " ".join(filter(None, (names, say(JUDGEMENT, row["kind"]), given)))
    below = [below for below in (row["undoes"], row["entity"]) if below]
    reason = row["why"] or "none"
    what = f"Judgement of {row['who']} ({row['when'][:10]}): {told}"
    return f"{what}; {say(JUDGED, row['status'])}; given reason: {reason}", below


_TELLERS: dict[str, Callable[[CaseView, Row], Told]] = {
    "proposals": _tell_proposal,
    "judgements": _tell_judgement,
    "articles": _tell_plainly("Article", "title", "publisher"),
    "versions": _tell_plainly("Two versions of one address", "url"),
    "parts": _tell_plainly("Part", "kind", "credited_name"),
    "credits": _tell_plainly("Credit", "kind", "name", "href"),
    "attributions": _tell_attribution,
    "claims": _tell_claim,
    "entities": _tell_plainly("Entity", "name", "type", "known_as"),
    "relations": _tell_plainly("Relation", "kind", "from", "to"),
    "groups": _tell_group,
    "reuse": _tell_reuse,
    "clusters": _tell_plainly("Copies of one text", "kind", "members"),
    "derivations": _tell_derivation,
    "sources": _tell_source,
    "origins": _tell_origin,
    "changes": _tell_pair("Change", "parent", "child"),
    "conflicts": _tell_pair("Disagreement", "a", "b"),
    "findings": _tell_finding,
    "to_find": _tell_plainly("To find", "what"),
}


def lines_of(reason: Reason, indent: int = 0) -> Iterator[str]:
    """A chain of reasons as indented lines."""
    pad = "  " * indent
    yield f"{pad}{reason.what}  [{reason.id}]"
    yield f"{pad}  because {reason.because}"
    if reason.words:
        yield f"{pad}  “{clipped(reason.words, 300)}” ({reason.where})"
    for below in reason.rests_on:
        yield from lines_of(below, indent + 1)
