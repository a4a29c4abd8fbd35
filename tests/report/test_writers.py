"""Each format is written, opened again and read: text, structure, language and metadata."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach import paths
from livecoach.report import make
from livecoach.report.check import known_from
from livecoach.report.document import (
    Document,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Span,
    Table,
    VoiceBars,
    all_words,
    plain,
)
from livecoach.report.writers import docx, html, markdown, pdf
from livecoach.ui.summary.drawing import draw
from tests.report.meetings import example

HOSTILE = '<img src="file:///etc/passwd"> [x](http://evil.example) **b** #let x = 1 $ & =1+1 | `c`'


def group() -> Document:
    timeline = example()
    return make.for_group(timeline, known_from(timeline.seats.values()))


def hostile() -> Document:
    return Document(
        HOSTILE, HOSTILE, HOSTILE,
        (
            Heading(HOSTILE),
            Paragraph((Span(HOSTILE, strong=True), Span(HOSTILE))),
            Listing((plain(HOSTILE), plain("- two")), numbered=True),
            Table(HOSTILE, (HOSTILE, "b"), ((HOSTILE, "1"),)),
            Picture(VoiceBars((0.6, 0.4, 0.0), 1 / 3), HOSTILE, HOSTILE),
        ),
        HOSTILE,
    )  # fmt: skip


def as_html(document: Document) -> str:
    template = paths.resource("templates/summary.html").read_text("utf-8")
    return html.write(document, draw, template).decode()


def as_pdf(document: Document) -> bytes:
    return pdf.write(
        document, draw, paths.resource("templates/summary.typ"), paths.resource("fonts")
    )


class Tags(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.usefixtures("fonts")
def test_word_has_headings_table_headers_alternative_text_and_no_author() -> None:
    import docx as python_docx

    document = group()
    made = docx.write(document, draw)
    word = python_docx.Document(io.BytesIO(made))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    text += "\n".join(
        cell.text for table in word.tables for row in table.rows for cell in row.cells
    )
    shown = squeezed(text)
    alternative = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    for words in all_words(document):
        assert squeezed(words) in shown or words in alternative
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]
    assert "Title" in styles and styles.count("Heading 1") >= 6
    assert "w:tblHeader" in word.tables[0].rows[0]._tr.xml
    core = word.core_properties
    assert (core.author, core.last_modified_by, core.title) == ("", "", document.title)
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    assert b'w:val="en-GB"' in parts["word/styles.xml"]
    everything = b"".join(parts.values())
    assert b"/work" not in everything and b"python-docx" not in everything


@pytest.mark.usefixtures("fonts")
def test_pdf_is_tagged_says_its_language_and_keeps_every_word() -> None:
    from pypdf import PdfReader

    document = group()
    reader = PdfReader(io.BytesIO(as_pdf(document)))
    root: Any = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root and root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    info = reader.metadata
    assert info is not None and info.title == document.title and not info.author
    assert 1 <= len(reader.pages) <= 2
    shown = squeezed("".join(page.extract_text() for page in reader.pages))
    for block in document.blocks:
        if isinstance(block, Heading):
            assert squeezed(block.text) in shown
    assert b"/URI" not in as_pdf(hostile())


@pytest.mark.usefixtures("fonts")
def test_html_is_one_file_that_fetches_and_runs_nothing() -> None:
    for document in (group(), hostile()):
        page = Tags()
        page.feed(as_html(document))
        tags = {tag for tag, _ in page.seen}
        assert not tags & {"script", "link", "a", "iframe", "object", "form", "base", "embed"}
        for tag, attributes in page.seen:
            if tag == "img":
                assert str(attributes["src"]).startswith("data:image/svg+xml;base64,")
                assert attributes["alt"]
            assert not [name for name in attributes if name.startswith("on")]
        assert ("html", {"lang": "en-GB"}) in page.seen
        shown = squeezed("".join(page.text))
        alternative = [attributes.get("alt") for tag, attributes in page.seen if tag == "img"]
        for words in all_words(document):
            assert squeezed(words) in shown or words in alternative


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_nothing_a_person_typed_becomes_markup_in_markdown(text: str) -> None:
    escaped = markdown.escape(text)
    bare = re.sub(r"\\.", "", escaped)
    assert not re.search(r"[`*_<>\[\]{}#|~$]", bare)
    assert "://" not in escaped


def test_markdown_reads_as_the_document_does() -> None:
    text = markdown.write(group()).decode()
    assert text.startswith("# What the room showed us\n")
    assert "| Seats heard (of 14) | 9 | 9 | 12 |" in text
    assert "1. **Ownership language, then system language.** Contributions" in text


@pytest.mark.usefixtures("fonts")
def test_a_coachs_own_word_template_is_used(tmp_path: Path) -> None:
    import docx as python_docx
    from docx.shared import Pt

    own = python_docx.Document()
    own.styles["Heading 1"].font.size = Pt(31)
    own.sections[0].footer.paragraphs[0].text = "Our own letterhead"
    path = tmp_path / "own.docx"
    own.save(str(path))
    made = python_docx.Document(io.BytesIO(docx.write(group(), draw, template=path)))
    assert made.styles["Heading 1"].font.size == Pt(31)
    assert made.sections[0].footer.paragraphs[0].text == "Our own letterhead"
    assert any(paragraph.text == "What I noticed" for paragraph in made.paragraphs)
