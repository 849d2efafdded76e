"""After a purge no word of the item is in the case's folder; a hash and a line stay; what is out of reach is told."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headwater.records.errors import InputError, UnknownId
from headwater.runs.purging import purge_from_case
from headwater.runs.trace import trace
from headwater.runs.verification import verify_case
from headwater.show.making import with_page
from headwater.show.searching import search
from headwater.store.evidence import Evidence, Incoming, ReadText
from headwater.store.evidence.packing import pack

RARE = "heliotrope"
WHY = "asked for by the person concerned"


def words_in(folder: Path, word: str) -> list[str]:
    """Files below a folder that hold a word, in their names or bytes, tables and indexes taken apart."""
    found = []
    for path in folder.rglob("*"):
        data = str(path.relative_to(folder)).encode()
        if path.is_file():
            data += path.read_bytes()
        if path.suffix == ".parquet":
            data += "\n".join(map(str, pq.read_table(path).to_pylist())).encode("utf-8", "replace")
        if path.suffix == ".sqlite":
            with sqlite3.connect(path) as connection:
                data += "\n".join(connection.iterdump()).encode()
        if word in data.decode("utf-8", "replace").casefold():
            found.append(path.name)
    return found


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Evidence alone: two items with articles, and a file of three."""
    evidence = Evidence(tmp_path / "out")
    incoming = [
        Incoming(
            b"about the mill",
            "mill.html",
            "html",
            {"url": "https://vardesk.example/mill", "asked": "https://v.example/1"},
        ),
        Incoming(b"about the ferry", "ferry.txt", "text"),
        Incoming(b"three rows", "rows.jsonl", "row"),
    ]
    seqs = [receipt.seq for receipt in evidence.receive_all(incoming)]
    texts = [["a-mill"], ["a-ferry"], ["r1", "r2", "r3"]]
    evidence.derive(
        {
            seq: [ReadText(id_, f"Title of {id_}", f"Title of {id_}\nText of {id_}.") for id_ in ids]
            for seq, ids in zip(seqs, texts, strict=True)
        },
        dict.fromkeys(seqs, "reader 1"),
    )
    return tmp_path / "out"


@pytest.mark.parametrize(
    "asked",
    [
        "mill.html",
        "https://vardesk.example/mill",
        "https://v.example/1",
        "a-mill",
        hashlib.sha256(b"about the mill").hexdigest()[:8],
    ],
)
def test_an_item_is_found_by_name_address_article_or_hash(
    out: Path, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.runs.purging.trace_kept", lambda *_, **__: None)
    told = purge_from_case(out, [asked], WHY, by="desk 4")
    assert (told.items, told.articles, told.texts) == (1, 1, 1)
    assert told.objects == [hashlib.sha256(b"about the mill").hexdigest()]
    assert words_in(out, "mill") == []
    last = json.loads((out / "evidence" / "custody.jsonl").read_bytes().splitlines()[-1])
    assert (last["action"], last["objects"], last["by"]) == ("purged", told.objects, "desk 4")
    report = verify_case(out, told.head)
    assert (report.holds, report.items, report.objects, report.texts) == (True, 2, 2, 2)


@pytest.mark.parametrize(
    ("asked", "because", "error", "says"),
    [
        ("mill.html", "  ", InputError, "a purge needs its reason"),
        ("mill.html", "takes out Title of a-mill", InputError, "it repeats the name, address or title of what is purged"),
        ("mill.html", "see https://vardesk.example/mill", InputError, "it repeats the name, address or title"),
        ("nothing", WHY, UnknownId, "no item of .* has the name, address, article id or SHA-256 'nothing'"),
        ("r2", WHY, InputError, "r2 lies in rows.jsonl with 2 other articles; bytes are kept unchanged, so all of them would go"),
    ],
)  # fmt: skip
def test_what_cannot_be_purged_is_told_and_nothing_is_touched(
    out: Path, asked: str, because: str, error: type[Exception], says: str
) -> None:
    before = (out / "evidence" / "custody.jsonl").read_bytes()
    with pytest.raises(error, match=says):
        purge_from_case(out, [asked], because)
    assert (out / "evidence" / "custody.jsonl").read_bytes() == before
    assert verify_case(out).objects == 3


def test_a_file_of_many_articles_goes_whole_where_that_is_said(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.runs.purging.trace_kept", lambda *_, **__: None)
    assert purge_from_case(out, ["r2"], WHY, whole=True).articles == 3


def test_the_same_bytes_under_another_name_go_too(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.runs.purging.trace_kept", lambda *_, **__: None)
    Evidence(out).receive(b"about the mill", "copy of the mill.html", "html")
    assert purge_from_case(out, ["mill.html"], WHY).items == 2
    assert words_in(out, "mill") == []


def test_a_purge_that_was_cut_off_is_named_and_finished_by_the_next_write(out: Path) -> None:
    evidence = Evidence(out)
    item = evidence.items()[0]
    evidence.note(
        "purged",
        {
            "objects": [item.sha256],
            "texts": [],
            "of": [item.seq],
            "redacted": [],
            "articles": 1,
            "judgements": [],
        },
        {"because": WHY},
    )
    assert [fault.kind for fault in verify_case(out).faults] == ["purge"]
    Evidence(out).receive(b"next", "next.txt", "text")
    assert verify_case(out).holds
    assert not item.path.exists()


def test_judgements_lose_the_words_that_they_quote_and_keep_their_hash(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.runs.purging.trace_kept", lambda *_, **__: None)
    judgement = {"kind": "rename", "who": "Ada", "when": "2031-05-02T10:00:00+00:00", "why": "the heliotrope mill", "name": "The Heliotrope Mill"}  # fmt: skip
    lines = [
        json.dumps(judgement | {"mentions": [{"article": "a-mill", "name": "Heliotrope", "start": 4, "end": 9}]}),
        json.dumps(judgement | {"name": "The Ferry", "why": "as signed", "mentions": [{"article": "a-ferry", "name": "Ferry"}]}),
    ]  # fmt: skip
    (out / "judgements.jsonl").write_text("\n".join(lines) + "\n")
    told = purge_from_case(out, ["mill.html"], WHY)
    assert told.judgements == 1
    assert words_in(out, RARE) == []
    redacted, spared = (out / "judgements.jsonl").read_text().splitlines()
    assert spared == lines[1]
    sha = hashlib.sha256(lines[0].encode()).hexdigest()
    assert sha in json.loads(redacted)["why"]
    assert json.loads((out / "evidence" / "custody.jsonl").read_bytes().splitlines()[-1])["judgements"] == [
        sha
    ]
    assert verify_case(out).holds


def test_answers_that_quote_it_go_and_others_stay(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.runs.purging.trace_kept", lambda *_, **__: None)
    answers = out / "stages" / "answers"
    answers.mkdir(parents=True)
    for name, content in (("one", "Text of a-mill"), ("two", "Text of a-ferry"), ("three", "")):
        (answers / f"{name}.json").write_text(json.dumps([[None, "ꙮꙮ", content, None]] if content else []))
    (answers / "four.json").write_text("{broken")
    (answers / ".five.json.9.draft").write_text("Text of a-mill")
    purge_from_case(out, ["mill.html"], WHY)
    assert sorted(path.name for path in answers.iterdir()) == ["two.json"]


@pytest.mark.models
def test_after_a_purge_the_whole_folder_holds_no_word_of_the_item(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    says = "The {} mill at Ollenz burned down on Tuesday, the fire chief said. Nobody was hurt."
    (folder / "heliotrope-mill.txt").write_text(f"Heliotrope mill burns\n\n{says.format('heliotrope')}\n")
    (folder / "mill.txt").write_text(f"Old mill burns\n\n{says.format('old')}\n")
    page = with_page(trace([folder], out, processes=1))
    search(page, "heliotrope")
    (out / "g-0123456789abcdef.html").write_text('<meta name="headwater-made-of" content="x"> heliotrope')
    (out / ".case.json.1.draft").write_text("heliotrope")
    pack(out, tmp_path / "before.pack")
    assert len(words_in(out, RARE)) >= 8
    told = purge_from_case(out, ["heliotrope-mill.txt"], WHY, processes=1)
    assert told.case is not None
    with_page(told.case)
    assert words_in(out, RARE) == []
    assert [row.path for row in told.case.articles] == ["mill.txt"]
    assert told.given == [str(folder)]
    assert told.packs and told.packs[0].startswith("before.pack of ")
    assert verify_case(out).holds
    again = trace([folder], out, processes=1)  # the file lies in the folder still
    assert [row.path for row in again.articles] == ["mill.txt"]
    assert words_in(out, RARE) == []
    assert isinstance(pq.read_table(out / "stages" / "rejected.parquet"), pa.Table)


def test_every_item_of_a_case_can_go(out: Path) -> None:
    told = purge_from_case(out, ["mill.html", "ferry.txt", "rows.jsonl"], WHY)
    assert told.case is None
    assert (told.items, told.articles) == (3, 5)
    assert words_in(out, "of a-ferry") == []
    assert verify_case(out).holds


def test_what_was_refused_under_its_address_goes_too(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.runs.purging.trace_kept", lambda *_, **__: None)
    Evidence(out).refuse("https://vardesk.example/mill", "the page did not answer")
    Evidence(out).refuse("https://vardesk.example/harbour", "the page did not answer")
    purge_from_case(out, ["mill.html"], WHY)
    assert words_in(out, "mill") == []
    assert words_in(out, "harbour") == ["details.jsonl"]
    assert verify_case(out).holds


def test_what_watching_has_seen_of_it_is_forgotten(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.runs.purging.trace_kept", lambda *_, **__: None)
    lists = {
        "seen": {"https://vardesk.example/mill": "x", "other": "y"},
        "told": "https://vardesk.example/mill fell",
    }
    (out / "watch.json").write_text(json.dumps({"lists": {"https://vardesk.example/feed": lists}}))
    assert purge_from_case(out, ["mill.html"], WHY).watched == 2
    left = json.loads((out / "watch.json").read_text())
    assert left == {"lists": {"https://vardesk.example/feed": {"seen": {"other": "y"}, "told": ""}}}
    assert words_in(out, "mill") == []
