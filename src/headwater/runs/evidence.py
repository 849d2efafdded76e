"""Between a run and its evidence: what is read are the bytes that were kept, and what was read is noted.

``trace`` and ``add`` share this: ``keep`` takes the files of a run into the evidence, ``kept`` lists those that a
case has; both give the same ``Given``, from which the run reads.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.articles.inputs import Discovery, InputFile, printable
from headwater.articles.items import Told
from headwater.articles.kinds import READERS, kind_of
from headwater.records.articles import Article, Rejected
from headwater.records.errors import DamagedCase
from headwater.runs.refusals import AS_FILE, note_refused, refused_before
from headwater.store.evidence import Evidence, Incoming, Kept, ReadText, Receipt
from headwater.store.evidence.kept import plain_told
from headwater.store.folder import file_sha256
from headwater.version import __version__

if TYPE_CHECKING:
    from headwater.articles.stage import Heard

KEPT = "the evidence kept in this case"
"""What a run over kept items says of its input."""
_GONE = "no longer among the inputs"
_TOLD = frozenset(one.name for one in fields(Told))


@dataclass(slots=True)
class Given:
    """What a run reads: files with what each depends on, and how they hang together with the evidence.

    ``sources`` has the places from which files were kept in this run or before, ``seqs`` the numbers of their
    items; without evidence both are empty.
    """

    found: Discovery
    files: list[tuple[str, str]]
    says: list[str]
    evidence: Evidence | None = None
    seqs: dict[InputFile, int] = field(default_factory=dict)
    sources: dict[int, InputFile] = field(default_factory=dict)
    fresh: frozenset[int] = frozenset()
    gone: list[int] = field(default_factory=list)

    def underived(self) -> bool:
        """Whether a file is here that the log does not know to have been read."""
        return self.evidence is not None and not set(self.seqs.values()).isdisjoint(self.evidence.underived())

    def require_whole(self, files: Collection[InputFile]) -> None:
        """Before files are read: bytes kept in earlier runs still have their hash; what a source can mend is mended.

        Raises DamagedCase where they do not.
        """
        if self.evidence is None:
            return
        wanted = {self.seqs[file] for file in files if file in self.seqs} - self.fresh
        for item in self.evidence.items() if wanted else ():
            if item.seq in wanted:
                self._require_whole(item, self.evidence)

    def _require_whole(self, item: Kept, evidence: Evidence) -> None:
        if evidence.objects.whole(item.sha256):
            return
        source = self.sources.get(item.seq)
        if source is not None and source.path != item.path and file_sha256(source.path) == item.sha256:
            receipt = evidence.receive_all([_incoming(source)])[0]
            self.seqs = {file: receipt.seq if seq == item.seq else seq for file, seq in self.seqs.items()}
            return
        raise DamagedCase(
            f"{item.path} no longer holds the bytes that were received as {item.name}: it was damaged or changed. "
            f"Put back a copy of it, or purge it; headwater verify {evidence.out} names all that is damaged"
        )

    def derive(self, heard: Heard, articles: Iterable[Article]) -> None:
        """Keep the texts that were read from each file, with the extractor's name and version."""
        if self.evidence is None:
            return
        of = {row.id: row for row in articles}
        texts: dict[int, list[ReadText]] = {}
        extractor: dict[int, str] = {}
        for file, seq in self.seqs.items():
            rows = [of[id_] for id_ in heard.get(file, ()) if id_ in of]
            texts[seq] = [ReadText(row.id, row.title, row.text) for row in rows]
            makers = sorted({row.extracted_by or "verbatim" for row in rows})
            extractor[seq] = "; ".join([f"headwater {__version__}", *makers])
        self.evidence.derive(texts, extractor)

    def settle(self) -> None:
        """After the run: items that are not given any more leave the case."""
        if self.evidence is not None and self.gone:
            self.evidence.remove(self.gone, _GONE)
            self.gone = []

    @property
    def head(self) -> str:
        """The head of the custody log, or "" without evidence."""
        return self.evidence.head if self.evidence is not None and self.evidence.exists() else ""


def loose(found: Discovery, paths: Sequence[Path]) -> Given:
    """Files that are read where they lie, and not kept."""
    files = [(file.name, _depends(file, _sha256(file.path))) for file in found.files]
    return Given(found, files, [printable(str(path)) for path in paths])


def keep(found: Discovery, paths: Sequence[Path], evidence: Evidence) -> Given:
    """Files taken into the evidence, each once; it is their kept bytes that the run reads."""
    if not found.files:
        return loose(found, paths)  # nothing to read is an error; it must not empty the case
    known = _by_name(evidence)
    there = [_known(file, known.get(file.name, ()), evidence) for file in found.files]
    new = [file for file, item in zip(found.files, there, strict=True) if item is None]
    receipts = iter(evidence.receive_all([_incoming(file) for file in new]) if new else ())
    given = Given(Discovery([], list(found.rejected)), [], [printable(str(path)) for path in paths], evidence)
    fresh: set[int] = set()
    refused = list(found.rejected)
    for file, item in zip(found.files, there, strict=True):
        if item is not None:
            _add(given, file, item.seq, item.sha256, item.path)
        else:
            receipt = next(receipts)
            _take(given, file, receipt)
            refused += (
                [Rejected(file.name, receipt.refused)] if receipt.refused and not receipt.sha256 else []
            )
            fresh.update([receipt.seq] if receipt.new else [])
    given.fresh = frozenset(fresh)
    for item in evidence.items():
        if item.how != AS_FILE and item.kind in READERS and item.seq not in given.seqs.values():
            # a page that was fetched, a stub: nobody can give it as a file, so it stays until it is purged
            stays = InputFile(item.path, item.name, item.size, item.kind, _told_of(item.told))
            _add(given, stays, item.seq, item.sha256, item.path)
    here = set(given.seqs.values())
    given.gone = [item.seq for item in evidence.items() if item.seq not in here]
    given.found.rejected.extend(note_refused(evidence, refused, paths))
    return given


def kept(evidence: Evidence, rejected: Sequence[Rejected] = ()) -> Given:
    """The items that a case has, with what could not be taken in, now (``rejected``) or before."""
    before = refused_before(evidence) if evidence.exists() else []
    known = {row.path for row in rejected}
    told = [*rejected, *(row for row in before if row.path not in known)]
    given = Given(Discovery([], told), [], [KEPT], evidence)
    for item in sorted(evidence.items(), key=lambda item: (item.name, item.seq)):
        if item.kind not in READERS:
            given.found.rejected.append(Rejected(item.name, f"kept, but no reader for its kind: {item.kind}"))
            given.files.append((item.name, f"unread {item.kind}"))
            continue
        file = InputFile(item.path, item.name, item.size, item.kind, _told_of(item.told))
        _add(given, file, item.seq, item.sha256, item.path)
    return given


def _add(given: Given, file: InputFile, seq: int, sha: str, path: Path) -> None:
    inside = replace(file, path=path)
    given.sources[seq] = file
    given.seqs[inside] = seq
    given.found.files.append(inside)
    given.files.append((file.name, _depends(file, sha)))


def _take(given: Given, file: InputFile, receipt: Receipt) -> None:
    """Read a new file from what was kept; one that could not be read stays, and its reading will say why."""
    if receipt.refused is None:
        _add(given, replace(file, size=receipt.size), receipt.seq, receipt.sha256, receipt.path)
    elif receipt.sha256:  # purged: neither its name nor its words come back
        given.found.rejected.append(
            Rejected(f"a purged item (SHA-256 {receipt.sha256[:16]}…)", receipt.refused)
        )
    else:
        given.found.files.append(file)
        given.files.append((file.name, receipt.refused))


def _known(file: InputFile, items: Sequence[Kept], evidence: Evidence) -> Kept | None:
    """The item that keeps just this file already."""
    alike = [
        item
        for item in items
        if item.size == file.size and item.kind == file.kind and item.told == plain_told(asdict(file.told))
    ]
    if not alike:
        return None
    sha = _sha256(file.path)
    for item in alike:
        if item.sha256 == sha and evidence.objects.holds(sha, item.size):
            return item
    return None


def _by_name(evidence: Evidence) -> dict[str, list[Kept]]:
    found: dict[str, list[Kept]] = {}
    for item in evidence.items():
        found.setdefault(item.name, []).append(item)
    return found


def _incoming(file: InputFile) -> Incoming:
    return Incoming(file.path, file.name, file.kind, asdict(file.told))


def _told_of(told: dict[str, Any]) -> Told:
    """What is told, as readers take it; fields of another version or of another form are left out."""
    known: dict[str, Any] = {
        name: value for name, value in told.items() if name in _TOLD and isinstance(value, str)
    }
    authors = told.get("authors")
    if isinstance(authors, list):
        known["authors"] = tuple(name for name in authors if isinstance(name, str))
    return Told(**known)


def _depends(file: InputFile, sha: str) -> str:
    """What a reading depends on: the bytes; and kind and tellings where they do not follow from the name."""
    told = plain_told(asdict(file.told))
    if not told and kind_of(file.name) == file.kind:
        return sha
    return f"{sha} {file.kind} {json.dumps(told, sort_keys=True)}"


def _sha256(path: Path) -> str:
    try:
        return file_sha256(path)
    except OSError as error:  # reading it will say so, in the case
        return f"cannot be read: {error.strerror}"
