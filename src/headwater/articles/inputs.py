"""Which files would be read: paths and folders as the user gave them, sorted, each file once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from headwater.articles.folders import set_aside, told_by_folders
from headwater.articles.items import Told
from headwater.articles.kinds import READERS, kind_of
from headwater.articles.signatures import HEAD, kind_of_bytes
from headwater.records.articles import Rejected

_ABOUT_THE_FOLDER = (
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "authors",
    "contributing",
)
_ANSWERS = ("truth.json", "gold.json", "manifest.json", "case.json")


_CASE_FILES = (
    "stages",
    "evidence",
    "watch.json",
    "index.html",
    "case.json",
    "manifest.json",
    "judgements.jsonl",
    "search.sqlite",
    "case.sqlite",
    "case.sqlite-wal",
    "case.sqlite-shm",
)
_CASE_MARK = '"format": "headwater-case/'


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: where it lies, its name relative to what the user gave, its size in bytes, its kind.

    ``told`` is what is known of it besides: a file kept as evidence has the address that it came from.
    """

    path: Path
    name: str
    size: int
    kind: str
    told: Told = field(default_factory=Told)


@dataclass(frozen=True, slots=True)
class Discovery:
    """Files to read, sorted by name, and what was set aside with its reason."""

    files: list[InputFile]
    rejected: list[Rejected]


def discover(paths: Sequence[Path], out: Path | None = None) -> Discovery:
    """The files below ``paths`` that can be read, the same for any order of ``paths``.

    ``out`` is the folder that the case is written to: what headwater writes there is no input, even where
    it lies inside an input folder. Other cases inside a folder are set aside.

    Folders are walked to the bottom; hidden files and folders are skipped in them, symbolic links to
    folders are not followed. Opened are manifests, the heads of files whose suffix says nothing, and pages beside
    which media lie as Auto Archiver leaves them; so this is cheap enough to run before a fingerprint.
    """
    found: dict[Path, tuple[Path, PurePosixPath]] = {}
    rejected: dict[str, Rejected] = {}
    for root in sorted(paths, key=str):
        for path, name in _walk(root, rejected, out.resolve() if out else None):
            reason = _reason(path, name)
            if reason:
                rejected.setdefault(str(path), Rejected(str(name), reason))
                continue
            real = path.resolve()
            known = found.get(real)
            if known is None or (str(name), str(path)) < (str(known[1]), str(known[0])):
                found[real] = (path, name)
    files = [
        InputFile(
            path, printable(name), path.stat().st_size, _kind(path) or "text", told_by_folders(path, name)
        )
        for path, name in _named(list(found.values()))
    ]
    return Discovery(
        sorted(files, key=lambda file: file.name),
        sorted(
            {Rejected(printable(row.path), row.reason) for row in rejected.values()},
            key=lambda row: (row.path, row.reason),
        ),
    )


def printable(name: str) -> str:
    """A file name that UTF-8 can hold: bytes that are no text become escapes such as \\udcff."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _walk(
    root: Path, rejected: dict[str, Rejected], out: Path | None
) -> Iterator[tuple[Path, PurePosixPath]]:
    """Files at or below ``root`` with their names relative to it."""
    try:
        if not root.is_dir():
            if root.exists():
                yield root, PurePosixPath(root.name)
            else:
                broken = (
                    "a symbolic link that leads nowhere" if root.is_symlink() else "no such file or folder"
                )
                rejected[str(root)] = Rejected(str(root), f"{broken}; check the spelling")
            return
    except OSError as error:
        rejected[str(root)] = Rejected(str(root), f"cannot be opened: {_say(error)}")
        return

    def note(error: OSError) -> None:
        rejected[str(error.filename)] = Rejected(str(error.filename), f"cannot be listed: {_say(error)}")

    for folder, folders, names in os.walk(root, onerror=note):
        here = Path(folder)
        own: tuple[str, ...] = ()
        if here.resolve() == out:
            own = _CASE_FILES
        elif _is_case(here):
            rejected[folder] = Rejected(here.name, "a case that headwater has written, no articles")
            folders[:] = []
            continue
        shown = [name for name in names if not name.startswith(".") and name not in own]
        aside = set_aside(here, root, folders, shown)
        below = PurePosixPath(here.relative_to(root).as_posix())
        rejected |= {str(here / name): Rejected(str(below / name), why) for name, why in aside.reasons}
        skipped = aside.folders.union(own)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in skipped)
        yield from ((here / name, below / name) for name in sorted(shown) if name not in aside.files)


def _is_case(folder: Path) -> bool:
    """Whether headwater has written a case there."""
    try:
        with (folder / "manifest.json").open(encoding="utf-8", errors="replace") as file:
            return _CASE_MARK in file.read(200)
    except OSError:
        return False


def _reason(path: Path, name: PurePosixPath) -> str | None:
    """Why a file is not read, or None."""
    stem, suffix = path.stem.lower(), path.suffix.lower()
    in_folder = name.name != str(name) or str(path) != path.name
    if in_folder and stem in _ABOUT_THE_FOLDER and suffix in ("", ".txt", ".md", ".markdown"):
        return "describes the folder, is no article"
    if path.name.lower() in _ANSWERS:
        return "data about the case, no article"
    try:
        if not path.is_file():
            return (
                "not a plain file"
                if path.exists()
                else "a symbolic link that leads nowhere or round in a loop"
            )
        if not os.access(path, os.R_OK):
            return "may not be read: permission denied"
        if _kind(path) is None:
            what = f"files ending in {suffix}" if suffix else "files without a suffix"
            return f"{what} are not read; docs/start.md lists what is"
    except OSError as error:
        return f"cannot be opened: {_say(error)}"
    return None


def _kind(path: Path) -> str | None:
    """A file's kind by its suffix, else by its first bytes; None where neither tells it."""
    known = kind_of(path.name)
    if known is not None:
        return known
    with path.open("rb") as file:
        kind = kind_of_bytes(file.read(HEAD))
    return kind if kind in READERS else None


def _named(files: list[tuple[Path, PurePosixPath]]) -> Iterator[tuple[Path, str]]:
    """Each file's shortest name: relative to its root, with parent folders before it where two would be equal."""
    counts: dict[str, int] = {}
    for _, name in files:
        counts[str(name)] = counts.get(str(name), 0) + 1
    for path, name in files:
        if counts[str(name)] == 1:
            yield path, str(name)
        else:
            yield path, _longer(path, [other for other, shared in files if shared == name])


def _longer(path: Path, rivals: list[Path]) -> str:
    """The shortest tail of ``path`` that no rival shares."""
    parts = path.resolve().parts
    tails = [rival.resolve().parts for rival in rivals if rival != path]
    for length in range(2, len(parts) + 1):
        if all(tail[-length:] != parts[-length:] for tail in tails):
            return "/".join(parts[-length:]).lstrip("/")
    return path.as_posix()


def _say(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
