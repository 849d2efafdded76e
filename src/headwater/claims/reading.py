"""Reads the sentences of one article for who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.claims.after_quotes import AfterQuotes
from headwater.claims.asides import Asides
from headwater.claims.capitals import named_in_capitals
from headwater.claims.closing import Closing
from headwater.claims.contents import Contents
from headwater.claims.continuation import read_continuations
from headwater.claims.cued import (
    CuedKinds,
    flat_rows,
    full_names,
    is_cued,
    read_cued,
    with_persons,
    with_speakers,
)
from headwater.claims.drafts import Draft
from headwater.claims.headlines import (
    HEADLINE_REPEATS,
    prose_start,
    read_cue_noun,
    read_headline,
    repeated_headline,
    shifted,
)
from headwater.claims.kinds import Kinds
from headwater.claims.lexicons import Lexicon, load_lexicon
from headwater.claims.lost_openings import read_lost_openings
from headwater.claims.nouns import Nouns
from headwater.claims.phrases import Phrases
from headwater.claims.pointing import read_pointing
from headwater.claims.posts import read_accounts, read_embeds
from headwater.claims.quotations import Quotation, find_quotations
from headwater.claims.tags import prose_behind_tags
from headwater.claims.trees import Tree
from headwater.claims.verbs import Verbs
from headwater.claims.windows import cut_sentences
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Parse
from headwater.records.entities import Mention

_ROW = " | "  # stands between the links of a page: no name has it
_HEADLINE = 9  # words in capitals that only a headline of another page has


@dataclass(frozen=True, slots=True)
class _Readers:
    """What reads the parsed sentences of one language."""

    verbs: Verbs
    after_quotes: AfterQuotes
    closing: Closing
    asides: Asides
    phrases: Phrases
    nouns: Nouns

    @classmethod
    def of(cls, lexicon: Lexicon, kinds: Kinds) -> _Readers:
        """Readers that know the lexicon, and the article's names."""
        return cls(
            Verbs(lexicon, kinds),
            AfterQuotes(lexicon),
            Closing(lexicon),
            Asides(lexicon),
            Phrases(lexicon),
            Nouns(lexicon),
        )


class Reading:
    """One article's trees, quotations and lexicons, and the drafts read from them."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        parses: Sequence[Parse],
        mentions: Sequence[Mention],
        parts: Sequence[Part] = (),
    ) -> None:
        self.article = article
        self.parts = parts
        self.quotations = find_quotations(article.text)
        self.kinds = CuedKinds(mentions)
        self.lexicons: dict[str, Lexicon] = {}
        self._readers: dict[Lexicon, _Readers] = {}
        self.trees: dict[int, Tree] = {}
        self.sentences: list[Sentence] = []  # windows, numbered in text order
        self.numbers: list[int] = []  # of each window: its sentence's own number
        rows = {**flat_rows(article.text, sentences), **{p.sentence: p.tokens for p in parses}}
        for piece, number, row in cut_sentences(sentences, rows):
            self.sentences.append(piece)
            self.numbers.append(number)
            lexicon = load_lexicon(piece.lang)
            if lexicon is not None and row:
                self.lexicons[piece.lang] = lexicon
                plain = is_cued(lexicon)
                tokens = row if plain else named_in_capitals(article.text, row, lexicon.grammar)
                self.trees[piece.index] = Tree(article.text, piece, tokens)

    def drafts(self) -> list[Draft]:
        """Every draft of every reader, in text order of their sentences."""
        found: list[Draft] = []
        headline: list[Draft] = []
        first = 0
        for tree in self.trees.values():
            while first < len(self.quotations) and self.quotations[first].end <= tree.sentence.start:
                first += 1
            lexicon = self.lexicons[tree.sentence.lang]
            repeated = (
                repeated_headline(self.article, tree.sentence)
                if tree.sentence.index <= HEADLINE_REPEATS
                else None
            )
            if tree.sentence.title:
                headline = list(read_headline(self.article, tree, lexicon, self.kinds))
                found.extend(headline)
            elif repeated is not None:
                found.extend(shifted(d, tree.sentence, repeated) for d in headline)
            prose = prose_start(self.article, tree.sentence, lexicon) if repeated else tree.sentence.start
            prose = max(prose, prose_behind_tags(self.article.text, tree.sentence, lexicon))
            found.extend(self._of_sentence(tree, lexicon, self._touching(tree.sentence, first), prose))
        found = [
            d for d in found if d.source is None or not _is_page_row(self.article.text[slice(*d.source)])
        ]
        found.extend(read_pointing(self.trees, self.lexicons, found))
        people = full_names(found, self.trees, self.lexicons)
        self.kinds = self.kinds.knowing(people)
        found = with_speakers(found, self.trees, self.lexicons, self.kinds)
        found.extend(read_embeds(self.parts, self.trees))
        found = [*found, *read_continuations(self.trees, self.quotations, found, people)]
        found = with_persons(found, self.trees, self.lexicons, self.kinds)
        return [*found, *read_lost_openings(self.trees, self.quotations, found)]

    def _touching(self, sentence: Sentence, first: int) -> list[Quotation]:
        """The quotations from ``first`` on that overlap a sentence."""
        last = first
        while last < len(self.quotations) and self.quotations[last].start < sentence.end:
            last += 1
        return self.quotations[first:last]

    def _of_sentence(
        self, tree: Tree, lexicon: Lexicon, quotations: Sequence[Quotation], prose: int
    ) -> list[Draft]:
        """The drafts of one sentence."""
        if is_cued(lexicon):
            return read_cued(tree, lexicon, quotations, prose)
        contents = Contents(self.article.text, lexicon, quotations, prose)
        readers = self._readers_of(lexicon)
        verbs = list(readers.verbs.read(tree, contents))
        verbs.extend(d for d in read_cue_noun(tree, lexicon) if not any(v.cue == d.cue for v in verbs))
        verbs = without_overlaid(verbs, list(readers.after_quotes.read(tree, contents)))
        verbs = without_overlaid(verbs, list(readers.closing.read(tree, contents, verbs)))
        verbs = without_overlaid(verbs, list(readers.asides.read(tree, contents, verbs)))
        found = [*verbs, *readers.phrases.read(tree, contents, verbs)]
        found.extend(read_accounts(tree, lexicon, found))
        nouns = list(readers.nouns.read(tree, contents, found))
        return [*without_answers(found, nouns), *nouns]

    def _readers_of(self, lexicon: Lexicon) -> _Readers:
        """The readers of a language, made once an article."""
        if lexicon not in self._readers:
            self._readers[lexicon] = _Readers.of(lexicon, self.kinds)
        return self._readers[lexicon]


def _is_page_row(source: str) -> bool:
    """Whether what was read as a source is a row of links, or another page's headline: no name is so long."""
    words = source.split()
    capitals = sum(w[:1].isupper() for w in words)
    return _ROW in source or (capitals >= _HEADLINE and capitals >= 0.8 * len(words))


def without_answers(drafts: Sequence[Draft], nouns: Sequence[Draft]) -> list[Draft]:
    """The drafts without those who only answer what another says: "Sorva has replied to the claim by X that ..."."""
    told = {d.parts for d in nouns if d.source is not None}
    return [d for d in drafts if d.kind != "turn" or d.parts not in told]


def without_overlaid(drafts: Sequence[Draft], surer: Sequence[Draft]) -> list[Draft]:
    """The drafts whose cue no surer reader has read, and the surer reader's."""
    taken = [d.cue for d in surer if d.cue is not None]
    kept = [d for d in drafts if not any(d.cue and a < d.cue[1] and d.cue[0] < b for a, b in taken)]
    return [*kept, *surer]
