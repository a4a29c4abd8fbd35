from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livecoach.core.edit import Change, Edit, delete, insert, inverse
from livecoach.core.ids import new_uid
from livecoach.core.session import Seat, Session
from livecoach.store import reading
from livecoach.store.commit import StaleEdit, commit, commit_once
from livecoach.store.engine import Database, IntegrityError
from livecoach.store.throwaway import throwaway
from tests.core.rooms import snapshot
from tests.store.live import ACT_NAMES, Live
from tests.store.vaults import Told, made, writing
from tests.store.vaults import meeting as plain_meeting

ACTS = st.lists(st.tuples(st.sampled_from(ACT_NAMES), st.integers(0, 5)), max_size=40)


def same_in_vault(live: Live) -> None:
    read_back = live.writer.ask(lambda db: reading.timeline(db, live.uid))
    assert snapshot(read_back) == snapshot(live.timeline)
    assert not live.writer.refused()


def test_whatever_is_done_and_undone_reads_back_as_it_stood() -> None:
    told = Told()
    with throwaway(told.on_saved, told.on_trouble) as writer:

        @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(ACTS)
        def recorded(acts: list[tuple[str, int]]) -> None:
            live = Live(writer)
            for name, number in acts:
                live.act(name, number)
            same_in_vault(live)
            while live.recorder.undo():
                pass
            same_in_vault(live)
            live.recorder.end()
            same_in_vault(live)

        recorded()
    assert not told.trouble
    assert len(told.saved) == len(set(told.saved))


def test_the_counts_kept_are_the_counts_counted() -> None:
    with throwaway() as writer:

        @settings(max_examples=20, deadline=None)
        @given(ACTS)
        def recorded(acts: list[tuple[str, int]]) -> None:
            live = Live(writer)
            for name, number in acts:
                live.act(name, number)
            line = next(one for one in writer.ask(reading.sessions) if one.uid == live.uid)
            assert (line.moments, line.turns) == (
                len(live.timeline.moments),
                len(live.timeline.turns),
            )
            assert line.seats == len(live.timeline.seats)

        recorded()


def test_the_journal_reads_back_every_edit_as_it_was_given() -> None:
    about = plain_meeting()
    with throwaway() as writer:
        edits = [about.begins(), about.tag(1, "“said”", "made of it"), about.tag(2)]
        edits.append(inverse(edits[-1], "undo"))
        for edit in edits:
            writer.save(edit)
        uid = about.session.uid
        assert writer.ask(lambda db: reading.journal(db, uid)) == edits
        assert writer.ask(lambda db: reading.journal(db, uid, 2)) == edits[-2:]
        assert writer.ask(lambda db: reading.journal(db, "")) == []


def test_an_edit_sent_twice_is_committed_once(tmp_path: Path) -> None:
    key = made(tmp_path)
    about = plain_meeting()
    edit = about.tag(1)
    told = Told()
    with writing(tmp_path, key, told) as writer:
        writer.save(about.begins())
        writer.save(edit)
        writer.save(edit)
        assert writer.flush(5)
    with writing(tmp_path, key, told) as writer:
        writer.save(edit)
        assert writer.flush(5)
        assert writer.ask(lambda db: db["moment"].count) == 1
    assert told.saved.count(edit.uid) == 3
    assert not told.trouble


def committed(db: Database, edit: Edit) -> None:
    commit(db, edit, 0)


def test_half_an_edit_is_never_kept() -> None:
    about = plain_meeting()
    good, bad = about.moment(1), dataclasses.replace(about.moment(2), offset_ms=-1)
    with throwaway() as writer:
        writer.save(about.begins())
        with pytest.raises(IntegrityError):
            writer.ask(lambda db: committed(db, about.edit("Two", good, bad)))
        assert writer.ask(lambda db: db["moment"].count) == 0
        assert writer.ask(lambda db: db["journal"].count) == 1


def test_a_change_to_what_is_not_there_or_not_so_is_refused() -> None:
    about = plain_meeting()
    moment = about.moment(1)
    changed = dataclasses.replace(moment, note="b")
    with throwaway() as writer:
        writer.save(about.begins())

        def refused(*changes: Change) -> None:
            with pytest.raises(StaleEdit):
                writer.ask(
                    lambda db: committed(db, Edit(new_uid(), "Edit", about.session.uid, changes))
                )

        refused(delete(moment))
        refused(Change(moment, changed))
        writer.save(about.edit("Tag", moment))
        refused(Change(dataclasses.replace(moment, note="a"), changed))
        refused(Change(moment, dataclasses.replace(changed, uid=new_uid())))
        assert writer.ask(lambda db: db["journal"].count) == 2


def test_two_windows_may_change_different_fields_of_one_row() -> None:
    """A session renamed in the list while it runs can still be ended."""
    about = plain_meeting()
    stood = about.session
    with throwaway() as writer:
        writer.save(about.begins())
        renamed = dataclasses.replace(stood, title="Chairs and CEOs")
        ended = dataclasses.replace(stood, state="ended")
        writer.save(Edit(new_uid(), "Rename", "", (Change(stood, renamed),)))
        writer.save(Edit(new_uid(), "End", stood.uid, (Change(stood, ended),)))
        assert writer.flush(5)
        kept = writer.ask(lambda db: reading.session(db, stood.uid))
        assert kept == Session(stood.uid, "live", "Chairs and CEOs", "ended")


def test_children_may_come_before_their_parents_within_an_edit() -> None:
    about = plain_meeting()
    turned = tuple(reversed(about.begins().changes))
    with throwaway() as writer:
        writer.save(Edit(new_uid(), "Back again", about.session.uid, turned))
        assert writer.flush(5)
        assert writer.ask(lambda db: reading.seats(db, about.session.uid)) == list(about.seats)
        alone = Seat(new_uid(), "no such session", "Chair")
        writer.save(Edit(new_uid(), "Stray", "", (insert(alone),)))
        assert not writer.flush(5)
        assert len(writer.refused()) == 1


def test_thousands_of_rows_go_in_and_out_whole_and_a_row_missing_among_them_stops_all() -> None:
    about = plain_meeting()
    moments = [about.moment(n, f"words {n}", "note") for n in range(1, 1301)]
    coming = about.edit("Import", *moments)
    with throwaway() as writer:
        writer.save(about.begins())
        for _ in range(2):
            writer.ask(lambda db: commit_once(db, coming, 0))
        assert writer.ask(lambda db: db["journal"].count) == 2
        read = writer.ask(lambda db: reading.timeline(db, about.session.uid))
        assert set(read.moments.values()) == set(moments)
        assert writer.ask(lambda db: reading.sessions(db))[0].moments == 1300
        stranger = about.moment(2000)
        wrong = Edit(new_uid(), "Delete", about.session.uid,
                     tuple(map(delete, [*moments[:700], stranger, *moments[700:]])))  # fmt: skip
        with pytest.raises(StaleEdit):
            writer.ask(lambda db: commit(db, wrong, 0))
        twice = Edit(new_uid(), "Delete", about.session.uid, (delete(moments[0]),) * 2)
        with pytest.raises(StaleEdit):
            writer.ask(lambda db: commit(db, twice, 0))
        assert writer.ask(lambda db: reading.sessions(db))[0].moments == 1300
        writer.ask(lambda db: commit(db, inverse(coming, "undo"), 0))
        assert writer.ask(lambda db: reading.sessions(db))[0].moments == 0
        assert writer.ask(lambda db: db["phrase"].count) == 1  # the session's own title


@pytest.mark.parametrize("rows", [3, 1200])
def test_no_word_of_a_deleted_row_stays_in_the_full_text(rows: int) -> None:
    about = plain_meeting()
    kept = about.moment(5000, "walrus")
    moments = [about.moment(n, f"zebrafish {n}") for n in range(1, rows + 1)]

    def holds(db: Database, word: bytes) -> bool:
        blocks = db.execute('SELECT "block" FROM "phrase_index_data"').fetchall()
        return any(word in block for (block,) in blocks)

    with throwaway() as writer:
        writer.save(about.begins())
        coming = about.edit("Import", *moments)
        writer.save(about.edit("Tag", kept))
        writer.save(coming)
        assert writer.ask(lambda db: holds(db, b"zebrafish"))
        writer.save(inverse(coming, "undo"))
        assert not writer.ask(lambda db: holds(db, b"zebrafish"))
        assert writer.ask(lambda db: holds(db, b"walrus"))
        writer.save(Edit(new_uid(), "Delete", about.session.uid, (delete(kept),)))
        assert not writer.ask(lambda db: holds(db, b"walrus"))
