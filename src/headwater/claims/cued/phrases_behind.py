"""Who speaks, in Russian: the noun phrase behind a cue or a preposition, told by word endings and capitals."""

from __future__ import annotations

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import fits
from headwater.claims.drafts import Stretch

_LONGEST = 24  # words of a source
QUIET = frozenset('«»“”„"().')
"""Marks that may belong to a name."""


class PhrasesBehind:
    """Noun phrases behind the cues of one Russian sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause

    def _fits(self, k: int, table: str, name: str = "words") -> bool:
        return fits(self.clause, k, table, name)

    def _bound(self, k: int, within: int) -> bool:
        """Whether a word bounds clauses: a comma, dash, colon or semicolon outside brackets and names."""
        clause = self.clause
        return clause.open_at(k, within) and (clause.low[k] in (",", ":", ";", "?", "!") or clause.is_dash(k))

    def _verb(self, k: int) -> bool:
        """Whether a word looks like a finite verb."""
        return not self.clause.capital(k) and self._fits(k, "finite") and not self._fits(k, "not_finite")

    def between(self, start: int, end: int) -> Stretch | None:
        """A subject that stands between a cue and what is said."""
        clause = self.clause
        while end > start and clause.is_stop(end - 1) and clause.low[end - 1] not in QUIET:
            end -= 1
        return self.after(start, end)[1]

    def after(self, start: int, high: int) -> tuple[int, Stretch | None]:
        """The subject behind a cue, and the word after it."""
        clause, k = self.clause, start
        while k < high and not self._starts_here(k):
            if clause.is_dash(k) or (clause.low[k] in (",", ".", ";", ":") and not clause.quoted(k)):
                return k, None
            outlet = self._fits(k, "addressees") and not self._fits(k, "listeners")  # its name follows
            if self._fits(k, "prepositions") or outlet:
                k = self._skipped(k + 1, high)
            else:
                k += 1
        if k >= high:
            return k, None
        end = self._after_end(k, high)
        return end, clause.span(k, end) if end > k else None

    def _starts_here(self, k: int) -> bool:
        clause = self.clause
        if clause.is_stop(k):
            return clause.is_mark(k)
        if self._fits(k, "prepositions") or self._fits(k, "adverbs") or self._fits(k, "addressees"):
            return False
        return not self._fits(k, "oblique") or clause.capital(k)

    def _after_end(self, start: int, high: int) -> int:
        """Where a subject behind a cue ends, its description between commas included."""
        clause, k = self.clause, start + 1
        named = clause.capital(start)
        commas = 0
        while k < high and k - start < _LONGEST:
            if clause.quoted(k) != clause.quoted(start) and clause.quoted(k):
                k += 1
                continue
            if clause.is_dash(k) or clause.low[k] in (".", ";", ":", "?", "!"):
                break
            if clause.low[k] == ",":
                if commas or not named or not self._describes(k + 1, high):
                    break
                commas += 1
            elif (
                (
                    self._fits(k, "prepositions")
                    and (self._adjunct(k, high) or (clause.low[k] in ("в", "о", "об", "на") and not commas))
                )
                or self._fits(k, "adverbs")
                or self._fits(k, "addressees")
            ):
                break
            named = named or clause.capital(k)
            k += 1
        while k > start + 1 and clause.is_stop(k - 1) and clause.low[k - 1] not in QUIET:
            k -= 1
        return k

    def _describes(self, k: int, high: int) -> bool:
        """Whether the words behind a comma describe the name before it, and do not go on with what is said."""
        others = ("relative", "prepositions", "joining", "participles", "conjoined", "describing")
        return k < high and not self._verb(k) and not any(self._fits(k, name) for name in others)

    def governed(self, start: int, high: int) -> tuple[int, Stretch | None]:
        """The noun phrase that a preposition governs, and the word after it."""
        clause, k = self.clause, start
        while k < high and k - start < _LONGEST:
            if clause.quoted(k) and not clause.quoted(start):
                k += 1
                continue
            if clause.low[k] in (".", ";", ":", "?", "!") or clause.is_dash(k) or self._verb(k):
                break
            if clause.low[k] == "," and not self._long_description(k, start, high):
                break
            k += 1
        if k <= start:
            return k, None
        end = k
        while end > start and clause.is_stop(end - 1) and clause.low[end - 1] not in QUIET:
            end -= 1
        return k, clause.span(start, end) if end > start else None

    def _long_description(self, k: int, start: int, high: int) -> bool:
        """Whether a comma opens a description that a second comma closes."""
        clause = self.clause
        if any(clause.low[n] == "," for n in range(start, k)) or not self._describes(k + 1, high):
            return False
        close = clause.find(k + 1, min(high, k + 9), lambda n: clause.low[n] == ",")
        if close is None or not self._fits(k + 1, "describing_nouns"):
            return False
        related = close + 1 < high and any(self._fits(close + 1, name) for name in ("relative", "describing"))
        return not related and not any(self._verb(n) for n in range(k + 1, close))

    def _skipped(self, k: int, end: int) -> int:
        """The word behind the adjectives and the noun that a preposition governs."""
        clause = self.clause
        while k < end and self._fits(k, "oblique") and not clause.capital(k):
            k += 1
        if k < end and clause.is_mark(k):
            n = clause.quotation[k]
            while k < end and clause.quotation[k] == n and n >= 0:
                k += 1
            return k
        latin = k < end and clause.raw[k].isascii()
        k += 1
        while latin and k < end and clause.raw[k].isascii() and clause.raw[k][0].isalnum():
            k += 1
        return k

    def _adjunct(self, k: int, end: int) -> bool:
        """Whether a preposition tells when or where something was said."""
        low = self.clause.low
        if low[k] in ("после", "перед", "во", "для"):
            return True
        return any(self._fits(n, "occasions") for n in range(k + 1, min(end, k + 4)))
