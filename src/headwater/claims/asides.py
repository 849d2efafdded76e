"""French asides that name who speaks, without quotation marks: "..., a déclaré la société, ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.claims.after_quotes import AfterQuotes, BackCue
from headwater.claims.contents import Contents
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.nominals import Phrase
from headwater.claims.trees import Tree


class Asides:
    """Reads cues that a comma sets off, with the speaker behind them, in languages that put him there."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.grammar = lexicon.grammar
        self.behind = AfterQuotes(lexicon)

    def read(self, tree: Tree, contents: Contents, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """The attribution of each aside whose cue no other reader has given a speaker."""
        if not self.behind.pronouns:
            return
        read = [d.cue for d in drafts if d.cue is not None and d.source is not None]
        for k in range(1, len(tree) - 1):
            if tree.words[k - 1] != "," or (k > 1 and tree.is_quote(k - 2)):
                continue
            cue = self.behind.cue(tree, k)
            if cue is None or any(a <= tree.tokens[cue.verb].start < b for a, b in read):
                continue
            draft = self._of_cue(tree, contents, k, cue)
            if draft is not None:
                yield draft

    def _of_cue(self, tree: Tree, contents: Contents, k: int, cue: BackCue) -> Draft | None:
        """The attribution of one aside, if it has a speaker behind it and none before."""
        if tree.participle(cue.verb) or (cue.first == cue.verb and not tree.finite(cue.verb)):
            return None
        before = tree.child(cue.verb, (*self.grammar.subject, *self.grammar.passive_subject))
        source = self._speaker(tree, cue)
        if source is None or (before is not None and before < cue.first):
            return None
        span = self._said(tree, contents, k, source.last)
        return None if span is None else self.behind.draft(tree, cue, source, span)

    def _speaker(self, tree: Tree, cue: BackCue) -> Phrase | None:
        """Who is named behind the cue, behind a day if there is one, where the aside ends with him."""
        if cue.pronoun is not None:
            return Phrase(cue.pronoun, cue.pronoun, cue.pronoun)
        k = cue.last + 1
        while k < len(tree) and tree.words[k] in self.behind.nominals.dates:
            k += 1
        source = self.behind.name(tree, k)
        if source is None:
            return None
        named = tree.tokens[source.head].ent or tree.pos(source.head) in ("PROPN", "X")
        speaks = self.behind.nominals.kinds.get(tree.words[source.head]) is not None
        end = source.last + 1
        over = end >= len(tree) or tree.is_blank(end) or tree.pos(end) == "ADP" or tree.words[end] == "en"
        return (
            source if (named or speaks) and (over or tree.words[end] in self.behind.nominals.dates) else None
        )

    def _said(self, tree: Tree, contents: Contents, k: int, last: int) -> Stretch | None:
        """The clause before the aside; where there is only an opening, the clause behind it."""
        first = contents.sentence_start(tree, k - 2) if k > 2 else 0
        spans = contents.stretch(tree, first, k - 2) if k > 1 else ()
        if spans and any(tree.finite(n) for n in range(first, k - 1)):
            return spans[0]
        rest = last + 2
        if rest >= len(tree) or tree.words[last + 1] != ",":
            return None
        spans = contents.stretch(tree, rest, len(tree) - 1)
        return spans[0] if spans and any(tree.finite(n) for n in range(rest, len(tree))) else None
