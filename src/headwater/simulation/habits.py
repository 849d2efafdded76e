"""What outlets do to a report that they take over: copy, trim, rewrite, translate, cite, and alter on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from headwater.simulation.cast import Alteration, Base, Outlet
from headwater.simulation.events import Event, colour, lead_of, title_of
from headwater.simulation.lines import Clause, Line, Source

_ALTERS = 0.8
"""How often an outlet follows its habit of altering."""
_WORDINGS = 6
"""A multiple of how many wordings any statement has."""
_LABELLED = ("blame_hedged", "blame_flat", "holding")


def take_over(
    lines: Sequence[Line], base: Base, event: Event, parent: Outlet, rng: Random
) -> tuple[Line, ...]:
    """The lines of a report made from another's by a base habit, before anything is altered."""
    if base == "copy":
        return tuple(lines)
    if base == "trim":
        return trim(lines, 0.6, rng)
    if base == "cite":
        return cite(lines, event, parent, rng)
    return rewrite(trim(lines, 0.8, rng), rng)


def trim(lines: Sequence[Line], kept: float, rng: Random) -> tuple[Line, ...]:
    """The headline, the lead and about so large a share of the rest, in their order."""
    return tuple(line for line in lines if line.key in ("title", "lead") or rng.random() < kept)


def rewrite(lines: Sequence[Line], rng: Random) -> tuple[Line, ...]:
    """The same statements in other words and another order, the lead first."""
    head = [_reworded(line) for line in lines if line.key in ("title", "lead")]
    rest = [_reworded(line) for line in lines if line.key not in ("title", "lead")]
    rng.shuffle(rest)
    return (*head, *rest)


def translate(lines: Sequence[Line], rng: Random) -> tuple[Line, ...]:
    """The same statements in the same order, each in one of the wordings that a language has for it.

    No two translators choose alike: two translations of one text are not each other's copies, nor is one that was
    translated back a copy of the original.
    """
    return tuple(_worded_anew(line, rng) for line in lines)


def _worded_anew(line: Line, rng: Random) -> Line:
    clauses = tuple(
        clause if clause.section == "colour" else replace(clause, variant=rng.randrange(_WORDINGS))
        for clause in line.clauses
    )
    if line.frame == "joined":
        turned = clauses[::-1] if rng.random() < 0.5 else clauses
        return replace(line, clauses=turned, joint=rng.randrange(2))
    frame = rng.choice(("said", "by")) if line.frame in ("said", "by") else line.frame
    return replace(line, clauses=clauses, frame=frame)


def _reworded(line: Line) -> Line:
    clauses = tuple(
        clause if clause.section == "colour" else replace(clause, variant=clause.variant + 1)
        for clause in line.clauses
    )
    if line.frame == "joined":
        return replace(line, clauses=clauses[::-1], joint=1 - line.joint)
    turned = {"said": "by", "by": "said"}.get(line.frame, line.frame)
    return replace(line, clauses=clauses, frame=turned)  # type: ignore[arg-type]


def cite(lines: Sequence[Line], event: Event, parent: Outlet, rng: Random) -> tuple[Line, ...]:
    """A short report of one's own that gives the other outlet's account on its word."""
    lead = next(line for line in lines if line.key == "lead")
    clause = lead.clauses[0]
    source = Source("agency" if parent.agency else "outlet", parent.name)
    facts = [
        replace(_reworded(line), frame="plain", source=None) for line in lines[2:] if line.frame != "joined"
    ]
    own = [colour(event, f"own-{rng.randrange(10**6)}", rng) for _ in range(max(2, event.colours * 2 // 3))]
    return (
        title_of(event, clause.n or 0, clause.variant + 1),
        lead_of(event, clause.n or 0, clause.variant + 1, source, "by"),
        *facts[:2],
        *own,
    )


def alter(lines: Sequence[Line], habit: Alteration, rng: Random) -> tuple[Line, ...]:
    """The lines as an outlet with a habit of altering prints them."""
    if habit == "none" or rng.random() >= _ALTERS:
        return tuple(lines)
    if habit == "sharpen":
        more = 10 * rng.randint(1, 3)
        return tuple(_sharpened(line, more) if line.key in ("title", "lead") else line for line in lines)
    if habit == "relabel":
        return tuple(_each(line, _relabelled) for line in lines)
    if habit == "unhedge":
        return tuple(_each(line, _unhedged) for line in lines)
    return tuple(_cited_anew(line, habit) if line.key == "lead" else line for line in lines)


def _sharpened(line: Line, more: int) -> Line:
    return _each(line, lambda clause: replace(clause, n=clause.n + more) if clause.n else clause)


def _each(line: Line, change: object) -> Line:
    assert callable(change)
    return replace(line, clauses=tuple(change(clause) for clause in line.clauses))


def _relabelled(clause: Clause) -> Clause:
    return replace(clause, loaded=True) if clause.name in _LABELLED else clause


def _unhedged(clause: Clause) -> Clause:
    return replace(clause, name=clause.name.replace("_hedged", "_flat"))


def _cited_anew(line: Line, habit: Alteration) -> Line:
    if line.source is None or line.source.kind in ("outlet", "agency"):
        return line
    if habit == "unsource":
        return replace(line, frame="plain", source=None)
    other = "residents" if line.source.kind == "official" else "official"
    return replace(line, source=Source(other, None))  # type: ignore[arg-type]
