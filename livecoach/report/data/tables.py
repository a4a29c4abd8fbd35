"""Make the tables of a session for one audience; what it may not see has no column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from livecoach.core.moment import Moment
from livecoach.core.person.rows import rows_about
from livecoach.core.person.told import read_by
from livecoach.core.planning.meetings import rows_of
from livecoach.core.timeline import Timeline
from livecoach.measures.summary import summarise
from livecoach.report.audiences.person import person_in
from livecoach.report.audiences.supervision import pseudonyms
from livecoach.report.check import Known
from livecoach.report.data.sheet import Cell, Column, Sheet


@dataclass(frozen=True, slots=True)
class Sight:
    """What one audience may see of a session's rows."""

    rows: bool  # single moments and turns
    seat: Callable[[str | None], str] | None  # how a seat is written; None: never
    words: Callable[[Moment], tuple[str, str]] | None  # words and note; None: never
    only: frozenset[str] | None = None  # moments, where not all
    own_seat: str | None = None  # the person's own seat


def tables(
    timeline: Timeline, audience: str, known: Known, seat_uid: str | None = None
) -> tuple[Sheet, ...]:
    """Return the sheets of a session for one audience; ``seat_uid`` for a person's own."""
    sight = _sight(timeline, audience, known, seat_uid)
    sheets: list[Sheet] = []
    if sight.rows:
        sheets += [_moments(timeline, sight), _turns(timeline, sight)]
    sheets += [_measures(timeline, sight)]
    if sight.own_seat is None:
        sheets.append(_check_out(timeline))
    return (*sheets, columns_sheet(sheets))


def _sight(timeline: Timeline, audience: str, known: Known, seat_uid: str | None) -> Sight:
    labels = {uid: seat.label for uid, seat in timeline.seats.items()}
    if audience == "coach":
        return Sight(True, lambda uid: labels.get(uid or "", ""), lambda m: (m.words, m.note))
    if audience == "group":
        return Sight(True, None, None)
    if audience == "supervision":
        letters = pseudonyms(list(timeline.seats.values()))
        return Sight(True, lambda uid: letters.get(uid or "", ""), None)
    if audience == "sponsor":
        return Sight(False, None, None)
    if audience != "person" or seat_uid is None:
        raise ValueError(f"there is no audience called {audience}")
    found, around = rows_about(rows_of(timeline), person_in(timeline, seat_uid, known))
    mine = {row.uid: row for row in found if row.kind == "moment"}

    def words(moment: Moment) -> tuple[str, str]:
        read = {told.label: read_by(told, around) for told in mine[moment.uid].told}
        return read.get("Words said", ""), read.get("Coach’s note", "")

    def seat(uid: str | None) -> str:
        label = around.who.label
        return "" if uid is None else label if around.is_theirs(uid) else "another person"

    return Sight(True, seat, words, frozenset(mine), seat_uid)


def _moments(timeline: Timeline, sight: Sight) -> Sheet:
    columns = [
        Column("offset_s", float, "when it happened, in seconds from the session's start"),
        Column("family", str, "the family of its tag"),
        Column("tag", str, "the tag"),
        Column("lens", str, "through whose eyes"),
        Column("source", str, "live, back-dated or imported"),
        Column("decision", str, "interject or let_run, where the coach decided"),
        Column("action", str, "what the coach did"),
    ]
    if sight.seat is not None:
        columns += [
            Column("who", str, "the seat that spoke, or whom the moment is about; or Coach"),
            Column("to", str, "to whom it was said; or Everybody"),
        ]
    if sight.words is not None:
        columns += [
            Column("words", str, "what was said"),
            Column("note", str, "what the coach makes of it"),
        ]
    rows = tuple(
        _moment_row(timeline, sight, timeline.moments[uid])
        for _, _, uid in timeline.moment_order
        if sight.only is None or uid in sight.only
    )
    return Sheet("Moments", "One row a moment, in order of time.", tuple(columns), rows)


def _moment_row(timeline: Timeline, sight: Sight, moment: Moment) -> tuple[Cell, ...]:
    tag, lens = timeline.board.tag(moment.tag), timeline.board.lens(moment.lens)
    decision = timeline.decision(moment.uid)
    family = "" if tag is None else timeline.board.family(tag.family).name
    row: list[Cell] = [
        moment.offset_ms / 1000,
        family,
        "" if tag is None else tag.name,
        "" if lens is None else lens.name,
        moment.source,
        "" if decision is None else decision.choice,
        "" if decision is None else decision.action,
    ]
    if sight.seat is not None:
        row += [
            "Coach" if moment.by_coach else sight.seat(moment.seat),
            "Everybody" if moment.to_all else sight.seat(moment.addressee),
        ]
    if sight.words is not None:
        row += list(sight.words(moment))
    return tuple(row)


def _turns(timeline: Timeline, sight: Sight) -> Sheet:
    columns = [
        Column("start_s", float, "when the turn began, in seconds from the session's start"),
        Column("end_s", float, "when it ended"),
        Column("kind", str, "seat, coach or silence"),
    ]
    if sight.seat is not None:
        columns.append(Column("who", str, "the seat that had the floor"))
    rows = []
    for turn in timeline.turns_in_order():
        if turn.end_ms is None or (sight.own_seat is not None and turn.seat != sight.own_seat):
            continue
        kind = "coach" if turn.by_coach else "silence" if turn.seat is None else "seat"
        row: list[Cell] = [turn.start_ms / 1000, turn.end_ms / 1000, kind]
        if sight.seat is not None:
            row.append(sight.seat(turn.seat))
        rows.append(tuple(row))
    return Sheet("Turns", "One row a timed turn; none in a tag log.", tuple(columns), tuple(rows))


def _measures(timeline: Timeline, sight: Sight) -> Sheet:
    columns = (
        Column("measure", str, "what was measured; docs/measures.md says how"),
        Column("of", str, "of what part, or of which seat"),
        Column("value", float, "the figure; empty where it is not defined"),
    )
    figures = summarise(timeline)
    rows: list[tuple[Cell, ...]] = [
        ("length_s", "session", figures["length_s"]),
        ("rows", "session", figures["rows"]),
    ]
    rows += [(f"voice.{name}", "session", value) for name, value in figures["voice"].items()]
    rows.append(("interjections", "session", figures["coach"]["interjections"]))
    ideas = figures["ideas"]
    rows.append(("ideas offered", "session", len(ideas)))
    rows.append(("ideas taken up", "session", sum(one["taken_up"] for one in ideas)))
    for name, value in figures["questions"].items():
        rows.append((f"questions {name}", "session", value))
    for name in ("took_floor", "held_off"):
        rows.append((f"interruptions {name}", "session", figures["interruptions"][name]))
    for half, counts in figures["lenses"].items():
        rows += [(f"lens, {half.replace('_', ' ')}", lens, n) for lens, n in counts.items()]
    if sight.rows:  # a board's own names of tags are the coach's words
        rows += [("tag", name, count) for name, count in figures["tags"].items()]
    if sight.seat is not None:
        seats = timeline.seats_in_order()
        for seat, values in zip(seats, figures["seats"], strict=True):
            if sight.own_seat is None or seat.uid == sight.own_seat:
                rows += [
                    (f"seat.{name}", sight.seat(seat.uid), value)
                    for name, value in values.items()
                    if name != "seat"
                ]
    return Sheet("Measures", "Every figure of the session.", columns, tuple(rows))


def _check_out(timeline: Timeline) -> Sheet:
    figures = summarise(timeline)["check_out"]
    columns = (
        Column("figure", str, "what is totalled; no single answer, minimum or maximum"),
        Column("value", float, "the total; empty below five answers"),
    )
    return Sheet(
        "Check-out", "Totals of the check-out, from five answers on.", columns,
        tuple(figures.items()),
    )  # fmt: skip


def columns_sheet(sheets: Iterable[Sheet]) -> Sheet:
    """Return the sheet that says what each column means."""
    columns = (
        Column("sheet", str, "the sheet a column stands on"),
        Column("column", str, "the column"),
        Column("meaning", str, "what it means"),
    )
    rows = tuple((sheet.name, one.name, one.meaning) for sheet in sheets for one in sheet.columns)
    return Sheet("Columns", "What each column means.", columns, rows)
