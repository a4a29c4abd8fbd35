from __future__ import annotations

import threading
from pathlib import Path

import pytest

from livecoach.core.edit import Edit, insert
from livecoach.core.ids import new_uid
from livecoach.store import commit as committing
from livecoach.store import reserve
from livecoach.store import writer as writing_thread
from livecoach.store.engine import Database
from livecoach.store.trouble import VaultError, VaultInUse
from livecoach.store.writer import Writer
from tests.store.vaults import Told, made, meeting, moments, writing


def full(db: Database, edit: Edit, at_utc_ms: int) -> bool:
    raise OSError(28, "No space left on device")


def test_saving_returns_at_once_and_is_told_once_on_disk(tmp_path: Path) -> None:
    key, told, about = made(tmp_path), Told(), meeting()
    edits = [about.begins(), *(about.tag(n) for n in range(1, 51))]
    with writing(tmp_path, key, told) as writer:
        for edit in edits:
            writer.save(edit)
        assert writer.flush(10)
        assert writer.pending() == 0
        assert told.saved == [edit.uid for edit in edits]
    with writing(tmp_path, key) as writer:
        assert moments(writer) == 50


def test_nothing_is_told_before_it_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, told, about = made(tmp_path), Told(), meeting()
    let_go = threading.Event()
    real = committing.commit

    def slow(db: Database, edit: Edit, at_utc_ms: int) -> None:
        assert let_go.wait(10)
        real(db, edit, at_utc_ms)

    monkeypatch.setattr(committing, "commit", slow)
    with writing(tmp_path, key, told) as writer:
        writer.save(about.begins())
        assert not writer.flush(0.1)
        assert (told.saved, writer.pending()) == ([], 1)
        let_go.set()
        assert writer.flush(5)
        assert len(told.saved) == 1


def test_a_reading_sees_every_edit_given_before_it(tmp_path: Path) -> None:
    about = meeting()
    with writing(tmp_path, made(tmp_path)) as writer:
        writer.save(about.begins())
        for number in range(1, 20):
            writer.save(about.tag(number))
            assert moments(writer) == number


def test_what_a_reading_raises_reaches_the_one_who_asked(tmp_path: Path) -> None:
    with writing(tmp_path, made(tmp_path)) as writer:
        with pytest.raises(ZeroDivisionError):
            writer.ask(lambda db: 1 // 0)
        later = writer.ask_later(lambda db: db["session"].count)
        assert later.result(5) == 0


def test_a_reading_leaves_no_transaction_open(tmp_path: Path) -> None:
    about = meeting()
    with writing(tmp_path, made(tmp_path)) as writer:

        def forgets_to_end(db: Database) -> None:
            db.begin()
            db.execute("INSERT INTO meta VALUES ('a', 'b')")

        writer.ask(forgets_to_end)
        writer.save(about.begins())
        assert writer.flush(5)
        assert writer.ask(lambda db: db["meta"].count) == 0


def test_the_coach_hears_of_a_failure_in_words_until_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, told, about = made(tmp_path), Told(), meeting()
    with writing(tmp_path, key, told) as writer:
        reserve.release(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(committing, "commit", full)
            writer.save(about.begins())
            writer.save(about.tag(1))
            assert not writer.flush(0.3)
            assert writer.pending() == 2
            assert moments(writer) == 0, "reading works meanwhile"
        assert writer.flush(10)
        assert moments(writer) == 1
    uid, words = told.trouble[0]
    assert uid == told.saved[0]
    assert words == "Not saved: the disk is full. Free some space; Livecoach keeps trying."
    assert len(told.saved) == 2


def test_the_coach_can_ask_for_another_try_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_thread, "FIRST_PAUSE_S", 60.0)
    key, told, about = made(tmp_path), Told(), meeting()
    with writing(tmp_path, key, told) as writer:
        reserve.release(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(committing, "commit", full)
            writer.save(about.begins())
            assert not writer.flush(0.3)
        assert not writer.flush(0.3), "the pause is a long one"
        writer.try_now()
        assert writer.flush(10)
    assert len(told.saved) == 1


def test_the_reserve_is_given_up_first_and_taken_again_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livecoach.store.writer.IDLE_S", 0.05)
    key, told, about = made(tmp_path), Told(), meeting()
    real, calls = committing.commit, iter([full])

    def full_once(db: Database, edit: Edit, at_utc_ms: int) -> None:
        next(calls, real)(db, edit, at_utc_ms)

    monkeypatch.setattr(committing, "commit", full_once)
    over = threading.Event()

    def on_trouble(uid: str, words: str) -> None:
        told.on_trouble(uid, words)
        if not words:
            over.set()

    writer = Writer(tmp_path, key, told.on_saved, on_trouble)
    assert (tmp_path / reserve.NAME).stat().st_size == reserve.SIZE
    writer.save(about.begins())
    assert over.wait(10)
    assert (tmp_path / reserve.NAME).stat().st_size == reserve.SIZE
    assert writer.close()
    assert [uid for uid, _ in told.trouble] == ["", ""], "the edit itself was never in trouble"
    assert "kept aside" in told.trouble[0][1]
    assert len(told.saved) == 1


def test_what_the_rules_do_not_let_in_is_told_and_does_not_stop_the_rest(
    tmp_path: Path,
) -> None:
    key, told, about = made(tmp_path), Told(), meeting()
    with writing(tmp_path, key, told) as writer:
        writer.save(about.begins())
        writer.save(about.begins())  # the same rows under another edit
        writer.save(about.tag(1))
        assert not writer.flush(10)
        assert moments(writer) == 1
        assert (writer.pending(), len(writer.refused())) == (1, 1)
    [(uid, words)] = told.trouble
    assert uid not in told.saved
    assert words.startswith("Not saved: the record's rules")


def test_a_listener_that_fails_does_not_stop_the_saving(tmp_path: Path) -> None:
    key, told, about = made(tmp_path), Told(), meeting()
    reported: list[str] = []
    old, threading.excepthook = (
        threading.excepthook,
        lambda args: reported.append(args.exc_type.__name__),
    )
    try:

        def fails(uid: str) -> None:
            raise RuntimeError("the window has gone")

        writer = Writer(tmp_path, key, fails)
        writer.observe(told.on_saved, told.on_trouble)
        writer.save(about.begins())
        writer.save(about.tag(1))
        assert writer.close()
    finally:
        threading.excepthook = old
    assert reported == ["RuntimeError", "RuntimeError"]
    assert len(told.saved) == 2


def test_closing_saves_what_waits_and_then_takes_nothing_more(tmp_path: Path) -> None:
    key, about = made(tmp_path), meeting()
    writer = Writer(tmp_path, key)
    writer.save(about.begins())
    for number in range(1, 101):
        writer.save(about.tag(number))
    assert writer.close()
    with pytest.raises(VaultError, match="closed"):
        writer.save(about.tag(101))
    with pytest.raises(VaultError, match="closed"):
        writer.ask(lambda db: None)
    with writing(tmp_path, key) as writer:
        assert moments(writer) == 100


def test_closing_tells_what_could_not_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, about = made(tmp_path), meeting()
    monkeypatch.setattr(committing, "commit", full)
    writer = Writer(tmp_path, key)
    writer.save(about.begins())
    assert writer.close(0.2) is False
    assert writer.pending() == 1


def test_a_second_livecoach_is_told_who_has_the_vault_open(tmp_path: Path) -> None:
    key = made(tmp_path)
    with (
        writing(tmp_path, key),
        pytest.raises(VaultInUse, match=r"open on this computer since \d{4}-.*process \d+"),
    ):
        Writer(tmp_path, key)
    writing_again = Writer(tmp_path, key)
    assert writing_again.close()


def test_a_listener_may_read_on_the_writers_own_thread(tmp_path: Path) -> None:
    key, about = made(tmp_path), meeting()
    read: list[int] = []
    writer = Writer(tmp_path, key)
    writer.observe(lambda uid: read.append(moments(writer)), lambda uid, words: None)
    writer.save(about.begins())
    writer.save(about.tag(1))
    assert writer.close()
    assert read == [0, 1]


def test_edits_from_many_threads_are_all_kept(tmp_path: Path) -> None:
    key, about = made(tmp_path), meeting()
    with writing(tmp_path, key) as writer:
        writer.save(about.begins())

        def tag(first: int) -> None:
            for number in range(first, first + 25):
                writer.save(about.tag(number))

        threads = [threading.Thread(target=tag, args=(n * 25 + 1,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert moments(writer) == 100


def test_an_edit_without_a_scope_belongs_to_the_engagement(tmp_path: Path) -> None:
    from livecoach.core.engagement import Engagement
    from livecoach.store import reading

    row = Engagement(new_uid(), "Brindle Valley")
    with writing(tmp_path, made(tmp_path)) as writer:
        assert writer.ask(reading.engagement) is None
        writer.save(Edit(new_uid(), "New programme", "", (insert(row),)))
        assert writer.ask(reading.engagement) == row
        assert len(writer.ask(lambda db: reading.journal(db, ""))) == 1
