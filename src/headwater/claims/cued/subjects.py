"""Who speaks, in Russian: noun phrases before and after a cue, told by word endings and capitals."""

from __future__ import annotations

from headwater.claims.cued.phrases_behind import QUIET, PhrasesBehind
from headwater.claims.drafts import Stretch

_LONGEST = 24  # words of a source


class Subjects(PhrasesBehind):
    """Noun phrases of one Russian sentence, before its cues and behind them."""

    def utterance_start(self, low: int, p: int) -> int:
        """Where what is said before word ``p`` begins: its quotation, where marks show it, else its scope."""
        clause = self.clause
        k = p - 1
        while k > low and clause.is_stop(k) and not clause.quoted(k):
            k -= 1
        if clause.quotation[k] in clause.long and clause.quotation[k] != clause.quotation[p]:
            n = clause.quotation[k]
            while k > low and clause.quotation[k - 1] == n:
                k -= 1
            if clause.words(low, k) == 0 or clause.low[k - 1] == ":":
                return k
            return low
        return low

    # -------------------------------------------------------------- before a cue

    def _segment(self, low: int, k: int) -> tuple[int, int]:
        """The words between the last boundary and the cue, without what qualifies the cue or joins clauses."""
        clause, end = self.clause, k
        while end > low and (self._fits(end - 1, "adverbs") and not clause.is_stop(end - 1)):
            end -= 1
        start = end
        while start > low and not self._bound(start - 1, k) and not self._fits(start - 1, "subordinating"):
            start -= 1
        while start < end and (
            (self._fits(start, "joining") and not clause.capital(start))
            or (clause.is_stop(start) and clause.low[start] not in QUIET)
        ):
            start += 1
        return start, end

    def before(self, low: int, k: int) -> Stretch | None:
        """The subject that stands before a cue in the same clause."""
        clause = self.clause
        start, end = self._segment(low, k)
        if start >= end:
            return self._apposed(low, k)
        if self._fits(start, "relative"):
            return self.ending(low, start)
        if self._fits(start, "prepositions"):
            named = self._nominative(start + 1, end)
            if named is None:
                return None
            start = named
        end = self._noun_phrase_end(start, end)
        return clause.span(start, end) if start < end and clause.words(start, end) else None

    def _apposed(self, low: int, k: int) -> Stretch | None:
        """A name and its description set off by commas right before a cue."""
        clause = self.clause
        if k - 1 <= low or clause.low[k - 1] != ",":
            return None
        inner = k - 1
        start = inner
        while start > low and not self._bound(start - 1, k):
            start -= 1
        name = start - 1
        plain = not any(
            self._fits(start, t) for t in ("relative", "prepositions", "joining", "describing", "participles")
        )
        if (
            name <= low
            or clause.low[name] != ","
            or not plain
            or any(self._verb(n) for n in range(start, inner))
        ):
            return None
        first = name
        while first > low and not self._bound(first - 1, k):
            first -= 1
        found = self.opening(first, name)
        return (
            (found[0], clause.span(start, inner)[1])
            if found and found[1] == clause.span(first, name)[1]
            else None
        )

    def shared(self, low: int, k: int) -> bool:
        """Whether a cue has no subject of its own: it follows a comma, a conjunction or is a participle."""
        start, end = self._segment(low, k)
        return start >= end and k > low

    def opening(self, low: int, k: int) -> Stretch | None:
        """The subject with which a sentence opens."""
        clause, start = self.clause, low
        while start < k and (
            self._fits(start, "joining") or (clause.is_stop(start) and not clause.is_mark(start))
        ):
            start += 1
        if start < k and self._fits(start, "prepositions"):
            comma = clause.find(start, k, lambda n: self._bound(n, start))
            named = self._nominative(start + 1, k)
            if named is None:
                return None
            start = named if comma is None or named < comma else comma + 1
        stop = clause.find(start, k, lambda n: self._bound(n, start))
        end = self._noun_phrase_end(start, k if stop is None else stop)
        return clause.span(start, end) if start < end and clause.words(start, end) else None

    def ending(self, low: int, k: int) -> Stretch | None:
        """The noun phrase that ends at word ``k``, behind a comma: what a relative clause describes."""
        clause, end = self.clause, k
        while end > low and clause.is_stop(end - 1) and clause.low[end - 1] not in QUIET:
            end -= 1
        start = end
        while (
            start > low
            and end - start < _LONGEST
            and not self._bound(start - 1, k)
            and not self._fits(start - 1, "prepositions")
            and not self._verb(start - 1)
            and not self._fits(start - 1, "joining")
        ):
            start -= 1
        if start > low and self._fits(start - 1, "prepositions"):
            named = self._skipped(start, end)  # "в ООН Трамп, который": the preposition governs one noun
            start = named if named < end and clause.capital(named) and clause.raw[start].isupper() else start
        return clause.span(start, end) if start < end else None

    def place_before(self, low: int, k: int) -> Stretch | None:
        """What a text is said to say: "в сообщении ... говорится"."""
        clause = self.clause
        start, end = self._segment(low, k)
        if start < end and self._fits(start, "prepositions"):
            return clause.span(start + 1, end) if start + 1 < end else None
        return None

    def _noun_phrase_end(self, start: int, end: int) -> int:
        """Where a noun phrase ends: before a verb, an adverb, or a time."""
        clause = self.clause
        for k in range(start + 1, min(end, start + _LONGEST)):
            if clause.quoted(k) and not clause.quoted(start):
                continue
            if (
                self._verb(k)
                or self._fits(k, "adverbs")
                or (self._fits(k, "prepositions") and self._adjunct(k, end))
            ):
                return k
        return min(end, start + _LONGEST)

    def _nominative(self, start: int, end: int) -> int | None:
        """The first word that can open a subject behind a prepositional phrase."""
        k = self._skipped(start, end)
        while k < end:
            if self._opens_subject(k):
                return k
            k = self._skipped(k + 1, end) if self._fits(k, "prepositions") else k + 1
        return None

    def _opens_subject(self, k: int) -> bool:
        clause = self.clause
        return (
            clause.capital(k)
            or self._fits(k, "pronouns")
            or self._fits(k, "nominative_adjectives")
            or self._fits(k, "speaking_nouns")
        ) and not self._fits(k, "prepositions")
