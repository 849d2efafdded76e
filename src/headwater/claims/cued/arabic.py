"""Reported speech in Arabic: the verb opens the clause, the speaker follows, then what is said."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.claims.cued.citing import Citation, Citations
from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import Cue, find_cues, fits
from headwater.claims.cued.drafting import Found
from headwater.claims.cued.followers import Followers
from headwater.claims.cued.phrases import is_definite, noun_kind
from headwater.claims.drafts import Stretch

_TO_SOMEONE = ("demand", "order")  # whoever is asked follows whoever asks
_STOPS = ("،", ",", ".", "؛", ":")
_NEAR = 12  # words from a cue to a verbal noun that is what is said
_REACH = 32  # words from a cue to what is said: speakers and their offices are long


class Arabic:
    """Reads one sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.followers = Followers(clause)
        self.citations = Citations(find_cues(clause), self._citation)
        self.cues = [cue for cue in self.citations.speaking if cue.first == 0 or not self._unsaid(cue)]

    def _unsaid(self, cue: Cue) -> bool:
        """Whether a verb tells of a thing ("which shows"), or of what nobody said."""
        k, denies = cue.first - 1, cue.kind in ("deny", "accuse")
        if fits(self.clause, cue.first, "initial", "words") and not self.clause.is_stop(k):
            return True  # "via" inside a clause, "expressed" at its head
        return fits(self.clause, k, "things", "words") or (
            not denies and cue.skip == 0 and fits(self.clause, k, "unsaid", "words")
        )

    def read(self) -> Iterator[Found]:
        """Everything found, in the order of the cues; whom a speaker cites behind him."""
        yield from self.citations.attached(list(self._told()), self._alone)

    def _told(self) -> Iterator[Found]:
        last: Found | None = None
        for n, cue in enumerate(self.cues):
            low, high = self.clause.scope(cue.first)
            later = next((c.first for c in self.cues[n + 1 :] if "manner" not in c.verb.takes), high)
            found = self._one(cue, low, high, later, last)
            if found is not None:
                yield found
                last = found if found.source else last

    def _citation(self, cue: Cue) -> Citation:
        clause, (_, high) = self.clause, self.clause.scope(cue.first)
        stop = clause.find(cue.end + 1, high, lambda k: self._opens_said(k), cue.first)
        end, source = self.followers.governed(cue.end, high if stop is None else stop)
        return Citation(cue, cue.first, end, source)

    def _opens_said(self, k: int) -> bool:
        """Whether what is said begins with a word: a conjunction or a long quotation."""
        clause = self.clause
        return clause.quotation[k] in clause.long or (
            fits(clause, k, "conjunctions", "that") and not self._lettered(k, len(clause))
        )

    def _alone(self, cue: Cue) -> Found | None:
        return self._phrase(cue, *self.clause.scope(cue.first))

    def _one(self, cue: Cue, low: int, high: int, later: int, last: Found | None) -> Found | None:
        takes = cue.verb.takes
        if "source_follows" in takes:
            return self._phrase(cue, low, high)
        opening = self._opening(cue, high, later)
        if opening is None:
            return self._without(cue, low, high, last)
        edge, start = opening
        end = self._end(start, high, cue)
        said = self.clause.stretch(start, end)
        if said is None or (end - start == 1 and fits(self.clause, start, "not_speakers", "words")):
            return None  # "she spoke of that, saying ..."
        return Found(cue, self._speaker(cue, low, edge, last), (said,))

    def _speaker(self, cue: Cue, low: int, edge: int, last: Found | None) -> Stretch | None:
        """Who stands between the cue and what is said, else before the cue, else who spoke before."""
        if "impersonal" in cue.verb.takes:
            return None
        if "manner" in cue.verb.takes:
            return last.source if last else self.followers.opening(low, cue.first)
        cited = self.citations.within(cue.end, edge)
        edge = cited.first if cited else edge
        someone_told = "addressed" in cue.verb.takes or cue.kind in _TO_SOMEONE
        before = self._before_perfect(cue, low) if "addressed" in cue.verb.takes else None
        found = before or self.followers.between(cue.end, edge, addressed=someone_told)
        if found is not None or self._bare(cue):
            return found
        if cue.skip or fits(self.clause, cue.first - 1, "shared", "words"):
            return last.source if last else self.followers.opening(low, cue.first)
        return self.followers.before(low, cue.first)

    def _before_perfect(self, cue: Cue, low: int) -> Stretch | None:
        """The subject between "that" and "has", before a cue that an addressee follows: "that X has told Y"."""
        clause, k = self.clause, cue.first - 1
        if k <= low or not fits(clause, k, "perfect", "words"):
            return None
        first = next((n for n in range(k - 1, max(low, k - _NEAR) - 1, -1) if self._opens_said(n)), None)
        return clause.span(first + 1, k) if first is not None and first + 1 < k else None

    def _bare(self, cue: Cue) -> bool:
        """Whether a cue opens its clause, so that nobody can stand before it."""
        return cue.first == self.clause.scope(cue.first)[0]

    # --------------------------------------------------------------- what is said

    def _opening(self, cue: Cue, high: int, later: int) -> tuple[int, int] | None:
        """Where the speaker ends, and where what is said begins: behind a conjunction, a colon or a mark."""
        clause = self.clause
        if cue.end - cue.first > 1 and fits(clause, cue.end - 1, "conjunctions", "about"):
            return cue.end, cue.end
        for k in self._looked_at(cue.end, min(high, cue.end + _REACH)):
            if not clause.open_at(k, cue.first):
                if clause.quotation[k] in clause.long and "object" not in cue.verb.takes:
                    return (k, k)
                continue
            if clause.low[k] == ":":
                return self._behind_colon(cue, k, high)
            if fits(clause, k, "conjunctions", "that") and not self._lettered(k, high):
                return k, k + 1
            if clause.low[k] in (".", "؛", ";") or (k >= later and k > cue.end):
                return None
            if "about" in cue.verb.takes and fits(clause, k, "conjunctions", "about"):
                if self._told_with(k, high):
                    continue
                inner = k + 1 < high and fits(clause, k + 1, "conjunctions", "that")
                return (k, k + 2) if inner else (k, k + 1)
        return None

    def _looked_at(self, start: int, end: int) -> Iterator[int]:
        """The words in ``[start, end)`` that are not those of a citation."""
        cited = self.citations.within(start, end)
        return (k for k in range(start, end) if cited is None or not cited.first <= k < cited.end)

    def _told_with(self, k: int, high: int) -> bool:
        """Whether what is said opens further on: word ``k`` then belongs to the speaker's name.

        It opens with "bi-anna", or with a quotation behind a colon.
        """
        clause = self.clause
        end = clause.find(k, min(high, k + _REACH), lambda n: clause.low[n] in ("،", ",", ".", ":"), k)
        if end is not None and clause.low[end] == ":" and end + 1 < high:
            return clause.quotation[end + 1] in clause.long
        return any(
            clause.low[n].startswith("بان") and fits(clause, n, "conjunctions", "that")
            for n in range(k + 1, min(high, k + _REACH) if end is None else end)
        )

    def _lettered(self, k: int, high: int) -> bool:
        """Whether a word only looks like a conjunction: a letter in the name of a channel."""
        clause = self.clause
        if clause.low[k] != "ان" or not fits(clause, k - 1, "letters", "words"):
            return False
        return clause.low[k - 1] == "سي" or (k + 1 < high and fits(clause, k + 1, "letters", "words"))

    def _behind_colon(self, cue: Cue, k: int, high: int) -> tuple[int, int]:
        clause = self.clause
        nxt = k + 1
        while nxt < high and (fits(clause, nxt, "conjunctions", "that") or clause.low[nxt] == ":"):
            nxt += 1
        return k, nxt

    def _end(self, start: int, high: int, cue: Cue) -> int:
        """Where what is said ends: before the reporter's next words."""
        clause = self.clause
        if (
            start < high
            and clause.quotation[start] in clause.long
            and clause.quotation[start] != clause.quotation[cue.first]
        ):
            n, end = clause.quotation[start], start
            while end < high and clause.quotation[end] == n:
                end += 1
            return end
        for other in self.cues:
            if other.first <= start + 1 or other.first >= high or not clause.open_at(other.first, start):
                continue
            k = other.first - 1
            if fits(clause, k, "shared", "words") and k > start + 3 and not clause.low[k].startswith("ا"):
                return k
            if other.skip and other.first > start + 3 and "impersonal" not in other.verb.takes:
                return other.first
            if "manner" in other.verb.takes or (
                "source_follows" in other.verb.takes and clause.low[k] in ("،", ",")
            ):
                return k if clause.low[k] in ("،", ",") else other.first
        return high

    def _without(self, cue: Cue, low: int, high: int, last: Found | None) -> Found | None:
        """A cue behind what is said, or one that takes an object."""
        clause, p = self.clause, cue.first - 1
        takes = cue.verb.takes
        if "noun" in takes and cue.end < high:
            found = self._announced(cue, low, high, last)
            if found is not None:
                return found
        if ("object" in takes or "with" in takes) and cue.end < high:
            found = self._object(cue, low, high, last)
            if found is not None or "object" in takes:
                return found
        quoted = p > low and (clause.quotation[p] in clause.long or clause.low[p] in ("،", ","))
        if not quoted or "quote" not in takes:
            return None
        start = self.followers.utterance_start(low, p)
        if clause.words(start, p + 1) < 3 or not (clause.quoted(p) or clause.quoted(p - 1)):
            return None
        said = clause.stretch(start, p + 1)
        source = self.followers.between(cue.end, self._until(cue.end, high))
        if source is None and "manner" in takes and last is not None:
            source = last.source
        return Found(cue, source, (said,)) if said else None

    def _until(self, start: int, high: int) -> int:
        clause = self.clause
        return clause.find(start, high, lambda k: clause.low[k] in (".", "؛", ":")) or high

    def _announced(self, cue: Cue, low: int, high: int, last: Found | None) -> Found | None:
        """A verbal noun that is what is said, behind the speaker: "announced | the killing of ten"."""
        clause = self.clause
        end = clause.find(cue.end, high, lambda k: clause.low[k] in _STOPS, cue.first) or high
        near = min(end, cue.end + _NEAR)
        k = clause.find(
            cue.end, near, lambda n: fits(clause, n, "announced", "words") and not self._owns(cue, n)
        )
        said = None if k is None else clause.stretch(k, self._end(k, end, cue))
        if k is None or said is None or end - k < 2:
            return None
        return Found(cue, self._speaker(cue, low, k, last), (said,))

    def _object(self, cue: Cue, low: int, high: int, last: Found | None) -> Found | None:
        """What an accusation, a promise or a demand governs, behind a preposition."""
        clause = self.clause
        end = clause.find(cue.end, high, lambda k: clause.low[k] in ("،", ",", ".", "؛"), cue.first) or high
        governed = "governed" if "object" in cue.verb.takes else "with"
        words = [
            k for k in range(cue.end, min(end, cue.end + 10)) if fits(clause, k, "conjunctions", governed)
        ]
        if len(words) > 1 and words[0] == cue.end and clause.raw[cue.end][0] == "ب":
            words = words[1:]  # the speaker's name begins with the letter of the preposition
        if cue.kind in _TO_SOMEONE and (asked := self._asked(cue, words[0] if words else end)) is not None:
            words = [asked]
        for k in words[:1]:
            if k >= cue.end:
                said = clause.stretch(k, end)
                source = self._speaker(cue, low, k, last)
                if said is None:
                    return None
                start = said[0] + (1 if clause.raw[k][0] == "ب" and k == self._word_at(said[0]) else 0)
                return Found(cue, source, ((start, said[1]),))
        return None

    def _asked(self, cue: Cue, end: int) -> int | None:
        """The verbal noun that is what somebody is asked for, before word ``end``: "urged | the people | to give blood".

        With the article alone it follows whoever is asked; behind a noun without one it would be that noun's owner.
        """
        clause, near = self.clause, min(end, cue.end + _NEAR)
        for k in range(cue.end + 1, near):
            if not fits(clause, k, "asked", "words"):
                continue
            if clause.low[k].startswith("لل") or self._behind_definite(cue, k):
                return k
        return None

    def _behind_definite(self, cue: Cue, k: int) -> bool:
        """Whether a definite noun that opens no name with word ``k`` stands before it."""
        return k - 1 >= cue.end and is_definite(self.clause.low[k - 1], self.clause.lexicon)

    def _word_at(self, character: int) -> int:
        tokens = self.clause.tree.tokens
        return next((k for k, t in enumerate(tokens) if t.start == character), -1)

    def _owns(self, cue: Cue, k: int) -> bool:
        """Whether a definite noun belongs to the body before it: "the ministry of | health"."""
        low, lang = self.clause.low, self.clause.lexicon.lang
        body = k > cue.end and noun_kind(lang, low[k - 1]) is not None
        return body and low[k].startswith("ال") and not is_definite(low[k - 1], self.clause.lexicon)

    # --------------------------------------------------------------- "وفقًا ل..."

    def _phrase(self, cue: Cue, low: int, high: int) -> Found | None:
        clause = self.clause
        end, source = self.followers.governed(cue.end, high)
        if cue.end < high and fits(clause, cue.end, "not_speakers", "words"):
            source = None
        opens = clause.words(low, cue.first) <= 1
        if not opens:
            start = self.followers.utterance_start(low, cue.first)
            said = clause.stretch(start, cue.first)
        else:
            after = end
            while after < high and (
                (clause.is_stop(after) and not clause.is_mark(after))
                or fits(clause, after, "conjunctions", "that")
            ):
                after += 1
            said = clause.stretch(after, high)
        if said is None:
            return None
        return Found(cue, source, (said,), how="phrase")
