"""Evidence that a stranger wrote: a check never fails, whatever stands in the files, and leads to no other file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.records.errors import CaseError, HeadwaterError
from headwater.store.evidence import Evidence
from headwater.store.evidence.lines import BEFORE_THE_FIRST, line_hash, read_chain, split_log, to_line
from headwater.store.evidence.verification import verify

_SHA = "ab" * 32
_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 5), st.text(max_size=9), st.just(_SHA), st.just("../../../etc/passwd"),
    st.lists(st.one_of(st.integers(0, 5), st.just(_SHA), st.text(max_size=5)), max_size=3), st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip
_FIELDS = st.sampled_from(
    ["sha256", "size", "kind", "how", "details", "of", "text", "articles", "extractor", "objects", "texts", "redacted", "head", "head_seq", "instead_of", "because"]
)  # fmt: skip
_ACTIONS = st.sampled_from(
    ["begun", "received", "stub", "refused", "derived", "removed", "purged", "pruned", "packed", "stamped", "contacted", "torn", "other"]
)  # fmt: skip
_ENTRIES = st.lists(st.tuples(_ACTIONS, st.dictionaries(_FIELDS, _VALUES, max_size=6)), max_size=6)
_QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def chained(entries: list[tuple[str, dict[str, Any]]]) -> bytes:
    """A log whose chain holds, whatever its lines tell."""
    lines, previous = [], BEFORE_THE_FIRST
    for seq, (action, entry) in enumerate(entries, 1):
        at = {"seq": seq, "action": action, "at": "2031-05-02T10:00:00.000000Z", "previous": previous}
        lines.append(to_line({**entry, **at}))
        previous = line_hash(lines[-1])
    return b"".join(lines)


@_QUICK
@given(entries=_ENTRIES)
def test_a_log_with_anything_in_its_lines_can_be_checked(
    tmp_path: Path, entries: list[tuple[str, dict[str, Any]]]
) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir(exist_ok=True)
    (folder / "custody.jsonl").write_bytes(chained(entries))
    (folder / "details.jsonl").write_bytes(b'{"name": 7}\n[]\n{broken\n')
    report = verify(tmp_path)
    assert all(".." not in fault.where for fault in report.faults)
    try:
        Evidence(tmp_path).items()
    except CaseError as error:
        assert "is broken" in str(error)


@_QUICK
@given(data=st.binary(max_size=200))
def test_a_log_of_any_bytes_can_be_checked(tmp_path: Path, data: bytes) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir(exist_ok=True)
    (folder / "custody.jsonl").write_bytes(data)
    try:
        verify(tmp_path)
        Evidence(tmp_path).items()
    except HeadwaterError:
        pass


@_QUICK
@given(data=st.binary(max_size=100), lines=st.integers(0, 3))
def test_whole_lines_and_the_torn_rest_are_all_there_is(data: bytes, lines: int) -> None:
    whole, torn = split_log(data + b"\n" * lines)
    assert b"".join(whole) + torn == data + b"\n" * lines
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in whole)
    assert b"\n" not in torn


@pytest.mark.parametrize(
    "line", [b"[" * 100_000 + b"\n", b'{"seq":1e999}\n', b'{"seq":true,"action":"x","at":"y"}\n', b"\n"]
)
def test_a_line_of_odd_json_breaks_the_chain_and_nothing_else(line: bytes) -> None:
    lines, broken = read_chain([line])
    assert lines == []
    assert broken is not None
    assert broken.says == "line 1 is no entry of the log"


def test_an_object_by_the_name_of_another_file_is_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    entry = {"sha256": "../../../../etc/passwd", "size": 1, "kind": "text", "how": "x", "details": _SHA}
    (tmp_path / "evidence" / "custody.jsonl").write_bytes(chained([("received", entry)]))
    report = verify(tmp_path)
    assert report.faults[0].says == "line 1 lacks what its action needs"
    assert report.objects == 0
