"""Keep what the rows of a record point to at hand: sessions, seats, boards, moments, titles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from livecoach.core.board import BadBoard, Board, thaw
from livecoach.core.coaching import Theme
from livecoach.core.edit import Row
from livecoach.core.engagement import Organisation, Post
from livecoach.core.moment import Moment
from livecoach.core.observation import Observation, Turn
from livecoach.core.person.who import Who
from livecoach.core.session import Seat, Session

R = TypeVar("R")
QUOTE = "quote."  # a summary piece with this key holds a moment's words


@dataclass(slots=True)
class Around:
    """One record as one person stands in it; every row is found by its uid."""

    who: Who
    sessions: dict[str, Session] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)
    moments: dict[str, Moment] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    sat_in: set[str] = field(default_factory=set)  # sessions the person has a seat in
    alone: set[str] = field(default_factory=set)  # one-to-ones with nobody but the person
    about: set[str] = field(default_factory=set)  # moments of theirs, or said to them
    turns: list[Turn] = field(default_factory=list)  # the person's own
    places: dict[str, dict[str, int]] = field(default_factory=dict)  # session -> seat -> place
    _boards: dict[str, Board] = field(default_factory=dict)

    def session_of(self, observation: str) -> str:
        """Return the session of an observation, or ""."""
        found = self.observations.get(observation)
        return "" if found is None else found.session

    def board_of(self, observation: str) -> Board:
        """Return the board an observation was made with; an empty one where it cannot be read."""
        if observation not in self._boards:
            found = self.observations.get(observation)
            try:
                self._boards[observation] = thaw("" if found is None else found.board)
            except (BadBoard, ValueError):
                self._boards[observation] = thaw("")
        return self._boards[observation]

    def is_theirs(self, seat: str | None) -> bool:
        """Tell whether a seat is the person's."""
        return seat is not None and seat in self.who.seats

    def said_by_them(self, moment: Moment) -> bool:
        """Tell whether a moment's words are the person's own."""
        if moment.seat is None and not moment.by_coach:
            return self.session_of(moment.observation) in self.alone
        return self.is_theirs(moment.seat)


def around(rows: Iterable[Row], who: Who) -> Around:
    """Return what a record's rows point to."""
    made = Around(who)
    for row in rows:
        match row:
            case Session():
                made.sessions[row.uid] = row
            case Seat():
                made.seats[row.uid] = row
            case Observation():
                made.observations[row.uid] = row
            case Moment():
                made.moments[row.uid] = row
            case Post():
                made.posts[row.uid] = row
            case Organisation():
                made.organisations[row.uid] = row
            case Theme():
                made.themes[row.uid] = row
            case Turn() if made.is_theirs(row.seat):
                made.turns.append(row)
            case _:
                pass  # nothing else is pointed to by what is told of a row
    sat: dict[str, list[Seat]] = {}
    for seat in made.seats.values():
        sat.setdefault(seat.session, []).append(seat)
    for session, seats in sat.items():
        ordered = sorted(seats, key=lambda seat: (seat.place, seat.uid))
        made.places[session] = {seat.uid: place for place, seat in enumerate(ordered)}
        theirs = [seat for seat in seats if seat.uid in who.seats]
        if theirs:
            made.sat_in.add(session)
        kind = made.sessions[session].kind if session in made.sessions else ""
        if kind == "one_to_one" and len(theirs) == len(seats):
            made.alone.add(session)
    made.about = {
        one.uid
        for one in made.moments.values()
        if made.is_theirs(one.seat) or made.is_theirs(one.addressee)
    }
    return made
