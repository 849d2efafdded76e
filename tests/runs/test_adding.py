"""What is added to a case stays in it, what failed stays told of, and nothing is asked that nobody agreed to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.articles.web.site import Site, fetcher_for, moved, reply, running
from typer.testing import CliRunner

import headwater.runs.intake as intake
from headwater.records.articles import Rejected
from headwater.records.errors import ConfigError, FetchFailed, InputError
from headwater.runs.evidence import kept as evidence_of_run
from headwater.runs.intake import Added, add, hosts_before, listed, look_through
from headwater.runs.refusals import refused_before
from headwater.show.cli import agreeing
from headwater.show.cli.app import app
from headwater.store import CaseFolder, Manifest
from headwater.store.evidence import Evidence

PAGE = (
    b'<!doctype html><html lang="en"><head><title>Ferry sinks off Ollenz</title></head><body><article><h1>Ferry sinks '
    b"off Ollenz</h1><p>At least 14 people were killed when a ferry sank off Ollenz, the harbour master Edda Kroon said."
    b"</p><p>The coastguard of Lind said that the boat had carried more passengers than it was licensed for, and that "
    b"its engine had failed twice before it left the quay at dawn.</p></article></body></html>"
)
OTHER = PAGE.replace(b"14 people", b"15 people")
ROBOTS = reply(b"User-agent: *\nDisallow: /private\n", content_type="text/plain")


@pytest.fixture
def site() -> Iterator[Site]:
    answers = {
        "/a": reply(PAGE),
        "/b": moved("/c"),
        "/c": reply(PAGE.replace(b"</head>", b'<link rel="canonical" href="/own"></head>')),
        "/own": reply(OTHER),
        "/private": reply(PAGE),
        "/robots.txt": ROBOTS,
    }
    with running(answers) as one:
        yield one


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Tracing, which these tests leave out: the calls that would have been made."""
    calls: list[dict[str, Any]] = []

    def trace_kept(out: Path, **options: Any) -> str:
        calls.append(options)
        return "the case"

    monkeypatch.setattr(intake, "trace_kept", trace_kept)
    return calls


def added(out: Path, site: Site, *inputs: str, again: bool = False, **options: Any) -> Added:
    return add(out, look_through(inputs, out, again=again), fetcher_for(site), **options)


def kept(out: Path) -> list[tuple[str, str, str]]:
    return [(item.name, item.kind, item.how) for item in Evidence(out).items()]


def test_a_page_is_kept_as_warc_with_what_its_fetching_tells(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    done = added(tmp_path, site, site.url("/b"))
    assert done.taken.new == [site.url("/b")]
    (item,) = Evidence(tmp_path).items()
    assert (item.name, item.kind, item.how) == (site.url("/b"), "warc", "fetched")
    assert item.path.read_bytes().startswith(b"\x1f\x8b")
    assert {name: item.told[name] for name in ("url", "asked")} == {
        "url": site.url("/c"),
        "asked": site.url("/b"),
    }
    assert traced[0]["rejected"] == []


def test_what_fails_is_told_in_every_later_run_and_the_rest_is_added(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    done = added(tmp_path, site, site.url("/a"), site.url("/private"), "ftp://lind.example.org/")
    assert done.taken.new == [site.url("/a")]
    assert done.anything
    said = [
        Rejected("ftp://lind.example.org/", "addresses of ftp: are not fetched; only http and https are"),
        Rejected(
            site.url("/private"),
            f"{site.url('/robots.txt')} does not allow it; save the page with a browser and add the file, "
            "or take an archive's copy with --prefer-archive",
        ),
    ]
    assert sorted(done.taken.refused, key=lambda row: row.path) == said
    added(tmp_path, site)
    assert evidence_of_run(Evidence(tmp_path)).found.rejected == said


def test_what_comes_at_last_is_refused_no_more(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    site.answers["/late"] = reply(b"", "500 Internal Server Error")
    added(tmp_path, site, site.url("/late"))
    site.answers["/late"] = reply(b"", "403 Forbidden")
    added(tmp_path, site, site.url("/late"))
    assert refused_before(Evidence(tmp_path)) == [
        Rejected(site.url("/late"), "the site answers 403: it does not let us read it.")
    ]
    site.answers["/late"] = reply(PAGE)
    added(tmp_path, site, site.url("/late"))
    assert refused_before(Evidence(tmp_path)) == []


def test_what_fails_behind_a_redirect_is_told_of_the_address_asked_for(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    site.answers["/x"] = moved("/gone-wrong")
    site.answers["/gone-wrong"] = reply(b"", "500 Internal Server Error")
    done = added(tmp_path, site, site.url("/x"))
    assert done.taken.refused == [
        Rejected(site.url("/x"), f"{site.url('/gone-wrong')}: the site answers 500: the site has a fault.")
    ]


def test_an_address_that_the_case_has_is_not_asked_again(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    added(tmp_path, site, site.url("/b"))
    asked = len(site.requests)
    done = added(tmp_path, site, site.url("/b?utm_source=x#top"), site.url("/c/"))
    assert done.had == (site.url("/b?utm_source=x#top"), site.url("/c/"))
    assert len(site.requests) == asked
    assert done.anything


def test_again_captures_another_version(site: Site, tmp_path: Path, traced: list[dict[str, Any]]) -> None:
    added(tmp_path, site, site.url("/a"))
    site.answers["/a"] = reply(OTHER)
    added(tmp_path, site, site.url("/a"), again=True)
    assert kept(tmp_path) == [(site.url("/a"), "warc", "fetched")] * 2


def test_one_address_given_twice_is_asked_once(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    added(tmp_path, site, site.url("/a"), site.url("/a#x"), site.url("/a?fbclid=y"))
    assert site.asked() == ["/robots.txt", "/a"]


def test_hosts_take_turns(tmp_path: Path, traced: list[dict[str, Any]]) -> None:
    asked: list[str] = []

    class Failing:
        on_contact = print

        def fetch(self, url: str) -> Any:
            asked.append(url)
            raise FetchFailed(url, "x")

    urls = [f"http://{host}.example/{page}" for host in ("lind", "www.lind", "ollenz") for page in (1, 2)]
    add(tmp_path, look_through(urls, tmp_path), Failing())
    assert asked == [
        "http://lind.example/1",
        "http://ollenz.example/1",
        "http://lind.example/2",
        "http://ollenz.example/2",
    ]


def test_a_page_that_is_gone_is_noted_as_absent_and_asked_again_later(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    done = added(tmp_path, site, site.url("/none"))
    assert done.taken.gone == [site.url("/none")]
    name = f"{site.url('/none')} (absent on 2031-05-04: the site answers 404)"
    assert kept(tmp_path) == [(name, "stub", "seen, could not be kept")]
    assert look_through([site.url("/none")], tmp_path).urls == (site.url("/none"),)


def test_the_canonical_page_follows_where_that_is_wanted(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    done = added(tmp_path, site, site.url("/c"), follow_canonical=True)
    assert done.taken.new == [site.url("/c"), site.url("/own")]
    assert done.taken.remarks == [
        f"{site.url('/c')}: The page declares {site.url('/own')} as its canonical address."
    ]


def test_hosts_are_in_the_log_before_they_are_asked(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    added(tmp_path, site, site.url("/a"))
    actions = [line.action for line in log_of(tmp_path)]
    assert actions.index("contacted") < actions.index("received")
    assert hosts_before(tmp_path) == {"127.0.0.1"}
    assert hosts_before(tmp_path / "none") == set()


def log_of(out: Path) -> list[Any]:
    evidence = Evidence(out)
    evidence.items()
    return evidence.log.lines


def test_files_and_folders_are_added_beside_pages(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text("Ferry sinks\n\nA ferry sank off Ollenz.", encoding="utf-8")
    (news / "tool.exe").write_bytes(b"MZ")
    out = tmp_path / "out"
    done = added(out, site, str(news), site.url("/a"), str(tmp_path / "typo.txt"))
    assert done.taken.new == ["one.txt", site.url("/a")]
    assert [row.path for row in done.taken.refused] == [str(tmp_path / "typo.txt"), "tool.exe"]
    added(out, site, str(news))
    assert len(kept(out)) == 2
    assert [row.path for row in traced[0]["rejected"]] == [str(tmp_path / "typo.txt")]
    assert [row.path for row in evidence_of_run(Evidence(out)).found.rejected] == ["tool.exe"]


def test_pages_that_came_before_a_stop_are_kept(
    site: Site, tmp_path: Path, traced: list[dict[str, Any]]
) -> None:
    def stop(line: Any, request: str) -> None:
        raise OSError

    site.answers["/stop"] = stop
    fetcher = fetcher_for(site)
    ask = fetcher.fetch

    def fetch(url: str) -> Any:
        if url.endswith("/stop"):
            raise KeyboardInterrupt
        return ask(url)

    fetcher.fetch = fetch  # type: ignore[method-assign, assignment]
    with pytest.raises(KeyboardInterrupt):
        add(tmp_path, look_through([site.url("/a"), site.url("/stop")], tmp_path), fetcher)
    assert kept(tmp_path) == [(site.url("/a"), "warc", "fetched")]
    assert look_through([site.url("/a"), site.url("/stop")], tmp_path).urls == (site.url("/stop"),)


def test_a_case_without_evidence_is_not_added_to(tmp_path: Path, traced: list[dict[str, Any]]) -> None:
    (tmp_path / "stages").mkdir()
    CaseFolder(tmp_path).write_manifest(Manifest())
    with pytest.raises(
        InputError, match="keeps no evidence of what it was made from, so nothing can be added"
    ):
        add(tmp_path, look_through([], tmp_path))


LIST = "\ufeff# the ferry\nhttps://lind.example.org/a\n\n   https://lind.example.org/b  \n#https://x.example/\nlind.example.org\n"


def test_a_list_of_addresses(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text(LIST, encoding="utf-8")
    urls = listed(file)
    assert urls == ["https://lind.example.org/a", "https://lind.example.org/b", "lind.example.org"]
    assert look_through([], tmp_path / "out", urls).urls == tuple(urls)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(None, "no such file or directory"), (b"\xff\xfe\x00", "not utf-8 text")],
)
def test_a_list_that_cannot_be_read_is_told(data: bytes | None, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(InputError) as told:
        listed(file)
    assert str(told.value) == f"{file} cannot be read: {reason}"


def test_a_list_without_end_is_told(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("x\n" * 100_001, encoding="utf-8")
    with pytest.raises(InputError, match=r"has more than 100,000 lines; split it$"):
        listed(file)


def ran(*options: str, answer: str | None = None) -> Any:
    return CliRunner().invoke(app, ["add", *options], input=answer)


def test_nothing_is_asked_where_nobody_can_agree(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["headwater", "add", "out", "http://127.0.0.1/a b"])
    done = ran(str(tmp_path / "out"), site.url("/a"), "--allow-private", "--port", str(site.port))
    assert "Hosts that will be asked, and learn of it: 127.0.0.1." in done.output
    assert str(done.exception) == (
        "nothing was asked, for nobody is here to agree; agree with: headwater add out 'http://127.0.0.1/a b' --yes"
    )
    assert isinstance(done.exception, InputError)
    assert site.requests == []
    assert not (tmp_path / "out").exists()


def test_nothing_to_add_is_told(tmp_path: Path) -> None:
    done = ran(str(tmp_path / "out"))
    assert str(done.exception) == (
        "nothing to add; give files, folders or addresses, or a list of addresses with --urls"
    )
    assert not (tmp_path / "out").exists()


def test_nothing_is_asked_where_the_answer_is_no(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreeing, "somebody_is_here", lambda: True)
    done = ran(str(tmp_path), site.url("/a"), "--allow-private", "--port", str(site.port), answer="n\n")
    assert str(done.exception) == "nothing was asked and nothing was added"
    assert site.requests == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--proxy", "socks5://127.0.0.1"], "--proxy socks5: is not used"),
        (["--near", "May"], "--near: string should match pattern"),
        (["--user-agent", "a\nb"], "--user-agent: string should match pattern"),
    ],
)
def test_options_that_are_wrong_are_told_before_anything_is_asked(
    options: list[str], says: str, tmp_path: Path
) -> None:
    done = ran(str(tmp_path), "http://lind.example.org/", "--yes", *options)
    assert isinstance(done.exception, ConfigError)
    assert str(done.exception).startswith(says)


@pytest.mark.models
def test_pages_become_a_case_by_one_command(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    how = ["--allow-private", "--port", str(site.port), "--pause", "0", "--yes", "--processes", "1", "--json"]
    done = CliRunner().invoke(app, ["add", str(out), site.url("/b"), site.url("/private"), *how])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["added"], [row["path"] for row in told["refused"]]) == (
        [site.url("/b")],
        [site.url("/private")],
    )
    case = json.loads((out / "case.json").read_text(encoding="utf-8"))
    (article,) = case["articles"]
    assert (article["title"], article["url"]) == ("Ferry sinks off Ollenz", site.url("/own"))
    assert site.url("/private") in [row["path"] for row in case["rejected"]]
    assert (out / "index.html").exists()
    failed = CliRunner().invoke(app, ["add", str(out), site.url("/private"), *how])
    assert failed.exit_code == 2
