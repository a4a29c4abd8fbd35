"""Play one made-up meeting of the example programme: its turns, moments and check-out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from livecoach.core.edit import Row
from livecoach.core.ids import new_uid
from livecoach.core.moment import Decision, Link, Moment
from livecoach.core.observation import Turn
from livecoach.core.session import CheckOut, Seat

# What is tagged, by its name in ``rates``: the tags to choose from, spoken by a seat or not.
TAGS = {
    "us": (("us-and-them",), True),
    "we": (("owning",), True),
    "challenge": (("challenge",), True),
    "support": (("support",), True),
    "unheard": (("not-taken-up", "talked-over", "absent-patient"), False),
    "patient": (("lens-shift", "question", "new-knowledge"), True),
    "idea": (("idea",), True),
    "speak": (("ask", "notice", "invite", "pause"), False),
    "run": (("let-run",), False),
}
ACTIONS = {"ask": "catalytic", "notice": "descriptive", "invite": "bring_in", "pause": "time_out"}
REASONS = ("productive", "member", "evidence", "time")
ANSWERS = ("taken_up", "taken_up", "acknowledged", "deflected", "silence")
SHORTEST_MS, LONGEST_MS = 9_000, 240_000


@dataclass
class Play:
    """One meeting being played: what is drawn from, and the rows made so far."""

    random: Random
    session: str
    observation: str
    seats: Sequence[Seat]
    length_ms: int
    how: Mapping[str, Any]  # the meeting's line in year.toml
    words: Mapping[str, Sequence[str]]
    rows: list[Row] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)


def play(meeting: Play) -> list[Row]:
    """Return the rows of a whole meeting, in the order of their tables."""
    speakers = _speakers(meeting)
    _talk(meeting, speakers)
    _tag(meeting)
    _link(meeting)
    decisions = [row for row in meeting.rows if isinstance(row, Decision)]
    links = [row for row in meeting.rows if isinstance(row, Link)]
    return [*_check_out(meeting), *meeting.turns, *meeting.moments, *decisions, *links]


def _speakers(meeting: Play) -> dict[str, float]:
    """Return how readily each seat speaks; those not heard in this meeting are left out."""
    order = list(meeting.seats)
    meeting.random.shuffle(order)
    order.sort(key=lambda seat: seat.role_kind == "Other")
    spoken = order[: max(2, len(order) - int(meeting.how["silent"]))]
    voice = float(meeting.how["voice"])
    return {seat.uid: 1 / (place + 1) ** voice for place, seat in enumerate(spoken)}


def _talk(meeting: Play, speakers: Mapping[str, float]) -> None:
    """Put turn after turn, silences between some, until the meeting is over."""
    draw = meeting.random
    at, last = draw.randrange(20_000, 90_000), ""
    while True:
        if draw.random() < 0.04:
            at = _turn(meeting, at, draw.randrange(4_000, 14_000), None)
        others = [uid for uid in speakers if uid != last]
        last = draw.choices(others, [speakers[uid] for uid in others])[0]
        length = min(LONGEST_MS, max(SHORTEST_MS, int(draw.lognormvariate(11.25, 0.65))))
        if at + length > meeting.length_ms - 60_000:
            return
        at = _turn(meeting, at, length, last) + draw.randrange(0, 2_500)


def _turn(meeting: Play, at: int, length: int, seat: str | None) -> int:
    meeting.turns.append(Turn(new_uid(), meeting.observation, at, at + length, seat))
    return at + length


def _tag(meeting: Play) -> None:
    """Tag moments at about the rates an hour that the year's plan gives, in order of time."""
    draw, hours = meeting.random, meeting.length_ms / 3_600_000
    spoken = [turn for turn in meeting.turns if turn.seat is not None]
    planned = []
    for name, (tags, by_seat) in TAGS.items():
        wanted = float(meeting.how["rates"][name]) * hours
        for _ in range(int(wanted + draw.random())):
            turn = draw.choice(spoken)
            at = draw.randrange(turn.start_ms, turn.end_ms or turn.start_ms + 1)
            planned.append((at, draw.choice(tags), turn, by_seat, name))
    planned.sort(key=lambda one: one[0])
    for seq, (at, tag, turn, by_seat, name) in enumerate(planned, 1):
        by_coach = name in ("speak", "run")
        late = draw.randrange(1_500, 9_000)
        made = Moment(
            new_uid(), meeting.observation, seq, at, at + late, None, tag,
            seat=turn.seat if by_seat or (name == "unheard" and draw.random() < 0.5) else None,
            by_coach=by_coach,
            lens=_lens(meeting, name),
            words=draw.choice(meeting.words.get(tag, ("",))) if draw.random() < 0.7 else "",
            source="back-dated" if late > 7_500 else "live",
        )  # fmt: skip
        meeting.moments.append(made)
        if by_coach:
            _decide(meeting, made)


def _lens(meeting: Play, name: str) -> str | None:
    if name == "patient":
        return "patient"
    if name in ("us", "challenge", "support", "we") and meeting.random.random() < 0.5:
        return "organisation" if name == "us" else meeting.random.choice(
            ("system", "staff", "partner", "public-money", "organisation")
        )  # fmt: skip
    return None


def _decide(meeting: Play, made: Moment) -> None:
    draw = meeting.random
    before = [one for one in meeting.moments[:-1] if not one.by_coach]
    noticed = before[-1].uid if before and draw.random() < 0.6 else None
    if made.tag == "let-run":
        row = Decision(new_uid(), meeting.observation, made.uid, "let_run", "hold",
                       noticed=noticed, reason=draw.choice(REASONS))  # fmt: skip
    else:
        row = Decision(new_uid(), meeting.observation, made.uid, "interject",
                       ACTIONS[made.tag or "ask"], "group", noticed,
                       response=draw.choice(ANSWERS))  # fmt: skip
    meeting.rows.append(row)


def _link(meeting: Play) -> None:
    """Have some ideas taken up by another seat a little later, and few of those credited."""
    draw = meeting.random
    by_tag = [one for one in meeting.moments if one.tag == "idea"]
    for idea in by_tag:
        if draw.random() >= float(meeting.how["rates"]["taken"]):
            continue
        after = [
            turn for turn in meeting.turns
            if turn.seat not in (None, idea.seat)
            and idea.offset_ms < turn.start_ms < idea.offset_ms + 300_000
        ]  # fmt: skip
        if not after:
            continue
        turn = draw.choice(after)
        tag = "credit" if draw.random() < 0.25 else "idea-taken-up"
        later = Moment(
            new_uid(), meeting.observation, len(meeting.moments) + 1, turn.start_ms + 1_000,
            turn.start_ms + 4_000, None, tag, turn.seat, words=draw.choice(meeting.words[tag]),
        )  # fmt: skip
        meeting.moments.append(later)
        kind = "credits" if tag == "credit" else "takes_up"
        meeting.rows.append(Link(new_uid(), meeting.observation, later.uid, idea.uid, kind))


def _check_out(meeting: Play) -> list[CheckOut]:
    """Return the answers of those who stayed for the check-out."""
    draw = meeting.random
    staying = [seat for seat in meeting.seats if draw.random() < 0.93]
    made = []
    for seat in staying[: int(meeting.how.get("answers", 30))]:
        heard = round(draw.gauss(float(meeting.how["heard"]), 1.6))
        made.append(
            CheckOut(new_uid(), meeting.session, seat.uid, min(10, max(0, heard)),
                     draw.random() < float(meeting.how["learned"]))
        )  # fmt: skip
    return made
