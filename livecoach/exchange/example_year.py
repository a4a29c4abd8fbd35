"""
Make the example's twelve months round its one true session, the same at every call but for uids.

The plan and the words stand in resources/example/year.toml; what is between them is drawn with a
fixed seed. Every session says that it is an example.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from livecoach import paths
from livecoach.core.board import board_from_dict, freeze
from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote, Pulse, Rhythm, Theme
from livecoach.core.edit import Edit, Row, insert
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.observation import Observation
from livecoach.core.planning.dates import moment_at
from livecoach.core.planning.seating import seat_posts
from livecoach.core.programme import Programme
from livecoach.core.session import CheckOut, Session
from livecoach.core.summary import Release
from livecoach.core.themes import PROMPTS
from livecoach.exchange.example_meeting import Play, play

LABEL = "Add example"
MARK = " (example)"
FIRST_TALK = date(2025, 4, 7)
TALKS = ("09:30", "11:00", "14:00")
RHYTHMS = (("live", "2025-06-05", "2025-07-31", 7), ("live", "2025-10-02", "2026-03-31", 30))
PULSES = ("2025-06-05", "2025-10-02", "2026-02-05")
PULSE_MEANS = (4.6, 5.4, 6.1)
NOT_LET_GO = 1  # held meetings, from the newest, whose summary is still to be let go


def year_edit(programme: Edit) -> Edit:
    """
    Return the edit that stands round the example's session: meetings, conversations and pairs.

    ``programme`` is the edit that adds the example's engagement, organisations and posts. The edit
    is kept in the journal and never taken back, as an example is whole.
    """
    plan = tomllib.loads(paths.resource("example/year.toml").read_text("utf-8"))
    rows = _Year(programme, plan).rows()
    return Edit(new_uid(), LABEL, "", tuple(insert(row) for row in rows), act="note")


class _Year:
    def __init__(self, programme: Edit, plan: dict[str, Any]) -> None:
        rows = [change.row for change in programme.changes]
        engagement = next(row for row in rows if isinstance(row, Engagement))
        self.programme = Programme(engagement)
        self.programme.load(row for row in rows if isinstance(row, Organisation | Post))
        self.posts = {post.title: post for post in self.programme.posts_in_order()}
        self.plan = plan
        self.random = Random(int(plan["seed"]))
        board = paths.resource("boards/live-coaching.toml").read_text("utf-8")
        self.board = freeze(board_from_dict(tomllib.loads(board)))

    def rows(self) -> list[Row]:
        themes = [Theme(new_uid(), name, place)
                  for place, name in enumerate(self.plan["themes"]["names"])]  # fmt: skip
        found = [*self._agreements(), *self._rhythms(), *themes, *self._pulses()]
        for number, post in enumerate(self.posts.values()):
            found += self._talk(number, post, themes)
        held = [line for line in self.plan["meeting"] if "state" not in line]
        for line in self.plan["meeting"]:
            found += self._meeting(line, let_go=line in held[: len(held) - NOT_LET_GO])
        found += self._coming("Chairs and CEOs, session 6")
        for line in self.plan["pair"]:
            found += self._pair(line)
        return found

    # What stands round the meetings ------------------------------------------------------------

    def _agreements(self) -> list[Row]:
        told = self.plan["agreement"]
        common = {name: told[name] for name in ("parties", "logged", "retention", "text")}
        return [
            Agreement(new_uid(), 1, "2025-03-28", sharing=told["first_sharing"], **common),
            Agreement(new_uid(), 2, "2025-09-25", sharing=told["second_sharing"], **common),
        ]

    def _rhythms(self) -> list[Row]:
        return [Rhythm(new_uid(), *line) for line in RHYTHMS]

    def _pulses(self) -> list[Row]:
        found: list[Row] = []
        for day, mean in zip(PULSES, PULSE_MEANS, strict=True):
            for _ in range(11):
                five = [min(10, max(0, round(self.random.gauss(mean, 1.7)))) for _ in range(5)]
                found.append(Pulse(new_uid(), day, *five))
        return found

    # Sessions ------------------------------------------------------------------------------------

    def _session(self, kind: str, title: str, at: str, minutes: int, state: str) -> Session:
        zone = self.plan["zone"]
        start = moment_at(at[:10], at[11:], zone) if at else ""
        end = ""
        if state == "ended":
            whole = datetime.fromisoformat(start) + timedelta(minutes=minutes)
            end = whole.isoformat(timespec="seconds")
        return Session(
            new_uid(), kind, title + MARK, state, start, minutes,
            start if state == "ended" else "", end, zone, example=True,
        )  # fmt: skip

    def _talk(self, number: int, post: Post, themes: Sequence[Theme]) -> list[Row]:
        """Return a one-to-one: two or three a week, each with one thing said to each prompt."""
        day = FIRST_TALK + timedelta(days=(number // 3) * 7 + (number % 3) * 2)
        at = f"{day.isoformat()}T{TALKS[number % 3]}"
        session = self._session("one_to_one", f"One-to-one: {post.title}", at, 60, "ended")
        rows: list[Row] = [session, *seat_posts(self.programme, session.uid, [post])]
        rows.append(Observation(new_uid(), session.uid, board=self.board, length_ms=3_600_000))
        for place, (prompt, _) in enumerate(PROMPTS):
            said = self.random.choice(self.plan["conversation"][prompt])
            use = self.random.choices(("nothing", "theme", "attributed"), (2, 7, 1))[0]
            theme = self.random.choice(themes).uid if use != "nothing" else None
            rows.append(Diagnosis(new_uid(), session.uid, prompt, said, theme, use, place))
        return rows

    def _meeting(self, line: dict[str, Any], let_go: bool) -> list[Row]:
        state = line.get("state", "ended")
        session = self._session(line["kind"], line["title"], line["at"], line["minutes"], state)
        seats = seat_posts(self.programme, session.uid, self.programme.posts_in_order())
        if state != "ended":
            made = Observation(new_uid(), session.uid, board=self.board)
            return [session, *seats, made]
        length = line["minutes"] * 60_000
        gone = {seat.uid for seat in self.random.sample(seats, line["away"])}
        seats = [
            replace(seat, present_from_ms=length, present_to_ms=length)
            if seat.uid in gone
            else seat
            for seat in seats
        ]
        observation = Observation(new_uid(), session.uid, board=self.board, length_ms=length)
        there = [seat for seat in seats if seat.uid not in gone]
        meeting = Play(self.random, session.uid, observation.uid, there, length, line,
                       self.plan["words"])  # fmt: skip
        checked: list[Row] = []
        spoken: list[Row] = []
        for row in play(meeting):
            (checked if isinstance(row, CheckOut) else spoken).append(row)
        rows: list[Row] = [session, *seats, *checked, observation, *spoken]
        if let_go:
            day = datetime.fromisoformat(session.ended_at)
            shown, gone_on = (day + timedelta(days=3)).date(), day + timedelta(days=7)
            rows.append(
                Release(new_uid(), session.uid, "group", "docx", shown.isoformat(),
                        gone_on.date().isoformat(), gone_on.isoformat(timespec="seconds"),
                        "The group")
            )  # fmt: skip
        return rows

    def _coming(self, title: str) -> list[Row]:
        """Return a session that is planned and has no date, so that it is never overdue."""
        session = self._session("live", title, "", 90, "planned")
        seats = seat_posts(self.programme, session.uid, self.programme.posts_in_order())
        made = Observation(new_uid(), session.uid, board=self.board)
        return [session, *seats, made]

    # Pairs ---------------------------------------------------------------------------------------

    def _pair(self, line: dict[str, Any]) -> list[Row]:
        posts = [self.posts[title] for title in line["posts"]]
        one, two = sorted(post.uid for post in posts)
        state, matters = line["state"], line.get("matters", False)
        if state != "held":
            return [Pair(new_uid(), one, two, state, line.get("on", ""), None, matters)]
        title = f"Pair: {posts[0].title} and {posts[1].title}"
        session = self._session("pair", title, line["at"], 60, "ended")
        seats = seat_posts(self.programme, session.uid, posts)
        answers = [
            CheckOut(new_uid(), session.uid, seat.uid, self.random.randrange(6, 10), True)
            for seat in seats
        ]
        return [
            session,
            *seats,
            *answers,
            Observation(new_uid(), session.uid, board=self.board, length_ms=3_600_000),
            Pair(new_uid(), one, two, state, line["at"][:10], session.uid, matters),
            PairNote(new_uid(), session.uid, line["purpose"], line["shifted"], line["first"],
                     line["second"]),
        ]  # fmt: skip
