"""Attributions by noun and by adverb: "the claim by X that", "l'affirmation selon laquelle", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.claims.contents import Contents, trim
from headwater.claims.drafts import Draft
from headwater.claims.lexicons import Lexicon
from headwater.claims.sources import Phrase, Sources
from headwater.claims.trees import Tree

_REACH = 9  # words from a noun of speech, with its owner's name, to what opens its clause


class Nouns:
    """Reads nouns of speech and adverbs of hearsay, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.grammar = lexicon.grammar
        self.sources = Sources(lexicon)
        self.table = lexicon.words["nouns"]

    def read(self, tree: Tree, contents: Contents, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Attributions by noun, then hearsay that lies in no content of ``drafts``."""
        for k in range(len(tree)):
            if tree.pos(k) == "NOUN" and tree.tokens[k].lemma.lower() in self.table["words"]:
                draft = self._noun(tree, contents, k)
                if draft is not None:
                    yield draft
        adverbs = self.lexicon.words["hearsay"]["adverbs"]
        for k in range(len(tree)):
            if tree.words[k] in adverbs and not _inside(tree.tokens[k].start, drafts):
                draft = self._hearsay(tree, k)
                if draft is not None:
                    yield draft
                    return

    def _noun(self, tree: Tree, contents: Contents, k: int) -> Draft | None:
        """A noun of speech with the clause that it announces."""
        start, cue_last = self._clause(tree, k)
        if start is None:
            return None
        last = len(tree) - 1 if cue_last > k else max(tree.right[k], start)
        if tree.pos(tree.head(k)) in ("VERB", "AUX") and k < start < tree.head(k):
            last = min(last, self._before_verb(tree, tree.head(k)))
        end = contents.cut(tree, k, start, last)
        span = trim(tree.text, *tree.span(start, end))
        source = self._speaker(tree, k)
        if source is None and self._denied(tree, k):
            return None  # "denied reports that": the denial is the cue
        if span[1] - span[0] < 12 or (source is not None and source.last >= start):
            return None
        return Draft(
            sentence=tree.sentence.index,
            source=tree.span(source.first, source.last) if source else None,
            cue=tree.span(k, cue_last),
            parts=(span,),
            how="noun",
            kind="say",
            lemma=tree.tokens[k].lemma.lower(),
            source_head=source.head if source else None,
        )

    def _clause(self, tree: Tree, k: int) -> tuple[int | None, int]:
        """Where the announced clause begins, and the last token of the cue."""
        for n in range(k + 2, min(k + _REACH, len(tree) - 1)):
            if tree.words[n] in self.lexicon.words["phrases"]["noun_introducers"]:
                return n + 1, (n if n == k + 2 else k)
            if tree.is_blank(n) or tree.pos(n) in ("VERB", "AUX"):
                break
        for c in tree.all(k, self.table["clause"]):
            mark = next((m for m in tree.children[c] if tree.words[m] in self.grammar.complementizers), None)
            if c > k and mark is not None and k < mark < c and tree.tokens[mark].tag not in ("WDT", "WP"):
                return (mark + 1, k) if mark + 1 < len(tree) else (None, k)
        return None, k

    def _speaker(self, tree: Tree, k: int) -> Phrase | None:
        """Whose words they are: "X's claim", "a claim by X", "X repeated the claim"."""
        for c in tree.children[k]:
            owner = tree.dep(c) in self.grammar.determiner and tree.pos(c) in ("PROPN", "NOUN", "PRON")
            if owner and c < k:
                return self.sources.phrase(tree, c, 0, k - 1)
            if c > k and tree.words[tree.left[c]] in self.table["by"] and tree.left[c] < c:
                return self.sources.phrase(tree, c, tree.left[c] + 1, self._introduced(tree, c))
            if c > k and tree.words[c] in self.table["by"]:
                head = tree.child(c, self.grammar.preposition_object)
                if head is not None:
                    return self.sources.phrase(tree, head, c + 1)
        verb = tree.head(k)
        if tree.dep(k) in self.grammar.object and tree.tokens[verb].lemma.lower() in self.table["makes"]:
            return self.sources.of_verb(tree, verb, verb)
        return None

    def _before_verb(self, tree: Tree, verb: int) -> int:
        """The last token before the main verb with its auxiliaries."""
        return min((verb, *tree.all(verb, self.grammar.auxiliary))) - 1

    def _introduced(self, tree: Tree, c: int) -> int:
        """The last token before "selon laquelle" behind the owner ``c``."""
        introducers = self.lexicon.words["phrases"]["noun_introducers"]
        end = next((n for n in range(c + 1, len(tree)) if tree.words[n] in introducers), len(tree) + 1)
        return min(end - 2, tree.right[c])

    def _denied(self, tree: Tree, k: int) -> bool:
        """Whether the noun is what somebody denies."""
        verb = tree.tokens[tree.head(k)].lemma.lower()
        return tree.dep(k) in self.grammar.object and verb in self.table.get("denies", ())

    def _hearsay(self, tree: Tree, k: int) -> Draft | None:
        """The clause that an adverb of hearsay qualifies; its source is nobody named."""
        verb = tree.head(k)
        if tree.pos(verb) not in ("VERB", "AUX"):
            return None
        subject = tree.child(verb, (*self.grammar.subject, *self.grammar.passive_subject))
        relative = subject is None or tree.words[subject] in self.grammar.relative_pronouns
        first = k + 1 if relative or subject is None else min(tree.left[subject], k)
        if first >= len(tree):
            return None
        span = trim(tree.text, *tree.span(first, max(tree.right[verb], first)))
        if span[1] - span[0] < 12:
            return None
        cue = tree.span(k, k)
        return Draft(tree.sentence.index, None, cue, (span,), "hearsay", "hearsay", tree.words[k])


def _inside(at: int, drafts: Sequence[Draft]) -> bool:
    return any(start <= at < end for d in drafts for start, end in d.parts)
