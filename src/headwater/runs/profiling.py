"""Where the time goes: stacks sampled while stages run, as a table and as a flame graph for each stage.

A thread looks a hundred times a second at what the main thread does. Workers do the same while they work and send what
they saw with their answers. The page is one file of HTML and SVG, without a script, that loads nothing.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from types import FrameType

INTERVAL = 0.01
"""Seconds between two looks."""
_DEEPEST = 60
_WIDTH = 1160
_ROW = 17
_LEAST = 0.002  # of a stage's samples: what is narrower cannot be seen
_LETTER = 6.2
_WAITING = ("selectors", "multiprocessing.connection", "threading")
"""Modules in which a thread only waits for others: what it waits for is seen where that is done."""

Stacks = dict[str, int]
"""How often each stack was seen; frames from the outermost, joined by ";"."""


class Sampler:
    """Counts the stacks of one thread while it is switched on."""

    def __init__(self, thread: int | None = None, interval: float = INTERVAL) -> None:
        self._thread = thread or threading.get_ident()
        self._interval = interval
        self._seen: Counter[str] = Counter()
        self._ended = threading.Event()
        self.on = True
        threading.Thread(target=self._look, daemon=True).start()

    def taken(self) -> Stacks:
        """What was seen since the last time."""
        seen, self._seen = self._seen, Counter()
        return dict(seen)

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def _look(self) -> None:
        while not self._ended.wait(self._interval):
            if self.on:
                frame = sys._current_frames().get(self._thread)
                if frame is not None and frame.f_globals.get("__name__") not in _WAITING:
                    self._seen[_folded(frame)] += 1


def _folded(frame: FrameType | None) -> str:
    names: list[str] = []
    while frame is not None and len(names) < _DEEPEST:
        code = frame.f_code
        module = frame.f_globals.get("__name__", "?")
        names.append(f"{module}.{code.co_qualname}".replace(";", ","))
        frame = frame.f_back
    return ";".join(reversed(names))


@dataclass
class Profile:
    """The stacks of a run, by stage. ``add`` takes what workers saw."""

    stacks: dict[str, Counter[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _sampler: Sampler | None = None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What is seen meanwhile is this stage's."""
        begun = time.perf_counter()
        self._sampler = self._sampler or Sampler()
        self._sampler.taken()
        self._stage, before = name, self._stage
        try:
            yield
        finally:
            self.add(self._sampler.taken())
            self._stage = before
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun

    def add(self, stacks: Mapping[str, int]) -> None:
        """Stacks seen during the stage that is under way."""
        self.stacks.setdefault(self._stage or "between stages", Counter()).update(stacks)

    def end(self) -> None:
        """Look no more."""
        if self._sampler is not None:
            self._sampler.end()

    def table(self, most: int = 10) -> list[tuple[str, str, int, float]]:
        """(stage, function, samples, share of the stage) of the functions in which most samples ended, by stage."""
        rows = []
        for stage, stacks in self.stacks.items():
            own: Counter[str] = Counter()
            for stack, count in stacks.items():
                own[stack.rpartition(";")[2]] += count
            total = sum(own.values())
            ordered = sorted(own.items(), key=lambda one: (-one[1], one[0]))[:most]
            rows += [(stage, name, count, round(count / total, 4)) for name, count in ordered]
        return rows

    def page(self) -> str:
        """The flame graphs and the table as one HTML page."""
        parts = []
        for stage, stacks in self.stacks.items():
            wall = self.seconds.get(stage, 0.0)
            seen = sum(stacks.values()) * INTERVAL
            parts.append(
                f"<h2>{escape(stage)}</h2><p>{wall:.1f} s; samples of {seen:.1f} s in all processes</p>"
            )
            parts.append(flame(stacks))
            rows = "".join(
                f"<tr><td>{escape(name)}</td><td>{count:,}</td><td>{share:.1%}</td></tr>"
                for at, name, count, share in self.table()
                if at == stage
            )
            head = "<tr><th>function</th><th>samples</th><th>of the stage</th></tr>"
            parts.append(f"<table>{head}{rows}</table>")
        return _PAGE.replace("BODY", "".join(parts))


_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Where the time goes</title>
<style>body{font:14px sans-serif;margin:1.5rem;max-width:1200px}svg text{font:11px sans-serif}
td,th{padding:.1rem .8rem;text-align:left}td+td{text-align:right}rect:hover{stroke:#000}</style>
<h1>Where the time goes</h1><p>Each box is a function, as wide as the share of samples in which it was under way;
above it what it had called. Rest the pointer on a box for its name.</p>BODY</html>
"""


@dataclass(slots=True)
class _Box:
    name: str
    count: int = 0
    inner: dict[str, _Box] = field(default_factory=dict)


def flame(stacks: Mapping[str, int]) -> str:
    """The flame graph of some stacks as SVG: outermost frames below, the order of names from left to right."""
    root = _Box("all")
    for stack, count in sorted(stacks.items()):
        root.count += count
        at = root
        for name in stack.split(";"):
            at = at.inner.setdefault(name, _Box(name))
            at.count += count
    boxes = list(_placed(root, 0.0, 0, max(root.count, 1)))
    height = (max(depth for _, _, depth, _ in boxes) + 1) * _ROW
    drawn = "".join(_drawn(box, x, depth, height, max(root.count, 1)) for box, x, depth, _ in boxes)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img" aria-label="flame graph">{drawn}</svg>'


def _placed(root: _Box, x: float, depth: int, total: int) -> Iterator[tuple[_Box, float, int, int]]:
    waiting = [(root, x, depth)]
    while waiting:
        box, at, level = waiting.pop()
        yield box, at, level, total
        start = at
        for inner in box.inner.values():
            if inner.count >= _LEAST * total:
                waiting.append((inner, start, level + 1))
            start += inner.count


def _drawn(box: _Box, x: float, depth: int, height: int, total: int) -> str:
    left, width = x / total * _WIDTH, box.count / total * _WIDTH
    top = height - (depth + 1) * _ROW
    hue = 20 + sum(map(ord, box.name.rpartition(".")[0])) % 35
    shown = box.name.rpartition(".")[2] if width > 40 else ""
    label = escape(shown[: int(width / _LETTER)])
    return (
        f"<g><title>{escape(box.name)}: {box.count:,} samples, {box.count / total:.1%}</title>"
        f'<rect x="{left:.1f}" y="{top}" width="{max(width - 0.5, 0.3):.1f}" height="{_ROW - 1}" fill="hsl({hue},75%,68%)"/>'
        f'<text x="{left + 3:.1f}" y="{top + 12}">{label}</text></g>'
    )
