"""
Use a vault from end to end, with canaries in every place where words and names are kept.

``python -m tests.security.using_a_vault FOLDER`` makes a vault, records, searches, backs up,
restores, meets errors and closes; the tests watch what that writes and calls.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from dataclasses import replace
from pathlib import Path

from livecoach.core.edit import Edit, Row, insert
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.moment import Remark
from livecoach.store import backup, header, vault
from livecoach.store.searching import search
from livecoach.store.trouble import VaultError
from livecoach.store.writer import Writer
from tests.store.vaults import CHEAP, meeting

CANARY = "Zaunkönigin"
PASSPHRASE = "Goldammer Singdrossel Heidelerche"


def use(folder: Path) -> None:
    """Do everything once; the key and the passphrase are canaries too."""
    logging.basicConfig(filename=folder / "log", level=logging.DEBUG)
    home = folder / "vault"
    vault.create(home, PASSPHRASE, CHEAP)
    key = vault.unlock(home, PASSPHRASE)
    (folder / "key-for-the-test").write_text(key.hex(), "ascii")
    writer = Writer(home, key)
    about = meeting(f"{CANARY} board")
    about = replace(about, seats=(replace(about.seats[0], label=f"{CANARY} Chair"), about.seats[1]))
    writer.save(about.begins())
    moment = about.moment(1, f"“{CANARY} said”", f"{CANARY} noted")
    writer.save(about.edit("Tag", moment))
    writer.save(about.edit(
        "Remark", Remark(new_uid(), about.observation.uid, moment.uid, "dispute", CANARY, "")
    ))  # fmt: skip
    organisation = Organisation(new_uid(), CANARY)
    rows: tuple[Row, ...] = (
        Engagement(new_uid(), CANARY, agreement_text=CANARY),
        organisation,
        Post(new_uid(), organisation.uid, "Chair", "Chair", CANARY),
    )
    writer.save(Edit(new_uid(), "Who", "", tuple(map(insert, rows))))
    for number in range(2, 200):
        writer.save(about.tag(number, f"{CANARY} {number}", CANARY))
    writer.flush(30)
    assert writer.ask(lambda db: search(db, CANARY))
    writer.ask(lambda db: db.execute("SELECT * FROM moment ORDER BY note, words").fetchall())
    writer.ask(lambda db: db.execute("CREATE TEMP TABLE t AS SELECT * FROM moment").fetchall())
    writer.save(about.edit("Twice", moment))  # refused, and told
    writer.flush(5)
    target = backup.next_name(home / backup.FOLDER, "by-hand")
    writer.ask(lambda db: backup.make(db, header.read(home), key, target))
    writer.close()
    for wrong in (f"{CANARY} {CANARY}", PASSPHRASE.lower()):
        with contextlib.suppress(VaultError):
            vault.unlock(home, wrong)
    backup.restore(target, folder / "restored")
    Writer(folder / "restored", key).close()
    vault.change_passphrase(home, key, f"{PASSPHRASE} Rohrdommel", CHEAP)


if __name__ == "__main__":
    use(Path(sys.argv[1]))
