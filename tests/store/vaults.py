"""Make real vaults to test with, at a small cost a guess, and edits to put in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from livecoach.core.edit import Edit, Row, insert
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.observation import Observation
from livecoach.core.session import Seat, Session
from livecoach.store import vault
from livecoach.store.keys import Cost
from livecoach.store.writer import Writer

PASSPHRASE = "three random words"
CHEAP = Cost(1, 64, 1)


@dataclass
class Told:
    """What a writer told: the edits saved, and the trouble in words."""

    saved: list[str] = field(default_factory=list)
    trouble: list[tuple[str, str]] = field(default_factory=list)

    def on_saved(self, uid: str) -> None:
        self.saved.append(uid)

    def on_trouble(self, uid: str, words: str) -> None:
        self.trouble.append((uid, words))


def made(folder: Path) -> bytes:
    """Make a vault and return its key."""
    vault.create(folder, PASSPHRASE, CHEAP)
    return vault.unlock(folder, PASSPHRASE)


@contextmanager
def writing(folder: Path, key: bytes, told: Told | None = None) -> Iterator[Writer]:
    """Open a vault for writing and close it at the end."""
    listening = told or Told()
    writer = Writer(folder, key, listening.on_saved, listening.on_trouble)
    try:
        yield writer
    finally:
        writer.close()


@dataclass(frozen=True)
class Meeting:
    """A session with its observation and two seats, and edits that add to it."""

    session: Session
    observation: Observation
    seats: tuple[Seat, Seat]

    def begins(self) -> Edit:
        return self.edit("New session", self.session, self.observation, *self.seats)

    def edit(self, label: str, *rows: Row) -> Edit:
        return Edit(new_uid(), label, self.session.uid, tuple(map(insert, rows)))

    def moment(self, seq: int, words: str = "", note: str = "") -> Moment:
        at = seq * 1000
        return Moment(
            new_uid(), self.observation.uid, seq, at, at, None, "us-and-them", self.seats[0].uid,
            words=words, note=note,
        )  # fmt: skip

    def tag(self, seq: int, words: str = "", note: str = "") -> Edit:
        return self.edit("Tag: Us and them", self.moment(seq, words, note))


def meeting(title: str = "Partnership board") -> Meeting:
    """Return a meeting that is in no vault yet."""
    session = Session(new_uid(), "live", title)
    seats = (
        Seat(new_uid(), session.uid, "ICB Chair", place=0),
        Seat(new_uid(), session.uid, "Acute CEO", place=1),
    )
    return Meeting(session, Observation(new_uid(), session.uid), seats)


def moments(writer: Writer) -> int:
    """Return how many moments the vault holds."""
    return int(writer.ask(lambda db: db.execute("SELECT count(*) FROM moment").fetchone()[0]))
