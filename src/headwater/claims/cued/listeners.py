"""To whom something was told: "told the Coast Gazette", "a la chaîne", as words before or behind a cue."""

from __future__ import annotations

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import Cue, fits
from headwater.claims.drafts import Stretch

_REACH = 10  # words between a cue and whom it is told
_LONGEST = 6  # words of an outlet's name


def told_to(clause: Clause, cue: Cue, source: Stretch | None, parts: tuple[Stretch, ...]) -> Stretch | None:
    """The outlet or the people addressed, outside source and content; None where nobody is."""
    table = clause.lexicon.words
    if "outlets" not in table:
        return None
    low = max(clause.first, cue.first - _REACH)
    for k in range(low, min(len(clause), cue.end + _REACH)):
        if not fits(clause, k, "outlets", "words") or cue.first <= k < cue.end:
            continue
        found = _behind(clause, k) if table["reading"]["head"] == "first" else _before(clause, k, low)
        if not any(a < found[1] and found[0] < b for a, b in (*parts, *((source,) if source else ()))):
            return found
    return None


def _behind(clause: Clause, k: int) -> Stretch:
    """A noun with the name behind it."""
    end = k + 1
    while end < len(clause) and end - k < _LONGEST and _named(clause, end, k):
        end += 1
    return clause.span(k, end)


def _named(clause: Clause, n: int, k: int) -> bool:
    """Whether word ``n`` goes on with the name of noun ``k``."""
    if clause.lexicon.lang == "ar":
        stop = any(fits(clause, n, *names) for names in (("prepositions", "words"), ("conjunctions", "that")))
        return not clause.is_stop(n) and not stop and n - k <= 2
    return clause.capital(n) or (clause.quoted(n) and clause.quotation[n] not in clause.long)


def _before(clause: Clause, k: int, low: int) -> Stretch:
    """A noun or name in the dative with the name before it."""
    start = k
    while start > low and k - start < _LONGEST and clause.capital(start - 1):
        start -= 1
    return clause.span(start, k + 1)
