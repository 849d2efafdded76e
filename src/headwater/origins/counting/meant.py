"""Which article of the case a citation means, where claims are walked up their chains."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.counting.reading import Reading
from headwater.origins.descent.cited import Cited
from headwater.origins.descent.outlet_book import Outlet
from headwater.records.claims import Claim
from headwater.text.names import words_of

LEAST_TELLING = 5
"""Letters of a word that may stand for an outlet's whole name ("the Harbour")."""


def article_meant(claim: Claim, party: Cited, case: Reading) -> str | None:
    """The article of the case that a citation means: an outlet's, or one of which the words are half the name."""
    if party.outlet is not None and (known := article_of(claim, party.outlet, case)) is not None:
        return known
    said = [word.forms[0] for word in words_of(party.name) if word.text[0].isupper()]
    if (
        party.entity is not None
        or party.kind not in ("organisation", "media")
        or not said
        or len(said[0]) < LEAST_TELLING
    ):
        return None
    theirs = [
        a
        for a in near(claim, case)
        if (outlet := case.book.publisher(a)) is not None
        and _holds([word.forms[0] for word in words_of(outlet.name)], said)
    ]
    return theirs[0] if len(theirs) == 1 else None


def own_text(claim: Claim, party: Cited, case: Reading) -> str | None:
    """The one text of the case, on the same incident, that a cited body printed itself; null for an outlet's."""
    if party.outlet is not None or party.entity is None:
        return None
    groups = {g for c in case.claims_of.get(claim.article, ()) for g in case.groups_of.get(c.id, ())}
    theirs = {
        article
        for group in groups
        for article in case.articles_of(group)
        if article != claim.article
        and (outlet := case.book.publisher(article)) is not None
        and outlet.entity == party.entity
    }
    return min(theirs) if len(theirs) == 1 else None


def near(claim: Claim, case: Reading) -> list[str]:
    """The other articles of a claim's groups."""
    found = {a for g in case.groups_of.get(claim.id, ()) for a in case.articles_of(g)}
    return sorted(found - {claim.article})


def article_of(claim: Claim, outlet: Outlet, case: Reading) -> str | None:
    """The article of the case that a citation of an outlet means: as descent found it, else its one report here."""
    for edge in case.parents.get(claim.article, ()):
        if edge.declared and edge.parent in case.articles and case.book.is_publisher(outlet, edge.parent):
            return edge.parent
    theirs = [a for a in near(claim, case) if case.book.is_publisher(outlet, a)]
    return theirs[0] if len(theirs) == 1 else None


def _holds(name: Sequence[str], said: Sequence[str]) -> bool:
    """Whether words stand side by side in a name."""
    size = len(said)
    return any(list(name[at : at + size]) == list(said) for at in range(len(name) - size + 1))
