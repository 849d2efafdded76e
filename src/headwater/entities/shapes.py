"""Names that their shape gives away where the model may miss them: credited outlets, ministries, units."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from headwater.entities.bodies import body_nouns
from headwater.entities.entries import word_list
from headwater.entities.found import Candidate
from headwater.entities.known import Line
from headwater.entities.model import never_names
from headwater.entities.outlets import outlet_of
from headwater.entities.signs import bare_key, sign_words
from headwater.records.articles import Article, Credit
from headwater.records.entities import EntityType
from headwater.text.names import Word

LONGEST_CHAIN = 9
_CREDITS = ("publisher", "agency", "dateline", "original", "via")


def credited_names(article: Article, credited_by: Sequence[Credit]) -> list[tuple[str, ...]]:
    """Keys of the outlets that an article is published by or credited to, each once; addresses are left out."""
    names = [article.publisher, *(c.name for c in credited_by if c.kind in _CREDITS)]
    keys = (bare_key(name) for name in names if name and not {"/", "."} & set(name) and len(name) < 60)
    own = (key for key in keys if sum(map(len, key)) > 3 and not set(key) <= never_names())
    return list(dict.fromkeys(own))


def credited_outlets(lines: Sequence[Line], keys: Collection[tuple[str, ...]]) -> list[Candidate]:
    """Every place where the article names an outlet that it is credited to."""
    unknown = [key for key in keys if outlet_of(" ".join(key)) is None]
    return [found for line in lines for key in unknown for found in _same_words(line, key)]


def _settled(start: int, end: int, type_: EntityType, because: str) -> Candidate:
    """A candidate whose type its own shape tells for sure."""
    sign = f"{type_}!: {because[0].lower()}{because[1:-1]}"
    return Candidate(start, end, type_, "shape", because, signs=(sign,))


def called_outlets(line: Line) -> Iterator[Candidate]:
    """Names in capitals right after a noun of the press: "the blog Hill and Ford", "le journal L'Écho d'Aubry"."""
    words, lang = line.words, line.sentence.lang
    nouns = sign_words("outlet", "before", lang)
    for at in range(len(words) - 1):
        if words[at].forms[0] in nouns and words[at].text[0].islower() and not words[at].broken:
            last = _capitals_end(words, at + 1)
            name = words[at + 1 : last]
            if name and not any(w.forms[0] in never_names() for w in name[:1]):
                because = f"A name right after “{words[at].text}” is that of an outlet."
                yield _settled(name[0].start, name[-1].end, "outlet", because)


def _capitals_end(words: Sequence[Word], first: int) -> int:
    """The end of a run of words in capitals, with single links between two of them."""
    last, at = first, first
    while at < min(len(words), first + LONGEST_CHAIN):
        if words[at].text[0].isupper():
            last = at + 1
        elif last == first or not (_links(words[at]) or words[at].forms[0] in ("and", "et", "of")):
            break
        if words[at].broken:
            break
        at += 1
    return last


def _same_words(line: Line, key: tuple[str, ...]) -> Iterator[Candidate]:
    if not key or all(w.forms[0] != key[0] for w in line.words):
        return  # as in nearly all lines
    words = [w for w in line.words if not w.article]
    for first in range(len(words) - len(key) + 1):
        name = words[first : first + len(key)]
        if (
            tuple(w.forms[0] for w in name) == key
            and name[0].text[0].isupper()
            and name[-1].text[0].isupper()
        ):
            because = "An article is published by or credited to an outlet of this name."
            yield _settled(name[0].start, name[-1].end, "outlet", because)


def ministries(line: Line, text: str) -> Iterator[Candidate]:
    """Ministries and armies of states outside the registry: "Vestria's foreign ministry", "ministère vestrien de la Défense"."""
    for first, word in enumerate(line.words):
        last = 0
        if (
            line.sentence.lang == "en"
            and word.text[0].isupper()
            and text[word.end : word.end + 2] in ("'s", "’s")
        ):
            last = _noun_end(line.words, first + 1, "en")
        elif line.sentence.lang == "fr" and word.forms[0] == "ministere":
            last = _ministry_end(line.words, first)
        if last:
            because = "The words have the shape of the name of a state's body."
            yield _settled(word.start, line.words[last - 1].end, "body", because)


def _noun_end(words: Sequence[Word], at: int, lang: str) -> int:
    for last, refs in body_nouns().find(words, at):
        if any(ref.name.lang == lang and ref.id.endswith("strong") for ref in refs):
            return last
    return 0


def _ministry_end(words: Sequence[Word], first: int) -> int:
    """The end of "ministère [adjective] de la|des|de l' Noun [adjective]", or 0 without such a noun."""
    at = first + 1
    if at < len(words) and words[at].text[0].islower() and not _links(words[at]):
        at += 1
    begin = at
    while at < len(words) and _links(words[at]) and not words[at - 1].broken:
        at += 1
    if at == begin or at >= len(words) or not words[at].text[0].isupper() or words[at - 1].broken:
        return 0
    after = words[at + 1 : at + 2]
    return at + 2 if not words[at].broken and after and after[0].forms[0] == "etrangeres" else at + 1


def _links(word: Word) -> bool:
    return word.forms[0] in word_list("links in a name")


def units(line: Line, adjectives: Collection[int], nouns: Collection[int]) -> Iterator[Candidate]:
    """French names that begin with a noun in capitals: "Brigade de la Loutre", "Registre des crues de la Vesle".

    ``adjectives`` and ``nouns`` are where the parse sees such tokens begin.
    """
    if line.sentence.lang != "fr" or line.shouting or line.title_case:
        return
    for first, word in enumerate(line.words):
        type_ = _type_of(word)
        last = _chain_end(line.words, first, adjectives, nouns) if type_ else 0
        if type_ and last:
            because = f"A noun in capitals, “{word.text}”, with what belongs to it names a {type_}."
            yield _settled(word.start, line.words[last - 1].end, type_, because)


def _type_of(word: Word) -> EntityType | None:
    if not word.text[0].isupper() or word.text.isupper():
        return None
    fitting: tuple[EntityType, ...] = ("group", "body")
    return next((t for t in fitting if word.forms[0] in sign_words(t, "inside", "fr")), None)


def _chain_end(words: Sequence[Word], first: int, adjectives: Collection[int], nouns: Collection[int]) -> int:
    """Where the name ends: at its last capital, else after the adjectives that follow the noun; 0 where neither."""
    end, plain, at = 0, True, first + 1
    while at < min(len(words), first + LONGEST_CHAIN) and not words[at - 1].broken:
        word = words[at]
        if word.text[0].isupper() or (
            plain and (word.start in adjectives or (at > first + 1 and word.start in nouns))
        ):
            end = at + 1
        elif not (_links(word) or word.start in nouns or word.start in adjectives):
            break
        plain = plain and (word.start in adjectives or end == at + 1)
        at += 1
    return end
