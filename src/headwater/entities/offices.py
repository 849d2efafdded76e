"""Whether a person's role is an office: which words give it, and which body it belongs to.

A role alone opens no name: "head" may be of a school. A minister or mayor holds a public office; a
spokesman or commander has to be named with the body that he speaks for or commands; a president with a
state, place, public body or registered group; a head or director with a public body or a registered group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from headwater.entities.bodies import body_nouns
from headwater.entities.entries import entries, word_list
from headwater.entities.found import Candidate
from headwater.entities.known import Line
from headwater.entities.roles import role_after_at, role_at, role_before, standing_of

WINDOW = 14
"""Words before a name in which an apposition gives its role ("A spokesman for X, Colonel Y")."""
PHRASE = 10
_OWNERS: dict[str, tuple[str, ...]] = {
    "tied": ("body", "group", "outlet"),
    "state": ("state", "place", "body", "group"),
    "head": ("body", "group"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A role beside a name: words ``[first, last)`` give it, words ``[first, end)`` say of what."""

    role: str
    first: int
    last: int
    end: int


def roles_beside(
    line: Line, first: int, last: int, comma: bool, verbs: Collection[int], others: Collection[int]
) -> list[Beside]:
    """Roles of the person named by words ``[first, last)``, those right before the name first.

    ``verbs`` and ``others`` are where verbs and other persons' names begin: a role beyond them is another's.
    """
    words, lang = line.words, line.sentence.lang
    found: list[Beside] = []
    at = first
    while (before := role_before(words, at, lang)) is not None:
        found.append(Beside(before[1], before[0], at, first))
        at = before[0]
    if at and (words[at - 1].broken or at < first):
        found.extend(_in_apposition(line, at, verbs, others))
    after = role_after_at(words, last, lang, comma)
    if after:
        most = min(len(words), after[1] + PHRASE)
        end = next((i + 1 for i in range(after[1], most) if words[i].broken), most)
        found.append(Beside(after[0], after[1], after[2], end))
    return found


def _in_apposition(line: Line, at: int, verbs: Collection[int], others: Collection[int]) -> Iterator[Beside]:
    """The outermost role of a phrase that ends right before the name or its title."""
    words, begin, commas = line.words, at, 0
    while begin > max(0, at - WINDOW):
        word = words[begin - 1]
        commas += word.broken
        stops = (
            word.start in verbs or word.start in others or word.forms[0] in word_list("ends an apposition")
        )
        if stops or commas > 1 or (word.broken and begin != at):
            break
        begin -= 1
    for first in range(begin, at):
        role = role_at(words, first, line.sentence.lang)
        if role and role[0] <= at:
            yield Beside(role[1], first, role[0], at)
            return


def office_of(line: Line, beside: Beside, before: Sequence[Candidate], text: str) -> str | None:
    """The office in words where it is a public one, or null. ``before`` are the article's names so far and in the line."""
    standing = standing_of(beside.role)
    if standing == "office":
        return beside.role
    if standing not in _OWNERS or _other_noun(line, beside):
        return None
    noun = _public_noun(line, beside)
    owner = _owner(line, beside, [c for c in before if c.type in _OWNERS[standing]], text)
    if owner and (
        standing == "tied" or owner.type in ("state", "place") or _known_public(owner) or _public(owner, text)
    ):
        return f"{beside.role} of {text[owner.start : owner.end]}"
    return f"{beside.role} of {noun}" if noun else None


def _other_noun(line: Line, beside: Beside) -> bool:
    """Whether the role's word only begins another noun: "head negotiator", "chief economist"."""
    after = line.words[beside.last : min(beside.end, beside.last + 1)]
    if not after or line.words[beside.last - 1].broken or not after[0].text[0].islower():
        return False
    return after[0].forms[0] not in word_list("ends the head of a source") | word_list(
        "between noun and owner"
    )


def _owner(line: Line, beside: Beside, names: Sequence[Candidate], text: str) -> Candidate | None:
    """The body that the role belongs to: named after the role, right before it, or meant by "its"."""
    words = line.words
    start, end = words[beside.first].start, words[min(beside.end, len(words)) - 1].end
    bodies = [c for c in names if c.label is None or c.known_as]
    inside = [c for c in bodies if start <= c.start and c.end <= end]
    if inside:
        return inside[0]
    near = [c for c in bodies if c.end <= start and not text[c.end : start].strip(" '’s")]
    if near:
        return near[-1]
    if beside.first and words[beside.first - 1].forms[0] in word_list("its"):
        earlier = [c for c in bodies if c.end <= start]
        return earlier[-1] if earlier else None
    return None


def _known_public(owner: Candidate) -> bool:
    """Whether the registry knows the body, and as no company: its directors are private persons."""
    entry = entries().get(owner.known_as or "")
    return owner.known_as is not None and (entry is None or entry.kind != "company")


def _public(owner: Candidate, text: str) -> bool:
    last = {word.strip("’'").lower() for word in text[owner.start : owner.end].replace("’", " ").split()}
    return bool(last & word_list("public bodies"))


def _public_noun(line: Line, beside: Beside) -> str | None:
    """A noun of a state's body in the role's phrase: "spokesman of the ministry of defence"."""
    for at in range(max(0, beside.first - 3), min(beside.end, len(line.words))):
        if beside.first <= at < beside.last or (at < beside.first and line.words[at].broken):
            continue
        if at > beside.first and line.words[at].forms[0] in word_list("public bodies"):
            return line.words[at].text
        for last, refs in body_nouns().find(line.words, at):
            fits = [r for r in refs if r.id.endswith("strong") and r.name.lang == line.sentence.lang]
            if fits and (at > beside.first or last == beside.first):
                return fits[0].name.text
    return None
