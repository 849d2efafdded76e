"""Reads the files of a run: those that the last run has read as they are now keep their rows.

Beside the tables lies an index: what each file gave, under a key of its name, its bytes and what is told of it. A file
is read again where its key is new, where an article that it gave was read from another file before, and where a date
of one of its articles was not believed and the day has moved on. The tables are those of a run that reads everything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.inputs import InputFile
from headwater.articles.stage import Entries, Entry, Heard, drafts_of, heard_from, settle, take_apart
from headwater.records.arrow import schema_of, to_table
from headwater.records.articles import Article, ArticleFinding, Credit, Part, Rejected, Sentence
from headwater.records.ports import Models
from headwater.records.tables import TABLE_OF
from headwater.runs.evidence import Given
from headwater.runs.reuse_of_rows import merged
from headwater.runs.row_spans import Numbers

if TYPE_CHECKING:
    from headwater.store import CaseFolder

INDEX = "articles.read.files"
_OF_ARTICLES = (Article, Part, Sentence, Credit, ArticleFinding)
_SCHEMA = pa.schema([("file", pa.string()), ("entry", pa.string())])
_MADE_OF = b"made_of"


@dataclass(frozen=True)
class Known:
    """What the last run read: by file's key what it gave, in order; and dates of articles that were not believed."""

    entries: Mapping[str, Entries]
    notes: Mapping[str, Sequence[Rejected]]
    day: str
    tables: Mapping[str, str]
    """The SHA-256 of the tables that it speaks of."""


@dataclass(frozen=True)
class Reading:
    """The tables of all articles, what each file gave, and how many files were read.

    ``stood`` has for each row of a table its number in that of the last run, -1 for new ones.
    """

    tables: dict[str, pa.Table]
    stood: dict[str, Numbers]
    heard: Heard
    index: pa.Table
    read: int


def read_given(
    given: Given,
    config: ArticlesConfig,
    models: Models,
    base: str,
    folder: CaseFolder,
    earlier: Callable[[str, str], pa.Table] | None = None,
) -> Reading:
    """The articles of a run. ``base`` is the hash of the code, settings (without the day) and models of reading.

    ``earlier`` gives a table by its name and SHA-256, where somebody has it in memory.
    """
    known = _known(folder, base)
    keys = _keys(given)
    wanted = [file for file in given.found.files if _is_wanted(file, keys, known, config)]
    given.require_whole(wanted)
    read = {file: drafts_of(file, config) for file in wanted}
    entries = {
        file: read[file][0] if file in read else known.entries[keys[file]] for file in given.found.files
    }
    drafts = {file: given_ for file, (_, given_) in read.items()}
    owners, rejected = settle(entries)
    before = _owners_before(known)
    again = {file for id_, file in owners.items() if file not in drafts and before.get(id_) != keys[file]}
    given.require_whole(again)
    drafts.update({file: drafts_of(file, config)[1] for file in sorted(again, key=lambda file: file.name)})
    fresh = [(id_, drafts[file]) for id_, file in sorted(owners.items()) if file in drafts]
    made = take_apart([of[id_] for id_, of in fresh], config, models)
    notes = _notes([id_ for id_, _ in fresh], {id_: of[id_] for id_, of in fresh}, made.of(Rejected))
    stay = [id_ for id_, file in owners.items() if file not in drafts]
    notes.update({id_: list(known.notes[id_]) for id_ in stay if id_ in known.notes})
    told = sorted((row for some in notes.values() for row in some), key=lambda row: (row.path, row.reason))
    both = {}
    for name, kind in ((TABLE_OF[kind], kind) for kind in _OF_ARTICLES):
        old = schema_of(kind).empty_table()
        if stay:
            old = earlier(name, known.tables[name]) if earlier else folder.read_table(name, old.schema)
        both[name] = merged(name, old, stay, to_table(kind, made.of(kind)))
    tables = {name: table for name, (table, _) in both.items()}
    stood = {name: numbers for name, (_, numbers) in both.items()} if stay else {}
    tables[TABLE_OF[Rejected]] = to_table(Rejected, [*given.found.rejected, *rejected, *told])
    index = _index(entries, keys, notes)
    return Reading(tables, stood, heard_from(entries), index, len(drafts))


def write_index(folder: CaseFolder, reading: Reading, shas: Mapping[str, str], base: str, day: str) -> None:
    """Write the index of a reading after its tables, so that one that fits them is never of another run."""
    told = {_MADE_OF: json.dumps([base, day, dict(shas)], sort_keys=True)}
    folder.write_table(INDEX, reading.index.replace_schema_metadata(told))


def _keys(given: Given) -> dict[InputFile, str]:
    """What the reading of each file depends on."""
    shas: dict[str, list[str]] = {}
    for name, depends in given.files:
        shas.setdefault(name, []).append(depends)
    return {
        file: json.dumps([file.name, shas.get(file.name, []), file.path.name, file.kind, asdict(file.told)])
        for file in given.found.files
    }


def _is_wanted(file: InputFile, keys: Mapping[InputFile, str], known: Known, config: ArticlesConfig) -> bool:
    """Whether a file is to be read: it is new, or a date in it was not believed and may be by now."""
    some = known.entries.get(keys[file])
    moved = known.day != (config.latest_date or "")
    return some is None or (moved and any(isinstance(one, Entry) and one.id in known.notes for one in some))


def _owners_before(known: Known) -> dict[str, str]:
    """The key of the file from which each article's rows were made in the last run."""
    found: dict[str, str] = {}
    for key, some in known.entries.items():
        for one in some:
            if isinstance(one, Entry):
                found.setdefault(one.id, key)
    return found


def _notes(
    ids: Sequence[str], drafts: Mapping[str, Draft], rows: Iterable[Rejected]
) -> dict[str, list[Rejected]]:
    """Rows on dates that were not believed, by the article that they are of."""
    by_place: dict[str, list[Rejected]] = {}
    for row in rows:
        by_place.setdefault(row.path, []).append(row)
    found: dict[str, list[Rejected]] = {}
    for id_ in ids:
        draft = drafts[id_]
        for place in (f"{draft.path}, article {id_}", draft.path, draft.url, id_):
            if place and place in by_place:
                found[id_] = by_place.pop(place)
                break
    return found


def _index(
    entries: Mapping[InputFile, Entries],
    keys: Mapping[InputFile, str],
    notes: Mapping[str, Sequence[Rejected]],
) -> pa.Table:
    rows: list[tuple[str, str]] = []
    for file, some in entries.items():
        rows.append((keys[file], ""))
        rows.extend((keys[file], _packed(one)) for one in some)
    rows.extend((f"note {id_}", _packed(row)) for id_, some in sorted(notes.items()) for row in some)
    return pa.Table.from_pylist([{"file": file, "entry": entry} for file, entry in rows], schema=_SCHEMA)


def _packed(one: Entry | Rejected) -> str:
    values = [one.place, one.id, one.text] if isinstance(one, Entry) else [one.path, one.reason, one.kind, 0]
    return json.dumps(values, ensure_ascii=True)


def _unpacked(entry: str) -> Entry | Rejected:
    values = json.loads(entry)
    return Entry(*values) if len(values) == 3 else Rejected(*values[:3])


def _known(folder: CaseFolder, base: str) -> Known:
    """The index of the last run; an empty one where there is none, or none that speaks of the tables as they lie there."""
    import pyarrow.parquet as pq

    nothing = Known({}, {}, "", {})
    try:
        table = pq.ParquetFile(folder.table_path(INDEX)).read()
        made_of, day, shas = json.loads((table.schema.metadata or {})[_MADE_OF])
        entries: dict[str, list[Entry | Rejected]] = {}
        notes: dict[str, list[Rejected]] = {}
        for file, entry in zip(table["file"].to_pylist(), table["entry"].to_pylist(), strict=True):
            if file.startswith("note "):
                one = _unpacked(entry)
                assert isinstance(one, Rejected)
                notes.setdefault(file.removeprefix("note "), []).append(one)
            else:
                entries.setdefault(file, []).extend([_unpacked(entry)] if entry else [])
    except (OSError, pa.ArrowInvalid, KeyError, ValueError, TypeError, AssertionError):
        return nothing
    return Known(entries, notes, day, shas) if made_of == base and folder.holds(shas) else nothing
