"""Which shard reads what: made once, in the order in which a trace would read, and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from headwater.articles.config import ArticlesConfig
from headwater.articles.inputs import InputFile, discover
from headwater.articles.items import Told
from headwater.articles.kinds import kind_of
from headwater.articles.tabular.mapping import with_columns
from headwater.records.articles import Rejected
from headwater.records.errors import InputError, MissingInput
from headwater.runs.bulk.slices import Slice, cut
from headwater.store.storage import REMOTE, Storage

PLAN_FILE = "plan.jsonl"
_FORM = "headwater-bulk/1"
_SMALL = 200  # bytes of a packed or whole file that count as one article's, at least


@dataclass(frozen=True, slots=True)
class Plan:
    """The shards, what is set aside, and what all shards must share: the day after which no date is believed."""

    today: str
    shard_size: int
    given: list[str]
    inputs: list[tuple[str, int, str]]  # name, bytes, when last changed
    rejected: list[Rejected]
    shards: list[list[Slice]]
    columns: dict[str, str] = field(default_factory=dict)

    def write(self, out: Storage) -> None:
        """Write it: a line for the head, and a line for each shard."""
        head = {name: value for name, value in asdict(self).items() if name != "shards"} | {"format": _FORM}
        lines = [json.dumps(head, ensure_ascii=False)]
        lines += [json.dumps([asdict(one) for one in shard], ensure_ascii=False) for shard in self.shards]
        out.write(PLAN_FILE, ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass"))


def read_plan(out: Storage) -> Plan | None:
    """The plan that lies there, or None; raises InputError where it is of another form."""
    data = out.read(PLAN_FILE)
    if data is None:
        return None
    try:
        head, *lines = data.decode("utf-8", "surrogatepass").splitlines()
        told = json.loads(head)
        if told.pop("format") != _FORM:
            raise ValueError("another format")
        told["inputs"] = [tuple(one) for one in told["inputs"]]
        told["rejected"] = [Rejected(**row) for row in told["rejected"]]
        shards = [[_slice(one) for one in json.loads(line)] for line in lines]
        return Plan(shards=shards, **told)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{out.address(PLAN_FILE)} cannot be read ({error}); delete it and run again: shards that stand are used again"
        ) from error


def _slice(row: Mapping[str, object]) -> Slice:
    return Slice(**{**row, "days": tuple(row["days"])})  # type: ignore[arg-type]


def planned(
    given: Sequence[str],
    out: Storage,
    *,
    shard_size: int,
    today: str,
    endpoint: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Plan:
    """The plan of ``out`` where its inputs stand as they were, else a new one, which is written.

    Raises InputError where there is nothing to read.
    """
    before = read_plan(out)
    if before is not None and not given:
        return before
    found = list(_found(given, out, endpoint, columns or {}))
    files = [one for one in found if isinstance(one, _File)]
    inputs = [(one.file.name, one.file.size, one.changed) for one in files]
    rejected = [one for one in found if isinstance(one, Rejected)]
    if not files:
        raise InputError(_nothing(given, rejected))
    if before is not None and (before.inputs, before.rejected, before.shard_size, before.columns) == (
        inputs,
        rejected,
        shard_size,
        dict(columns or {}),
    ):
        return before
    config = ArticlesConfig(latest_date=today)
    shards = list(_shards(files, shard_size, config))
    plan = Plan(today, shard_size, list(given), inputs, rejected, shards, dict(columns or {}))
    plan.write(out)
    return plan


@dataclass(frozen=True, slots=True)
class _File:
    file: InputFile
    storage: Storage
    changed: str


def _found(
    given: Sequence[str], out: Storage, endpoint: str | None, columns: Mapping[str, str]
) -> Iterator[_File | Rejected]:
    """Files in the order of their names, and what is set aside."""
    local = [Path(one) for one in given if not one.startswith(REMOTE)]
    found = with_columns(discover(local, None if out.is_remote else out.path()), columns)
    files = [_File(file, Storage(str(file.path)), _changed(file.path)) for file in found.files]
    rejected = list(found.rejected)
    told = Told(columns=",".join(f"{field}={name}" for field, name in columns.items())) if columns else Told()
    for address in sorted(one for one in given if one.startswith(REMOTE)):
        try:
            listed = sorted(Storage(address, endpoint).listed(), key=lambda one: one.name)
        except MissingInput:
            rejected.append(Rejected(address, "no such file or folder; check the spelling"))
            continue
        for one in listed:
            kind = kind_of(one.name)
            if kind is None:
                rejected.append(
                    Rejected(one.name, "files of this kind are not read; docs/start.md lists what is")
                )
            else:
                file = InputFile(Path(one.address), one.name, one.size, kind, told)
                files.append(_File(file, Storage(one.address, endpoint), one.changed))
    yield from sorted(files, key=lambda one: (one.file.name, one.storage.place))
    yield from sorted(rejected, key=lambda row: (row.path, row.reason))


def _changed(path: Path) -> str:
    return str(path.stat().st_mtime_ns)


def _shards(files: Sequence[_File], size: int, config: ArticlesConfig) -> Iterator[list[Slice]]:
    """Slices gathered to shards of about so many articles; a whole file counts as one."""
    some: list[Slice] = []
    weight = 0
    for one in files:
        for slice_ in cut(one.file, one.storage, size, config, one.changed):
            own = max(slice_.count, 1)
            if some and weight + own > size:
                yield some
                some, weight = [], 0
            some.append(slice_)
            weight += own
    if some:
        yield some


def _nothing(given: Sequence[str], rejected: Sequence[Rejected]) -> str:
    told = [f"{row.path}: {row.reason}" for row in rejected[:10]]
    return "\n".join(
        [
            f"nothing could be read from {', '.join(given) or 'nothing'}; give files, folders or s3:// addresses",
            *told,
        ]
    )
