"""Propositions of an article: what it says through its sources, and in its own words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.claims.contents import trim
from headwater.claims.drafts import Stretch
from headwater.claims.furniture import is_furniture
from headwater.claims.lexicons import Lexicon
from headwater.claims.tags import prose_behind_tags
from headwater.claims.trees import Tree
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Attribution

_LEAST_CHARACTERS = 15
_LEAST_WORDS = 3
_DATE_WORDS = 6
_LINKING = ("CCONJ", "SCONJ", "ADP", "DET")
_WH = ("WDT", "WP", "WRB")
_SPLITTERS = (("and", "that"), ("but", "that"), ("et", "que"), ("et", "qu’"), ("et", "qu'"), ("mais", "que"))


@dataclass(frozen=True, slots=True)
class Proposition:
    """One proposition: where it stands, and the attribution whose content it is."""

    sentence: Sentence
    span: Stretch
    attribution: Attribution | None


def find_propositions(
    article: Article,
    parts: Sequence[Part],
    sentences: Sequence[Sentence],
    trees: Mapping[int, Tree],
    attributions: Sequence[Attribution],
    lexicons: Mapping[str, Lexicon] | None = None,
) -> list[Proposition]:
    """The propositions of an article in text order, each stretch once."""
    skipped = {p.id for p in parts if p.kind == "boilerplate"}
    by_sentence = _by_sentence(sentences, attributions)
    headline = "".join(c for c in article.title.casefold() if c.isalnum()) or None
    found: dict[Stretch, Proposition] = {}
    labels = _labels(lexicons)
    at = _pointing(sentences, attributions)
    for sentence in sentences:
        tree = trees.get(sentence.index)
        own = [a for a in by_sentence.get(sentence.index, []) if not _told_of(tree, a)]
        if sentence.index in at:
            continue  # "This was reported by X" claims nothing more
        if not sentence.title and _only_dated(article, sentence, (lexicons or {}).get(sentence.lang)):
            continue
        if (sentence.part in skipped or _letters(article, sentence) == headline) and not sentence.title:
            continue  # a line that only prints the headline again claims nothing more
        lexicon = (lexicons or {}).get(sentence.lang)
        prose = sentence.start if lexicon is None else prose_behind_tags(article.text, sentence, lexicon)
        if prose >= sentence.end or _of_page(article, sentence, lexicon, own):
            continue
        for one in _of_sentence(article, replace(sentence, start=prose), tree, own):
            low = labels.match(article.text, *one.span) if labels else None
            span = (
                (low.end(), one.span[1])
                if low and _heavy(article.text[low.end() : one.span[1]])
                else one.span
            )
            found.setdefault(span, replace(one, span=span, sentence=sentence))
    return [found[span] for span in sorted(found)]


def _pointing(sentences: Sequence[Sentence], attributions: Sequence[Attribution]) -> frozenset[int]:
    """The sentences that only say who told one before them."""
    ordered = sorted(sentences, key=lambda s: s.start)
    starts = [s.start for s in ordered]
    found = []
    for one in attributions:
        k = bisect_right(starts, one.cue.start) - 1 if one.cue is not None and one.source is not None else -1
        if k >= 0 and one.content.end <= starts[k]:
            found.append(ordered[k].index)
    return frozenset(found)


def _of_page(
    article: Article, sentence: Sentence, lexicon: Lexicon | None, own: Sequence[Attribution]
) -> bool:
    """Whether a sentence that nobody is named as saying belongs to the page: "Comments are closed"."""
    told = any(one.source is not None for one in own)
    return lexicon is not None and not told and is_furniture(article.text, sentence, lexicon)


def _labels(lexicons: Mapping[str, Lexicon] | None) -> re.Pattern[str] | None:
    """The words that label a headline copied into the text ("Title:"), as one pattern; None without any."""
    words = [re.escape(w) for x in (lexicons or {}).values() for w in x.words["labels"]["words"]]
    return (
        re.compile(rf"(?:{'|'.join(sorted(set(words)))})[ \u00a0]?:[ \u00a0]*", re.IGNORECASE)
        if words
        else None
    )


def _only_dated(article: Article, sentence: Sentence, lexicon: Lexicon | None) -> bool:
    """Whether a line holds nothing but a date, or words of its page: "Thursday 31 July 2014 10:59"."""
    words = re.findall(r"[^\W\d_]+", article.text[sentence.start : sentence.end].lower())
    known = lexicon.words["datelines"]["words"] if lexicon is not None else ()
    return len(words) <= _DATE_WORDS and all(word in known for word in words)


def _told_of(tree: Tree | None, one: Attribution) -> bool:
    """Whether an attribution to nobody is a verb of the statement: "The town is said to have fallen"."""
    if tree is None or one.source is not None or one.cue is None:
        return False
    first = tree.at(one.content.start)
    return first is not None and tree.tokens[first].tag == "TO"


def _letters(article: Article, sentence: Sentence) -> str:
    """The letters and digits of a sentence no longer than twice the headline; of a longer one nothing."""
    if sentence.end - sentence.start > 2 * len(article.title):
        return ""
    return "".join(c for c in article.text[sentence.start : sentence.end].casefold() if c.isalnum())


def _by_sentence(
    sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> dict[int, list[Attribution]]:
    """Attributions by the sentence in which their content begins."""
    found: dict[int, list[Attribution]] = {}
    ordered = sorted(attributions, key=lambda a: a.content.start)
    n = 0
    for sentence in sorted(sentences, key=lambda s: s.start):
        while n < len(ordered) and ordered[n].content.start < sentence.end:
            if ordered[n].content.start >= sentence.start:
                found.setdefault(sentence.index, []).append(ordered[n])
            n += 1
    return found


def _of_sentence(
    article: Article, sentence: Sentence, tree: Tree | None, own: Sequence[Attribution]
) -> Iterator[Proposition]:
    for one in own:
        if not _restated(one, own) and _heavy(one.content.text):
            for span in _split(tree, (one.content.start, one.content.end)):
                yield Proposition(sentence, span, one)
    for span in _own_words(article, sentence, tree, own):
        yield Proposition(sentence, span, None)


def _restated(one: Attribution, own: Sequence[Attribution]) -> bool:
    """Whether an attribution's content is little more than what another in it says."""
    size = one.content.end - one.content.start
    inside = [
        a for a in own if a.parent == one.id and a.content != one.content and a.polarity == one.polarity
    ]
    return any(a.content.end - a.content.start > 0.5 * size for a in inside)


def _heavy(text: str) -> bool:
    return len(text) >= _LEAST_CHARACTERS and len(text.split()) >= _LEAST_WORDS


def _split(tree: Tree | None, span: Stretch) -> list[Stretch]:
    """A content cut at "and that", "et que" and semicolons outside quotations."""
    if tree is None:
        return [span]
    cuts = []
    for k, token in enumerate(tree.tokens):
        if (
            not span[0] < token.start < span[1] - _LEAST_CHARACTERS
            or token.start - span[0] < _LEAST_CHARACTERS
        ):
            continue
        if tree.words[k] == ";":
            cuts.append((token.start, token.end))
        elif (
            k + 1 < len(tree)
            and (tree.words[k], tree.words[k + 1]) in _SPLITTERS
            and tree.pos(k + 1) == "SCONJ"
        ):
            cuts.append((token.start, tree.tokens[k + 1].end))
    edges = [span[0], *(x for cut in cuts for x in cut), span[1]]
    spans = [trim(tree.text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [s for s in spans if _heavy(tree.text[slice(*s)])] or [span]


def _own_words(
    article: Article, sentence: Sentence, tree: Tree | None, own: Sequence[Attribution]
) -> Iterator[Stretch]:
    """What the sentence asserts outside its attributions."""
    whole = trim(article.text, sentence.start, sentence.end)
    text = article.text[slice(*whole)]
    if not own:
        if _heavy(text) and (tree is None or sentence.title or _asserts(tree)) and text[-1:] != "?":
            yield whole
        return
    if tree is None:
        return
    reported = _merged([(min(x), max(y)) for x, y in (_edges(a) for a in own)])
    free = _free(whole, reported)
    if free is None or not _heavy(article.text[slice(*free)]):
        return
    roots = [k for k in range(len(tree)) if tree.is_root(k) and free[0] <= tree.tokens[k].start < free[1]]
    if any(tree.finite(k) and not _cut_from_subject(tree, k, free) for k in roots) and _verbs_in(tree, free):
        left = _without_link(tree, free)
        if left is not None and _heavy(article.text[slice(*left)]):
            yield trim(article.text, *left)


def _without_link(tree: Tree, span: Stretch) -> Stretch | None:
    """A stretch without the words at its end that led to somebody's: "... was not clear but", "... in what".

    None where it then ends in a verb that wants a complement: "The worst was what".
    """
    inside = [k for k in tree.between(*span) if not tree.is_blank(k)]
    end = span[1]
    while inside and (tree.pos(inside[-1]) in _LINKING or tree.tokens[inside[-1]].tag in _WH):
        end = tree.tokens[inside.pop()].start
    if end < span[1] and inside and tree.pos(inside[-1]) == "AUX":
        return None
    return span[0], end


def _cut_from_subject(tree: Tree, verb: int, free: Stretch) -> bool:
    """Whether a verb's subject lies before what is left: "The claim that it was empty | angered them"."""
    subjects = [c for c in tree.children[verb] if tree.dep(c).startswith("nsubj")]
    return any(tree.tokens[c].start < free[0] for c in subjects) and tree.tokens[verb].start >= free[0]


def _edges(one: Attribution) -> tuple[list[int], list[int]]:
    spans = [s for s in (one.source, one.cue, *one.content_parts) if s is not None]
    return [s.start for s in spans], [s.end for s in spans]


def _merged(spans: Sequence[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _free(whole: Stretch, taken: Sequence[Stretch]) -> Stretch | None:
    """The longest stretch of ``whole`` that nothing in ``taken`` covers."""
    edges = [whole[0], *(x for span in taken for x in span), whole[1]]
    gaps = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    return max(gaps, key=lambda g: (g[1] - g[0], -g[0])) if gaps else None


def _asserts(tree: Tree) -> bool:
    """Whether the sentence has a finite verb in a main clause."""
    return any(tree.finite(k) for k in range(len(tree)))


def _verbs_in(tree: Tree, span: Stretch) -> bool:
    return any(tree.finite(k) and span[0] <= tree.tokens[k].start < span[1] for k in range(len(tree)))
