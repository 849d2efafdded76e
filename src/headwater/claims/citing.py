"""Attributions that pass on a source's source: "citing X", "quoted X as saying", "was quoted as saying by"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.claims.bounds import trim
from headwater.claims.contents import Contents
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.sources import Phrase, Sources
from headwater.claims.trailing import Trailing
from headwater.claims.trees import Tree

_NEAR = 40  # tokens between a cue and the "as saying" that belongs to it


class Citing:
    """Reads whom a speaker cites, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.sources = Sources(lexicon)
        self.trailing = Trailing(lexicon)
        self.table = lexicon.words["phrases"]

    def may_pass_on(self, tree: Tree, k: int) -> bool:
        """Whether a verb cites somebody, or does so before "as saying"."""
        if tree.tokens[k].lemma.lower() in self.table["citing"]:
            return True
        passes = tree.tokens[k].lemma.lower() in self.table.get("passing_on", ())
        return passes and not any(
            tree.tokens[n].lemma.lower() in self.table["citing"] for n in range(max(0, k - _NEAR), k)
        )

    def read(self, tree: Tree, contents: Contents, k: int, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Whom a speaker cites, for the speaker's own content or for a clause of its own."""
        saying = self._as_saying(tree, k)
        if saying is not None:
            yield from self._quoted_as(tree, contents, k, saying)
            return
        if tree.tokens[k].lemma.lower() not in self.table["citing"]:
            return
        cited = next((c for c in tree.all(k, self.lexicon.grammar.object) if c > k), None)
        host = self._host(drafts, tree.tokens[k].start)
        source = None if cited is None else self.sources.phrase(tree, cited, k + 1)
        if not tree.participle(k):
            yield from self._saying(tree, contents, k, source)
        elif source is not None and host is not None:
            yield self._draft(tree, source, (k, k), host.parts, k, host)

    def _saying(self, tree: Tree, contents: Contents, k: int, cited: Phrase | None) -> Iterator[Draft]:
        """Who refers to somebody that says something: "X referenced sources saying ..."; another reader reads those."""
        n = len(tree) if cited is None else cited.last + 1
        says = n + 1 < len(tree) and tree.participle(n) and tree.tokens[n].lemma in self.table["saying"]
        quoter = self._subject(tree, k) if says else None
        if cited is None or quoter is None:
            return
        whole = trimmed(tree, cited.first, contents.cut(tree, n, n + 1, len(tree) - 1))
        if whole is not None:
            yield self._draft(tree, quoter, (k, k), (whole,), k, None)

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
        for n in range(k + 1, min(k + _NEAR, len(tree) - 1)):
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
        return self.trailing.before(tree, k) or self.sources.walk_back(tree, k)

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
            or not has_verb(tree, start, len(tree) - 1)
        ):
            return None
        return trimmed(tree, start, contents.cut(tree, k, start, len(tree) - 1))

    def _clause_before(self, tree: Tree, contents: Contents, begin: int) -> Stretch | None:
        start = contents.prose_token(tree)
        return trimmed(tree, start, begin - 1) if begin - start > 2 else None

    def _host(self, drafts: Sequence[Draft], at: int) -> Draft | None:
        """The draft of the same sentence that a citing phrase at ``at`` explains: the cue before it, or the next."""
        before = [d for d in drafts if d.cue and d.cue[0] < at]
        if before:
            return max(before, key=lambda d: d.cue or (0, 0))
        return min((d for d in drafts if d.cue), key=lambda d: d.cue or (0, 0), default=None)


def has_verb(tree: Tree, first: int, last: int) -> bool:
    """Whether a finite verb stands among the tokens ``first`` to ``last``."""
    return any(tree.finite(k) for k in range(first, last + 1))


def trimmed(tree: Tree, first: int, last: int) -> Stretch | None:
    """The characters of the tokens ``first`` to ``last``, trimmed; None if nothing is left."""
    start, end = trim(tree.text, *tree.span(first, last))
    return (start, end) if end - start > 1 else None
