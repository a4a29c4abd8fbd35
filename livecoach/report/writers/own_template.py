"""Read a coach's own Word file for its styles, wary of what an archive can do to its reader."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from livecoach.core.sentence import one_line

LARGEST = 20 << 20  # bytes of the file; a letterhead with pictures has a tenth of that
MOST_PARTS = 300  # a plain letter has fifteen
LARGEST_OPENED = 60 << 20  # bytes of all parts together, unpacked
LARGEST_TEXT = 24 << 20  # bytes of all the XML among them
MOST_TAGS = 600_000  # each costs a hundred bytes once it is read
HIGHEST_RATIO = 200  # unpacked to packed; Word's own XML comes to 20
RATIO_FROM = 1 << 20  # bytes; a small part may well be all the same letter
_XML = (".xml", ".rels")
_LINK = "/hyperlink"
_TEMPLATE = "/attachedTemplate"


class BadTemplate(ValueError):
    """A file that cannot be a template; the message says which, why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(one_line(words))


def checked_template(path: Path) -> bytes:
    """
    Return a Word file's bytes once its parts have been counted and measured. Raise BadTemplate.

    Nothing is unpacked to disk, no part is read further than its own header says, and XML that
    brings a document type or entities of its own is refused unread.
    """
    try:
        if not path.is_file():
            raise BadTemplate(f"{path} is not there, or is no file; check the name.")
        if path.stat().st_size > LARGEST:
            raise BadTemplate(
                f"{path.name} is larger than {LARGEST >> 20} MB; a template needs no content of "
                "its own. Save a smaller copy and name that."
            )
        content = path.read_bytes()
    except OSError as error:
        raise BadTemplate(f"{path.name} cannot be read: {error.strerror}.") from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            _check_parts(path.name, held)
            _check_text(path.name, held)
    # What the archive reader raises of files that are none, by the fuzzing of it.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
            KeyError, IndexError, OverflowError, _zlib_error()) as error:  # fmt: skip
        if isinstance(error, BadTemplate):
            raise
        raise BadTemplate(no_word_file(path.name)) from None
    return content


def read_template(path: Path) -> Any:
    """Return the Word document of a coach's own file, which fetches nothing. Raise BadTemplate."""
    import docx

    content = checked_template(path)
    try:
        word = docx.Document(io.BytesIO(content))
        _keep_in(path.name, word)
        word.styles["Normal"]
    except BadTemplate:
        raise
    except Exception as error:  # whatever the library makes of parts that do not fit together
        raise BadTemplate(f"{no_word_file(path.name)[:-1]} ({type(error).__name__}).") from None
    return word


def no_word_file(name: str) -> str:
    """Return what is said of a file that cannot be read, whatever it is."""
    return f"{name} is not a Word document (.docx) that can be read; save it again in Word."


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


def _check_parts(name: str, held: zipfile.ZipFile) -> None:
    parts = held.infolist()
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise BadTemplate(f"{name} has too many parts, or one twice; save it again in Word.")
    for part in parts:
        place = PurePosixPath(part.filename.replace("\\", "/"))
        if place.is_absolute() or ".." in place.parts or ":" in part.filename:
            raise BadTemplate(f"{name} names a part outside itself; do not use this file.")
        if part.file_size > max(RATIO_FROM, HIGHEST_RATIO * part.compress_size):
            raise BadTemplate(f"{name} unpacks to far more than it holds; do not use this file.")
    if sum(part.file_size for part in parts) > LARGEST_OPENED:
        raise BadTemplate(
            f"{name} unpacks to more than {LARGEST_OPENED >> 20} MB; take large pictures out."
        )


def _check_text(name: str, held: zipfile.ZipFile) -> None:
    size = tags = 0
    for part in held.infolist():
        if not part.filename.lower().endswith(_XML):
            continue
        size += part.file_size
        if size > LARGEST_TEXT:
            raise BadTemplate(f"{name} holds too much text for a template; empty it and save it.")
        text = held.read(part)
        tags += text.count(b"<")
        if tags > MOST_TAGS:
            raise BadTemplate(f"{name} holds too much text for a template; empty it and save it.")
        if b"\0" in text or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise BadTemplate(f"{name} brings definitions of its own; save it again in Word.")


def _keep_in(name: str, word: Any) -> None:
    """Let go of the template the file was itself made from; refuse what else is outside it."""
    from docx.oxml.ns import qn

    for part in word.part.package.iter_parts():
        for key, link in list(part.rels.items()):
            if not link.is_external or link.reltype.endswith(_LINK):
                continue
            if not link.reltype.endswith(_TEMPLATE):
                what = link.reltype.rpartition("/")[2]
                raise BadTemplate(
                    f"{name} fetches something from outside ({what}) when it is opened; put it "
                    "into the file, or take it out, in Word."
                )
            for told in part.element.findall(qn("w:attachedTemplate")):
                part.element.remove(told)
            del part.rels[key]
