"""Write a document as one HTML file without scripts, links or anything fetched."""

from __future__ import annotations

import base64

from livecoach.report.document import Document, Draw, Picture


def write(document: Document, draw: Draw, template: str) -> bytes:
    """Return the document as HTML made from the shipped template's text, all text escaped."""
    from jinja2 import Environment, StrictUndefined

    shelf = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    pictures = {
        place: base64.b64encode(draw(block, "svg")).decode("ascii")
        for place, block in enumerate(document.blocks)
        if isinstance(block, Picture)
    }
    blocks = [(type(block).__name__, block) for block in document.blocks]
    page = shelf.from_string(template).render(document=document, blocks=blocks, pictures=pictures)
    return page.encode()
