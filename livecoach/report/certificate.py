"""Write the certificate of a purge as a document that anybody may read."""

from __future__ import annotations

from livecoach.core.certificate import Certificate, Line
from livecoach.core.planning.dates import shown_date
from livecoach.core.retention import BY_ID
from livecoach.report.audiences.parts import date_words
from livecoach.report.document import Block, Document, Heading, Listing, Paragraph, Table, plain

ROWS = {
    "engagement": "Programmes", "organisation": "Organisations", "post": "Posts",
    "session": "Sessions", "seat": "Seats", "agenda_item": "Agenda items",
    "check_out": "Check-outs", "observation": "Observations", "turn": "Turns", "break": "Breaks",
    "clock_anchor": "Clock readings", "clock_event": "Clock events", "moment": "Moments",
    "decision": "Decisions", "link": "Links", "remark": "Remarks",
    "summary_piece": "Sentences of summaries", "release": "Notes of releases",
    "rhythm": "Rhythms", "agreement": "Versions of the agreement", "theme": "Themes",
    "diagnosis": "Notes of conversations", "pair": "Pairs", "pair_note": "Notes of pairs",
    "pulse": "Pulse answers", "journal": "Entries of the journal emptied",
}  # fmt: skip
CHANGED = " changed"


def row_words(name: str) -> str:
    """Return how a kind of row is called where rows are counted."""
    kind = name.removesuffix(CHANGED)
    words = ROWS.get(kind, kind.replace("_", " ").capitalize())
    return f"{words}, kept without words or names" if name.endswith(CHANGED) else words


def certificate_document(certificate: Certificate) -> Document:
    """Return the certificate as a document: no content, no name, no title."""
    at = certificate.made_at
    blocks: list[Block] = [
        Paragraph(
            plain(
                "The records below had reached the end of the period for which they are kept. "
                "They were deleted from the encrypted record, from its history of changes and from "
                "the backups within reach, and the space they took was overwritten."
            )
        ),
        Table(
            "What was deleted, by which rule, and when it had fallen due.",
            ("Class", "Rule", "How many", "Fell due"),
            tuple(
                (BY_ID[line.kept].words, _rule(line), str(line.things), _span(line))
                for line in certificate.lines
            ),
            (10, 13, 4, 9),
        ),
    ]
    for line in certificate.lines:
        blocks.append(Heading(BY_ID[line.kept].words))
        blocks.append(
            Table(
                "Rows by kind.",
                ("Kind", "Rows"),
                tuple((row_words(name), f"{count:,}") for name, count in line.counts.items()),
                (5, 1),
            )
        )
    blocks += [Heading("Backups and what stays"), Listing(tuple(map(plain, _rest(certificate))))]
    return Document(
        title="Certificate of deletion",
        subtitle=f"{date_words(at)}, {at[11:16]}",
        status="Made by Livecoach from what was done. It names nobody and quotes nothing.",
        blocks=tuple(blocks),
        handling="The processing log of the vault holds the same counts under the same time.",
    )


def _rule(line: Line) -> str:
    if line.by_retention_date == line.things:
        return "The programme's own retention date"
    more = f"; {line.by_retention_date} by the programme's own retention date"
    return line.rule + (more if line.by_retention_date else "")


def _span(line: Line) -> str:
    first, last = shown_date(line.due_from), shown_date(line.due_to)
    return first if first == last else f"{first} to {last}"


def _rest(certificate: Certificate) -> list[str]:
    backups = certificate.backups
    found = [
        "No backup held any of it."
        if not backups
        else f"{_counted(backups, 'backup')} rewritten without it."
    ]
    if certificate.unread:
        found.append(
            f"{_counted(certificate.unread, 'file')} among the backups could not be read, and so "
            "not rewritten; look at them, or delete them."
        )
    if certificate.missed:
        found.append(
            "The second place for backups was not there. A backup restored from it obeys this "
            "deletion when it is opened beside the vault."
        )
    if any(line.kept in ("raw", "unsigned") for line in certificate.lines):
        found.append(
            "Totals of the sessions and the summaries that had been let go stay, until their own "
            "period ends."
        )
    if certificate.held:
        found.append(f"{_counted(certificate.held, 'thing')} due stayed under a legal hold.")
    return found


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
