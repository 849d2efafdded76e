"""Who speaks, in a language whose lexicon lists its function words: noun phrases around a cue."""

from __future__ import annotations

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import Cue, fits
from headwater.claims.cued.patterns import word_pattern
from headwater.claims.drafts import Stretch

_LONGEST = 24  # words of a source


class Nominals:
    """Noun phrases of one sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        reading = clause.lexicon.words["reading"]
        self.capitals = reading.get("capitals", "names") == "nouns"
        self.second = bool(reading.get("verb_second", False))
        self.subject_places = reading.get("subject", ("before", "after"))

    def _fits(self, k: int, table: str, name: str = "words") -> bool:
        return 0 <= k < len(self.clause) and fits(self.clause, k, table, name)

    # ------------------------------------------------------------------ words

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

    # ------------------------------------------------------------------ the subject of a cue

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

    def _behind_joining(self, start: int, end: int) -> int:
        while start < end and (
            self._fits(start, "joining") or (self.clause.is_stop(start) and not self.clause.is_mark(start))
        ):
            start += 1
        return start

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

    def _describes(self, k: int) -> bool:
        return not any(self._fits(k, name) for name in ("subordinating", "joining")) and not self._fits(
            k, "conjunctions", "that"
        )

    # ------------------------------------------------------------------ phrases

    def first_phrase(self, start: int, end: int) -> Stretch | None:
        """The noun phrase with which a clause opens, behind adverbs."""
        while start < end and (self._fits(start, "adverbs") or self._fits(start, "joining")):
            start += 1
        if start < end and self._fits(start, "prepositions"):
            return self.after(start, end)[1]
        return self.clause.stretch(start, self.phrase_end(start, end)) if start < end else None

    def after(self, k: int, high: int) -> tuple[int, Stretch | None]:
        """The noun phrase behind a cue, and the word after it; what qualifies the cue is passed over."""
        clause = self.clause
        if "after" not in self.subject_places:
            return k, None
        while k < high:
            if clause.is_mark(k) and clause.quotation[k] not in clause.long:
                break
            if clause.is_stop(k):
                return k, None
            if self._fits(k, "prepositions"):
                k = self._noun_behind(k + 1, high)
            elif told := self._addressed(k):
                k += told
            elif any(self._fits(k, name) for name in ("adverbs", "particles", "joining")):
                k += 1
            else:
                break
        if k >= high or self.verb_at(k) or self._fits(k, "conjunctions", "that"):
            return k, None
        end = self.phrase_end(k, high)
        return end, clause.stretch(k, end)

    def _noun_behind(self, k: int, high: int) -> int:
        """The word after the noun that a preposition or a determiner opens."""
        while k < high and not self.clause.is_stop(k) and not self.noun_at(k):
            k += 1
        while k < high and self.noun_at(k) and self.capitals and self.noun_at(k + 1):
            k += 1
        return min(k + 1, high)

    def _addressed(self, k: int) -> int:
        """How many words from ``k`` on name somebody who is told; 0 for none."""
        if self._fits(k, "addressees"):
            return 1
        for size in (2, 3):
            several = " ".join(self.clause.low[k : k + size])
            if word_pattern(self.clause.lexicon.lang, "addressees", "phrases").match(several):
                return size
        return 0

    def phrase_end(self, start: int, high: int, *, governed: bool = False) -> int:
        """Where a noun phrase that opens at word ``start`` ends."""
        clause = self.clause
        k = min(start + 1, high)
        while k < min(high, start + _LONGEST):
            if clause.quotation[k] >= 0 and clause.quotation[k] not in clause.long:
                k += 1
                continue
            if clause.low[k] == ",":
                closed = self.aside_end(k, high)
                return k if closed is None or (governed and closed >= high) else closed
            if self._ends_phrase(start, k):
                break
            k += 1
        return k

    def _ends_phrase(self, start: int, k: int) -> bool:
        clause = self.clause
        if clause.is_stop(k) and clause.low[k] not in "().&/'’":
            return True
        if clause.low[k] == "." or self.verb_at(k):
            return True
        if self._fits(k, "inside"):
            return self._bare_name(start, k)
        lists = ("prepositions", "adverbs", "particles", "pronouns")
        if any(self._fits(k, name) for name in lists):
            return True
        if self._addressed(k) and not self._fits(k - 1, "determiners"):
            return self.clause.tree.pos(k - 1) == "PROPN"
        if self._fits(k, "conjunctions", "and"):
            return not (self.noun_at(k + 1) or self._fits(k + 1, "determiners"))
        return self._fits(k, "conjunctions", "that") or self._bare_name(start, k)

    def _bare_name(self, start: int, k: int) -> bool:
        """Whether a determiner behind a name without one opens something new: "sagte Keller der Zeitung"."""
        known = any(self._fits(k - 1, "kinds", kind) for kind in ("official_unnamed", "anonymous", "titles"))
        return (
            self._fits(k, "determiners")
            and not self._fits(start, "determiners")
            and not known
            and not self._fits(k, "prepositions")
            and self.clause.tree.pos(k - 1) == "PROPN"
        )

    def aside_end(self, comma: int, high: int) -> int | None:
        """Where an apposition or relative clause that opens at a comma ends; None where none does."""
        clause = self.clause
        close = clause.find(
            comma + 1, min(high, comma + _LONGEST), lambda k: clause.low[k] in (",", ".", ":"), comma
        )
        last = high if close is None else close
        if last - comma < 2 or not self._describes(comma + 1) or self._fits(comma + 1, "prepositions"):
            return None
        verbs = [k for k in range(comma + 1, last) if self.verb_at(k)]
        related = self._fits(comma + 1, "relative") and not self.noun_at(comma + 2)
        if related and verbs and verbs[-1] == last - 1 and close is not None and clause.low[close] == ",":
            return last
        opens = self.noun_at(comma + 1) or self._fits(comma + 1, "determiners")
        if (
            verbs
            or not opens
            or self._infinitive(last - 1)
            or (close is not None and clause.low[close] == ":")
        ):
            return None
        return last

    def _infinitive(self, k: int) -> bool:
        plain = not (self.capitals and self.clause.raw[k][0].isupper())
        return plain and self._fits(k, "infinitives")

    def phrase_start(self, low: int, k: int) -> int:
        """Where the noun phrase that ends before word ``k`` begins: at the boundary or verb before it."""
        start = k
        while start > low and k - start < _LONGEST:
            before = start - 1
            if self._bound(before, k) or self.verb_at(before) or self._fits(before, "adverbs"):
                break
            if self._fits(before, "pronouns") or self._fits(before, "joining"):
                break
            start -= 1
        return start

    def ending(self, low: int, k: int) -> Stretch | None:
        """The noun phrase that ends before word ``k``: what a relative clause describes."""
        start = self.phrase_start(low, k)
        heads = [n for n in range(start, k) if self._fits(n, "determiners") or self._fits(n, "prepositions")]
        if heads:
            start = heads[-1] if self._fits(heads[-1], "determiners") else heads[-1] + 1
        return self.clause.stretch(start, k)

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
