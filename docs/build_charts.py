"""Draws the charts of docs/performance.md out of docs/figures.json, which holds figures as the benchmarks printed them.

python docs/build_charts.py           draw them
python docs/build_charts.py --check   fail where one is not what the figures say

Needs the environment of the docs (matplotlib). The same figures give the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, NullLocator

HERE = Path(__file__).parent
FIGURES = HERE / "figures.json"
CHARTS = HERE / "images"
OURS, OTHERS, FADED = "#1f5f8b", "#8a8f98", "#c9cdd3"
STYLE = {
    "svg.hashsalt": "headwater",  # else ids are drawn by chance
    "svg.fonttype": "none",  # text stays text: to be found, read aloud, and small
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def growth(axes: Axes, told: dict[str, Any]) -> None:
    """A line a stage over the number of articles: flat is linear."""
    dear = sorted(told["stages"], key=lambda name: -told["stages"][name][-1])
    for place, name in enumerate(dear):
        values = told["stages"][name]
        axes.plot(told["sizes"], values, marker="o", ms=3, lw=1.4, color=OURS if place < 4 else OTHERS)
    _label_ends(axes, told["sizes"][-1], [(told["stages"][name][-1], name) for name in dear])
    axes.set(xscale="log", xlabel="articles", ylabel="ms an article")
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.set_xticks(told["sizes"])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlim(right=told["sizes"][-1] * 4)


def _label_ends(axes: Axes, at: float, ends: list[tuple[float, str]]) -> None:
    """Names beside the ends of lines, pushed apart where they would lie on each other."""
    ends = sorted(ends, reverse=True)
    room = max(value for value, _ in ends) / 22
    heights = [value for value, _ in ends]
    for place in range(1, len(heights)):
        heights[place] = min(heights[place], heights[place - 1] - room)
    lowest = room / 2
    for place in reversed(range(len(heights))):  # none below the axis
        heights[place] = max(heights[place], lowest)
        lowest = heights[place] + room
    for (value, name), height in zip(ends, heights, strict=True):
        axes.annotate(
            f"{name} {value:g}",
            (at, value),
            xytext=(at * 1.12, height),
            fontsize=8,
            va="center",
            color="#333",
        )


def bars(axes: Axes, told: dict[str, Any], unit: str, say: Callable[[Any], str]) -> None:
    """A bar a way, ours dark."""
    names = list(told["ways"])
    values = [one[0] if isinstance(one, list) else one for one in told["ways"].values()]
    ours = [name == "headwater" or "two workers" in name for name in names]
    drawn = axes.barh(names, values, color=[OURS if one else OTHERS for one in ours], height=0.6)
    axes.bar_label(drawn, labels=[say(one) for one in told["ways"].values()], padding=4, fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel(unit)
    axes.margins(x=0.25)
    _goal(axes, told)


def _goal(axes: Axes, told: dict[str, Any]) -> None:
    if "goal" in told:
        axes.axvline(told["goal"], color="#b3261e", lw=1, ls="--")
        axes.annotate(
            f"goal {told['goal']:g}",
            (told["goal"], 1),
            xycoords=("data", "axes fraction"),
            color="#b3261e",
            fontsize=9,
            ha="center",
            va="bottom",
        )


def adding(axes: Axes, told: dict[str, Any]) -> None:
    """Two bars a case, before and now, on a scale of powers of ten."""
    places = list(range(len(told["cases"])))
    for values, shift, colour, name in (
        (told["before"], -0.2, FADED, "before"),
        (told["now"], 0.2, OURS, "now"),
    ):
        drawn = axes.barh([place + shift for place in places], values, 0.36, color=colour, label=name)
        axes.bar_label(drawn, labels=[f"{value:g}" for value in values], padding=4, fontsize=9)
    axes.set(xscale="log", xlabel="seconds")
    axes.xaxis.set_major_locator(LogLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xlim(0.05, max(told["before"]) * 4)
    axes.set_yticks(places, told["cases"])
    axes.invert_yaxis()
    axes.legend(frameon=False, loc="lower right", bbox_to_anchor=(1, 1), ncols=2, fontsize=9)
    _goal(axes, told)


DRAWN: dict[str, tuple[Callable[[Axes, dict[str, Any]], None], float]] = {
    "growth": (growth, 4.6),
    "candidates": (
        lambda axes, told: bars(
            axes, told, "processor seconds", lambda one: f"{one[0]:g} s, recall {one[1]:g}"
        ),
        2.2,
    ),
    "reading": (lambda axes, told: bars(axes, told, "articles a second", lambda one: f"{one:g}"), 2.8),
    "adding": (adding, 2.8),
}
"""By the name of its figures: how a chart is drawn, and how high it is, in inches."""


def chart(name: str, told: dict[str, Any]) -> str:
    """One chart as SVG."""
    draw, height = DRAWN[name]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, height), layout="constrained")
        axes = figure.subplots()
        axes.set_title(told["title"], loc="left", fontsize=11, pad=16)
        draw(axes, told)
        kept = StringIO()
        figure.savefig(kept, format="svg", metadata={"Date": None, "Creator": None})
    return kept.getvalue()


def main(check: bool) -> int:
    """Draw, or compare; 1 where a chart is not what the figures say."""
    told = json.loads(FIGURES.read_text(encoding="utf-8"))
    old = []
    for name in DRAWN:
        path, drawn = CHARTS / f"chart-{name}.svg", chart(name, told[name])
        if not check:
            path.write_text(drawn, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            old.append(path.name)
    if old:
        sys.stderr.write(
            f"{', '.join(old)} differ from docs/figures.json; run: python docs/build_charts.py\n"
        )
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
