"""Who speaks, in Turkish: the noun phrase that opens a clause, told by commas, endings and capitals."""

from __future__ import annotations

import re

from headwater.claims.cued.bearers import bearer_end, is_bare, is_borne, name_start
from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import fits
from headwater.claims.drafts import Stretch

_LONGEST = 24  # words of a source
_LONGEST_ADJUNCT = 18  # words of a time, place or occasion before a comma
_GENITIVE = re.compile(r".*['’](?:[nN]?[ıiuü]n|[sS][ıiuü]n)$")
_CASED = re.compile(
    r".*['’](?:[ydnst]?[ıiuüae]|[dt][ae]n?|[ıiuü]n|n[ıiuü]n|n[dt][ae]n?|l[ae]|yl[ae]|n[ıiuüae])$"
)


class Openings:
    """Noun phrases of one Turkish sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause

    def _fits(self, k: int, table: str, name: str = "words") -> bool:
        return fits(self.clause, k, table, name)

    def _comma(self, start: int, end: int) -> int | None:
        return self.clause.find(start, min(end, start + _LONGEST), lambda k: self.clause.low[k] == ",", start)

    def adjuncts(self, start: int, end: int) -> int:
        """Behind the times, places and occasions at the head of ``[start, end)``, and commas."""
        clause = self.clause
        while start < end:
            if clause.is_stop(start) and not clause.is_mark(start):
                start += 1
                continue
            if self._fits(start, "joining"):
                start += 1
                continue
            comma = self._comma(start, end)
            if comma is not None and comma - start <= _LONGEST_ADJUNCT and self._fits(comma - 1, "adverbial"):
                start = comma + 1
                continue
            length = self._time(start, end)
            if not length:
                break
            start += length
        return start

    def _time(self, start: int, end: int) -> int:
        """How many words at ``start`` tell a time: "geçen hafta", "çarşamba günü"."""
        for length in (3, 2, 1):
            last = start + length - 1
            if (
                last < end
                and self._fits(last, "times")
                and all(self._fits(k, "time_openers") for k in range(start, last))
            ):
                return length
        return 0

    def subject(self, low: int, end: int) -> tuple[Stretch | None, int]:
        """The subject of a clause that ends before word ``end``, and the word behind it."""
        clause = self.clause
        start = self.adjuncts(low, end)
        comma = self._comma(start, end)
        if comma is not None and self._names(start, comma):
            begin = self._behind_participle(start, comma)
            return clause.span(begin, self._trimmed(begin, comma)), comma + 1
        found = self._leading(start, end)
        if found is None:
            return None, start
        begin = self._behind_participle(start, found)
        return (clause.span(begin, found) if begin < found else None), found

    def whole_subject(self, low: int, end: int) -> Stretch | None:
        """The subject in the words before an utterance, without times and addressees."""
        clause, start = self.clause, self.adjuncts(low, end)
        while end > start and clause.is_stop(end - 1) and not clause.is_mark(end - 1):
            end -= 1
        if start < end and self._comma(start, end) is None and self._names(start, end):
            begin = self._behind_participle(start, end)
            return clause.span(begin, self._trimmed(begin, end))
        return self.subject(start, end + 1 if end < len(clause) else end)[0]

    def _names(self, start: int, comma: int) -> bool:
        """Whether the words before a comma can be a subject: no case ending, no verb, no adverb at their end."""
        clause, last = self.clause, comma - 1
        while last > start and self._fits(last, "trailing"):
            last -= 1
        if last < start or clause.words(start, comma) > 18:
            return False
        if any(self._fits(k, "nominalised") for k in range(start, last)) and not any(
            self._fits(k, "participle") for k in range(start, last + 1)
        ):
            return False
        cased = _CASED.match(clause.low[last]) is not None or self._oblique(start, last)
        return not cased and not self._fits(last, "adverbial") and not self._fits(last, "not_subject")

    def _oblique(self, start: int, last: int) -> bool:
        """Whether a plural without an apostrophe is in a case: its genitive, or its accusative where it stands alone."""
        return self._fits(last, "plurals", "cased") or (
            start == last and self._fits(last, "plurals", "possessed")
        )

    def _trimmed(self, start: int, end: int) -> int:
        while end - 1 > start and self._fits(end - 1, "trailing"):
            end -= 1
        return end

    def _behind_participle(self, start: int, end: int) -> int:
        """The word behind the last participle of a phrase: what describes a speaker is not the name."""
        found = start
        for k in range(start, end - 1):
            if (
                self._fits(k, "participle")
                and not self.clause.capital(k)
                and not is_borne(self.clause, k, end)
            ):
                found = k + 1
        return self.adjuncts(found, end) if found == start else found

    def _leading(self, start: int, end: int) -> int | None:
        """Where a subject without a comma ends, unless what follows shows that it is none."""
        found = self._leading_end(start, end)
        governed = found is not None and found < end and self._fits(found, "not_after_subject")
        return None if governed else found

    def _leading_end(self, start: int, end: int) -> int | None:
        """Where a subject ends: with its name, or with a noun that speaks."""
        clause = self.clause
        found: int | None = None
        office = 0  # at which words between a name and its office end
        for k in range(start, min(end - 1, start + _LONGEST)):
            if k < office:
                continue
            if self._fits(k, "called"):
                office = bearer_end(clause, k, end)
                if not is_bare(clause, office - 1) and (ahead := self._ahead_of(start, k, end)):
                    return ahead
                found = office if is_bare(clause, office - 1) else None
            elif (clause.is_stop(k) and clause.low[k] not in '()"“”.') or self._past(found, k):
                break
            elif found is None and self._no_subject(k):
                return None
            elif found is not None and not self._continues(k):
                office = self._compound(k, end)
                if not office:
                    break
            elif self._heads(k):
                found = k + 1
        return found

    def _ahead_of(self, start: int, called: int, end: int) -> int | None:
        """Where a subject ends before a name that somebody else bears: "başkanı | Kuzey adlı köprünün"."""
        first = name_start(self.clause, start, called, end)
        return first if first > start and self._heads(first - 1) else None

    def _past(self, found: int | None, k: int) -> bool:
        """Whether a subject that has its head ends before word ``k``: a name behind a crowd, or another case."""
        if found is None:
            return False
        low = self.clause.low[k]
        other = _CASED.match(low) is not None and not _GENITIVE.match(low)
        return (self._whole(found - 1) and self.clause.capital(k)) or (other and self._continues(k))

    def _heads(self, k: int) -> bool:
        """Whether a word can head a subject: a name or a noun that speaks, in no case."""
        if _CASED.match(self.clause.low[k]) or self._fits(k, "plurals", "cased"):
            return False
        named = self.clause.capital(k) and not self._fits(k, "not_subject")
        return self._fits(k, "speaking_nouns") or named

    def _compound(self, k: int, end: int) -> int:
        """The office at which words behind a name end, if they do: "Kuzey X | dış işleri bakanı"."""
        for n in range(k, min(end - 1, k + 4)):
            if self.clause.is_stop(n) or _CASED.match(self.clause.low[n]):
                return 0
            if self._fits(n, "offices"):
                return n
            if self._fits(n, "speaking_nouns") or self._fits(n, "nominalised") or self._fits(n, "adverbial"):
                return 0
        return 0

    def _whole(self, k: int) -> bool:
        """Whether a noun ends a subject, so that a capital behind it begins what is said."""
        return not self.clause.capital(k) and self._fits(k, "speaking_nouns") and self._fits(k, "closed")

    def _no_subject(self, k: int) -> bool:
        """Whether a word at the head of a clause shows that its subject was dropped."""
        noun = self._fits(k, "nominalised") and not self._fits(k, "speaking_nouns")
        return noun or self._fits(k, "adverbial")

    def _continues(self, k: int) -> bool:
        """Whether a word can go on with a subject that has its name already."""
        return self.clause.capital(k) or self._fits(k, "speaking_nouns") or self._fits(k, "linking")

    def behind_listener(self, start: int, end: int) -> int:
        """The word behind the outlet to which something is told at the head of ``[start, end)``."""
        told = next((k for k in range(start, min(end, start + 5)) if self._fits(k, "outlets")), None)
        names = told is not None and all(self.clause.capital(k) for k in range(start, told))
        return told + 1 if told is not None and names else start

    def behind(self, start: int, high: int) -> Stretch | None:
        """The subject behind a cue that describes it."""
        clause = self.clause
        comma = self._comma(start, high)
        if comma is not None and self._names(start, comma):
            return clause.span(start, comma)
        end = self._leading(start, high)
        return clause.span(start, end) if end else None

    def before(self, low: int, k: int) -> Stretch | None:
        """The noun phrase right before "göre"."""
        clause, start = self.clause, k
        while start > low and k - start < _LONGEST:
            if clause.low[start - 1] in (",", ";", ":", "(") and clause.open_at(start - 1, k - 1):
                break
            if self._fits(start - 1, "joining") or self._fits(start - 1, "participle"):
                break
            start -= 1
        start = name_start(clause, low, self.adjuncts(start, k), k)
        end = k
        while end > start and (
            self._time(end - 1, end) or (self._time(end - 2, end) == 2 and end - 2 > start)
        ):
            end -= 1
        if start >= end:
            return None
        first, last = clause.span(start, end)
        cut = re.search(r"['’][^\W\d]{1,5}$", clause.text[first:last])
        return (first, first + cut.start()) if cut else (first, last)

    def first_of(self, source: Stretch) -> int:
        """The word at which a source begins."""
        tokens = self.clause.tree.tokens
        return next((k for k, t in enumerate(tokens) if t.start >= source[0]), len(tokens))
