"""Sources that a sentence only describes, and that their text names elsewhere."""

from __future__ import annotations

from itertools import pairwise

from headwater.origins.counting.lexicon import speaks, stem, words
from headwater.origins.counting.reading import Reading
from headwater.origins.descent.cited import UNNAMED, Cited, content_key
from headwater.records.claims import Attribution
from headwater.records.entities import Entity
from headwater.text.names import words_of

LEAST_TELLING = 7
"""Letters of a word that, in a description and beside a name, shows both to be of one person ("hospital")."""
HEAD_FIRST = frozenset(("fr", "ar"))
"""Languages in which the noun of a phrase stands before what describes it."""
REACH = 600
"""Characters before an office in which its body is named."""
BESIDE = 60
"""Characters on either side of a name in which a description of the person may stand."""


def sole_compiler(attribution: Attribution, party: Cited, case: Reading) -> Entity | None:
    """The one compiler that an article names, where a source is only called by what it is ("a monitor")."""
    if not speaks(party.name, words().generic_compiler) or _has_name(party.name):
        return None
    found = {
        named.entity
        for claim in case.claims_of.get(attribution.article, ())
        for other in claim.chain
        if (named := case.cited.get(other)) and named.entity and speaks(named.name, words().compiler)
    }
    return case.entities.get(min(found)) if len(found) == 1 else None


def _has_name(source: str) -> bool:
    """Whether a source is called by a name of its own ("Harl Today activist group"): two proper words in a row."""
    proper = [w.text[0].isupper() and w.forms[0] not in words().one for w in words_of(source)]
    based = speaks(source, ("based",))
    return not based and any(a and b for a, b in pairwise(proper))


def named_later(attribution: Attribution, party: Cited, case: Reading) -> Attribution | None:
    """Where the same text names further down whom it first only describes ("a surgeon ... Ada Lind, a surgeon").

    Only for one person, and only where one name alone stands beside the word; null else.
    """
    head = head_noun(party.name)
    if head is None or attribution.source is None:
        return None
    telling = {head, *(word for word in content_key(party.name).split() if len(word) >= LEAST_TELLING)}
    text = case.articles[attribution.article].text
    found: dict[str, Attribution] = {}
    for other in case.attributions_of.get(attribution.article, ()):
        named = case.cited.get(other.id)
        if other.source is None or named is None or named.kind != "named_person" or named.key == party.key:
            continue
        if other.source.start <= attribution.source.start or not _is_name(other.source.text):
            continue
        beside = text[max(0, other.source.start - BESIDE) : other.source.end + BESIDE]
        if any(telling.intersection(word.forms) for word in words_of(beside)):
            found.setdefault(named.key, other)
    return next(iter(found.values())) if len(found) == 1 else None


def told_in_body(attribution: Attribution, party: Cited, case: Reading) -> Attribution | None:
    """Whom the text goes on to describe, where its headline has one noun ("surgeon", "a surgeon at ...")."""
    found = words_of(party.name)
    title = case.articles[attribution.article].title
    if len(found) > 2 or attribution.source is None or attribution.source.start >= len(title):
        return None
    noun = found[-1].forms[0] if found else ""
    for other in case.attributions_of.get(attribution.article, ()):
        named = case.cited.get(other.id)
        if other.source is None or other.source.start < len(title) or named is None:
            continue
        if named.kind in UNNAMED and any(noun in word.forms for word in words_of(other.source.text)):
            return other
    return None


def head_noun(description: str) -> str | None:
    """The noun of a description of one person ("a surgeon at the nearest hospital"), folded; null for several."""
    words_ = words_of(description)
    if not words_:
        return None
    first = words_[0].forms[0]
    if first not in words().one:
        return None
    head = None
    for word in words_[1:]:
        if word.forms[0] in words().prepositions:
            break
        head = word.forms[0]
    return head


def is_thing(source: str, lang: str) -> bool:
    """Whether the words for a source are headed by what says nothing ("a rocket", "the raid on the market").

    The head stands first in French and Arabic, else right before the first preposition.
    """
    found = [word.forms[0] for word in words_of(source) if word.forms[0] not in words().one]
    cut = next((at for at, key in enumerate(found) if at and key in words().prepositions), len(found))
    head = found[:1] if lang in HEAD_FIRST else found[:cut][-1:]
    return bool(head) and head[0] in words().things


def body_meant(attribution: Attribution, party: Cited, case: Reading) -> Attribution | None:
    """The body that is cited shortly before, where a source is only its office or its paper ("the agency's head").

    Of two bodies the nearer is meant, but one whose own noun the words repeat goes before it.
    """
    if attribution.source is None or not _is_office(attribution.source.text):
        return None
    before = [
        other
        for other in case.attributions_of.get(attribution.article, ())
        if other.source is not None
        and 0 < attribution.source.start - other.source.start <= REACH
        and (named := case.cited.get(other.id)) is not None
        and named.kind == "organisation"
        and named.outlet is None
        and not _is_office(other.source.text)
    ]
    if not before:
        return None
    own = {stem(word.forms[0]) for word in words_of(attribution.source.text)}
    same = [a for a in before if own & {stem(word.forms[0]) for word in words_of(case.cited[a.id].name)}]
    return max(same or before, key=lambda a: (a.source.start if a.source else 0, a.id))


def _is_office(source: str) -> bool:
    """Whether words name an office or a paper of a body, and not which body's ("the group's head", "a statement")."""
    found = [word for word in words_of(source) if word.forms[0] not in words().one]
    if not found or any(word.text[0].isupper() for word in found[1:]):
        return False
    keys = [word.forms[0] for word in found]
    papers = words().offices | words().statement
    known = {stem(word) for word in papers | words().bodies} | {
        "its",
        "their",
        "s",
        "written",
        "joint",
        "press",
    }
    return bool(papers & set(keys)) and all(key in known or stem(key) in known for key in keys)


def _is_name(source: str) -> bool:
    return any(word.text[0].isupper() for word in words_of(source))
