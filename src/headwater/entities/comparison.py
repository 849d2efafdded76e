"""Whether two names may be one: words paired by spelling and sound, extra words weighed, and the reason in words.

The shape follows nomenklatura's logic-v2 (Friedrich Lindenberg, MIT): pair words within an edit budget,
weigh what is left over on each side. Budgets and weights are our own: set by hand on the development half
of a list of name pairs, by looking at what went wrong, and kept where its score rose. No fit, no
cross-validation: on other names expect less than the development half shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from headwater.entities.entries import word_list
from headwater.entities.likeness import likeness_of
from headwater.entities.nameparts import LONGEST, NameParts, lexicon, parts_of
from headwater.text.names import fold
from headwater.text.transliteration import is_syllabic, latin

MOST_WORDS = 20
CONFLICT = 0.5
"""Weight left over on both sides from which two names name two actors, whatever else agrees."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are: from .5 on they may be taken for one. ``because`` says what was compared."""

    score: float
    because: str


@dataclass(frozen=True, slots=True)
class _Pair:
    left: str
    right: str
    likeness: float


def compare_names(left: str, right: str, kind: str | None = None) -> NameMatch:
    """How alike two names are, 0 to 1; any scripts.

    ``kind`` is "Person", "Company", "Organization", "LegalEntity", "Vessel" or null. Names of which
    nothing can be read are unlike everything.
    """
    a, b = sorted((left, right))
    score, because = _compared(a, b, kind)
    return NameMatch(round(score, 4), because)


@lru_cache(maxsize=50_000)
def _compared(left: str, right: str, kind: str | None) -> tuple[float, str]:
    a, b = parts_of(left, kind), parts_of(right, kind)
    if not (a.joined or a.numbers) or not (b.joined or b.numbers):
        return 0.0, "One of the two names holds no letters."
    if a.words == b.words and a.numbers == b.numbers:
        return (
            (1.0, "The same words.")
            if a.form == b.form or None in (a.form, b.form)
            else _form_verdict(a, b, 1.0)
        )
    if is_syllabic(left) and is_syllabic(right):
        return _by_signs("".join(a.words), "".join(b.words))
    if is_syllabic(left) or is_syllabic(right):
        a, b = _spelt(a), _spelt(b)
    joined = _joined(a, b, kind)
    paired = _paired(a, b, kind)
    score, because = max(joined, paired, key=lambda found: found[0])
    if kind == "Person" and _letters(left) == _letters(right)[::-1] and len(_letters(left)) > 5:
        score, because = max(score, 0.7), "The same letters, written backwards."
    initials = _initials(left, right, a, b, kind)
    if initials > score:
        score, because = initials, "One is made of the first letters of the other."
    return _form_verdict(a, b, score, because)


def _letters(name: str) -> str:
    return "".join(c for c in fold(name[:LONGEST]) if c.isalpha())


def _spelt(parts: NameParts) -> NameParts:
    words = tuple(latin(word) for word in parts.words)
    return replace(parts, words=words, joined="".join(words))


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


def _form_verdict(
    a: NameParts, b: NameParts, score: float, because: str = "The same words."
) -> tuple[float, str]:
    """Two different legal forms ("AG", "GmbH") are two companies."""
    strict = {"ag", "gmbh", "plc"}
    if a.form and b.form and a.form != b.form and {a.form, b.form} <= strict:
        return min(score, 0.45), f"The legal forms differ ({a.form}, {b.form})."
    return score, because


def _joined(a: NameParts, b: NameParts, kind: str | None) -> tuple[float, str]:
    """Likeness of the names without spaces: "vanderbilt", "van der bilt"; reversed letters too."""
    if min(len(a.joined), len(b.joined)) < 5 or a.numbers != b.numbers:
        return 0.0, ""
    if kind == "Person" and _sons_swapped(a, b):
        return 0.0, ""
    if a.joined == b.joined or "".join(sorted(a.words)) == "".join(sorted(b.words)):
        return 0.98, "The same letters, otherwise spaced."
    if len(a.words) == len(b.words):
        return 0.0, ""
    distance = OSA.distance(a.joined, b.joined, score_cutoff=3)
    budget = 1 if min(len(a.joined), len(b.joined)) < 14 else 2
    if distance <= budget and a.joined[0] == b.joined[0]:
        return 0.75 - 0.1 * distance, f"{distance} letter(s) differ, otherwise spaced."
    return 0.0, ""


def _paired(a: NameParts, b: NameParts, kind: str | None) -> tuple[float, str]:
    left, right = list(a.words[:MOST_WORDS]), list(b.words[:MOST_WORDS])
    abjad = a.abjad != b.abjad
    options = sorted(
        (
            (-round(likeness, 4), abs(i - j), i, j)
            for i, x in enumerate(left)
            for j, y in enumerate(right)
            if (likeness := likeness_of(x, y, kind, abjad)) > 0
            and (i == j or likeness >= 0.85 or min(len(x), len(y)) > 4)
        )
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs: list[_Pair] = []
    for likeness, _, i, j in options:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append(_Pair(left[i], right[j], -likeness))
    over_left = [x for i, x in enumerate(left) if i not in used_left]
    over_right = [y for j, y in enumerate(right) if j not in used_right]
    over_left, over_right = _split_words(over_left, over_right)
    return _weighed(a, b, pairs, over_left, over_right, kind)


def _split_words(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Left-over words without those that are each other's letters, otherwise spaced."""
    for short, long in ((left, right), (right, left)):
        for at in range(len(short) - 1):
            if short[at] + short[at + 1] in long:
                whole = short[at] + short[at + 1]
                rest_short = short[:at] + short[at + 2 :]
                rest_long = [word for word in long if word != whole]
                return (rest_short, rest_long) if short is left else (rest_long, rest_short)
    return left, right


def _weight(word: str, kind: str | None) -> float:
    lex = lexicon()
    if word in lex.particles:
        return 0.2
    if len(word) == 1:
        return 0.4
    if kind != "Person":
        if word in lex.geo:
            return 0.35
        if word in lex.filler:
            return 0.35
        if word in lex.common:
            return 0.65
    return 1.0


def _weighed(
    a: NameParts,
    b: NameParts,
    pairs: list[_Pair],
    over_left: list[str],
    over_right: list[str],
    kind: str | None,
) -> tuple[float, str]:
    """A score from the paired words and those left over on one side or both."""
    matched = sum(min(_weight(p.left, kind), _weight(p.right, kind)) for p in pairs)
    if not pairs or matched < 0.4:
        return 0.0, "No word of one is a word of the other."
    alike = sum(p.likeness * min(_weight(p.left, kind), _weight(p.right, kind)) for p in pairs) / matched
    left, right = (sum(_weight(w, kind) for w in over) for over in (over_left, over_right))
    both, one = min(left, right), abs(left - right)
    rate = 0.12 if kind == "Person" else 1.25
    if kind == "Person" and matched < 1.5:
        rate = 0.6 if one < 2 else 0.8
    score = (
        alike - 1.1 * both / (matched + both) * (1.4 if both >= 0.5 else 0.6) - rate * one / (matched + one)
    )
    strong = [p for p in pairs if p.likeness < 0.8]
    score -= 0.12 * max(0, len(strong) - 1)
    score += _numbers(a, b, kind)
    if (
        both >= (CONFLICT if kind == "Person" else CONFLICT / 1.5)
        or (kind == "Person" and _sons_swapped(a, b))
        or _only_common(pairs, over_left + over_right, kind)
    ):
        score = min(score, 0.45)
    return max(0.0, min(1.0, score)), _reason(pairs, over_left, over_right)


def _only_common(pairs: list[_Pair], over: list[str], kind: str | None) -> bool:
    """Whether the words left over are as distinctive as those that agree."""
    if kind == "Person":
        return False
    own = sum(1 for p in pairs if _weight(p.left, kind) == 1)
    return sum(1 for w in over if _weight(w, kind) == 1) > max(0, own - 1)


def _sons_swapped(a: NameParts, b: NameParts) -> bool:
    """Whether father and son change places: "Omar bin Zayd" is not "Zayd bin Omar"."""
    heads = []
    for parts in (a, b):
        at = next((i for i, word in enumerate(parts.words) if word in word_list("son")), 0)
        if at == 0:
            return False
        heads.append((set(parts.words[:at]), set(parts.words[at + 1 :])))
    (sons_a, fathers_a), (sons_b, fathers_b) = heads
    return not (sons_a & sons_b) and bool(sons_a & fathers_b or sons_b & fathers_a)


def _numbers(a: NameParts, b: NameParts, kind: str | None) -> float:
    if a.numbers == b.numbers:
        return 0.0
    if kind == "Vessel":
        return -0.3 if abs(len(a.numbers) - len(b.numbers)) else -0.2
    if (a.numbers and b.numbers) or set(a.numbers) ^ set(b.numbers) <= {"1"}:
        return -0.2
    return -0.55


def _initials(left: str, right: str, a: NameParts, b: NameParts, kind: str | None) -> float:
    """Whether one name is an abbreviation of the other: "PLA", "People's Liberation Army"."""
    for short, text, long in ((a, left, b), (b, right, a)):
        bare = text.replace(".", "").strip()
        if kind == "Person" or len(short.words) != 1 or not (bare.isupper() and 2 < len(bare) <= 8):
            continue
        main = [w for w in long.words if w not in lexicon().particles]
        if len(main) > 2 and short.words[0] in (
            "".join(w[0] for w in main),
            "".join(w[0] for w in long.words),
        ):
            return 0.7
    return 0.0


def _reason(pairs: list[_Pair], over_left: list[str], over_right: list[str]) -> str:
    same = [p.left for p in pairs if p.likeness == 1.0]
    close = [f"{p.left}/{p.right}" for p in pairs if p.likeness < 1.0]
    said = []
    if same:
        said.append(f"same: {', '.join(same)}")
    if close:
        said.append(f"close: {', '.join(close)}")
    if over_left or over_right:
        said.append(
            f"left over: {', '.join(over_left) or 'nothing'} against {', '.join(over_right) or 'nothing'}"
        )
    return f"Words compared, {'; '.join(said)}."
