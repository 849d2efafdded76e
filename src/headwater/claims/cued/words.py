"""Words of a sentence in a language without a parser: flat tokens, shaped like a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from headwater.claims.cued.patterns import word_pattern
from headwater.claims.cued.spacing import split_words
from headwater.claims.lexicons import Lexicon, load_lexicon
from headwater.records.articles import Sentence
from headwater.records.claims import Token

_SIGNS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"  # signs that stand on letters
_TOKEN = re.compile(rf"\w[\w{_SIGNS}]*(?:[-’'.\u2011]\w[\w{_SIGNS}]*)*|[^\w\s]")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200e\u200f]")
_LETTERS = str.maketrans("أإآٱى", "ااااي")
_ENDS = '.!?…«»“”"„:—–\n'


JOINED = "joined"
"""The tag of a word that the article also writes in a longer name."""


KIND_NOUNS = ("document", "media", "organisation", "official_unnamed", "anonymous")
"""Lists of a lexicon's table ``kinds`` that hold nouns of a kind of source."""


def is_cued(lexicon: Lexicon) -> bool:
    """Whether a language is read by its cues, without a parser."""
    return "reading" in lexicon.words


def flat_rows(text: str, sentences: Sequence[Sentence]) -> dict[int, list[Token]]:
    """Flat tokens of the sentences that are read by cues, by the number of the sentence."""
    lexicons = {lang: load_lexicon(lang) for lang in sorted({s.lang for s in sentences})}
    cued = {lang: lexicon for lang, lexicon in lexicons.items() if lexicon is not None and is_cued(lexicon)}
    names = proper_names(text, [s for s in sentences if s.lang in cued])
    joined = joined_names(text, [s for s in sentences if s.lang in cued])
    return {s.index: flat_tokens(text, s, cued[s.lang], names, joined) for s in sentences if s.lang in cued}


def normal(word: str, lang: str) -> str:
    """A word in lower case; Arabic without vowel signs, with one alef and one ya, Turkish with its own i."""
    if lang == "ar":
        return _MARKS.sub("", word).translate(_LETTERS)
    if lang == "tr":
        word = word.replace("İ", "i").replace("I", "ı").replace("’", "'")
    return word.lower().replace("ё", "е")


def joined_names(text: str, sentences: Sequence[Sentence]) -> frozenset[str]:
    """Words of the names of two or three words that an article writes: a person's, as a rule."""
    found: set[str] = set()
    for sentence in sentences:
        run: list[str] = []
        for m in (*_TOKEN.finditer(text, sentence.start, sentence.end), None):
            word = m.group() if m else "."
            if word[0].isupper() and not sentence.title:
                run.append(stem(word))
                if run[-1] == word:
                    continue
            if 2 <= len(run) <= 3:
                found.update((run[0], run[-1]))
            run = []
    return frozenset(found)


def proper_names(text: str, sentences: Sequence[Sentence]) -> frozenset[str]:
    """Words that an article writes with a capital inside a sentence, without what follows an apostrophe."""
    found: set[str] = set()
    for sentence in sentences:
        opens = True
        for m in _TOKEN.finditer(text, sentence.start, sentence.end):
            word = m.group()
            if not opens and word[0].isupper() and not sentence.title:
                found.add(stem(word))
            opens = word in _ENDS
    return frozenset(found)


def stem(word: str) -> str:
    """A name without the ending that an apostrophe sets off."""
    return re.split("['’]", word, maxsplit=1)[0]


def flat_tokens(
    text: str, sentence: Sentence, lexicon: Lexicon, names: frozenset[str], joined: frozenset[str]
) -> list[Token]:
    """The tokens of a sentence; each heads itself, names are marked where capitals show them."""
    found: list[Token] = []
    opens = True
    run = False
    for start, end in _words(text, sentence, lexicon.lang):
        word = text[start:end]
        low = normal(word, lexicon.lang)
        pos = _pos(word, opens, lexicon.lang, names)
        if pos == "PROPN" and _is_plain_noun(low, found, lexicon):
            pos = "NOUN"
        begins = pos == "PROPN" and lexicon.lang != "ar" and (not sentence.title or stem(word) in names)
        ent = ("I-PER" if run else "B-PER") if begins else ""
        run = begins and "'" not in word and "’" not in word
        opens = word in _ENDS
        tag = JOINED if stem(word) in joined else ""
        morph = _morph(low, pos, found, lexicon)
        found.append(Token(start, end, low, pos, tag, "ROOT", len(found), morph, ent))
    return _lone_names_dropped(found, lexicon)


def _words(text: str, sentence: Sentence, lang: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word and mark of a sentence."""
    for m in _TOKEN.finditer(text, sentence.start, sentence.end):
        pieces = split_words(m.group()) if lang == "ar" else ((0, m.end() - m.start()),)
        yield from ((m.start() + a, m.start() + b) for a, b in pieces)


def _pos(word: str, opens: bool, lang: str, names: frozenset[str]) -> str:
    if not (word[0].isalnum() or word[0] == "_"):
        return "PUNCT"
    if lang == "ar":
        bare = normal(word, lang)
        return "NOUN" if bare.startswith("ال") or len(bare) < 3 else "PROPN"
    capital = word[0].isupper() and (not opens or stem(word) in names)
    return "PROPN" if capital else "NOUN"


def _is_plain_noun(low: str, before: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a capital shows no name, where all nouns are written with one."""
    if lexicon.words["reading"].get("capitals") != "nouns":
        return False
    known = any(
        word_pattern(lexicon.lang, *names).match(low)
        for names in (("common_nouns", "words"), ("kinds", "titles"), *(("kinds", k) for k in KIND_NOUNS))
    )
    opened = before and word_pattern(lexicon.lang, "determiners", "words").match(before[-1].lemma)
    return bool(known or opened)


def _morph(low: str, pos: str, before: Sequence[Token], lexicon: Lexicon) -> str:
    """The mark of a finite verb, by a word's form; in Arabic the first word stands for it."""
    if lexicon.words["reading"]["finite"] == "by place":
        return "" if before else "VerbForm=Fin"
    finite = word_pattern(lexicon.lang, "finite", "words").match(low)
    barred = "not_finite" in lexicon.words and word_pattern(lexicon.lang, "not_finite", "words").match(low)
    return "VerbForm=Fin" if pos == "NOUN" and finite and not barred else ""


def _lone_names_dropped(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with names of one word, and of bodies, marked as no person: only runs of two or three are."""
    found = list(tokens)
    body = word_pattern(lexicon.lang, "kinds", "organisation")
    k = 0
    while k < len(found):
        last = k
        if found[k].ent == "B-PER":
            while last + 1 < len(found) and found[last + 1].ent == "I-PER":
                last += 1
            if not 1 <= last - k <= 2 or any(body.match(t.lemma) for t in found[k : last + 1]):
                for n in range(k, last + 1):
                    t = found[n]
                    found[n] = Token(t.start, t.end, t.lemma, t.pos, t.tag, t.dep, t.head, t.morph, "")
        k = last + 1
    return found
