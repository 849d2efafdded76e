"""Unseen common parents: texts that share a story which none of them credits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from headwater.origins.descent.candidates import OWN_MATERIAL, Candidate
from headwater.origins.descent.marks import Marks
from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.pairs import Pair
from headwater.origins.descent.wires import Wire
from headwater.records.articles import Article

LEAST_MEMBERS = 3
"""Texts that must share a story before an unseen parent is supposed that nothing names."""
LEAST_SHARED = 0.2
"""Share of a text that must also stand in another before a common parent is supposed."""
LEAST_VERBATIM = 0.3
"""Share of what two texts have in common that is word for word: a story that both print leaves its own words."""


def from_shared(
    pairs: Iterable[Pair],
    wires: Mapping[str, Mapping[str, Wire]],
    articles: Mapping[str, Article],
    names: Mapping[str, str],
    marks: Marks,
    here: Collection[tuple[str, str]],
) -> list[Candidate]:
    """A common parent for the texts of each set that share long stretches, each with matter of its own.

    It is named where the shared words bear the marks of one agency in other texts of the case. ``here`` are
    (text, agency) for which a text of that agency's story is in the case.
    """
    fitting = [p for p in pairs if _fits(p, wires)]
    of_article: dict[str, list[Pair]] = {}
    for pair in fitting:
        of_article.setdefault(pair.a, []).append(pair)
        of_article.setdefault(pair.b, []).append(pair)
    found: list[Candidate] = []
    for members in _components(fitting):
        inside = [p for member in sorted(members) for p in of_article[member] if p.a == member]
        outlet, how = _parent(sorted(members), inside, articles, wires, marks, here)
        if outlet.kind != "wire" and len(members) < LEAST_MEMBERS:
            continue  # nothing but the two texts themselves speaks for a third
        for child in sorted(members):
            best = max(of_article[child], key=lambda p: (p.coverage(child), p.a, p.b))
            found.append(_candidate(child, best, outlet, how, names))
    return found


def _fits(pair: Pair, wires: Mapping[str, Mapping[str, Wire]]) -> bool:
    return (
        pair.same_language
        and not pair.same_publisher
        and not pair.others
        and pair.kind in ("common_source", "copy")
        and max(pair.coverage_a, pair.coverage_b) >= LEAST_SHARED
        and pair.verbatim >= LEAST_VERBATIM
        and not any(w for w in (wires.get(pair.a), wires.get(pair.b)) if w and set(w) != {"agencies"})
    )


def _components(pairs: Sequence[Pair]) -> list[set[str]]:
    leader: dict[str, str] = {}

    def find(node: str) -> str:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for pair in pairs:
        left, right = find(pair.a), find(pair.b)
        leader[max(left, right)] = min(left, right)
    groups: dict[str, set[str]] = {}
    for node in leader:
        groups.setdefault(find(node), set()).add(node)
    return [groups[key] for key in sorted(groups)]


def _parent(
    members: Sequence[str],
    pairs: Sequence[Pair],
    articles: Mapping[str, Article],
    wires: Mapping[str, Mapping[str, Wire]],
    marks: Marks,
    here: Collection[tuple[str, str]],
) -> tuple[Outlet, str]:
    named = marks.outlet_of([(pair.a, span) for pair in pairs for span in pair.spans(pair.a)], articles)
    if named is not None and not any((member, named.outlet.key) in here for member in members):
        return named.outlet, named.because
    if any("agencies" in wires.get(member, {}) for member in members):
        return Outlet(
            "agencies", "unnamed agencies", "wire", None
        ), "one of them credits agencies without naming them"
    key = f"shared:{members[0]}"
    name = f"a report shared by {len(members)} texts, not named by any"
    return Outlet(key, name, "document", None), "none of them says whose it is"


def _candidate(child: str, pair: Pair, outlet: Outlet, how: str, names: Mapping[str, str]) -> Candidate:
    share = pair.coverage(child)
    own = max(pair.coverage_a, pair.coverage_b) < OWN_MATERIAL
    weight = (
        -1.0
        + 3.0 * share
        + 2.0 * (pair.verbatim - 0.5)
        + (0.6 if own else -1.0)
        - (1.5 if pair.headline else 0.0)
    )
    if outlet.kind == "wire":
        weight += 1.0
    because = (
        f"{round(100 * share)} % of this text also stands in {names.get(pair.other(child), 'another text')}, "
        f"each has matter that the other lacks, and {how}."
    )
    return Candidate(
        child, outlet.key, outlet, pair.spans(child), "rewrite", round(weight, 4), True, because, pair
    )
