from __future__ import annotations

from pathlib import Path

from livecoach.store import free_pages, vault
from livecoach.store.connection import find_damage, open_checked, open_database
from livecoach.store.engine import PAGE_BYTES
from tests.store.erasable import rows_as_text
from tests.store.vaults import made


def test_a_page_that_holds_nothing_is_mended_and_any_other_is_damage(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key = made(folder)
    path = folder / vault.FILE_NAME
    db = open_database(path, key)
    db.execute('CREATE TABLE "much" ("a" BLOB) STRICT')
    db.execute('INSERT INTO "much" VALUES (randomblob(100000))')
    db.execute('DROP TABLE "much"')
    rows = rows_as_text(db)
    free = int(db.execute("PRAGMA freelist_count").fetchone()[0])
    db.close()
    whole = path.read_bytes()
    assert free > 10

    mended = 0
    pages = len(whole) // PAGE_BYTES
    for number in [*range(1, pages - free, 9), *range(pages - free, pages)]:
        torn = bytearray(whole)
        torn[number * PAGE_BYTES + 100] ^= 1
        path.write_bytes(torn)
        try:
            db = open_database(path, key)
        except Exception:
            continue  # damage that opening itself met
        assert find_damage(db) == "1 damaged page"
        if free_pages.mend(db):
            assert find_damage(db) == ""
            assert rows_as_text(db) == rows
            mended += 1
        else:
            assert find_damage(db) != ""
        db.close()
    # Most of the free pages are the last; the one that lists them is in use itself.
    assert free - 4 <= mended < free


def test_a_vault_with_a_torn_free_page_opens_as_if_nothing_had_been(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key = made(folder)
    path = folder / vault.FILE_NAME
    db = open_database(path, key)
    rows = rows_as_text(db)
    db.execute('CREATE TABLE "much" ("a" BLOB) STRICT')
    db.execute('INSERT INTO "much" VALUES (randomblob(100000))')
    db.execute('DROP TABLE "much"')
    db.close()
    content = bytearray(path.read_bytes())
    content[-PAGE_BYTES:] = bytes(PAGE_BYTES // 2) + content[-PAGE_BYTES // 2 :]
    path.write_bytes(content)

    db = open_checked(path, key)
    assert rows_as_text(db) == rows
    db.close()
