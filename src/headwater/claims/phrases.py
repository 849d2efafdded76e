"""Attributions by phrase: "according to X", "selon X", "citing X", "quoted X as saying", hearsay adverbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.claims.contents import Contents, trim
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.sources import Phrase, Sources
from headwater.claims.trees import Tree

_WORD_KINDS = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM", "ADJ"})


class Phrases:
    """Reads phrases that name a source, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.sources = Sources(lexicon)
        self.table = lexicon.words["phrases"]

    def read(self, tree: Tree, contents: Contents, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Every attribution by phrase; ``drafts`` are those that the sentence's verbs made."""
        k = 0
        while k < len(tree):
            length = self._matches(tree, k)
            if length:
                draft = self._according(tree, contents, k, k + length - 1)
                if draft is not None:
                    yield draft
                k += length
                continue
            if tree.tokens[k].lemma.lower() in self.table["citing"] and tree.pos(k) in ("VERB", "AUX"):
                yield from self._citing(tree, contents, k, drafts)
            k += 1

    def _matches(self, tree: Tree, k: int) -> int:
        """How many tokens from ``k`` are a phrase that introduces a source; 0 for none."""
        for words in self.table["before_source"]:
            if tuple(tree.words[k : k + len(words)]) == words:
                after = k + len(words)
                blocked = after >= len(tree) or tree.words[after] in self.table["noun_introducers"]
                return 0 if blocked else len(words)
        return 0

    # ------------------------------------------------------- according to, selon

    def _according(self, tree: Tree, contents: Contents, first: int, last: int) -> Draft | None:
        source = self._named(tree, first, last)
        if source is None:
            return None
        if not self._can_speak(tree, source):
            return None
        parts = self._scope(tree, contents, first, source.last)
        if not parts:
            return None
        return Draft(
            sentence=tree.sentence.index,
            source=tree.span(source.first, source.last),
            cue=tree.span(first, last),
            parts=parts,
            how="phrase",
            kind="according",
            lemma=tree.words[first],
            source_head=source.head,
        )

    def _can_speak(self, tree: Tree, source: Phrase) -> bool:
        """Whether a phrase names someone who speaks: "according to this logic" does not."""
        inside = range(source.first, source.last + 1)
        mine = any(tree.words[k] in self.lexicon.grammar.first_person for k in inside)
        noun = next((k for k in inside if tree.pos(k) in ("NOUN", "PROPN")), source.head)
        abstract = {tree.words[k] for k in (noun, source.head)} | {tree.tokens[noun].lemma.lower()}
        return not mine and abstract.isdisjoint(self.table["not_sources"])

    def _named(self, tree: Tree, first: int, last: int) -> Phrase | None:
        """The noun phrase behind the phrase."""
        grammar = self.lexicon.grammar
        head = tree.child(last, grammar.preposition_object)
        if head is None or head < last:
            above = tree.head(first)
            head = above if above > last and tree.pos(above) in _WORD_KINDS else None
        if head is None:
            head = next(
                (
                    k
                    for k in range(last + 1, min(len(tree), last + 8))
                    if tree.pos(k) in ("NOUN", "PROPN", "PRON", "X")
                ),
                None,
            )
        if head is None:
            return None
        high = self._before_subject(tree, last, head)
        phrase = self.sources.phrase(tree, head, last + 1, high)
        if phrase is None:
            return None
        start = last + 1
        while start < head and tree.is_blank(start):
            start += 1
        end = self._through_comma(tree, head, phrase.last)
        return Phrase(start, end, head)

    def _before_subject(self, tree: Tree, last: int, head: int) -> int:
        """The last token that the source may have: before the next clause's subject or a quotation."""
        grammar = self.lexicon.grammar
        limit = len(tree) - 1
        for k in range(head + 1, len(tree)):
            subject = (
                tree.dep(k) in (*grammar.subject, *grammar.passive_subject)
                and tree.words[k] not in grammar.relative_pronouns
            )
            if tree.is_quote(k) or (subject and tree.left[k] > head):
                limit = (k if tree.is_quote(k) else tree.left[k]) - 1
                break
            bare = tree.pos(k) == "DET" and tree.pos(k - 1) in ("NOUN", "PROPN") and self.lexicon.lang == "en"
            if bare and first_of_sentence(tree, last):
                limit = k - 1
                break
        return max(limit, head)

    def _through_comma(self, tree: Tree, head: int, last: int) -> int:
        """The end of the source; commas end it unless an apposition follows."""
        grammar = self.lexicon.grammar
        for k in range(head + 1, last + 1):
            if tree.words[k] == "," and not any(
                tree.left[c] <= k + 1 <= tree.right[c]
                for c in tree.all(head, (*grammar.apposition, *grammar.coordinated, *grammar.modifier_clause))
            ):
                return k - 1
        while last > head and tree.is_blank(last):
            last -= 1
        return last

    def _scope(self, tree: Tree, contents: Contents, first: int, last: int) -> tuple[Stretch, ...]:
        """What the named source is cited for: the rest of the clause, before, behind or both."""
        start, end = contents.prose_token(tree), self._clause_end(tree, contents, last)
        before = self._trimmed(tree, start, first - 1) if self._has_words(tree, start, first - 1) else None
        after = self._trimmed(tree, last + 1, end) if self._has_words(tree, last + 1, end) else None
        if before and after:
            return self._sides(tree, before, after, (start, first - 1), (last + 1, end))
        found = before or after
        return (found,) if found else ()

    def _sides(
        self, tree: Tree, before: Stretch, after: Stretch, left: tuple[int, int], right: tuple[int, int]
    ) -> tuple[Stretch, ...]:
        """Which of two stretches around a phrase it is hung on, or both as one split content."""
        verb_before, verb_after = self._has_verb(tree, *left), self._has_verb(tree, *right)
        if verb_after and self._cut_short(tree, left):
            return (after,)
        if verb_before != verb_after:
            if verb_before:
                return (before,)
            own = left[1] - left[0] < 3 or self._has_subject(tree, *right)
            return (after,) if own else (before, after)
        return (before,) if before[1] - before[0] >= after[1] - after[0] else (after,)

    def _cut_short(self, tree: Tree, left: tuple[int, int]) -> bool:
        """Whether a stretch breaks off at a relative pronoun or an auxiliary: "which, according to ..."."""
        k = left[1]
        while k > left[0] and tree.is_blank(k):
            k -= 1
        relative = tree.words[k] in self.lexicon.words["phrase_ends"]["words"]
        return relative or (tree.pos(k) == "AUX" and tree.head(k) > left[1])

    def _clause_end(self, tree: Tree, contents: Contents, last: int) -> int:
        return contents.cut(tree, last, last + 1, len(tree) - 1) if last + 1 < len(tree) else last

    def _has_words(self, tree: Tree, first: int, last: int) -> bool:
        """Whether a stretch holds more than marks, conjunctions and one adverb."""
        heavy = [
            k
            for k in range(first, last + 1)
            if tree.pos(k) not in ("PUNCT", "SPACE", "CCONJ", "SCONJ", "ADV", "ADP", "DET")
        ]
        return len(heavy) >= 2

    def _has_verb(self, tree: Tree, first: int, last: int) -> bool:
        return any(tree.finite(k) for k in range(first, last + 1))

    def _has_subject(self, tree: Tree, first: int, last: int) -> bool:
        labels = (*self.lexicon.grammar.subject, *self.lexicon.grammar.passive_subject)
        return any(
            tree.dep(k) in labels and tree.words[k] not in self.lexicon.grammar.relative_pronouns
            for k in range(first, last + 1)
        )

    def _trimmed(self, tree: Tree, first: int, last: int) -> Stretch | None:
        start, end = trim(tree.text, *tree.span(first, last))
        return (start, end) if end - start > 1 else None

    # ------------------------------------------------------------ citing, quoted

    def _citing(self, tree: Tree, contents: Contents, k: int, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Whom a speaker cites, for the speaker's own content or for a clause of its own."""
        saying = self._as_saying(tree, k)
        if saying is not None:
            yield from self._quoted_as(tree, contents, k, saying)
            return
        cited = next((c for c in tree.all(k, self.lexicon.grammar.object) if c > k), None)
        host = self._host(drafts, tree.tokens[k].start)
        source = None if cited is None else self.sources.phrase(tree, cited, k + 1)
        if source is None or host is None or not tree.participle(k):
            return
        yield self._draft(tree, source, (k, k), host.parts, k, host)

    def _draft(
        self,
        tree: Tree,
        source: Phrase,
        cue: tuple[int, int],
        parts: tuple[Stretch, ...],
        k: int,
        host: Draft | None,
    ) -> Draft:
        return Draft(
            sentence=tree.sentence.index,
            source=tree.span(source.first, source.last),
            cue=tree.span(*cue),
            parts=parts,
            how="phrase",
            kind="cited",
            lemma=tree.tokens[k].lemma.lower(),
            source_head=source.head,
            host=host,
        )

    def _as_saying(self, tree: Tree, k: int) -> tuple[int, int] | None:
        """The tokens "as saying" that belong to the cue ``k``."""
        for n in range(k + 1, len(tree) - 1):
            if tree.words[n] in self.table["as_saying"] and tree.tokens[n + 1].lemma in self.table["saying"]:
                return n, n + 1
        return None

    def _quoted_as(self, tree: Tree, contents: Contents, k: int, saying: tuple[int, int]) -> Iterator[Draft]:
        """ "X quoted Y as saying ..." and "Y was quoted as saying by X": the one who quotes, and the one quoted."""
        passive = saying[0] == k + 1
        quoter = self._by(tree, saying[1]) if passive else self._subject(tree, k)
        quoted = self._subject(tree, k) if passive else self._object(tree, k, saying[0])
        if quoted is None:
            return
        begin = quoted.first if passive else (quoter.first if quoter else k)
        after = self._clause_after(tree, contents, k, saying[1])
        inner = after or self._clause_before(tree, contents, begin)
        if inner is None:
            return
        first, last = quoted.first, quoted.last
        outer = None
        if quoter is not None:
            whole = self._whole(tree, inner, (first, last), passive, bool(after))
            outer = self._draft(tree, quoter, (k, k), (whole,), k, None)
            yield outer
        yield self._draft(tree, quoted, saying, (inner,), k, outer)

    def _whole(
        self, tree: Tree, inner: Stretch, quoted: tuple[int, int], passive: bool, after: bool
    ) -> Stretch:
        """What the one who quotes passes on: the words, with the name of who said them where it stands beside."""
        start, end = tree.span(*quoted)
        return (min(start, inner[0]), max(end, inner[1])) if passive or after else inner

    def _by(self, tree: Tree, saying: int) -> Phrase | None:
        """Whom "by" or "on" names behind "as saying"."""
        for n in range(saying + 1, min(saying + 12, len(tree) - 1)):
            if (
                tree.words[n] in ("by", "on")
                and tree.words[n + 1] not in self.lexicon.words["datelines"]["words"]
            ):
                head = tree.child(n, self.lexicon.grammar.preposition_object)
                if head is not None:
                    return self.sources.phrase(tree, head, n + 1)
        return None

    def _subject(self, tree: Tree, k: int) -> Phrase | None:
        grammar = self.lexicon.grammar
        subject = tree.child(k, (*grammar.subject, *grammar.passive_subject))
        if subject is not None and subject < k:
            return self.sources.phrase(tree, subject, 0, k - 1)
        return self.sources.walk_back(tree, k)

    def _object(self, tree: Tree, k: int, high: int) -> Phrase | None:
        cited = next((c for c in tree.all(k, self.lexicon.grammar.object) if k < c < high), None)
        if cited is None:
            cited = next(
                (n for n in range(high - 1, k, -1) if tree.pos(n) in ("NOUN", "PROPN", "PRON")), None
            )
        phrase = None if cited is None else self.sources.phrase(tree, cited, k + 1, high - 1)
        return phrase if phrase is None else Phrase(k + 1, high - 1, phrase.head)

    def _clause_after(self, tree: Tree, contents: Contents, k: int, saying: int) -> Stretch | None:
        start = saying + 1
        while start < len(tree) and (tree.words[start] in (*self.lexicon.grammar.complementizers, ",", ":")):
            start += 1
        if (
            start >= len(tree)
            or tree.words[start] in ("by", "on", "in")
            or not self._has_verb(tree, start, len(tree) - 1)
        ):
            return None
        return self._trimmed(tree, start, contents.cut(tree, k, start, len(tree) - 1))

    def _clause_before(self, tree: Tree, contents: Contents, begin: int) -> Stretch | None:
        start = contents.prose_token(tree)
        return self._trimmed(tree, start, begin - 1) if begin - start > 2 else None

    def _host(self, drafts: Sequence[Draft], at: int) -> Draft | None:
        """The draft of the same sentence that a citing phrase at ``at`` explains: the cue before it, or the next."""
        before = [d for d in drafts if d.cue and d.cue[0] < at]
        if before:
            return max(before, key=lambda d: d.cue or (0, 0))
        return min((d for d in drafts if d.cue), key=lambda d: d.cue or (0, 0), default=None)


def first_of_sentence(tree: Tree, k: int) -> bool:
    """Whether fewer than four words precede token ``k``'s phrase."""
    return k < 5
