"""Reported speech in Russian: cue before its clause, after what is said, or between its halves."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.claims.cued.citing import Citation, Citations
from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import Cue, find_cues, fits
from headwater.claims.cued.drafting import Found
from headwater.claims.cued.subjects import Subjects
from headwater.claims.drafts import Stretch

_REACH = 16  # words from a cue to the conjunction that opens what is said


class Russian:
    """Reads one sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.subjects = Subjects(clause)
        self.citations = Citations(find_cues(clause), self._citation)
        self.cues = self.citations.speaking

    def read(self) -> Iterator[Found]:
        """Everything found, in the order of the cues; whom a speaker cites behind him."""
        yield from self.citations.attached(list(self._told()), self._alone)

    def _told(self) -> Iterator[Found]:
        before: Found | None = None
        for n, cue in enumerate(self.cues):
            low, high = self.clause.scope(cue.first)
            later = self.cues[n + 1].first if n + 1 < len(self.cues) else high
            found = self._one(cue, low, high, later, before)
            if found is not None:
                yield found
                before = found if found.source else before

    def _citation(self, cue: Cue) -> Citation:
        _, high = self.clause.scope(cue.first)
        end, source = self.subjects.governed(cue.end, high)
        if source is not None:
            verb = next((k for k in range(cue.end + 1, end) if fits(self.clause, k, "finite", "words")), None)
            end = verb if verb is not None and not self.clause.capital(verb) else end
        return Citation(cue, cue.first, end, source)

    def _alone(self, cue: Cue) -> Found | None:
        return self._phrase(cue, *self.clause.scope(cue.first))

    def _blank(self, k: int) -> bool:
        return self.clause.low[k] == "," or fits(self.clause, k, "adverbs", "words")

    def _one(self, cue: Cue, low: int, high: int, later: int, before: Found | None) -> Found | None:
        if "source_follows" in cue.verb.takes:
            return self._phrase(cue, low, high)
        after = self._said_after(cue, high, later)
        if after is not None:
            return self._built(cue, low, after, before)
        found = self._said_before(cue, low, high)
        if found is not None:
            return found
        said = self._object(cue, high)
        return None if said is None else self._built(cue, low, said, before)

    # ----------------------------------------------------------- "X сказал, что ..."

    def _built(self, cue: Cue, low: int, said: Stretch, before: Found | None) -> Found | None:
        if "impersonal" in cue.verb.takes:
            found = self.subjects.place_before(low, cue.first)
        else:
            first = self.citations.start(low, cue.first, self._blank)
            if first < cue.first and self.clause.low[first - 1] == ",":
                first -= 1
            found = self.subjects.before(low, first)
            if found is None and self.subjects.shared(low, first):
                found = before.source if before else self.subjects.opening(low, first)
            if found is None and not fits(self.clause, cue.first, "participles", "words"):
                end = self._until(cue.end, said[0])
                cited = self.citations.within(cue.end, end)
                found = self.subjects.between(cue.end, cited.first if cited else end)
        return Found(cue, found, (said,))

    def _until(self, start: int, character: int) -> int:
        """The first word from ``start`` on that begins at or after a character."""
        tokens = self.clause.tree.tokens
        return next((k for k in range(start, len(tokens)) if tokens[k].start >= character), len(tokens))

    def _said_after(self, cue: Cue, high: int, later: int) -> Stretch | None:
        """What follows a conjunction or a colon behind the cue."""
        clause = self.clause
        end = min(high, cue.end + _REACH)
        for k in range(cue.end, end):
            if not clause.open_at(k, cue.first):
                if clause.quotation[k] in clause.long and clause.low[k - 1] == ":":
                    return clause.stretch(k, self._end(k, high))
                continue
            if clause.low[k] == ":":
                return clause.stretch(k + 1, high)
            if clause.low[k] == ";" or clause.is_dash(k) or (k > later and k != cue.end):
                return None
            if fits(clause, k, "conjunctions", "that") and self._opens(k):
                return clause.stretch(k + 1, self._end(k + 1, high))
            how = k + 1 < end and fits(clause, k + 1, "conjunctions", "how") and not self._cue_near(k + 1)
            if clause.low[k] == "," and how and not fits(clause, k - 1, "conjunctions", "before_how"):
                return clause.stretch(k + 1, self._end(k + 1, high))
        return self._quoted_after(cue, high)

    def _opens(self, k: int) -> bool:
        return self.clause.low[k - 1] == "," or fits(self.clause, k - 1, "conjunctions", "before_that")

    def _quoted_after(self, cue: Cue, high: int) -> Stretch | None:
        """An utterance in quotation marks right behind the cue."""
        clause, k = self.clause, cue.end
        if (
            k < high
            and clause.quotation[k] in clause.long
            and clause.quotation[k] != clause.quotation[cue.first]
        ):
            end = k
            while end < high and clause.quotation[end] == clause.quotation[k]:
                end += 1
            return clause.stretch(k, end)
        return None

    def _end(self, start: int, high: int) -> int:
        """Where what is said ends: before the reporter's next words."""
        clause = self.clause
        for k in range(start + 2, high - 1):
            if clause.low[k] != "," or not clause.open_at(k, start):
                continue
            nxt = k + 1
            joined = fits(clause, nxt, "conjunctions", "and") and nxt + 1 < high
            if fits(clause, nxt, "participles", "words"):
                return k
            if joined and self._cue_at(nxt + 1):
                return k
        return high

    def _cue_at(self, k: int) -> bool:
        return any(cue.first == k for cue in self.cues)

    def _cue_near(self, k: int) -> bool:
        """Whether a cue begins at word ``k`` or behind it: ", как сообщает X"."""
        return self._cue_at(k) or self._cue_at(k + 1) or any(c.cue.first == k for c in self.citations.found)

    # ----------------------------------------------------------- "...", сказал X

    def _said_before(self, cue: Cue, low: int, high: int) -> Found | None:
        """What stands before the cue, and before a comma or dash."""
        clause, p = self.clause, cue.first - 1
        if "impersonal" in cue.verb.takes or "quote" not in cue.verb.takes:
            return None
        while p > low and not clause.is_stop(p) and fits(clause, p, "adverbs", "words"):
            p -= 1
        if p <= low or not (clause.is_dash(p) or clause.low[p] in (",", "»", '"', "”", "?", "!", ".")):
            return None
        start = self.subjects.utterance_start(low, p)
        said = clause.stretch(start, p)
        if said is None or fits(clause, cue.first, "participles", "words"):
            return None
        end, source = self._behind(cue, high)
        if source is None and clause.low[p] == "," and not clause.quoted(p - 1):
            return None
        if source is not None and clause.low[p] == "," and end + 1 < high and clause.low[end] == ",":
            rest = clause.stretch(end + 1, high)  # "At the port, he added, the cranes stand still"
            if rest is not None and clause.words(end, high) > 2 and not clause.quoted(p - 1):
                return Found(cue, source, (said, rest))
        if clause.low[p] == "," and clause.words(start, p) < 3 and not clause.quoted(start):
            return None
        return Found(cue, source, self._halves(said, end, high))

    def _behind(self, cue: Cue, high: int) -> tuple[int, Stretch | None]:
        """Who stands behind a cue, or what text: "..., the report says"; and the word after it."""
        if "impersonal" in cue.verb.takes:
            within = cue.end < high and fits(self.clause, cue.end, "prepositions", "words")
            return self.subjects.governed(cue.end + 1, high) if within else (cue.end, None)
        cited = self.citations.within(cue.end, high)
        return self.subjects.after(cue.end, cited.first if cited else high)

    def _halves(self, said: Stretch, end: int, high: int) -> tuple[Stretch, ...]:
        """What is said with its second half, where a dash and more words follow the source."""
        clause = self.clause
        dash = clause.find(end, min(high, end + 8), clause.is_dash)
        rest = clause.stretch(dash + 1, high) if dash is not None else None
        if rest is None or clause.words(dash or 0, high) < 3:
            return (said,)
        return (said, rest)

    # ----------------------------------------------------------- objects

    def _object(self, cue: Cue, high: int) -> Stretch | None:
        """What the cue governs without a clause: "о ...", or the object of an accusation or promise."""
        clause, start = self.clause, cue.end
        if start >= high:
            return None
        about = clause.find(
            start, min(high, start + 6), lambda k: clause.low[k] in ("о", "об", "обо"), cue.first
        )
        if about is not None and "about" in cue.verb.takes and not self._stops(start, about):
            return clause.stretch(about + 1, self._phrase_end(about + 1, high))
        if "open" in cue.verb.takes:
            verb = clause.find(start, min(high, start + 6), lambda k: fits(clause, k, "infinitives", "words"))
            if verb is not None and not self._stops(start, verb):
                return clause.stretch(verb, self._phrase_end(verb, high))
        if "object" in cue.verb.takes:
            return clause.stretch(start, self._phrase_end(start, high))
        return None

    def _stops(self, start: int, end: int) -> bool:
        return any(self.clause.low[k] in (",", ":", ";") for k in range(start, end))

    def _phrase_end(self, start: int, high: int) -> int:
        """The comma or full stop at which a phrase ends."""
        clause = self.clause
        stop = clause.find(
            start + 1, high, lambda k: clause.low[k] in (",", ";", ".") or clause.is_dash(k), start
        )
        return high if stop is None else stop

    # ----------------------------------------------------------- "по словам X"

    def _phrase(self, cue: Cue, low: int, high: int) -> Found | None:
        clause = self.clause
        if cue.end < high and fits(clause, cue.end, "relative", "words"):
            source = self.subjects.ending(low, cue.first)
            said = clause.stretch(cue.end + 1, high)
            return Found(cue, source, (said,), how="phrase") if said and source else None
        end, source = self.subjects.governed(cue.end, high)
        if source is None:
            return None
        after = end + 1 if end < high and clause.low[end] == "," else end
        start = self.subjects.utterance_start(low, cue.first)
        opens = clause.words(start, cue.first) <= 2
        ends = clause.words(after, high) < 3
        part = (after, high) if opens or not ends else (start, cue.first)
        if not opens and not ends:
            comma = clause.find(start, cue.first, lambda k: clause.low[k] == ",", cue.first)
            related = clause.low[cue.first - 1] == "," and comma is not None
            part = part if related or clause.low[cue.first - 1] == "," else (start, cue.first)
        said = clause.stretch(*part)
        return Found(cue, source, (said,), how="phrase") if said else None
