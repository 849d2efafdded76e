"""Signs of what a name is, read from its own words and those beside it, and the vote over them.

A model that meets a name once takes a village for a person. The same name is met many times in a case, and
most of its sentences say what it is: "in the village of", "told", "the newspaper". Each sign is a vote of
two, the model's label one vote, a sign in the name itself or in a credit ``SURE``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from headwater.entities.entries import word_list
from headwater.entities.gazetteer import side_of
from headwater.entities.known import Line
from headwater.entities.listeners import sign_words, told
from headwater.records.entities import EntityType
from headwater.text.names import Word, name_key

SIGN, SURE = 2, 20
REACH = 3
TYPES: tuple[EntityType, ...] = ("outlet", "place", "group", "body", "person", "event", "state", "weapon")
"""Types in the order in which they win a tie."""
OPEN_HOW = ("model", "shape")
"""How a mention was found whose type is open to a vote."""


def bare_key(text: str, lang: str = "") -> tuple[str, ...]:
    """The folded words of a name without the article before it ("The Harbour Courier", "Le Carnet")."""
    key = name_key(text, lang)
    while len(key) > 1 and key[0] in ("the", "le", "la", "les", "l"):
        key = key[1:]
    return key


def signs_of(
    line: Line,
    first: int,
    last: int,
    type_: EntityType,
    role: str | None,
    credited: Collection[tuple[str, ...]],
) -> list[str]:
    """Signs of what words ``[first, last)`` name, as "type: reason"; a sure one as "type!: reason"."""
    words, lang = line.words, line.sentence.lang
    name = words[first:last]
    key = tuple(w.forms[0] for w in name if not w.article)
    if bare_key(" ".join(key)) in credited:
        return ["outlet!: an article of the case is credited to it"]
    found = _inside(name, lang, type_)
    if found and "!" in found[0].partition(":")[0]:
        return found
    heard = told(words, first, lang)
    near = _outlet_noun(words, first, last, lang)
    if heard or near:
        found.append(f"outlet: it is named beside “{heard or near}”")
    elif side_of(line, first, last):
        found.append("place: the words beside it are those beside a place")
    elif _is_place(words, last, lang):
        found.append("place: it is said to be one after a comma")
    if role:
        found.append(f"person: it is named with the role “{role}”")
    elif _aged(words, last, lang):
        found.append("person: an age follows it")
    elif type_ == "person" and _full_name(name):
        found.append("person: it has the shape of a first and a last name")
    return found


def _inside(name: Sequence[Word], lang: str, label: EntityType) -> list[str]:
    """A sign in the name's own words: its last word in English, its first in French; of one word alone none.

    Words of the land are surnames too ("Anna Lake"), and so no sure sign where the model reads a person.
    """
    if len(name) < 2:
        return []
    headed = lang == "en" and name[1].forms[0] in ("of", "for")
    ends = {"en": (name[0], name[-1]) if headed else (name[-1],), "fr": (name[0],)}.get(lang, ())
    looked = [(word, "inside") for word in ends] + [(name[0], "first")]
    for word, where in looked:
        for type_ in ("group", "body", "outlet", "place", "event"):
            if word.text[0].isupper() and word.forms[0] in sign_words(type_, where, lang):
                sure = "" if (type_, where, label) == ("place", "inside", "person") else "!"
                return [f"{type_}{sure}: “{word.text}” in its name says so"]
    return []


def _outlet_noun(words: Sequence[Word], first: int, last: int, lang: str) -> str | None:
    """A noun of the press right before the name, adjectives between allowed, or right after it."""
    nouns = sign_words("outlet", "before", lang)
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        word = words[at]
        if word.broken or word.forms[0] in word_list("ends the head of a source"):
            break
        if word.forms[0] in nouns:
            return word.text
    after = words[last] if last < len(words) and not words[last - 1].broken else None
    fits = after is not None and after.forms[0] in sign_words("outlet", "next", lang)
    return after.text if after and fits else None


def _is_place(words: Sequence[Word], last: int, lang: str) -> bool:
    """Whether an apposition calls the name a place: "X, a village of ..."."""
    if last + 1 >= len(words) or not words[last - 1].broken:
        return False
    nouns = ("village", "town", "city", "hamlet", "ville", "hameau", "bourg", "bourgade")
    return words[last].forms[0] in ("a", "an", "un", "une", "the", "le", "la") and any(
        w.forms[0] in nouns for w in words[last + 1 : last + 3]
    )


def _aged(words: Sequence[Word], last: int, lang: str) -> bool:
    if last >= len(words) or not words[last - 1].broken:
        return False
    after = words[last]
    number = after.text.isdigit() and len(after.text) == 2 and after.broken
    return number or after.forms[0] in sign_words("person", "age", lang)


def _full_name(name: Sequence[Word]) -> bool:
    """Two to four words with capitals, none of them in capitals throughout, but for particles."""
    plain = [w for w in name if not w.article and w.forms[0] not in word_list("son")]
    return 2 <= len(plain) <= 4 and all(w.text[0].isupper() and not w.text.isupper() for w in plain)


def lone_surnames(
    named: Iterable[tuple[tuple[str, ...], EntityType, Sequence[str]]],
) -> frozenset[tuple[str, ...]]:
    """One-word keys that are the last word of a fuller person's name in the article, and nowhere said to be anything else.

    Each of ``named`` is a mention's key, type and signs.
    """
    fuller: set[tuple[str, ...]] = set()
    other: set[tuple[str, ...]] = set()
    for key, type_, signs in named:
        if type_ == "person" and len(key) > 1:
            fuller.add(key[-1:])
        if any(not sign.startswith("person") for sign in signs):
            other.add(key)
    return frozenset(fuller - other)


def type_by_vote(votes: Mapping[tuple[EntityType, tuple[str, ...]], int]) -> tuple[EntityType, str] | None:
    """The type that most labels and signs of one name speak for, and the reason; null without any vote.

    Each vote is the type that a mention was given, and its signs; with it, how often it was cast.
    """
    counts: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = {}
    for (label, signs), times in votes.items():
        counts[label] += times
        for sign in signs:
            mark, _, reason = sign.partition(": ")
            type_ = mark.rstrip("!")
            counts[type_] += (SURE if mark.endswith("!") else SIGN) * times
            reasons.setdefault(type_, Counter())[reason] += times
    if not counts:
        return None
    best = min(TYPES, key=lambda t: (-counts[t], TYPES.index(t)))
    counted = reasons.get(best)
    if not counted:
        return best, "The language model labels it so, and no word beside it speaks against that."
    reason = min(counted, key=lambda r: (-counted[r], r))
    return best, f"Taken for {'an' if best in ('outlet', 'event') else 'a'} {best}: {reason}."


__all__ = ["OPEN_HOW", "bare_key", "lone_surnames", "sign_words", "signs_of", "type_by_vote"]
