"""Articles that one judgement of origins may bear on: they may stand on the same end, under any of its keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.origins.counting.lexicon import speaks, words
from headwater.records.descent import CitedParty, DescentText, SourceCited
from headwater.records.judgements import OriginJudgement, TextAnchor
from headwater.records.origins import Kin
from headwater.records.tables import Tables


class Ties:
    """Finds the articles that are tied to a judged one."""

    def __init__(
        self,
        texts: Mapping[str, DescentText],
        parties: Iterable[CitedParty],
        bodies: Mapping[str, str],
        cited: Mapping[str, Sequence[SourceCited]],
    ) -> None:
        self._texts, self._bodies = texts, bodies
        self._parties: dict[str, list[CitedParty]] = {}
        for party in parties:
            self._parties.setdefault(party.article, []).append(party)
        self._keys = {
            article: self._keys_of(self._parties.get(article, ())) | self._printer(article)
            for article in sorted(texts)
        }
        for rows in cited.values():
            for row in rows:
                if row.article in self._keys:
                    self._keys[row.article].add(rows[0].called.key)
        self._by_sha: dict[str, str] = {}
        for text in texts.values():
            self._by_sha.setdefault(text.sha256, text.article)

    def of(self, row: OriginJudgement) -> Iterator[Kin]:
        """The ties of one judgement: from each article at which it points to all that may share its end."""
        for anchor in row.at:
            at = anchor.article if anchor.article in self._keys else self._by_sha.get(anchor.sha256 or "")
            if at is None:
                continue
            wanted = self._wanted(at, anchor)
            for other, keys in self._keys.items():
                if other != at and keys & wanted:
                    yield Kin(min(at, other), max(at, other))

    def _wanted(self, at: str, anchor: TextAnchor) -> set[str]:
        """The keys under which whoever is judged may be an end anywhere in the case."""
        if anchor.text is None:
            return self._printer(at)
        said = [row for row in self._parties.get(at, ()) if row.words and anchor.has_words(row.words)]
        wanted = self._keys_of(said)
        if any(speaks(party.name, words().generic_compiler) for party in said):
            # "a monitor" stands for the one that a text names, which may be another in each text
            called = {party.key for party in said}
            wanted |= {key for own in self._keys.values() if own & called for key in own}
        return wanted

    def _printer(self, article: str) -> set[str]:
        printer = self._texts[article].printer
        return {printer} if printer is not None else set()

    def _keys_of(self, parties: Iterable[CitedParty]) -> set[str]:
        """The keys under which some parties may be ends."""
        found: set[str] = set()
        for party in parties:
            body = self._bodies.get(party.key)
            found |= {party.key, f"entity:{party.entity}", f"entity:{body}"}
        return found - {"entity:None"}


def ties_of(
    tables: Tables,
    texts: Mapping[str, DescentText],
    parties: Iterable[CitedParty],
    bodies: Mapping[str, str],
    cited: Mapping[str, Sequence[SourceCited]],
) -> Sequence[Kin]:
    """The articles that judgements of origins tie together; none where nothing is judged."""
    standing = [row for row in tables.of(OriginJudgement) if row.status == "obeyed"]
    if not standing:
        return []
    ties = Ties(texts, parties, bodies, cited)
    found = dict.fromkeys(tie for row in standing for tie in ties.of(row))
    return sorted(found, key=lambda tie: (tie.a, tie.b))
