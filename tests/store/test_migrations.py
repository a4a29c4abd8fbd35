from __future__ import annotations

import re
from pathlib import Path

import pytest

from livecoach.core.edit import TABLES
from livecoach.core.moment import CHOICES, LINK_KINDS, SOURCES
from livecoach.core.record import fields_of
from livecoach.core.retention import Period
from livecoach.core.session import ATTENDANCE, SESSION_KINDS, SESSION_STATES
from livecoach.store import backup, keys, migrations, tombstones, vault
from livecoach.store.connection import open_database
from livecoach.store.engine import Database, Error, IntegrityError
from livecoach.store.migrations import bring_up_to_date
from livecoach.store.periods import periods
from livecoach.store.writer import Writer
from tests.store.vaults import made, meeting, moments, writing


@pytest.fixture
def db(tmp_path: Path) -> Database:
    path = tmp_path / "vault.db"
    path.touch(0o600)
    opened = open_database(path, keys.new_key())
    bring_up_to_date(opened, lambda _: None)
    return opened


def test_every_row_has_its_table_with_exactly_its_columns(db: Database) -> None:
    plain = {str: "TEXT", int: "INTEGER", bool: "INTEGER"}
    for kind, table in TABLES.items():
        found = {
            name: (type_, not required)
            for _, name, type_, required, _, _ in db.execute(f'PRAGMA table_info("{table}")')
        }
        wanted = {name: (plain[type_], maybe) for name, (type_, maybe) in fields_of(kind).items()}
        assert found == wanted, table
        assert list(found) == list(wanted), table


def test_every_table_is_strict_and_every_reference_is_deferred(db: Database) -> None:
    own = {*TABLES.values(), "journal", "meta", "tally", "phrase"}
    strict = {row[1] for row in db.execute("PRAGMA table_list") if row[5]}
    assert own <= strict
    for table in TABLES.values():
        sql = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
        references = len(re.findall("REFERENCES", sql))
        assert references == len(re.findall("DEFERRABLE INITIALLY DEFERRED", sql))
        named = {row[3] for row in db.execute(f'PRAGMA foreign_key_list("{table}")')}
        assert len(named) == references


@pytest.mark.parametrize(
    ("table", "column", "allowed"),
    [
        ("session", "kind", SESSION_KINDS),
        ("session", "state", SESSION_STATES),
        ("seat", "attendance", ATTENDANCE),
        ("moment", "source", SOURCES),
        ("link", "kind", LINK_KINDS),
        ("decision", "choice", CHOICES),
    ],
)
def test_the_words_a_column_takes_are_those_of_the_rows(
    db: Database, table: str, column: str, allowed: tuple[str, ...]
) -> None:
    sql = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
    assert re.findall(rf"\"{column}\" = '([^']*)'", sql) == list(allowed)


SESSION = "INSERT INTO session VALUES ('s', 'live', 't', 'live', '', 90, '', '', '', '', 0)"
OBSERVATION = "INSERT INTO observation VALUES ('o', 's', '', '', 0, NULL, 0, '')"
SEAT = "INSERT INTO seat VALUES ('p', 's', 'Chair', '', 'Chair', NULL, 'member', 0, '', NULL, NULL)"


def moment(**fields: str) -> str:
    values = {
        "uid": "'m'", "observation": "'o'", "seq": "1", "offset_ms": "0", "pressed_ms": "0",
        "wall_utc_ms": "NULL", "tag": "NULL", "seat": "NULL", "by_coach": "0",
        "addressee": "NULL", "to_all": "0", "lens": "NULL", "words": "''", "note": "''",
        "source": "'live'", "duration_ms": "NULL", "ref": "''", "coach_action": "''",
        "imported_note": "''",
    }  # fmt: skip
    return f"INSERT INTO moment VALUES ({', '.join((values | fields).values())})"


@pytest.mark.parametrize(
    "refused",
    [
        "INSERT INTO turn VALUES ('t', 'o', 1000, 999, 'p', 0)",  # ends before it starts
        "INSERT INTO turn VALUES ('t', 'o', -1, NULL, 'p', 0)",
        "INSERT INTO turn VALUES ('t', 'o', 0, 10, 'p', 1)",  # a seat's and the coach's
        "INSERT INTO turn VALUES ('t', 'o', 0, '10', 'p', 2)",
        "INSERT INTO turn VALUES ('t', 'o', 'noon', 10, 'p', 0)",
        "INSERT INTO break VALUES ('b', 'o', 10, 9)",
        moment(offset_ms="-1"),
        moment(seat="'p'", by_coach="1"),
        moment(addressee="'p'", to_all="1"),
        moment(source="'guessed'"),
        moment(words="NULL"),
        moment(seat="'nobody'"),
        moment(observation="'nowhere'"),
        "INSERT INTO check_out VALUES ('c', 's', 'p', 11, NULL, '', '', '')",
        "INSERT INTO agenda_item VALUES ('a', 's', '', 0, NULL, 5, 4)",
        "INSERT INTO clock_event VALUES ('c', 'o', 0, 'hiccup', 0, 0)",
        "DELETE FROM session",  # what hangs on it goes first
        "DELETE FROM seat",
    ],
)
def test_what_cannot_be_is_refused(db: Database, refused: str) -> None:
    with db.atomic():
        for sql in (SESSION, OBSERVATION, SEAT):
            db.execute(sql)
        db.execute("INSERT INTO turn VALUES ('u', 'o', 0, NULL, 'p', 0)")
    with pytest.raises((IntegrityError, Error)), db.atomic():
        db.execute(refused)


def test_one_turn_is_open_at_most_and_one_decision_stands_on_a_moment(db: Database) -> None:
    with db.atomic():
        for sql in (SESSION, OBSERVATION, SEAT, moment(), moment(uid="'n'")):
            db.execute(sql)
        db.execute("INSERT INTO turn VALUES ('t', 'o', 0, NULL, 'p', 0)")
        db.execute(
            "INSERT INTO decision VALUES ('d', 'o', 'm', 'let_run', '', '', NULL, '', '', '')"
        )
    for sql in (
        "INSERT INTO turn VALUES ('u', 'o', 9, NULL, 'p', 0)",
        "INSERT INTO decision VALUES ('e', 'o', 'm', 'let_run', '', '', NULL, '', '', '')",
        "INSERT INTO link VALUES ('l', 'o', 'm', 'm', 'follows')",
    ):
        with pytest.raises(IntegrityError), db.atomic():
            db.execute(sql)
    with db.atomic():
        db.execute("INSERT INTO link VALUES ('l', 'o', 'm', 'n', 'follows')")


def test_the_full_text_overwrites_what_is_deleted(db: Database) -> None:
    found = dict(db.execute("SELECT k, v FROM phrase_index_config").fetchall())
    assert found["secure-delete"] == 1


def test_periods_and_tombstones_of_before_stand_on_with_their_units(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    path.touch(0o600)
    db = open_database(path, keys.new_key())
    with pytest.MonkeyPatch.context() as patch:
        before = [one for one in migrations.STEPS if one.__name__ != "m005_retention"]
        patch.setattr(migrations, "STEPS", before)
        bring_up_to_date(db, lambda _: None)
        with db.atomic():
            db.execute("INSERT INTO retention_period VALUES ('raw', 30)")
            db.execute("INSERT INTO tombstone VALUES ('h', 's', 'person', 'unlink', 5, 1)")
    bring_up_to_date(db, lambda _: None)
    assert periods(db)["raw"] == Period(30, "days")
    assert tombstones.standing(db) == [tombstones.Tombstone("h", "s", "person", "unlink", 5)]
    with pytest.raises(IntegrityError), db.atomic():
        db.execute("INSERT INTO retention_period VALUES ('notes', 3, 'weeks')")
    with db.atomic():
        db.execute("INSERT INTO tombstone VALUES ('i', 's', 'engagement', 'totals', 6, 0)")
    db.close()


def add_a_table(db: Database) -> None:
    db.execute('CREATE TABLE "later" ("a" TEXT NOT NULL) STRICT')


def fail_half_way(db: Database) -> None:
    db.execute('CREATE TABLE "half" ("a" TEXT NOT NULL) STRICT')
    raise RuntimeError("stopped half way")


def test_a_copy_is_taken_before_a_step_and_holds_what_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = made(tmp_path)
    about = meeting()
    with writing(tmp_path, key) as writer:
        writer.save(about.begins())
        writer.save(about.tag(1))
        assert writer.flush(5)
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, add_a_table])
    with writing(tmp_path, key) as writer:
        assert writer.ask(lambda db: db["later"].exists())
        assert moments(writer) == 1
    [copy] = backup.listed(tmp_path / backup.FOLDER)
    assert "before-update" in copy.path.name
    with backup.opened(copy, key, tmp_path) as then:
        assert not then["later"].exists()
        assert backup.counts(then)["moment"] == 1
    with writing(tmp_path, key) as writer:
        assert moments(writer) == 1
    assert len(backup.listed(tmp_path / backup.FOLDER)) == 1, "once is enough"


def test_a_step_that_fails_leaves_the_vault_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = made(tmp_path)
    with writing(tmp_path, key) as writer:
        writer.save(meeting().begins())
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", [*migrations.STEPS, fail_half_way])
        with pytest.raises(RuntimeError, match="half way"):
            Writer(tmp_path, key)
    with writing(tmp_path, key) as writer:
        assert not writer.ask(lambda db: db["half"].exists())
        assert writer.ask(lambda db: db["session"].count) == 1


def test_a_new_vault_needs_no_copy(tmp_path: Path) -> None:
    made(tmp_path)
    assert not (tmp_path / backup.FOLDER).exists()
    assert vault.exists(tmp_path)
