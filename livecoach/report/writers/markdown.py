"""Write a document as Markdown."""

from __future__ import annotations

import re

from livecoach.report.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Span,
    Table,
    Text,
)

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_STARTS = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])", re.MULTILINE)


def escape(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, link, image or HTML can arise."""
    flat = " ".join(text.split())
    marked = _MARKS.sub(r"\\\1", flat).replace("&", "&amp;").replace("://", ":&#47;&#47;")
    return _STARTS.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", marked)


def _span(span: Span) -> str:
    text = escape(span.text)
    mark = "**" if span.strong else "*" if span.emphasis else ""
    if not mark or not span.text.strip():
        return text if span.text.strip() else span.text
    before = " " if span.text[0].isspace() else ""
    after = " " if span.text[-1].isspace() else ""
    return f"{before}{mark}{text}{mark}{after}"


def _text(text: Text) -> str:
    parts = []
    for span in text:
        piece = _span(span)
        if not (span.strong or span.emphasis) and span.text.strip():
            lead = " " if span.text[0].isspace() else ""
            tail = " " if span.text[-1].isspace() else ""
            piece = f"{lead}{piece}{tail}"
        parts.append(piece)
    return "".join(parts).strip()


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {escape(block.text)}"
        case Paragraph():
            return _text(block.text)
        case Listing():
            marks = [f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1)]
            return "\n".join(
                f"{mark} {_text(item)}" for mark, item in zip(marks, block.items, strict=True)
            )
        case Table():
            rule = "|" + "---|" * len(block.headers)
            rows = [_row(row) for row in block.rows]
            return "\n".join([f"*{escape(block.caption)}*", "", _row(block.headers), rule, *rows])
        case Picture():
            return f"*{escape(block.caption)}* {escape(block.alt)}"


def write(document: Document) -> bytes:
    """Return the document as UTF-8 Markdown; a picture stands as its words."""
    parts = [f"# {escape(document.title)}", escape(document.subtitle),
             f"**{escape(document.status)}**"]  # fmt: skip
    parts += [_block(block) for block in document.blocks]
    parts += ["---", f"*{escape(document.handling)}*"]
    return ("\n\n".join(part for part in parts if part.strip("*# ")) + "\n").encode()
