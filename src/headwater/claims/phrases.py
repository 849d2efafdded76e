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
            if self._has_verb(tree, start, first - 1) and not self._has_verb(tree, last + 1, end):
                return (before,)
            if self._has_verb(tree, last + 1, end) and not self._has_verb(tree, start, first - 1):
                return (
                    (after,)
                    if first - start < 4 or self._has_subject(tree, last + 1, end)
                    else (before, after)
                )
            return (before,) if before[1] - before[0] >= after[1] - after[0] else (after,)
        found = before or after
        return (found,) if found else ()

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
        """The source cited by a speaker, for the speaker's content or for a clause of its own."""
        grammar = self.lexicon.grammar
        cited = next((c for c in tree.all(k, grammar.object) if c > k), None)
        if cited is None:
            return
        saying = self._as_saying(tree, k)
        source = self.sources.phrase(tree, cited, k + 1, saying[0] - 1 if saying else None)
        if source is None:
            return
        own = self._own_clause(tree, contents, k, source, saying)
        host = self._host(drafts, tree.tokens[k].start)
        parts = own or (drafts[host].parts if host is not None else ())
        if not parts or (own and tree.span(source.first, source.last) == own[0]):
            return
        yield Draft(
            sentence=tree.sentence.index,
            source=tree.span(source.first, source.last),
            cue=tree.span(saying[0], saying[1]) if saying else tree.span(k, k),
            parts=parts,
            how="phrase",
            kind="cited",
            lemma=tree.tokens[k].lemma.lower(),
            source_head=source.head,
            host=None if own else host,
        )

    def _as_saying(self, tree: Tree, k: int) -> tuple[int, int] | None:
        """The tokens "as saying" that belong to the cue ``k``."""
        for n in range(k + 1, len(tree) - 1):
            if tree.words[n] in self.table["as_saying"] and tree.tokens[n + 1].lemma in self.table["saying"]:
                return n, n + 1
        return None

    def _own_clause(
        self, tree: Tree, contents: Contents, k: int, source: Phrase, saying: tuple[int, int] | None
    ) -> tuple[Stretch, ...]:
        """The clause that follows "as saying", or that precedes the whole where nothing follows."""
        if saying is None:
            return ()
        start = saying[1] + 1
        while start < len(tree) and (
            tree.words[start] in self.lexicon.grammar.complementizers or tree.words[start] == ","
        ):
            start += 1
        if start < len(tree) and any(tree.finite(n) for n in range(start, len(tree))):
            found = self._trimmed(tree, start, contents.cut(tree, k, start, len(tree) - 1))
            return (found,) if found else ()
        return ()

    def _host(self, drafts: Sequence[Draft], at: int) -> int | None:
        """The draft of the same sentence that a citing phrase at ``at`` explains: the nearest cue before it."""
        before = [n for n, d in enumerate(drafts) if d.cue and d.cue[0] < at]
        return max(before, key=lambda n: drafts[n].cue or (0, 0)) if before else None


def first_of_sentence(tree: Tree, k: int) -> bool:
    """Whether fewer than four words precede token ``k``'s phrase."""
    return k < 5
