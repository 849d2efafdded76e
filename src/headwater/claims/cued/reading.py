"""The reader of cues for one sentence, chosen by the word order that its lexicon names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from headwater.claims.cued.arabic import Arabic
from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.drafting import Found, draft_of
from headwater.claims.cued.inner import without_echoes
from headwater.claims.cued.ordered import Ordered
from headwater.claims.cued.russian import Russian
from headwater.claims.cued.turkish import Turkish
from headwater.claims.drafts import Draft
from headwater.claims.lexicons import Lexicon
from headwater.claims.quotations import Quotation
from headwater.claims.trees import Tree

_LONGEST_SOURCE = 200  # characters: a longer one names nobody

_READERS: Mapping[str, Callable[[Clause], Iterable[Found]]] = {
    "by data": lambda clause: Ordered(clause).read(),
    "arabic": lambda clause: Arabic(clause).read(),
    "russian": lambda clause: Russian(clause).read(),
    "turkish": lambda clause: Turkish(clause).read(),
}


def read_cued(tree: Tree, lexicon: Lexicon, quotations: Sequence[Quotation], prose: int) -> list[Draft]:
    """The drafts of one sentence, in the order of their cues."""
    clause = Clause(tree, lexicon, quotations, prose)
    if not len(clause):
        return []
    found = _READERS[lexicon.words["reading"]["order"]](clause)
    found = without_echoes(clause, [_worded(one, tree) for one in found if _sound(one)])
    return [draft_of(clause, one) for one in found]


def _sound(one: Found) -> bool:
    """Whether a reading names somebody, in so many words, or nobody at all."""
    return one.source is None or one.source[1] - one.source[0] <= _LONGEST_SOURCE


def _worded(found: Found, tree: Tree) -> Found:
    """A reading whose source holds a word; a mark alone names nobody."""
    if found.source is None or any(not tree.is_blank(k) for k in tree.between(*found.source)):
        return found
    return replace(found, source=None)
