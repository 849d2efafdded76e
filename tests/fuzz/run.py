"""Fuzzes the readers with atheris: ``python -m tests.fuzz.run [--seconds N] [READER...]``.

Each reader runs in a process of its own for N seconds, from its seeds and what earlier runs kept in
``tests/fuzz/corpus/READER``; a find is written to ``tests/fuzz/finds/READER`` and fails the run,
which goes on until it has five. Once
mended, a find is moved there by hand into the corpus: ``test_corpus.py`` reads all of it in every test run.
``--keep`` adds what widened coverage to the corpus, small and large alike, until a reader has KEPT files; the
others of its MOST are for finds.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
CORPUS, FINDS = HERE / "corpus", HERE / "finds"
ROOT = HERE.parents[1]
KEPT, MOST, LARGEST, LONGEST, MOST_FINDS = 40, 60, 4_096, 65_536, 5
_INSTRUMENTED = ("headwater.articles", "warcio", "feedparser", "email", "mailbox", "zipfile", "html", "json")


def readers() -> list[str]:
    """Names of the readers that can be fuzzed: html, warc, ..."""
    return sorted(path.stem.removeprefix("read_") for path in HERE.glob("read_*.py"))


def main() -> int:
    """Run one process a reader; 1 where one of them found a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"of {', '.join(readers())}")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    unknown = sorted(set(given.readers) - set(readers()))
    if unknown:
        parser.error(f"no reader {', '.join(unknown)}; there are {', '.join(readers())}")
    if given.inside:
        _fuzz(given.readers[0])
    return max([_run(name, given.seconds, given.keep) for name in given.readers or readers()], default=0)


def _run(name: str, seconds: int, keep: bool) -> int:
    (FINDS / name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as working:
        for seed in import_module(f"tests.fuzz.read_{name}").seeds():
            (Path(working) / hashlib.sha256(seed).hexdigest()).write_bytes(seed)
        if (CORPUS / name).is_dir():
            shutil.copytree(CORPUS / name, working, dirs_exist_ok=True)
        limits = [f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=3000"]
        where = [f"-artifact_prefix={FINDS / name}/", "-print_final_stats=1", "-verbosity=1"]
        command = [sys.executable, "-m", "tests.fuzz.run", "--inside", name]
        finds, until = 0, time.monotonic() + seconds
        while (left := round(until - time.monotonic())) > 0 and finds < MOST_FINDS:
            told = "\n".join([f"-max_total_time={left}", *limits, *where, working])
            output = Path(working).with_suffix(".output")
            with output.open("wb") as stream:  # a file: what fuzzing prints would fill memory
                done = subprocess.run(
                    command, env=os.environ | {"FUZZ_ARGUMENTS": told}, cwd=ROOT, stdout=stream, stderr=stream
                )
            text = output.read_text(encoding="utf-8", errors="replace")
            output.unlink()
            print(f"{name}: {_last(text)}", flush=True)
            if done.returncode:
                finds += 1
                print(
                    "\n".join(line for line in text[-6_000:].splitlines() if " cov: " not in line), flush=True
                )
        if keep:
            _keep(name, Path(working))
    return 1 if finds else 0


def _last(text: str) -> str:
    stats = [line.removeprefix("stat::") for line in text.splitlines() if line.startswith("stat::")]
    told = [line for line in text.splitlines() if " cov: " in line]
    return "; ".join([*stats[:2], told[-1].strip() if told else "no coverage told"])


def _keep(name: str, working: Path) -> None:
    """Inputs of a run that are not kept yet, evenly through their sizes, up to KEPT files in all."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    room = max(0, KEPT - len(list(folder.iterdir())))
    known = {path.read_bytes() for path in folder.iterdir()}
    fresh = sorted({path.read_bytes() for path in working.iterdir()} - known, key=lambda one: (len(one), one))
    fresh = [one for one in fresh if len(one) <= LARGEST]
    for data in fresh[:: max(1, -(-len(fresh) // room))] if room else []:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def _fuzz(name: str) -> None:
    """Fuzz one reader in this process; never returns."""
    import atheris

    with atheris.instrument_imports(include=list(_INSTRUMENTED)):
        module = import_module(f"tests.fuzz.read_{name}")
        for seed in module.seeds():
            module.fuzz(seed)  # imports what is imported lazily, instrumented
    atheris.Setup(["fuzz", *os.environ["FUZZ_ARGUMENTS"].splitlines()], module.fuzz)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
