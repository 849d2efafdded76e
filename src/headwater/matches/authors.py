"""Who did it, as two reports of one incident say: one names an author, the other leaves it open.

A report leaves the author open where it says so ("it was not immediately clear who", "Syrian or
Russian jets"); it names one where its headline or lead ascribes the act ("regime air strikes"), or
where somebody claims it. Two reports that name different countries' forces disagree too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from headwater.matches.frames import FrameWords, frame_words
from headwater.matches.phrases import Found
from headwater.records.articles import Article, Sentence
from headwater.text.numerals import Word, fold, words_of

_OPENING = 5
"""Sentences, the headline first, in which a named author counts as the report's own account; so does the lead's
sentence with the one after it, since dates and captions stand before it."""
_READ = 20
"""Sentences in which the author may be left open or claimed."""


_AHEAD = 4
"""Words from a side to its deed, or from a machine to what befell it."""
_HELD = 3
"""Words within which "suspected" or "believed to be" holds for the side that follows."""


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


def read_authorship(article: Article, sentences: Sequence[Sentence], lead: int = 0) -> Authorship:
    """Who did it, as far as a report's first sentences say; ``lead`` is the sentence of its lead claim."""
    left_open = unclaimed = named = claimed = None
    side = None
    for sentence in sentences[:_READ]:
        text, table = article.text[sentence.start : sentence.end], frame_words(sentence.lang)
        near = named is None and (sentence.index < _OPENING or 0 <= sentence.index - lead <= 1)
        told = (table.authors_open, table.authors_unclaimed, table.authors_claimed)
        folded = fold(text, sentence.lang)
        open_, denied, claims = (phrases.may_stand_in(folded) for phrases in told)
        if not (near or open_ or denied or claims):
            continue  # most sentences: they need not be taken apart
        near = near and _may_name_side(folded, sentence.lang)
        if not (near or open_ or denied or claims):
            continue
        words = words_of(text, sentence.lang)
        if left_open is None and open_:
            left_open = _span(words, table.authors_open.all(words), sentence)
        said = table.authors_unclaimed.all(words) if denied else []
        if unclaimed is None:
            unclaimed = _span(words, said, sentence)
        if claimed is None and claims and not said:
            claimed = _span(words, table.authors_claimed.all(words), sentence)
        if near and any(word.form in table.sides for word in words):
            found = _named(words, sentence.lang)
            if found:
                first, last, side = found
                named = (sentence.start + words[first].start, sentence.start + words[last].end)
    return Authorship(left_open, unclaimed, named, side, claimed)


def _may_name_side(folded: str, lang: str) -> bool:
    """Whether a side may be named in a folded text, of which no token is known yet."""
    sides = _sides(lang)
    return sides is not None and sides.search(folded) is not None


@cache
def _sides(lang: str) -> re.Pattern[str] | None:
    """What stands for any side, wherever it stands in a word."""
    forms = sorted(frame_words(lang).sides)
    return re.compile("|".join(map(re.escape, forms))) if forms else None


def _span(words: Sequence[Word], hits: Sequence[Found[bool]], sentence: Sentence) -> tuple[int, int] | None:
    for hit in hits:
        return sentence.start + words[hit.first].start, sentence.start + words[hit.last - 1].end
    return None


def _named(words: Sequence[Word], lang: str) -> tuple[int, int, str] | None:
    """ "regime air strikes", "frappes russes", "Russia bombed": a side right beside a deed."""
    table = frame_words(lang)
    deeds = {hit.first: hit.last for hit in table.doing.all(words)}
    held = [hit.last for hit in table.hedged.all(words)]
    for at, word in enumerate(words):
        side = table.sides.get(word.form)
        if not side or any(0 <= at - last <= _HELD for last in held):
            continue
        if _both(words, at, table):
            return None  # "Russian Syrian air strikes", "regime and allied Russian planes": both
        last = _deed_after(words, at, table, deeds)
        if last is not None:
            return at, last, side
        behind = next((k for k in (at - 1, at - 2) if k >= 0 and words[k].form in table.attack_nouns), None)
        if table.noun_first and behind is not None:
            return behind, at, side
    return None


def _deed_after(words: Sequence[Word], at: int, table: FrameWords, deeds: Mapping[int, int]) -> int | None:
    """The last token of a deed that follows a side; "a Russian jet was shot down" is no deed of Russia's."""
    for ahead in range(at + 1, min(at + _AHEAD, len(words))):
        form = words[ahead].form
        if form in table.attack_nouns:
            after = range(ahead + 1, min(ahead + _AHEAD, len(words)))
            return None if any(table.suffered.at(words, k) for k in after) else ahead
        if ahead in deeds:
            return deeds[ahead] - 1
        other = table.sides.get(form)
        if (other and other != table.sides[words[at].form]) or not (other or form in table.between):
            return None
    return None


def _both(words: Sequence[Word], at: int, table: FrameWords) -> bool:
    """Whether two sides stand side by side before a deed."""
    around = words[max(0, at + 1 - _AHEAD) : at + _AHEAD]
    others = {table.sides[w.form] for w in around if w.form in table.sides} - {table.sides[words[at].form]}
    return bool(others) and any(w.form in table.attack_nouns for w in words[at + 1 : at + _AHEAD])


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
                told = "in the other somebody claims it" if two.claimed else "the other names one"
                why = f"One report leaves open who did it, {told}."
                return AuthorConflict(spans[0], spans[1], bool(two.claimed), why)
    if a.side and b.side and a.side != b.side and a.named and b.named:
        return AuthorConflict(a.named, b.named, False, "The two reports ascribe the act to different sides.")
    return None
