"""Which claims of another text speak of the same matter as a claim, and whether they say the same of it."""

from __future__ import annotations

from headwater.origins.counting.incident import SMALL_TOLL
from headwater.origins.counting.lexicon import stems_of
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.stretches import Stretches
from headwater.records.claims import Claim
from headwater.records.origins import Derivation


def tolls_of(claim: Claim, case: Reading) -> frozenset[int]:
    """The numbers of dead that a claim's own words give."""
    if claim.id not in case.tolls:
        case.tolls[claim.id] = _tolls_of(claim, case)
    return case.tolls[claim.id]


def _tolls_of(claim: Claim, case: Reading) -> frozenset[int]:
    slots = case.slots.get(claim.id)
    rows = slots.quantities if slots is not None else ()
    return frozenset(
        q.low for q in rows if q.role == "killed" and q.low and claim.start <= q.start < claim.end
    )


def altered(claim: Claim, other: Claim, case: Reading) -> bool:
    """Whether two claims give different numbers of dead: an altered number is not the parent's."""
    own, theirs = tolls_of(claim, case), tolls_of(other, case)
    return bool(own and theirs) and not own & theirs


def same_matter(claim: Claim, parent: str, case: Reading) -> list[Claim]:
    """The parent's claims in a group of this one, else those that stand opposite to its words."""
    groups = set(case.groups_of.get(claim.id, ()))
    theirs = case.claims_of.get(parent, ())
    shared = [c for c in theirs if not groups.isdisjoint(case.groups_of.get(c.id, ()))] if groups else []
    if not shared:
        stretch = case.reprints.opposite(claim.article, parent, claim.start, claim.end)
        shared = [c for c in theirs if stretch and c.start < stretch[1] and stretch[0] < c.end]
    if not shared and (tolls := {n for n in tolls_of(claim, case) if n > SMALL_TOLL}):
        shared = [c for c in theirs if tolls & tolls_of(c, case)]
    if not shared and claim.lead:
        shared = [c for c in theirs if c.lead]
    shared = [c for c in shared if not altered(claim, c, case)]
    return [c for c in shared if c.polarity == claim.polarity] or shared


def same_matter_exactly(claim: Claim, sibling: str, case: Reading) -> list[Claim]:
    """A sibling's sourced claims in a group of this one, else those opposite to its words that say the same."""
    theirs = [c for c in case.claims_of.get(sibling, ()) if c.chain]
    groups = set(case.groups_of.get(claim.id, ()))
    shared = [c for c in theirs if groups & set(case.groups_of.get(c.id, ()))]
    stretch = case.reprints.opposite(claim.article, sibling, claim.start, claim.end)
    if stretch is not None:
        shared += [c for c in theirs if c not in shared and overlaps(c, stretch) and _says_it(claim, c)]
    return shared


def _says_it(claim: Claim, other: Claim) -> bool:
    """Whether two claims of one language have half of their words in common; of two languages nothing tells."""
    own, theirs = stems_of(claim.text), stems_of(other.text)
    return claim.lang != other.lang or 2 * len(own & theirs) >= min(len(own), len(theirs))


def siblings_of(claim: Claim, parent: str, case: Reading) -> list[str]:
    """Texts of the same unseen parent that share words or a group with this claim's."""
    near = dict.fromkeys(case.reprints.partners(claim.article))
    near.update(dict.fromkeys(a for g in case.groups_of.get(claim.id, ()) for a in case.articles_of(g)))
    return sorted(
        a
        for a in near
        if a != claim.article and any(edge.parent == parent for edge in case.parents.get(a, ()))
    )


def overlaps(claim: Claim, stretch: tuple[int, int]) -> bool:
    """Whether a claim and a stretch of its article share half of the shorter of them."""
    both = min(claim.end, stretch[1]) - max(claim.start, stretch[0])
    return both > 0 and 2 * both >= min(claim.end - claim.start, stretch[1] - stretch[0])


def covers(edge: Derivation, claim: Claim, case: Reading) -> bool:
    """Whether an edge's stretches hold at least half of a claim's words."""
    if not edge.child_spans:
        return True
    held = case.covers.get(id(edge))
    if held is None:
        held = case.covers[id(edge)] = Stretches((span.start, span.end) for span in edge.child_spans)
    return 2 * held.shared(claim.start, claim.end) >= claim.end - claim.start
