"""Profiles: what is seen is its stage's; flame graphs hold every wide frame; pages load nothing."""

from __future__ import annotations

import re
import time

from headwater.runs.profiling import Profile, flame


def spend(seconds: float) -> None:
    """Keeps the processor busy."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        sum(range(500))


def test_what_is_seen_is_told_by_stage_and_function() -> None:
    profile = Profile()
    with profile.stage("first"):
        spend(0.5)
    with profile.stage("second"):
        profile.add({"a;b": 3, "a;c": 1})
    profile.end()
    top = {stage: name for stage, name, _, _ in reversed(profile.table())}
    assert top["first"].endswith("spend")
    assert ("second", "b", 3) in [row[:3] for row in profile.table()]
    assert profile.seconds["first"] >= 0.5


def test_a_flame_graph_is_as_wide_as_what_was_seen() -> None:
    drawn = flame({"a;b;c": 60, "a;b": 20, "a;<d>": 20, "e": 1})
    widths = dict(re.findall(r"<title>([^:]+): (\d+) samples", drawn))
    assert widths == {"all": "101", "a": "100", "b": "80", "c": "60", "&lt;d&gt;": "20", "e": "1"}


def test_a_page_loads_nothing() -> None:
    profile = Profile()
    with profile.stage("<claims>"):
        profile.add({"a;b": 5})
    profile.end()
    page = profile.page()
    assert "&lt;claims&gt;" in page
    assert not re.search(r"src=|href=|url\(|<script|@import", page)
