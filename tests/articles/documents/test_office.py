"""Word, OpenDocument and EPUB files, written by other programs' libraries where there is one."""

from __future__ import annotations

import datetime
import io

import docx
import odfdo
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.articles.documents.conftest import Reading
from tests.articles.documents.packages import book, chapter, open_text, word


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def _word() -> docx.document.Document:
    document = docx.Document()
    document.add_heading("Bridge at Ostrel reopens", 0)
    document.add_paragraph("The bridge was opened on Monday, officials said.")
    return document


def test_headings_paragraphs_and_tables_stand_in_order(read: Reading) -> None:
    document = _word()
    document.add_heading("The works", 1)
    table = document.add_table(2, 2)
    for number, words in enumerate(["Town", "Spans", "Ostrel", "14"]):
        table.cell(number // 2, number % 2).text = words
    document.add_paragraph("They took five months.")
    found = read(_saved(document), "a.docx")
    assert found.draft.title == "Bridge at Ostrel reopens"
    assert found.lines == [
        "The bridge was opened on Monday, officials said.",
        "The works",
        "Town | Spans",
        "Ostrel | 14",
        "They took five months.",
    ]


def test_what_was_inserted_is_kept_what_was_deleted_or_remarked_is_not(read: Reading) -> None:
    document = _word()
    paragraph = document.add_paragraph("It cost 14 million")
    for change, tag, words in (
        ("w:ins", "w:t", " marks"),
        ("w:del", "w:delText", " dollars"),
        ("w:moveFrom", "w:t", " euros"),
    ):
        run, text = OxmlElement("w:r"), OxmlElement(tag)
        text.text = words
        run.append(text)
        element = OxmlElement(change)
        element.append(run)
        paragraph._p.append(element)
    document.add_comment(paragraph.runs[0], "a remark", author="T. Lorn")
    assert read(_saved(document), "a.docx").lines[-1] == "It cost 14 million marks"


def test_links_lie_on_their_words_as_relation_and_as_field(read: Reading) -> None:
    document = _word()
    paragraph = document.add_paragraph("See ")
    key = document.part.relate_to("https://example.org/plan", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("r:id"), key)
    text.text = "the plan"
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
    draft = read(_saved(document), "a.docx").draft
    (found,) = draft.links
    assert (found.text, found.href) == ("the plan", "https://example.org/plan")
    assert draft.text[found.start : found.end] == "the plan"
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/b" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>words</w:t></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> behind</w:t></w:r></w:p>'
    )
    (found,) = read(word(field), "b.docx").draft.links
    assert (found.text, found.href) == ("words", "https://example.org/b")


def test_what_a_word_file_says_of_itself(read: Reading) -> None:
    document = _word()
    said = document.core_properties
    said.author, said.title, said.language = "Ilva Marr; Teva Lorn", "Some template", "en-GB"
    said.created = datetime.datetime(2034, 3, 2, 10, 15)
    said.modified = datetime.datetime(2034, 3, 4)
    draft = read(_saved(document), "a.docx").draft
    assert (draft.title, draft.authors, draft.lang) == (
        "Bridge at Ostrel reopens",
        ["Ilva Marr", "Teva Lorn"],
        "en",
    )
    (date,) = draft.dates
    assert (date.value[:10], date.weak) == ("2034-03-02", True)
    assert draft.modified and draft.modified.value[:10] == "2034-03-04"


def test_the_date_of_a_library_s_template_is_none(read: Reading) -> None:
    draft = read(_saved(_word()), "a.docx").draft
    assert draft.dates == [] and draft.modified is None


WORD_BODIES = {
    "hidden words": ("<w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Not.</w:t></w:r></w:p>", "Seen."),
    "a text box once": (
        '<w:p><w:r><w:t>Outside.</w:t></w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent><w:p><w:r>'
        "<w:t>Inside.</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Inside."
        "</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>",
        "Outside.\nInside.",
    ),
    "a paragraph whose end was deleted": (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p><w:p><w:r><w:t>paragraph.</w:t></w:r></w:p>",
        "One paragraph.",
    ),
    "a row that was inserted": (
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>"
        "<w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
        "A | B",
    ),
    "tabs and hyphens": ("<w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:noBreakHyphen/><w:t>C</w:t><w:softHyphen/><w:t>D</w:t></w:r></w:p>", "A B-CD"),
}  # fmt: skip


def test_forms_that_word_files_have(read: Reading) -> None:
    for name, (body, text) in WORD_BODIES.items():
        assert read(word(body), "a.docx").draft.text.strip() == text, name


def test_notes_come_last(read: Reading) -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:type="separator">'
        "<w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    body = "<w:p><w:r><w:t>First line of it,</w:t></w:r></w:p><w:p><w:r><w:t>and last.</w:t></w:r></w:p>"
    found = read(word(body, **{"word/footnotes.xml": notes}), "a.docx")
    assert found.lines[-2:] == ["and last.", "The note."]


def test_an_opendocument_text_with_note_remark_link_and_table(read: Reading) -> None:
    document = odfdo.Document("text")
    body = document.body
    body.clear()
    body.append(odfdo.Header(1, "Bridge at Ostrel reopens"))
    paragraph = odfdo.Paragraph("The bridge was opened on Monday, officials said. More is here.")
    body.append(paragraph)
    paragraph.insert_note(after="Monday", note_id="n1", citation="1", body="The office's statement.")
    paragraph.insert_annotation(after="opened", body="a remark", creator="T. Lorn")
    paragraph.set_link("https://example.org/said", regex="officials said")
    table = odfdo.Table("T", width=2, height=2)
    for place, words in {"A1": "Town", "B1": "Spans", "A2": "Ostrel", "B2": 14}.items():
        table.set_value(place, words)
    body.append(table)
    document.meta.creator = "Ilva Marr"
    document.meta.creation_date = datetime.datetime(2034, 3, 2, 10, 15)
    found = read(_saved(document), "a.odt")
    assert found.draft.title == "Bridge at Ostrel reopens"
    assert found.lines == [
        "The bridge was opened on Monday, officials said. More is here.",
        "Town | Spans",
        "Ostrel | 14",
        "The office's statement.",
    ]
    (link,) = found.draft.links
    assert found.draft.text[link.start : link.end] == link.text == "officials said"
    assert found.draft.dates[0].value.startswith("2034-03-02") and found.draft.dates[0].weak


def test_deleted_text_of_an_opendocument_is_left_out(read: Reading) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p>Kept<text:s text:c="3"/>words<text:line-break/>here.</text:p>'
    )
    assert read(open_text(body), "a.odt").draft.text.strip() == "Kept words here."


METADATA = (
    "<dc:title>The Ostrel papers</dc:title><dc:creator>Ilva Marr</dc:creator><dc:language>en</dc:language>"
    "<dc:date>2034-03-02</dc:date><dc:publisher>Karst Press</dc:publisher><dc:source>https://example.org/first</dc:source>"
)


def test_chapters_of_a_book_are_one_article_with_its_title(read: Reading) -> None:
    first = chapter(
        '<h1>One</h1><p>First&nbsp;words of <a href="https://example.org/">the plan</a>, see <a href="c2.xhtml">two</a>.</p>'
    )
    second = chapter(
        '<p>Second chapter.</p><aside epub:type="footnote"><p>A note.</p></aside><script>no()</script><p>End.</p>'
    )
    draft = read(
        book({"c%201.xhtml": b"", "c2.xhtml": second}, METADATA, **{"in/c 1.xhtml": first}), "a.epub"
    ).draft
    assert (
        draft.text
        == "The Ostrel papers\nOne\nFirst words of the plan, see two.\nSecond chapter.\nEnd.\nA note."
    )
    assert (draft.publisher, draft.authors, draft.lang) == ("Karst Press", ["Ilva Marr"], "en")
    assert [(link.text, link.href) for link in draft.links] == [("the plan", "https://example.org/")]
    assert draft.dates[0].value == "2034-03-02" and not draft.dates[0].weak
    assert draft.credits[0].href == "https://example.org/first"


def test_of_a_periodical_each_chapter_is_an_article(read: Reading) -> None:
    long = "<p>" + "The council voted on Sunday to mend the dam. " * 8 + "</p>"
    data = book(
        {"a.xhtml": chapter("<h1>Dam to be mended</h1>" + long), "b.xhtml": chapter("<h1>Bread is cheaper</h1>" + long), "c.xhtml": chapter("<p>Contents</p>")},
        METADATA + "<dc:type>newspaper</dc:type>",
    )  # fmt: skip
    found = read(data, "a.epub")
    assert [draft.title for draft in found.drafts] == ["Dam to be mended", "Bread is cheaper"]
    assert len({draft.id for draft in found.drafts}) == 2


def test_a_chapter_that_is_no_xml_is_read_as_a_browser_would(read: Reading) -> None:
    draft = read(book({"a.xhtml": "<html><body><p>One<br>two<p>Three</body>"}), "a.epub").draft
    assert draft.text.strip().split("\n") == ["One two", "Three"]


def test_chapters_that_are_missing_are_told_of(read: Reading) -> None:
    found = read(
        book({"a.xhtml": chapter("<p>Words of the first.</p>"), "gone.xhtml": ""}, METADATA), "a.epub"
    )
    assert found.drafts
    data = book({"a.xhtml": chapter("<p>Words of the first.</p>")}, METADATA).replace(
        b"in/a.xhtml", b"in/b.xhtml"
    )
    assert "the book's spine names it, but it is not in the file" in read(data, "b.epub").reasons
