"""What a word may be in a language whose lexicon lists its function words, and where clauses end."""

from __future__ import annotations

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import fits


class WordClasses:
    """Nouns, verbs and bounds of one sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        reading = clause.lexicon.words["reading"]
        self.capitals = reading.get("capitals", "names") == "nouns"
        self.second = bool(reading.get("verb_second", False))
        self.subject_places = reading.get("subject", ("before", "after"))

    def _fits(self, k: int, table: str, name: str = "words") -> bool:
        return 0 <= k < len(self.clause) and fits(self.clause, k, table, name)

    def noun_at(self, k: int) -> bool:
        """Whether a word may be a noun: by its capital where all nouns have one, else by fitting no other list."""
        clause = self.clause
        if k >= len(clause) or clause.is_stop(k):
            return False
        if self.capitals:
            return clause.raw[k][0].isupper() and not (k == clause.first and self._function(k))
        return not self._function(k) and not self._fits(k, "finite")

    def _function(self, k: int) -> bool:
        lists = ("determiners", "prepositions", "adverbs", "joining", "subordinating", "auxiliaries")
        return any(self._fits(k, name) for name in lists)

    def verb_at(self, k: int) -> bool:
        """Whether a word looks like a finite verb here: by its form, and not between a determiner and its noun."""
        clause = self.clause
        if clause.is_stop(k) or (self.capitals and clause.raw[k][0].isupper()):
            return False
        if self._fits(k, "auxiliaries"):
            return True
        if not self._fits(k, "finite") or self._fits(k, "not_finite"):
            return False
        return k == 0 or not any(
            self._fits(k - 1, name) for name in ("determiners", "prepositions", "inside")
        )

    def _bound(self, k: int, within: int) -> bool:
        clause = self.clause
        if not clause.open_at(k, within):
            return clause.quotation[k] in clause.long
        return clause.low[k] in (",", ":", ";", "?", "!", ".") or clause.is_dash(k)

    def chunk_start(self, low: int, k: int) -> int:
        """The first word behind the last boundary before word ``k``."""
        start = k
        while start > low and not self._bound(start - 1, k):
            start -= 1
        return start

    def utterance_start(self, low: int, p: int) -> int:
        """Where what is said before word ``p`` begins: its quotation, where marks show it, else its scope."""
        clause, k = self.clause, p
        while k > low and clause.is_stop(k) and not clause.quoted(k):
            k -= 1
        n = clause.quotation[k]
        if n not in clause.long or (p < len(clause) and p != k and n == clause.quotation[p] and n < 0):
            return low
        while k > low and clause.quotation[k - 1] == n:
            k -= 1
        return k if clause.words(low, k) == 0 or clause.low[k - 1] == ":" else low

    def _behind_joining(self, start: int, end: int) -> int:
        while start < end and (
            self._fits(start, "joining") or (self.clause.is_stop(start) and not self.clause.is_mark(start))
        ):
            start += 1
        return start
