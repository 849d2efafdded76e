"""Noun phrases of a sentence in a language whose lexicon lists its function words, and how far they go."""

from __future__ import annotations

from headwater.claims.cued.patterns import word_pattern
from headwater.claims.cued.word_classes import WordClasses
from headwater.claims.drafts import Stretch

_LONGEST = 24  # words of a source


class NounPhrases(WordClasses):
    """Noun phrases of one sentence."""

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

    def _describes(self, k: int) -> bool:
        return not any(self._fits(k, name) for name in ("subordinating", "joining")) and not self._fits(
            k, "conjunctions", "that"
        )
