"""Whether two names may be one: words paired by spelling, sound and meaning, extra words weighed, the reason in words.

The shape follows nomenklatura's logic-v2 (Friedrich Lindenberg, MIT): pair words within an edit budget,
weigh what is left over on each side. Budgets and weights are our own: set by hand on the development half
of a list of name pairs and on a public list of organisations with their aliases, by looking at what went
wrong, and kept where both scores rose. No fit: on other names expect less than these two show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from headwater.entities.abbreviations import abbreviates
from headwater.entities.alternatives import alternatives
from headwater.entities.entries import word_list
from headwater.entities.nameparts import LONGEST, NameParts, mode_of, parts_of
from headwater.entities.nametokens import Mode, Token, token_of
from headwater.entities.pairing import Pair, Pairing, paired
from headwater.text.names import fold
from headwater.text.transliteration import is_syllabic, latin

CONFLICT_OF_PERSONS = 0.5
CONFLICT = 1 / 3
"""Weight left over on both sides from which two names name two actors, whatever else agrees."""
APART = 0.45
"""What names that contradict each other score at most; .5 and more means that they may be one."""
BOTH_SIDES = 0.2
"""How far words of their own on both sides put two names further apart than words of one alone."""
DISTINCTIVE = 0.75
"""Weight from which a word tells organisations apart by itself."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are: from .5 on they may be taken for one. ``because`` says what was compared."""

    score: float
    because: str


def compare_names(left: str, right: str, kind: str | None = None) -> NameMatch:
    """How alike two names are, 0 to 1; any scripts.

    ``kind`` is "Person", "Company", "Organization", "LegalEntity", "Vessel" or null. Below .5 the score
    still ranks: of two names that are not taken for one, the likelier has the higher. Names of which
    nothing can be read are unlike everything.
    """
    a, b = (left, right) if left <= right else (right, left)
    score, because = _compared(a[:LONGEST], b[:LONGEST], kind)
    return NameMatch(round(score, 4), because)


@lru_cache(maxsize=50_000)
def _compared(left: str, right: str, kind: str | None) -> tuple[float, str]:
    if kind in ("Person", "Vessel"):
        return _one_to_one(left, right, kind)
    lefts, rights = alternatives(left), alternatives(right)
    if len(lefts) == 1 and len(rights) == 1:
        return _one_to_one(lefts[0], rights[0], kind)
    best = (0.0, "One of the two names holds no letters.")
    for a in lefts:
        for b in rights:
            # A name that comes with its abbreviation says what the letters mean; they mean nothing else.
            found = _one_to_one(a, b, kind, told=(len(lefts) > 1, len(rights) > 1))
            if found[0] > best[0]:
                best = found
    return best


def _one_to_one(
    left: str, right: str, kind: str | None, told: tuple[bool, bool] = (False, False)
) -> tuple[float, str]:
    """The likeness of two single names; ``told`` where one stands beside others of its own bearer."""
    a, b = parts_of(left, kind), parts_of(right, kind)
    if not (a.joined or a.numbers) or not (b.joined or b.numbers):
        return 0.0, "One of the two names holds no letters."
    if a.words == b.words and a.numbers == b.numbers:
        same_form = a.form == b.form or None in (a.form, b.form)
        return (1.0, "The same words.") if same_form else _form_verdict(a, b, 1.0, "The same words.")
    mode = mode_of(kind)
    if is_syllabic(left) and is_syllabic(right):
        return _by_signs("".join(a.words), "".join(b.words))
    if is_syllabic(left) or is_syllabic(right):
        a, b = _spelt(a, mode), _spelt(b, mode)
    if mode != "person" and (a.abbreviation or b.abbreviation):
        return _by_abbreviation(a, b, mode, told)
    score, because = _weighed(a, b, mode)
    joined = _joined(a, b, mode)
    if joined[0] > score:
        score, because = joined
    if mode == "person" and score < 0.7 and _backwards(left, right):
        score, because = 0.7, "The same letters, written backwards."
    return _form_verdict(a, b, score, because)


def _backwards(left: str, right: str) -> bool:
    """Whether one name is the other with its letters in reverse, as where writing directions were mixed up."""
    if len(left) != len(right):
        return False
    a, b = ("".join(c for c in fold(name) if c.isalpha()) for name in (left, right))
    return len(a) > 5 and a == b[::-1]


def _spelt(parts: NameParts, mode: Mode) -> NameParts:
    words = tuple(latin(word) for word in parts.words)
    tokens = tuple(token_of(word, word, mode, False, False) for word in words if word)
    return replace(parts, words=words, tokens=tokens, joined="".join(words))


def _by_signs(left: str, right: str) -> tuple[float, str]:
    """Likeness of two names in one script without a table here: sign by sign; in Han and Hangul each sign counts."""
    if left == right:
        return 1.0, "The same signs."
    distance = OSA.distance(left, right)
    if any("\u2e80" <= c <= "\ud7ff" for c in left + right) or distance > max(
        1, min(len(left), len(right)) // 6
    ):
        return 0.3, f"{distance} sign(s) differ."
    return 0.7, f"{distance} sign(s) differ, of {max(len(left), len(right))}."


def _form_verdict(a: NameParts, b: NameParts, score: float, because: str) -> tuple[float, str]:
    """Two different legal forms ("AG", "GmbH") are two companies."""
    if a.form and b.form and a.form != b.form and {a.form, b.form} <= {"ag", "gmbh", "plc"}:
        return min(score, APART), f"The legal forms differ ({a.form}, {b.form})."
    return score, because


def _by_abbreviation(a: NameParts, b: NameParts, mode: Mode, told: tuple[bool, bool]) -> tuple[float, str]:
    """Likeness where one name is one word in capitals: abbreviations are equal or not, letters count for nothing."""
    short, long = (a, b) if a.abbreviation else (b, a)
    known = told[0] if a.abbreviation else told[1]
    fit = 0.0 if known else abbreviates(short.abbreviation, long.heads)
    if fit:
        return fit, "One is made of the first letters of the other."
    if len(short.abbreviation) > 4 or not long.abbreviation:
        score, because = _weighed(a, b, mode)
        joined = _joined(a, b, mode)
        if joined[0] > score:
            score, because = joined
        alike = len(short.abbreviation) > 4 or any(
            x.key == y.key or x.concept == y.concept != "" for x in a.tokens for y in b.tokens
        )
        return (score, because) if alike else (0.0, "No word of one is a word of the other.")
    return 0.0, "Two abbreviations of different letters."


def _joined(a: NameParts, b: NameParts, mode: Mode) -> tuple[float, str]:
    """Likeness of the names without spaces: "vanderbilt", "van der bilt"; the words in another order too."""
    short, long = len(a.joined), len(b.joined)
    if abs(short - long) > 2 or min(short, long) < 5 or a.numbers != b.numbers:
        return 0.0, ""
    if mode == "person" and _sons_swapped(a, b):
        return 0.0, ""
    if a.joined == b.joined or (short == long and "".join(sorted(a.words)) == "".join(sorted(b.words))):
        return 0.98, "The same letters, otherwise spaced."
    if len(a.words) == len(b.words) or a.joined[0] != b.joined[0]:
        return 0.0, ""
    most = 1 if min(short, long) < 14 else 2
    distance = OSA.distance(a.joined, b.joined, score_cutoff=most)
    return (
        (0.75 - 0.1 * distance, f"{distance} letter(s) differ, otherwise spaced.")
        if distance <= most
        else (0.0, "")
    )


def _weighed(a: NameParts, b: NameParts, mode: Mode) -> tuple[float, str]:
    """A score from the paired words and those left over on one side or both."""
    pairing = paired(a.tokens, b.tokens, mode)
    if not pairing.pairs:
        return 0.0, "No word of one is a word of the other."
    matched = alike = shared = 0.0
    unsure = 0
    for pair in pairing.pairs:
        weight = min(pair.left.weight, pair.right.weight)
        matched += weight
        alike += pair.likeness * weight
        shared += pair.likeness * pair.left.weight * pair.right.weight
        unsure += pair.likeness < 0.8
    left = sum(word.weight for word in pairing.over_left)
    right = sum(word.weight for word in pairing.over_right)
    likely = shared / (_square(a.tokens) * _square(b.tokens)) ** 0.5
    likely *= 1 - BOTH_SIDES * min(left, right) / (matched + min(left, right))
    if mode == "person":
        score = _person_verdict(matched, alike / matched, left, right)
    else:
        score = _thing_verdict(pairing, matched, alike / matched, left, right, mode)
    score += _numbers(a, b, mode) - 0.12 * max(0, unsure - 1)
    apart = mode == "person" and _sons_swapped(a, b)
    if score < 0.5 or apart:
        numbers = 0.7 if a.numbers != b.numbers else 1.0
        score = min(max(score, 0.0), APART) if mode == "person" else 0.49 * likely * numbers
    return min(1.0, score), _reason(pairing)


def _square(words: Sequence[Token]) -> float:
    return sum(word.weight * word.weight for word in words) or 1.0


def _person_verdict(matched: float, alike: float, left: float, right: float) -> float:
    """The score of two persons' names before numbers; under .5 where words of both contradict each other."""
    if matched < 0.4:
        return 0.0
    both, one = min(left, right), abs(left - right)
    rate = 0.12 if matched >= 1.5 else 0.6 if one < 2 else 0.8
    score = (
        alike - 1.1 * both / (matched + both) * (1.4 if both >= 0.5 else 0.6) - rate * one / (matched + one)
    )
    return min(score, APART) if both >= CONFLICT_OF_PERSONS else score


def _thing_verdict(
    pairing: Pairing, matched: float, alike: float, left: float, right: float, mode: Mode
) -> float:
    """The score of two organisations' names before numbers.

    Under .5 where words of both contradict each other, where only common words agree and any word
    differs, and where one name has a country more: a branch is not the whole (of a company it is).
    """
    both, one = min(left, right), abs(left - right)
    rate = 1.3 if mode == "company" else 1.25
    score = (
        alike - 1.1 * both / (matched + both) * (1.4 if both >= 0.5 else 0.6) - rate * one / (matched + one)
    )
    own = sum(1 for p in pairing.pairs if min(p.left.weight, p.right.weight) >= DISTINCTIVE)
    over = pairing.over_left + pairing.over_right
    extra = sum(1 for word in over if word.weight >= DISTINCTIVE)
    contradicted = both >= CONFLICT or (both > 0 and not own) or extra > max(0, own - 1)
    branch = mode != "company" and one > 0 and any(word.kind == "land" for word in over)
    return min(score, APART) if contradicted or branch else score


def _sons_swapped(a: NameParts, b: NameParts) -> bool:
    """Whether father and son change places: "Omar bin Zayd" is not "Zayd bin Omar"."""
    sons = word_list("son")
    heads = []
    for parts in (a, b):
        at = next((i for i, word in enumerate(parts.words) if word in sons), 0)
        if at == 0:
            return False
        heads.append((set(parts.words[:at]), set(parts.words[at + 1 :])))
    (sons_a, fathers_a), (sons_b, fathers_b) = heads
    return not (sons_a & sons_b) and bool(sons_a & fathers_b or sons_b & fathers_a)


def _numbers(a: NameParts, b: NameParts, mode: Mode) -> float:
    if a.numbers == b.numbers:
        return 0.0
    if mode == "vessel":
        return -0.3 if abs(len(a.numbers) - len(b.numbers)) else -0.2
    if (a.numbers and b.numbers) or set(a.numbers) ^ set(b.numbers) <= {"1"}:
        return -0.2
    return -0.55


def _reason(pairing: Pairing) -> str:
    same = [p.left.key for p in pairing.pairs if p.likeness == 1.0]
    close = [_told(p) for p in pairing.pairs if p.likeness < 1.0]
    said = []
    if same:
        said.append(f"same: {', '.join(same)}")
    if close:
        said.append(f"close: {', '.join(close)}")
    if pairing.over_left or pairing.over_right:
        said.append(f"left over: {_keys(pairing.over_left)} against {_keys(pairing.over_right)}")
    return f"Words compared, {'; '.join(said)}."


def _told(pair: Pair) -> str:
    meant = " in meaning" if pair.left.concept and pair.left.concept == pair.right.concept else ""
    return f"{pair.left.key}/{pair.right.key}{meant}"


def _keys(words: Sequence[Token]) -> str:
    return ", ".join(word.key for word in words) or "nothing"
