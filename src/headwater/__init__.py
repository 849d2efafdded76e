"""headwater shows, for every claim in a set of articles, on whose word it stands.

``case = headwater.trace(["folder", "article.html"])`` reads articles and gives a ``Case`` of typed rows
and Arrow tables; ``headwater.open_case("out")`` opens one that stands on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.version import __version__

if TYPE_CHECKING:
    from headwater.runs.judgements import Judgement
    from headwater.runs.results import Case
    from headwater.show.asking import Answer
    from headwater.show.notebooks import Shown
    from headwater.show.searching import Hit

__all__ = ["__version__", "ask", "display", "open_case", "search", "trace"]


def trace(
    inputs: Sequence[str | PathLike[str]],
    out: str | PathLike[str] | None = None,
    *,
    processes: int | None = None,
    judgements: Sequence[Judgement] = (),
    evidence: bool = True,
) -> Case:
    """Read articles and give the case; without ``out`` it lies in a new temporary folder.

    The case keeps the bytes that it read, with a custody log; ``evidence=False`` reads them where they lie.
    ``judgements`` (rows of ``headwater.records.judgements``) are kept in the case's log and
    obeyed in this run and every later one.
    Raises headwater.records.errors.InputError where nothing could be read.
    """
    import tempfile

    from headwater.show.making import trace as make

    folder = Path(out) if out is not None else Path(tempfile.mkdtemp(prefix="headwater-"))
    return make(
        [Path(item) for item in inputs], folder, processes=processes, judgements=judgements, evidence=evidence
    )


def open_case(out: str | PathLike[str]) -> Case:
    """The case in a folder that ``trace`` has written."""
    from headwater.runs.results import open_case as open_folder

    return open_folder(Path(out))


def search(case: Case, words: str, limit: int = 10) -> list[Hit]:
    """The sentences of a case that a search finds, by their words and meaning, in any language; best first.

    Words in quotation marks must stand as they are. Raises headwater.records.errors.InputError where there is
    no word to look for.
    """
    from headwater.show.searching import search as find

    return find(case, words, limit)


def ask(
    case: Case,
    about: str | None = None,
    *,
    role: str | None = None,
    act: str | None = None,
    kind: str | None = None,
) -> list[Answer]:
    """The claims that answer a question, such as ``ask(case, "missiles", role="recipient")``.

    Raises headwater.records.errors.InputError for a role, act or kind that there is not.
    """
    from headwater.show.asking import ask as find

    return find(case, about, role=role, act=act, kind=kind)


def display(case: Case, row_id: str | None = None, what: str = "sheet") -> Shown:
    """A group, an article or (``what="lineage"``) where either came from, as a notebook shows it; masked.

    Without an id, the subjects of the case with their ids. An id may be cut to its beginning. Printed, it is plain
    text. Raises headwater.records.errors.UnknownId for an id of neither, InputError for another ``what``.
    """
    from headwater.show.notebooks import shown

    return shown(case, row_id, what)
