"""What is read, what is set aside, and why."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from headwater.articles import ArticlesConfig, discover, read
from headwater.articles.kinds import NAMED, READERS, SUFFIXES
from headwater.records.articles import Article, Part, Rejected, Sentence
from headwater.records.ports import Models
from headwater.records.tables import Tables

TEXT = "Army leaves Ostrel\n\nThe army left the town of Ostrel on Monday, officials said.\n"


def reasons(tables: Tables) -> dict[str, str]:
    return {row.path: row.reason for row in tables.of(Rejected)}


def test_a_row_is_read_verbatim(read_text) -> None:
    row = {"id": "r1", "title": " A title ", "text": "  Two  spaces.\n", "publisher": "Herald", "lang": "en"}
    (article,) = read_text(json.dumps(row), "rows.jsonl").of(Article)
    assert (article.id, article.title, article.text) == ("r1", " A title ", " A title \n  Two  spaces.\n")
    assert (article.publisher, article.media_type, article.path) == ("Herald", "row", "rows.jsonl")


def test_a_broken_line_is_set_aside_and_the_rest_is_read(read_text) -> None:
    lines = [
        '{"id": "a", "text": "One."}',
        "not json",
        "[1]",
        '{"id": "b"}',
        '{"id": "c", "text": 5}',
        '{"id": "d", "text": "Two."}',
    ]
    tables = read_text("\n".join(lines), "rows.jsonl")
    assert [article.id for article in tables.of(Article)] == ["a", "d"]
    assert sorted(reasons(tables)) == ["rows.jsonl:2", "rows.jsonl:3", "rows.jsonl:4", "rows.jsonl:5"]


def test_of_two_rows_with_one_id_the_first_is_kept_and_both_places_are_named(read_text) -> None:
    tables = read_text('{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}', "rows.jsonl")
    assert [article.text for article in tables.of(Article)] == ["\nOne."]
    assert "rows.jsonl:1" in reasons(tables)["rows.jsonl:2"]


def test_byte_identical_files_of_two_outlets_stay_two_articles(tmp_path: Path, models: Models) -> None:
    for outlet in ("herald", "courier"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "story.txt").write_text(TEXT, encoding="utf-8")
    whole = read([tmp_path], ArticlesConfig(), models)
    apart = read(
        [tmp_path / "herald" / "story.txt", tmp_path / "courier" / "story.txt"], ArticlesConfig(), models
    )
    for tables in (whole, apart):
        assert len({article.id for article in tables.of(Article)}) == 2
        assert len({article.sha256 for article in tables.of(Article)}) == 1


def test_a_file_has_the_same_id_alone_and_in_its_folder(tmp_path: Path, models: Models) -> None:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    ids = [
        read([path], ArticlesConfig(), models).of(Article)[0].id
        for path in (tmp_path, tmp_path / "story.txt")
    ]
    assert ids[0] == ids[1]


def test_a_file_given_twice_is_read_once(tmp_path: Path, models: Models) -> None:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    assert len(read([tmp_path, tmp_path / "story.txt"], ArticlesConfig(), models).of(Article)) == 1


def test_the_order_of_input_changes_nothing(tmp_path: Path, models: Models) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}', encoding="utf-8"
    )
    (tmp_path / "c.jsonl").write_text('{"id": "y", "text": "Three."}', encoding="utf-8")
    paths = sorted(tmp_path.iterdir())
    left, right = (read(order, ArticlesConfig(), models) for order in (paths, paths[::-1]))
    assert list(left.rows()) == list(right.rows())


BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n", "empty"),
    ("binary.txt", bytes(range(256)) * 40, "binary"),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "binary"),
    ("digits.txt", b"1 2 3", "no words"),
    ("deep.html", b"<div>" * 5000 + b"text", "nests"),
    ("hollow.html", b"<html><body></body></html>", "no"),
    ("paper.pages", b"\x00\x01\x02\x03", ".pages"),
    ("nosuffix", b"words", "without a suffix"),
    ("truth.json", b"{}", "no article"),
]


@pytest.mark.parametrize(("name", "content", "word"), BAD)
def test_bad_input_is_rejected_with_its_reason(read_text, name: str, content: bytes, word: str) -> None:
    tables = read_text(content, name)
    assert not tables.of(Article)
    assert word in reasons(tables)[name]


def test_too_large_a_file_is_rejected_unread(read_text) -> None:
    tables = read_text("word " * 1000, largest_text=1000)
    assert "5,000 bytes" in reasons(tables)["article.txt"]


def test_too_long_a_line_is_rejected_and_the_next_is_read(read_text) -> None:
    content = '{"id": "long", "text": "' + "a" * 5000 + '"}\n{"id": "short", "text": "One."}'
    tables = read_text(content, "rows.jsonl", largest_line=1000)
    assert [article.id for article in tables.of(Article)] == ["short"]
    assert "1,000 bytes" in reasons(tables)["rows.jsonl:1"]


def test_a_missing_path_is_rejected_not_raised(tmp_path: Path, models: Models) -> None:
    (row,) = read([tmp_path / "gone.txt"], ArticlesConfig(), models).of(Rejected)
    assert row.reason.startswith("no such file")


def test_links_that_lead_in_a_circle_are_not_followed(tmp_path: Path, models: Models) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    tables = read([tmp_path], ArticlesConfig(), models)
    assert len(tables.of(Article)) == 1
    assert "symbolic link" in reasons(tables)["self.txt"]


def test_a_folder_is_walked_sorted_without_hidden_files_and_its_readme(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", ".git/d.txt", "README.md", "notes.pages"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = discover([tmp_path])
    assert [file.name for file in found.files] == ["a.md", "b.txt", "sub/c.html"]
    assert [row.path for row in found.rejected] == ["README.md", "notes.pages"]


def test_discovery_opens_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    opened: list[str] = []
    really = Path.open

    def watched(path: Path, *options: Any, **more: Any) -> Any:
        opened.append(path.name)
        return really(path, *options, **more)

    monkeypatch.setattr(Path, "open", watched)
    assert discover([tmp_path]).files[0].size == len(TEXT)
    assert set(opened) <= {"manifest.json"}  # whether a folder is a case of its own


ENCODED = [
    ("cp1252", "à l’été, « déjà »"),
    ("utf-16", "à l’été"),
    ("utf-16-le", "à l’été"),
    ("utf-8-sig", "à l’été"),
    ("cp1251", "ещё вчера"),
    ("koi8_r", "ещё вчера"),
    ("cp1256", "دخلت القوات المدينة"),
]


@pytest.mark.parametrize(("encoding", "words"), ENCODED)
def test_the_encoding_is_found(read_text, encoding: str, words: str) -> None:
    long = {
        "à": "Les troupes ont quitté la ville après les événements de l’été dernier. ",
        "е": "Войска вошли в город в понедельник после ожесточённых боёв. ",
        "د": "قال الناطق باسم الجيش إن القوات انسحبت يوم الاثنين بعد معارك عنيفة. ",
    }[words[0]]
    (article,) = read_text((long * 3 + words).encode(encoding)).of(Article)
    assert article.text == "\n" + long * 3 + words


def test_stray_bytes_in_utf8_are_mended_and_noted(read_text) -> None:
    tables = read_text("Les événements de l’été à Mirn ont été décrits là-bas.".encode() + b" caf\xe9")
    assert tables.of(Article)[0].text.endswith("café")


def test_lone_surrogates_become_one_replacement_character_each(read_text) -> None:
    (article,) = read_text('{"id": "a", "text": "a\\ud800b"}', "rows.jsonl").of(Article)
    assert article.text == "\na\ufffdb"


HOSTILE = [
    "“" * 3000,
    "(" * 3000 + "x",
    "x " + "." * 5000,
    ". " * 3000 + "x",
    "A\u202eB\u2066 word",
    "— (@a) " * 500 + "x",
    "4 April 2017 " * 300,
    "Article in Foo, translated by Bar:\n" * 200,
    "(AFP photo) " * 300,
    "a\n\n" * 2000,
    "قال " * 2000,
    "\ufeffword",
    "Tags " * 500,
    "-AFP " * 300,
]


@pytest.mark.parametrize("content", HOSTILE)
def test_parts_tile_the_text_and_sentences_lie_in_them(read_text, content: str) -> None:
    tables = read_text(json.dumps({"id": "a", "title": "A title of words", "text": content}), "rows.jsonl")
    (article,), parts = tables.of(Article), {part.id: part for part in tables.of(Part)}
    assert "".join(article.text[part.start : part.end] for part in parts.values()) == article.text
    sentences = tables.of(Sentence)
    assert all(left.end <= right.start for left, right in itertools.pairwise(sentences))
    assert all(parts[one.part].start <= one.start < one.end <= parts[one.part].end for one in sentences)
    assert [one.title for one in sentences[:2]] == [True, False]


def test_every_kind_that_a_suffix_tells_has_a_reader_and_is_named_to_persons() -> None:
    assert set(SUFFIXES.values()) <= set(READERS)
    assert sorted(kind for kinds in NAMED.values() for kind in kinds) == sorted(set(SUFFIXES.values()))


def test_every_suffix_stands_in_the_table_of_what_is_read() -> None:
    table = (Path(__file__).parents[2] / "docs/start.md").read_text(encoding="utf-8")
    others = {".markdown", ".ndjson", ".rss", ".atom", ".rdf", ".xml", ".opml", ".json", ".tgz"}
    others |= {suffix for suffix, kind in SUFFIXES.items() if kind == "image"}
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in table and suffix not in others] == []
