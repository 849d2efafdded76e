"""Who did it, as two reports of one incident say: one names an author, the other leaves it open.

A report leaves the author open where it says so ("it was not immediately clear who", "Syrian or
Russian jets"); it names one where its headline or lead ascribes the act ("regime air strikes"), or
where somebody claims it. Two reports that name different countries' forces disagree too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.matches.frames import frame_words
from headwater.matches.phrases import Found
from headwater.records.articles import Article, Sentence
from headwater.text.numerals import Word, words_of

_OPENING = 5
"""Sentences, the headline first, in which a named author counts as the report's own account."""
_READ = 20
"""Sentences in which the author may be left open or claimed."""


@dataclass(frozen=True, slots=True)
class Authorship:
    """What a report says of the author: spans where it is left open, unclaimed, named, claimed."""

    left_open: tuple[int, int] | None
    unclaimed: tuple[int, int] | None
    named: tuple[int, int] | None
    side: str | None
    claimed: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class AuthorConflict:
    """Two stretches that disagree on the author of an act."""

    a: tuple[int, int]
    b: tuple[int, int]
    update: bool
    because: str


def read_authorship(article: Article, sentences: Sequence[Sentence]) -> Authorship:
    """Who did it, as far as a report's first sentences say."""
    left_open = unclaimed = named = claimed = None
    side = None
    for sentence in sentences[:_READ]:
        text = article.text[sentence.start : sentence.end]
        words, table = words_of(text, sentence.lang), frame_words(sentence.lang)
        if left_open is None:
            left_open = _span(words, table.authors_open.all(words), sentence)
        if unclaimed is None:
            unclaimed = _span(words, table.authors_unclaimed.all(words), sentence)
        if claimed is None and not table.authors_unclaimed.all(words):
            claimed = _span(words, table.authors_claimed.all(words), sentence)
        if named is None and sentence.index < _OPENING:
            found = _named(words, sentence.lang)
            if found:
                first, last, side = found
                named = (sentence.start + words[first].start, sentence.start + words[last].end)
    return Authorship(left_open, unclaimed, named, side, claimed)


def _span(words: Sequence[Word], hits: Sequence[Found[bool]], sentence: Sentence) -> tuple[int, int] | None:
    for hit in hits:
        return sentence.start + words[hit.first].start, sentence.start + words[hit.last - 1].end
    return None


def _named(words: Sequence[Word], lang: str) -> tuple[int, int, str] | None:
    """ "regime air strikes", "frappes russes", "Russia bombed": a side right beside a deed."""
    table = frame_words(lang)
    deeds = {hit.first: hit.last for hit in table.doing.all(words)}
    for at, word in enumerate(words):
        side = table.sides.get(word.form)
        if not side:
            continue
        for ahead in range(at + 1, min(at + 4, len(words))):
            if words[ahead].form in table.attack_nouns:
                return at, ahead, side
            if ahead in deeds:
                return at, deeds[ahead] - 1, side
            if table.sides.get(words[ahead].form, side) != side:
                return None  # "Russian Syrian air strikes": both
            if not words[ahead].form[:1].isalpha() and words[ahead].form != "-":
                break
        behind = next((k for k in (at - 1, at - 2) if k >= 0 and words[k].form in table.attack_nouns), None)
        if table.noun_first and behind is not None:
            return behind, at, side
    return None


def doer_before(text: str, lang: str) -> bool:
    """Whether a clause names a side or a force before its deed ("no unit of the army fired")."""
    words, table = words_of(text, lang), frame_words(lang)
    deeds = [hit.first for hit in table.frames.all(words) if hit.tag == "attack"]
    first = deeds[0] if deeds else len(words)
    return any(word.form in table.sides or word.form in table.forces for word in words[:first])


def conflict_of(a: Authorship, b: Authorship) -> AuthorConflict | None:
    """The disagreement of two reports on who did it, or None."""
    for one, two, turned in ((a, b, False), (b, a, True)):
        said = one.left_open or (one.unclaimed if two.claimed else None)
        if said and not one.claimed and not two.left_open:
            other = two.claimed or two.named
            if other:
                spans = (other, said) if turned else (said, other)
                told = "somebody claims it" if two.claimed else "the other names one"
                why = f"One report leaves open who did it, in the other {told}."
                return AuthorConflict(spans[0], spans[1], bool(two.claimed), why)
    if a.side and b.side and a.side != b.side and a.named and b.named:
        return AuthorConflict(a.named, b.named, False, "The two reports ascribe the act to different sides.")
    return None
