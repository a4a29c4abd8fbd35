"""Look for words of the record in every file that goes to the group or the sponsor.

``python -m tests.security.canaries --records 10000`` makes that many records with a canary word
in every text field, writes each audience's files in every format and searches their bytes, with
archives opened and pages' text read out: text, metadata, alternative text and figures alike.
"""

from __future__ import annotations

import argparse
import base64
import io
import re
import sys
import zipfile
from collections.abc import Iterator

from livecoach import paths
from livecoach.report import make
from livecoach.report.check import known_from
from livecoach.report.data.tables import tables
from livecoach.report.document import Document
from livecoach.report.writers import docx, html, markdown, pdf, xlsx
from livecoach.ui.summary.drawing import draw, without_screen
from tests.report.meetings import with_canaries

PDF_EVERY = 20  # a PDF's text is slow to read out again


def leaks(seed: int, with_pdf: bool) -> list[str]:
    """Return what of one record was found where it must not be: "audience form canary"."""
    timeline, canaries = with_canaries(seed)
    known = known_from(timeline.seats.values())
    allowed = {"group": {timeline.session.title}, "sponsor": set()}
    found = []
    for audience, document in (
        ("group", make.for_group(timeline, known)),
        ("sponsor", make.for_sponsor(timeline, known)),
    ):
        sheets = tables(timeline, audience, known)
        for form, text in _texts(document, xlsx.write(sheets), with_pdf):
            lowered = text.casefold()
            found += [
                f"{audience} {form} {word}"
                for word in canaries
                if word not in allowed[audience] and word.casefold() in lowered
            ]
    return found


def _texts(document: Document, workbook: bytes, with_pdf: bool) -> Iterator[tuple[str, str]]:
    """Yield every format's whole content as text, archives and pictures opened."""
    yield "md", markdown.write(document).decode()
    template = paths.resource("templates/summary.html").read_text("utf-8")
    page = html.write(document, draw, template).decode()
    inner = [base64.b64decode(one).decode() for one in re.findall(r"base64,([^\"]+)", page)]
    yield "html", "\n".join([page, *inner])
    yield "docx", _unzipped(docx.write(document, draw))
    yield "xlsx", _unzipped(workbook)
    if with_pdf:
        from pypdf import PdfReader

        content = pdf.write(
            document, draw, paths.resource("templates/summary.typ"), paths.resource("fonts")
        )
        reader = PdfReader(io.BytesIO(content))
        shown = "\n".join(one.extract_text() for one in reader.pages)
        yield "pdf", f"{shown}\n{reader.metadata}\n{content.decode('latin-1')}"


def _unzipped(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return "\n".join(held.read(name).decode("latin-1") for name in held.namelist())


def run(records: int, seed: int) -> list[str]:
    """Return the leaks of many records."""
    found = []
    for number in range(records):
        found += leaks(seed + number, number % PDF_EVERY == 0)
    return found


def main() -> int:
    """Search, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    args = asked.parse_args()
    without_screen()
    found = run(args.records, args.seed)
    for line in found[:20]:
        print(line)
    print(f"{args.records} records, {len(found)} leaks")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
