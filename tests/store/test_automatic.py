from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.edit import Change, Edit
from livecoach.core.ids import new_uid
from livecoach.store import automatic, backup, header, vault
from livecoach.store.automatic import DAY_MS, due, may_go
from livecoach.store.backup import Backup
from livecoach.store.checkup import look_over
from livecoach.store.header import Header
from livecoach.store.keys import STANDARD, Wrap
from tests.store.vaults import PASSPHRASE, Meeting, Told, made, meeting, writing

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)
NO_KEYS = Header("v", STANDARD, bytes(16), Wrap(b"", b""), Wrap(b"", b""))


def from_hours(*hours: float) -> list[Backup]:
    return [
        Backup(Path(f"{number}"), int(NOW_MS - one * 3_600_000), 1, "", NO_KEYS, 0)
        for number, one in enumerate(hours)
    ]


def ended(about: Meeting) -> Edit:
    change = Change(about.session, replace(about.session, state="ended"))
    return Edit(new_uid(), "End", about.session.uid, (change,))


def test_a_backup_is_due_after_a_day_or_when_the_clock_was_set_back() -> None:
    assert due([], NOW_MS)
    assert not due(from_hours(100, 23), NOW_MS)
    assert due(from_hours(100, 25), NOW_MS)
    assert due(from_hours(-48), NOW_MS)


def test_thinning_keeps_days_then_weeks_then_months() -> None:
    kept = from_hours(*(24 * day for day in range(400)))
    gone = {one.path for one in may_go(kept, NOW_MS, oldest_days=10_000)}
    left = [one for one in kept if one.path not in gone]
    ages = [round((NOW_MS - one.made_utc_ms) / DAY_MS) for one in left]
    assert ages[:12] == list(range(12))
    assert len({(NOW - timedelta(days=age)).strftime("%Y-%m") for age in ages}) == 9
    assert 20 <= len(left) <= 31


@given(st.lists(st.floats(0, 24 * 500), max_size=60))
def test_thinning_never_takes_the_newest_and_keeps_nothing_older_than_it_may(
    hours: list[float],
) -> None:
    kept = from_hours(*hours)
    gone = {one.path for one in may_go(kept, NOW_MS)}
    left = [one for one in kept if one.path not in gone]
    if kept:
        assert max(kept, key=lambda one: one.made_utc_ms).made_utc_ms in [
            one.made_utc_ms for one in left
        ]
    old = [one for one in left if NOW_MS - one.made_utc_ms > 35 * DAY_MS]
    assert len(old) <= 1, "only where it is the newest of all"
    assert {one.path for one in kept if NOW_MS - one.made_utc_ms < 2 * DAY_MS} <= {
        one.path for one in left
    }
    again = may_go(left, NOW_MS)
    assert again == [], "thinning twice gives up nothing more"


def test_a_session_that_ends_is_backed_up_before_the_vault_closes(tmp_path: Path) -> None:
    key, about, told = made(tmp_path), meeting(), Told()
    with writing(tmp_path, key, told) as writer:
        writer.save(about.begins())
        writer.save(about.tag(1))
        writer.save(ended(about))
    [copy] = backup.listed(tmp_path / backup.FOLDER)
    assert "session-ended" in copy.path.name
    with backup.opened(copy, key, tmp_path) as then:
        assert backup.counts(then)["moment"] == 1
    assert told.trouble == []


def test_opening_after_a_day_makes_a_backup_when_there_is_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livecoach.store.writer.IDLE_S", 0.02)
    key, about = made(tmp_path), meeting()
    with writing(tmp_path, key) as writer:
        sleep(0.1)  # an empty vault needs none
        assert not backup.listed(tmp_path / backup.FOLDER)
        writer.save(about.begins())
    for _ in range(2):  # the second opening on a day makes no more
        with writing(tmp_path, key) as writer:
            for _ in range(100):
                sleep(0.02)
                if backup.listed(tmp_path / backup.FOLDER):
                    break
            assert writer.ask(lambda db: db["session"].count) == 1
        assert len(backup.listed(tmp_path / backup.FOLDER)) == 1


def test_the_second_place_holds_the_same_backup_and_nothing_readable(tmp_path: Path) -> None:
    home, stick = tmp_path / "v", tmp_path / "stick"
    key, about = made(home), meeting("Partnership board")
    stick.mkdir()
    with writing(home, key) as writer:
        writer.ask(lambda db: automatic.set_second_place(db, stick))
        writer.save(about.begins())
        writer.save(ended(about))
    [own] = backup.listed(home / backup.FOLDER)
    [copy] = list(stick.rglob("*.livecoach"))
    assert copy.read_bytes() == own.path.read_bytes()
    assert "Partnership" not in str(copy)
    backup.restore(copy, tmp_path / "r")
    assert vault.unlock(tmp_path / "r", PASSPHRASE) == key


def test_a_stick_that_is_not_there_is_told_and_the_backup_stands(tmp_path: Path) -> None:
    home = tmp_path / "v"
    key, about, told = made(home), meeting(), Told()
    with writing(home, key, told) as writer:
        writer.ask(lambda db: automatic.set_second_place(db, tmp_path / "stick"))
        writer.save(about.begins())
        writer.save(ended(about))
    assert len(backup.listed(home / backup.FOLDER)) == 1
    [(uid, words)] = told.trouble
    assert uid == ""
    assert "stick, is not there" in words


def test_what_a_cut_off_backup_left_goes_with_the_next(tmp_path: Path) -> None:
    key, about = made(tmp_path), meeting()
    left = tmp_path / backup.FOLDER / "2026-01-01T000000Z-day.livecoach.record.part"
    left.parent.mkdir()
    left.write_bytes(b"half")
    with writing(tmp_path, key) as writer:
        writer.save(about.begins())
        keys = header.read(tmp_path)
        writer.ask(lambda db: automatic.take(db, tmp_path, keys, key, "day"))
    assert not left.exists()


def test_a_checkup_says_how_a_vault_stands(tmp_path: Path) -> None:
    key, about = made(tmp_path), meeting()
    with writing(tmp_path, key) as writer:
        writer.save(about.begins())
        first = writer.ask(lambda db: look_over(db, tmp_path))
        assert first.faults == ()
        assert "There is no backup yet." in first.advice
        keys = header.read(tmp_path)
        writer.ask(lambda db: automatic.take(db, tmp_path, keys, key, "day"))
        then = writer.ask(lambda db: look_over(db, tmp_path))
    assert then.faults == ()
    assert [words[:15] for words in then.advice] == ["No second place"]
    assert then.cipher.startswith("4.")
    assert (then.damage, then.backups, then.newest_backup_hours) == ("", 1, 0.0)
    assert then.settings["synchronous"] == "3"
    assert then.counts["session"] == 1
    assert then.as_dict()["settings"]["journal_mode"] == "truncate"


def test_a_checkup_finds_an_index_that_does_not_match(tmp_path: Path) -> None:
    key, about = made(tmp_path), meeting()
    with writing(tmp_path, key) as writer:
        writer.save(about.begins())
        writer.ask(
            lambda db: db.execute(
                "INSERT INTO phrase_index(phrase_index, rowid, body) VALUES ('delete', 1, 'x')"
            )
        )
        found = writer.ask(lambda db: look_over(db, tmp_path))
    assert "search index" in found.damage
