"""Lay what the coach changed over a draft: edited, moved, dropped and added sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from livecoach.core.summary import SummaryPiece
from livecoach.report.draft import Draft, Section, Sentence

# Keys of pieces that are no sentence of the draft.
MOVEMENT_EDGES = "movements"  # its text: the inner edges in ms, joined by commas
SECTIONS = "sections"  # section of the sections a coach adds
PURPOSE = "sponsor.purpose"
NEXT = "sponsor.next"
QUOTES = "quotes"  # section of quotations the coach approves, one piece a moment
PARAPHRASES = "paraphrases"  # section of what the coach wrote for supervision


@dataclass(frozen=True, slots=True)
class Written:
    """What the coach typed or approved, apart from the draft's own sentences."""

    purpose: str = ""
    coaching_next: str = ""
    agreed: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()  # approved for release to the group
    paraphrases: tuple[str, ...] = ()


def edges(pieces: Iterable[SummaryPiece]) -> list[int] | None:
    """Return the movements' edges as the coach moved them (ms), or None where they were not."""
    for piece in pieces:
        if piece.key == MOVEMENT_EDGES and piece.state != "dropped":
            return [int(part) for part in piece.text.split(",") if part.strip().isdigit()]
    return None


def written(pieces: Iterable[SummaryPiece]) -> Written:
    """Return what the coach typed; a quotation counts only while it is released."""
    held = [piece for piece in pieces if piece.state != "dropped"]
    by_key = {piece.key: piece.text for piece in held}

    def lines(section: str, released_only: bool = False) -> tuple[str, ...]:
        found = [
            piece
            for piece in held
            if piece.section == section and piece.text.strip()
            and (piece.released or not released_only)
        ]  # fmt: skip
        return tuple(one.text for one in sorted(found, key=lambda one: (one.place or 0, one.uid)))

    return Written(
        by_key.get(PURPOSE, ""),
        by_key.get(NEXT, ""),
        lines("agreed"),
        lines(QUOTES, released_only=True),
        lines(PARAPHRASES),
    )


def section_key(section_id: str) -> str:
    """Return the key of the piece that says where a whole section stands, or that it is out."""
    return f"section.{section_id}"


def released_keys(pieces: Iterable[SummaryPiece]) -> frozenset[str]:
    """Return the keys of sentences that the coach lets stand though they tell somebody apart."""
    held = [one for one in pieces if one.released and one.state != "dropped"]
    return frozenset(one.key for one in held if one.section != QUOTES)


def lay_over(draft: Draft, pieces: Iterable[SummaryPiece]) -> Draft:
    """Return the draft with the coach's changes: they keep whatever a new draft says."""
    held = {piece.key: piece for piece in pieces}
    own = [
        Section(piece.uid, piece.text, ())
        for piece in held.values()
        if piece.section == SECTIONS and piece.state == "added" and piece.text.strip()
    ]
    rows = []
    for order, section in enumerate([*draft.sections, *sorted(own, key=lambda one: one.id)]):
        piece = held.get(section_key(section.id))
        place = order if piece is None or piece.place is None else piece.place
        if piece is not None and piece.text:
            section = replace(section, title=piece.text)
        if piece is not None and piece.state == "dropped":
            section = replace(section, sentences=(), dropped=True)
        else:
            section = _section(section, held)
        rows.append((place, order, section))
    rows.sort(key=lambda row: row[:2])
    return replace(draft, sections=tuple(section for _, _, section in rows))


def _section(section: Section, held: dict[str, SummaryPiece]) -> Section:
    rows: list[tuple[int, int, Sentence]] = []
    for order, sentence in enumerate(section.sentences):
        piece = held.get(sentence.key)
        if piece is None:
            rows.append((order, 0, sentence))
        elif piece.state != "dropped":
            place = order if piece.place is None else piece.place
            if piece.text:
                sentence = replace(sentence, text=piece.text, named=piece.text, lead="")
            rows.append((place, 1, sentence))
    last = len(section.sentences)
    for piece in held.values():
        if piece.state == "added" and piece.section == section.id and piece.text.strip():
            place = last if piece.place is None else piece.place
            rows.append((place, 2, Sentence(piece.key, piece.text)))
    rows.sort(key=lambda row: (row[0], row[1], row[2].key if row[1] == 2 else ""))
    return replace(section, sentences=tuple(sentence for _, _, sentence in rows))
