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
    r"^[ \t]*(?:from[ \t]+(?P<origin>[\w.]+)[ \t]+import[ \t]+(?:\((?P<inner>[^()]*)\)|(?P<names>[\w., \t]+))"
    r"|import[ \t]+(?P<whole>[\w., \t]+))[ \t]*(?:#.*)?$",
    re.M,
)
_WORD = re.compile(r"import\b")


@cache
def _whole_code() -> str:
    """The hash of all code and data of this package, as this process found it."""
    return _hashed(
        _named(path) for path in _ROOT.rglob("*") if "__pycache__" not in path.parts and path.is_file()
    )


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
    named = {_named(_path_of(name)) for name in _closure(module)} | {
        _named(path) for glob in data for path in _data(glob)
    }
    return _hashed(named)


def _hashed(named: Iterable[tuple[str, Path]]) -> str:
    hashed = hashlib.sha256()
    for name, path in sorted(named):
        hashed.update(name.encode())
        hashed.update(_file_digest(path))
    return hashed.hexdigest()


@cache
def _named(path: Path) -> tuple[str, Path]:
    """A file's name within the package, and where it lies."""
    return path.relative_to(_ROOT).as_posix(), path


@cache
def _data(glob: str) -> tuple[Path, ...]:
    return tuple(path for path in _ROOT.glob(glob) if path.is_file())


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
    source = _path_of(module).read_text(encoding="utf-8")
    found = []
    for origin, names in _import_statements(source):
        if origin is None:
            found += names
        else:
            inner = [f"{origin}.{name}" for name in names]
            found += [name if _is_module(name) else origin for name in inner]
    return tuple(sorted({name for name in found if _is_module(name)}))


def _import_statements(source: str) -> Iterable[tuple[str | None, list[str]]]:
    """(where from or None, names) of each absolute import, read from its lines; where the word stands elsewhere too, from the parsed source.

    To parse all that the plan imports took a third of the time in which a first run on five articles does not load models,
    and to parse these lines alone still a tenth of a second.
    """
    statements = list(_IMPORT.finditer(source))
    if len(_WORD.findall(source)) != sum(len(_WORD.findall(one.group())) for one in statements):
        return [read for node in ast.walk(ast.parse(source)) for read in _of_node(node)]
    return [
        (one["origin"], _names_in(one["inner"] or one["names"] or one["whole"]))
        for one in statements
        if not (one["origin"] or "").startswith(".")
    ]


def _of_node(node: ast.AST) -> Iterable[tuple[str | None, list[str]]]:
    if isinstance(node, ast.Import):
        yield None, [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        yield node.module, [alias.name for alias in node.names]


def _names_in(listed: str) -> list[str]:
    """The names of a list "a, b as c,", its comments aside."""
    lines = (line.partition("#")[0] for line in listed.splitlines())
    return [words[0] for name in " ".join(lines).split(",") if (words := name.split())]


def _is_module(name: str) -> bool:
    return name in _modules()


@cache
def _modules() -> frozenset[str]:
    """All modules of this package by name."""
    paths = (path.relative_to(_ROOT) for path in _ROOT.rglob("*.py"))
    parts = ((*path.parts[:-1], *((path.stem,) if path.stem != "__init__" else ())) for path in paths)
    return frozenset(".".join((_PACKAGE, *some)) for some in parts)


@cache
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
