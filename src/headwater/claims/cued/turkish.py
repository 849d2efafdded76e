"""Reported speech in Turkish: the cue closes the sentence, the speaker opens it, what is said stands between."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.claims.cued.citing import Citation, Citations
from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import Cue, find_cues, fits
from headwater.claims.cued.drafting import Found
from headwater.claims.cued.openings import Openings
from headwater.claims.drafts import Stretch


class Turkish:
    """Reads one sentence."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.openings = Openings(clause)
        self.citations = Citations(find_cues(clause), self._citation)
        self.cues = self.citations.speaking

    def read(self) -> Iterator[Found]:
        """Everything found, in the order of the cues; whom a speaker cites behind him."""
        yield from self.citations.attached(list(self._told()), self._alone)

    def _told(self) -> Iterator[Found]:
        done: dict[tuple[int, int], int] = {}  # by scope: the word behind the last cue that was read in it
        last: Found | None = None
        for cue in self.cues:
            low, high = self.clause.scope(cue.first)
            start = self._restart(done.get((low, high), low), cue)
            start = self._behind_phrase(start, cue)
            found = self._one(cue, start, high)
            if found is None:
                continue
            if found.source is None and start > low and last is not None and not self._passive(cue):
                found = Found(cue, last.source, found.parts)
            yield found
            if "source_precedes" not in cue.verb.takes:
                done[(low, high)] = cue.end
                last = found if found.source else last
        yield from self._opened(done)

    def _citation(self, cue: Cue) -> Citation:
        low, _ = self.clause.scope(cue.first)
        source = self.openings.before(low, cue.first)
        first = self.openings.first_of(source) if source else cue.first
        return Citation(cue, first, cue.end, source)

    def _alone(self, cue: Cue) -> Found | None:
        return self._by(cue, *self.clause.scope(cue.first))

    def _opened(self, done: dict[tuple[int, int], int]) -> Iterator[Found]:
        """An utterance that a speaker opens and a later sentence closes: its cue stands there."""
        clause = self.clause
        start = next(
            (k for k in range(clause.first, len(clause)) if clause.quotation[k] in clause.long), None
        )
        if start is None or start == clause.first or (clause.first, len(clause)) in done:
            return
        n = clause.quotation[start]
        said_at = fits(clause, start - 1, "occasions", "words")
        if clause.quotation[-1] != n or not (clause.low[start - 1] in (",", ":") or said_at):
            return
        source = self.openings.whole_subject(clause.first, start)
        said = clause.stretch(start, len(clause))
        if source is not None and said is not None:
            yield Found(None, source, (said,))

    def _passive(self, cue: Cue) -> bool:
        return "impersonal" in cue.verb.takes

    def _behind_phrase(self, start: int, cue: Cue) -> int:
        """The word behind a phrase that opens the clause: "X'e göre ..." names no speaker of a later cue."""
        for other in self.cues:
            if other.first >= cue.first or "source_precedes" in cue.verb.takes:
                break
            if "source_precedes" not in other.verb.takes or other.first < start:
                continue
            source = self.openings.before(start, other.first)
            if source is None or self.openings.first_of(source) <= start + 2:
                return other.end
        return start

    def _restart(self, start: int, cue: Cue) -> int:
        """Where the clause of a cue begins: behind the last cue, and behind what joins them."""
        clause = self.clause
        for k in range(start + 2, cue.first - 1):
            if not clause.open_at(k, cue.first):
                continue
            before = k - 2 if clause.low[k - 1] == "," else k - 1
            joined = fits(clause, k, "coordinating", "words") and fits(clause, before, "finite", "words")
            if joined or (clause.low[k] == ":" and clause.tree.sentence.title):
                start = k + 1
        while start < cue.first and (
            (clause.is_stop(start) and not clause.is_mark(start)) or fits(clause, start, "joining", "words")
        ):
            start += 1
        return start

    def _one(self, cue: Cue, low: int, high: int) -> Found | None:
        takes = cue.verb.takes
        if "source_precedes" in takes:
            return self._by(cue, low, high)
        said = self._colon(cue, high)
        if said is not None:
            first = cue.first
            while first > low + 1 and fits(self.clause, first - 1, "fillers", "words"):
                first -= 1
            return Found(cue, self.openings.whole_subject(low, first), (said,))
        if "describes" in takes:
            return self._describing(cue, low, high)
        quoted = self._quoted(cue, low)
        if quoted is not None and not self._ends_clause(quoted[1], low, quoted[0]):
            start, end = quoted
            source = None
            if clause_words(self.clause, low, start) and "impersonal" not in takes:
                cited = self.citations.within(low, start)
                source = self.openings.whole_subject(low, cited.first if cited else start)
            said = self.clause.stretch(start, end)
            return Found(cue, source, (said,)) if said else None
        return self._nominalised(cue, low)

    def _colon(self, cue: Cue, high: int) -> Stretch | None:
        """What follows a cue and a colon: "şunları söyledi: ..."."""
        if cue.end < high and self.clause.low[cue.end] == ":":
            return self.clause.stretch(cue.end + 1, high)
        return None

    def _quoted(self, cue: Cue, low: int) -> tuple[int, int] | None:
        """The utterance in quotation marks that ends right before the cue."""
        clause, k = self.clause, cue.first - 1
        while (
            k >= low
            and not clause.quoted(k)
            and (clause.low[k] == "," or fits(clause, k, "fillers", "words"))
        ):
            k -= 1
        if k < low or not clause.quoted(k) or clause.quotation[k] == clause.quotation[cue.first]:
            return None
        n, end = clause.quotation[k], k + 1
        while k > low and clause.quotation[k - 1] == n:
            k -= 1
        whole = clause.words(k, end) > 2 or clause.low[cue.first] in ("dedi", "diye", "diyor", "demiş")
        return (k, end) if whole else None

    def _ends_clause(self, end: int, low: int, start: int) -> bool:
        """Whether a quotation is the end of a clause made a noun: "... olacağını" behind words of its own."""
        clause, k = self.clause, end - 1
        while k > start and clause.is_stop(k):
            k -= 1
        return (
            clause.words(low, start) > 3
            and fits(clause, k, "nominalised", "words")
            and clause.low[start - 1] not in (",", ":")
        )

    def _nominalised(self, cue: Cue, low: int) -> Found | None:
        """A clause made a noun before the cue: "... olduğunu söyledi"."""
        clause, end = self.clause, cue.first
        while end > low and (fits(clause, end - 1, "fillers", "words") or clause.low[end - 1] == ","):
            end -= 1
        if end <= low:
            return None
        noun = fits(clause, end - 1, "nominalised", "words") or clause.quoted(end - 1)
        if not noun and "object" not in cue.verb.takes and not self._finite(cue, end):
            return None
        if "impersonal" in cue.verb.takes:
            start = self.openings.adjuncts(low, end)
            said = clause.stretch(start, end)
            return Found(cue, None, (said,)) if said and clause.words(start, end) > 1 else None
        cited = self.citations.within(low, end)
        if cited is not None:
            source, start = self.openings.whole_subject(low, cited.first), cited.end
        else:
            source, start = self.openings.subject(low, end)
        start = self.openings.adjuncts(self.openings.behind_listener(start, end), end)
        said = clause.stretch(start, end)
        if said is None or (clause.words(start, end) < 2 and not noun):
            return None
        return Found(cue, source, (said,))

    def _finite(self, cue: Cue, end: int) -> bool:
        """Whether a clause with a finite verb stands before the cue and a comma or "diye"."""
        clause = self.clause
        marked = end < cue.first and any(clause.low[k] in (",", "diye") for k in range(end, cue.first))
        return (marked or clause.low[cue.first] == "diye") and "finite" in cue.verb.takes

    def _describing(self, cue: Cue, low: int, high: int) -> Found | None:
        """A cue that describes who speaks: "... diyen X", "... belirten X"."""
        quoted = self._quoted(cue, low)
        clause = self.clause
        if quoted is not None:
            start, end = quoted
        else:
            end = cue.first
            while end > low and fits(clause, end - 1, "fillers", "words"):
                end -= 1
            start = self.openings.adjuncts(low, end)
            if end <= start or not fits(clause, end - 1, "nominalised", "words"):
                return None
        said = clause.stretch(start, end)
        source = self.openings.behind(cue.end, high)
        return Found(cue, source, (said,), how="verb") if said and source else None

    def _by(self, cue: Cue, low: int, high: int) -> Found | None:
        """ "X'e göre ...": the source before the cue, what is said behind it."""
        clause = self.clause
        source = self.openings.before(low, cue.first)
        start = cue.end
        said = clause.stretch(start, high)
        if said is None or clause.words(start, high) < 2:
            said = clause.stretch(low, self.openings.first_of(source)) if source else None
        if said is None:
            return None
        return Found(cue, source, (said,), how="phrase")


def clause_words(clause: Clause, start: int, end: int) -> int:
    """How many words stand in ``[start, end)``."""
    return clause.words(start, end)
