"""The file of feeds: which lists are followed, and which of their entries are wanted; all errors at once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from headwater.articles.web.addresses import key_of, parse
from headwater.records.errors import ConfigError, FetchRefused
from headwater.text.languages import code_of

_EVERY = re.compile(r"(?P<number>\d{1,6})\s*(?P<unit>s|m|h|d)")
_WORD = re.compile(r"[^\W_]+")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
LEAST_EVERY = 60
"""Seconds; no feed is asked more often."""
_MOST_SHOWN = 30


def seconds_of(every: str) -> float:
    """The seconds of "90s", "15m", "2h" or "1d"; raises ValueError, also for less than a minute."""
    found = _EVERY.fullmatch(every.strip())
    if found is None:
        raise ValueError(f"{every!r} is no span of time; write 90s, 15m, 2h or 1d")
    seconds = int(found["number"]) * _SECONDS[found["unit"]]
    if seconds < LEAST_EVERY:
        raise ValueError(f"{every!r} is less than a minute; feeds are not asked so often")
    return float(seconds)


def _address(url: str) -> str:
    try:
        return parse(url).url
    except FetchRefused as error:
        raise ValueError(error.reason) from error


def _language(tag: str) -> str:
    code = code_of(tag)
    if code is None:
        raise ValueError(f"{tag!r} is no language; write en, fr, ar, ...")
    return code


def _word(word: str) -> str:
    if not word.strip():
        raise ValueError("a word to look for is empty")
    return " ".join(word.split()).casefold()


def _host(host: str) -> str:
    try:
        return parse(f"http://{host}").host
    except FetchRefused as error:
        raise ValueError(error.reason) from error


Words = tuple[Annotated[str, AfterValidator(_word)], ...]


class Watched(BaseModel):
    """One feed or sitemap that is followed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, AfterValidator(_address)] = Field(description="Its address.")
    publisher: str | None = Field(
        None, min_length=1, max_length=200, description="Whose articles these are, where they do not say."
    )
    language: Annotated[str, AfterValidator(_language)] | None = Field(
        None, description="Their language, where they do not say."
    )
    include: Words = Field((), description="Only entries with one of these words in their headline.")
    exclude: Words = Field((), description="No entries with one of these words in their headline.")

    def wants(self, title: str) -> bool:
        """Whether an entry is wanted, by its headline; words match from their beginning ("ferr" for "ferries")."""
        words = _spaced(title.casefold())
        if any(_stands_in(word, words) for word in self.exclude):
            return False
        return not self.include or any(_stands_in(word, words) for word in self.include)


def _stands_in(word: str, words: str) -> bool:
    return _spaced(word) in words


def _spaced(words: str) -> str:
    """Each word with one space before it, signs left out."""
    return "".join(f" {word}" for word in _WORD.findall(words))


class Followed(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    feed: tuple[Watched, ...] = Field((), description="Feeds: RSS, Atom, JSON Feed, or OPML lists of them.")
    sitemap: tuple[Watched, ...] = Field((), description="News sitemaps, or indexes of them.")
    hosts: tuple[Annotated[str, AfterValidator(_host)], ...] = Field(
        (), description="Hosts besides those of the feeds from which articles may be fetched."
    )

    @property
    def lists(self) -> tuple[Watched, ...]:
        """Everything that is followed."""
        return (*self.feed, *self.sitemap)

    def agreed(self) -> frozenset[str]:
        """The hosts that may be asked: those of the feeds, with and without ``www.``, and those named."""
        named = {parse(one.url).host for one in self.lists} | set(self.hosts)
        bare = {host.removeprefix("www.") for host in named}
        return frozenset(bare | {f"www.{host}" for host in bare})


def read_followed(path: Path) -> Followed:
    """The contents of a file of feeds; raises ConfigError with all that is wrong, each with its place."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except (UnicodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} is no TOML: {error}") from error
    problems: list[str] = []
    followed = Followed()
    try:
        followed = Followed.model_validate(data)
    except ValidationError as error:
        problems = [f"{_place(one['loc'])}: {_said(one)}" for one in error.errors()]
    problems += _doubled(data)
    if not problems and not followed.lists:
        problems = ['it names no feed; write [[feed]] and under it url = "https://..."']
    if problems:
        more = [f"and {len(problems) - _MOST_SHOWN} more"] if len(problems) > _MOST_SHOWN else []
        raise ConfigError("\n  ".join([f"{path}:", *problems[:_MOST_SHOWN], *more]))
    return followed


def _place(loc: tuple[int | str, ...]) -> str:
    """ "feed 2, url"."""
    words = [f"{one + 1}" if isinstance(one, int) else str(one) for one in loc]
    return re.sub(r", (\d+)", r" \1", ", ".join(words))


def _said(error: Any) -> str:
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "extra_forbidden":
        return "is no setting here; check the spelling"
    return str(error["msg"]).removeprefix("Value error, ")


def _doubled(data: dict[str, Any]) -> list[str]:
    """Addresses that stand in the file twice."""
    seen: dict[str, str] = {}
    found = []
    for kind in ("feed", "sitemap"):
        rows = data.get(kind)
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            url = row.get("url") if isinstance(row, dict) else None
            if isinstance(url, str):
                first = seen.setdefault(key_of(url), f"{kind} {number}")
                if first != f"{kind} {number}":
                    found.append(f"{kind} {number}, url: is the address of {first} too")
    return found
