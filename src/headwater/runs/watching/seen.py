"""What watching has seen, kept in the case as ``watch.json``: written whole after every page, so that no kill loses it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from headwater.articles.feeds import Entry
from headwater.records.errors import DamagedCase, FormatTooNew
from headwater.store.atomic import write_text

FORMAT = "headwater-watch/1"
NAME = "watch.json"
_LONGEST_BREAK = timedelta(days=1)
_MOST_TRIES = 5


@dataclass(slots=True)
class ListState:
    """One list: what its host said of its copy, since when it is down, and the entries seen with their marks."""

    etag: str | None = None
    modified: str | None = None
    told: str = ""  # what was last told to be wrong with it
    failures: int = 0
    not_before: str | None = None
    seen: dict[str, str] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)  # pages that did not come, with the times asked

    def may_ask(self, now: datetime) -> bool:
        """Whether its break after a failure is over. A clock set back ends no break later than a day from now."""
        if self.not_before is None:
            return True
        until = datetime.fromisoformat(self.not_before)
        return now >= until or until - now > _LONGEST_BREAK

    def failed(self, now: datetime, every: float) -> datetime:
        """Note a failure; gives when it is asked again: twice as long after each, a day at most."""
        self.failures += 1
        rest = min(timedelta(seconds=every * 2 ** min(self.failures - 1, 12)), _LONGEST_BREAK)
        self.not_before = (now + rest).isoformat()
        return now + rest

    def answered(self) -> None:
        """Note that it answers again."""
        self.failures, self.not_before = 0, None

    def knows(self, entry: Entry) -> bool:
        """Whether an entry was dealt with, as it is or as it was."""
        return _short(entry.key) in self.seen

    def stands(self, entry: Entry) -> bool:
        """Whether an entry was dealt with as it now is."""
        return self.seen.get(_short(entry.key)) == mark_of(entry)

    def gave_up(self, entry: Entry) -> bool:
        """Count one more failure of a page; whether it is not asked for any more."""
        key = _short(entry.key)
        self.pages[key] = self.pages.get(key, 0) + 1
        return self.pages[key] >= _MOST_TRIES

    def took(self, entry: Entry) -> None:
        """Note that an entry was dealt with."""
        self.seen[_short(entry.key)] = mark_of(entry)
        self.pages.pop(_short(entry.key), None)

    def keep_only(self, entries: Iterable[Entry]) -> None:
        """Forget entries that their list no longer has."""
        wanted = {_short(entry.key) for entry in entries}
        self.seen = {key: mark for key, mark in self.seen.items() if key in wanted}
        self.pages = {key: tries for key, tries in self.pages.items() if key in wanted}


def mark_of(entry: Entry) -> str:
    """What changes when an entry does: its address, headline, date of change and text."""
    parts = (entry.url, entry.title, entry.modified or entry.published, entry.html)
    return _short("\x1f".join(part or "" for part in parts))


def _short(words: str) -> str:
    """A hash in the place of words: what a case purges is not to stay here as an address."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(slots=True)
class Seen:
    """The state of all lists, by their addresses."""

    path: Path
    lists: dict[str, ListState] = field(default_factory=dict)

    def of(self, url: str) -> ListState:
        """The state of one list, new where it was never asked."""
        return self.lists.setdefault(url, ListState())

    def save(self) -> None:
        """Write it, whole or not at all."""
        rows = {url: asdict(state) for url, state in sorted(self.lists.items())}
        write_text(
            self.path, json.dumps({"format": FORMAT, "lists": rows}, ensure_ascii=False, indent=1) + "\n"
        )


def read_seen(out: Path) -> Seen:
    """The state that a case holds; raises DamagedCase or FormatTooNew with what to do."""
    path = out / NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Seen(path)
    except (OSError, ValueError) as error:
        raise DamagedCase(f"{path} cannot be read; {_MEND}") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FormatTooNew(f"{path} was written by another version of headwater; {_MEND}")
    try:
        return Seen(path, {url: _state(row) for url, row in data["lists"].items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedCase(f"{path} is damaged; {_MEND}") from error


_MEND = "move it away, and every entry counts as new: pages that the case has are captured anew"


def _state(row: dict[str, Any]) -> ListState:
    state = ListState(**row)
    if state.not_before is not None:
        datetime.fromisoformat(state.not_before)
    return state
