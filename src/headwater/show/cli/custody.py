"""The custody log in words, one line an entry, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from headwater.show.view import plural
from headwater.store.evidence.details import read_details
from headwater.store.evidence.lines import Line, read_chain, split_log
from headwater.store.evidence.shelves import FolderShelf, PackShelf, Shelf, read_all

_NO_NAME = "[name not here]"


def told_lines(where: Path) -> Iterator[str]:
    """What each line of the log tells, with the names that belong to it where they are here."""
    if where.is_dir():
        yield from _told(FolderShelf(where))
    else:
        with PackShelf(where) as shelf:
            yield from _told(shelf)


def _told(shelf: Shelf) -> Iterator[str]:
    lines, _ = read_chain(split_log(read_all(shelf, "evidence/custody.jsonl") or b"")[0])
    details = read_details(read_all(shelf, "evidence/details.jsonl") or b"")
    for line in lines:
        by = f" by {line.entry['by']}" if line.entry.get("by") else ""
        behind = f" (the clock stood at {line.entry['clock_behind']})" if "clock_behind" in line.entry else ""
        private = details.get(str(line.entry.get("details")), {})
        yield f"{line.seq}  {_to_the_second(line.at)}{behind}{by}  {_words(line, private)}"


def _to_the_second(at: str) -> str:
    """A time without fractions of a second; the log itself keeps them."""
    return f"{at[:19]}Z" if at[19:20] == "." and at.endswith("Z") else at


def _words(line: Line, private: Mapping[str, Any]) -> str:
    entry = line.entry
    name, sha = private.get("name", _NO_NAME), str(entry.get("sha256", ""))
    of = ", ".join(map(str, entry["of"])) if isinstance(entry.get("of"), list) else entry.get("of")
    words = {
        "received": f"received {name}, {entry.get('size')} bytes, {entry.get('how')}: {sha}",
        "stub": f"noted {name}, which could not be kept: {private.get('told', {}).get('url', '')}",
        "refused": f"refused {private.get('name', sha)}: {private.get('because', entry.get('because'))}",
        "withdrawn": f"not given any more: {', '.join(private.get('names', [_NO_NAME]))}",
        "derived": f"read {plural(int(entry.get('articles') or 0), 'article')} from item {of} with {entry.get('extractor')}: {entry.get('text')}",
        "removed": f"took items {of} out of the case: {entry.get('because')}",
        "purged": f"purged items {of}: {private.get('because', '[reason not here]')}: {', '.join(entry.get('objects', []))}",
        "pruned": f"removed older derived texts: {', '.join(entry.get('texts', []))}",
        "packed": f"packed{' redacted' if entry.get('redacted') else ''}: {sha}",
        "unpacked": f"unpacked from the pack {sha}",
        "stamped": f"stamped line {entry.get('head_seq')} ({entry.get('how')}), {entry.get('time') or 'no time told'}",
        "contacted": f"contacted {', '.join(private.get('hosts', ['[hosts not here]']))}: {entry.get('how')}",
        "torn": f"set aside {entry.get('octets')} bytes of a line that was cut off: {sha}",
    }
    return words.get(line.action, line.action)
