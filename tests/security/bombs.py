"""Make Word files that are none: bombs, ways out of the folder, entities, things to fetch."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "lol">%s]><a>&z;</a>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def plain_word_file() -> bytes:
    """Return a Word file as the library makes it."""
    import docx

    held = io.BytesIO()
    docx.Document().save(held)
    return held.getvalue()


def with_part(name: str, content: bytes, replacing: str = "", packed: bool = True) -> bytes:
    """Return a Word file with one part more, or with another in place of one it has."""
    made = io.BytesIO()
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    source = zipfile.ZipFile(io.BytesIO(plain_word_file()))
    with source, zipfile.ZipFile(made, "w", way) as target:
        for part in source.infolist():
            if part.filename != replacing:
                target.writestr(part.filename, source.read(part))
        target.writestr(name, content)
    return made.getvalue()


def with_relation(kind: str, target: str) -> bytes:
    """Return a Word file whose document points at something outside it."""
    name = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(plain_word_file())) as held:
        rels = held.read(name)
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    told = (
        f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'
    )
    return with_part(name, rels.replace(b"</Relationships>", told.encode() + b"</Relationships>"),
                     replacing=name)  # fmt: skip


def lying_about_its_size() -> bytes:
    """Return a Word file with a part that unpacks to 60 MB where its header says a few bytes."""
    made = bytearray(with_part("word/media/a.bin", bytes(60 << 20)))
    size = (60 << 20).to_bytes(4, "little")
    while (at := made.find(size)) >= 0:
        made[at : at + 4] = (64).to_bytes(4, "little")
    return bytes(made)


def templates() -> dict[str, Callable[[], bytes]]:
    """Return what makes each, by a name."""
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    document = "word/document.xml"
    laughs = b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(99, 123)
    )

    def bare(content: bytes) -> bytes:
        return with_part(document, content, document, packed=False)

    return {
        "not an archive": lambda: b"PK\x03\x04 and no more",
        "empty": lambda: b"",
        "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(500),
        "a part of zeros": lambda: with_part("word/media/a.bin", bytes(200 << 20)),
        "a part that lies about its size": lying_about_its_size,
        "a thousand parts": lambda: _many_parts(1_000),
        "a way out": lambda: with_part("../../outside.xml", b"<a/>"),
        "an absolute way out": lambda: with_part("/etc/outside.xml", b"<a/>"),
        "a drive": lambda: with_part("C:\\outside.xml", b"<a/>"),
        "entities in entities": lambda: bare(ENTITIES % laughs),
        "an entity from outside": lambda: bare(OUTSIDE),
        "an entity in two-byte letters": lambda: bare(OUTSIDE.decode("ascii").encode("utf-16")),
        "tags without end": lambda: bare(body + b"<w:p/>" * 2_000_000),
        "nested tags": lambda: bare(body + b"<w:p>" * 500_000),
        "as many tags as may be": lambda: bare(
            body + b"<w:body>" + b"<w:p/>" * 590_000 + b"</w:body></w:document>"
        ),
        "a picture fetched": lambda: with_relation("image", "http://example.com/a.png"),
        "a part fetched": lambda: with_relation("aFChunk", "file:///etc/passwd"),
        "a frame fetched": lambda: with_relation("frame", "\\\\host\\share"),
    }


def _many_parts(count: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for number in range(count):
            target.writestr(f"word/{number}.xml", b"<a/>")
    return made.getvalue()
