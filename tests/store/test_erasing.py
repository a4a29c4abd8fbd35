from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from livecoach.core.edit import Row
from livecoach.core.planning.meetings import delete_session
from livecoach.store import backup, erasing, holding, processing_log, reading, tombstones, vault
from livecoach.store.connection import FILE_NAME
from livecoach.store.holding import Held
from livecoach.store.subject import Subject
from livecoach.store.writer import Writer
from tests.store.erasable import Cast, copied, fill, pages_of, residue
from tests.store.vaults import PASSPHRASE, made, writing


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[tuple[Writer, Cast]]:
    with writing(tmp_path / "v", made(tmp_path / "v")) as writer:
        yield writer, fill(writer, 7)


def erase(writer: Writer, subject: Subject, way: str) -> erasing.Erased:
    return writer.ask(lambda db: erasing.erase(db, writer.folder, writer.key, subject, way))


def test_the_words_are_there_to_begin_with(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    key = writer.key
    writer.close()
    words = set.union(cast.everything, *cast.of_post.values(), *cast.of_session.values())
    assert residue(pages_of(writer.folder / FILE_NAME, key), words) == words


def test_unlinking_keeps_the_counts_and_the_others_words(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    post = cast.posts[0]
    before = writer.ask(backup.counts)
    erase(writer, Subject("person", post.uid), "unlink")
    after = writer.ask(backup.counts)
    for table in ("moment", "turn", "seat", "check_out", "session", "link", "decision"):
        assert after[table] == before[table], table
    assert after["post"] == before["post"] - 1
    live = next(uid for uid, one in cast.sessions.items() if one.kind == "live")
    seats = writer.ask(lambda db: reading.seats(db, live))
    assert seats[0].label == "Member"
    assert [seat.label for seat in seats][1:] == [one.title for one in cast.posts[1:]]
    timeline = writer.ask(lambda db: reading.timeline(db, live))
    spoken = [one for one in timeline.moments.values() if one.seat == seats[1].uid]
    assert spoken
    assert all(one.words for one in spoken)


def test_deleting_takes_the_rows_and_tells_how_many_beforehand(
    filled: tuple[Writer, Cast],
) -> None:
    writer, cast = filled
    subject = Subject("person", cast.posts[1].uid)
    before = writer.ask(backup.counts)
    told = writer.ask(lambda db: erasing.preview(db, subject, "delete"))
    assert writer.ask(backup.counts) == before, "a preview changes nothing"
    done = erase(writer, subject, "delete")
    assert done.counts == told
    after = writer.ask(backup.counts)
    for table in ("moment", "turn", "seat", "session", "check_out", "post", "pair"):
        assert before[table] - after[table] == told[table], table


def test_what_was_done_before_cannot_be_undone_where_something_was_erased(
    filled: tuple[Writer, Cast],
) -> None:
    writer, cast = filled
    erase(writer, Subject("person", cast.posts[2].uid), "delete")
    live = next(uid for uid, one in cast.sessions.items() if one.kind == "live")
    assert all(one.act == "note" for one in writer.ask(lambda db: reading.journal(db, live)))


def test_a_legal_hold_blocks_until_it_is_lifted(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    post = Subject("person", cast.posts[0].uid)
    live = next(uid for uid, one in cast.sessions.items() if one.kind == "live")
    hold = writer.ask(
        lambda db: holding.place(db, Subject("session", live), "Inquiry 12", "2026-04-01")
    )
    before = writer.ask(backup.counts)
    for subject in (post, Subject("session", live), Subject("engagement", cast.engagement.uid)):
        with pytest.raises(Held, match="2026-04-01"):
            erase(writer, subject, "delete")
    assert writer.ask(backup.counts) == before
    writer.ask(lambda db: holding.lift(db, hold.uid, "2026-05-01"))
    erase(writer, post, "delete")
    with pytest.raises(ValueError, match="reason"):
        writer.ask(lambda db: holding.place(db, post, "  ", "2026-04-01"))


def test_the_log_tells_what_was_done_and_never_of_whom(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    erase(writer, Subject("person", cast.posts[0].uid), "delete")
    [entry] = writer.ask(processing_log.entries)
    assert (entry.act, entry.what, entry.who) == ("erase", "person", "coach")
    assert entry.counts["post"] == 1
    [stone] = writer.ask(tombstones.standing)
    assert cast.posts[0].uid not in str(stone)


def test_what_was_deleted_before_goes_with_the_programme(tmp_path: Path) -> None:
    key = made(tmp_path / "v")
    with writing(tmp_path / "v", key) as writer:
        cast = fill(writer, 11)
        live = next(uid for uid, one in cast.sessions.items() if one.kind == "live")
        timeline = writer.ask(lambda db: reading.timeline(db, live))
        around: list[Row] = [*timeline.pieces.values(), *timeline.releases.values()]
        writer.save(delete_session([timeline], around))
        assert writer.flush(10), writer.refused()
        erase(writer, Subject("engagement", cast.engagement.uid), "delete")
    whole = set.union(cast.everything, *cast.of_post.values(), *cast.of_session.values())
    assert residue(pages_of(tmp_path / "v" / FILE_NAME, key), whole) == set()


def test_a_legal_hold_keeps_what_was_deleted_too(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    live = next(uid for uid, one in cast.sessions.items() if one.kind == "live")
    timeline = writer.ask(lambda db: reading.timeline(db, live))
    around: list[Row] = [*timeline.pieces.values(), *timeline.releases.values()]
    writer.save(delete_session([timeline], around))
    assert writer.flush(10), writer.refused()
    held = Subject("person", cast.posts[3].uid)
    writer.ask(lambda db: holding.place(db, held, "Inquiry 12", "2026-04-01"))
    with pytest.raises(Held):
        erase(writer, Subject("session", live), "delete")


def test_an_erasure_that_was_interrupted_is_finished_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = made(tmp_path / "v")
    with writing(tmp_path / "v", key) as writer:
        cast = fill(writer, 3)
        old = copied(writer, backup.next_name(tmp_path / "v" / backup.FOLDER, "old"))
        with monkeypatch.context() as patch:

            def cut(db: object) -> None:
                raise OSError("cut off")

            patch.setattr(erasing, "clean_pages", cut)
            with pytest.raises(OSError, match="cut off"):
                erase(writer, Subject("person", cast.posts[0].uid), "delete")
    words = cast.of_post[cast.posts[0].uid]
    with writing(tmp_path / "v", key) as writer:
        assert writer.ask(lambda db: tombstones.standing(db, unfinished=True)) == []
    assert residue(pages_of(tmp_path / "v" / FILE_NAME, key), words) == set()
    restored = tmp_path / "r"
    backup.restore(old, restored)
    assert vault.unlock(restored, PASSPHRASE) == key
    assert residue(pages_of(restored / FILE_NAME, key), words) == set()


def test_a_backup_that_cannot_be_read_is_told(filled: tuple[Writer, Cast]) -> None:
    writer, cast = filled
    path = copied(writer, backup.next_name(writer.folder / backup.FOLDER, "spoilt"))
    path.write_bytes(path.read_bytes()[:9000])
    done = erase(writer, Subject("person", cast.posts[0].uid), "delete")
    assert done.left == (path,)
    assert done.backups == 0
