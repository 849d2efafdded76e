"""Who speaks, in Arabic: the noun phrase behind a cue, or before one that comes second."""

from __future__ import annotations

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import fits
from headwater.claims.cued.phrases import noun_kind
from headwater.claims.drafts import Stretch

_LONGEST = 26  # words of a source
_LONGEST_BEFORE = 14  # words of a source before its cue
_COMMAS = ("،", ",")
_ADJECTIVE = ("ي", "ية", "يه")
_ACCUSATIVE = "\u064b"  # the sign of an indefinite noun that is no subject


class Followers:
    """Noun phrases of one Arabic sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause

    def _fits(self, k: int, table: str, name: str = "words") -> bool:
        return fits(self.clause, k, table, name)

    def utterance_start(self, low: int, p: int) -> int:
        """Where what is said before word ``p`` begins: at its quotation, else at the sentence's first word."""
        clause, k = self.clause, p - 1 if clause_stop(self.clause, p) else p
        n = clause.quotation[k] if k >= low else -1
        if n >= 0 and n in clause.long:
            start = k
            while start > low and clause.quotation[start - 1] == n:
                start -= 1
            if clause.words(low, start) == 0:
                return start
        return low

    def between(self, start: int, end: int, addressed: bool = False) -> Stretch | None:
        """The speaker in ``[start, end)``, behind a cue, without times, places and those spoken to."""
        clause = self.clause
        while start < end and (
            (clause.is_stop(start) and not clause.is_mark(start)) or self._fits(start, "adverbs")
        ):
            start += 1
        if start >= end or self._opens_adjunct(start, end) or self._mute(start, end):
            return None
        if _ACCUSATIVE in clause.raw[start]:
            return None  # an object, not a subject
        k, commas = start + 1, 0
        while k < end and k - start < _LONGEST:
            if clause.quoted(k) and not clause.quoted(start):
                k += 1
                continue
            if clause.low[k] in _COMMAS:
                if commas or not self._describes(k + 1, end):
                    break
                commas += 1
            elif self._ends(k, end, commas) or (addressed and self._someone_told(start, k)):
                break
            k += 1
        while (
            k > start + 1 and clause.is_stop(k - 1) and not clause.is_mark(k - 1) and clause.low[k - 1] != ")"
        ):
            k -= 1
        return clause.span(start, k) if k > start else None

    def _someone_told(self, start: int, k: int) -> bool:
        """Whether whoever is told or asked begins at word ``k``, behind who tells or asks."""
        asked = self.clause.low[k] == "من" and self._next_noun(start, k, k + 1)
        return self._fits(k, "addressed") or self._next_noun(start, k, k) or asked

    def _next_noun(self, start: int, k: int, noun: int) -> bool:
        """Whether the noun of people or bodies at ``noun`` begins another phrase at ``k``, behind a definite noun.

        What a noun owns follows it only where it has no article: "the police | people of the district"; and a noun
        with the article is no adjective of the one before it: "the hospital | the people".
        """
        low, lang = self.clause.low, self.clause.lexicon.lang
        definite = k > start and low[k - 1].startswith("ال")
        kind = noun_kind(lang, low[noun]) if noun < len(low) else None
        if not definite or kind is None or self._fits(noun, "kinds", "titles"):
            return False
        return kind == "anonymous" or not (low[noun].startswith("ال") and low[noun].endswith(_ADJECTIVE))

    def _mute(self, k: int, end: int) -> bool:
        """Whether a word cannot open the name of a speaker; "what is called X" can."""
        called = k + 1 < end and self._fits(k + 1, "called")
        return self._fits(k, "not_speakers") and not called

    def _ends(self, k: int, end: int, commas: int) -> bool:
        """Whether a word cannot belong to the name any more."""
        clause = self.clause
        if clause.low[k] in (".", ":", "؛") or clause.is_dash(k):
            return True
        if (
            self._fits(k, "relative")
            or self._fits(k, "clause_openers")
            or self._fits(k, "adverbs")
            or self._fits(k, "manner")
            or self._fits(k, "addressees")
        ):
            return True
        return self._opens_adjunct(k, end)

    def _opens_adjunct(self, k: int, end: int) -> bool:
        """Whether a time, an occasion or the like begins here."""
        if self._fits(k, "times"):
            return True
        if self._fits(k, "prepositions"):
            return any(
                self._fits(n, "occasions") or self._fits(n, "times") for n in range(k + 1, min(end, k + 4))
            )
        return False

    def _describes(self, k: int, end: int) -> bool:
        """Whether words behind a comma describe the name before it."""
        if k >= end:
            return False
        blocked = any(self._fits(k, t) for t in ("relative", "prepositions", "manner", "times", "joining"))
        return not blocked and not self._opens_adjunct(k, end)

    def before(self, low: int, k: int) -> Stretch | None:
        """The speaker before a cue that comes second: a headline's, or a relative clause's."""
        clause, end = self.clause, k
        if end > low and self._fits(end - 1, "relative"):
            return self._ending(low, end - 1)
        while end > low and (self._fits(end - 1, "joining") or clause.low[end - 1] in _COMMAS):
            end -= 1
        if end < k:
            return None if any(self._fits(n, "joining") for n in range(end, k)) else self.opening(low, end)
        start = end
        while (
            start > low
            and end - start < _LONGEST_BEFORE
            and clause.low[start - 1] not in (*_COMMAS, ":", "؛", ".")
            and not self._fits(start - 1, "joining")
        ):
            start -= 1
        while start < end and (
            self._fits(start, "joining") or (clause.is_stop(start) and not clause.is_mark(start))
        ):
            start += 1
        contrast = start > low and self._fits(start - 1, "contrast")  # the noun behind "but" opens its clause
        if (
            start >= end
            or (start > low + 1 and not contrast)
            or self._fits(start, "prepositions")
            or self._opens_adjunct(start, end)
            or self._mute(start, end)
        ):
            return None
        if not contrast and any(self._fits(n, "prepositions") for n in range(start, end)):
            return None
        return clause.span(start, end)

    def _ending(self, low: int, end: int) -> Stretch | None:
        """The noun phrase that a relative clause describes."""
        clause = self.clause
        while end > low and clause.is_stop(end - 1) and not clause.is_mark(end - 1):
            end -= 1
        start = end
        while start > low and end - start < 6 and not clause.is_stop(start - 1):
            if self._fits(start - 1, "prepositions") or self._fits(start - 1, "joining"):
                break
            start -= 1
        return clause.span(start, end) if start < end else None

    def opening(self, low: int, k: int) -> Stretch | None:
        """The first speaker of a sentence whose verb opens it: the words behind its first word."""
        clause, start = self.clause, low
        while start < k and (clause.is_stop(start) or self._fits(start, "joining")):
            start += 1
        if start + 1 >= k or self._fits(start, "prepositions") or self._opens_adjunct(start, k):
            return None
        end = start + 1
        while (
            end < k
            and end - start <= 4
            and not self._objects(start + 1, end)
            and not clause.is_stop(end)
            and not self._ends(end, k, 0)
            and not self._fits(end, "prepositions")
        ):
            end += 1
        return clause.span(start + 1, end) if end > start + 1 else None

    def _objects(self, first: int, k: int) -> bool:
        """Whether a definite noun behind a name begins the verb's object."""
        lang = self.clause.lexicon.lang
        name = self.clause.capital(first) and noun_kind(lang, self.clause.low[first]) is None
        return (
            k > first
            and name
            and not self._fits(first, "kinds", "titles")
            and self.clause.low[k].startswith("ال")
        )

    def governed(self, start: int, high: int) -> tuple[int, Stretch | None]:
        """The noun phrase that a preposition governs, and the word after it."""
        clause, k, commas = self.clause, start, 0
        while k < high and k - start < _LONGEST:
            if clause.quoted(k) and k > start and not clause.quoted(start):
                k += 1
                continue
            if clause.low[k] in _COMMAS:
                close = clause.find(k + 1, min(high, k + 10), lambda n: clause.low[n] in _COMMAS)
                if (
                    commas
                    or close is None
                    or not self._describes(k + 1, high)
                    or not self._fits(k + 1, "describing")
                ):
                    break
                commas += 1
            elif k == start and self._fits(k, "addressees"):
                pass  # "according to the commission": what else would be whom it is told to
            elif self._ends(k, high, commas) or (k > start and self._fits(k, "opens_clause")):
                break
            k += 1
        if k <= start:
            return start, None
        first, last = clause.span(start, k)
        while last > first and clause.text[last - 1] in " ،,.":
            last -= 1
        head = clause.raw[start]
        if head.startswith("ل") and not head.startswith("لل") and len(head) > 3:
            first += 1
        return k, (first, last)


def clause_stop(clause: Clause, k: int) -> bool:
    """Whether word ``k`` is a comma or the like."""
    return clause.is_stop(k) and not clause.is_mark(k)
