"""What a stage's result depends on, as one hash: its inputs, its settings, its code, its data, its models."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headwater.records.stages import Stage

REGISTRY = "HEADWATER_REGISTRY"
"""The environment variable that names the registry folder of a run (``headwater.entities.overlay``)."""
_ROOT = Path(__file__).parent.parent
_PACKAGE = _ROOT.name


def stage_fingerprint(stage: Stage, inputs: dict[str, str], models: dict[str, str]) -> str:
    """The fingerprint of one stage: same fingerprint, same output.

    ``inputs`` maps each table that it reads to its SHA-256; ``models`` maps distributions to versions.
    The code is that of the stage's module and of all that it imports from this package, so that a
    change in one room leaves the others' results in place.
    """
    return _digest(
        {
            "stage": stage.name,
            "inputs": inputs,
            "config": stage.config.model_dump(mode="json"),
            "code": code_fingerprint(stage.run.__module__, stage.data),
            "models": models,
        }
    )


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run is given: (name, SHA-256) of files, (name, reason) of what is set aside, model versions.

    ``today`` is the ISO date after which no publication date is believed; ``second_reader`` is its name,
    ``judgements`` the SHA-256 of the case's log of judgements, or "" where there is none.
    """

    files: list[tuple[str, str]]
    rejected: list[tuple[str, str]]
    models: dict[str, str]
    today: str
    second_reader: str = ""
    judgements: str = ""

    def everything(self) -> str:
        """One hash of input, models and all code and data of this package: cheap, and moves with any of it."""
        return _digest(
            {
                "files": sorted(self.files + self.rejected),
                "models": self.models,
                "today": self.today,
                "second_reader": self.second_reader,
                "judgements": self.judgements,
                "code": _whole_code(),
            }
        )


_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import[ \t]+(?:\([^()]*\)|[\w., \t]+)|import[ \t]+[\w., \t]+)[ \t]*(?:#.*)?$",
    re.M,
)
_WORD = re.compile(r"\bimport\b")


@cache
def _whole_code() -> str:
    """The hash of all code and data of this package, as this process found it."""
    hashed = hashlib.sha256()
    for path in sorted(_ROOT.rglob("*")):
        if "__pycache__" not in path.parts and path.is_file():
            hashed.update(path.relative_to(_ROOT).as_posix().encode())
            hashed.update(_file_digest(path))
    return hashed.hexdigest()


def reading_fingerprint(inputs: Inputs, config: Any, module: str) -> str:
    """The fingerprint of reading: names and SHA-256 of the files, settings and code."""
    files = sorted(inputs.files + inputs.rejected)
    return _digest(
        {
            "files": files,
            "config": config.model_dump(mode="json"),
            "code": code_fingerprint(module, ("articles/lexicon/*", "articles/**/*.py", "text/*")),
            "models": inputs.models,
        }
    )


@cache
def code_fingerprint(module: str, data: tuple[str, ...]) -> str:
    """The hash of a module, of what it imports from this package, however deep, and of data files, as first found."""
    paths = sorted(
        {_path_of(name) for name in _closure(module)}
        | {p for glob in data for p in _ROOT.glob(glob) if p.is_file()}
    )
    hashed = hashlib.sha256()
    for path in paths:
        hashed.update(path.relative_to(_ROOT).as_posix().encode())
        hashed.update(_file_digest(path))
    return hashed.hexdigest()


@cache
def _file_digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@cache
def _closure(module: str) -> frozenset[str]:
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(_imports(name))
    return frozenset(seen)


@cache
def _imports(module: str) -> tuple[str, ...]:
    """Modules of this package that a module names in its import statements, wherever they stand."""
    found = []
    for node in _import_statements(_path_of(module).read_text(encoding="utf-8")):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [name if _is_module(name) else node.module for name in inner]
    return tuple(sorted({name for name in found if _is_module(name)}))


def _import_statements(source: str) -> Iterable[ast.AST]:
    """The import statements of a source, found by their lines; where the word stands elsewhere too, the whole is parsed.

    To parse all that the plan imports took a third of the time in which a first run on five articles does not load models.
    """
    lines = [found.group().strip() for found in _IMPORT.finditer(source)]
    if len(_WORD.findall(source)) != sum(len(_WORD.findall(line)) for line in lines):
        return ast.walk(ast.parse(source))
    return ast.parse("\n".join(lines)).body


def _is_module(name: str) -> bool:
    return name in _modules()


@cache
def _modules() -> frozenset[str]:
    """All modules of this package by name."""
    paths = (path.relative_to(_ROOT) for path in _ROOT.rglob("*.py"))
    parts = ((*path.parts[:-1], *((path.stem,) if path.stem != "__init__" else ())) for path in paths)
    return frozenset(".".join((_PACKAGE, *some)) for some in parts)


def _path_of(name: str) -> Path:
    return _source(name) if _source(name).is_file() else _package(name) / "__init__.py"


def _source(name: str) -> Path:
    return _package(name).with_suffix(".py")


def _package(name: str) -> Path:
    return _ROOT.joinpath(*name.split(".")[1:])


def _digest(value: Any) -> str:
    return hashlib.sha256(
        json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    ).hexdigest()
