"""Rounds over feeds of a site on this machine, by a clock that only the test moves."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.articles.feeds.making import news_row, rss, sitemap
from tests.articles.web.site import Site, reply, running, settings_for

from headwater.articles.web.fetching import Fetcher
from headwater.articles.web.worlds import World
from headwater.records.articles import Article, Version
from headwater.records.errors import DamagedCase, FormatTooNew, InputError
from headwater.runs.intake import Added
from headwater.runs.watching import Followed, Round, watch
from headwater.runs.watching import rounds as rounds_module
from headwater.runs.watching.seen import ListState
from headwater.store.evidence import Evidence

BEGIN = datetime(2034, 3, 3, 8, 0, tzinfo=UTC)
EVERY = 900.0
BODY = (
    "<p>The ferry of Lower Tarn will sail again from Monday, the harbour board said on Thursday.</p>"
    "<p>Two welders from Harl worked through three nights, according to the board's clerk, Ada Brook.</p>"
    "<p>Fishermen had complained that the market lost half of its buyers while the ferry lay still.</p>"
)


class Clock:
    """A clock that goes on by resting alone."""

    def __init__(self) -> None:
        self.at = BEGIN

    def now(self) -> datetime:
        return self.at

    def rest(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def page(title: str, body: str = BODY) -> bytes:
    return reply(
        f"<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()
    )


def feed(site: Site, *numbers: int, title: str = "Ferry sails", changed: str = "") -> bytes:
    items = "".join(
        f"<item><title>{title} {n}</title><link>{site.url(f'/news/{n}')}</link><guid isPermaLink='false'>{n}</guid>"
        f"<pubDate>Fri, 03 Mar 2034 07:1{n}:00 +0000</pubDate><description>{changed}</description></item>"
        for n in numbers
    )
    return rss(items, title="Tarn Courier").encode()


def answering(body: bytes, etag: str):
    """A reply that knows its copy: 304 to who has it."""

    def answer(line: socket.socket, request: str) -> None:
        had = f"if-none-match: {etag}".lower() in request.lower()
        line.sendall(
            reply(b"", "304 Not Modified", etag=etag)
            if had
            else reply(body, content_type="application/rss+xml", etag=etag)
        )

    return answer


@pytest.fixture
def site() -> Iterator[Site]:
    with running({}) as running_site:
        for n in range(1, 6):
            running_site.answers[f"/news/{n}"] = page(f"Ferry sails {n}")
        running_site.answers["/feed"] = answering(feed(running_site, 1, 2), '"one"')
        yield running_site


@pytest.fixture
def untraced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Rounds without a reading of the case: what was kept is what is tested. Gives the cases brought up to date."""
    done: list[Path] = []

    def add(out: Path, asked: object, **options: object) -> Added:
        done.append(out)
        return Added(None, None, ())  # type: ignore[arg-type]

    monkeypatch.setattr(rounds_module, "add", add)
    return done


def go(
    out: Path,
    site: Site,
    *urls: str,
    rounds: int = 1,
    clock: Clock | None = None,
    steps: dict | None = None,
    **options,
) -> list[Round]:
    """So many rounds; ``steps`` changes the site's answers before the round of that number."""
    clock = clock or Clock()
    followed = options.pop("followed", None) or Followed.model_validate(
        {"feed": [{"url": site.url(url)} for url in (urls or ("/feed",))]}
    )
    world = World(now=clock.now)
    going = watch(
        out, followed, lambda: Fetcher(settings_for(site), world=replace(world)),
        every=EVERY, now=clock.now, rest=clock.rest, today=date(2034, 4, 1), **options,
    )  # fmt: skip
    found = []
    for number in range(rounds):
        site.answers.update((steps or {}).get(number, {}))
        found.append(next(going))
    going.close()  # type: ignore[attr-defined]
    return found


def names(out: Path) -> list[str]:
    return [item.name for item in Evidence(out).items()]


def pages_asked(site: Site) -> list[str]:
    return [path for path in site.asked() if path.startswith("/news")]


def test_each_new_entry_is_fetched_once_and_kept(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    steps = {1: {}, 2: {"/feed": answering(feed(site, 1, 2, 3), '"two"')}}
    go(tmp_path / "case", site, rounds=3, steps=steps)
    assert pages_asked(site) == ["/news/1", "/news/2", "/news/3"]
    assert names(tmp_path / "case") == [site.url(f"/news/{n}") for n in (1, 2, 3)]
    assert len(untraced) == 2  # nothing came in the second round, and nothing was done


def test_a_list_is_asked_with_what_its_host_said_of_its_copy(
    tmp_path: Path, site: Site, untraced: list[Path]
) -> None:
    go(tmp_path / "case", site, rounds=2)
    asked = [request for request in site.requests if " /feed " in request]
    assert ['if-none-match: "one"' in request.lower() for request in asked] == [False, True]


def test_a_changed_entry_is_fetched_again(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    go(
        tmp_path / "case",
        site,
        rounds=2,
        steps={1: {"/feed": answering(feed(site, 1, 2, changed="x"), '"two"')}},
    )
    assert pages_asked(site) == ["/news/1", "/news/2", "/news/1", "/news/2"]


def test_started_again_it_goes_on(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    for _ in range(2):
        go(tmp_path / "case", site, once=True)
    assert pages_asked(site) == ["/news/1", "/news/2"]


def test_killed_between_two_pages_it_fetches_the_rest_alone(
    tmp_path: Path, site: Site, untraced: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    save, calls = rounds_module.Seen.save, []

    def dying(self) -> None:
        calls.append(1)
        if len(calls) == 2:  # the first page is kept, that it was seen is not written
            raise Killed
        save(self)

    monkeypatch.setattr(rounds_module.Seen, "save", dying)
    with pytest.raises(Killed):
        go(tmp_path / "case", site)
    monkeypatch.setattr(rounds_module.Seen, "save", save)
    go(tmp_path / "case", site)
    assert pages_asked(site) == ["/news/1", "/news/2"]
    assert names(tmp_path / "case") == [site.url("/news/1"), site.url("/news/2")]
    assert untraced  # what was kept before the kill is read


def test_pages_over_the_limit_wait_for_the_next_round(
    tmp_path: Path, site: Site, untraced: list[Path]
) -> None:
    site.answers["/feed"] = answering(feed(site, 1, 2, 3), '"one"')
    first, second, third = go(tmp_path / "case", site, rounds=3, most_pages=2)
    assert (first.news.waiting, second.news.waiting, third.news.waiting) == (1, 0, 0)
    assert pages_asked(site) == ["/news/1", "/news/2", "/news/3"]
    asked = [request for request in site.requests if " /feed " in request]
    assert ["if-none-match" in request.lower() for request in asked] == [False, False, True]


def test_a_feed_that_is_down_is_told_gets_a_break_and_never_stops_the_others(
    tmp_path: Path, site: Site, untraced: list[Path]
) -> None:
    site.answers["/down"] = reply(b"", "500 Internal Server Error")
    found = go(tmp_path / "case", site, "/down", "/feed", rounds=5)
    assert found[0].news.troubles == [
        (
            site.url("/down"),
            "not read: the site answers 500: the site has a fault; it is asked again after 2034-03-03 08:15+00:00",
        )
    ]
    assert [bool(one.news.troubles) for one in found] == [True, True, False, True, False]
    assert pages_asked(site) == ["/news/1", "/news/2"]


def test_a_break_doubles_to_a_day_and_a_clock_set_back_does_not_lengthen_it() -> None:
    state, at = ListState(), BEGIN
    breaks = [(state.failed(at, EVERY) - at).total_seconds() for _ in range(9)]
    assert breaks == [900, 1_800, 3_600, 7_200, 14_400, 28_800, 57_600, 86_400, 86_400]
    assert not state.may_ask(at) and state.may_ask(at + timedelta(days=1))
    assert state.may_ask(at - timedelta(days=400))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (reply(b"<html><body>Hello</body></html>"), "not read: the file is an HTML page, no feed"),
        (reply(b"", "404 Not Found"), "not read: the site answers 404: it is gone"),
        (reply(b"{}", content_type="application/json"), "not read: the file is JSON, but no JSON Feed"),
        (reply(b"", "302 Found", location="/feed2"), "not read: it redirects"),
    ],
)
def test_what_is_no_feed_is_told(
    tmp_path: Path, site: Site, untraced: list[Path], answer: bytes, said: str
) -> None:
    site.answers["/feed"] = answer
    site.answers["/feed2"] = reply(b"", "302 Found", location="/feed")
    ((_, because),) = go(tmp_path / "case", site)[0].news.troubles
    assert because.startswith(said)


def test_a_fault_of_a_feed_is_told_once(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    site.answers["/feed"] = reply(feed(site, 1)[:-10], content_type="application/rss+xml")
    found = go(tmp_path / "case", site, rounds=3)
    assert [len(one.news.troubles) for one in found] == [1, 0, 0]


def test_a_page_that_does_not_come_is_given_up_after_five_rounds(
    tmp_path: Path, site: Site, untraced: list[Path]
) -> None:
    site.answers["/news/2"] = reply(b"", "500 Internal Server Error")
    found = go(tmp_path / "case", site, rounds=7)
    said = [one.news.troubles[0][1] if one.news.troubles else "" for one in found]
    assert (
        said[0]
        == "not fetched: the site answers 500: the site has a fault; it is asked for again in the next round"
    )
    assert said[4].endswith("it is not asked for any more") and said[5:] == ["", ""]
    assert pages_asked(site).count("/news/2") == 5


def test_a_page_that_is_gone_is_noted_as_absent(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    site.answers["/news/2"] = reply(b"", "410 Gone")
    go(tmp_path / "case", site)
    (stub,) = [item for item in Evidence(tmp_path / "case").items() if item.kind == "stub"]
    assert stub.name == f"{site.url('/news/2')} (absent on 2034-03-03: the site answers 410)"


def test_only_wanted_entries_are_fetched_and_their_feed_speaks_where_they_are_silent(
    tmp_path: Path, site: Site, untraced: list[Path]
) -> None:
    row = {"url": site.url("/feed"), "include": ["sails 2"], "publisher": "Tarn Evening", "language": "fr"}
    go(tmp_path / "case", site, followed=Followed.model_validate({"feed": [row]}))
    assert pages_asked(site) == ["/news/2"]
    (item,) = Evidence(tmp_path / "case").items()
    told = {name: item.told[name] for name in ("publisher", "lang", "published", "how")}
    assert told == {
        "publisher": "Tarn Courier",
        "lang": "en",
        "published": "2034-03-03T07:12:00+00:00",
        "how": "given by the feed that lists it",
    }


def test_an_index_of_sitemaps_leads_to_its_sitemaps(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    rows = sitemap(news_row(1).replace("https://tarn.example", site.url("").rstrip("/")))
    site.answers["/map"] = reply(
        f"<sitemapindex><sitemap><loc>{site.url('/part')}</loc></sitemap></sitemapindex>".encode(),
        content_type="text/xml",
    )
    site.answers["/part"] = reply(rows.encode(), content_type="text/xml")
    go(tmp_path / "case", site, "/map")
    assert pages_asked(site) == ["/news/1"]


def test_one_page_in_two_feeds_is_fetched_once(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    site.answers["/again"] = answering(feed(site, 1, 2), '"other"')
    go(tmp_path / "case", site, "/feed", "/again", rounds=2)
    assert pages_asked(site) == ["/news/1", "/news/2"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("{", DamagedCase),
        ('{"format": "headwater-watch/9", "lists": {}}', FormatTooNew),
        ('{"format": "headwater-watch/1"}', DamagedCase),
        ('{"format": "headwater-watch/1", "lists": {"a": {"colour": 1}}}', DamagedCase),
        ('{"format": "headwater-watch/1", "lists": {"a": {"not_before": "soon"}}}', DamagedCase),
    ],
)
def test_a_state_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, site: Site, content: str, error: type
) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "watch.json").write_text(content)
    with pytest.raises(error, match="every entry counts as new"):
        go(tmp_path / "case", site)


def test_a_damaged_state_is_named_with_what_to_do(tmp_path: Path, site: Site) -> None:
    out = tmp_path / "case"
    out.mkdir()
    (out / "watch.json").write_text('{"format": "headwater-watch/1"}')
    with pytest.raises(DamagedCase) as raised:
        go(out, site)
    assert str(raised.value).replace(str(out), "OUT") == (
        "OUT/watch.json is damaged; move it away, and every entry counts as new: pages that the case has are captured anew"
    )


@pytest.mark.models
def test_a_round_tells_what_is_new_and_nothing_where_nothing_moved(tmp_path: Path, site: Site) -> None:
    changed = (
        BODY.replace("three nights", "four nights") + "<p>Correction: the welders worked four nights.</p>"
    )
    steps = {
        2: {
            "/feed": answering(feed(site, 1, 2, changed="x"), '"two"'),
            "/news/1": page("Ferry sails 1", changed),
        }
    }
    clock = Clock()
    first, second, third = go(tmp_path / "case", site, rounds=3, steps=steps, clock=clock)
    assert first.case is not None and len(first.news.articles) == 2
    assert {row.url for row in first.case.rows(Article)} == {site.url("/news/1"), site.url("/news/2")}
    assert {row.publisher for row in first.case.rows(Article)} == {"Tarn Courier"}
    assert not second.news.anything
    assert third.case is not None and len(third.news.versions) == 1
    (row,) = [row for row in third.case.rows(Version) if row.id in third.news.versions]
    assert (row.order, len(row.changed), [span.text for span in row.corrections]) == (
        "crawled",
        1,
        ["Correction: the welders worked four nights."],
    )
    state = json.loads((tmp_path / "case" / "watch.json").read_text())
    assert list(state["lists"]) == [site.url("/feed")]


def test_a_case_without_evidence_is_not_added_to(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds_module, "_case", lambda out: object())
    monkeypatch.setattr(rounds_module, "state_of", lambda case: None)
    with pytest.raises(InputError, match="keeps no evidence of what it was made from"):
        go(tmp_path / "case", site)


def test_a_host_that_nobody_agreed_to_is_not_asked(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    elsewhere = rss(
        "<item><title>Ferry</title><link>http://ollenz.example.org/1</link><guid isPermaLink='false'>1</guid></item>"
    )
    site.answers["/feed"] = reply(elsewhere.encode(), content_type="application/rss+xml")
    followed = Followed.model_validate({"feed": [{"url": site.url("/feed")}]})
    agreed = followed.agreed()
    clock = Clock()
    going = watch(
        tmp_path / "case", followed, lambda: Fetcher(settings_for(site), lambda host: host in agreed),
        every=EVERY, now=clock.now, rest=clock.rest,
    )  # fmt: skip
    ((url, because),) = next(going).news.troubles
    assert url == "http://ollenz.example.org/1"
    assert because == (
        "not fetched: asking ollenz.example.org was not agreed to; agree with --yes; it is asked for again in the next round"
    )


def test_stopped_while_it_rests_all_is_kept(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    def stop(seconds: float) -> None:
        raise KeyboardInterrupt

    clock = Clock()
    followed = Followed.model_validate({"feed": [{"url": site.url("/feed")}]})
    going = watch(
        tmp_path / "case",
        followed,
        lambda: Fetcher(settings_for(site)),
        every=EVERY,
        now=clock.now,
        rest=stop,
    )
    next(going)
    with pytest.raises(KeyboardInterrupt):
        next(going)
    go(tmp_path / "case", site)
    assert pages_asked(site) == ["/news/1", "/news/2"]


def test_a_round_that_took_long_is_followed_at_once(tmp_path: Path, site: Site, untraced: list[Path]) -> None:
    rests: list[float] = []

    class Slow(Clock):
        def now(self) -> datetime:
            self.at += timedelta(seconds=600)
            return self.at

    clock = Slow()
    followed = Followed.model_validate({"feed": [{"url": site.url("/feed")}]})
    going = watch(
        tmp_path / "case",
        followed,
        lambda: Fetcher(settings_for(site)),
        every=EVERY,
        now=clock.now,
        rest=rests.append,
    )
    for _ in range(3):
        next(going)
    assert rests == [300.0, 300.0]


def test_what_was_seen_is_kept_without_addresses_of_pages(
    tmp_path: Path, site: Site, untraced: list[Path]
) -> None:
    without_ids = re.sub(rb"<guid.*?</guid>", b"", feed(site, 1, 2))
    site.answers["/feed"] = answering(without_ids, '"one"')
    go(tmp_path / "case", site)
    assert "/news/" not in (tmp_path / "case" / "watch.json").read_text()


def test_pages_that_a_killed_run_had_begun_to_read_are_read_by_the_next_round(
    tmp_path: Path, site: Site, untraced: list[Path]
) -> None:
    """They are noted as read before their case is written: the manifest says that it was cut off."""
    from headwater.store import CaseFolder, Manifest

    out = tmp_path / "case"
    go(out, site)
    evidence = Evidence(out)
    evidence.derive(
        {item.seq: [] for item in evidence.items()}, {item.seq: "test" for item in evidence.items()}
    )
    folder = CaseFolder(out)
    folder.write_json(folder.case_json, [])
    folder.write_manifest(Manifest(unfinished=True))
    untraced.clear()
    go(out, site, once=True)
    assert untraced == [out]
    untraced.clear()
    folder.write_manifest(Manifest(unfinished=False))
    go(out, site, once=True)
    assert untraced == []
