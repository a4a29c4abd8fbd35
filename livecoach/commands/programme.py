"""Say what the programme shows, plan a session from an invite, take in a check-out."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livecoach.commands.refusal import Refusal
from livecoach.commands.sessions import find
from livecoach.commands.vaults import keep, opened

BOARD = "live-coaching"  # what a planned session is tagged with, until another is chosen

if TYPE_CHECKING:
    from livecoach.core.coaching import Pair
    from livecoach.core.pairing import PossiblePair
    from livecoach.store.writer import Writer


def programme(args: Namespace) -> None:
    """Print sessions, pair counts and trend rows."""
    from livecoach.core.pairing import counts_by_kind
    from livecoach.measures.programme import trends
    from livecoach.store import processing_log, reading
    from livecoach.ui.programme.figures_kept import held_sessions

    with opened(Path(args.vault), args.passphrase_file) as writer:
        lines = writer.ask(reading.sessions)
        pairs, kept, _ = _pairs(writer)
        found = trends(held_sessions(writer, "live", lines))
        processing_log.note(writer, "tell", "programme", {"sessions": len(lines)})
    counts = counts_by_kind(pairs, kept)
    if args.json:
        sessions = [{"id": line.uid, "kind": line.kind, "title": line.title, "state": line.state,
                     "planned_at": line.planned_at, "started_at": line.started_at}
                    for line in lines]  # fmt: skip
        _print({"sessions": sessions, "pairs": counts, "trends": [asdict(one) for one in found]})
        return
    print(f"{len(lines)} sessions, {sum(line.state == 'ended' for line in lines)} of them held")
    for kind, states in counts.items():
        print(f"pairs, {kind.replace('_', ' ')}: {states.get('held', 0)} held of "
              f"{sum(states.values())}")  # fmt: skip
    for line in found:
        print(line.sentence)


def pairs(args: Namespace) -> None:
    """Print every pair with its kind and state, the rounds, and what comes next."""
    from livecoach.core.pairing import rounds, suggest
    from livecoach.store import processing_log

    with opened(Path(args.vault), args.passphrase_file) as writer:
        possible, kept, titles = _pairs(writer)
        processing_log.note(writer, "tell", "pairs", {"pairs": len(possible)})
    rows = []
    for pair in possible:
        row = kept.get(pair.key)
        rows.append({"first": titles[pair.first], "second": titles[pair.second],
                     "kind": pair.kind, "state": "none" if row is None else row.state,
                     "on": "" if row is None else row.on_date})  # fmt: skip
    turns = [
        [[titles[pair.first], titles[pair.second]] for pair in one] for one in rounds(possible)
    ]
    following = suggest(possible, kept)
    if args.json:
        names = None if following is None else [
            titles[following.pair.first], titles[following.pair.second]
        ]  # fmt: skip
        reason = "" if following is None else following.reason
        _print({"pairs": rows, "rounds": turns, "next": {"pair": names, "reason": reason}})
        return
    for line in rows:
        print(f"{line['state']:10}  {line['kind'].replace('_', ' '):18}  "
              f"{line['first']} and {line['second']}  {line['on']}".rstrip())  # fmt: skip
    if following is not None:
        print(f"Next: {titles[following.pair.first]} and {titles[following.pair.second]}. "
              f"{following.reason}")  # fmt: skip


def check_out(args: Namespace) -> None:
    """Take in a session's check-out from a CSV file; earlier answers are replaced."""
    from livecoach.core.edit import Edit, delete, insert
    from livecoach.core.ids import new_uid
    from livecoach.core.session import CheckOut
    from livecoach.exchange.check_out_csv import read_check_outs
    from livecoach.measures.check_out import totals
    from livecoach.store import reading

    with opened(Path(args.vault), args.passphrase_file) as writer:
        uid = find(writer.ask(reading.sessions), args.session)
        seats = writer.ask(lambda db: reading.seats(db, uid))
        answers = read_check_outs(Path(args.import_), uid, seats)
        standing = writer.ask(lambda db: reading.rows(db, CheckOut))
        changes = [delete(row) for row in standing if row.session == uid]
        changes += [insert(row) for row in answers]
        keep(writer, [Edit(new_uid(), "Check-out", uid, tuple(changes))])
    found = totals(answers)
    print(f"{len(answers)} answers")
    if found.mean is None:
        print("Too few answered to show totals.")
    else:
        print(f"felt heard: mean {found.mean:.1f}, {found.seven_or_more} at 7 or more")


def plan(args: Namespace) -> None:
    """Plan a session from an invite, with a seat for each attendee whose post is known."""
    from livecoach.core.board import freeze
    from livecoach.core.engagement import Engagement
    from livecoach.core.planning.matching import match_attendees
    from livecoach.core.session import Seat, Session
    from livecoach.exchange.invite_ics import BadInvite, read_invite
    from livecoach.exchange.planning import plan_session
    from livecoach.store import reading
    from livecoach.store.library import shipped_board

    try:
        invite = read_invite(Path(args.import_))
    except BadInvite as problem:
        raise Refusal(str(problem)) from None
    if invite.cancelled:
        raise Refusal("This meeting was cancelled, so there is nothing to plan.")
    with opened(Path(args.vault), args.passphrase_file) as writer:
        for line in writer.ask(reading.sessions):
            if (line.title, line.planned_at) == (invite.title, invite.starts_at):
                raise Refusal(f"This meeting is planned already as {line.title}: {line.uid}.")
        engagement = writer.ask(reading.engagement) or Engagement("", "")
        known = writer.ask(lambda db: reading.people(db, engagement))
        matches = match_attendees(known, invite.attendees)
        answers = {one.attendee.name: one.post or "" for one in matches}
        edit = plan_session(known, invite, args.kind, answers, freeze(shipped_board(BOARD)))
        keep(writer, [edit])
    session = next(change.row for change in edit.changes if isinstance(change.row, Session))
    seats = sum(isinstance(change.row, Seat) for change in edit.changes)
    unsure = [name for name, post in answers.items() if not post]
    for name in unsure:
        print(f"No post is known for {name}; give the seat in the window.")
    if invite.repeats:
        print(f"The invite repeats {invite.repeats}; the first meeting is planned.")
    print(f"Planned {invite.title} with {seats} seats: {session.uid}")


def _pairs(
    writer: Writer,
) -> tuple[list[PossiblePair], dict[tuple[str, str], Pair], dict[str, str]]:
    from livecoach.core.coaching import Pair
    from livecoach.core.pairing import possible_pairs
    from livecoach.store import reading

    posts = writer.ask(reading.posts)
    rows = writer.ask(lambda db: reading.rows(db, Pair))
    possible = possible_pairs(writer.ask(reading.organisations), posts)
    kept = {(row.post_a, row.post_b): row for row in rows}
    return possible, kept, {post.uid: post.title for post in posts}


def _print(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1))
