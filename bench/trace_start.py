"""What beginning a trace costs beside the loading of models: processor seconds of whole processes, and how they fall.

    python bench/trace_start.py INPUT... [--runs N] [--others FOLDER] [--profile]

Each run has three processes, each with all of its children counted:

- "whole" is ``headwater trace INPUT... -o NEW``, from Python's start to the summary;
- "models" is one that loads the same models by the same code, and asks each for one word in every language. Python's own
  start and the libraries that the models bring stand here;
- "work" is what the same command takes in a process that has traced other articles (``--others``, by default the examples') and
  has its models loaded.

"begin" is whole without models and work: imports, patterns, word lists, registry, fingerprints of the code. What Python and headwater
compile once an installation is kept in a folder of the benchmark's own, filled by runs that are not counted. Prints the median of N runs.
``--profile`` tells in one more run where a first trace's seconds went.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

GOAL = 0.3
_OTHERS = Path(__file__).parent.parent / "examples" / "second_world" / "articles"
_LANGUAGES = ("en", "fr")
_WORD = "Minister"


def spent() -> float:
    """Processor seconds of this process since its very begin, and of the children that it has waited for."""
    return sum(os.times()[:4])


def of_whole(inputs: Sequence[str], others: str) -> float:
    """The command, as it is run."""
    _run(inputs)
    return spent()


def of_models(inputs: Sequence[str], others: str) -> float:
    """Only the models."""
    from headwater.providers import load_models

    models = load_models()
    for lang in _LANGUAGES:
        models.parser.parse([_WORD], lang)
    models.embedder.embed([_WORD])
    models.languages.identify([_WORD])
    return spent()


def of_work(inputs: Sequence[str], others: str) -> float:
    """The command once more, where everything is loaded."""
    from headwater.providers import load_models
    from headwater.runs import executor

    models = load_models()
    executor.load_models = lambda: models  # type: ignore[attr-defined]
    of_models(inputs, others)
    _run([others])
    begun = spent()
    _run(inputs)
    return spent() - begun


def _run(inputs: Sequence[str]) -> None:
    from headwater.show.cli.app import app

    with tempfile.TemporaryDirectory() as place, contextlib.redirect_stdout(io.StringIO()):
        app(["trace", *inputs, "-o", f"{place}/out", "--quiet", "--processes", "1"], standalone_mode=False)


def profiled(inputs: Sequence[str]) -> None:
    """Prints where the seconds of a first trace went."""
    import cProfile
    import pstats
    import time

    profiler = cProfile.Profile(time.process_time)
    profiler.enable()
    _run(inputs)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(60)


_MEASURES = {"whole": of_whole, "models": of_models, "work": of_work}


def measured(name: str, inputs: Sequence[str], others: str, kept: str) -> float:
    """The seconds that a process of its own tells."""
    command = [sys.executable, __file__, *inputs, "--others", others, "--here", name]
    surroundings = {
        **os.environ,
        "PYTHONPYCACHEPREFIX": f"{kept}/compiled",
        "XDG_CACHE_HOME": f"{kept}/cache",
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=surroundings)
    return float(json.loads(told.stdout.splitlines()[-1]))


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("inputs", nargs="+")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--others", default=str(_OTHERS))
    asked.add_argument("--profile", action="store_true")
    asked.add_argument("--here", choices=_MEASURES, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.here:
        print(json.dumps(_MEASURES[given.here](given.inputs, given.others)))
        return 0
    if given.profile:
        profiled(given.inputs)
        return 0
    with tempfile.TemporaryDirectory() as kept:
        for name in _MEASURES:
            measured(name, given.inputs, given.others, kept)
        found = [
            {name: measured(name, given.inputs, given.others, kept) for name in _MEASURES}
            for _ in range(given.runs)
        ]
    for one in found:
        one["begin"] = one["whole"] - one["models"] - one["work"]
    for name in (*_MEASURES, "begin"):
        print(f"{name:8}{statistics.median(one[name] for one in found):8.2f} processor seconds")
    print(f"goal: {GOAL} s to begin, beside models")
    return 0


if __name__ == "__main__":
    sys.exit(main())
