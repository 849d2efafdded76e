"""Patterns of packaged word lists, compiled once an installation instead of once a process.

Python compiles a regular expression anew in every process, which takes two thirds of a second for the large ones of word lists and
tokenizers. What it compiles them to, a list of numbers, is kept here beside the compiled modules of this package, under the rules that
hold for those: none is written where Python is told to write none or the folder may not be written, they belong to one build of Python
and one version of this package, and who could forge one could forge the modules. A file that is damaged counts as none; Python itself
checks each list of numbers before it takes it. Only patterns made of packaged data belong here, never one with a word of an article.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import re
import sys
import tempfile
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from headwater.version import __version__

MOST = 2_000
"""Patterns kept; what a process did not use goes first."""
_LARGEST = 64 * 2**20
_ITEM = "I"
_anew = re.compile  # where models load, others' calls of it come here


@dataclass(slots=True)
class _Kept:
    """What the file holds, and what this process would add."""

    process: int
    index: dict[str, list[Any]] = field(default_factory=dict)  # key: flags, groups, names, first number, end
    numbers: array[int] = field(default_factory=lambda: array(_ITEM))
    used: dict[str, None] = field(default_factory=dict)
    new: dict[str, tuple[re.Pattern[str], str, int]] = field(default_factory=dict)


def compiled(source: str, flags: int = 0, rewritten: Callable[[str], str] | None = None) -> re.Pattern[str]:
    """``re.compile(source, flags)``; ``rewritten`` gives a pattern that matches the same and is to be compiled in its place."""
    kept = _kept()
    name = rewritten.__qualname__ if rewritten else ""
    key = hashlib.sha256(f"{int(flags)} {name} {source}".encode("utf-8", "surrogatepass")).hexdigest()
    found = _found(kept, key, source)
    if found is not None:
        kept.used[key] = None
        return found
    taken = rewritten(source) if rewritten else source
    pattern = _anew(taken, flags)
    kept.new[key] = (pattern, taken, int(flags))
    return pattern


def _found(kept: _Kept, key: str, source: str) -> re.Pattern[str] | None:
    if key not in kept.index:
        return None
    try:
        import _sre  # type: ignore[import-not-found]

        flags, groups, names, start, end = kept.index[key]
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            by_number[number] = name
        codes = kept.numbers[start:end].tolist()
        made: re.Pattern[str] = _sre.compile(source, flags, codes, groups, names, tuple(by_number))
    except (ImportError, AttributeError, ValueError, TypeError, RuntimeError, IndexError, OverflowError):
        return None  # another kind of Python, or a damaged entry
    return made


@cache
def _kept() -> _Kept:
    """What earlier processes kept; empty where there is nothing that can be used."""
    kept = _Kept(os.getpid())
    with contextlib.suppress(OSError, ValueError, TypeError):
        path = place()
        if path.stat().st_size <= _LARGEST:
            _read(kept, path.read_bytes())
    if not sys.dont_write_bytecode:
        atexit.register(save)
    return kept


def _read(kept: _Kept, content: bytes) -> None:
    head, _, body = content.partition(b"\n")
    if head != _head(body):
        return
    index, _, numbers = body.partition(b"\n")
    kept.numbers.frombytes(numbers)
    kept.index = json.loads(index)


def place() -> Path:
    """The file, beside the compiled form of this module."""
    return Path(cache_from_source(__file__)).with_suffix(".patterns")


def _head(body: bytes) -> bytes:
    """What a file begins with that this Python and this version may use."""
    build = hashlib.sha256(f"{sys.version} {sys.byteorder} {__version__}".encode()).hexdigest()
    return f"headwater-patterns {build} {hashlib.sha256(body).hexdigest()}".encode()


def save() -> None:
    """Keep what this process compiled, if it may; two processes at once keep what the later one has."""
    kept = _kept()
    if not kept.new or kept.process != os.getpid():
        return
    with contextlib.suppress(OSError, ImportError, AttributeError, TypeError, ValueError):
        body = _written(kept)
        path = place()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".draft")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_head(body) + b"\n" + body)
            Path(draft).chmod(0o644)  # as the compiled modules of an installation that several use
            Path(draft).replace(path)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise
    kept.new.clear()


def _written(kept: _Kept) -> bytes:
    numbers = array(_ITEM)
    index: dict[str, list[Any]] = {}
    for key, (pattern, source, flags) in kept.new.items():
        codes = array(_ITEM, _codes(source, flags))
        index[key] = [
            pattern.flags,
            pattern.groups,
            dict(pattern.groupindex),
            len(numbers),
            len(numbers) + len(codes),
        ]
        numbers += codes
    for key in [*kept.used, *(key for key in kept.index if key not in kept.used)]:
        if len(index) >= MOST:
            break
        flags, groups, names, start, end = kept.index[key]
        index[key] = [flags, groups, names, len(numbers), len(numbers) + end - start]
        numbers += kept.numbers[start:end]
    return json.dumps(index).encode() + b"\n" + numbers.tobytes()


def _codes(source: str, flags: int) -> list[int]:
    """What Python compiles a pattern to."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    codes: list[int] = _compiler._code(_parser.parse(source, flags), flags)
    return codes
