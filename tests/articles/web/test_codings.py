"""What is packed is unpacked whole, in time that grows with its size, or it is an error."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.articles.web.codings import unpacked
from headwater.records.errors import FetchError, FetchFailed
from tests.pace import within

PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
}


def plain(content: bytes, encodings: str) -> bytes:
    return unpacked(content, encodings, "http://lind.example.org/", largest=10_000_000, steepest=200)


@given(st.binary(max_size=200_000), st.lists(st.sampled_from(sorted(PACKERS)), max_size=3))
def test_what_was_packed_comes_back(data: bytes, names: list[str]) -> None:
    packed = data
    for name in names:
        packed = PACKERS[name](packed)
    assert plain(packed, ", ".join(names)) == data


@given(st.binary(max_size=300), st.sampled_from(sorted(PACKERS)))
def test_any_bytes_are_unpacked_or_refused(data: bytes, name: str) -> None:
    try:
        plain(data, name)
    except FetchError as error:
        assert error.reason


def test_two_members_are_one_page_and_what_follows_is_passed_over() -> None:
    assert plain(gzip.compress(b"<p>one") + gzip.compress(b"<p>two") + b"\0\0", "gzip") == b"<p>one<p>two"


def test_deflate_without_its_header_is_read() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    assert plain(packer.compress(b"<p>one") + packer.flush(), "deflate") == b"<p>one"


def test_a_million_empty_members_end_soon() -> None:
    with within(5), pytest.raises(FetchFailed, match="it is not what gzip packs"):
        plain(gzip.compress(b"") * 1_000_000, "gzip")


def test_names_of_codings_in_any_case_and_identity() -> None:
    assert plain(gzip.compress(b"<p>"), " GZip , identity,") == b"<p>"
    assert plain(b"<p>", "") == b"<p>"
    assert plain(b"", "gzip") == b""
