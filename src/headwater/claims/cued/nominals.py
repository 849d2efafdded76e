"""Who speaks, in a language whose lexicon lists its function words: the subject of a cue."""

from __future__ import annotations

from headwater.claims.cued.cues import Cue
from headwater.claims.cued.noun_phrases import NounPhrases
from headwater.claims.drafts import Stretch

_LONGEST = 24  # words of a source


class Nominals(NounPhrases):
    """Who speaks in one sentence."""

    def subject(self, cue: Cue, low: int, start: int, edge: int, shared: Stretch | None) -> Stretch | None:
        """Who speaks: before the cue, behind it up to word ``edge``, or whoever spoke in the clause before."""
        clause = self.clause
        if "impersonal" in cue.verb.takes:
            return self.placed(cue, start, edge)
        verb = self._verb_of(cue, start)
        joined = self._fits(start, "conjunctions", "and") and start < verb
        first = self._behind_joining(start, verb)
        if first < verb and self._fits(first, "subordinating"):
            return self.first_phrase(first + 1, cue.first)
        if first < verb and self._fits(first, "relative") and start > low and not self.noun_at(first + 1):
            return self.ending(low, start - 1)
        if self._joined_verb(start, verb):
            return self._subject_of_chunk(start, verb) or shared
        behind = self.after(verb + 1 if verb < cue.first else cue.end, edge)[1]
        if first >= verb:
            opening = self.apposed(low, start)
            own = opening or (None if joined else behind)
            return own or shared or (self.first_phrase(low, start) if joined else None)
        if self._fronted(first, verb) or "before" not in self.subject_places:
            return behind
        return clause.stretch(first, self._without_adverbs(first, verb)) or behind

    def _joined_verb(self, start: int, verb: int) -> bool:
        """Whether the cue is the second verb of its clause: "stellte X sicher und sagte"."""
        last = self._without_adverbs(start, verb) - 1
        return last > start and self._fits(last, "conjunctions", "and")

    def _subject_of_chunk(self, start: int, verb: int) -> Stretch | None:
        """The subject of the first verb of a clause."""
        first = next((k for k in range(start, verb) if self.verb_at(k)), None)
        if first is None or first == start or self._fronted(start, first):
            return None if first is None else self.after(first + 1, verb)[1]
        return self.clause.stretch(start, first)

    def _verb_of(self, cue: Cue, start: int) -> int:
        """The finite word that a subject stands beside: the cue, or the auxiliary of a cue that is a participle."""
        if self.second and self._fits(cue.first, "participles"):
            for k in range(start, cue.first):
                if self._fits(k, "auxiliaries"):
                    return k
        return cue.first

    def _fronted(self, first: int, verb: int) -> bool:
        """Whether something else than the subject stands before the verb: an adverbial, or "das"."""
        lists = ("prepositions", "adverbs")
        alone = verb - first == 1 and self._fits(first, "fronted")
        return alone or any(self._fits(first, name) for name in lists)

    def _without_adverbs(self, start: int, end: int) -> int:
        while end > start and self._fits(end - 1, "adverbs"):
            end -= 1
        return end

    def apposed(self, low: int, start: int) -> Stretch | None:
        """A name with its description set off by commas right before a cue: "X, die Chefin von Y, sagte"."""
        clause, first = self.clause, start - 1
        if start - 1 <= low or not self._sets_off(start - 1):
            return None
        while first > low and start - first < _LONGEST:
            bound = clause.low[first - 1]
            if bound in (":", ";", "?", "!", ".") or clause.quotation[first - 1] in clause.long:
                break
            first -= 1
        first = self._behind_joining(first, start)
        comma = clause.find(first, start - 1, self._sets_off)
        if comma is None or self._fronted(first, comma) or not clause.words(first, comma):
            return None
        if any(self.verb_at(k) for k in range(first, comma)) or not self._describes(comma + 1):
            return None
        return clause.stretch(first, start - 1)

    def _sets_off(self, k: int) -> bool:
        return self.clause.low[k] == "," or self.clause.is_dash(k)

    def placed(self, cue: Cue, start: int, high: int) -> Stretch | None:
        """What a text or an office is said to say: "In dem Bericht heißt es", "hieß es aus dem Ministerium"."""
        first = self._behind_joining(start, cue.first)
        if first < cue.first and self._fits(first, "placing"):
            return self.clause.stretch(first + 1, self.phrase_end(first + 1, cue.first))
        for k in range(cue.end, min(high, cue.end + 4)):
            if self._fits(k, "placing") and not self._fits(k + 1, "occasions"):
                return self.clause.stretch(k + 1, self.phrase_end(k + 1, high))
        return None

    def object_start(self, cue: Cue, end: int) -> int:
        """Where the object of a cue begins: behind a subject that follows the cue, else right behind it."""
        start = self.chunk_start(self.clause.scope(cue.first)[0], cue.first)
        first = self._behind_joining(start, cue.first)
        if first >= cue.first or not self._fronted(first, cue.first):
            return self._past_adverbs(cue.end, end)
        return self._past_adverbs(self.after(cue.end, end)[0], end)

    def _past_adverbs(self, k: int, end: int) -> int:
        while k < end and self._fits(k, "adverbs"):
            k += 1
        return k
