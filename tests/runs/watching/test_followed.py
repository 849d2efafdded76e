"""The file of feeds: what it may hold, and every error at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.records.errors import ConfigError
from headwater.runs.watching import read_followed
from headwater.runs.watching.followed import Watched, seconds_of

GOOD = """
hosts = ["cdn.tarn.example"]

[[feed]]
url = "https://tarn.example/feed.xml"
publisher = "Tarn Courier"
language = "en-GB"
include = ["ferry", "Harl"]
exclude = ["sport"]

[[sitemap]]
url = "https://www.ostrel.example/news.xml"
"""


def read(tmp_path: Path, text: str):
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return read_followed(path)


def test_a_sound_file(tmp_path: Path) -> None:
    followed = read(tmp_path, GOOD)
    assert [one.url for one in followed.lists] == [
        "https://tarn.example/feed.xml",
        "https://www.ostrel.example/news.xml",
    ]
    assert (followed.feed[0].language, followed.feed[0].include) == ("en", ("ferry", "harl"))
    assert {"tarn.example", "www.tarn.example", "ostrel.example", "cdn.tarn.example"} <= followed.agreed()


def test_all_errors_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    text = """
colour = "red"
hosts = ["a b"]
[[feed]]
url = "ftp://tarn.example/feed.xml"
langauge = "en"
[[feed]]
language = "the language of Tarn"
include = [" "]
[[sitemap]]
url = "https://tarn.example/news"
[[sitemap]]
url = "http://www.tarn.example/news/"
"""
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text)
    told = str(error.value).split("\n  ")[1:]
    assert sorted(told) == [
        "colour: is no setting here; check the spelling",
        "feed 1, langauge: is no setting here; check the spelling",
        "feed 1, url: addresses of ftp: are not fetched; only http and https are",
        "feed 2, include 1: a word to look for is empty",
        "feed 2, language: 'the language of Tarn' is no language; write en, fr, ar, ...",
        "feed 2, url: is missing",
        "hosts 1: a b is no host name",
        "sitemap 2, url: is the address of sitemap 1 too",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'it names no feed; write [[feed]] and under it url = "https://..."'),
        ("[[feed]", "is no TOML: "),
        ("feed = 3", "feed: Input should be a valid tuple"),
    ],
)
def test_what_is_no_file_of_feeds_says_so(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=r".") as error:
        read(tmp_path, text)
    assert said in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: no such file or directory"):
        read_followed(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("every", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7_200), ("1d", 86_400), (" 15 m ", 900)]
)
def test_spans_of_time(every: str, seconds: int) -> None:
    assert seconds_of(every) == seconds


@pytest.mark.parametrize("every", ["", "15", "m", "-5m", "59s", "1w", "1.5h", "15m30s"])
def test_what_is_no_span_of_time_or_too_short_is_refused(every: str) -> None:
    with pytest.raises(ValueError, match=r"write 90s, 15m|less than a minute"):
        seconds_of(every)


@pytest.mark.parametrize(
    ("include", "exclude", "title", "wanted"),
    [
        ((), (), "Ferry sails", True),
        (("ferr",), (), "Ferries sail", True),
        (("erry",), (), "Ferry sails", False),
        (("lower tarn",), (), "The ferry of Lower-Tarn", True),
        (("ferry",), ("sport",), "Sport: the ferry race", False),
        (("паром",), (), "Паромы снова ходят", True),
        (("ferry",), (), "", False),
    ],
)
def test_words_of_the_headline_decide(include: tuple, exclude: tuple, title: str, wanted: bool) -> None:
    assert Watched(url="https://tarn.example/", include=include, exclude=exclude).wants(title) is wanted
