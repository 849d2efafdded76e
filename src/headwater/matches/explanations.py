"""Why claims are taken to speak of one incident, in a sentence for a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from headwater.matches.incidents import Reports

Key = TypeVar("Key", str, int)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def why_together(reports: Reports, members: Sequence[int], names: Mapping[str, str], sure: float) -> str:
    """The slots on which most reports of a group agree, and how sure that makes the group."""
    found = [reports.all[k] for k in members]
    parts = []
    shared = _common([r.opening_names for r in found])
    told = [
        names[e] for e in sorted(shared, key=lambda e: (-round(reports.names.of(e), 4), e)) if e in names
    ][:3]
    if told:
        parts.append("name " + _listed(told))
    days = _common([r.weekdays for r in found])
    if days:
        parts.append("speak of " + _listed([_DAYS[d - 1] for d in sorted(days)][:2]))
    numbers = _common([r.numbers for r in found])
    if numbers:
        parts.append(
            ("give the number " if len(numbers) == 1 else "give the numbers ")
            + _listed([str(n) for n in sorted(numbers)][:3])
        )
    if not told:
        words = _words(reports, members)
        if words:
            parts.append("share the words " + _listed([f"“{w}”" for w in words]))
    if not parts:
        parts.append("open with the same statement, sentence for sentence")
    return f"Most of these {len(members)} reports {_joined(parts)}; likelihood that they tell of one incident {sure:.2f}."


def _common(sets: Sequence[frozenset[Key]]) -> list[Key]:
    """What more than half of the reports have; of two reports, both."""
    counts: Counter[Key] = Counter(key for keys in sets for key in keys)
    return [key for key, count in counts.items() if count > len(sets) / 2]


def _words(reports: Reports, members: Sequence[int]) -> list[str]:
    """The rarest words of the openings that most reports of the first language have."""
    lang = reports.all[members[0]].lang
    own = [reports.all[k].opening_words for k in members if reports.all[k].lang == lang]
    shared = _common(own) if len(own) > 1 else []
    return sorted(shared, key=lambda w: (-round(reports.words[lang].of(w), 4), w))[:4]


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def _joined(parts: Sequence[str]) -> str:
    return _listed(parts)
