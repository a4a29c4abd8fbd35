"""The stream: newest first, any length, every field editable in its row, never lost from view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.core.moment import Moment
from livecoach.core.timeline import Timeline
from livecoach.ui.live.stream_editor import StreamEditor
from livecoach.ui.live.stream_order import StreamOrder
from tests.ui.live.scene import Scene, latest, meeting

Key = Qt.Key


def editor(live: Scene) -> StreamEditor:
    found = live.window.writing.editor
    assert found is not None
    return found


def tapped(live: Scene, uid: str, choice: str) -> None:
    stream = live.window.parts.stream
    row = next(row for row in stream._rows if row.uid == uid)
    rect = next(rect for rect, one in row.choices if one.value == choice)
    place = rect.translated(0, row.top).center().toPoint()
    QTest.mouseClick(stream, Qt.MouseButton.LeftButton, pos=place)


def test_rows_stand_newest_first_with_breaks_and_clock_remarks_among_them(live: Scene) -> None:
    live.at(1)
    QTest.keyClicks(live.window, "q")
    live.at(2)
    live.recorder.pause()
    live.at(9)
    live.recorder.resume()
    live.at(10)
    QTest.keyClicks(live.window, "a")
    live.clock.asleep_ms = 60_000
    live.at(20)
    QTest.keyClicks(live.window, "s")
    live.saved()
    stream = live.window.parts.stream
    starts = [stream.spoken_text(n).split(",")[0] for n in range(stream.spoken_count())]
    assert starts == ["20:00", "20:00", "10:00", "02:00", "01:00"]
    order = StreamOrder(live.recorder.timeline)
    assert [order.number(order.item(n)) for n in range(len(order))] == list(range(len(order)))


def test_every_field_is_edited_in_place_as_one_undoable_change(live: Scene) -> None:
    live.at(5)
    QTest.keyClicks(live.window, "9q")
    QTest.keyClick(live.window, Key.Key_Up)
    QTest.keyClick(live.window.parts.stream, Key.Key_F2)
    form = editor(live)
    form.time.setText("4:30")
    form.tag.setCurrentIndex(form.tag.findText("Challenge"))
    form.seat.setCurrentIndex(form.seat.findText("ICB CEO"))
    form.to.setCurrentIndex(form.to.findText("Everybody"))
    form.lens.setCurrentIndex(1)
    form.words.setText("we own this")
    form.note.setText("quietly said")
    QTest.keyClick(form.note, Key.Key_Return)
    (moment,) = live.recorder.timeline.moments.values()
    assert (moment.offset_ms, moment.tag, moment.to_all) == (270_000, "challenge", True)
    assert moment.seat == live.seat("ICB CEO").uid
    assert (moment.lens, moment.words, moment.note) == ("patient", "we own this", "quietly said")
    live.recorder.undo()
    (moment,) = live.recorder.timeline.moments.values()
    assert (moment.offset_ms, moment.tag, moment.words) == (300_000, "us-and-them", "")


def test_a_wrong_time_is_said_in_the_row_and_esc_leaves_it_as_it_was(live: Scene) -> None:
    QTest.keyClicks(live.window, "q")
    live.window.writing.edit(latest(live))
    form = editor(live)
    form.time.setText("half past")
    QTest.keyClick(form.time, Key.Key_Return)
    assert "half past" in form.problem.text()
    form.note.setText("never kept")
    QTest.keyClick(form.note, Key.Key_Escape)
    assert live.window.writing.editor is None
    assert live.recorder.timeline.moments[latest(live)].note == ""


def test_a_time_past_the_sessions_is_said_in_the_row_and_not_kept(live: Scene) -> None:
    live.at(1, 18)
    QTest.keyClicks(live.window, "q")
    live.window.writing.edit(latest(live))
    form = editor(live)
    form.time.setText("99:00")
    QTest.keyClick(form.time, Key.Key_Return)
    assert form.problem.text() == "Time: 99:00 is later than the session is long, 01:18"
    form.time.setText("01:10")
    QTest.keyClick(form.time, Key.Key_Return)
    assert live.recorder.timeline.moments[latest(live)].offset_ms == 70_000
    assert live.recorder.history.undo_label() == "Edit: time"


def test_what_was_edited_is_told_in_the_coachs_words(live: Scene) -> None:
    QTest.keyClicks(live.window, "q")
    live.recorder.amend(latest(live), seat=None, by_coach=True, addressee=None, to_all=True)
    assert live.recorder.history.undo_label() == "Edit: whose, to whom"


def test_a_decisions_fields_are_in_its_row_too(live: Scene) -> None:
    QTest.keyClick(live.window, Key.Key_Return)
    uid = latest(live)
    live.window.writing.edit(uid)
    form = editor(live)
    for name, words in (("action", "Confront"), ("level", "Pair"), ("response", "Silence"),
                        ("verdict", "Too early")):  # fmt: skip
        chooser = form.decided[name]
        chooser.setCurrentIndex(chooser.findText(words))
    form.keep()
    decision = live.recorder.timeline.decision(uid)
    assert decision is not None
    assert (decision.action, decision.level) == ("confront", "pair")
    assert (decision.response, decision.verdict) == ("silence", "early")


def test_delete_and_bring_back(live: Scene) -> None:
    QTest.keyClicks(live.window, "qa")
    gone = latest(live)
    QTest.keyClick(live.window, Key.Key_Up)
    stream = live.window.parts.stream
    QTest.keyClick(stream, Key.Key_Delete)
    assert gone not in live.recorder.timeline.moments
    assert stream.selected in live.recorder.timeline.moments
    QTest.keyClick(stream, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert gone in live.recorder.timeline.moments


def test_answers_are_given_by_tap(live: Scene) -> None:
    QTest.keyClick(live.window, Key.Key_Return)
    uid = latest(live)
    tapped(live, uid, "catalytic")
    decision = live.recorder.timeline.decision(uid)
    assert decision is not None and decision.action == "catalytic"
    live.window.pressing.forget()
    tapped(live, uid, "deflected")
    decision = live.recorder.timeline.decision(uid)
    assert decision is not None and decision.response == "deflected"


def test_a_new_moment_never_moves_the_row_the_coach_has_chosen(live: Scene) -> None:
    live.desk.settings.set(same_tag_again=True)
    for number in range(40):
        live.at(number)
        QTest.keyClicks(live.window, "q")
    live.saved()
    stream = live.window.parts.stream
    stream.setFocus()
    for _ in range(20):
        stream.step(1)
    chosen = stream.selected
    before = stream.row_rect(chosen)
    live.at(50)
    live.recorder.press("challenge")
    assert stream.selected == chosen
    assert stream.row_rect(chosen) == before


def test_a_moment_is_marked_until_it_is_on_disk(live: Scene) -> None:
    QTest.keyClicks(live.window, "q")
    uid = latest(live)
    lamp = next(c for c in live.window.parts.header.cells if c.id == "lamp")
    assert lamp.name == "Saving…, 1 moment"
    assert live.window._unsaved(uid)
    live.saved()
    assert not live.window._unsaved(uid)
    lamp = next(c for c in live.window.parts.header.cells if c.id == "lamp")
    assert lamp.name == "Saved, 1 moment"


def test_a_failed_write_is_said_in_words_and_saved_never_stands_meanwhile(live: Scene) -> None:
    live.saved()
    words = "Not saved: the disk is full. Free some space; Livecoach keeps trying."
    live.desk.saving.on_trouble("edit-1", words)
    QApplication.processEvents()
    lamp = next(c for c in live.window.parts.header.cells if c.id == "lamp")
    assert lamp.name.startswith("Not saved")
    from tests.ui.live.seen import drawn_texts

    assert any(text.startswith(words) for text in drawn_texts(live.window.parts.header))
    live.desk.saving.on_saved("edit-1")
    QApplication.processEvents()
    assert words not in drawn_texts(live.window.parts.header)


def test_fifty_thousand_moments_lay_out_only_what_is_seen(live: Scene) -> None:
    timeline: Timeline = live.recorder.timeline
    uid = timeline.observation.uid
    timeline.load(
        Moment(f"m{n:05}", uid, n + 1, n * 100, n * 100, None, tag="challenge")
        for n in range(50_000)
    )
    live.clock.ms = 5_100_000
    live.recorder.press("us-and-them")
    stream = live.window.parts.stream
    assert stream.spoken_count() == 50_001
    assert len(stream._rows) < 20
    assert len(stream._kept) < 20
    assert "Us and them" in stream.spoken_text(0)
    assert "00:00" in stream.spoken_text(50_000)


def test_rows_are_chosen_by_pointer_and_the_editor_opens_on_a_second_press(live: Scene) -> None:
    meeting(live)
    stream = live.window.parts.stream
    row = stream._rows[2]
    place = QPoint(stream.width() - 30, int(row.top + 10))
    QTest.mouseClick(stream, Qt.MouseButton.LeftButton, pos=place)
    assert stream.selected == row.uid
    rect = stream.row_rect(row.uid)
    assert rect is not None
    again = QPoint(stream.width() - 30, rect.top() + 10)
    QTest.mouseClick(stream, Qt.MouseButton.LeftButton, pos=again)
    assert editor(live).moment.uid == row.uid
