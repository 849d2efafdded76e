"""Taking an item out of a case for good: whatever was made from it goes, then it, then the case is made anew.

What was made of it goes first and the evidence after it, so that a purge that is cut off can be given again; once
its line stands in the log, the next run finishes it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headwater.records.errors import DamagedCase, FormatTooNew, InputError
from headwater.runs.evidence import KEPT
from headwater.runs.judgements import log_of
from headwater.runs.progress import Progress
from headwater.runs.redaction import WATCHED, drop_answers, forget_watched, redact_judgements
from headwater.runs.results import Case
from headwater.runs.trace import trace_kept
from headwater.store import CaseFolder, writing
from headwater.store.atomic import sweep
from headwater.store.evidence import Evidence
from headwater.store.evidence.purging import Doomed, find, purge
from headwater.store.readmodel import remove_read_model

_SAYS = 12  # characters: a shorter name or title is a word like others
_MARK, _WITHIN = b"headwater-made-of", 4096  # stands in the head of every page that headwater writes


@dataclass(frozen=True, slots=True)
class Purged:
    """What went, and what could not be reached from here."""

    objects: list[str]
    items: int
    articles: int
    texts: int
    judgements: int
    answers: int
    given: list[str]
    """Places that the last run read from: the files may lie there still."""
    packs: list[str]
    """Packs that were made while the item was in the case."""
    also: list[str]
    """Names of other items that hold its title or its longest line."""
    watched: int
    """Entries of watched lists that were forgotten; a list that has them still gives them again."""
    head: str = ""
    case: Case | None = field(default=None, compare=False)
    """The case without it; None where nothing is left to read."""


def purge_from_case(
    out: Path,
    asked: Sequence[str],
    because: str,
    *,
    whole: bool = False,
    by: str | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Purged:
    """Purge items by name, address, article id or hash, and bring the case up to date without them.

    ``because`` stays in the log. Raises UnknownId where nothing fits; InputError without a reason, with one that
    repeats what is purged, or where an article does not lie alone in its item and ``whole`` is not said.
    """
    if not because.strip():
        raise InputError("a purge needs its reason: say why with --because TEXT")
    folder = CaseFolder(out)
    if not Evidence(out).exists():
        raise InputError(
            f"{out} keeps no evidence, so nothing can be purged; delete the case and trace without the item"
        )
    with writing(out):
        evidence = Evidence(out, held=True, by=by)
        with evidence.writing():
            doomed = find(evidence, asked, whole=whole)
        _require_silent(because, doomed)
        given = _given(folder)
        watched = forget_watched(out / WATCHED, list(_own_words(doomed)))
        answers = drop_answers(folder.stages / "answers", doomed)
        _drop_what_was_made(folder)
        redacted = redact_judgements(log_of(out), _speaks_of(doomed, evidence))
        purge(evidence, doomed, because, redacted)
        left = bool(evidence.items())
        also = _also(evidence, doomed)
        told = Purged(
            doomed.objects,
            len(doomed.items),
            len({article.id for article in doomed.articles}),
            len(doomed.texts),
            len(redacted),
            answers,
            given,
            _packs(evidence),
            also,
            watched,
            evidence.head,
        )
    case = _made_anew(out, processes, progress) if left else None
    return _with_case(told, case, Evidence(out).head)


def _with_case(told: Purged, case: Case | None, head: str) -> Purged:
    values = {name: getattr(told, name) for name in Purged.__slots__ if name not in ("head", "case")}
    return Purged(**values, head=head, case=case)


def _made_anew(out: Path, processes: int | None, progress: Progress | None) -> Case | None:
    try:
        return trace_kept(out, processes=processes, progress=progress)
    except InputError:  # what is left holds no article
        return None


def _require_silent(because: str, doomed: Doomed) -> None:
    """The reason stays; it must not repeat what goes."""
    for words in _own_words(doomed):
        if words in because:
            raise InputError(
                "the reason stays in the log, and it repeats the name, address or title of what is purged; say it without"
            )


def _own_words(doomed: Doomed) -> Iterator[str]:
    for item in doomed.items:
        told = (value for value in item.told.values() if isinstance(value, str))
        yield from (words for words in (item.name, *told) if len(words) >= _SAYS)
    yield from (article.title for article in doomed.articles if len(article.title) >= _SAYS)


def _given(folder: CaseFolder) -> list[str]:
    try:
        manifest = folder.manifest()
    except (DamagedCase, FormatTooNew):
        return []
    return [place for place in manifest.inputs if place != KEPT] if manifest else []


def _drop_what_was_made(folder: CaseFolder) -> None:
    """Tables, exports, pages, the index of words, the read model, drafts: all are made anew from what is left."""
    folder.sweep()
    sweep(folder.stages / "answers")
    made = [folder.case_json, folder.index_html, folder.manifest_json]
    made += [path for path in folder.path.glob("*.html") if _MARK in _beginning(path)]
    made += [path for path in folder.path.iterdir() if path.name.startswith("search.sqlite")]
    made += list(folder.stages.glob("*.parquet")) if folder.stages.is_dir() else []
    for path in made:
        path.unlink(missing_ok=True)
    remove_read_model(folder.path)  # last: nobody can make it anew from what is gone


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_WITHIN)


class _AllBut(Container[object]):
    """Every article but these: where a damaged text leaves open which ones go."""

    def __init__(self, spared: frozenset[str]) -> None:
        self._spared = spared

    def __contains__(self, article: object) -> bool:
        return article not in self._spared


def _speaks_of(doomed: Doomed, evidence: Evidence) -> Container[object]:
    """Ids of the articles that go."""
    if not doomed.unread:
        return frozenset([*(article.id for article in doomed.articles), *doomed.objects])
    gone = {item.seq for item in doomed.items}
    kept = [
        entry["text"] for seq, entry in evidence.fold.derived.items() if seq not in gone and entry["text"]
    ]
    return _AllBut(frozenset(article.id for sha in kept for article in _readable(evidence, sha)))


def _readable(evidence: Evidence, sha: str) -> list[Any]:
    try:
        return list(evidence.texts.read(sha))
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _packs(evidence: Evidence) -> list[str]:
    """Packs that were made before now, as a person can find them again."""
    packed = (
        line for line in evidence.log.lines if line.action == "packed" and not line.entry.get("redacted")
    )
    return [
        f"{_file_of(evidence, line.entry)} of {line.at[:10]}, SHA-256 {line.entry['sha256']}"
        for line in packed
    ]


def _file_of(evidence: Evidence, entry: dict[str, Any]) -> str:
    return str(evidence.details.records.get(entry.get("details", ""), {}).get("file", "a pack"))


def _also(evidence: Evidence, doomed: Doomed) -> list[str]:
    """Other items whose texts hold the title or the longest line of an article that went: copies of it."""
    looked_for = [words for article in doomed.articles for words in _telling(article.title, article.text)]
    found = []
    for item in evidence.items():
        derived = evidence.fold.derived.get(item.seq, {}).get("text")
        texts = [article.text for article in _readable(evidence, derived)] if derived else []
        if any(words in text for text in texts for words in looked_for):
            found.append(item.name)
    return found


def _telling(title: str, text: str) -> list[str]:
    longest = max(text.split("\n"), key=len, default="")
    return [words for words in (title.strip(), longest.strip()) if len(words) >= _SAYS]


def as_json(told: Purged) -> dict[str, Any]:
    """What went, as a JSON object."""
    value = {name: getattr(told, name) for name in Purged.__slots__ if name != "case"}
    return value | {"articles_left": len(told.case.articles) if told.case else 0}
