"""WACZ files (a web archive in a zip, WACZ 1.1.1) to the documents captured in them; hashes are checked first.

The WARC files lie in the zip unpacked, so they are streamed from where they lie. Titles and dates of pages come
from ``pages/*.jsonl``. A WARC whose hash is not the one in ``datapackage.json`` is not read.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from headwater.articles.archives.captures import bare
from headwater.articles.archives.members import opened_later
from headwater.articles.archives.warc import read_captures
from headwater.articles.archives.zips import FAULTS, open_zip, said, stream_of
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.halves import whole_values
from headwater.articles.items import Item, Told
from headwater.records.articles import Rejected

Found = tuple[str, "Draft | Rejected | Item"]
_LARGEST_LIST = 64_000_000
_MOST_PAGES = 500_000
_STEP = 1 << 20
_HASHES = ("sha256", "sha512", "sha1", "md5")


@dataclass(slots=True)
class _Package:
    """What a WACZ says of itself: titles by address, hashes by path, and what is wrong with it."""

    titles: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def read_wacz(item: Item, config: ArticlesConfig) -> Iterator[Found]:
    """The documents captured in a WACZ file, and what of it was not read."""
    with item.open() as stream:
        archive = open_zip(item, stream)
        if isinstance(archive, Rejected):
            yield item.name, archive
            return
        with archive:
            package = _package(archive)
            names = sorted(one.filename for one in archive.infolist() if _is_warc(one.filename))
            sound = [name for name in names if _is_sound(archive, name, package)]
    for place, reason in package.faults:
        yield f"{item.name}/{place}", Rejected(f"{item.name}/{place}", reason)
    if not names:
        yield item.name, item.rejected("holds no WARC file under archive/")
    for name in sound:
        yield from _captures(item, name, package, config)


def _captures(item: Item, name: str, package: _Package, config: ArticlesConfig) -> Iterator[Found]:
    def told_of(url: str) -> Told:
        title = package.titles.get(bare(url))
        return replace(item.told, title=title) if title else item.told

    inner = opened_later(item, name, "warc", item.size, lambda: stream_of(item, name))
    try:
        yield from read_captures(inner, config, told_of)
    except OSError as error:
        yield inner.name, inner.rejected(said(error))


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz", ".arc", ".arc.gz"))


def _package(archive: zipfile.ZipFile) -> _Package:
    """What the lists in the archive say; a list that cannot be read is a fault, and the rest is still read."""
    package = _Package()
    described = _small(archive, "datapackage.json", package)
    if described is None:
        package.faults.append(
            ("datapackage.json", "is missing, so no hash can be checked; the pages are read")
        )
    else:
        _check_digest(archive, described, package)
        _read_hashes(described, package)
    for name in sorted(
        name for name in archive.namelist() if name.startswith("pages/") and name.endswith(".jsonl")
    ):
        pages = _small(archive, name, package)
        if pages is not None and _matches(hashlib.sha256(pages), name, package):
            _read_titles(pages, package)
    return package


def _small(archive: zipfile.ZipFile, name: str, package: _Package) -> bytes | None:
    try:
        one = archive.getinfo(name)
        if one.file_size > _LARGEST_LIST:
            package.faults.append(
                (name, f"has {one.file_size:,} bytes, more than a list may have; it is not read")
            )
            return None
        return archive.read(name)
    except KeyError:
        return None
    except FAULTS as error:
        package.faults.append((name, f"cannot be unpacked: {said(error)}"))
        return None


def _check_digest(archive: zipfile.ZipFile, described: bytes, package: _Package) -> None:
    """The package's own hash, where a digest file gives it."""
    digest = _json(_small(archive, "datapackage-digest.json", package) or b"{}")
    given = digest.get("hash") if isinstance(digest, dict) else None
    if isinstance(given, str) and given != f"sha256:{hashlib.sha256(described).hexdigest()}":
        package.faults.append(
            (
                "datapackage.json",
                "does not match its hash in datapackage-digest.json: it was changed after it was made",
            )
        )


def _read_hashes(described: bytes, package: _Package) -> None:
    data = _json(described)
    listed = data.get("resources") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        package.faults.append(
            ("datapackage.json", "lists no files, so no hash can be checked; the pages are read")
        )
        return
    for one in listed:
        if isinstance(one, dict) and isinstance(one.get("path"), str) and isinstance(one.get("hash"), str):
            package.hashes[one["path"]] = one["hash"]


def _read_titles(pages: bytes, package: _Package) -> None:
    for line in pages.splitlines():
        page = _json(line)
        if not isinstance(page, dict) or not isinstance(page.get("url"), str):
            continue
        title = page.get("title")
        if (
            isinstance(title, str)
            and title.strip()
            and "://" not in title
            and len(package.titles) < _MOST_PAGES
        ):
            package.titles[bare(page["url"])] = " ".join(title.split())[:500]


def _is_sound(archive: zipfile.ZipFile, name: str, package: _Package) -> bool:
    """Whether a WARC's bytes are those that the package was made of."""
    given = package.hashes.get(name)
    if given is None:
        if package.hashes:
            package.faults.append(
                (name, "is not listed in datapackage.json, so its hash cannot be checked; it is read")
            )
        return True
    kind = given.partition(":")[0].lower()
    if kind not in _HASHES:
        package.faults.append(
            (name, f"has a hash of the kind {kind[:20]}, which is not known; it is read unchecked")
        )
        return True
    hashed = hashlib.new(kind, usedforsecurity=False)
    try:
        with archive.open(name) as member:
            while piece := member.read(_STEP):
                hashed.update(piece)
    except FAULTS as error:
        package.faults.append((name, f"cannot be unpacked: {said(error)}"))
        return False
    return _matches(hashed, name, package)


def _matches(hashed: Any, name: str, package: _Package) -> bool:
    given = package.hashes.get(name, "")
    kind, _, value = given.partition(":")
    if kind.lower() != hashed.name or value.lower() == hashed.hexdigest():
        return True
    package.faults.append(
        (
            name,
            f"does not match its {hashed.name} in datapackage.json: it was changed after it was packed; it is not read",
        )
    )
    return False


def _json(data: bytes) -> Any:
    try:
        return whole_values(json.loads(data))
    except (ValueError, RecursionError):
        return None
