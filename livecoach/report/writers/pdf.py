"""Write a document as tagged PDF (PDF/UA-1), set by typst from the shipped template."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from livecoach.report.document import Document, Draw, Picture, Table


def _data(document: Document, draw: Draw) -> dict[str, Any]:
    blocks = []
    for block in document.blocks:
        values: dict[str, Any]
        if isinstance(block, Picture):
            values = {"alt": block.alt, "caption": block.caption}
            values["svg"] = draw(block, "svg").decode()
        else:
            values = asdict(block)
        if isinstance(block, Table):
            values["widths"] = list(block.shares())
        blocks.append({"kind": type(block).__name__, **values})
    top = {name: getattr(document, name) for name in ("title", "subtitle", "status", "handling")}
    return {**top, "blocks": blocks}


def pages(
    document: Document, draw: Draw, template: Path, fonts: Path, dots_an_inch: int = 200
) -> list[bytes]:
    """Return the document's pages as PNG, to print and to preview; as ``write`` sets them."""
    import typst

    made = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(document, draw), ensure_ascii=False)},
        format="png",
        ppi=dots_an_inch,
    )
    return [made] if isinstance(made, bytes) else [page for page in made or [] if page]


def write(document: Document, draw: Draw, template: Path, fonts: Path) -> bytes:
    """
    Return the document as PDF. All text travels as data, never as markup.

    ``template`` is the shipped typst file, ``fonts`` the folder with the shipped fonts.
    """
    import typst

    made = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(document, draw), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single PDF")
    return made
