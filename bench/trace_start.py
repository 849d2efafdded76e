"""What beginning a trace costs beside the loading of models: processor seconds of a whole process, and how they fall.

    python bench/trace_start.py INPUT... [--runs N] [--profile]

Each run is a process of its own, as ``headwater trace INPUT... -o NEW`` is one. It traces the input into a new folder, then the
same input into another one, for which all is loaded. "models" are what loads language models, their libraries among it;
"work" is the second trace; "begin" is what is left of the first: imports, patterns, word lists, registry, fingerprints of the code.
Prints the median of N runs. ``--profile`` tells in one more run where the first trace's seconds went.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

GOAL = 0.3


def measured(inputs: Sequence[str], profile: bool) -> dict[str, float]:
    """The seconds of this process, of which nothing but Python's own was used before."""
    from headwater.providers import embedder, parser

    importlib.import_module("headwater.show.cli.app")  # the command's own imports
    spent = [0.0]
    _timed(parser.SpacyParser, "_pipeline", spent)
    _timed(embedder.UseEmbedder, "_loaded", spent)
    first = _traced(inputs, profile)
    models, begun = spent[0], time.process_time()
    _traced(inputs, False)
    work = time.process_time() - begun - (spent[0] - models)  # each trace loads models of its own
    return {"whole": first, "models": models, "work": work, "begin": first - models - work}


def _timed(owner: Any, name: str, spent: list[float]) -> None:
    """Add the seconds of a function to ``spent``; calls within it are not counted twice."""
    called: Callable[..., Any] = getattr(owner, name)
    inside = [False]

    def timed(*given: Any) -> Any:
        if inside[0]:
            return called(*given)
        inside[0], begun = True, time.process_time()
        try:
            return called(*given)
        finally:
            inside[0] = False
            spent[0] += time.process_time() - begun

    setattr(owner, name, timed)


def _traced(inputs: Sequence[str], profile: bool) -> float:
    """Trace into a new folder; gives this process's seconds until it was done, from its very begin."""
    import cProfile
    import pstats

    from headwater.runs.trace import trace

    profiler = cProfile.Profile(time.process_time) if profile else None
    with tempfile.TemporaryDirectory() as place:
        if profiler:
            profiler.enable()
        trace([Path(one) for one in inputs], Path(place) / "out")
        if profiler:
            profiler.disable()
            pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(60)
    return time.process_time()


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("inputs", nargs="+")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--profile", action="store_true")
    asked.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.here:
        print(json.dumps(measured(given.inputs, given.profile)))
        return 0
    command = [sys.executable, __file__, *given.inputs, "--here"]
    if given.profile:
        return subprocess.run([*command, "--profile"], check=True).returncode
    found = [
        json.loads(
            subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
        )
        for _ in range(given.runs)
    ]
    for name in ("whole", "models", "work", "begin"):
        print(f"{name:8}{statistics.median(one[name] for one in found):8.2f} processor seconds")
    print(f"goal: {GOAL} s to begin, beside models")
    return 0


if __name__ == "__main__":
    sys.exit(main())
