"""Findings on doubt: what an article says is unconfirmed, rival readings, and doubt that is gone further down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from headwater.claims.leads import stems
from headwater.claims.lexicons import Lexicon, load_lexicon
from headwater.claims.stances import head_of
from headwater.claims.trees import Tree
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim, ClaimFinding
from headwater.records.ids import row_id

_BACK = 2  # sentences in which what is doubted stands before the doubt
_SHARED = 4  # content words that a flat restatement has in common with what was doubted
_SHARE = 0.5
_RESTATED = 6  # sentences behind a hedged claim in which it may be stated flatly


@cache
def _patterns(lang: str, table: str) -> re.Pattern[str]:
    lexicon = load_lexicon(lang)
    either = "|".join(lexicon.words[table]["patterns"]) if lexicon else "(?!)"
    return re.compile(either)


def finding(
    article: Article, kind: str, start: int, end: int, because: str, as_of: str | None = None
) -> ClaimFinding:
    """A finding at a stretch of an article."""
    return ClaimFinding(
        id=row_id("fi", article.id, kind, start, end),
        kind=kind,
        article=article.id,
        group=None,
        text=article.text[start:end],
        start=start,
        end=end,
        because=because,
        as_of=as_of,
    )


class Doubts:
    """Finds doubt in one article."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        claims: Sequence[Claim],
        lexicons: Mapping[str, Lexicon],
        trees: Mapping[int, Tree],
    ) -> None:
        self.article = article
        self.trees = trees
        self.sentences = [s for s in sentences if s.lang in lexicons and not s.title]
        self.by_index = {s.index: s for s in self.sentences}
        self.claims = claims
        self.lexicons = lexicons

    def findings(self) -> Iterator[ClaimFinding]:
        """Unconfirmed statements, alternatives, and certainty that rises, in that order."""
        doubted = [(s, m) for s in self.sentences if (m := self._match(s, "unconfirmed"))]
        for sentence, words in doubted:
            yield self._unconfirmed(sentence, words)
        yield from self._alternatives([s for s, _ in doubted])
        yield from self._rises([s for s, _ in doubted])

    def _match(self, sentence: Sentence, table: str) -> str | None:
        """The words of a sentence that match a table of patterns."""
        text = self.article.text[sentence.start : sentence.end]
        m = _patterns(sentence.lang, table).search(text.lower())
        return text[m.start() : m.end()] if m and len(text.lower()) == len(text) else None

    def _unconfirmed(self, sentence: Sentence, words: str) -> ClaimFinding:
        date = self.article.published
        as_of = date.value if date.precision in ("day", "instant") else None
        because = f"The article itself says that this is not confirmed (“{words}”)."
        return finding(self.article, "unconfirmed", sentence.start, sentence.end, because, as_of)

    def _alternatives(self, doubted: Sequence[Sentence]) -> Iterator[ClaimFinding]:
        places = {s.index for s in doubted}
        for sentence in self.sentences:
            words = self._match(sentence, "alternatives")
            if words is None:
                continue
            before = next(
                (n for n in range(sentence.index - 1, sentence.index - 1 - _BACK, -1) if n in places), None
            )
            because = f"The article sets another reading beside the one it reports (“{words}”)."
            if before is not None:
                because = f"The article doubts one reading and offers another (“{words}”); neither is settled in it."
            yield finding(self.article, "alternatives", sentence.start, sentence.end, because)

    def _rises(self, doubted: Sequence[Sentence]) -> Iterator[ClaimFinding]:
        """What was doubted or hedged above and is asserted flatly in the article's own words further down."""
        targets = [c for s in doubted for c in self._doubted_by(s)]
        hedged = [c for c in self.claims if not c.title and c.certainty in ("possible", "probable")]
        if not targets and not hedged:
            return
        for claim in self.claims:
            sentence = self.by_index.get(claim.sentence)
            flat = not claim.chain and not claim.title and claim.certainty == "certain"
            if sentence is None or not flat or claim.lang not in self.lexicons or sentence in doubted:
                continue
            because = self._settled(sentence, doubted) or self._risen(claim, targets)
            because = because or self._flatly(claim, hedged)
            if because is not None:
                yield finding(self.article, "certainty_rises", claim.start, claim.end, because)

    def _doubted_by(self, doubt: Sentence) -> list[Claim]:
        """What a sentence casts doubt on: sourced or hedged claims just before it, else the claims before and in it."""
        near = [c for c in self.claims if doubt.index - _BACK <= c.sentence <= doubt.index and not c.title]
        shaky = [c for c in near if c.sentence < doubt.index and (c.chain or c.certainty != "certain")]
        return shaky or [c for c in near if c.sentence >= doubt.index - 1]

    def _settled(self, sentence: Sentence, doubted: Sequence[Sentence]) -> str | None:
        """Why a sentence that calls something settled is at odds with the first doubt above it."""
        if not doubted or sentence.index <= doubted[0].index:
            return None
        words = self._match(sentence, "settled")
        doubt = _cut(self.article.text[doubted[0].start : doubted[0].end])
        return (
            words and f"The article says “{words}”, though it said above “{doubt}” and names no new source."
        )

    def _risen(self, claim: Claim, targets: Sequence[Claim]) -> str | None:
        """Why a claim restates what was called unconfirmed above it."""
        mine = stems(claim.text, self.lexicons[claim.lang])
        for target in targets:
            if target.sentence >= claim.sentence or target.lang != claim.lang:
                continue
            theirs = stems(target.text, self.lexicons[claim.lang])
            shared = mine & theirs
            if len(shared) >= _SHARED and len(shared) >= _SHARE * min(len(mine), len(theirs)):
                return (
                    f"This restates flatly what the article called unconfirmed above (“{_cut(target.text)}”)."
                )
        return None

    def _flatly(self, claim: Claim, hedged: Sequence[Claim]) -> str | None:
        """Why a claim states flatly what the article, or its source, held back on a few sentences above.

        Who did it and what was done, subject and main verb, must both stand in the hedged claim: a common
        topic is no rise.
        """
        core = self._core(claim)
        for target in hedged if len(core) == 2 else ():
            behind = claim.sentence - target.sentence
            if not 0 < behind <= _RESTATED or target.lang != claim.lang or target.act != claim.act:
                continue
            if self._counts(claim) and not self._counts(claim) & self._counts(target):
                continue
            if core <= stems(target.text, self.lexicons[claim.lang]):
                return f"This says flatly what the article put with doubt above (“{_cut(target.text)}”), and names no source."
        return None

    def _core(self, claim: Claim) -> frozenset[str]:
        """The stems of a claim's main verb and its subject."""
        tree, lexicon = self.trees.get(claim.sentence), self.lexicons[claim.lang]
        head = head_of(tree, (claim.start, claim.end)) if tree is not None else None
        if tree is None or head is None or tree.pos(head) != "VERB":
            return frozenset()
        subject = tree.child(head, (*lexicon.grammar.subject, *lexicon.grammar.passive_subject))
        counted = [] if subject is None else range(tree.left[subject], tree.right[subject] + 1)
        if subject is None or any(tree.words[k] in lexicon.words["others"]["words"] for k in counted):
            return frozenset()
        return stems(f"{tree.words[subject]} {tree.words[head]}", lexicon)

    def _counts(self, claim: Claim) -> frozenset[str]:
        """The figures of a claim: another number of people is another statement."""
        tree = self.trees.get(claim.sentence)
        inside = [] if tree is None else tree.between(claim.start, claim.end)
        return frozenset(tree.words[k] for k in inside if tree is not None and tree.pos(k) == "NUM")


def _cut(text: str, longest: int = 160) -> str:
    """A text at most so long, cut at a word."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
