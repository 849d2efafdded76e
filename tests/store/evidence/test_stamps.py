"""Time stamps: a local authority that speaks RFC 3161, and a client of OpenTimestamps that is made up."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from headwater.records.errors import InputError, MissingExtra
from headwater.store.evidence import Evidence
from headwater.store.evidence.der import with_sorted_certificates
from headwater.store.evidence.exchange import ask
from headwater.store.evidence.packing import pack
from headwater.store.evidence.stamping import stamp_by_authority, stamp_by_calendars
from headwater.store.evidence.timestamps import ask_for, require_stamp
from headwater.store.evidence.verification import verify

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to stamp with")

_CONFIG = """
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/leaf.pem
signer_key = {folder}/leaf.key
certs = {folder}/ca.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """A time stamping authority on this machine; ``answers`` may be changed to let it misbehave."""

    folder: Path
    url: str = ""
    asked: list[bytes] = field(default_factory=list)
    status: int = 200
    body: bytes | None = None

    @property
    def roots(self) -> Path:
        return self.folder / "ca.pem"


def openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def make_authority(folder: Path) -> Authority:
    folder.mkdir(exist_ok=True)
    config = folder / "config"
    config.write_text(_CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30")
    openssl("req", "-x509", *key, "-keyout", folder / "ca.key", "-out", folder / "ca.pem", "-subj", "/CN=Vardesk root", "-config", _request(folder), "-extensions", "v3")  # fmt: skip
    openssl("req", "-new", *key[:5], "-keyout", folder / "leaf.key", "-out", folder / "leaf.csr", "-subj", "/CN=Vardesk time", "-config", _request(folder))  # fmt: skip
    openssl("x509", "-req", "-in", folder / "leaf.csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key", "-CAcreateserial", "-days", 30, "-out", folder / "leaf.pem", "-extfile", config, "-extensions", "leaf")  # fmt: skip
    return Authority(folder)


def _request(folder: Path) -> Path:
    path = folder / "request"
    path.write_text(
        "[req]\ndistinguished_name = dn\n[dn]\n[v3]\n" + _CONFIG.split("[ca]\n")[1].split("[leaf]")[0]
    )
    return path


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    made = make_authority(tmp_path / "tsa")

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            made.asked.append(query)
            (made.folder / "query").write_bytes(query)
            openssl("ts", "-reply", "-queryfile", made.folder / "query", "-out", made.folder / "reply", "-config", made.folder / "config", "-section", "one")  # fmt: skip
            body = made.body if made.body is not None else (made.folder / "reply").read_bytes()
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}/tsr"
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    Evidence(tmp_path / "case").receive(b"as it came", "a.txt", "text")
    return tmp_path / "case"


@needs_openssl
def test_an_authority_stamps_the_head_and_the_check_trusts_its_root(
    out: Path, authority: Authority, tmp_path: Path
) -> None:
    pytest.importorskip("rfc3161_client")
    made = stamp_by_authority(Evidence(out), authority.url, ask)
    lines = [json.loads(line) for line in (out / "evidence" / "custody.jsonl").read_bytes().splitlines()]
    assert [line["action"] for line in lines] == ["begun", "received", "contacted", "stamped"]
    assert (lines[-1]["head"], lines[-1]["head_seq"]) == (made.head, 3)
    assert lines[3]["previous"] == made.head  # the line after the one that is stamped
    assert made.instant is not None and made.instant[:4] == lines[-1]["at"][:4]
    assert "127.0.0.1" not in (out / "evidence" / "custody.jsonl").read_text()
    unsure, sure = verify(out), verify(out, roots=authority.roots)
    assert unsure.holds and sure.holds and sure.stamps == 1
    assert "whose it is was not checked: give --roots" in unsure.notes[0]
    assert sure.notes[0].startswith(
        f"A trusted time stamp tells {made.instant} for the head {made.head[:16]}"
    )
    token = Evidence(out).objects.path(made.sha256)
    openssl("ts", "-verify", "-digest", made.head, "-in", token, "-CAfile", authority.roots)
    pack(out, tmp_path / "a.pack", redacted=True)
    assert verify(tmp_path / "a.pack", roots=authority.roots).notes[-1].startswith("A trusted time stamp")


@needs_openssl
def test_a_root_that_did_not_vouch_is_told(out: Path, authority: Authority, tmp_path: Path) -> None:
    pytest.importorskip("rfc3161_client")
    stamp_by_authority(Evidence(out), authority.url, ask)
    other = make_authority(tmp_path / "other")
    report = verify(out, roots=other.roots)
    assert [fault.kind for fault in report.faults] == ["timestamp"]
    assert "none of the given certificates vouches for it" in report.faults[0].says
    with pytest.raises(InputError, match="cannot be read as certificates"):
        verify(out, roots=tmp_path / "tsa" / "leaf.csr")


@needs_openssl
def test_a_token_of_another_head_is_told(out: Path, authority: Authority) -> None:
    pytest.importorskip("rfc3161_client")
    evidence = Evidence(out)
    stamp_by_authority(evidence, authority.url, ask)
    token = evidence.log.lines[-1].entry["sha256"]
    head = evidence.log.lines[0].sha256
    evidence.note(
        "stamped", {"sha256": token, "size": 1, "head": head, "head_seq": 1, "how": "rfc3161", "time": None}
    )
    evidence.note(
        "stamped",
        {"sha256": token, "size": 1, "head": "ab" * 32, "head_seq": 1, "how": "rfc3161", "time": None},
    )
    says = [fault.says for fault in verify(out).faults]
    assert says == [
        "the stamp of line 5: it stamps something else than the head of the log",
        "line 6 stamps a head that no line before it has",
    ]


@needs_openssl
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"status": 500}, "answered with status 500; check the address"),
        ({"body": b"<html>"}, "gave no answer of RFC 3161"),
        ({"body": b"x" * 1_100_000}, "gave an answer of more than 1,048,576 bytes, which no time stamp has"),
        (
            {"body": bytes.fromhex("30053003020102")},
            "the time stamping authority refused|gave no answer of RFC 3161",
        ),
    ],
)
def test_an_authority_that_misbehaves_leaves_no_stamp(
    out: Path, authority: Authority, change: dict[str, object], says: str
) -> None:
    pytest.importorskip("rfc3161_client")
    for name, value in change.items():
        setattr(authority, name, value)
    with pytest.raises(InputError, match=says):
        stamp_by_authority(Evidence(out), authority.url, ask)
    assert verify(out).stamps == 0


@needs_openssl
def test_an_answer_to_another_request_on_the_same_line_is_refused(authority: Authority) -> None:
    pytest.importorskip("rfc3161_client")
    one, other = ask_for(b"a line"), ask_for(b"a line")
    answer = ask(authority.url, one.request)
    head = hashlib.sha256(b"a line").hexdigest()
    require_stamp(answer, head, one.nonce)
    with pytest.raises(
        InputError,
        match="the time stamping authority's answer is one to another request: its number differs",
    ):
        require_stamp(answer, head, other.nonce)


@needs_openssl
def test_an_answer_that_stamps_another_line_is_refused(out: Path, authority: Authority) -> None:
    pytest.importorskip("rfc3161_client")
    answers: list[bytes] = []

    def replayed(url: str, request: bytes) -> bytes:
        answers.append(ask(url, request))
        return answers[0]

    stamp_by_authority(Evidence(out), authority.url, replayed)
    with pytest.raises(InputError, match="stamps something else than the head of the log"):
        stamp_by_authority(Evidence(out), authority.url, replayed)


def test_nobody_at_the_address_is_told(out: Path) -> None:
    pytest.importorskip("rfc3161_client")
    with pytest.raises(InputError, match="could not be asked"):
        stamp_by_authority(Evidence(out), "http://127.0.0.1:9/tsr", partial(ask))
    with pytest.raises(InputError, match="is no address of a time stamping authority"):
        stamp_by_authority(Evidence(out), "file:///etc/passwd", ask)


def fake_client(folder: Path, body: str) -> None:
    folder.mkdir()
    client = folder / "ots"
    client.write_text("#!/bin/sh\n" + body)
    client.chmod(0o755)


_STAMPS = r"""
printf '\000OpenTimestamps\000\000Proof\000\277\211\342\350\204\350\222\224\001\010' > "$2.ots"
sha256sum "$2" | cut -c1-64 | sed 's/../\\x&/g' | xargs -0 printf '%b' | head -c 32 >> "$2.ots"
printf '\360pending' >> "$2.ots"
"""


def test_the_users_own_client_stamps_the_head(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_client(tmp_path / "bin", _STAMPS)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    made = stamp_by_calendars(Evidence(out))
    report = verify(out)
    assert report.holds
    assert report.stamps == 1
    assert f"ots verify -d {made.head} FILE" in report.notes[0]
    assert Evidence(out).objects.path(made.sha256).read_bytes().startswith(b"\x00OpenTimestamps")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("echo no calendar answers >&2; exit 1", "ots could not stamp: no calendar answers"),
        ("exit 0", "ots could not stamp: it made no proof"),
        (
            'echo nonsense > "$2.ots"',
            "ots made a proof of something else than the head of the log; nothing was kept",
        ),
    ],
)
def test_a_client_that_fails_leaves_no_stamp(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, says: str
) -> None:
    fake_client(tmp_path / "bin", body)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(InputError, match=says):
        stamp_by_calendars(Evidence(out))
    assert verify(out).stamps == 0


def test_no_client_is_told_with_what_to_install(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingExtra, match="no ots client is on the PATH; install it"):
        stamp_by_calendars(Evidence(out))


def test_a_case_without_evidence_has_nothing_to_stamp(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="keeps no evidence yet"):
        stamp_by_calendars(Evidence(tmp_path))


@pytest.mark.parametrize(
    "data", [b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80\x00\x00", b"\x30\x02\x30\x00", b"x" * 99]
)
def test_an_answer_of_another_shape_is_left_as_it_is(data: bytes) -> None:
    assert with_sorted_certificates(data) == data
