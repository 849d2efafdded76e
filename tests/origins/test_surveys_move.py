"""Surveys of the room give the same rows whether they remember the last run or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest

from headwater.origins.counting.stage import FIND, GATHER, SHARE
from headwater.origins.descent.stage import SOURCES
from headwater.origins.outlets.stage import SURVEY
from headwater.records.articles import Version
from headwater.records.asked import Asked, Asking, GroupAsked
from headwater.records.descent import CitedParty, DescentText, OutletNamed, SourceCited
from headwater.records.entities import Entity, Name
from headwater.records.judgements import OriginJudgement
from headwater.records.origins import (
    Count,
    NamedOutlets,
    NoticeRead,
    OriginHere,
    Source,
    SourceHere,
    ToFind,
)
from tests.origins.making import article, claim
from tests.origins.moving import Rows, World, assert_same_however_told, sequence

ARTICLES = [f"a{number:02}" for number in range(24)]
NAMES = [
    "Harl Mirror", "The Harl Mirror", "Kelm Press", "Kelm Press Agency", "Torva Herald", "Торва Геральд", "كلم برس",
    "Ada Lind", "Harbour Board", "Monitor", "Norvan TV", "state television", "the Kelm Press and the Harbour Board",
    "Harl Mirror Online", "agencies", "Torva", "Mirrors",
]  # fmt: skip
SITES = ["harlmirror.example", "kelmpress.example", "torvaherald.example"]
TITLES = [
    "Harbour shelled at dawn",
    "Two killed in Torva",
    "Board denies the report",
    "Harbour shelled at night",
]


def _href(random: Random) -> str:
    host = random.choice(SITES)
    path = random.choice(
        [*ARTICLES[:8], "harbour-shelled-at-dawn", "two-killed-in-torva.html", "harbour-shelled"]
    )
    return f"https://www.{host}/{path}"


def _some(random: Random, of: Sequence[str], most: int) -> list[str]:
    return random.sample(list(of), random.randrange(most + 1))


def _named(random: Random, article: str) -> Mapping[type[Any], Rows]:
    host = random.choice(SITES)
    notice = NoticeRead(5, random.random() < 0.5, f"{random.choice(NAMES)} took its report back")
    row = NamedOutlets(
        article=article,
        url=random.choice(
            [None, f"https://{host}/{article}", f"http://www.{host}/{random.choice(ARTICLES)}/"]
        ),
        publisher=random.choice([None, *NAMES[:7]]),
        title=random.choice(TITLES),
        published=random.choice([None, "2031-03-02", "2031-03-05"]),
        openings=_some(random, ["Harl", "Harl Mirror", "Kelm Press", "Torva"], 2),
        links=[_href(random) for _ in range(random.randrange(3))],
        names=[*_some(random, NAMES, 4), *([notice.words])],
        agencies=_some(random, NAMES[2:4], 1),
        credited=_some(random, NAMES, 2),
        entities=_some(random, ["e1", "e2", "e3", "e4", "e9"], 2),
        places=_some(random, ["p1", "p2", "p3"], 2),
        slot_places=_some(random, ["p1", "p4"], 1),
        notices=[notice] if random.random() < 0.3 else [],
        hrefs=[_href(random) for _ in range(random.randrange(2))],
    )
    return {NamedOutlets: [row]}


def _entities(random: Random, here: Sequence[str]) -> World:
    """Entities that come, go, and change in name, in type, or in what is said of them."""
    kinds = ("outlet", "group", "body", "person")
    rows = [
        Entity(
            id=id_,
            name=random.choice(NAMES[:8]) if random.random() < 0.3 else NAMES[at],
            type=random.choice(kinds) if random.random() < 0.2 else kinds[at % 4],  # type: ignore[arg-type]
            names=[Name(name, "en", "Latn") for name in _some(random, NAMES[:7], 1)],
            known_as=None,
            masked=False,
            party=None,
            party_basis=None,
            because=f"Named in {random.randrange(9)} texts.",
        )
        for at, id_ in enumerate(("e1", "e2", "e3", "e4", "e5"))
        if random.random() < 0.9
    ]
    return {Entity: rows, **_versions(random, here)}


def _versions(random: Random, here: Sequence[str]) -> World:
    """Of a few articles an earlier version is here, too."""
    rows = []
    if random.random() < 0.6 and len(here) > 2:
        earlier, later = sorted(random.sample(list(here), 2))
        url, name = "https://harlmirror.example/x", f"v{earlier}{later}"
        rows.append(
            Version(
                name, later, earlier, later, url, "stated", None, None, [], [], [], None, [], "One address."
            )
        )
    return {Version: rows}


@pytest.mark.parametrize("seed", range(12))
def test_outlets(seed: int) -> None:
    """What the case knows of names, who printed a text, where its links and notices lead, which places are common."""
    worlds = sequence(seed, ARTICLES, _named, _entities, {NamedOutlets: lambda row: row.article})
    assert_same_however_told(SURVEY, worlds)


def _cited(random: Random, article: str) -> Mapping[type[Any], Rows]:
    sources = _some(random, ["s1", "s2", "s3", "s4"], 3)
    named = {source: random.choice(["Ada Lind", "Kelm Press"]) for source in sources}
    return {
        SourceCited: [
            SourceCited(
                article,
                source,
                named[source],
                "media",
                random.choice([None, "e1"]),
                OutletNamed(
                    f"name:{named[source]}", named[source], "media", random.choice([None, "e2"]), None
                ),
                sorted(_some(random, [f"{article}.{k}" for k in range(4)], 2)),
                random.choice(["", "It says so."]),
            )
            for source in sorted(sources)
        ],
        DescentText: [
            DescentText(
                article,
                f"sha {article}",
                None,
                False,
                False,
                [],
                [],
                _some(random, ["s1", "s2", "s5"], 2),
                [],
            )
        ],
        CitedParty: [
            CitedParty(
                article,
                f"{article}.{k}",
                "she",
                random.choice(["k1", "k2", "k3"]),
                "Ada Lind",
                "named_person",
                None,
                OutletNamed("name:x", "x", "media", None, None),
                random.choice([None, "e1", "e3"]),
            )
            for k in range(random.randrange(3))
        ],
    }


@pytest.mark.parametrize("seed", range(12))
def test_sources(seed: int) -> None:
    """Sources, each once and article by article, and for whom parties speak."""
    by_article = {kind: lambda row: row.article for kind in (SourceCited, DescentText, CitedParty)}
    beside = lambda random, here: {**_versions(random, here), OriginJudgement: []}  # noqa: E731
    assert_same_however_told(SOURCES, sequence(seed, ARTICLES, _cited, beside, by_article))


def _here(random: Random, article: str) -> Mapping[type[Any], Rows]:
    rows = [
        SourceHere(article, source, "Ada Lind", "named_person", None, [], "", "", "media", None, None)
        for source in sorted(_some(random, [f"s{k}" for k in range(30)], 3))
    ]
    ends = [
        OriginHere(article, end, f"{article}.{end}", f"Ada {random.randrange(2)}", "named", None, None, None,
                   random.choice(["none_known", "own_loss"]), "not_stated", "She says so.")
        for end in sorted(_some(random, [f"o{k}" for k in range(20)], 3))
    ]  # fmt: skip
    return {SourceHere: rows, OriginHere: ends}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("stage", [SHARE, GATHER], ids=lambda stage: stage.name)
def test_shared_sources_and_origins(stage: Any, seed: int) -> None:
    """Sources that two texts have, and origins with all texts that reach them."""
    (kind,) = stage.reads
    worlds = sequence(seed, ARTICLES, _here, lambda random, here: {}, {kind: lambda row: row.article})
    assert_same_however_told(stage, worlds)


SOURCES_ASKED = ["s1", "s2", "s3", "s4"]


def _asked(random: Random, id_: str) -> Mapping[type[Any], Rows]:
    """A text that tells its part of shared sources, and has tasks of its own, some under an id that others have, too."""
    text = article(id_, "It rains in Torva.")
    told = claim(text, "It rains in Torva.")
    parts = [
        Asking(
            article=id_, source=source, outlet="Harl Mirror", site=None, languages=["en"], published=None,
            headline=text.title, cites=random.random() < 0.7, edges=["copy"] * (copied := random.randrange(2)), scores=[0.9] * copied,
            originals=[], links=[], called=[], said=[], claims=[told], slots=[], standing=[told.id],
            ends=["k1"], sourced=1, reports=random.randrange(4), group=random.choice([None, "g1", "g2"]),
            groups=["g1"], end=None, ended=None, spoken=random.random() < 0.8, above=False,
        )
        for source in sorted(_some(random, SOURCES_ASKED, 3))
    ]  # fmt: skip
    source = random.choice([None, *SOURCES_ASKED])
    own = random.choice([f"t{id_}", f"t{id_}", f"t{id_}", "t-of-two"])
    task = ToFind(own, f"What {id_} lacks", source, id_, "no count", None, [], [random.choice("abc")], "open")
    return {Asking: parts, Asked: [Asked(id_, task, random.randrange(3), random.randrange(2))]}


def _beside_tasks(random: Random, here: Sequence[str]) -> World:
    groups = [
        GroupAsked(
            id_,
            "It rains.",
            random.randrange(2, 5),
            Count(1, random.randrange(1, 3), 3),
            ["k1"],
            ["counted"],
            [],
        )
        for id_ in ("g1", "g2")
    ]
    sources = [
        Source(id_, random.choice(["Ada Lind", "Kelm Press", "she"]), random.choice(["media", "named_person"]),
               random.choice([None, "e1", "e2"]), [], "It is cited.")
        for id_ in SOURCES_ASKED
        if random.random() < 0.95
    ]  # fmt: skip
    return {GroupAsked: groups, Source: sources, Entity: _entities(random, here)[Entity]}


@pytest.mark.parametrize("seed", range(12))
def test_tasks(seed: int) -> None:
    """What is to be found, in order, also where two tasks have one id."""
    by_article = {kind: lambda row: row.article for kind in (Asking, Asked)}
    assert_same_however_told(FIND, sequence(seed, ARTICLES, _asked, _beside_tasks, by_article))
