"""The draft of the example session says what an expert found in it, and only what it shows."""

from __future__ import annotations

import re

from livecoach.core.summary import SummaryPiece
from livecoach.measures.summary import summarise
from livecoach.report.draft import Theme
from livecoach.report.drafting.compose import compose
from livecoach.report.pieces import edges, lay_over, written
from tests.core.rooms import running
from tests.report.meetings import example

# From the worked summary an expert wrote of the same session.
EXPERT_MOVEMENTS = ((0, 1_690_000), (1_690_000, 2_760_000), (2_760_000, 5_400_000))
EXPERT_ROWS = {
    "Tagged contributions": ("23", "13", "21"),
    "From two of the nine organisations": ("14", "3", "8"),
    "Seats heard (of 14)": ("9", "9", "12"),
    "Through the patient's eyes": ("2", "8", "4"),
    "Defending or attacking a person": ("2", "0", "0"),
    "Disagreeing about the issue": ("1", "0", "3"),
}


def test_the_movements_are_those_an_expert_saw() -> None:
    draft = compose(example())
    assert draft.movements.spans == EXPERT_MOVEMENTS
    assert dict(draft.movements.rows) == EXPERT_ROWS


def test_the_patterns_are_those_an_expert_would_correct_not_rewrite() -> None:
    draft = compose(example())
    assert [pattern.theme for pattern in draft.patterns] == [
        Theme.OWNERSHIP_TO_SYSTEM,
        Theme.CHALLENGE,
        Theme.MIXED_MESSAGES,
        Theme.IDEAS_TWICE,
        Theme.LATE_VOICES,
    ]
    text = " ".join(pattern.sentence.text for pattern in draft.patterns)
    for time in ("08:30", "21:05", "14:20", "27:05", "28:40", "39:30", "50:20", "63:00"):
        assert time in text
    assert any(pattern.strength for pattern in draft.patterns)


def test_its_figures_agree_with_the_measures() -> None:
    timeline = example()
    draft, figures = compose(timeline), summarise(timeline)
    assert draft.contributions == sum(seat["turns"] for seat in figures["seats"]) == 57
    assert draft.check_out.seven_or_more == figures["check_out"]["seven_or_more"] == 10
    assert draft.check_out.learned == figures["check_out"]["learned"] == 12
    spoke = sum(1 for _, interjected in draft.decisions if interjected)
    assert spoke == figures["coach"]["interjections"] == 7
    ideas = draft.section("noticed")
    assert ideas is not None
    taken = sum(idea["taken_up"] for idea in figures["ideas"])
    assert (len(figures["ideas"]), taken) == (5, 4)
    assert any(s.text.startswith("Five ideas offered; four taken up") for s in ideas.sentences)


def test_every_time_in_the_draft_is_a_moment_it_rests_on() -> None:
    timeline = example()
    offsets = {moment.uid: moment.offset_ms for moment in timeline.moments.values()}
    known = {f"{ms // 60_000:02d}:{ms // 1000 % 60:02d}" for ms in offsets.values()}
    known |= {"30:00"}  # a threshold, not a moment
    for section in compose(timeline).sections:
        for sentence in section.sentences:
            assert set(sentence.evidence) <= set(offsets)
            assert set(re.findall(r"\d\d:\d\d", sentence.text)) <= known


def test_what_the_coach_changed_outlives_a_new_draft() -> None:
    timeline = example()
    uid = timeline.session.uid
    first = compose(timeline).sections[0].sentences
    pieces = [
        SummaryPiece("1", uid, first[0].key, "noticed", "My own words.", 4),
        SummaryPiece("2", uid, first[1].key, "noticed", state="dropped"),
        SummaryPiece("3", uid, "3", "noticed", "One more.", 0, "added"),
        SummaryPiece("4", uid, "4", "agreed", "A trial.", 0, "added"),
        SummaryPiece("5", uid, "movements", "", "600000,1800000"),
        SummaryPiece("6", uid, "quote:x", "quotes", "never approved", 0, "added"),
        SummaryPiece("7", uid, "quote:y", "quotes", "approved", 0, "added", True),
    ]
    assert edges(pieces) == [600_000, 1_800_000]
    moment = timeline.latest()
    assert moment is not None
    for draft in (compose(timeline), compose(timeline, edges(pieces))):
        noticed = lay_over(draft, pieces).section("noticed")
        assert noticed is not None
        said = [sentence.text for sentence in noticed.sentences]
        assert "One more." in said[:2] and said[-1] == "My own words."
        assert first[1].key not in [sentence.key for sentence in noticed.sentences]
    assert written(pieces).agreed == ("A trial.",)
    assert written(pieces).quotes == ("approved",)


def test_a_session_with_nothing_in_it_still_has_a_draft() -> None:
    timeline = example()
    for uid in list(timeline.links):
        timeline._take(timeline.links[uid])
    for uid in list(timeline.decisions):
        timeline._take(timeline.decisions[uid])
    for uid in list(timeline.moments):
        timeline._take(timeline.moments[uid])
    draft = compose(timeline)
    assert draft.contributions == 0 and draft.patterns == ()
    voices = draft.section("voices")
    assert voices is not None
    assert voices.sentences[0].text == "Nothing was recorded of who spoke."


def test_a_meeting_of_minutes_says_of_no_seat_that_it_came_after_nothing() -> None:
    room = running()
    seats = list(room.timeline.seats)
    for number, seat in enumerate(seats[:4]):
        room.clock.tick(20_000 + number * 40_000)
        room.recorder.floor(seat)
    room.clock.tick(30_000)
    room.recorder.end()
    text = " ".join(pattern.sentence.text for pattern in compose(room.timeline).patterns)
    assert "after 00:00" not in text
    assert "first heard after 01:00" in text or "first heard after 02:00" in text
