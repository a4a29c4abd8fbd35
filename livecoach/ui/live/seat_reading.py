"""Read from the timeline what each seat's tile says at one time, and who has the floor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from livecoach.core import timecode
from livecoach.core.observation import Turn
from livecoach.core.session import Seat
from livecoach.core.timeline import Timeline
from livecoach.measures.voice import evenness

NOT_YET = "not heard yet"
LATELY = 9  # this many last turns are drawn as lines of who followed whom
_SHORT = {"chair": "Ch", "chief executive": "CE", "ceo": "CE", "chief": "Chf", "director": "Dir"}


class SeatFace(NamedTuple):
    """What a tile calls its seat, at every length; it stays as long as the seats do."""

    title: str  # the role, where the label is the organisation's and the role's
    second: str  # the organisation
    short: str  # both, the role cut short
    brief: str  # both cut short, unlike every other seat's
    tight: tuple[str, str]  # the same in two lines of a few letters each


class SeatCard(NamedTuple):
    """What a tile says: ``tone`` is calm, quiet, unheard, speaking or away."""

    uid: str
    key: str
    label: str
    face: SeatFace
    turns: int
    all_turns: int
    seats: int
    status: str
    tone: str
    attendance: str  # "" for members

    def reads_as(self, other: SeatCard) -> bool:
        """Tell whether two cards say the same but for the n of their counts."""
        return self == other._replace(all_turns=self.all_turns)

    @property
    def share(self) -> float:
        """Return the share of all turns, 0 to 1."""
        return self.turns / self.all_turns if self.all_turns else 0.0

    @property
    def counted(self) -> str:
        """Return the count with its n; a percentage only once n is a hundred or more."""
        if not self.all_turns:
            return ""
        if self.all_turns < 100:
            return f"{self.turns} of {self.all_turns}"
        return f"{round(100 * self.share)}%"

    @property
    def brief_status(self) -> str:
        """Return the status as short as a thumb-wide tile can hold; its tone says the rest."""
        words = self.status
        if words == NOT_YET:
            return "not yet"
        if words.startswith("left "):
            return "left"
        for start in ("speaking ", "unheard ", "quiet "):
            words = words.removeprefix(start)
        return words.removesuffix(" yet").removesuffix(" ago")

    @property
    def sentence(self) -> str:
        """Return all of it in one sentence for a screen reader."""
        parts = [self.label + (f", {self.attendance}" if self.attendance else "")]
        if self.status:
            parts.append(self.status)
        if self.all_turns:
            parts.append(f"{self.turns} of {self.all_turns} turns")
        if self.key:
            parts.append(f"key {self.key}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class FloorCard:
    """What the middle of the table says."""

    who: str  # "" when nobody has the floor
    since_ms: int | None
    to: str
    balance: float | None  # evenness of turns, 0 to 1; None while there are too few to say
    turns: int


def titles(seat: Seat) -> tuple[str, str, str]:
    """Return a seat's first line, second line and short form."""
    organisation = seat.organisation.strip()
    label = seat.label.strip()
    title = label
    if organisation and label.casefold().startswith(organisation.casefold() + " "):
        title = label[len(organisation) :].strip(" ,·-")
    elif organisation and label.casefold().endswith(" " + organisation.casefold()):
        title = label[: -len(organisation)].strip(" ,·-")
    short = f"{_SHORT.get(title.casefold(), title)} {organisation}" if title != label else label
    return title, organisation if organisation != title else "", short


def tight(title: str, organisation: str) -> tuple[str, str]:
    """Return the role and the organisation in a few letters each, for the smallest tile."""
    words = title.split()
    role = _SHORT.get(title.casefold(), title)
    if not organisation and len(words) == 2:  # a guest, such as Patient voice
        return words[0], words[1]
    if len(role) > 5:
        role = "".join(word[0] for word in words).upper() if len(words) > 1 else role[:4]
    return role, organisation


def briefs(organisations: Iterable[str]) -> dict[str, str]:
    """Return each organisation's shortest readable form; no two are alike."""
    found: dict[str, str] = {}
    for name in organisations:
        words = name.split()
        if name in found or not words:
            continue
        tries = [name] if len(name) <= 5 else []
        if len(words) > 1:
            tries.append("".join(w if w.isdigit() else w[0].upper() for w in words))
        tries += [name[:size].strip() for size in range(4 if len(words) == 1 else 6, len(name))]
        found[name] = next((one for one in tries if one not in found.values()), name)
    return found


def ago(ms: int) -> str:
    """Return how long ago in the fewest words."""
    minutes = ms // 60_000
    return "just now" if minutes < 1 else f"{minutes} min ago"


def turn_counts(timeline: Timeline) -> dict[str, int]:
    """Return how many turns each seat has had, the open one too; silent seats are in it with 0."""
    counts = dict.fromkeys(timeline.seats, 0)
    for uid, voice in timeline.voices.items():
        if uid in counts:
            counts[uid] = voice.turns
    turn = timeline.open_turn
    if turn is not None and turn.seat in counts:
        counts[turn.seat] += 1
    return counts


def seat_faces(seats: Iterable[Seat]) -> list[SeatFace]:
    """Return what the tiles call their seats, in the order given."""
    listed = list(seats)
    cut = briefs(seat.organisation.strip() for seat in listed)
    faces = []
    for title, second, short in map(titles, listed):
        brief = short.replace(second, cut.get(second, second)) if second else short
        faces.append(SeatFace(title, second, short, brief, tight(title, cut.get(second, second))))
    return faces


def seat_cards(
    timeline: Timeline, now_ms: int, seats: Sequence[Seat], faces: Sequence[SeatFace]
) -> list[SeatCard]:
    """Return the card of each seat at a time of the session, in the order given."""
    counts = turn_counts(timeline)
    total = sum(counts.values())
    running = timeline.session.state != "planned"
    cards = []
    for seat, face in zip(seats, faces, strict=True):
        status, tone = _status(timeline, seat, now_ms) if running else _before(seat)
        attendance = "" if seat.attendance == "member" else seat.attendance
        cards.append(
            SeatCard(
                seat.uid, seat.key.upper(), seat.label, face, counts[seat.uid], total,
                len(counts), status, tone, attendance,
            )
        )  # fmt: skip
    return cards


def _before(seat: Seat) -> tuple[str, str]:
    return ("not here yet", "away") if seat.present_to_ms is not None else ("", "calm")


def _status(timeline: Timeline, seat: Seat, now_ms: int) -> tuple[str, str]:
    turn = timeline.open_turn
    if turn is not None and turn.seat == seat.uid:
        return f"speaking {timecode.minutes(now_ms - turn.start_ms).removeprefix('0')}", "speaking"
    if seat.present_to_ms is not None:
        if seat.present_to_ms == 0:
            return "not here yet", "away"
        return f"left {timecode.minutes(seat.present_to_ms)}", "away"
    heard = timeline.last_heard_ms(seat.uid, now_ms)
    came = seat.present_from_ms or 0
    quiet_for = now_ms - max(heard if heard is not None else 0, came)
    limit = timeline.observation.unheard_after_ms
    minutes = max(quiet_for, 0) // 60_000
    if quiet_for >= limit:
        return f"unheard {minutes} min", "unheard"
    if quiet_for >= limit / 2:
        return f"quiet {minutes} min", "quiet"
    if heard is None or heard < came:
        return NOT_YET, "calm"
    return ago(quiet_for), "calm"


def floor_card(timeline: Timeline) -> FloorCard:
    """Return who has the floor, since when, to whom, and how evenly turns are shared."""
    counts = turn_counts(timeline)
    total = sum(counts.values())
    balance = evenness(list(counts.values())) if len(counts) > 1 and total > len(counts) else None
    turn = timeline.open_turn
    if timeline.open_break is not None:
        return FloorCard("Break", timeline.open_break.start_ms, "", balance, total)
    if turn is None:
        return FloorCard("", None, "", balance, total)
    return FloorCard(
        holder(timeline, turn), turn.start_ms, _addressee(timeline, turn), balance, total
    )


def holder(timeline: Timeline, turn: Turn) -> str:
    """Return who holds a turn: a seat's label, "You" for the coach, or "Silence"."""
    if turn.by_coach:
        return "You"
    if turn.seat is None:
        return "Silence"
    seat = timeline.seats.get(turn.seat)
    return "A seat no longer here" if seat is None else seat.label


def _addressee(timeline: Timeline, turn: Turn) -> str:
    moment = timeline.latest()
    if moment is None or moment.seat != turn.seat or moment.offset_ms < turn.start_ms:
        return ""
    if moment.to_all:
        return "to everybody"
    seat = timeline.seats.get(moment.addressee or "")
    return "" if seat is None else f"to {seat.label}"


def followed_lately(timeline: Timeline) -> list[tuple[str, str, float]]:
    """Return (speaker, next speaker, 0 to 1) of the last turns; the newest is 1."""
    order = timeline.turn_order[-LATELY:]
    speakers = [turn.seat for _, _, uid in order if (turn := timeline.turns[uid]).seat]
    passes = [(a, b) for a, b in pairwise(speakers) if a and b and a != b]
    strengths: dict[tuple[str, str], float] = {}
    for number, pair in enumerate(passes, 1):
        strengths[pair] = max(strengths.get(pair, 0.0), number / len(passes))
    known = timeline.seats
    return [(a, b, s) for (a, b), s in strengths.items() if a in known and b in known]


def organisation_places(seats: Iterable[Seat], known: Mapping[str, int]) -> dict[str, int]:
    """
    Return each organisation's place in the list of colours; places once given stay.

    ``seats`` come in the order of entry, which no rearranging of the table changes.
    """
    places = dict(known)
    for seat in seats:
        places.setdefault(seat.organisation.casefold() or seat.label.casefold(), len(places))
    return places
