"""Which ends are one in ``best``: one person, one body under two names, a body and a description of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.entities import compare_names
from headwater.origins.counting.ends import BODY, End
from headwater.origins.counting.lexicon import STEM, stem, words
from headwater.origins.counting.organs import one_organ
from headwater.text.names import words_of

ONE_PERSON = 0.8
"""How alike two names must be, in any script, to be one person's."""
LEAST_WORDS = 2
"""Words of a description that must all stand in the name of another source before the two are one."""
PLURALS = ("s", "lar", "ler", "ы", "и", "ون", "ين")
"""Ends of nouns in the plural."""
FACTION = "political faction"
"""How the registry marks a body that is one side's by its own statements."""


def at_home(end: End, ends: Sequence[End]) -> bool:
    """Whether an end is one with the first of those put together; or with any, by a person's name or as its people."""
    if any(end.key in other.apart for other in ends):
        return False
    return probably_one(ends[0], end) or any(one_person(o, end) or _people_of(o, end) for o in ends[1:])


def probably_one(a: End, b: End) -> bool:
    """Whether two ends count as one in ``best``."""
    if a.key == b.key:
        return True
    if b.key in a.apart:
        return False
    if a.kind == b.kind == "anonymous":
        return _one_unnamed(a, b)
    if a.kind == b.kind == "unseen_report":
        return (a.generic or b.generic) and _one_voice(a, b)
    if a.access == b.access == "compiler":
        return a.generic or b.generic
    return one_person(a, b) or _one_body(a, b)


def _one_body(a: End, b: End) -> bool:
    """Whether two ends are one body's: named and described, its people and itself, a state and what speaks for it."""
    return (
        _described(a, b)
        or _described(b, a)
        or _one_service(a, b)
        or _in_camp(a, b)
        or _in_camp(b, a)
        or _one_state(a, b)
    )


def is_vague(end: End) -> bool:
    """Whether an end is only described, or is a whole state: what is named goes before it."""
    whole = end.organ is not None and end.organ.endswith("/")
    return (
        whole
        or end.generic
        or (end.entity is None and end.kind != "anonymous" and not proper_name(end.called))
    )


def is_summary(end: End) -> bool:
    """Whether an unnamed source is several, told together in a lead ("activists and officials")."""
    found = [word.forms[0] for word in words_of(end.called)]
    return end.kind == "anonymous" and any(word in words().joiners for word in found[1:-1])


def _one_state(a: End, b: End) -> bool:
    """Whether both speak for one state, one of them as the whole of it ("Sorvane", "the Sorvane army")."""
    if a.organ is None or b.organ is None or "unseen_report" in (a.kind, b.kind):
        return False
    return one_organ(a.organ, b.organ)


def _one_unnamed(a: End, b: End) -> bool:
    """Whether two unnamed sources are of one kind, heard by one outlet or told of in texts made one from another."""
    if a.distinct or b.distinct:
        return False
    alike = family(a.type) == family(b.type)
    if a.through == b.through and (alike or _fuller(a, b) or _fuller(b, a)):
        return True
    return bool(a.kin & b.kin) and (alike or bool({None, "unspecified"} & {a.type, b.type}))


def _fuller(short: End, full: End) -> bool:
    """Whether one text only says more of whom the other calls by the same words ("residents")."""
    return bool(said(short)) and said(short) <= said(full) and bool(short.kin & full.kin)


def said(end: End) -> frozenset[str]:
    """All words by which the texts call an end."""
    return frozenset(word for phrase in end.said_as for word in phrase.split())


def one_person(a: End, b: End) -> bool:
    """Whether the words for two sources hold one person's name, in any script and with any title."""
    if "named" not in (a.kind, b.kind) or not {a.kind, b.kind} <= {"named", "anonymous"}:
        return False
    if BODY in (a.type, b.type):
        return False
    left, right = proper_name(a.called), proper_name(b.called)
    if not left or not right:
        return False
    if len(left) > 1 and len(right) > 1:
        return compare_names(" ".join(left), " ".join(right), "Person").score >= ONE_PERSON
    if not a.kin & b.kin:
        return False
    # one name alone, in texts of which one was made from the other
    alone, full = (left, right) if len(left) == 1 else (right, left)
    return any(compare_names(alone[0], name, "Person").score >= ONE_PERSON for name in full)


def proper_name(called: str) -> list[str]:
    """The longest run of words that no small letter opens: a name without its titles, where the script tells."""
    runs: list[list[str]] = [[]]
    for word in words_of(called):
        if word.text[0].islower():
            runs.append([])
        else:
            runs[-1].append(word.text)
    return max(runs, key=len)


def _one_voice(a: End, b: End) -> bool:
    """Whether two outlets may be one state's, one of them called only by what it is."""
    if a.state is not None and b.state is not None:
        return a.state == b.state
    return bool(a.state or a.generic) and bool(b.state or b.generic)


def _in_camp(camp: End, other: End) -> bool:
    """Whether one is a camp called only by what it is against ("the opposition"), and the other is it or its voice.

    Its voice is whoever bears its name: a political body ("the Harl Opposition Congress"), or a person ("opposition
    figure Ada Lind").
    """
    if not _is_camp(camp):
        return False
    if _is_camp(other):
        return True
    person = other.kind == "named" and other.type != BODY and len(proper_name(other.called)) > 1
    bears = (said(other) | _folded(other.name)) & words().camp
    return bool(bears) and (other.party == FACTION or person) and other.access != "compiler"


def _is_camp(end: End) -> bool:
    """Whether an end is only called a camp: the words before "of" and the like hold no name of its own."""
    if end.entity is not None or end.access == "compiler" or not said(end) & words().camp:
        return False
    found = words_of(end.called)
    cut = next(
        (at for at, word in enumerate(found) if at and word.forms[0] in words().prepositions), len(found)
    )
    head = [word for word in found[:cut] if word.forms[0] not in words().one]
    named = [word for word in head if word.text[0].isupper() and word.forms[0] not in words().camp]
    return len(named) < LEAST_WORDS


def _folded(name: str) -> frozenset[str]:
    return frozenset(word.forms[0] for word in words_of(name))


def _one_service(a: End, b: End) -> bool:
    """Whether a body and unnamed people are one: a service only described and its people ("a rescue service",
    "rescuers"); of one text also a body that it calls so by name ("activists", "the activist group Harl Watch").
    """
    if _people_of(a, b):
        return True
    if {a.kind, b.kind} == {"anonymous"} or "anonymous" not in (a.kind, b.kind):
        return False
    if a.entity is not None or b.entity is not None or not (a.local or b.local):
        return False
    stems = {stem(word) for word in said(a) if len(word) >= STEM}
    return any(stem(word) in stems for word in said(b) if len(word) >= STEM)


def _people_of(a: End, b: End) -> bool:
    """Whether a text calls a body by the noun by which it calls unnamed people ("activists", "an activist group")."""
    if (a.kind == "anonymous") == (b.kind == "anonymous"):
        return False
    people, body = (a, b) if a.kind == "anonymous" else (b, a)
    if not people.told_in & body.told_in or body.type != BODY or not people.called.endswith(PLURALS):
        return False
    return _head(people.called) in {stem(word) for word in said(body)}


def _head(called: str) -> str:
    """The beginning of the noun by which unnamed people are called: the last word before a preposition."""
    found = [word.forms[0] for word in words_of(called)]
    cut = next((at for at, key in enumerate(found) if at and key in words().prepositions), len(found))
    return stem(found[cut - 1]) if found else ""


def _described(short: End, full: End) -> bool:
    """Whether one only describes whom the other names ("the Harl governor", "Harl Governor Ada Lind").

    A body's own nouns and offices tell nothing: "the directorate of health in Harl" is what "Ada Lind, head of the
    Harl health authority" speaks for. What tells is its field and its place.
    """
    if short.entity is not None or full.kind == "anonymous" or "unseen_report" in (short.kind, full.kind):
        return False
    return any(_holds(left, right) for left in _phrases(short) for right in _phrases(full))


def _phrases(end: End) -> Iterator[frozenset[str]]:
    for phrase in sorted(end.said_as):
        yield frozenset(phrase.split())


def _holds(short: frozenset[str], full: frozenset[str]) -> bool:
    if len(short) >= LEAST_WORDS and short < full:
        return True
    if not short & words().bodies:
        return False
    field, fields = _field(short), _field(full)
    return len(field) >= LEAST_WORDS and field <= fields


def _field(phrase: frozenset[str]) -> frozenset[str]:
    """What is left of a description without the nouns of bodies and offices: its field and its place."""
    return frozenset(
        stem(word) for word in phrase if word not in words().bodies and word not in words().offices
    )


def family(type_: str | None) -> str | None:
    """Which kinds of unnamed sources pass for each other from text to text: a police source is an official."""
    return "official" if type_ in ("official", "security") else type_
