"""A site is asked as it wants to be asked: its robots.txt, its pauses, its wish to be left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from headwater.articles.web.fetching import Fetcher
from headwater.articles.web.manners import seconds_of
from headwater.articles.web.worlds import World
from headwater.records.errors import FetchError, FetchFailed, FetchRefused
from tests.articles.web.site import (
    NOW,
    Answer,
    Clock,
    Site,
    fetcher_for,
    moved,
    reply,
    running,
    settings_for,
    zipped,
)


def robots(text: str, status: str = "200 OK") -> bytes:
    return reply(text.encode(), status, content_type="text/plain")


def timed(site: Site, **changes: object) -> tuple[Fetcher, Clock]:
    """A fetcher whose sleeps take no time."""
    clock = Clock()
    world = World(clock=clock, sleep=clock.sleep, now=lambda: NOW)
    return Fetcher(settings_for(site, **changes), world=world), clock


NOT_ALLOWED = (
    "http://HOST/robots.txt does not allow it; save the page with a browser and add the file, "
    "or take an archive's copy with --prefer-archive"
)
LEFT_ALONE = "http://HOST/robots.txt answers {}, and the site is left alone for now; try later"

RULES: list[tuple[str, Answer, str | None]] = [
    ("none", reply(b"", "404 Not Found"), None),
    ("forbidden", reply(b"", "403 Forbidden"), None),
    ("empty", robots(""), None),
    ("all allowed", robots("User-agent: *\nDisallow:\n"), None),
    ("another path", robots("User-agent: *\nDisallow: /b\n"), None),
    ("another agent", robots("User-agent: greedybot\nDisallow: /\n"), None),
    ("a longer rule that allows", robots("User-agent: *\nDisallow: /\nAllow: /a\n"), None),
    (
        "we are named and allowed",
        robots("User-agent: *\nDisallow: /\n\nUser-agent: headwater\nAllow: /\n"),
        None,
    ),
    ("rubbish", robots("<html>\x00\x01 not rules at all"), None),
    ("moved", moved("/elsewhere.txt"), None),
    ("all forbidden", robots("User-agent: *\nDisallow: /\n"), NOT_ALLOWED),
    ("this path", robots("User-agent: *\nDisallow: /a\n"), NOT_ALLOWED),
    ("a pattern", robots("User-agent: *\nDisallow: /*\n"), NOT_ALLOWED),
    ("we are named", robots("User-agent: Headwater\nDisallow: /\n"), NOT_ALLOWED),
    ("packed", zipped(b"User-agent: *\nDisallow: /a\n"), NOT_ALLOWED),
    ("moved to rules", moved("/rules.txt"), NOT_ALLOWED),
    ("a fault", reply(b"", "500 Internal Server Error"), LEFT_ALONE.format(500)),
    ("an outage", reply(b"", "503 Service Unavailable"), LEFT_ALONE.format(503)),
    ("too often", reply(b"", "429 Too Many Requests"), LEFT_ALONE.format(429)),
    (
        "a loop",
        moved("/robots.txt"),
        "its robots.txt cannot be read (it redirects in a loop, by http://HOST/robots.txt): the site is left alone for now",
    ),
    (
        "endless",
        robots("#" * 600_000),
        "its robots.txt cannot be read (the reply has more than 512,000 bytes): the site is left alone for now",
    ),
    (
        "cut off",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent",
        "its robots.txt cannot be read (the connection ended after 10 of 99 bytes; try again): "
        "the site is left alone for now",
    ),
]


@pytest.mark.parametrize(("rules", "reason"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_robots_txt_is_obeyed(rules: Answer, reason: str | None) -> None:
    answers = {"/robots.txt": rules, "/rules.txt": robots("User-agent: *\nDisallow: /a\n"), "/a": reply()}
    with running(answers) as site:
        fetcher = fetcher_for(site)
        if reason is None:
            assert fetcher.fetch(site.url("/a")).status == 200
        else:
            with pytest.raises(FetchRefused) as refused:
                fetcher.fetch(site.url("/a"))
            assert refused.value.reason == reason.replace("HOST", site.host)
            assert "/a" not in site.asked()


def test_robots_txt_is_asked_once_a_run_and_kept_with_each_page() -> None:
    with running(
        {"/robots.txt": robots("User-agent: *\nDisallow: /b\n"), "/a": reply(), "/c": reply()}
    ) as site:
        fetcher = fetcher_for(site)
        captures = [fetcher.fetch(site.url(path)) for path in ("/a", "/c")]
    assert site.asked() == ["/robots.txt", "/a", "/c"]
    assert all(b"/robots.txt" in unzipped(capture.warc) for capture in captures)


def unzipped(warc: bytes) -> bytes:
    import zlib

    text = b""
    while warc:
        record = zlib.decompressobj(zlib.MAX_WBITS | 16)
        text += record.decompress(warc)
        warc = record.unused_data
    return text


def test_what_a_redirect_leads_to_is_asked_of_its_own_robots_txt() -> None:
    rules = robots("User-agent: *\nDisallow: /\n")
    with (
        running({"/robots.txt": rules}) as other,
        running({"/a": moved(other.url("/b"))}) as site,
        pytest.raises(FetchRefused) as refused,
    ):
        fetcher_for(site, other).fetch(site.url("/a"))
    assert refused.value.reason == (
        f"it redirects to {other.url('/b')}, but {NOT_ALLOWED.replace('HOST', other.host)}"
    )
    assert other.asked() == ["/robots.txt"]


def test_a_pause_lies_between_two_pages_of_one_host_but_not_within_one() -> None:
    with running({"/a": moved("/b"), "/b": reply()}) as site:
        fetcher, clock = timed(site, pause=3)
        fetcher.fetch(site.url("/a"))
        assert clock.slept == []
        fetcher.fetch(site.url("/b"))
        assert clock.slept == [3]


def test_another_host_is_not_waited_for() -> None:
    with running({"/a": reply()}) as site:
        fetcher, clock = timed(site, pause=3)
        fetcher.fetch(site.url("/a"))
        fetcher.fetch(site.url("/a").replace("127.0.0.1", "localhost"))
        assert clock.slept == []


def test_a_crawl_delay_lies_between_all_requests() -> None:
    with running(
        {"/robots.txt": robots("User-agent: *\nCrawl-delay: 7\n"), "/a": moved("/b"), "/b": reply()}
    ) as site:
        fetcher, clock = timed(site, pause=3)
        fetcher.fetch(site.url("/a"))
        assert clock.slept == [7, 7]


def test_a_crawl_delay_beyond_patience_is_told() -> None:
    with running({"/robots.txt": robots("User-agent: *\nCrawl-delay: 600\n"), "/a": reply()}) as site:
        fetcher, clock = timed(site)
        with pytest.raises(FetchFailed) as failed:
            fetcher.fetch(site.url("/a"))
    assert (
        failed.value.reason == "the site asks to wait 600 s, more than 120; run the same command again later"
    )
    assert clock.slept == []


def first_then(first: bytes, then: bytes) -> Callable[..., None]:
    """Answers in two ways, one after the other."""
    left = [first]

    def answer(line: object, request: str) -> None:
        line.sendall(left.pop() if left else then)  # type: ignore[attr-defined]

    return answer


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_is_waited_for_once(status: str) -> None:
    busy = reply(b"", status, retry_after="20")
    with running({"/a": first_then(busy, reply()), "/b": busy}) as site:
        fetcher, clock = timed(site)
        assert fetcher.fetch(site.url("/a")).status == 200
        assert clock.slept == [20]
        with pytest.raises(FetchFailed, match=rf"the site answers {status[:3]}: "):
            fetcher.fetch(site.url("/b"))
        assert site.asked().count("/b") == 2


def test_a_long_retry_after_is_told_and_holds_for_the_whole_host() -> None:
    with running({"/a": reply(b"", "429 Too Many Requests", retry_after="7200"), "/b": reply()}) as site:
        fetcher, clock = timed(site)
        for path in ("/a", "/b"):
            with pytest.raises(FetchFailed) as failed:
                fetcher.fetch(site.url(path))
            assert failed.value.reason == (
                "the site asks to wait 7,200 s, more than 120; run the same command again later"
            )
    assert clock.slept == []
    assert "/b" not in site.asked()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("20", 20.0),
        (" 0 ", 0.0),
        ("Sun, 04 May 2031 10:31:00 GMT", 60.0),
        ("Sun, 04 May 2031 10:29:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("99999999999999999999", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header, datetime(2031, 5, 4, 10, 30, tzinfo=UTC)) == seconds


def test_polite_waits_do_not_count_as_the_page_being_slow() -> None:
    with running({"/robots.txt": robots("User-agent: *\nCrawl-delay: 100\n"), "/a": reply()}) as site:
        fetcher, clock = timed(site, seconds=30)
        assert fetcher.fetch(site.url("/a")).status == 200
        assert clock.slept == [100]


def test_the_agent_is_plain_and_can_be_set() -> None:
    with running({"/a": reply()}) as site:
        fetcher_for(site).fetch(site.url("/a"))
        fetcher_for(site, user_agent="Lind Archive/2 (archive@lind.example)").fetch(site.url("/a"))
    agents = [
        line for request in site.requests for line in request.split("\r\n") if line.startswith("User-Agent")
    ]
    assert agents[0] == "User-Agent: headwater/0.1.0"
    assert agents[-1] == "User-Agent: Lind Archive/2 (archive@lind.example)"


def test_only_one_connection_to_a_host_is_open_at_a_time() -> None:
    with running({"/a": moved("/b"), "/b": reply()}) as site:
        fetcher_for(site).fetch(site.url("/a"))
    assert all("Connection: close" in request for request in site.requests)


def test_a_host_that_is_down_is_told_as_such_and_not_as_its_robots_txt() -> None:
    with running({}) as site:
        down = site.url("/a")
    with pytest.raises(FetchError) as failed:
        fetcher_for(site).fetch(down)
    assert failed.value.reason == "no connection to 127.0.0.1: connection refused"


def test_a_host_that_is_down_is_left_alone_after_three_attempts() -> None:
    with running({}) as site:
        down = site.url("/a")
    fetcher = fetcher_for(site)
    reasons = []
    for _ in range(5):
        with pytest.raises(FetchFailed) as failed:
            fetcher.fetch(down)
        reasons.append(failed.value.reason)
    assert (
        reasons
        == ["no connection to 127.0.0.1: connection refused"] * 3
        + ["no connection to 127.0.0.1 3 times in a row; it is asked in the next run"] * 2
    )


def test_a_pause_lies_behind_a_page_that_failed_too() -> None:
    with running({"/a": b"", "/b": reply()}) as site:
        fetcher, clock = timed(site, pause=3)
        with pytest.raises(FetchFailed):
            fetcher.fetch(site.url("/a"))
        fetcher.fetch(site.url("/b"))
    assert clock.slept == [3]


def test_nothing_is_kept_of_another_run() -> None:
    with running({"/robots.txt": robots("User-agent: *\nDisallow: /a\n"), "/a": reply()}) as site:
        with pytest.raises(FetchRefused):
            fetcher_for(site).fetch(site.url("/a"))
        site.answers["/robots.txt"] = robots("")
        assert fetcher_for(site, world=replace(World(), now=lambda: NOW)).fetch(site.url("/a")).status == 200
