"""Takes pages and files into a case that stands, and brings it up to date with all that it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from headwater.articles.inputs import discover
from headwater.articles.tabular.mapping import with_columns
from headwater.records.articles import Rejected
from headwater.records.errors import FetchError, InputError
from headwater.runs.refusals import ADDRESS, AS_FILE, addresses_of, comparable, details_of
from headwater.runs.results import Case
from headwater.runs.trace import trace_kept
from headwater.store import CaseFolder
from headwater.store.evidence import Evidence, Incoming

if TYPE_CHECKING:
    from datetime import date

    from headwater.articles.web import Capture
    from headwater.runs.progress import Progress
    from headwater.runs.warm import Warm

_FETCHED = "fetched"
_MOST_LINES = 100_000


class Fetching(Protocol):
    """What intake needs of a fetcher."""

    on_contact: Callable[[str], None]
    """Is told of each host before it is asked for the first time."""

    def fetch(self, url: str) -> Capture:
        """The capture of an address; raises FetchError."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to add: files and folders, addresses to fetch, and addresses that the case has."""

    paths: tuple[Path, ...]
    urls: tuple[str, ...]
    had: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)  # of tables: which column holds what


@dataclass(slots=True)
class Taken:
    """What became of it: names of what is new, addresses of pages that are gone, rows of what was refused."""

    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Added:
    """The case after an addition, what was taken in, and what it had before."""

    case: Case
    taken: Taken
    had: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether anything that was asked for is in the case now."""
        return bool(self.taken.new or self.taken.gone or self.had)


def look_through(
    inputs: Sequence[str], out: Path, addresses: Sequence[str] = (), *, again: bool = False
) -> Asked:
    """Sort what is to be added, before anything is asked for; ``addresses`` are such however they are written.

    An address that the case has is left out, unless ``again`` says that it is to be captured anew.
    """
    from headwater.articles.web.addresses import key_of

    known = set() if again else _known(Evidence(out))
    wanted = [one.strip() for one in inputs if ADDRESS.match(one.strip())]
    urls: dict[str, str] = {}
    had: dict[str, str] = {}
    for one in [*wanted, *addresses]:
        (had if key_of(one) in known else urls).setdefault(key_of(one), one)
    paths = tuple(Path(one) for one in inputs if not ADDRESS.match(one.strip()))
    return Asked(paths, tuple(urls.values()), tuple(had.values()))


def listed(path: Path) -> list[str]:
    """The addresses of a list, one a line; empty lines and those that begin with # are passed over.

    Raises InputError where it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        why = (getattr(error, "strerror", None) or "not UTF-8 text").lower()
        raise InputError(f"{path} cannot be read: {why}") from error
    if len(lines) > _MOST_LINES:
        raise InputError(f"{path} has more than {_MOST_LINES:,} lines; split it")
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


def hosts_before(out: Path) -> set[str]:
    """The hosts that were asked for this case in earlier runs, by its custody log."""
    evidence = Evidence(out)
    if not evidence.exists():
        return set()
    evidence.items()  # reads the log
    notes = [details_of(evidence, line.entry) for line in evidence.log.lines if line.action == "contacted"]
    return {str(host) for note in notes for host in note.get("hosts", ())}


def add(
    out: Path,
    asked: Asked,
    fetcher: Fetching | None = None,
    *,
    follow_canonical: bool = False,
    tell: Callable[[str], None] = lambda line: None,
    processes: int | None = None,
    progress: Progress | None = None,
    today: date | None = None,
    warm: Warm | None = None,
    taken: Taken | None = None,
) -> Added:
    """Take in what was asked for and bring the case in ``out`` up to date. ``taken`` is filled with what was, before that.

    Each page is kept as soon as it has come, so that a run which is cut off loses none. An address that
    could not be fetched is kept as refused with its reason, and the rest is taken. Raises InputError where
    the case has nothing to read even so, or keeps no evidence of what it was made from.
    """
    _require_evidence(out)
    evidence = Evidence(out)
    taken = taken or Taken()
    missing = _take_files(asked.paths, asked.columns, out, evidence, taken)
    if asked.urls and fetcher is not None:
        _Taking(evidence, fetcher, taken, tell, follow_canonical).take(asked.urls)
    case = trace_kept(
        out,
        processes=processes,
        progress=progress,
        today=today,
        rejected=missing,
        warm=warm,
    )
    return Added(case, taken, asked.had)


def _take_files(
    paths: Sequence[Path], columns: Mapping[str, str], out: Path, evidence: Evidence, taken: Taken
) -> list[Rejected]:
    """Keep the files; gives rows of what is not there at all, which no later run needs to be told of."""
    if not paths:
        return []
    found = with_columns(discover(paths, out), columns)
    incoming = [Incoming(file.path, file.name, file.kind, asdict(file.told)) for file in found.files]
    for receipt in evidence.receive_all(incoming) if incoming else ():
        if receipt.refused is not None:
            taken.refused.append(Rejected(receipt.name, receipt.refused))
            if not receipt.sha256:  # a purged one stands in the log by its hash
                evidence.refuse(receipt.name, receipt.refused, how=AS_FILE)
        elif receipt.new:
            taken.new.append(receipt.name)
    absent = {str(path) for path in paths if not path.exists()}
    for row in found.rejected:
        taken.refused.append(row)
        if row.path not in absent:
            evidence.refuse(row.path, row.reason, how=AS_FILE)
    return [row for row in found.rejected if row.path in absent]


@dataclass(frozen=True, slots=True)
class _Taking:
    """One run over addresses."""

    evidence: Evidence
    fetcher: Fetching
    taken: Taken
    tell: Callable[[str], None]
    follow_canonical: bool

    def take(self, urls: Iterable[str]) -> None:
        """Fetch and keep each; a page's canonical address behind it, where that is wanted."""
        from headwater.articles.web.addresses import key_of

        waiting = _in_turns(urls)
        met = {key_of(url) for url in waiting}
        self.fetcher.on_contact = lambda host: self.evidence.contacted([host])
        for url in waiting:  # grows while it is gone through
            try:
                capture = self.fetcher.fetch(url)
            except FetchError as error:
                self._refuse(url, error)
            else:
                self._keep(capture)
                canonical = capture.canonical
                if self.follow_canonical and canonical and key_of(canonical) not in met:
                    met.add(key_of(canonical))
                    waiting.append(canonical)

    def _keep(self, capture: Capture) -> None:
        if capture.gone:
            name = f"{capture.asked} (absent on {capture.instant[:10]}: the site answers {capture.status})"
            self.evidence.stub(name, capture.asked, capture.instant)
            self.taken.gone.append(capture.asked)
            self.tell(f"gone: {name}")
            return
        how = f"{_FETCHED} from a web archive" if capture.archived else _FETCHED
        receipt = self.evidence.receive(capture.warc, capture.asked, "warc", capture.told(), how)
        if receipt.refused is not None:
            self.taken.refused.append(Rejected(capture.asked, receipt.refused))
            return
        self.taken.new.append(capture.asked)
        self.taken.remarks += [f"{capture.asked}: {note}" for note in capture.notes]
        self.tell(f"{how}: {capture.asked}")

    def _refuse(self, url: str, error: FetchError) -> None:
        from headwater.articles.web.addresses import shown

        # What failed behind a redirect is told of the address that was asked for.
        reason = error.reason if shown(url) == shown(error.where) else f"{error.where}: {error.reason}"
        self.evidence.refuse(shown(url), reason, how=_FETCHED)
        self.taken.refused.append(Rejected(shown(url), reason))
        self.tell(f"not fetched: {shown(url)}: {reason}")


def _in_turns(urls: Iterable[str]) -> list[str]:
    """The addresses with their hosts taking turns, so that the pause of one host is spent on the others."""
    from headwater.articles.web.addresses import key_of

    turns: dict[str, int] = {}
    placed = []
    for url in urls:
        host = key_of(url).partition("/")[0]
        turns[host] = turns.get(host, -1) + 1
        placed.append((turns[host], url))
    return [url for _, url in sorted(placed, key=lambda one: one[0])]


def _require_evidence(out: Path) -> None:
    """Raises InputError for a case that was made without keeping its input: an addition would replace it."""
    folder = CaseFolder(out)
    folder.require_room()
    if folder.manifest() is not None and not Evidence(out).exists():
        raise InputError(
            f"{out} keeps no evidence of what it was made from, so nothing can be added to it; "
            f"trace its inputs again first: headwater trace INPUT... -o {out}"
        )


def _known(evidence: Evidence) -> set[str]:
    """The keys of all addresses whose pages the case keeps."""
    if not evidence.exists():
        return set()
    items = [item for item in evidence.items() if item.kind != "stub"]
    return {comparable(address) for item in items for address in addresses_of(item.told)}
