"""Reported speech in any language whose lexicon tells where subjects stand: no code knows the language.

Read are clauses behind a conjunction, a colon or a comma; cues behind what is said or between its halves; phrases
before or behind their source; clauses with the verb last; hearsay; and a mood that marks speech as reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import Cue, find_cues, fits
from headwater.claims.cued.drafting import Found
from headwater.claims.cued.nominals import Nominals
from headwater.claims.drafts import Stretch

_REACH = 24  # words from a cue to what opens what is said
_LEAST = 3  # words of an utterance without quotation marks


class Ordered:
    """Reads one sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.nominals = Nominals(clause)
        self.cues = find_cues(clause)

    def read(self) -> Iterator[Found]:
        """Everything found, in the order of the cues; where there is none, what the mood alone reports."""
        before: Found | None = None
        for cue in self.cues:
            found = self._one(cue, *self.clause.scope(cue.first), before)
            if found is not None:
                yield found
                before = found if found.source else before
        if not self.cues:
            yield from self._by_mood()

    def _one(self, cue: Cue, low: int, high: int, before: Found | None) -> Found | None:
        takes = cue.verb.takes
        if "whole" in takes:
            said = self.clause.stretch(low, high)
            return Found(cue, None, (said,), how="hearsay") if said else None
        if "source_follows" in takes:
            return self._phrase(cue, low, high)
        if "source_precedes" in takes:
            return self._postposed(cue, low, high)
        start = self.nominals.chunk_start(low, cue.first)
        if self._withheld(cue, start):
            return None
        if start < cue.first and fits(self.clause, start, "conjunctions", "as"):
            return self._as(cue, low, start, high)
        return self._said_before(cue, low, start, high) or self._said_after(cue, low, start, high, before)

    def _withheld(self, cue: Cue, start: int) -> bool:
        """Whether an infinitive is denied: "nobody can say", "could not confirm"."""
        negations = self.clause.lexicon.grammar.negations
        denied = any(word in negations for word in self.clause.low[start : cue.first])
        return denied and fits(self.clause, cue.first, "infinitives", "words")

    def _by_mood(self) -> Iterator[Found]:
        """A sentence whose verb alone says that somebody else's words are told."""
        clause = self.clause
        if not clause.lexicon.words["reported_mood"]["words"] or clause.tree.sentence.title:
            return
        first_person = clause.lexicon.grammar.first_person
        for k in range(clause.first, len(clause)):
            if clause.quoted(k) or clause.low[k] in first_person:
                return
        marked = clause.find(
            clause.first, len(clause), lambda k: k > 0 and fits(clause, k, "reported_mood", "words")
        )
        if marked is None or fits(clause, marked - 1, "reported_mood", "not_behind"):
            return
        if marked + 1 < len(clause) and fits(clause, marked + 1, "reported_mood", "not_before"):
            return
        said = clause.stretch(clause.first, len(clause))
        if said and clause.words(clause.first, len(clause)) >= _LEAST:
            yield Found(None, None, (said,), how="continued")

    # ------------------------------------------------------------- what is said behind the cue

    def _said_after(self, cue: Cue, low: int, start: int, high: int, before: Found | None) -> Found | None:
        opening = self._opening(cue, high)
        said = None
        if opening is not None:
            said = self.clause.stretch(opening[1], self._end(opening[1], high, cue))
        elif "object" in cue.verb.takes:
            opening, said = self._object(cue, high)
        if opening is None or said is None:
            return None
        source = self.nominals.subject(cue, low, start, opening[0], before.source if before else None)
        return Found(cue, source, (said,))

    def _opening(self, cue: Cue, high: int) -> tuple[int, int] | None:
        """Where the reporter's clause ends, and where what is said begins."""
        clause = self.clause
        limit = min(high, cue.end + _REACH)
        k = cue.end
        while k < limit:
            if not clause.open_at(k, cue.first):
                if clause.quotation[k] in clause.long and "quote" in cue.verb.takes:
                    return k, k
            elif clause.low[k] in (".", ";") or self._next_cue(k, cue):
                return None
            elif self._opens(k, cue):
                return k, k + 1
            elif clause.low[k] == ",":
                closed = self.nominals.aside_end(k, limit)
                if closed is None or (closed < high and clause.low[closed] == ","):
                    return self._behind_comma(cue, k if closed is None else closed, high)
                k = closed
                continue
            k += 1
        return None

    def _opens(self, k: int, cue: Cue) -> bool:
        """Whether what is said begins behind word ``k``: a colon, "about", or a conjunction without a comma."""
        about = "about" in cue.verb.takes and fits(self.clause, k, "conjunctions", "about")
        that = fits(self.clause, k, "conjunctions", "that") and self._joins()
        return self.clause.low[k] == ":" or about or that

    def _next_cue(self, k: int, cue: Cue) -> bool:
        """Whether another cue begins at word ``k``: "... und fügte hinzu"."""
        return any(c.first == k and c.first >= cue.end and "whole" not in c.verb.takes for c in self.cues)

    def _joins(self) -> bool:
        """Whether a conjunction may open a clause without a comma before it."""
        return not self.clause.lexicon.words["reading"].get("comma_before_clause", False)

    def _behind_comma(self, cue: Cue, k: int, high: int) -> tuple[int, int] | None:
        clause = self.clause
        if k + 1 >= high:
            return None
        if fits(clause, k + 1, "conjunctions", "that"):
            return k, k + 2
        if fits(clause, k + 1, "conjunctions", "how"):
            return k, k + 1
        other = any(fits(clause, k + 1, t, "words") for t in ("subordinating", "joining"))
        if other or not cue.verb.takes & {"clause", "open"} or self._next_cue(k + 1, cue):
            return None
        return k, k + 1

    def _object(self, cue: Cue, high: int) -> tuple[tuple[int, int] | None, Stretch | None]:
        """What a denial, an accusation or a promise governs: the last noun phrase before its clause ends."""
        clause = self.clause
        stop = clause.find(cue.end, high, self._closes, cue.first)
        end = high if stop is None else stop
        while end > cue.end and (self._plain_stop(end - 1) or fits(clause, end - 1, "particles", "words")):
            end -= 1
        start = self.nominals.object_start(cue, end)
        if start < end and all(fits(clause, k, "auxiliaries", "words") for k in range(start, end)):
            return None, None  # the cue closes its clause; what it governs stands before it
        return ((start, start), clause.stretch(start, end)) if start < end else (None, None)

    def _closes(self, k: int) -> bool:
        """Whether a clause without a verb of its own ends at word ``k``."""
        stop = self.clause.low[k] in (",", ".", ";", ":")
        return stop or (fits(self.clause, k, "conjunctions", "and") and self._resumes(k + 1))

    def _plain_stop(self, k: int) -> bool:
        return self.clause.is_stop(k) and not self.clause.is_mark(k)

    def _end(self, start: int, high: int, cue: Cue) -> int:
        """Where what is said ends: with its quotation, or before the reporter's next words."""
        clause = self.clause
        if start < high and clause.quotation[start] in clause.long and not clause.open_at(start, cue.first):
            end = start
            while end < high and clause.quotation[end] == clause.quotation[start]:
                end += 1
            return end
        for k in range(start + 1, high - 1):
            joined = clause.low[k] == "," or fits(clause, k, "conjunctions", "and")
            if not joined or not clause.open_at(k, start):
                continue
            if clause.low[k] == "," and fits(clause, k + 1, "conjunctions", "and"):
                k += 1
            if fits(clause, k, "conjunctions", "and") and self._resumes(k + 1):
                return k
        return high

    def _resumes(self, k: int) -> bool:
        """Whether the reporter's own verb follows a conjunction: a finite cue right there."""
        adverb = k < len(self.clause) and fits(self.clause, k, "adverbs", "words")
        return any(c.first in (k, k + 1 if adverb else k) and not self._phrasal(c) for c in self.cues)

    def _phrasal(self, cue: Cue) -> bool:
        return bool(cue.verb.takes & {"source_follows", "source_precedes", "whole"})

    # ------------------------------------------------------------- what is said before the cue

    def _said_before(self, cue: Cue, low: int, start: int, high: int) -> Found | None:
        """A cue behind what is said, or between its halves."""
        clause, p = self.clause, start - 1
        if "quote" not in cue.verb.takes or p <= low:
            return None
        inverted = start < cue.first and fits(clause, start, "auxiliaries", "words")
        if start < cue.first and not inverted and not self._only_adverbs(start, cue.first):
            return None
        if not (clause.low[p] in (",", "?", "!", ".") or clause.is_mark(p) or clause.is_dash(p)):
            return None
        begin = self.nominals.utterance_start(low, p)
        marked = clause.quoted(p) or clause.quoted(p - 1)
        said = clause.stretch(begin, p + 1 if marked and clause.is_mark(p) else p)
        if said is None or (not marked and (clause.words(begin, p) < 1 or self.nominals.apposed(low, start))):
            return None
        if "impersonal" in cue.verb.takes:
            return Found(cue, self.nominals.placed(cue, start, high), (said,))
        if inverted:
            source = self.nominals.first_phrase(start + 1, cue.first)
            return Found(cue, source, (said,)) if source else None
        end, source = self.nominals.after(cue.end, high)
        if source is None and not marked:
            return None
        return Found(cue, source, self._halves(said, end, high))

    def _only_adverbs(self, start: int, end: int) -> bool:
        return all(fits(self.clause, k, "adverbs", "words") for k in range(start, end))

    def _halves(self, said: Stretch, end: int, high: int) -> tuple[Stretch, ...]:
        """What is said with its second half, where a comma or dash behind the source opens one."""
        clause = self.clause
        stop = clause.find(end, high, lambda k: clause.low[k] in (",", ":", ".") or clause.is_dash(k))
        if stop is None or clause.low[stop] == "." or stop - end > _REACH:
            return (said,)
        again = fits(clause, min(stop + 1, high - 1), "conjunctions", "and") and self._resumes(stop + 2)
        rest = None if again else clause.stretch(stop + 1, self._rest_end(stop + 1, high))
        return (said,) if rest is None or clause.words(stop, high) < 2 else (said, rest)

    def _rest_end(self, start: int, high: int) -> int:
        later = next((c.first for c in self.cues if c.first > start and not self._phrasal(c)), high)
        for k in range(later - 1, start, -1):
            if fits(self.clause, k, "conjunctions", "and"):
                return k if later < high and later - k <= 2 else high
        return high

    # ------------------------------------------------------------- phrases

    def _as(self, cue: Cue, low: int, start: int, high: int) -> Found | None:
        """ "Wie X meldet, ..." and "..., wie X meldet"."""
        clause = self.clause
        source = self.nominals.first_phrase(start + 1, cue.first)
        stop = clause.find(cue.end, high, lambda k: clause.low[k] in (",", "."), cue.first)
        end = high if stop is None else stop
        if clause.words(low, start) == 0:
            said = clause.stretch(end + 1, high)
            return Found(cue, source, (said,)) if said else None
        before = clause.stretch(self.nominals.utterance_start(low, start - 1), start)
        rest = clause.stretch(end, high) if clause.words(end, high) > 1 else None
        parts = tuple(x for x in (before, rest) if x)
        return Found(cue, source, parts) if parts else None

    def _phrase(self, cue: Cue, low: int, high: int) -> Found | None:
        """ "Laut X ...", "... laut X", "..., laut dem ...", ", so X"."""
        clause = self.clause
        if "behind_comma" in cue.verb.takes and not self._stopped(cue.first - 1, low):
            return None
        if cue.end < high and self._related(cue, low):
            source = self.nominals.ending(low, cue.first - 1)
            said = clause.stretch(cue.end + 1, high)
            return Found(cue, source, (said,), how="phrase") if said and source else None
        end = self.nominals.phrase_end(cue.end, high, governed=True)
        source = clause.stretch(cue.end, end)
        return self._around(cue, source, cue.first, end, low, high) if source else None

    def _stopped(self, k: int, low: int) -> bool:
        return k > low and (self.clause.is_stop(k) or self.clause.is_mark(k))

    def _related(self, cue: Cue, low: int) -> bool:
        """Whether a phrase opens a relative clause: "Bericht, laut dem ..."."""
        clause = self.clause
        comma = cue.first - 1 > low and clause.low[cue.first - 1] == ","
        verb_last = fits(clause, cue.end, "relative", "words") and cue.end + 1 < len(clause)
        return comma and verb_last and not self.nominals.noun_at(cue.end + 1)

    def _postposed(self, cue: Cue, low: int, high: int) -> Found | None:
        """ "X zufolge ..."."""
        start = self.nominals.phrase_start(low, cue.first)
        source = self.clause.stretch(start, cue.first)
        return self._around(cue, source, start, cue.end, low, high) if source else None

    def _opens_clause(self, first: int, start: int, end: int) -> bool:
        """Whether the verb that stands second follows a phrase: what stands before it is a dateline."""
        second = self.nominals.second and end < len(self.clause) and self.nominals.verb_at(end)
        return second and not any(self.nominals.verb_at(k) for k in range(first, start))

    def _around(
        self, cue: Cue, source: Stretch | None, start: int, end: int, low: int, high: int
    ) -> Found | None:
        """What is said around a phrase: behind it where it opens the clause, else on both its sides."""
        clause = self.clause
        first = self.nominals.utterance_start(low, start)
        if clause.words(first, start) <= 1 or self._opens_clause(first, start, end):
            parts = [clause.stretch(end, high)]
        else:
            parts = [clause.stretch(first, start), clause.stretch(end, self._rest_end(end, high))]
        kept = tuple(x for x in parts if x)
        return Found(cue, source, kept, how="phrase") if kept else None
