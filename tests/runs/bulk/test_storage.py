"""Storage below one place, on disk and in S3: whole files, lost connections tried again and told, listings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from tests.runs.bulk.fake_s3 import FakeS3, fake_s3

from headwater.records.errors import CaseError, InputError, MissingInput
from headwater.store.storage import Storage


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeS3]:
    """A server, and keys for it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with fake_s3() as found:
        yield found


@pytest.fixture(params=["disk", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path, server: FakeS3) -> Storage:
    """The same place in two kinds of storage."""
    if request.param == "disk":
        return Storage(str(tmp_path / "run"))
    return Storage("s3://news/run", server.endpoint)


def test_what_is_written_is_read(place: Storage) -> None:
    assert place.read("a/b.json") is None
    sha = place.write("a/b.json", b"{}")
    assert place.read("a/b.json") == b"{}"
    assert place.sha256("a/b.json") == sha
    place.write("a/b.json", b"[]")
    assert place.read("a/b.json") == b"[]"


def test_tables_come_back_and_have_the_hash_of_their_file(place: Storage) -> None:
    table = pa.table({"a": ["x", "ß"], "b": [1, None]})
    sha = place.write_table("t.parquet", table)
    assert place.read_table("t.parquet").equals(table)
    assert place.sha256("t.parquet") == sha
    assert place.read_table("none.parquet") is None


def test_names_are_those_below_the_place(place: Storage) -> None:
    for name in ("b.txt", "a/c.txt", "a/d/e.txt"):
        place.write(name, b"x")
    assert place.names() == ["a/c.txt", "a/d/e.txt", "b.txt"]


def test_what_is_removed_is_gone(place: Storage) -> None:
    place.write("a/b", b"x")
    place.write("a/c", b"y")
    place.remove("a/b")
    assert place.names() == ["a/c"]


def test_what_is_not_there_is_told(place: Storage) -> None:
    with pytest.raises(MissingInput, match="no such file or folder"):
        Storage(place.address("nowhere"), place.endpoint).names()


def test_a_file_opens_as_a_stream_that_can_seek(place: Storage) -> None:
    place.write("lines.txt", b"one\ntwo\nthree\n")
    with Storage(place.address("lines.txt"), place.endpoint).open() as stream:
        stream.seek(4)
        assert stream.readline(100) == b"two\n"
        assert stream.read() == b"three\n"


def test_a_connection_that_is_lost_is_tried_again(server: FakeS3) -> None:
    place = Storage("s3://news/run", server.endpoint)
    server.drops = 2
    place.write("a", b"x")
    server.drops = 2
    assert place.read("a") == b"x"


def test_storage_that_is_gone_is_told_with_what_to_do(server: FakeS3) -> None:
    place = Storage("s3://news/run", server.endpoint)
    server.down = True
    with pytest.raises(
        CaseError, match=r"s3://news/run/a could not be written: .*run the same command again"
    ):
        place.write("a", b"x")
    with pytest.raises(InputError, match=r"s3://news/run/a could not be read"):
        place.read("a")
