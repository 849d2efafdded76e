"""Which addresses are fetched at all: each row is an address that somebody might slip in, and the answer it gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.articles.web.addresses import key_of, parse, shown
from headwater.articles.web.guards import reason_against, require_askable
from headwater.articles.web.numbers import number_as_address
from headwater.articles.web.settings import FetchSettings
from headwater.records.errors import FetchRefused

FORGED = [
    ("ftp://ollenz.example.org/list", "addresses of ftp: are not fetched; only http and https are"),
    ("file:///etc/passwd", "addresses of file: are not fetched; only http and https are"),
    ("javascript:alert(1)", "not a whole web address; write http:// or https:// and the host"),
    ("gopher://ollenz.example.org:70/_x", "addresses of gopher: are not fetched; only http and https are"),
    ("data:text/html,<p>", "not a whole web address; write http:// or https:// and the host"),
    ("//ollenz.example.org/a", "not a whole web address; write http:// or https:// and the host"),
    ("ollenz.example.org/a", "not a whole web address; write http:// or https:// and the host"),
    ("http:ollenz.example.org", "not a whole web address; write http:// or https:// and the host"),
    ("http:///a", "the address has no host"),
    (
        "http://user@ollenz.example.org/",
        "the address holds a user name before @; names and passwords are never sent: leave them out",
    ),
    (
        "http://ollenz.example.org@127.0.0.1/",
        "the address holds a user name before @; names and passwords are never sent: leave them out",
    ),
    (
        "http://ollenz.example.org:80@10.0.0.1:80/",
        "the address holds a user name before @; names and passwords are never sent: leave them out",
    ),
    ("http://ollenz.example.org\\@10.0.0.1/", "the address holds the character U+005C"),
    ("http://ollenz.example.org:22/", "port 22 is not asked; only 80, 443 are: add it with --port 22"),
    ("http://ollenz.example.org:6379/", "port 6379 is not asked; only 80, 443 are: add it with --port 6379"),
    ("http://ollenz.example.org:0/", "there is no port 0"),
    ("http://ollenz.example.org:99999/", "there is no port 99999"),
    ("http://ollenz.example.org:80a/", "host and port cannot be told apart"),
    ("http://127.0.0.1/", "the address is this machine itself (loopback); only public addresses are fetched"),
    ("http://127.1/", "the host 127.1 is another spelling of 127.0.0.1; write it so"),
    ("http://2130706433/", "the host 2130706433 is another spelling of 127.0.0.1; write it so"),
    ("http://0x7f000001/", "the host 0x7f000001 is another spelling of 127.0.0.1; write it so"),
    ("http://0177.0.0.1/", "the host 0177.0.0.1 is another spelling of 127.0.0.1; write it so"),
    ("http://017700000001/", "the host 017700000001 is another spelling of 127.0.0.1; write it so"),
    ("http://0x7f.0x0.0x0.0x1/", "the host 0x7f.0x0.0x0.0x1 is another spelling of 127.0.0.1; write it so"),
    (
        "http://127.0.0.1./",
        "the address is this machine itself (loopback); only public addresses are fetched",
    ),
    ("http://①②⑦.⓪.⓪.①/", "the address is this machine itself (loopback); only public addresses are fetched"),
    (
        "http://１２７.0.0.1/",
        "the address is this machine itself (loopback); only public addresses are fetched",
    ),
    (
        "http://127。0。0。1/",
        "the address is this machine itself (loopback); only public addresses are fetched",
    ),
    ("http://1.2.3.4.5/", "the host 1.2.3.4.5 ends in a number and is no IPv4 address"),
    ("http://256.1.1.1/", "the host 256.1.1.1 ends in a number and is no IPv4 address"),
    ("http://1.2.3.0x100/", "the host 1.2.3.0x100 ends in a number and is no IPv4 address"),
    ("http://10.1.2.3/", "the address is a private network's; only public addresses are fetched"),
    ("http://172.16.5.4/", "the address is a private network's; only public addresses are fetched"),
    ("http://172.31.255.255/", "the address is a private network's; only public addresses are fetched"),
    ("http://192.168.1.1/", "the address is a private network's; only public addresses are fetched"),
    (
        "http://100.64.0.1/",
        "the address is a carrier's inner network's (CGNAT); only public addresses are fetched",
    ),
    ("http://169.254.1.1/", "the address is of the local link only; only public addresses are fetched"),
    (
        "http://169.254.169.254/latest/meta-data/",
        "the address is that of a cloud's metadata service; only public addresses are fetched",
    ),
    (
        "http://100.100.100.200/",
        "the address is that of a cloud's metadata service; only public addresses are fetched",
    ),
    ("http://0.0.0.0/", "the address is no address of a machine; only public addresses are fetched"),
    ("http://0/", "the host 0 is another spelling of 0.0.0.0; write it so"),
    (
        "http://224.0.0.1/",
        "the address is of many machines at once (multicast); only public addresses are fetched",
    ),
    (
        "http://239.255.255.250/",
        "the address is of many machines at once (multicast); only public addresses are fetched",
    ),
    ("http://240.0.0.1/", "the address is reserved; only public addresses are fetched"),
    (
        "http://255.255.255.255/",
        "the address is of all machines at once (broadcast); only public addresses are fetched",
    ),
    ("http://192.0.2.1/", "the address is reserved for documentation; only public addresses are fetched"),
    ("http://198.18.0.1/", "the address is reserved for measurements; only public addresses are fetched"),
    ("http://192.88.99.1/", "the address is of a 6to4 relay; only public addresses are fetched"),
    ("http://[::1]/", "the address is this machine itself (loopback); only public addresses are fetched"),
    ("http://[::]/", "the address is no address of a machine; only public addresses are fetched"),
    (
        "http://[::ffff:127.0.0.1]/",
        "the address is this machine itself (loopback); only public addresses are fetched",
    ),
    ("http://[::ffff:10.0.0.1]/", "the address is a private network's; only public addresses are fetched"),
    (
        "http://[::ffff:a9fe:a9fe]/",
        "the address is that of a cloud's metadata service; only public addresses are fetched",
    ),
    ("http://[::ffff:0:10.0.0.1]/", "the address is a private network's; only public addresses are fetched"),
    (
        "http://[::127.0.0.1]/",
        "the address is this machine itself (loopback); only public addresses are fetched",
    ),
    ("http://[64:ff9b::10.0.0.1]/", "the address is a private network's; only public addresses are fetched"),
    (
        "http://[64:ff9b:1::1]/",
        "the address is of a local translator (NAT64); only public addresses are fetched",
    ),
    ("http://[2002:7f00:1::]/", "the address is of a 6to4 tunnel; only public addresses are fetched"),
    ("http://[2002:c058:6301::1]/", "the address is of a 6to4 tunnel; only public addresses are fetched"),
    (
        "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
        "the address is of a Teredo tunnel; only public addresses are fetched",
    ),
    ("http://[fe80::1]/", "the address is of the local link only; only public addresses are fetched"),
    ("http://[fe80::1%25eth0]/", "the address names a network interface of this machine"),
    ("http://[fc00::1]/", "the address is a private network's; only public addresses are fetched"),
    (
        "http://[fd00:ec2::254]/",
        "the address is that of a cloud's metadata service; only public addresses are fetched",
    ),
    (
        "http://[ff02::1]/",
        "the address is of many machines at once (multicast); only public addresses are fetched",
    ),
    ("http://[2001:db8::1]/", "the address is reserved for documentation; only public addresses are fetched"),
    ("http://[4000::1]/", "the address is outside the public range; only public addresses are fetched"),
    (
        "http://[2a01:4f8::200:5efe:10.0.0.1]/",
        "the address is a private network's; only public addresses are fetched",
    ),
    ("http://[127.0.0.1]/", "what stands in square brackets is no IPv6 address"),
    ("http://[::1/", "host and port cannot be told apart"),
    ("http://localhost/", "localhost is a name of this machine or of the local network"),
    ("http://LOCALHOST./", "localhost is a name of this machine or of the local network"),
    ("http://a.localhost/", "a.localhost is a name of this machine or of the local network"),
    ("http://router/", "the host router has no dot, so it is a name of the local network; write it in full"),
    ("http://printer.local/", "printer.local is a name of this machine or of the local network"),
    (
        "http://metadata.google.internal/",
        "metadata.google.internal is a name of this machine or of the local network",
    ),
    ("http://box.home.arpa/", "box.home.arpa is a name of this machine or of the local network"),
    ("http://abcdefgh.onion/", "an onion service is reached by --proxy socks5h://HOST:PORT only"),
    ("http://ollenz.example.org%00.example.net/", "the host holds a percent sign"),
    ("http://%6c%6f%63alhost/", "the host holds a percent sign"),
    ("http://a..example.org/", "a..example.org is no host name"),
    ("http://-a.example.org/", "-a.example.org is no host name"),
    ("http://ollenz.example.org../", "ollenz.example.org. is no host name"),
    ("http://ollenz.example.org/\u0000a", "the address holds the character U+0000"),
    ("http://ollenz.example.org /", "ollenz.example.org  is no host name"),
    ("http://ollenz\u202e.example.org/", "ollenz\\u202e.example.org is no host name in any script"),
    (
        "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.org/",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.org is no host name",
    ),
    ("http://ollenz.example.org/a\u000d\u000aHost: b", "the address holds the character U+000D"),
    ("", "not a whole web address; write http:// or https:// and the host"),
]


@pytest.mark.parametrize(("address", "reason"), FORGED)
def test_an_address_that_leads_elsewhere_is_refused(address: str, reason: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        require_askable(parse(address), FetchSettings())
    assert refused.value.reason == reason
    assert str(refused.value) == f"{refused.value.where}: {reason}"


def test_an_endless_address_is_refused_and_shown_short() -> None:
    with pytest.raises(FetchRefused, match=r"the address has more than 4,000 characters$") as refused:
        parse("http://ollenz.example.org/" + "a" * 5_000)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://10.1.2.3/", "http://[::1]/", "http://localhost/", "http://router/"],
)
def test_private_addresses_are_asked_where_that_is_allowed(address: str) -> None:
    require_askable(parse(address), FetchSettings(allow_private=True))


@pytest.mark.parametrize(
    "address",
    ["http://169.254.169.254/", "http://0.0.0.0/", "http://224.0.0.1/", "http://[::ffff:169.254.169.254]/"],
)
def test_some_addresses_are_never_asked(address: str) -> None:
    with pytest.raises(FetchRefused):
        require_askable(parse(address), FetchSettings(allow_private=True))


@pytest.mark.parametrize(
    "literal",
    ["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07::1", "64:ff9b::808:808"],
)
def test_public_addresses_are_asked(literal: str) -> None:
    assert reason_against(literal) is None


ASKED = [
    ("HTTP://Ollenz.Example.ORG", "http://ollenz.example.org/"),
    ("http://ollenz.example.org:80/a", "http://ollenz.example.org/a"),
    ("https://ollenz.example.org:443/a", "https://ollenz.example.org/a"),
    ("https://ollenz.example.org./a", "https://ollenz.example.org/a"),
    ("https://ollenz.example.org/a#part", "https://ollenz.example.org/a"),
    ("https://ollenz.example.org/a/./b/../c", "https://ollenz.example.org/a/c"),
    ("https://ollenz.example.org/../../a", "https://ollenz.example.org/a"),
    ("https://ollenz.example.org/a/%2E%2e/b", "https://ollenz.example.org/b"),
    ("https://ollenz.example.org/a/..", "https://ollenz.example.org/"),
    ("https://ollenz.example.org?q=1", "https://ollenz.example.org/?q=1"),
    ("https://ollenz.example.org/a?utm_source=x", "https://ollenz.example.org/a?utm_source=x"),
    ("https://ollenz.example.org/été du port", "https://ollenz.example.org/%C3%A9t%C3%A9%20du%20port"),
    ("https://ollenz.example.org/%d9%85?q=a%2Fb", "https://ollenz.example.org/%d9%85?q=a%2Fb"),
    ("https://Müller.example/", "https://xn--mller-kva.example/"),
    ("https://новости.example/", "https://xn--b1amnebsh.example/"),
    ("https://ollenz。example/", "https://ollenz.example/"),
    ("https://faß.example/", "https://xn--fa-hia.example/"),
    ("http://[2606:2800:021F:CB07:0:0:0:1]/", "http://[2606:2800:21f:cb07::1]/"),
]


@pytest.mark.parametrize(("written", "asked"), ASKED)
def test_addresses_are_asked_in_one_form(written: str, asked: str) -> None:
    assert parse(written).url == asked


SAME = [
    ("http://ollenz.example.org/a", "https://www.ollenz.example.org/a/"),
    ("https://ollenz.example.org/a?utm_source=x&id=3&fbclid=y", "https://ollenz.example.org/a?id=3#top"),
    ("https://ollenz.example.org/?b=2&a=1", "https://ollenz.example.org?a=1&b=2"),
    ("https://ollenz.example.org/%7Ekai/%c3%a9", "https://ollenz.example.org/~kai/é"),
]
OTHER = [
    ("https://ollenz.example.org/a?id=3", "https://ollenz.example.org/a?id=4"),
    ("https://ollenz.example.org/a", "https://ollenz.example.org/A"),
    ("https://ollenz.example.org/a%2Fb", "https://ollenz.example.org/a/b"),
    ("https://ollenz.example.org/a", "https://ollenz.example.org:8080/a"),
    ("https://ollenz.example.org/a", "https://m.ollenz.example.org/a"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_what_says_how_a_reader_came_makes_no_other_page(left: str, right: str) -> None:
    assert parse(left).key == parse(right).key


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_other_pages_have_other_keys(left: str, right: str) -> None:
    assert parse(left).key != parse(right).key


def test_a_relative_address_is_read_from_its_page() -> None:
    page = parse("https://ollenz.example.org/news/a?x=1")
    assert parse("b", page).url == "https://ollenz.example.org/news/b"
    assert parse("//lind.example.org/b", page).url == "https://lind.example.org/b"
    assert parse("?y=2", page).url == "https://ollenz.example.org/news/a?y=2"


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    key_of(text)
    assert "\n" not in shown(text)
    for written in (text, f"http://{text}", f"http://ollenz.example.org/{text}"):
        try:
            address = parse(written)
        except FetchRefused:
            continue
        assert address.url.isascii()
        assert not set(address.url) & set(" \r\n\t\x00\\")
        assert parse(address.url) == address


@given(st.integers(0, 2**32 - 1), st.sampled_from(["d", "o", "x"]))
def test_every_number_is_one_address(number: int, base: str) -> None:
    written = {"d": str(number), "o": f"0{number:o}", "x": f"0x{number:x}"}[base]
    dotted = ".".join(str(octet) for octet in number.to_bytes(4, "big"))
    assert number_as_address(written) == dotted
    assert number_as_address(dotted) == dotted
