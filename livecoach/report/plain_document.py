"""Turn a document into plain values and back, so that it can be kept as it was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from livecoach.report.document import (
    Block,
    DecisionLine,
    Document,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Span,
    Table,
    Text,
    VoiceBars,
)


def as_dict(document: Document) -> dict[str, Any]:
    """Return a document as values that JSON can hold; sentences lose their keys."""
    top = {
        name: getattr(document, name)
        for name in ("title", "subtitle", "status", "handling", "language")
    }
    return {**top, "blocks": [_plain(block) for block in document.blocks]}


def from_dict(values: Mapping[str, Any]) -> Document:
    """Return the document that ``as_dict`` described. Raise KeyError where it is none."""
    blocks = tuple(_block(one) for one in values["blocks"])
    return Document(**{**values, "blocks": blocks})


def _plain(block: Block) -> dict[str, Any]:
    values = asdict(block)
    if isinstance(block, Picture):
        values["figure"]["kind"] = type(block.figure).__name__
    for span in values["text"] if isinstance(block, Paragraph) else ():
        span["key"] = ""
    for item in values["items"] if isinstance(block, Listing) else ():
        for span in item:
            span["key"] = ""
    return {"kind": type(block).__name__, **values}


def _block(values: Mapping[str, Any]) -> Block:
    kind = values["kind"]
    held = {name: value for name, value in values.items() if name != "kind"}
    if kind == "Heading":
        return Heading(**held)
    if kind == "Paragraph":
        return Paragraph(_text(held["text"]), held["quiet"])
    if kind == "Listing":
        return Listing(tuple(_text(item) for item in held["items"]), held["numbered"])
    if kind == "Table":
        rows = tuple(tuple(row) for row in held["rows"])
        return Table(held["caption"], tuple(held["headers"]), rows, tuple(held["widths"]))
    if kind == "Picture":
        return Picture(**{**held, "figure": _figure(held["figure"])})
    raise KeyError(kind)


def _text(spans: list[Mapping[str, Any]]) -> Text:
    return tuple(Span(**span) for span in spans)


def _figure(values: Mapping[str, Any]) -> VoiceBars | DecisionLine:
    if values["kind"] == "VoiceBars":
        return VoiceBars(tuple(values["shares"]), values["equal"])
    marks = tuple((int(at), bool(spoke)) for at, spoke in values["marks"])
    return DecisionLine(marks, values["length_ms"])
