"""A tag log comes in whole or not at all, and what went out comes back the same."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from livecoach import paths
from livecoach.core.board import BadBoard
from livecoach.core.moment import Moment
from livecoach.core.timeline import Timeline
from livecoach.exchange.record_json import rows_of
from livecoach.exchange.session_csv import Wish, beside, read_session
from livecoach.exchange.table import BadFile
from livecoach.exchange.tag_log_columns import EXAMPLE, OURS
from tests.exchange.records import (
    compared,
    find_board,
    read_back,
    sessions,
    timeline_of,
    write_files,
)

LOG = paths.resource("example/example_session.csv")
SEATS = paths.resource("example/example_seats.csv")
CHECK_OUT = paths.resource("example/example_checkout.csv")
SAID = Wish("Session five", "2026-03-05T14:00+00:00", length_ms=5_400_000,
            seats=SEATS, check_out=CHECK_OUT)  # fmt: skip
# What the columns do not carry; the JSON record does.
NOT_IN_CSV = ("planned_at", "planned_min", "zone", "location", "post", "example")


@pytest.fixture
def example() -> Timeline:
    return timeline_of(read_back(LOG, SAID))


def cells_of(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))


def test_the_example_comes_in_without_loss(example: Timeline) -> None:
    moments = example.moments_in_order()
    assert len(moments) == 70
    assert len(example.seats) == 14 and len(example.check_outs) == 14
    heard = {m.seat for m in moments if example.board.meaning(m.tag) != "unheard"}
    silent = [seat.label for uid, seat in example.seats.items() if uid not in heard]
    assert silent == ["Community Chair"]
    assert {moment.source for moment in moments} == {"imported"}
    assert example.observation.imported and example.observation.length_ms == 5_400_000
    assert moments[-1].offset_ms == 86 * 60_000 + 20_000
    assert len(example.links) == 53
    assert example.session.ended_at == "2026-03-05T15:30:00+00:00"


def test_words_said_are_kept_apart_from_the_note(example: Timeline) -> None:
    by_ref = {moment.ref: moment for moment in example.moments.values()}
    assert (by_ref["M04"].words, by_ref["M04"].note) == ("Shared or sent?", "Room goes quiet")
    assert by_ref["M48"].words == "Does anyone here hold the six o'clock data?"
    assert by_ref["M34"].words == "" and "patient's route" in by_ref["M34"].note


def test_what_the_coach_did_is_a_decision(example: Timeline) -> None:
    by_ref = {moment.ref: moment for moment in example.moments.values()}
    actions = {
        ref: decision.action
        for ref, moment in by_ref.items()
        if (decision := example.decision(moment.uid)) and decision.choice == "interject"
    }
    assert actions == {
        "M02": "contract", "M18": "descriptive", "M29": "confront", "M33": "catalytic",
        "M45": "time_out", "M60": "process", "M68": "check_out",
    }  # fmt: skip
    held = example.decision(by_ref["M03"].uid)
    assert held is not None and (held.choice, held.action) == ("let_run", "hold")
    assert example.decision(by_ref["M01"].uid) is None, "a note decides nothing"
    assert by_ref["M67"].coach_action == "Flag for 1-2-1"


def test_every_cell_of_the_example_goes_out_as_it_came(example: Timeline, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    write_files(example, out)
    before = cells_of(LOG.read_text("utf-8"))
    after = cells_of(out.read_bytes().decode("utf-8"))
    assert list(after[0]) == [*EXAMPLE, *OURS]
    assert [{name: row[name] for name in EXAMPLE} for row in after] == before
    for what, source in (("seats", SEATS), ("checkout", CHECK_OUT)):
        came = cells_of(source.read_text("utf-8"))
        went = cells_of(beside(out, what).read_bytes().decode("utf-8"))
        assert [{name: row[name] for name in came[0]} for row in went] == came


def test_the_file_is_what_spreadsheets_read(example: Timeline, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    write_files(example, out)
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfoffset,seat,tag,")
    assert content.count(b"\r\n") == 71 and b"\n" not in content.replace(b"\r\n", b"")


def test_the_example_comes_back_the_same_in_every_field(example: Timeline, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    write_files(example, out)
    again = timeline_of(read_back(out))
    assert compared(rows_of([again]), NOT_IN_CSV) == compared(rows_of([example]), NOT_IN_CSV)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(timeline=sessions())
def test_any_session_comes_back_the_same_in_every_field(
    timeline: Timeline, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out") / "out.csv"
    write_files(timeline, out)
    if not timeline.moments:
        with pytest.raises(BadFile, match="no moment to read in"):
            read_back(out)
        return
    again = timeline_of(read_back(out))
    assert compared(rows_of([again]), NOT_IN_CSV) == compared(rows_of([timeline]), NOT_IN_CSV)


def test_an_edited_moment_goes_out_as_edited(example: Timeline, tmp_path: Path) -> None:
    moment = next(one for one in example.moments.values() if one.ref == "M04")
    edited = replace(moment, note="The room went quiet, twice")
    example.moments[moment.uid] = edited
    out = tmp_path / "out.csv"
    write_files(example, out)
    row = next(row for row in cells_of(out.read_bytes().decode("utf-8")) if row["ref"] == "M04")
    assert row["note"] == "“Shared or sent?” The room went quiet, twice"
    again = next(m for m in timeline_of(read_back(out)).moments.values() if m.ref == "M04")
    assert (again.words, again.note) == ("Shared or sent?", "The room went quiet, twice")


def test_a_note_changed_in_a_spreadsheet_counts(example: Timeline, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    write_files(example, out)
    text = out.read_bytes().decode("utf-8")
    out.write_bytes(text.replace("Room goes quiet", "Nobody stirs", 1).encode("utf-8"))
    again = next(m for m in timeline_of(read_back(out)).moments.values() if m.ref == "M04")
    assert (again.words, again.note) == ("Shared or sent?", "Nobody stirs")


def plain(*rows: str, header: str = ",".join(EXAMPLE)) -> str:
    return "\n".join([header, *rows]) + "\n"


def read_text(tmp_path: Path, text: str | bytes, wish: Wish = SAID) -> Timeline:
    path = tmp_path / "log.csv"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return timeline_of(read_session(path, wish, find_board))


def only(timeline: Timeline) -> Moment:
    (moment,) = timeline.moments.values()
    return moment


def test_without_a_seats_file_the_log_names_the_seats(tmp_path: Path) -> None:
    wish = Wish("T", "2026-03-05")
    log = plain("01:00,Mayor,Proposing,Clerk,,,,20,,", "02:00,clerk,Supporting,ALL,,,,5,,")
    timeline = read_text(tmp_path, log, wish)
    assert [(s.label, s.key) for s in timeline.seats_in_order()] == [("Mayor", "7"), ("Clerk", "8")]
    assert timeline.observation.length_ms == 125_000, "to the end of the last row"
    assert timeline.session.started_at == "2026-03-05" and timeline.session.ended_at == ""


@pytest.mark.parametrize("sign", [";", "\t"])
def test_semicolons_and_tabs_part_cells_as_well(sign: str, tmp_path: Path) -> None:
    log = plain("01:00,ICB Chair,Proposing,ALL,Says yes,System,Note,20,M1,").replace(",", sign)
    assert only(read_text(tmp_path, log)).note == "Says yes"


def test_marks_blank_rows_and_hours_are_read(tmp_path: Path) -> None:
    log = "\ufeff" + plain("", "1:04:05.250,ICB CEO,proposing,,,patient,,1.5,,", "")
    moment = only(read_text(tmp_path, log))
    assert (moment.offset_ms, moment.duration_ms) == (3_845_250, 1500)
    assert moment.lens == "patient" and moment.tag == "proposing"


def test_a_cell_we_did_not_write_is_never_changed(tmp_path: Path) -> None:
    moment = only(read_text(tmp_path, plain("01:00,ICB CEO,Proposing,,'=1 of them,,,,,")))
    assert moment.imported_note == "'=1 of them"


def test_new_tags_come_in_only_when_asked(tmp_path: Path) -> None:
    log = plain("01:00,ICB CEO,Humming,ALL,,Sky,Note,20,M1,")
    with pytest.raises(BadFile, match=r"row 2, column tag: 'Humming' is not on the board"):
        read_text(tmp_path, log)
    timeline = read_text(tmp_path, log, replace(SAID, new_tags=True))
    tag = timeline.board.tag(only(timeline).tag)
    lens = timeline.board.lens(only(timeline).lens)
    assert tag is not None and tag.name == "Humming"
    assert lens is not None and lens.name == "Sky"
    assert timeline.board.id == "example-session-imported"


def test_another_board_can_be_named(tmp_path: Path) -> None:
    log = plain("01:00,ICB CEO,Us and them,ALL,,,,20,M1,")
    timeline = read_text(tmp_path, log, replace(SAID, board="live-coaching"))
    assert only(timeline).tag == "us-and-them" and timeline.board.id == "live-coaching"
    with pytest.raises(BadBoard, match="There is no board"):
        read_text(tmp_path, log, replace(SAID, board="no-such"))


ROW = "01:00,ICB CEO,Proposing,ALL,Says,System,Note,20,M1,"


@pytest.mark.parametrize(
    ("log", "says"),
    [
        ("", "log.csv is empty; its first row should be offset,seat,tag"),
        ("once upon a time\nthere was", "does not begin with the names of columns"),
        (plain(), "no row below its first"),
        (plain(ROW[:-4], header="offset,seat,tag,addressed_to,note,lens,coach_action,duration_s"),
         "row 1: column ref is missing"),
        (plain(ROW + ",x", header=",".join(EXAMPLE) + ",mood"), "column 'mood' is not one"),
        (plain(ROW, header=",".join(EXAMPLE[:-1]) + ",ref"), "column links_to is missing"),
        (plain(ROW + ",", header=",".join(EXAMPLE) + ",ref"), "column ref stands twice"),
        (plain(ROW, "02:00,ICB CEO,Proposing"), "row 3 has 3 cells where the first row has 10"),
        (plain(ROW + ",more"), "row 2 has 11 cells"),
        (plain(ROW.replace("Says", '"Says')), "row 2 is not CSV"),
        (plain(ROW, ROW.replace("01:00", "soon").replace("M1", "M2")),
         "row 3, column offset: 'soon' is no time"),
        (plain(ROW.replace("01:00", "")), "row 2, column offset: '' is no time"),
        (plain(ROW.replace("01:00", "90:01")), "row 2, column offset: 90:01 is past the end"),
        (plain(ROW.replace("01:00", "89:50")), "row 2, column duration_s: 20 s run past the end"),
        (plain(ROW.replace("20", "-5")), "row 2, column duration_s: '-5' is no number of seconds"),
        (plain(ROW.replace("ICB CEO", "Mayor")), "row 2, column seat: there is no seat 'Mayor'"),
        (plain(ROW.replace("ALL", "Mayor")), "row 2, column addressed_to: there is no seat"),
        (plain(ROW.replace("ICB CEO", "ALL")), "row 2, column seat: ALL cannot stand here"),
        (plain(ROW.replace("ALL", "COACH")), "row 2, column addressed_to: COACH cannot stand"),
        (plain(ROW.replace("Proposing", "Hum")), "row 2, column tag: 'Hum' is not on the board"),
        (plain(ROW.replace("System", "Sky")), "row 2, column lens: 'Sky' is no lens"),
        (plain(ROW, ROW), "row 3, column ref: M1 stands twice"),
        (plain(ROW.replace("M1", "M 1")), "row 2, column ref: 'M 1' should be one word"),
        (plain(ROW + "M9"), "row 2, column links_to: there is no row with ref M9"),
        (plain(ROW + "M1"), "row 2, column links_to: M1 is this very row"),
        (plain(ROW + "M2", ROW.replace("01:00", "02:00").replace("M1", "M2")),
         "row 2, column links_to: M2 comes later"),
        (plain(ROW).encode("utf-16"), "log.csv is UTF-16 text; save it as UTF-8"),
        (plain(ROW.replace("Says", "Café")).encode("cp1252"), "is not UTF-8 text (line 2)"),
        (b"PK\x03\x04 and so on", "log.csv is a spreadsheet; save it as “CSV UTF-8”"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not a text file: it holds zero bytes"),
        (plain(ROW.replace("Says", "x" * 200_000)), "row 2 is not CSV: field larger"),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_one_sentence_with_its_place(
    log: str | bytes, says: str, tmp_path: Path
) -> None:
    with pytest.raises(BadFile) as told:
        read_text(tmp_path, log)
    assert says in str(told.value)
    assert "\n" not in str(told.value) and str(told.value).endswith(".")


@pytest.mark.parametrize(
    ("what", "text", "says"),
    [
        ("seats", "seat,organisation\nA,B\n", "row 1: column role_kind is missing"),
        ("seats", "seat,organisation,role_kind\n,B,CEO\n", "row 2, column seat: it is empty"),
        ("seats", "seat,organisation,role_kind\nA,B,CEO\na,B,CEO\n", "row 3, column seat: a "),
        ("seats", "seat,organisation,role_kind\nCOACH,B,CEO\n", "COACH is not a seat"),
        ("seats", "seat,organisation,role_kind\n", "names no seat"),
        ("seats", "seat,organisation,role_kind\n" + "".join(f"S{n},,\n" for n in range(31)),
         "row 32, column seat: a session holds 30 seats"),
        ("check_out", "seat,heard_0_10,learned_something_new\nICB CEO,11,yes\n",
         "row 2, column heard_0_10: '11' is no whole number from 0 to 10"),
        ("check_out", "seat,heard_0_10,learned_something_new\nICB CEO,7,perhaps\n",
         "row 2, column learned_something_new: 'perhaps' is neither yes nor no"),
        ("check_out", "seat,heard_0_10,learned_something_new\nMayor,7,no\n",
         "row 2, column seat: there is no seat 'Mayor'"),
        ("check_out", "seat,heard_0_10,learned_something_new\nICB CEO,7,no\nICB CEO,7,no\n",
         "row 3, column seat: ICB CEO answers twice"),
    ],
)  # fmt: skip
def test_bad_files_beside_the_log_are_told_with_their_place(
    what: str, text: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{what}.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as told:
        read_session(LOG, replace(SAID, **{what: path}), find_board)  # type: ignore[arg-type]
    assert says in str(told.value) and str(told.value).startswith(f"{what}.csv")


def test_an_answer_without_a_name_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("seat,heard_0_10,learned_something_new\n,,\n,4,no\n", encoding="utf-8")
    timeline = timeline_of(read_session(LOG, replace(SAID, check_out=path), find_board))
    assert [(c.seat, c.heard, c.learned) for c in timeline.check_outs.values()] == [
        (None, None, None),
        (None, 4, False),
    ]


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (replace(SAID, title=" "), "does not say what the meeting was; give it a --title"),
        (replace(SAID, date=""), "does not say when the meeting was; give its --date"),
        (replace(SAID, date="Thursday"), "'Thursday' is no date; write it as 2026-03-04"),
    ],
)
def test_what_the_coach_must_say_is_asked_for(wish: Wish, says: str) -> None:
    with pytest.raises(BadFile) as told:
        read_session(LOG, wish, find_board)
    assert says in str(told.value)


def test_a_missing_file_a_folder_and_a_huge_file_are_told(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(2 << 30)  # takes no room on the disk
    for path, says in (
        (tmp_path / "no.csv", "is not there"),
        (tmp_path, "is not a file"),
        (huge, "is larger than 32 MB"),
    ):
        with pytest.raises(BadFile, match=says):
            read_session(path, SAID, find_board)
