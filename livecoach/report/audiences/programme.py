"""The programme's summary for the group and for the sponsor: themes and totals over sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from livecoach.measures.comparing import Compared, compare, halves, said
from livecoach.measures.programme import FEWEST_SESSIONS, Held
from livecoach.report.audiences.parts import date_words
from livecoach.report.audiences.sponsor import KINDS
from livecoach.report.check import Known, check
from livecoach.report.document import Block, Document, Heading, Listing, Paragraph, Table, plain
from livecoach.report.drafting.wording import number, sentence

CAUTION = (
    "A difference between the halves may be the agenda, who was there, or chance. "
    "It does not say why."
)


@dataclass(frozen=True, slots=True)
class Totals:
    """
    What both may read: counts by kind, two halves of the meetings, and themes that many share.

    It has no field for a seat, a post, an organisation, a note, a quotation or a time.
    """

    months: str  # "April 2025 to March 2026"
    held: tuple[tuple[str, int], ...]  # kind, sessions held
    skipped: int
    halves: tuple[Compared, ...]  # of the live sessions; () where there are too few
    half_n: tuple[int, int]
    themes: tuple[str, ...]
    pairs_held: int
    pairs: int
    example: bool


@dataclass(frozen=True, slots=True)
class GroupProgramme:
    """What the group may read: the totals, and on which days its own meetings were."""

    totals: Totals
    meetings: tuple[tuple[str, bool], ...]  # ISO time, whether it was held


def programme_totals(
    held: Mapping[str, int],
    sessions: Sequence[Held],
    themes: Sequence[str],
    pairs: tuple[int, int],
    known: Known,
    example: bool,
) -> Totals:
    """
    Return the totals of a programme.

    ``sessions`` are the meetings of the room, held and skipped; ``themes`` those that may be told;
    a theme whose words would tell somebody apart is left out.
    """
    first, second = halves(sessions)
    enough = len(first) + len(second) >= 2 * FEWEST_SESSIONS
    days = sorted(one.on for one in sessions if one.on)
    return Totals(
        months=_months(days),
        held=tuple((kind, held[kind]) for kind in KINDS if held.get(kind)),
        skipped=sum(1 for one in sessions if one.figures is None),
        halves=tuple(row for row in compare(first, second) if row.first_n and row.second_n)
        if enough
        else (),
        half_n=(len(first), len(second)),
        themes=tuple(theme for theme in themes if not check("", theme, known, times_too=True)),
        pairs_held=pairs[0],
        pairs=pairs[1],
        example=example,
    )


def group_programme(totals: Totals, sessions: Sequence[Held]) -> GroupProgramme:
    """Return the group's part: its own meetings' days stand beside the totals."""
    return GroupProgramme(totals, tuple((one.on, one.figures is not None) for one in sessions))


def sponsor_programme_document(totals: Totals) -> Document:
    """Return the sponsor's summary of the programme."""
    return Document(
        title="The programme so far: note to sponsor",
        subtitle=_subtitle(totals),
        status="Shown to the group first; released with its agreement.",
        blocks=tuple(_blocks(totals)),
        handling=(
            "Contains no names, roles, organisations, quotations, times or individual scores, and "
            "nothing that was said in one-to-one or pair conversations but themes that several "
            "share."
        ),
    )


def group_programme_document(summary: GroupProgramme) -> Document:
    """Return the group's summary of the programme."""
    days = [
        plain(date_words(on) + ("" if was_held else ", skipped")) for on, was_held in
        summary.meetings if date_words(on)
    ]  # fmt: skip
    blocks = _blocks(summary.totals)
    if days:
        blocks += [Heading("Our meetings"), Listing(tuple(days))]
    return Document(
        title="What the months showed us",
        subtitle=_subtitle(summary.totals),
        status="For the members of the programme only. Draft for your correction.",
        blocks=tuple(blocks),
        handling=(
            "No one is named. My notes are encrypted, held by me alone, and deleted on the date in "
            "our agreement."
        ),
    )


def _blocks(totals: Totals) -> list[Block]:
    counts = [plain(f"{KINDS[kind]}: {number(count)}") for kind, count in totals.held]
    if totals.skipped:
        counts.append(plain(f"Planned meetings that were skipped: {number(totals.skipped)}"))
    if totals.pairs:
        counts.append(plain(f"Pairs worked with: {totals.pairs_held} of {totals.pairs}"))
    blocks: list[Block] = [Heading("What was held"), Listing(tuple(counts))]
    if totals.themes:
        blocks.append(Heading("Themes that several people share"))
        blocks.append(Listing(tuple(plain(sentence(theme)) for theme in totals.themes)))
    blocks.append(Heading("The meetings, first half beside second"))
    if not totals.halves:
        few = "Too few meetings were held to set two halves beside each other."
        return [*blocks, Paragraph(plain(few))]
    first, second = totals.half_n
    blocks.append(
        Table(
            f"Means over {first} and {second} meetings, each counted alike; a dash says that too "
            "little was recorded.",
            ("", f"First {first}", f"Last {second}"),
            tuple((row.words, said(row.words, row.first), said(row.words, row.second))
                  for row in totals.halves),
        )
    )  # fmt: skip
    blocks.append(Paragraph(plain(CAUTION), quiet=True))
    return blocks


def _months(days: Sequence[str]) -> str:
    if not days:
        return ""
    first, last = (" ".join(date_words(day).split()[1:]) for day in (days[0], days[-1]))
    return first if first == last else f"{first} to {last}"


def _subtitle(totals: Totals) -> str:
    parts = [totals.months, "fictional example" if totals.example else ""]
    return " · ".join(part for part in parts if part)
