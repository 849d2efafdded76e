"""Names of the registry, bodies of states and loaded labels in one article's sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from headwater.entities.bodies import BodyHit, bodies, body_entry, demonym_index, demonyms, find_bodies
from headwater.entities.compiled import registry_index
from headwater.entities.entries import entries, lines_of, party_kinds, word_list
from headwater.entities.found import Candidate
from headwater.entities.index import NameIndex, NameRef, fits
from headwater.entities.labels import label_index
from headwater.entities.longer import in_longer_name
from headwater.entities.roles import role_before
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Parse
from headwater.text.names import Word, fold, words_of


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as words."""

    sentence: Sentence
    words: list[Word]
    shouting: bool  # whether it is mostly capitals, so that capitals tell nothing
    title_case: bool = False  # whether most of its words begin with a capital
    proper: frozenset[int] = frozenset()  # where the parse sees proper nouns begin


def lines_of_article(
    article: Article, sentences: Sequence[Sentence], parses: Mapping[int, Parse] = MappingProxyType({})
) -> list[Line]:
    """The article's sentences as words. ``parses`` go by the number of their sentence."""
    lines = []
    for sentence in sentences:
        words = words_of(article.text[sentence.start : sentence.end], sentence.lang, sentence.start)
        capitals = sum(1 for w in words if w.text.isupper() and len(w.text) > 2)
        long = [w for w in words[1:] if len(w.text) > 3]
        begun = sum(1 for w in long if w.text[0].isupper())
        shouting = capitals * 2 > len(words) and len(words) > 3
        parse = parses.get(sentence.index)
        proper = frozenset(t.start for t in parse.tokens if t.pos == "PROPN") if parse else frozenset()
        lines.append(Line(sentence, words, shouting, begun * 10 > len(long) * 8 and len(long) > 3, proper))
    return lines


def known_names(lines: Sequence[Line]) -> list[Candidate]:
    """Registry names, the longest first at each place; short ones only where the article gives a fuller one."""
    found: list[tuple[Candidate, bool]] = []
    parts: set[str] = set()
    for line in lines:
        found.extend(_names_in(line, parts))
    full = {c.known_as for c, short in found if not short}
    alone = [c for c, short in found if not short or c.known_as in full]
    return [c for c in alone if not _part_of_another(c, lines, parts)]


def _part_of_another(candidate: Candidate, lines: Sequence[Line], parts: Collection[str]) -> bool:
    """Whether a given name stands alone where the article tells whose it is: "Petra" after "Petra Lindvane"."""
    if not parts or candidate.how != "registry" or entries()[candidate.known_as or ""].type == "person":
        return False
    at = bisect_right(lines, candidate.start, key=lambda line: line.sentence.start) - 1
    words = lines[at].words
    first = bisect_left(words, candidate.start, key=lambda w: w.start)
    last = bisect_left(words, candidate.end, key=lambda w: w.start)
    one = last - first == 1 and words[first].forms[0] in parts and not words[first].text.isupper()
    return (
        one
        and words[first].forms[0] in word_list("also given names")
        and not _outlet_meant(words, first, last)
    )


def _names_in(line: Line, parts: set[str]) -> list[tuple[Candidate, bool]]:
    """The registry names of a line; names of one word that only are part of a longer one go to ``parts``."""
    found: list[tuple[Candidate, bool]] = []
    for first in range(len(line.words)):
        if line.words[first].article:
            continue
        for last, refs in registry_index().find(line.words, first):
            ref = _best(line, first, last, refs)
            if ref and in_longer_name(line, first, last, entries()[ref.id], ref.name):
                parts.add(line.words[first].forms[0])
            elif ref and not made_or_based(line.words, last) and not _one_of_a_kind(line, first, last, ref):
                found.append((_named(line, first, last, ref), ref.name.short))
                if not ref.name.short:
                    break
    return found


def _one_of_a_kind(line: Line, first: int, last: int, ref: NameRef) -> bool:
    """Whether the words are a common noun with "a" before it: "an Islamic state" is no group of that name."""
    words = line.words
    lower = words[last - 1].text[0].islower() and not ref.name.text.split()[-1][0].islower()
    return lower and first > 0 and words[first - 1].forms[0] in ("a", "an", "un", "une", "any", "every")


def made_or_based(words: Sequence[Word], last: int) -> bool:
    """Whether a name only says where something sits or was made ("Aleppo-based", "US-made")."""
    if last >= len(words) or words[last].forms[0] not in word_list("origin only"):
        return False
    return words[last - 1].hyphen or words[last].text == "Based"


def _best(line: Line, first: int, last: int, refs: Sequence[NameRef]) -> NameRef | None:
    """The fitting name, those in the sentence's own language before others."""
    lang = line.sentence.lang
    fitting = [ref for ref in refs if fits(line.words, first, last, ref, lang, line.shouting)]
    if not fitting:
        return None
    outlet = len({ref.id for ref in fitting}) > 1 and _outlet_meant(line.words, first, last)
    return min(
        fitting,
        key=lambda ref: (
            ref.name.short,
            (entries()[ref.id].type == "outlet") != outlet,
            ref.name.lang != lang,
        ),
    )


@cache
def outlet_nouns() -> frozenset[str]:
    """Folded nouns that say of a name beside them that it is an outlet's."""
    return frozenset(
        fold(w) for _, cells in lines_of("outlet_words.csv", 5) for cell in cells for w in cell.split("|")
    )


def _outlet_meant(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a noun within three words says that a name shared with a body is the outlet's."""
    near = [*words[max(0, first - 4) : first], *words[last : last + 1]]
    return any(form in outlet_nouns() for word in near for form in word.forms)


def with_article(words: Sequence[Word], first: int) -> int:
    """The word where a name begins when the Arabic article before it is counted in."""
    while (
        first > 0
        and words[first - 1].article
        and (words[first - 1].hyphen or words[first - 1].text[0].isupper())
    ):
        first -= 1
    return first


def _named(line: Line, first: int, last: int, ref: NameRef) -> Candidate:
    entry = entries()[ref.id]
    begin = with_article(line.words, first)
    start, end = line.words[begin].start, line.words[last - 1].end
    because = f"The words are a registered name of {entry.name}."
    if ref.name.short:
        because = f"The words are short for {entry.name}, which the article names in full elsewhere."
    role = _role_of(line, begin, last) if entry.type == "person" else None
    return Candidate(start, end, entry.type, "registry", because, known_as=ref.id, role_title=role)


def _role_of(line: Line, first: int, last: int) -> str | None:
    before = role_before(line.words, first, line.sentence.lang)
    return before[1] if before else None


def state_bodies(lines: Sequence[Line]) -> list[Candidate]:
    """Armies, governments and ministries named by demonym and noun."""
    found = []
    for line in lines:
        for hit in find_bodies(line.words, line.sentence.lang):
            found.append(_body(line, hit))
    return found


def _body(line: Line, hit: BodyHit) -> Candidate:
    id_ = own_entry(hit.id)
    entry = entries().get(id_) or body_entry(id_)
    assert entry is not None
    words = line.words[hit.first : hit.last]
    loaded = "regime" if any(form in word_list("regime") for w in words for form in w.forms) else None
    noun = hit.noun if hit.sure else f"{hit.noun} of that state"
    because = f"A demonym or state beside the noun “{noun}” names {entry.name}."
    return Candidate(
        words[0].start, words[-1].end, entry.type, "registry", because, known_as=id_, label=loaded
    )


_OWN = {
    "body/us/defence-ministry": "pentagon",
    "body/us/foreign-ministry": "us-state-department",
    "body/il/army": "idf",
    "body/tr/army": "turkish-armed-forces",
    "body/fr/foreign-ministry": "quai-d-orsay",
    "body/us/presidency": "white-house",
}


def own_entry(id_: str) -> str:
    """The registry's own entry for a state body, where it has one; delegations stand for their government."""
    if id_.endswith("/delegation"):
        id_ = id_.replace("/delegation", "/government")
    return _OWN.get(id_, id_)


def labels(lines: Sequence[Line]) -> list[Candidate]:
    """Loaded labels; a demonym before or after one is counted in ("Syrian rebels")."""
    found = []
    for line in lines:
        lang = line.sentence.lang
        for first in range(len(line.words)):
            for last, refs in label_index().find(line.words, first):
                ref = next((r for r in refs if r.name.lang == lang), None)
                if ref:
                    words = line.words
                    because = f"“{ref.id}” is a loaded label, not a name."
                    found.append(
                        Candidate(
                            words[first].start, words[last - 1].end, "group", "lexicon", because, label=ref.id
                        )
                    )
                    break
    return found


def is_demonym(words: Sequence[Word], index: NameIndex | None = None) -> bool:
    """Whether all words are demonyms."""
    found = index or demonym_index()
    return bool(words) and all(found.find([word], 0) for word in words)


__all__ = [
    "Line",
    "bodies",
    "demonyms",
    "is_demonym",
    "known_names",
    "labels",
    "lines_of_article",
    "party_kinds",
    "state_bodies",
]
