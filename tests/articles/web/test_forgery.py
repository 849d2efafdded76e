"""Names and redirects that lead to private places are found out after they are resolved, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from headwater.records.errors import FetchFailed, FetchRefused
from tests.articles.web.site import Invented, Site, fetcher_for, moved, reply, running

PUBLIC = "93.184.215.14"
SECOND = "93.184.215.20"
LOCAL = "127.0.0.1"

RESOLVED = [
    (["127.0.0.1"], "this machine itself (loopback)"),
    (["10.0.0.8"], "a private network's"),
    (["172.20.1.1"], "a private network's"),
    (["192.168.178.1"], "a private network's"),
    (["100.64.9.9"], "a carrier's inner network's (CGNAT)"),
    (["169.254.169.254"], "that of a cloud's metadata service"),
    (["169.254.10.10"], "of the local link only"),
    (["0.0.0.0"], "no address of a machine"),
    (["255.255.255.255"], "of all machines at once (broadcast)"),
    (["::1"], "this machine itself (loopback)"),
    (["fe80::1%eth0"], "of the local link only"),
    (["fd12:3456::1"], "a private network's"),
    (["::ffff:10.0.0.8"], "a private network's"),
    (["64:ff9b::a00:8"], "a private network's"),
    (["2002:a00:8::1"], "of a 6to4 tunnel"),
    (["2001:0:4136:e378:8000:63bf:3fff:fdd2"], "of a Teredo tunnel"),
    ([PUBLIC, "10.0.0.8"], "a private network's"),
    ([PUBLIC, SECOND, "::1"], "this machine itself (loopback)"),
    (["nonsense"], "no IP address"),
]


@pytest.mark.parametrize(("found", "what"), RESOLVED)
def test_one_private_address_of_a_name_is_enough(found: list[str], what: str) -> None:
    net = Invented({"ollenz.example.org": [found]}, {})
    with pytest.raises(FetchRefused) as refused:
        net.fetcher().fetch("http://ollenz.example.org/a")
    assert refused.value.reason == (
        f"ollenz.example.org has the address {found[-1]}, which is {what}; only public addresses are fetched"
    )
    assert net.connected == []


@pytest.fixture
def site() -> Iterator[Site]:
    with running({"/a": reply()}) as one:
        yield one


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    """DNS rebinding: the name turns private as soon as it was looked up once for each request."""
    net = Invented({"ollenz.example.org": [[PUBLIC], [PUBLIC], [LOCAL]]}, {PUBLIC: site})
    capture = net.fetcher().fetch("http://ollenz.example.org/a")
    assert capture.status == 200
    assert net.connected == [PUBLIC, PUBLIC]
    assert len(net.looked_up) == 2  # the page and robots.txt: once each, never again to connect


def test_a_name_that_turns_private_between_two_pages_is_refused(site: Site) -> None:
    net = Invented({"ollenz.example.org": [[PUBLIC], [PUBLIC], [LOCAL]]}, {PUBLIC: site})
    fetcher = net.fetcher()
    fetcher.fetch("http://ollenz.example.org/a")
    with pytest.raises(FetchRefused, match=r"has the address 127\.0\.0\.1"):
        fetcher.fetch("http://ollenz.example.org/a")


def test_names_are_looked_up_whole_not_below_search_domains(site: Site) -> None:
    net = Invented({"ollenz.example.org": [[PUBLIC]]}, {PUBLIC: site})
    net.fetcher().fetch("http://ollenz.example.org/a")
    assert set(net.looked_up) == {"ollenz.example.org."}


REDIRECTS = [
    ("http://127.0.0.1/", "the address is this machine itself (loopback); only public addresses are fetched"),
    (
        "http://169.254.169.254/latest/meta-data/",
        "the address is that of a cloud's metadata service; only public addresses are fetched",
    ),
    ("http://[::1]/", "the address is this machine itself (loopback); only public addresses are fetched"),
    ("//localhost/", "localhost is a name of this machine or of the local network"),
    ("http://2130706433/", "the host 2130706433 is another spelling of 127.0.0.1; write it so"),
    (
        "http://inner.example.org/",
        "inner.example.org has the address 10.0.0.8, which is a private network's; only public addresses are fetched",
    ),
    ("http://ollenz.example.org:6379/", "port 6379 is not asked; only 80, 443 are: add it with --port 6379"),
    ("file:///etc/passwd", "addresses of file: are not fetched; only http and https are"),
    ("gopher://10.0.0.8:6379/_FLUSHALL", "addresses of gopher: are not fetched; only http and https are"),
    (
        "http://kai:secret@ollenz.example.org/",
        "the address holds a user name before @; names and passwords are never sent: leave them out",
    ),
]


@pytest.mark.parametrize(("target", "reason"), REDIRECTS)
def test_every_redirect_is_checked_again(target: str, reason: str) -> None:
    with running({"/a": moved(target)}) as site:
        net = Invented(
            {"ollenz.example.org": [[PUBLIC]], "inner.example.org": [["10.0.0.8"]]}, {PUBLIC: site}
        )
        with pytest.raises(FetchRefused) as refused:
            net.fetcher().fetch("http://ollenz.example.org/a")
    assert refused.value.reason.endswith(reason)
    assert set(net.connected) == {PUBLIC}


def test_robots_txt_is_fetched_behind_the_same_guards() -> None:
    with running({"/robots.txt": moved("http://127.0.0.1/"), "/a": reply()}) as site:
        net = Invented({"ollenz.example.org": [[PUBLIC]]}, {PUBLIC: site})
        with pytest.raises(FetchRefused) as refused:
            net.fetcher().fetch("http://ollenz.example.org/a")
    assert refused.value.reason == (
        "its robots.txt cannot be read (it redirects to http://127.0.0.1/, but the address is this machine itself "
        "(loopback); only public addresses are fetched): the site is left alone for now"
    )
    assert site.asked() == ["/robots.txt"]


def test_a_redirect_from_page_to_page_gives_the_chain(site: Site) -> None:
    with running({"/b": moved("http://lind.example.org/a")}) as first:
        net = Invented(
            {"ollenz.example.org": [[PUBLIC]], "lind.example.org": [[SECOND]]}, {PUBLIC: first, SECOND: site}
        )
        capture = net.fetcher().fetch("http://ollenz.example.org/b#top")
    assert capture.asked == "http://ollenz.example.org/b"
    assert capture.url == "http://lind.example.org/a"
    assert capture.chain == ("http://ollenz.example.org/b", "http://lind.example.org/a")
    assert capture.told() == {
        "url": "http://lind.example.org/a",
        "asked": "http://ollenz.example.org/b",
        "crawled": "2031-05-04T10:30:00Z",
        "how": "given by the page's capture",
    }


def test_no_password_and_no_cookie_is_ever_sent() -> None:
    with running(
        {"/a": reply(b"", "302 Found", location="/b", set_cookie="id=7"), "/b": reply(set_cookie="id=8")}
    ) as site:
        fetcher = fetcher_for(site)
        fetcher.fetch(site.url("/a"))
        fetcher.fetch(site.url("/b"))
    sent = "".join(site.requests).lower()
    assert "cookie" not in sent
    assert "authorization" not in sent
    assert "referer" not in sent


def test_a_header_cannot_be_slipped_into_the_request(site: Site) -> None:
    fetcher = fetcher_for(site)
    fetcher.fetch(site.url("/a"), etag='"x"\r\nX-Slipped: yes', modified="2031\nX-Slipped: yes")
    assert all("slipped" not in request.lower() for request in site.requests)


def test_a_host_is_not_even_looked_up_where_that_was_not_agreed_to() -> None:
    net = Invented({"ollenz.example.org": [[PUBLIC]]}, {})
    told: list[str] = []
    fetcher = net.fetcher(lambda host: False)
    fetcher.on_contact = told.append
    with pytest.raises(FetchRefused) as refused:
        fetcher.fetch("http://ollenz.example.org/a")
    assert refused.value.reason == "asking ollenz.example.org was not agreed to; agree with --yes"
    assert net.looked_up == told == fetcher.contacts == []


def test_a_host_is_told_of_once_before_it_is_asked() -> None:
    net = Invented({}, {})
    told: list[str] = []
    fetcher = net.fetcher()
    fetcher.on_contact = lambda host: told.append(f"{host} {len(net.looked_up)}")
    for _ in range(2):
        with pytest.raises(FetchFailed):
            fetcher.fetch("http://ollenz.example.org/a")
    assert told == ["ollenz.example.org 0"]
    assert [contact.host for contact in fetcher.contacts] == ["ollenz.example.org"]


def test_an_address_that_answers_not_is_followed_by_the_next(site: Site) -> None:
    net = Invented({"ollenz.example.org": [[SECOND, PUBLIC]]}, {PUBLIC: site})
    assert net.fetcher().fetch("http://ollenz.example.org/a").status == 200
    assert net.connected == [SECOND, PUBLIC] * 2


def test_a_name_without_an_address_fails() -> None:
    with pytest.raises(FetchFailed) as failed:
        Invented({}, {}).fetcher().fetch("http://olenz.example.org/a")
    assert failed.value.reason == (
        "the name olenz.example.org could not be looked up (Name or service not known); check the spelling"
    )


def test_a_host_that_refuses_connections_fails() -> None:
    net = Invented({"ollenz.example.org": [[PUBLIC]]}, {})
    with pytest.raises(FetchFailed) as failed:
        net.fetcher().fetch("http://ollenz.example.org/a")
    assert failed.value.reason == "no connection to ollenz.example.org: connection refused"


def test_a_redirect_to_a_host_that_was_not_agreed_to_is_refused() -> None:
    with running({"/a": moved("http://lind.example.org/")}) as site:
        net = Invented({"ollenz.example.org": [[PUBLIC]]}, {PUBLIC: site})
        fetcher = net.fetcher(lambda host: host == "ollenz.example.org")
        with pytest.raises(FetchRefused) as refused:
            fetcher.fetch("http://ollenz.example.org/a")
    assert refused.value.reason == (
        "it redirects to http://lind.example.org/, "
        "but asking lind.example.org was not agreed to; agree with --yes"
    )
    assert set(net.looked_up) == {"ollenz.example.org."}
