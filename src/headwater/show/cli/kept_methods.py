"""Methods of row classes, compiled once an installation instead of once a process.

``dataclasses`` writes the source of each class's methods and compiles it whenever the class is imported: for the five hundred classes of a
trace a quarter of a second. In a process of the command line what the sources are compiled to is kept beside the compiled modules, found
by the very source, and under the rules of those (``headwater.records.kept_patterns``): written where and when Python writes them, for one
build of Python. A file that is damaged counts as none.
"""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import marshal
import os
import sys
import tempfile
import zlib
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

MOST = 8_000
_HEAD = b"headwater-methods " + MAGIC_NUMBER.hex().encode() + b" "
_NAME = "exec"  # what dataclasses calls; a name of its module goes before the builtin


class KeptMethods:
    """Stands in the place of ``exec`` in ``dataclasses``; all that is not known is compiled as ever."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._codes = _read(path)
        self._process = os.getpid()
        self._new: dict[str, CodeType] = {}

    def __call__(self, source: Any, names: Any = None, inner: Any = None) -> None:
        """``exec(source, names, inner)``."""
        if not isinstance(source, str):
            exec(source, names, inner)
            return
        code = self._codes.get(source) or self._new.get(source)
        if code is None:
            code = self._new[source] = compile(source, "<string>", "exec", dont_inherit=True)
        exec(code, names, inner)

    def save(self) -> None:
        """Keep what this process compiled, if it may."""
        if not self._new or self._process != os.getpid():
            return
        kept = dict(list({**self._new, **self._codes}.items())[:MOST])
        with contextlib.suppress(OSError, ValueError):
            body = marshal.dumps(kept)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._path.parent, suffix=".draft")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(body) + body)
                Path(draft).chmod(0o644)
                Path(draft).replace(self._path)
            except OSError:
                Path(draft).unlink(missing_ok=True)
                raise
        self._new.clear()


def keep_methods() -> None:
    """Begin in this process; nothing where Python is another, or writes no compiled modules and has none."""
    if sys.implementation.name != "cpython" or _NAME in vars(dataclasses):
        return
    kept = KeptMethods(Path(cache_from_source(__file__)).with_suffix(".methods"))
    setattr(dataclasses, _NAME, kept)
    if not sys.dont_write_bytecode:
        atexit.register(kept.save)


def _head(body: bytes) -> bytes:
    return _HEAD + f"{zlib.crc32(body):08x} {len(body)}\n".encode()


def _read(path: Path) -> dict[str, CodeType]:
    with contextlib.suppress(OSError, ValueError, TypeError, EOFError):
        content = path.read_bytes()
        body = content[content.index(b"\n") + 1 :]
        if content.startswith(_head(body)):
            read: dict[str, CodeType] = marshal.loads(body)
            return read
    return {}
