"""A case cut to one group: its reports, what they say and come from, and nothing of the others."""

from __future__ import annotations

from collections.abc import Callable

from headwater.records.errors import UnknownId
from headwater.show.view import CaseView, Row

_OF_AN_ARTICLE = ("parts", "credits", "attributions", "claims", "proposals")


def group_id(view: CaseView, given: str) -> str:
    """The id of the one group whose id begins so. Raises UnknownId where there is none, or more than one."""
    found = [row["id"] for row in view.rows("groups") if given and row["id"].startswith(given)]
    if given in found:
        return given
    if len(found) != 1:
        raise UnknownId(f"{len(found)} groups of this case have an id that begins with {given[:60]!r}")
    return str(found[0])


def narrowed(view: CaseView, group: str) -> CaseView:
    """The case of one group. Masked persons are all kept, for their names may stand anywhere."""
    chosen = view.by_id[group][1]
    members = set(chosen["articles"])
    case = dict(view.case)

    def keep(name: str, kept: Callable[[Row], bool]) -> set[str]:
        case[name] = [row for row in view.rows(name) if kept(row)]
        return {row["id"] for row in case[name] if "id" in row}

    keep("articles", lambda row: row["id"] in members)
    for name in _OF_AN_ARTICLE:
        keep(name, lambda row: row["article"] in members)
    attributions = {row["id"] for row in case["attributions"]}
    details = {row["id"] for row in view.details_of.get(group, [])}
    groups = keep("groups", lambda row: row["id"] == group or row["id"] in details)
    keep("findings", lambda row: row["article"] in members or row["group"] in groups)
    keep(
        "conflicts",
        lambda row: row["group"] in groups and {row["a"]["article"], row["b"]["article"]} <= members,
    )
    keep("reuse", lambda row: {row["a"], row["b"]} <= members)
    keep("clusters", lambda row: set(row["members"]) <= members)
    keep("changes", lambda row: {row["parent"]["article"], row["child"]["article"]} <= members)
    keep(
        "derivations",
        lambda row: (
            row["child"] in members and (row["parent"] in members or row["parent"] not in view.articles)
        ),
    )
    keep("not_compared", lambda row: row["child"] in members)
    origins = {name for row in case["claims"] for name in row["origins"]}
    origins.update(name for row in case["groups"] for name in row["origins"])
    keep("origins", lambda row: row["id"] in origins)
    named = {row["parent"] for row in (*case["derivations"], *case["not_compared"])}
    named.update(row["source"] for row in case["origins"])
    named.update(name for row in case["groups"] for name in row["bottlenecks"])
    sources = keep("sources", lambda row: row["id"] in named or not attributions.isdisjoint(row["cited_by"]))
    case["sources"] = [
        row | {"cited_by": [name for name in row["cited_by"] if name in attributions]}
        for row in case["sources"]
    ]
    keep("to_find", lambda row: row["article"] in members or row["source"] in sources)
    keep("entities", lambda row: row["masked"] or _met(row, members))
    keep("judgements", lambda row: _met(row, members))
    case["rejected"] = []
    return CaseView(case)


def _met(row: Row, members: set[str]) -> bool:
    return any(mention["article"] in members for mention in row["mentions"])
