"""Make the tables of several sessions for one audience: a row a session, and for the coach all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from livecoach.core.timeline import Timeline
from livecoach.measures.programme import LINES, SessionFigures, figures_of
from livecoach.report.audiences.parts import date_words
from livecoach.report.check import Known
from livecoach.report.data.sheet import Cell, Column, Sheet
from livecoach.report.data.tables import columns_sheet, tables

SHARED_KINDS = ("live", "team")  # one-to-ones and pairs are never told in rows


@dataclass(frozen=True, slots=True)
class Told:
    """One session of the programme as it is told: its number, kind and figures."""

    number: int
    timeline: Timeline
    figures: SessionFigures | None  # None where its log went without any being kept


def programme_tables(
    timelines: Sequence[Timeline],
    audience: str,
    known: Known,
    kept: Mapping[str, SessionFigures | None] = MappingProxyType({}),
    without_log: Collection[str] = (),
) -> tuple[Sheet, ...]:
    """
    Return the sheets of several sessions, in order; ``kept`` are figures by session.

    Of those ``without_log`` nothing but their row of totals is left to tell.

    For the coach every session's moments, turns and measures stand under each other, by number.
    Everybody else has one row a session with its totals, live and team sessions only, and the
    sponsor no date.
    """
    told = [
        Told(number, timeline, _figures(timeline, kept))
        for number, timeline in enumerate(timelines, 1)
        if audience == "coach" or timeline.session.kind in SHARED_KINDS
    ]
    sheets = [_sessions(told, audience)]
    if audience == "coach":
        whole = [one for one in told if one.timeline.session.uid not in without_log]
        sheets += _under_each_other(whole, known)
    return (*sheets, columns_sheet(sheets))


def _sessions(told: Sequence[Told], audience: str) -> Sheet:
    columns = [
        Column("number", int, "the session's number in this file"),
        Column("kind", str, "one_to_one, team, live or pair"),
    ]
    if audience != "sponsor":
        columns.append(Column("held_on", str, "when it was held"))
    if audience == "coach":
        columns.append(Column("title", str, "the session's title"))
    columns += [
        Column("minutes", float, "how long it was"),
        Column("contributions", int, "timed turns, or tagged contributions in a tag log"),
    ]
    columns += [Column(name, float, f"{words}; n counts {unit}") for name, words, unit, *_ in LINES]
    rows = tuple(_session_row(one, audience) for one in told)
    return Sheet("Sessions", "One row a session with its totals.", tuple(columns), rows)


def _session_row(told: Told, audience: str) -> tuple[Cell, ...]:
    session, figures = told.timeline.session, told.figures
    row: list[Cell] = [told.number, session.kind]
    if audience != "sponsor":
        row.append(date_words(session.started_at or session.planned_at))
    if audience == "coach":
        row.append(session.title)
    if figures is None:
        return (*row, None, None, *(None for _ in LINES))
    row += [figures.length_ms / 60_000, figures.contributions]
    row += [_rounded(value(figures)) for _, _, _, value, _ in LINES]
    return tuple(row)


def _figures(
    timeline: Timeline, kept: Mapping[str, SessionFigures | None]
) -> SessionFigures | None:
    uid = timeline.session.uid
    return kept[uid] if uid in kept else figures_of(timeline)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _under_each_other(told: Sequence[Told], known: Known) -> list[Sheet]:
    number = Column("number", int, "the session's number on the sheet Sessions")
    joined: dict[str, tuple[Sheet, list[tuple[Cell, ...]]]] = {}
    for one in told:
        for sheet in tables(one.timeline, "coach", known):
            if sheet.name != "Columns":
                held = joined.setdefault(sheet.name, (sheet, []))
                held[1].extend((one.number, *row) for row in sheet.rows)
    return [
        Sheet(name, sheet.about, (number, *sheet.columns), tuple(rows))
        for name, (sheet, rows) in joined.items()
    ]
