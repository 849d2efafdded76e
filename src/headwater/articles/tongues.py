"""The language of every sentence: script first, then the model, then what the neighbours are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from headwater.text.languages import UNDETERMINED, fits_script, languages_of
from headwater.text.scripts import script_of

_CLEAR_LETTERS = 30  # a sentence with so many letters speaks for itself
_CLEAR = 0.6
_SURE_LETTERS = 15
_SURE = 0.85
_HALF_CLEAR = 0.3
_SETTLED_SHARE = 0.08  # of an article's clear letters: below, a language is taken for the model's error
_SETTLED_LETTERS = 120
_SETTLED_SCORE = 0.8


def settle(sentences: Sequence[str], guesses: Sequence[tuple[str, float]], hint: str | None) -> list[str]:
    """One code for each sentence of an article, "und" where nothing tells.

    ``guesses`` are the model's (code, probability); ``hint`` is the language that metadata give. Short
    or doubtful sentences take the language of the nearest clear one in their script.
    """
    scripts = [script_of(sentence) for sentence in sentences]
    letters = [sum(map(str.isalpha, sentence)) for sentence in sentences]
    clear = [
        code if fits_script(code, script) and _is_clear(count, score) else None
        for (code, score), script, count in zip(guesses, scripts, letters, strict=True)
    ]
    sure = [
        code if score >= _SETTLED_SCORE else None for code, (_, score) in zip(clear, guesses, strict=True)
    ]
    settled = _settled(sure if any(sure) else clear, letters, hint)
    anchors = [code if code in settled else None for code in clear]
    nearest = _nearest(anchors, scripts)
    codes = []
    for anchor, (left, right), script, (guess, score) in zip(anchors, nearest, scripts, guesses, strict=True):
        agreed = guess if guess in (left, right) and score >= _HALF_CLEAR else None
        codes.append(anchor or agreed or left or right or _fallback(guess, score, script, hint))
    return codes


def shares(codes: Sequence[str], lengths: Sequence[int]) -> list[str]:
    """Languages by share of sentences, most first; ties by characters, then by code. "und" only if alone."""
    counts = Counter(codes)
    weight: Counter[str] = Counter()
    for code, length in zip(codes, lengths, strict=True):
        weight[code] += length
    ranked = sorted(counts, key=lambda code: (-counts[code], -weight[code], code))
    return [code for code in ranked if code != UNDETERMINED] or ranked


def _is_clear(letters: int, score: float) -> bool:
    return (letters >= _CLEAR_LETTERS and score >= _CLEAR) or (letters >= _SURE_LETTERS and score >= _SURE)


def _settled(clear: Sequence[str | None], letters: Sequence[int], hint: str | None) -> frozenset[str]:
    """Languages that an article is truly written in: the commonest, and any with a fair share or length."""
    mass: Counter[str] = Counter()
    for code, count in zip(clear, letters, strict=True):
        if code is not None:
            mass[code] += count
    if not mass:
        return frozenset([hint] if hint else [])
    whole = sum(mass.values())
    most = min(mass, key=lambda code: (-mass[code], code))
    fair = {code for code in mass if mass[code] >= _SETTLED_SHARE * whole or mass[code] >= _SETTLED_LETTERS}
    return frozenset(fair | {most} | ({hint} if hint else set()))


def _nearest(anchors: Sequence[str | None], scripts: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """For each sentence the languages of the nearest clear ones that its script allows, the nearer first."""
    before = _last_seen(anchors, scripts)
    behind = _last_seen(anchors[::-1], scripts[::-1])[::-1]
    found = []
    for left, right in zip(before, behind, strict=True):
        sides = sorted([side for side in (left, right) if side is not None], key=lambda side: side[0])
        codes = [code for _, code in sides] + [None, None]
        found.append((codes[0], codes[1]))
    return found


def _last_seen(anchors: Sequence[str | None], scripts: Sequence[str]) -> list[tuple[int, str] | None]:
    """For each sentence (distance, language) of the last clear one before it in its script."""
    last: dict[str, tuple[int, str]] = {}
    found: list[tuple[int, str] | None] = []
    for at, (code, script) in enumerate(zip(anchors, scripts, strict=True)):
        if code is not None:
            last[script] = last["Zyyy"] = (at, code)
        seen = last.get(script)
        found.append((at - seen[0], seen[1]) if seen else None)
    return found


def _fallback(guess: str, score: float, script: str, hint: str | None) -> str:
    if hint and fits_script(hint, script):
        return hint
    if guess != UNDETERMINED and fits_script(guess, script) and score >= 0.3:
        return guess
    known = languages_of(script)
    return known[0] if known else UNDETERMINED
