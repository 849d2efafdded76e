"""What the folders around a file tell: what lies beside a saved page, what Auto Archiver left, a mirror's address."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from headwater.articles.archives.autoarchiver import Report, report_in
from headwater.articles.archives.members import folders_beside_pages
from headwater.articles.items import Told
from headwater.articles.kinds import kind_of

MIRRORED = "taken from the folders of a mirror"
_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".mp4", ".mov", ".webm", ".mkv", ".mp3", ".m4a", ".wav", ".tsr", ".tsq", ".srt", ".vtt")  # fmt: skip
_PAGES = (".html", ".htm")
_LARGEST_REPORT = 5_000_000
_ITS_LIST = "status,metadata,media"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?P<top>[a-z]{2,12})", re.IGNORECASE)
_TOPS = frozenset(["com", "org", "net", "info", "news", "media", "press", "edu", "gov", "int", "mil", "biz", "tv", "agency", "online", "site", "example", "test", "blog", "live", "today", "world", "report"])  # fmt: skip
_FILE_ENDS = frozenset(
    ["md", "gz", "py", "js", "ts", "sh", "db", "bz", "xz", "rs", "pl", "ps", "la", "so", "zip"]
)
_FRONT_PAGES = ("index.html", "index.htm")


@dataclass(slots=True)
class Aside:
    """What of a folder is no input: folders and files by name, and the rows that say why."""

    folders: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    reasons: list[tuple[str, str]] = field(default_factory=list)


def set_aside(here: Path, root: Path, folders: Sequence[str], names: Sequence[str]) -> Aside:
    """What of one folder at or below ``root`` is no input of its own."""
    aside = Aside()
    inside = [f"{folder}/x" for folder in folders]
    for folder in sorted(folders_beside_pages([*names, *inside])):
        aside.folders.add(folder)
        aside.reasons.append((folder, "the pictures and scripts of the page saved beside it, no articles"))
    pictures = [name for name in names if kind_of(name) == "image"]
    if pictures and any(_is_host(part) for part in here.parts[len(root.parts) - 1 :]):
        aside.files.update(pictures)
        many = "1 picture" if len(pictures) == 1 else f"{len(pictures):,} pictures"
        aside.reasons.append((".", f"{many} of a mirrored site, not read"))
    reports = _reports(here, [name for name in names if name not in aside.files])
    if reports:
        _set_auto_archiver_aside(here, names, reports, aside)
    return aside


def _reports(here: Path, names: Sequence[str]) -> list[Report]:
    """Auto Archiver's reports in a folder. Pages are opened only where media or archives lie beside them."""
    if not any(name.lower().endswith((*_MEDIA, ".wacz")) for name in names):
        return []
    found = []
    for name in sorted(name for name in names if name.lower().endswith(_PAGES)):
        try:
            if (here / name).stat().st_size <= _LARGEST_REPORT:
                report = report_in((here / name).read_text(encoding="utf-8", errors="replace"))
                found += [report] if report else []
        except OSError:
            continue  # whoever reads the file will say so
    return found


def _set_auto_archiver_aside(here: Path, names: Sequence[str], reports: list[Report], aside: Aside) -> None:
    media = sorted(name for name in names if name.lower().endswith(_MEDIA))
    aside.files.update(media)
    if media:
        many = "1 picture or recording" if len(media) == 1 else f"{len(media):,} pictures and recordings"
        are = "is" if len(media) == 1 else "are"
        aside.reasons.append((".", f"{many} that Auto Archiver took of its pages {are} not read"))
    for name in sorted(names):
        if name.lower().endswith(".csv") and _first_line(here / name) == _ITS_LIST:
            aside.files.add(name)
            aside.reasons.append(
                (name, "Auto Archiver's list of what it archived; its reports are read instead")
            )
    given = {name: value for report in reports for name, value in report.hashes.items()}
    for name in sorted(given.keys() & set(names)):
        algorithm, value = given[name]
        if not _has_hash(here / name, algorithm, value):
            aside.files.add(name)
            aside.reasons.append((name, f"does not match the {algorithm} in Auto Archiver's report: it was changed since; it is not read"))  # fmt: skip


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.readline(200).strip().lower()
    except OSError:
        return ""


def _has_hash(path: Path, algorithm: str, value: str) -> bool:
    """Whether a file has a hash; one of an unknown kind, or of a file that cannot be read, is not held against it."""
    if algorithm not in hashlib.algorithms_guaranteed:
        return True
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, algorithm).hexdigest() == value
    except OSError:
        return True


def told_by_folders(path: Path, name: str) -> Told:
    """The address of a page in a mirror (``wget -r``, HTTrack): folders named like a host, then the path.

    The scheme is lost in such folders; https is taken. What the page says of itself stands above it.
    """
    if path.suffix.lower() not in (*_PAGES, ".xhtml"):
        return Told()
    parts = path.parts[-(len(PurePosixPath(name).parts) + 1) :]
    for at, part in enumerate(parts[:-1]):
        if _is_host(part):
            rest = "/".join(parts[at + 1 :])
            if parts[-1].lower() in _FRONT_PAGES:
                rest = rest[: -len(parts[-1])]
            return Told(url=f"https://{part.lower()}/{rest}", how=MIRRORED)
    return Told()


def _is_host(name: str) -> bool:
    found = _HOST.fullmatch(name)
    top = found["top"].lower() if found else ""
    return bool(top) and (top in _TOPS or (len(top) == 2 and top not in _FILE_ENDS))
