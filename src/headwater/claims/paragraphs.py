"""Whose account a paragraph goes on with: "According to the gazette, ..." and the sentences that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.claims.leads import stems
from headwater.claims.lexicons import Lexicon
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Attribution

_TELLERS = ("media", "document", "organisation")  # whose accounts run over sentences; people are quoted
_OPENING = 3  # characters of a paragraph before the phrase


def find_continued(
    article: Article,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    lexicons: Mapping[str, Lexicon],
) -> dict[int, Attribution]:
    """By sentence, the attribution whose source goes on telling there without being named again.

    An outlet, document or organisation opens a paragraph behind "according to". The sentences behind it
    in that paragraph are its own as long as none has a source, none draws a conclusion or sets something
    against it, and each has a content word in common with what stands above. A text on one line has no
    paragraphs that could tell, so nothing is carried on in it.
    """
    cited = _by_start(attributions)
    found: dict[int, Attribution] = {}
    teller: Attribution | None = None
    above: frozenset[str] = frozenset()
    for sentence, own in _with_own(sentences, attributions):
        lexicon = lexicons.get(sentence.lang)
        if lexicon is None or sentence.title:
            teller = None
            continue
        text = article.text[sentence.start : sentence.end]
        words = stems(text, lexicon)
        if _opens_paragraph(article.text, sentence):
            teller = _teller(cited, sentence, lexicon)
            above = words if teller is None else above | words
        elif teller is not None and not own and _goes_on(text, words & above, lexicon):
            found[sentence.index] = teller
            above |= words
        else:
            teller = None
            above |= words
    return found


def _by_start(attributions: Sequence[Attribution]) -> dict[int, Attribution]:
    """Attributions by where their cue begins."""
    return {a.cue.start: a for a in reversed(attributions) if a.cue is not None and a.source is not None}


def _with_own(
    sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Iterator[tuple[Sentence, bool]]:
    """Each sentence, and whether any attribution's content begins in it."""
    starts = sorted(a.content.start for a in attributions)
    n = 0
    for sentence in sentences:
        while n < len(starts) and starts[n] < sentence.start:
            n += 1
        yield sentence, n < len(starts) and starts[n] < sentence.end


def _opens_paragraph(text: str, sentence: Sentence) -> bool:
    """Whether a line begins at a sentence."""
    at = sentence.start - 1
    while at >= 0 and text[at] in " \t\u00a0":
        at -= 1
    return at < 0 or text[at] == "\n"


def _teller(cited: Mapping[int, Attribution], sentence: Sentence, lexicon: Lexicon) -> Attribution | None:
    """The source that opens a paragraph behind a phrase such as "according to"."""
    one = next((cited[at] for at in range(sentence.start, sentence.start + _OPENING) if at in cited), None)
    if one is None or one.cue is None or one.source_kind not in _TELLERS:
        return None
    cue = one.cue.text.casefold().split()[0]
    return one if any(cue == words[0] for words in lexicon.words["phrases"]["before_source"]) else None


def _goes_on(text: str, shared: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a sentence tells on, rather than concludes, contrasts or asks."""
    folded = text.casefold().lstrip()
    stops = lexicon.words.get("going_on", {}).get("stops", ())
    stopped = any(folded.startswith(w) and not folded[len(w) : len(w) + 1].isalpha() for w in stops)
    return bool(shared) and not stopped and not text.rstrip().endswith("?")
