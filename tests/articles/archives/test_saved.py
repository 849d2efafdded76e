"""Pages that a program has saved: MHTML, SingleFile, a browser's folders, mirrors, Auto Archiver."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from headwater.articles import ArticlesConfig, discover, read
from headwater.articles.archives.saved import told_by_comment
from headwater.records.articles import Article, Rejected
from headwater.records.ports import Models
from tests.articles.archives.letters import letter
from tests.articles.archives.making import WORDS, Warc, drafts, page
from tests.articles.archives.making import read as read_bytes
from tests.pace import within

URL = "https://vigie.example/2034/04/road"


def _mhtml(**fields: str) -> bytes:
    message = EmailMessage()
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message["MIME-Version"] = "1.0"
    message.set_content(page().decode(), subtype="html", charset="utf-8", cte="quoted-printable")
    message["Content-Location"] = f"{URL}?part"
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png", headers=["Content-Location: https://vigie.example/p.png"])
    return message.as_bytes()


def test_a_page_saved_by_chromium_has_its_address_and_day() -> None:
    data = _mhtml(From="<Saved by Blink>", Snapshot_Content_Location=URL, Subject="Road", Date="Sun, 2 Apr 2034 08:30:00 -0000")  # fmt: skip
    (draft,) = drafts(data, "page.mhtml", "mhtml")
    assert (draft.url, draft.crawled) == (URL, "2034-04-02T08:30:00Z")
    assert draft.text.endswith("the second arch.")


def test_a_page_saved_by_an_older_program_has_its_part_s_address() -> None:
    (draft,) = drafts(_mhtml(From="Saved by a browser"), "page.mht", "mhtml")
    assert (draft.url, draft.crawled) == (f"{URL}?part", None)


COMMENTS = [
    (f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Sun Apr 02 2034 10:30:00 GMT+0200 (Central European Summer Time)\n-->", URL, "2034-04-02T08:30:00Z"),
    (f"<!-- saved from url=(0034){URL} -->", URL, None),
    ("<!-- Mirrored from vigie.example/2034/04/road by HTTrack Website Copier/3.x [XR&CO'2014], Sun, 02 Apr 2034 08:30:00 GMT -->", "http://vigie.example/2034/04/road", "2034-04-02T08:30:00Z"),
    ("<!-- saved from url=(0014)javascript:alert(1) -->", None, None),
    ("<!--\n Page saved with SingleFile \n url: file:///home/x.html \n saved date: yesterday\n-->", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "url", "crawled"), COMMENTS)
def test_a_saved_page_s_comment_is_read(comment: str, url: str | None, crawled: str | None) -> None:
    told = told_by_comment(f"<!DOCTYPE html>\n<html>{comment}<body>")
    assert told is not None
    assert (told.url, told.crawled) == (url, crawled)


def test_a_page_without_such_a_comment_tells_nothing() -> None:
    assert told_by_comment("<html><!-- saved --><!-- url: https://vigie.example --><body>") is None


def test_the_comment_tells_where_a_single_file_comes_from(read_text) -> None:
    (article,) = read_text(page().replace(b"<html", f"{COMMENTS[0][0]}<html".encode()), "saved.html").of(
        Article
    )
    assert (article.url, article.crawled) == (URL, "2034-04-02T08:30:00Z")


def test_a_capture_is_believed_before_a_comment_in_its_page() -> None:
    data = (
        Warc()
        .add(URL, page().replace(b"<html", b"<!-- saved from url=(0022)https://other.example/ --><html"))
        .done()
    )
    assert [draft.url for draft in drafts(data, "c.warc.gz", "warc")] == [URL]


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("folder", ["Road open_files", "Road open_fichiers", "Road open-Dateien"])
def test_the_folder_beside_a_saved_page_is_no_input(tmp_path: Path, folder: str) -> None:
    _write(tmp_path, {"Road open.html": page(), f"{folder}/ad.html": page("Buy"), f"{folder}/deep/x.txt": b"words", "my_files/note.txt": b"words"})  # fmt: skip
    found = discover([tmp_path])
    assert [file.name for file in found.files] == ["Road open.html", "my_files/note.txt"]
    assert found.rejected == [
        Rejected(folder, "the pictures and scripts of the page saved beside it, no articles")
    ]


def test_a_mirror_s_folders_tell_the_address(tmp_path: Path) -> None:
    _write(tmp_path, {"vigie.example/2034/road.html": page(), "vigie.example/index.html": page("Front"), "notes.d/a.html": page(), "vigie.example/2034/p.png": b"x"})  # fmt: skip
    assert discover([tmp_path]).rejected == [
        Rejected("vigie.example/2034", "1 picture of a mirrored site, not read")
    ]
    told = {file.name: file.told.url for file in discover([tmp_path]).files}
    assert told == {
        "vigie.example/2034/road.html": "https://vigie.example/2034/road.html",
        "vigie.example/index.html": "https://vigie.example/",
        "notes.d/a.html": None,
    }
    (front, road) = discover([tmp_path / "vigie.example"]).files[::-1]
    assert (front.told.url, road.told.url) == (
        "https://vigie.example/",
        "https://vigie.example/2034/road.html",
    )


REPORT = """<!DOCTYPE html><html lang="en"><head><title>{url}</title></head><body>
<h2>Archived media for <span class="copy">{url}</span> - <a href="{url}">open</a></h2>
<p><b>title:</b> '<span class="copy">Road to Ostrel</span>'</p>
<table class="content"><tr><th>about</th><th>files and preview</th></tr><tbody>
<tr><td><ul><li><b>hash:</b> <span class="copy">SHA-256:{wacz}</span></li></ul></td>
<td><br><a href="./page.wacz">open</a> or <a href="./page.wacz" download="">download</a></td></tr>
<tr><td><ul><li><b>hash:</b> <span class="copy">SHA3-512:{shot}</span></li></ul></td>
<td><a href="shot.png">open</a></td></tr></tbody></table>
<table class="metadata"><tr><th>key</th><th>value</th></tr>
<tr><td>_processed_at</td><td><span class="copy">2034-04-03 09:00:00.123+00:00</span></td></tr>
<tr><td>timestamp</td><td><span class="copy">2034-04-02T08:30:00+00:00</span></td></tr>
<tr><td>content</td><td><span class="copy">{words}</span></td></tr></table>
<p class="center">Made with <a href="https://github.com/bellingcat/auto-archiver">bellingcat/auto-archiver</a> v1</p>
</body></html>"""


def _archived(folder: Path, words: str, wacz: bytes = b"PK") -> None:
    shot = b"\x89PNG\r\n\x1a\n"
    report = REPORT.format(url=URL, words=words, wacz=hashlib.sha256(b"PK").hexdigest(), shot=hashlib.sha3_512(shot).hexdigest())  # fmt: skip
    _write(folder, {"abc.html": report.encode(), "shot.png": shot, "page.wacz": wacz, "db.csv": b"status,metadata,media\nx,y,z\n"})  # fmt: skip


def test_an_archived_post_is_read_from_its_report(tmp_path: Path, models: Models) -> None:
    _archived(tmp_path, WORDS)
    tables = read([tmp_path / "abc.html"], ArticlesConfig(), models)
    (article,) = tables.of(Article)
    assert (article.url, article.title, article.crawled) == (URL, "Road to Ostrel", "2034-04-03T09:00:00Z")
    assert article.published.value == "2034-04-02T08:30:00+00:00"
    assert article.text == f"Road to Ostrel\n{WORDS}"


def test_an_auto_archiver_folder_is_seen(tmp_path: Path, models: Models) -> None:
    _archived(tmp_path, WORDS)
    found = discover([tmp_path])
    assert [file.name for file in found.files] == ["abc.html", "page.wacz"]
    assert [(row.path, row.reason) for row in found.rejected] == [
        (".", "1 picture or recording that Auto Archiver took of its pages is not read"),
        ("db.csv", "Auto Archiver's list of what it archived; its reports are read instead"),
    ]


def test_a_report_without_words_is_no_article(tmp_path: Path, models: Models) -> None:
    _archived(tmp_path, "")
    rows = read([tmp_path / "abc.html"], ArticlesConfig(), models).of(Rejected)
    assert rows[0].reason == (
        f"Auto Archiver's report on {URL}, without words of the page; its WACZ file is what to read"
    )


def test_a_file_that_was_changed_since_auto_archiver_hashed_it_is_not_read(tmp_path: Path) -> None:
    _archived(tmp_path, WORDS, wacz=b"other")
    found = discover([tmp_path])
    assert [file.name for file in found.files] == ["abc.html"]
    assert found.rejected[-1] == Rejected(
        "page.wacz",
        "does not match the sha256 in Auto Archiver's report: it was changed since; it is not read",
    )


SLOW = [
    b"<!---->" * 600 + b"x",
    b"<!--" * 2000,
    b"<html>Archived media for <span class=\"copy\">x</span>" + b"<tr><td>" * 200_000 + b"github.com/bellingcat/auto-archiver",
    b"<html><!-- Mirrored from a by HTTrack Website Copier/3 " + b" " * 1900 + b"x-->" + b"words " * 50,
]  # fmt: skip


@pytest.mark.parametrize("data", SLOW)
def test_no_head_of_a_page_takes_long(data: bytes) -> None:
    with within(5):
        list(read_bytes(data, "p.html", "html", largest_text=5_000_000))


def test_no_letter_takes_long() -> None:
    rows = "<tr><td><p>unsubscribe</p></td></tr>" * 10_000
    deep = "<div>" * 150 + "words of a letter " * 20_000 + "</div>" * 150
    with within(15):
        for html in (f"<table>{rows}</table>", deep):
            drafts(letter(html=html).as_bytes(), "m.eml", "mail")
