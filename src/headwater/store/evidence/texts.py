"""Derived texts: what a reader made of an item's bytes, one file an item, named by its own SHA-256.

One line an article: ``{"id", "text", "title"}`` in the fixed form of the log's lines, but in UTF-8, so that words
can be searched for. The working copy of the bytes; it never takes their place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from headwater.store.evidence.copying import store_bytes
from headwater.store.evidence.disk import flush_all, keeping, make_folder
from headwater.store.evidence.lines import is_sha256
from headwater.store.evidence.objects import DRAFT

SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class ReadText:
    """One article as a reader gave it."""

    id: str
    title: str
    text: str


def text_bytes(articles: Sequence[ReadText]) -> bytes:
    """The file of an item's articles, sorted by id: the same articles make the same bytes."""
    rows = (
        {"id": one.id, "text": one.text, "title": one.title} for one in sorted(articles, key=lambda a: a.id)
    )
    return b"".join(
        json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
        + b"\n"
        for row in rows
    )


class Texts:
    """The folder of derived texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha: str) -> Path:
        """Where the text with this hash lies, or would."""
        return self.folder / f"{sha}{SUFFIX}"

    def put_all(self, files: Sequence[bytes]) -> list[str]:
        """Keep files of texts; all are on the disk when this returns. Gives their hashes."""
        with keeping(self.folder):
            make_folder(self.folder)
            found: list[str] = []
            moves: list[tuple[Path, Path]] = []
            for number, data in enumerate(files):
                draft = self.folder / f".{number}{DRAFT}"
                draft.unlink(missing_ok=True)
                sha, _ = store_bytes(data, draft)
                draft.chmod(0o444)
                moves.append((draft, self.path(sha)))
                found.append(sha)
            flush_all(draft for draft, _ in moves)
            for draft, place in moves:
                draft.replace(place)
            flush_all([self.folder])
            return found

    def read(self, sha: str) -> Iterator[ReadText]:
        """The articles of a text; raises OSError where it is gone, ValueError where it is no such file."""
        with self.path(sha).open("rb") as lines:
            for line in lines:
                row = json.loads(line.decode("utf-8", "surrogatepass"))
                yield ReadText(row["id"], row["title"], row["text"])

    def remove(self, shas: Iterable[str]) -> None:
        """Take texts away; the names are gone from the disk when this returns."""
        with keeping(self.folder):
            for sha in shas:
                self.path(sha).unlink(missing_ok=True)
            if self.folder.is_dir():
                flush_all([self.folder])

    def names(self) -> list[str]:
        """The hashes by which texts lie here, sorted."""
        if not self.folder.is_dir():
            return []
        stems = (
            entry.name.removesuffix(SUFFIX) for entry in self.folder.iterdir() if entry.name.endswith(SUFFIX)
        )
        return sorted(stem for stem in stems if is_sha256(stem))

    def sweep(self, known: Iterable[str]) -> None:
        """Remove drafts, and texts that no line of the log tells of."""
        if self.folder.is_dir():
            for draft in self.folder.glob(f".*{DRAFT}"):
                draft.unlink(missing_ok=True)
            named = frozenset(known)
            self.remove(sha for sha in self.names() if sha not in named)
