"""Write a document as Word, with real headings, table headers and alternative text."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from livecoach.report.document import (
    Document,
    Draw,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Table,
    Text,
)

# On every managed Windows laptop; elsewhere its metric twin stands in for it.
_FACE = "Calibri"
_WIDTH_MM = 162  # between the margins of A4
_INK, _MUTED, _LINE = "1C1F23", "5F6773", "E4E2DC"
# Documents carry no hour of their making: an archive's first day stands in for it.
_NO_DATE = datetime(2000, 1, 1)


def _style(word: Any, name: str, size: float, colour: str, bold: bool, before: float,
           after: float) -> None:  # fmt: skip
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style = word.styles[name]
    style.font.name = _FACE
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    spacing = style.element.get_or_add_rPr().find(qn("w:spacing"))
    if spacing is not None:
        spacing.getparent().remove(spacing)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for face in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(face), _FACE)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.2


def _styles(word: Any) -> None:
    _style(word, "Normal", 11, _INK, False, 0, 5)
    _style(word, "Title", 22, _INK, True, 0, 4)
    _style(word, "Subtitle", 10, _MUTED, False, 0, 2)
    for level, size in ((1, 13), (2, 12), (3, 11)):
        _style(word, f"Heading {level}", size, _INK, True, 12, 3)
    for name in ("List Bullet", "List Number"):
        _style(word, name, 11, _INK, False, 0, 3)
    _style(word, "Caption", 9.5, _MUTED, False, 4, 3)
    _style(word, "Quote", 10.5, _INK, False, 4, 8)
    border = word.styles["Title"].element.find(".//{*}pBdr")
    if border is not None:
        border.getparent().remove(border)


def _language(word: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for style in word.styles.element.iter(qn("w:rPrDefault")):
        properties = style.find(qn("w:rPr"))
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), language)
        lang.set(qn("w:eastAsia"), language)
        properties.append(lang)


def _anonymous(word: Any, document: Document) -> None:
    core = word.core_properties
    core.title, core.language = document.title, document.language
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(core, name, "")
    core.created = core.modified = _NO_DATE
    core.revision = 1


def _runs(paragraph: Any, text: Text) -> None:
    for span in text:
        run = paragraph.add_run(span.text)
        run.bold = span.strong or None
        run.italic = span.emphasis or None


def _restart_numbers(word: Any, paragraph: Any) -> int:
    """Give a numbered list a counter of its own, from 1, and return its id."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbering = word.part.numbering_part.numbering_definitions._numbering
    style_id = paragraph.style.element.pPr.numPr.numId.val
    abstract = next(
        num.abstractNumId.val for num in numbering.findall(qn("w:num")) if num.numId == style_id
    )
    num = numbering.add_num(abstract)
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), "0")
    start = OxmlElement("w:startOverride")
    start.set(qn("w:val"), "1")
    override.append(start)
    num.append(override)
    return int(num.numId)


def _listing(word: Any, block: Listing) -> None:
    style = "List Number" if block.numbered else "List Bullet"
    number: int | None = None
    for item in block.items:
        paragraph = word.add_paragraph(style=style)
        if block.numbered:
            number = number or _restart_numbers(word, paragraph)
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = number
            properties.get_or_add_ilvl().val = 0
        _runs(paragraph, item)


def _table(word: Any, block: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    word.add_paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
    table = word.add_table(rows=1 + len(block.rows), cols=len(block.headers))
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for edge in ("w:bottom", "w:insideH"):
        line = OxmlElement(edge)
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:color", _LINE)):
            line.set(qn(name), value)
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    inset = OxmlElement("w:left")
    for name, value in (("w:w", "0"), ("w:type", "dxa")):
        inset.set(qn(name), value)
    margins.append(inset)
    properties.append(margins)
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), block.caption)
    properties.append(described)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    table.autofit = False
    for column, share in zip(table.columns, block.shares(), strict=True):
        column.width = Mm(_WIDTH_MM * share)
    for row, cells in zip(table.rows, (block.headers, *block.rows), strict=True):
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)
        for column, cell, text in zip(table.columns, row.cells, cells, strict=True):
            cell.width = column.width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.space_before = Pt(2)
            run = paragraph.add_run(text)
            run.font.size = Pt(10.5)
            run.bold = cells is block.headers or None
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _picture(word: Any, block: Picture, draw: Draw) -> None:
    from docx.shared import Mm

    shape = word.add_picture(
        io.BytesIO(draw(block, "png")), width=Mm(min(block.width_mm, _WIDTH_MM))
    )
    shape._inline.docPr.set("descr", block.alt)
    shape._inline.docPr.set("name", "Figure")
    for edge in ("distT", "distB", "distL", "distR"):
        shape._inline.set(edge, "0")
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    word.add_paragraph(block.caption, style="Caption")


def write(document: Document, draw: Draw, template: Path | None = None) -> bytes:
    """
    Return the document as Word. ``template`` is a coach's own .docx, whose styles it takes.

    Metadata hold the title and the language, no author, path or time. Raise BadTemplate.
    """
    import docx
    from docx.shared import Mm

    from livecoach.report.writers.template_child import cleaned

    word = docx.Document(None if template is None else io.BytesIO(cleaned(template)))
    if template is None:
        _styles(word)
        section = word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(24)
        section.top_margin = section.bottom_margin = Mm(20)
    _language(word, document.language)
    _anonymous(word, document)
    word.add_paragraph(document.subtitle, style="Subtitle")
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.status, style="Quote" if template is None else "Normal")
    for block in document.blocks:
        match block:
            case Heading():
                word.add_heading(block.text, block.level)
            case Paragraph():
                _runs(word.add_paragraph(), block.text)
            case Listing():
                _listing(word, block)
            case Table():
                _table(word, block)
            case Picture():
                _picture(word, block, draw)
    word.add_paragraph(document.handling, style="Caption" if template is None else "Normal")
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()
