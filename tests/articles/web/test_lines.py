"""Connections: TLS is verified for the host's name; proxies look names up, and private places stay closed."""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from headwater.articles.web.fetching import Fetcher
from headwater.articles.web.proxies import proxy_of
from headwater.articles.web.settings import FetchSettings
from headwater.articles.web.worlds import World
from headwater.records.errors import ConfigError, FetchFailed, FetchRefused
from tests.articles.web.site import NO_ROBOTS, NOW, PAGE, Site, fetcher_for, reply, running, settings_for
from tests.articles.web.test_captures import records


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A site's TLS for the name ``localhost``, and the file of the certificate that stands for it."""
    pytest.importorskip("cryptography", reason="certificates for tests are made with it")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    return context, certificate


def test_a_page_over_tls(authority: tuple[ssl.SSLContext, Path]) -> None:
    context, certificate = authority
    asked: list[str | None] = []
    context.sni_callback = lambda line, name, made: asked.append(name)
    with running({"/a": reply()}, tls=context) as site:
        fetcher = fetcher_for(site, certificates=str(certificate))
        capture = fetcher.fetch(f"https://localhost:{site.port}/a")
    assert capture.body == PAGE
    assert set(asked) == {"localhost"}


def test_an_unknown_certificate_is_not_accepted(authority: tuple[ssl.SSLContext, Path]) -> None:
    with running({"/a": reply()}, tls=authority[0]) as site, pytest.raises(FetchFailed) as failed:
        fetcher_for(site).fetch(f"https://localhost:{site.port}/a")
    assert failed.value.reason.startswith("no connection to localhost: its certificate is not accepted (self")


def test_a_certificate_for_another_name_is_not_accepted(authority: tuple[ssl.SSLContext, Path]) -> None:
    context, certificate = authority
    with running({"/a": reply()}, tls=context) as site, pytest.raises(FetchFailed) as failed:
        fetcher_for(site, certificates=str(certificate)).fetch(f"https://127.0.0.1:{site.port}/a")
    assert failed.value.reason == (
        "no connection to 127.0.0.1: its certificate is not accepted "
        "(IP address mismatch, certificate is not valid for '127.0.0.1'.)"
    )


def test_a_site_that_speaks_no_tls_fails() -> None:
    with running({}) as site, pytest.raises(FetchFailed, match=r"no connection to localhost: "):
        fetcher_for(site, seconds=1).fetch(f"https://localhost:{site.port}/a")


def test_certificates_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    fetcher = fetcher_for(certificates=str(tmp_path / "none.pem"))
    with (
        running({}) as site,
        pytest.raises(ConfigError, match=r"none\.pem: no certificates can be read from it"),
    ):
        Fetcher(settings_for(site, certificates=fetcher.settings.certificates)).fetch(
            f"https://localhost:{site.port}/a"
        )


def relay(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until one side ends."""

    def carry(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65_536):
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=carry, args=(other, one), daemon=True)
    back.start()
    carry(one, other)
    back.join(5)


def connecting(target: Site) -> Callable[[socket.socket, str], None]:
    """How a proxy answers CONNECT: by a tunnel to the target, whatever was asked for."""

    def answer(line: socket.socket, request: str) -> None:
        line.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", target.port)) as other:
            relay(line, other)

    return answer


def through(proxy: str, **changes: object) -> Fetcher:
    """A fetcher that never looks a public name up itself."""

    def resolve(host: str) -> list[str]:
        assert host == "127.0.0.1", f"{host} was looked up although a proxy is there"
        return [host]

    settings = FetchSettings.model_validate({"proxy": proxy, "pause": 0, **changes})
    return Fetcher(settings, world=World(resolve=resolve, now=lambda: NOW))


def test_a_plain_page_through_a_proxy() -> None:
    answers = {
        "http://lind.example.org/a": reply(),
        "http://lind.example.org/robots.txt": NO_ROBOTS,
    }
    with running(answers) as proxy:
        capture = through(f"http://kai:secret@127.0.0.1:{proxy.port}").fetch("http://lind.example.org/a")
    assert capture.body == PAGE
    assert "Proxy-Authorization: Basic a2FpOnNlY3JldA==" in proxy.requests[-1]
    found = records(capture)
    assert all("WARC-IP-Address" not in record.headers for record in found)
    assert all(b"Authorization" not in record.block for record in found)
    assert b"asked through a proxy, which looked up the name itself" in found[0].block
    assert capture.notes == (
        "It was asked through a proxy, which looked up the name itself: "
        "what address the name had could not be checked and is not recorded.",
    )


def test_a_page_over_tls_through_a_proxy(authority: tuple[ssl.SSLContext, Path]) -> None:
    context, certificate = authority
    with running({"/a": reply()}, tls=context) as site, running({"CONNECT": connecting(site)}) as proxy:
        fetcher = through(f"http://127.0.0.1:{proxy.port}", certificates=str(certificate), allow_private=True)
        assert fetcher.fetch("https://localhost/a").body == PAGE
    assert proxy.requests[0].startswith("CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n")


def test_a_page_over_tls_through_a_proxy_that_is_asked_over_tls(
    authority: tuple[ssl.SSLContext, Path],
) -> None:
    context, certificate = authority
    with running({"http://lind.example.org/a": reply()}, tls=context) as proxy:
        settings = FetchSettings.model_validate(
            {"proxy": f"https://localhost:{proxy.port}", "certificates": str(certificate), "pause": 0}
        )
        capture = Fetcher(settings).fetch("http://lind.example.org/a")
    assert capture.body == PAGE


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            reply(b"", "407 Proxy Authentication Required"),
            "the proxy does not connect us: it wants a user name and password",
        ),
        (reply(b"", "403 Forbidden"), "the proxy does not connect us: it answers 403"),
        (b"rubbish\r\n\r\n", "the proxy's reply is broken"),
        (b"", "the proxy's reply is broken"),
    ],
)
def test_a_proxy_that_does_not_connect(answer: bytes, reason: str) -> None:
    with running({"CONNECT": answer}) as proxy, pytest.raises(FetchFailed) as failed:
        through(f"http://127.0.0.1:{proxy.port}").fetch("https://lind.example.org/a")
    assert failed.value.reason == f"no connection to lind.example.org: {reason}"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/",
        "http://localhost/",
        "http://2130706433/",
    ],
)
def test_private_places_stay_closed_behind_a_proxy(address: str) -> None:
    with running({}) as proxy:
        with pytest.raises(FetchRefused):
            through(f"http://127.0.0.1:{proxy.port}").fetch(address)
        assert proxy.requests == []


@contextlib.contextmanager
def socks(target: Site, says: int = 0, want: bytes = b"\x05\x00") -> Iterator[tuple[int, list[bytes]]]:
    """A SOCKS5 proxy that connects everybody to the target; gives its port and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    line, _ = server.accept()
                    threading.Thread(target=answer, args=(line,), daemon=True).start()

        def answer(line: socket.socket) -> None:
            with line:
                asked.append(line.recv(100))
                line.sendall(want)
                if want == b"\x05\x02":
                    asked.append(line.recv(100))
                    line.sendall(b"\x01\x00")
                elif want != b"\x05\x00":
                    return
                asked.append(line.recv(300))
                line.sendall(bytes([5, says, 0, 1, 0, 0, 0, 0, 0, 0]))
                if says == 0:
                    with socket.create_connection(("127.0.0.1", target.port)) as other:
                        relay(line, other)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], asked


def test_a_page_through_socks_leaves_the_name_to_the_proxy() -> None:
    with running({"/a": reply()}) as site, socks(site) as (port, asked):
        capture = through(f"socks5h://127.0.0.1:{port}").fetch("http://lindferry.onion/a")
    assert capture.body == PAGE
    assert asked[:2] == [b"\x05\x01\x00", b"\x05\x01\x00\x03\x0flindferry.onion\x00\x50"]


def test_socks_with_a_password() -> None:
    with running({"/a": reply()}) as site, socks(site, want=b"\x05\x02") as (port, asked):
        through(f"socks5h://kai:secret@127.0.0.1:{port}").fetch("http://lind.example.org/a")
    assert asked[:2] == [b"\x05\x01\x02", b"\x01\x03kai\x06secret"]


@pytest.mark.parametrize(
    ("says", "want", "reason"),
    [
        (4, b"\x05\x00", "the proxy does not connect us: the host cannot be reached"),
        (2, b"\x05\x00", "the proxy does not connect us: its rules forbid it"),
        (99, b"\x05\x00", "the proxy does not connect us: it answers 99"),
        (0, b"\x05\xff", "the proxy does not accept us; it may want another user and password"),
        (0, b"\x05", "the proxy hung up"),
    ],
)
def test_a_socks_proxy_that_does_not_connect(says: int, want: bytes, reason: str) -> None:
    with running({}) as site, socks(site, says, want) as (port, _), pytest.raises(FetchFailed) as failed:
        through(f"socks5h://127.0.0.1:{port}").fetch("http://lind.example.org/a")
    assert failed.value.reason == f"no connection to lind.example.org: {reason}"


@pytest.mark.parametrize(
    "written", ["ftp://proxy.example.org", "proxy.example.org:3128", "http://", "http://[::1", "http://a:b"]
)
def test_a_proxy_written_wrong_is_told(written: str) -> None:
    with pytest.raises(ConfigError) as told:
        proxy_of(FetchSettings(proxy=written))
    assert str(told.value) == "--proxy is written http://HOST:PORT, https://HOST:PORT or socks5h://HOST:PORT"


@pytest.mark.parametrize("written", ["socks5://127.0.0.1:9050", "socks4://127.0.0.1", "socks://127.0.0.1"])
def test_a_proxy_that_would_leave_names_to_us_is_told(written: str) -> None:
    with pytest.raises(
        ConfigError, match=r"would be looked up outside the proxy; write socks5h://HOST:PORT$"
    ):
        proxy_of(FetchSettings(proxy=written))
