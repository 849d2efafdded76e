"""Files of other registers, read line by line into a registry folder."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import typer

from headwater.entities.compiled import compile_overlay, place_index, registry_index
from headwater.entities.entries import entries, overlay_entries
from headwater.entities.importing import Conflict, Imported, Problem, conflicts_of, overlay_line
from headwater.entities.importing.writing import HEADS
from headwater.entities.overlay import choose, forget
from headwater.entities.places import overlay_place_names, place
from headwater.records.errors import ConfigError, MissingInput
from headwater.text.names import name_key

LARGEST_MEMBER = 4_000_000_000
WIDEST_RATIO = 100
"""How many times larger than its archive a file may become; GeoNames' own are 5 times."""
LONGEST_LINE = 8_000_000
MOST_SHOWN = 20
_CHUNK = 1 << 16


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of the one file in an archive; raises InputError where there is none such."""
    if not path.is_file():
        raise MissingInput(f"{path} is no file")
    if not zipfile.is_zipfile(path):
        with path.open("rb") as plain:
            yield plain
        return
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and "readme" not in m.filename.lower()]
        if len(members) != 1:
            raise ConfigError(f"{path}: an archive with one file is wanted; this one holds {len(members)}")
        member = members[0]
        size, packed = member.file_size, max(member.compress_size, 1)
        if size > LARGEST_MEMBER or size > WIDEST_RATIO * packed:
            raise ConfigError(
                f"{path}: {member.filename} would swell to {size} bytes; unpack it by hand if you trust it"
            )
        with archive.open(member) as inner:
            yield inner


def lines_in(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines of a UTF-8 file; raises ConfigError with the line where it is none."""
    with _opened(path) as data:
        for number in range(1, 1 << 62):
            line = data.readline(LONGEST_LINE)
            if not line:
                return
            if len(line) >= LONGEST_LINE:
                raise ConfigError(f"{path.name}, line {number}: longer than {LONGEST_LINE} bytes")
            try:
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise ConfigError(f"{path.name}, line {number}: no UTF-8 text") from None


def chunks_in(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with _opened(path) as data:
        while piece := data.read(_CHUNK):
            yield piece


def is_xml(path: Path) -> bool:
    """Whether a file begins as XML does."""
    with _opened(path) as data:
        return data.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


def import_into(folder: Path, found: Iterable[Imported | Problem], source: Path) -> None:
    """Write what was read to a registry folder, with the names that the registry has already, and say so.

    Lines of entries that are read again are written anew; others stay. Nothing is written where reading fails.
    """
    choose(None)
    taken: dict[str, dict[str, str]] = {}
    conflicts: list[Conflict] = []
    problems: list[Problem] = []
    left_out = 0
    for row in found:
        if isinstance(row, Problem):
            left_out += 1
            problems.extend([row] if len(problems) < MOST_SHOWN else [])
            continue
        entry, shared = conflicts_of(row, _known_place(row) if row.table == "places" else _known)
        conflicts.extend(shared)
        taken.setdefault(entry.table, {})[entry.id] = overlay_line(entry)
    if not taken:
        raise ConfigError(f"{source.name}: nothing to import" + "".join(f"\n{p}" for p in problems))
    _write(folder, taken, conflicts, source.name)
    choose(folder)
    forget()
    entries()
    compile_overlay(folder)
    _tell(folder, taken, conflicts, problems, left_out)


def _known(text: str, lang: str) -> list[str]:
    return registry_index().exactly(text, lang)


def _known_place(row: Imported):  # type: ignore[no-untyped-def]
    def known(text: str, lang: str) -> list[str]:
        found = (place(id_) for id_ in place_index().exactly(text, lang))
        return [p.id for p in found if p and p.country == row.country and p.id != f"place/{row.id}"]

    return known


def _write(folder: Path, taken: dict[str, dict[str, str]], conflicts: list[Conflict], source: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table, lines in sorted(taken.items()):
        path = folder / f"{table}.csv"
        before = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        kept = [line for line in before if line and line.split(";")[0] not in lines and line != HEADS[table]]
        mark = f"# Source: {source}"
        body = [line for line in kept if line != mark]
        _replace(path, "\n".join([HEADS[table], *body, mark, *lines.values(), ""]))
    listed = sorted({f"{c.name};{c.imported};{c.registered}" for c in conflicts})
    path = folder / "conflicts.csv"
    before = path.read_text(encoding="utf-8").split("\n")[1:] if path.is_file() else []
    ids = {c.imported for c in conflicts}
    kept = [line for line in before if line and line.split(";")[1:2] and line.split(";")[1] not in ids]
    _replace(path, "\n".join(["# name ; imported id ; id in the registry", *kept, *listed, ""]))


def _replace(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _tell(
    folder: Path,
    taken: dict[str, dict[str, str]],
    conflicts: list[Conflict],
    problems: list[Problem],
    left: int,
) -> None:
    told = ", ".join(f"{len(lines)} {table}" for table, lines in sorted(taken.items()))
    typer.echo(f"{told} written to {folder}")
    for problem in problems:
        typer.echo(f"  left out: {problem}")
    if left > len(problems):
        typer.echo(f"  and {left - len(problems)} more left out")
    if conflicts:
        typer.echo(
            f"{len(conflicts)} names are in the registry already. They are marked ? in {folder} and only ever "
            f"suggested; {folder / 'conflicts.csv'} lists them for you to decide."
        )
    typer.echo(f"Use it: headwater trace INPUT --registry {folder}")


def check_and_tell(folder: Path) -> None:
    """Read a folder as a run would, and say what it holds."""
    choose(folder)
    forget()
    entries()
    kinds = Counter(entry.kind for entry in overlay_entries())
    places = {id_ for id_, _ in overlay_place_names()}
    unread = sum(place(id_) is None for id_ in places)
    for kind, count in sorted(kinds.items()):
        typer.echo(f"{count} {kind}")
    typer.echo(f"{len(places)} places{f', {unread} unread' if unread else ''}")
    shared = sorted(_shared_names())
    for name, own, built_in in shared[:MOST_SHOWN]:
        typer.echo(f"  {name}: {own} and {built_in}")
    typer.echo(
        f"{len(shared)} names lead to an entry of the folder and to another one"
        if shared
        else "No name is shared."
    )


def _shared_names() -> Iterator[tuple[str, str, str]]:
    own = {entry.id for entry in overlay_entries()}
    for entry in overlay_entries():
        for name in entry.names:
            if name.uncertain or not name_key(name.text):
                continue
            others = [i for i in registry_index().exactly(name.text, name.lang) if i != entry.id]
            yield from (
                (name.text, entry.id, other) for other in others if other not in own or other > entry.id
            )


__all__ = ["check_and_tell", "chunks_in", "import_into", "is_xml", "lines_in"]
