"""Possible parents of each article, with what speaks for each: the arcs of the branching."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.branching import ROOT, Arc
from headwater.origins.descent.lone_quotes import LoneQuotes
from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.pairs import Pair
from headwater.origins.descent.same_words import AGAINST, words_kept
from headwater.origins.descent.wires import Guess, Wire
from headwater.records.articles import Article
from headwater.records.origins import DerivationKind
from headwater.records.spans import Span

VERBATIM = 0.9
"""Share of the shared letters that are the same words, from which nobody wrote the text anew."""
OWN_MATERIAL = 0.85
"""Coverage below which a text holds much that the other does not."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible parent of ``child``: an article of the case, or an unseen outlet."""

    child: str
    parent: str  # article id, or the outlet's key
    outlet: Outlet | None
    spans: tuple[Span, ...]
    kind: DerivationKind
    weight: float
    directed: bool
    because: str
    pair: Pair | None = None


def from_pairs(
    pairs: Sequence[Pair],
    wires: Mapping[str, Mapping[str, Wire]],
    declared: Mapping[tuple[str, str], str],
    names: Mapping[str, str],
    rivals: Collection[str],
    config: DeriveConfig,
    strange: Mapping[tuple[str, str], int],
    quotes: LoneQuotes,
) -> list[Candidate]:
    """Both directions of every pair; of a lone quote that in which the child is here.

    ``declared`` holds (child, parent) and why, where the child says so; ``rivals`` the articles for which
    an unseen agency is another possible parent; ``strange`` how many numbers of (child, parent) only other
    parents have.
    """
    found = []
    every = [*pairs, *quotes.pairs]
    against = _against_agencies(every, rivals, config)
    kept = words_kept(every)
    for pair in every:
        for child in (pair.a, pair.b):
            if pair.lone and child not in names:
                continue
            parent = pair.other(child)
            said = None if pair.lone else declared.get((child, parent))
            behind = quotes.wires(child, parent) if pair.lone else wires.get(parent, {})
            weight = _weight(pair, child, (wires.get(child, {}), behind), against.get(child), config)
            weight += config.declared_weight if said else 0.0
            weight -= config.strange_number * strange.get((child, parent), 0)
            weight -= AGAINST * kept.get((child, parent), 0.0)
            other_way = not pair.lone and (parent, child) in declared
            directed = bool(said) or (not other_way and _directed(pair, child, config))
            because = _because(pair, child, directed, names)
            kind = kind_of(pair)
            found.append(
                Candidate(
                    child, parent, None, pair.spans(child), kind, round(weight, 4), directed, because, pair
                )
            )
    return found


def _against_agencies(
    pairs: Iterable[Pair], rivals: Collection[str], config: DeriveConfig
) -> dict[str, float]:
    """What brings the likeliest text of the case level with an agency's text, for each child that has both.

    How much was left out orders the texts of the case among each other. Against an unseen text it tells
    nothing; there it counts how much more the one text holds than the other.
    """
    found: dict[str, float] = {}
    for pair in pairs:
        for child in (pair.a, pair.b):
            if child in rivals:
                fuller = (pair.lean(child) - pair.order(child)) / 2
                gain = fuller - config.parent_weight * pair.coverage(pair.other(child))
                found[child] = max(found.get(child, gain), gain)
    return found


def _weight(
    pair: Pair,
    child: str,
    wires: tuple[Mapping[str, Wire], Mapping[str, Wire]],
    rival: float | None,
    config: DeriveConfig,
) -> float:
    """``wires`` are the agencies behind the child and behind the parent."""
    parent = pair.other(child)
    weight = config.base + config.coverage_weight * pair.coverage(child)
    weight += pair.order(child) / 2 + config.parent_weight * pair.coverage(parent) + (rival or 0.0)
    weight -= config.strangers_cost * pair.others
    if pair.kind == "shared_quote":
        weight -= 1.0
    if pair.kind == "translation":
        return weight + config.translation_weight
    if pair.same_publisher:
        return weight + 3.0 if pair.kind == "copy" else weight
    if (pair.headline and not pair.others) or (pair.kind == "copy" and pair.verbatim >= VERBATIM):
        weight += 1.5
    weight -= config.sibling_penalty * _one_wire(*wires)
    # verbatim stretches beside matter of one's own are what a shared wire leaves; a retelling rewords
    own = rival is not None and max(pair.coverage_a, pair.coverage_b) < OWN_MATERIAL
    return (
        weight
        + config.reworded_weight * (1 - pair.verbatim)
        - (config.sibling_penalty * pair.verbatim if own else 0.0)
    )


def _one_wire(child: Mapping[str, Wire], parent: Mapping[str, Wire]) -> float:
    """How surely both print one agency's story: the parent credits one, and the child the same or none."""
    shared = [wire for key, wire in parent.items() if not child or key in child]
    if not shared:
        return 0.0
    return 1.0 if any(wire.scope == "whole" for wire in shared) else 0.5


def _directed(pair: Pair, child: str, config: DeriveConfig) -> bool:
    """Whether the texts themselves tell the direction; a date alone never does."""
    return pair.told(child) >= config.least_lean and pair.lean(child) >= config.least_lean


def kind_of(pair: Pair) -> DerivationKind:
    """How the child was made: translated, copied, reworded, or only quoting."""
    if not pair.same_language:
        return "translation"
    if pair.kind == "shared_quote":
        return "quote"
    return "copy" if pair.kind == "copy" and pair.verbatim >= VERBATIM else "rewrite"


def _because(pair: Pair, child: str, directed: bool, names: Mapping[str, str]) -> str:
    parent = names.get(pair.other(child), "the other text")
    share = round(100 * pair.coverage(child))
    how = (
        "in translation"
        if not pair.same_language
        else "in the same words"
        if pair.verbatim >= VERBATIM
        else "reworded"
    )
    said = f"{share} % of this text stands in {parent} {how}"
    if not directed:
        return f"{said}; nothing in the texts tells which came first."
    return f"{said}; {'; '.join(pair.reasons)}." if pair.reasons else f"{said}."


def from_guesses(found: Iterable[Guess]) -> list[Candidate]:
    """Agencies whose text an article seems to hold."""
    return [
        Candidate(
            g.child, g.outlet.key, g.outlet, g.spans, "rewrite", round(-0.8 + 3.5 * g.coverage + (1.0 if g.whole else 0.4), 4),
            True, g.because,
        )
        for g in found
    ]  # fmt: skip


def arcs_of(articles: Iterable[str], candidates: Sequence[Candidate], config: DeriveConfig) -> list[Arc]:
    """The graph of the branching: articles, unseen outlets, and the root. A lone quote makes no parent."""
    arcs = [Arc(ROOT, article, config.unseen_cost) for article in articles]
    outlets = {c.parent for c in candidates if c.outlet is not None}
    arcs += [Arc(ROOT, key, 0.0) for key in sorted(outlets)]
    arcs += [Arc(c.parent, c.child, c.weight) for c in candidates if not (c.pair and c.pair.lone)]
    return arcs


def name_of(article: Article) -> str:
    """How an article is called in a sentence: its title and publisher."""
    title = " ".join(article.title.split()) or "an untitled text"
    short = title if len(title) <= 90 else title[:88].rstrip() + "…"
    return f"“{short}”" + (f" ({article.publisher})" if article.publisher else "")
