"""What a vault holds about a person, beside a scan of every text cell there is."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from livecoach.core.edit import TABLES, Edit, insert
from livecoach.core.engagement import Post
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.person.held import Held, Unmasking
from livecoach.core.person.rows import CONVERSATION, NAMED, PERHAPS
from livecoach.core.person.told import read_by
from livecoach.core.summary import SummaryPiece
from livecoach.report.audiences.disclosure import as_dictionary, disclosure
from livecoach.report.audiences.person import person_document
from livecoach.report.document import all_words
from livecoach.store import backup, erasing, header, held, holding, processing_log, unmasking
from livecoach.store import reading as read
from livecoach.store.connection import FILE_NAME
from livecoach.store.engine import Database
from livecoach.store.reading import NotThere
from livecoach.store.subject import Subject, who_in
from livecoach.store.words import WORDS
from livecoach.store.writer import Writer
from tests.store.erasable import Cast, copied, fill
from tests.store.vaults import made, writing

APART = {"journal", "tally", "tombstone", "processing_log", "retention_period", "migrations"}


@pytest.fixture(params=range(3))
def filled(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Writer, Cast]]:
    with writing(tmp_path / "v", made(tmp_path / "v")) as writer:
        cast = fill(writer, request.param)
        live = next(uid for uid, one in cast.sessions.items() if one.kind == "live")
        writer.ask(
            lambda db: holding.place(
                db, Subject("session", live), f"For {cast.posts[1].person}", "2026-04-01"
            )
        )
        writer.ask(lambda db: sprinkle(db, cast.posts, random.Random(request.param)))
        yield writer, cast


def sprinkle(db: Database, posts: list[Post], dice: random.Random) -> None:
    """Write names into texts of every table, at random, behind the program's back."""
    own = {"post", "organisation", "seat"}
    for table, columns in WORDS.items():
        for (uid,) in db.execute(f'SELECT "uid" FROM "{table}"').fetchall():
            for column in columns:
                if dice.random() < 0.3 and table not in own and column not in ("key", "board"):
                    post = dice.choice(posts)
                    first, last = post.person.split()
                    said = dice.choice((first, last.lower(), post.title.upper(), post.person))
                    db.execute(
                        f'UPDATE "{table}" SET "{column}" = "{column}" || ? WHERE "uid" = ?',
                        [f" and {said}’s", uid],
                    )
    db.conn.commit()


def says(text: str, *names: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)


def ways(post: Post) -> tuple[str, ...]:
    return (post.title, post.person, *post.person.split())


def brute(db: Database, post: Post, seats: set[str]) -> set[tuple[str, str]]:
    """Return every row of every table in which a text cell names a post or is its uid."""
    found = set()
    ids = {post.uid, *seats}
    for (table,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'phrase%' "
        "AND name NOT LIKE '%sqlite%'"
    ).fetchall():
        if table in APART:
            continue
        for row in db.execute(f'SELECT * FROM "{table}"').fetchall():
            texts = [value for value in row if isinstance(value, str)]
            if any(says(text, *ways(post)) for text in texts) or ids & set(texts):
                found.add((table, str(row[0])))
    return found


def test_every_row_that_names_somebody_is_in_what_is_held(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    for post in cast.posts:
        seats = {seat.uid for (_, uid), seat in cast.seats.items() if uid == post.uid}
        there = writer.ask(lambda db, post=post, seats=seats: brute(db, post, seats))  # type: ignore[misc]
        found = writer.ask(lambda db, post=post: held.held(db, post.uid))  # type: ignore[misc]
        assert {"moment", "turn", "seat", "check_out", "post", "legal_hold"} & {
            table for table, _ in there
        }
        got = {row.key for row in found.rows}
        assert there - got == set()
        by_text = {row.key for row in found.rows if set(row.parts) <= {NAMED, PERHAPS}}
        assert by_text <= there, "nothing is taken for them that does not name them"


def test_no_other_is_named_in_the_masked_form(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    organisations = [one.name for one in writer.ask(read.organisations)]
    moments = writer.ask(lambda db: read.rows(db, Moment))
    for post in cast.posts:
        found = writer.ask(lambda db, post=post: held.held(db, post.uid))  # type: ignore[misc]
        told = disclosure(found, "2026-11-23")
        words = "\n".join(all_words(person_document(told))) + json.dumps(as_dictionary(told))
        for other in cast.posts:
            if other is not post:
                assert not says(words, *ways(other)), other
        foreign = {name for name in organisations if name != found.around.who.organisation}
        assert not says(words, *foreign)
        canaries = [
            one.words.split()[0]
            for one in moments
            if not found.around.is_theirs(one.seat) and one.words.startswith("wzq")
        ]
        assert canaries
        assert not [word for word in canaries if word in words]
        own = [one for one in moments if found.around.is_theirs(one.seat)]
        assert all(one.words.split()[0] in words for one in own), "their own words stand"


def test_a_row_is_shown_in_full_with_a_reason_that_the_log_does_not_hold(
    filled: tuple[Writer, Cast],
) -> None:
    writer, cast = filled
    post, other = cast.posts[0], cast.posts[1]
    found = writer.ask(lambda db: held.held(db, post.uid))
    row = next(row for row in found.rows if found.masked(row))
    why = Unmasking(*row.key, "agreed", f"{other.person} said yes on the phone", "2026-11-23")
    writer.ask(lambda db: unmasking.unmask(db, post.uid, why))
    after = writer.ask(lambda db: held.held(db, post.uid))
    assert not after.masked(row)
    [shown] = [one for one in _all_rows(after) if one.in_full]
    assert dict(shown.fields) == {told.label: told.text for told in row.told}
    assert disclosure(found, "").in_full == 0
    [entry] = [one for one in writer.ask(processing_log.entries) if one.act == "unmask"]
    assert entry.what == "person"
    assert not says(json.dumps(entry.counts), *ways(other), *ways(post))
    kept = next(one for one in after.rows if one.kind == "unmasking")
    assert other.person in kept.told[-2].text
    assert not says(" ".join(read_by(told, after.around) for told in kept.told), *ways(other))
    writer.ask(lambda db: unmasking.mask_again(db, post.uid, *row.key))
    assert writer.ask(lambda db: held.held(db, post.uid)).masked(row)
    with pytest.raises(ValueError, match="Say why"):
        writer.ask(
            lambda db: unmasking.unmask(db, post.uid, Unmasking(*row.key, "agreed", " ", ""))
        )


def _all_rows(found: Held) -> list:  # type: ignore[type-arg]
    told = disclosure(found, "2026-11-23")
    return [*told.elsewhere, *(row for one in told.sessions for row in one.rows)]


def test_a_conversation_is_theirs_whole_and_nobody_elses(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    alone = next(one for one in cast.sessions.values() if one.kind == "one_to_one")
    post = next(uid for (session, uid) in cast.seats if session == alone.uid)
    mine = writer.ask(lambda db: held.held(db, post))
    kinds = {row.kind for row in mine.rows if CONVERSATION in row.parts}
    assert {"session", "observation", "diagnosis"} <= kinds
    for other in cast.posts:
        if other.uid != post:
            theirs = writer.ask(lambda db, uid=other.uid: held.held(db, uid))  # type: ignore[misc]
            assert not [
                row for row in theirs.rows if row.session == alone.uid and CONVERSATION in row.parts
            ]


def test_the_journal_and_the_backups_that_still_hold_something_are_counted(
    tmp_path: Path,
) -> None:
    key = made(tmp_path / "v")
    with writing(tmp_path / "v", key) as writer:
        cast = fill(writer, 11)
        post = cast.posts[2]
        folder = writer.folder / backup.FOLDER
        before = copied(writer, backup.next_name(folder, "before"))
        found = writer.ask(lambda db: held.held(db, post.uid))
        seats = {seat.uid for (_, uid), seat in cast.seats.items() if uid == post.uid}
        raw = writer.ask(lambda db: db.execute("SELECT label, changes FROM journal").fetchall())
        assert found.journalled == sum(
            says(label + changes, *ways(post)) or any(uid in changes for uid in {post.uid, *seats})
            for label, changes in raw
        )
        who = found.around.who
        vault = header.read(writer.folder).vault_id
        holding_it, seen = held.in_backups([folder], vault, key, writer.folder, who)
        assert holding_it == [before] == seen
        aside = writer.folder / "set-aside-2026-06-15"
        backup.restore(before, aside)
        holding_it, seen = held.in_backups([folder], vault, key, writer.folder, who)
        assert holding_it == [before, aside / FILE_NAME] == seen
        writer.ask(
            lambda db: erasing.erase(db, writer.folder, key, Subject("person", post.uid), "delete")
        )
        holding_it, seen = held.in_backups([folder], vault, key, writer.folder, who)
        assert (holding_it, len(seen)) == ([], 2)
        assert writer.ask(lambda db: held.journalled(db, who)) == 0
        with pytest.raises(NotThere):
            writer.ask(lambda db: held.held(db, post.uid))
        assert not list(writer.folder.glob("*.part"))


def test_erasing_takes_quotations_in_summaries_and_reasons_with_it(tmp_path: Path) -> None:
    key = made(tmp_path / "v")
    with writing(tmp_path / "v", key) as writer:
        cast = fill(writer, 5)
        post, other = cast.posts[0], cast.posts[1]
        live = next(uid for uid, one in cast.sessions.items() if one.kind == "live")
        seat = cast.seats[live, post.uid].uid
        said = next(one for one in writer.ask(lambda db: read.rows(db, Moment)) if one.seat == seat)
        piece = SummaryPiece(
            new_uid(), live, f"quote.{said.uid}", "quotes", said.words, None, "added", True
        )
        writer.save(Edit(new_uid(), "Summary", live, (insert(piece),)))
        why = Unmasking("moment", said.uid, "known", f"{post.person} was there", "2026-11-23")
        for uid in (post.uid, other.uid):
            writer.ask(lambda db, uid=uid: unmasking.unmask(db, uid, why))  # type: ignore[misc]
        for way in ("delete", "unlink"):
            told = writer.ask(
                lambda db, way=way: erasing.preview(db, Subject("person", post.uid), way)  # type: ignore[misc]
            )
            assert told["summary_piece"] == 1
        writer.ask(
            lambda db: erasing.erase(db, writer.folder, key, Subject("person", post.uid), "unlink")
        )
        assert piece.uid not in {
            one.uid for one in writer.ask(lambda db: read.rows(db, SummaryPiece))
        }
        assert writer.ask(lambda db: unmasking.unmasked(db, post.uid)) == {}
        assert writer.ask(lambda db: unmasking.unmasked(db, other.uid)) == {}


def test_a_seat_given_to_another_post_is_no_longer_the_first_ones(tmp_path: Path) -> None:
    from dataclasses import replace

    from livecoach.core.edit import Change

    with writing(tmp_path / "v", made(tmp_path / "v")) as writer:
        cast = fill(writer, 6)
        live = next(uid for uid, one in cast.sessions.items() if one.kind == "live")
        seat = cast.seats[live, cast.posts[0].uid]
        given = replace(seat, post=cast.posts[1].uid, label=cast.posts[1].title)
        writer.save(Edit(new_uid(), "Seat", live, (Change(seat, given),)))
        assert writer.flush(10)
        first = writer.ask(lambda db: who_in(db, cast.posts[0].uid))
        assert seat.uid not in first.seats
        assert seat.uid in writer.ask(lambda db: who_in(db, cast.posts[1].uid)).seats


def test_what_was_deleted_before_goes_from_the_journal_when_somebody_is_erased(
    tmp_path: Path,
) -> None:
    from livecoach.core.planning.meetings import delete_session

    key = made(tmp_path / "v")
    with writing(tmp_path / "v", key) as writer:
        cast = fill(writer, 8)
        post = cast.posts[0]
        for kind in ("one_to_one", "pair"):
            session = next(
                one.uid
                for one in cast.sessions.values()
                if one.kind == kind and (one.uid, post.uid) in cast.seats
            )
            timeline = writer.ask(lambda db, uid=session: read.timeline(db, uid))  # type: ignore[misc]
            rows = [
                row
                for each in TABLES
                if TABLES[each] in ("diagnosis", "pair_note", "pair", "summary_piece", "release")
                for row in writer.ask(lambda db, each=each: read.rows(db, each))  # type: ignore[misc]
            ]
            writer.save(delete_session([timeline], rows))
        assert writer.flush(10), writer.refused()
        words = cast.of_post[post.uid]
        writer.ask(
            lambda db: erasing.erase(db, writer.folder, key, Subject("person", post.uid), "delete")
        )
        left = writer.ask(lambda db: db.execute("SELECT label, changes FROM journal").fetchall())
        whole = "\n".join(label + changes for label, changes in left)
        assert [word for word in words if word in whole] == []
