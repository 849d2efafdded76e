"""Tar archives (bare, or packed by gzip, bzip2, xz) to the documents in them, streamed and never written to disk.

The standard library's reader takes a header's word for how much memory its extensions need; this one gives each
extended header a limit and reads the rest by the same ``TarInfo``.
"""

from __future__ import annotations

import tarfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from headwater.articles.archives.members import is_hidden, member_kind, problem_of_name, sort_of_name
from headwater.articles.archives.octets import Octets
from headwater.articles.archives.packing import Broken
from headwater.articles.archives.tallies import Tally
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.articles.signatures import HEAD
from headwater.records.articles import Rejected

Found = tuple[str, "Draft | Rejected | Item"]
_BLOCK = 512
_LONGEST_EXTENSION = 1 << 20
_RATIO = 1000
_FREE = 100_000_000


@dataclass(slots=True)
class _Next:
    """What extended headers say of the member behind them."""

    name: str | None = None
    size: int | None = None


def read_tar(item: Item, config: ArticlesConfig) -> Iterator[Found]:
    """The documents in a tar archive, and why others are not read."""
    tally = Tally(item, "file", "files")
    with item.open() as stream:
        try:
            yield from _members(item, Octets(stream, item.budget.octets), tally, config)
        except Broken as broken:
            yield (
                item.name,
                item.rejected(
                    f"damaged at byte {broken.offset:,}: {broken.reason}; what lies before it is read, the rest is not"
                ),
            )
    yield from tally.rows()


def _members(item: Item, octets: Octets, tally: Tally, config: ArticlesConfig) -> Iterator[Found]:
    ahead = _Next()
    while True:
        offset = octets.start
        block = octets.read(_BLOCK)
        if not block.strip(b"\0"):
            return
        header = _header(block, offset)
        size = header.size if ahead.size is None or header.type not in tarfile.REGULAR_TYPES else ahead.size
        if header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK):  # fmt: skip
            _extend(ahead, header, _body(octets, size, _LONGEST_EXTENSION, offset))
            continue
        if size < 0:
            raise Broken(f"a member of {size:,} bytes", offset)
        name = ahead.name or header.name
        ahead = _Next()
        left = size if header.isreg() else 0
        if octets.unpacked > max(_FREE, octets.taken * _RATIO):
            raise Broken(f"{octets.unpacked:,} bytes come out of {octets.taken:,}, a bomb", offset)
        kept = yield from _member(item, octets, header, name, left, tally, config)
        if item.budget.octets < 0 or item.budget.members < 0:
            return
        octets.skip((left if not kept else 0) + -left % _BLOCK)


def _header(block: bytes, offset: int) -> tarfile.TarInfo:
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError) as error:
        raise Broken(f"no tar header ({str(error)[:60]})", offset) from error


def _body(octets: Octets, size: int, most: int, offset: int) -> bytes:
    if not 0 <= size <= most:
        raise Broken(f"an extended header of {size:,} bytes", offset)
    data = octets.read(size)
    octets.skip(-size % _BLOCK)
    return data


def _extend(ahead: _Next, header: tarfile.TarInfo, data: bytes) -> None:
    """Notes a long name (GNU) or the fields of a POSIX extended header: "27 path=..." lines."""
    if header.type == tarfile.GNUTYPE_LONGNAME:
        ahead.name = data.partition(b"\0")[0].decode("utf-8", "surrogateescape")
    if header.type not in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
        return
    while data:
        length, space, _ = data.partition(b" ")
        if not space or not length.isdigit() or not len(length) < int(length[:9]) <= len(data):
            return
        key, _, value = data[len(length) + 1 : int(length) - 1].partition(b"=")
        if key == b"path":
            ahead.name = value.decode("utf-8", "surrogateescape")
        elif key == b"size" and value.isdigit() and len(value) < 16:
            ahead.size = int(value)
        data = data[int(length) :]


def _member(
    item: Item,
    octets: Octets,
    header: tarfile.TarInfo,
    name: str,
    size: int,
    tally: Tally,
    config: ArticlesConfig,
) -> Generator[Found, None, bool]:
    """Yields the item of one member or why there is none; gives whether its bytes were taken."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace").removeprefix("./")
    place = f"{item.name}/{name}"
    if header.isdir() or is_hidden(name):
        return False
    problem = problem_of_name(name) or _problem(header, size, config)
    if problem:
        yield place, Rejected(place, problem)
        return False
    kind = member_kind(name, lambda: octets.peek(min(HEAD, size)))
    if kind is None:
        tally.add(sort_of_name(name))
        return False
    if not item.budget.take(size, 1):
        yield place, Rejected(place, f"comes after the {config.most_unpacked:,} bytes or {config.most_members:,} documents that one input may hold; this and the rest is not read")  # fmt: skip
        return False
    data = octets.read(size)
    if len(data) < size:
        yield place, Rejected(place, "the archive ends within this file")
        return True
    yield place, item.inner(name, kind, data)
    return True


def _problem(header: tarfile.TarInfo, size: int, config: ArticlesConfig) -> str | None:
    if header.issym() or header.islnk():
        return "is a link, which is not followed"
    if header.type not in tarfile.REGULAR_TYPES:
        return "is a device, a pipe or a file with holes, which is not read"
    if size < 0 or size > config.largest_member:
        return f"has {size:,} bytes, more than the {config.largest_member:,} that one document may have"
    return None
