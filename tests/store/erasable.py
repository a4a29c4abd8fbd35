"""A vault of two conversations, a pair and a meeting, with a canary word in every text."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from pathlib import Path

from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote, Theme
from livecoach.core.edit import Change, Edit, Row, delete, insert, inverse
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.moment import Decision, Link, Moment, Remark
from livecoach.core.observation import Observation, Turn
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.store import backup, header
from livecoach.store.engine import Database
from livecoach.store.writer import Writer

PAGE, RESERVE = 4096, 80  # SQLCipher 4: an IV and a sum at the end of each page


@dataclass
class Cast:
    """Who and what there is, and which canary words belong to whom."""

    engagement: Engagement
    posts: list[Post]
    sessions: dict[str, Session] = field(default_factory=dict)
    of_post: dict[str, set[str]] = field(default_factory=dict)
    of_session: dict[str, set[str]] = field(default_factory=dict)
    everything: set[str] = field(default_factory=set)
    seats: dict[tuple[str, str], Seat] = field(default_factory=dict)


class Builder:
    """Edits that make the cast, drawn from one seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        organisations = [Organisation(new_uid(), self.word("Org")) for _ in range(2)]
        posts = []
        for place in range(4):
            first, last = self.word("First"), self.word("Last")
            title = f"{self.word('Post')} Chair"
            posts.append(
                Post(new_uid(), organisations[place % 2].uid, "Chair", title, f"{first} {last}")
            )
        self.cast = Cast(Engagement(new_uid(), self.word("Eng"), self.word("Purpose")), posts)
        self.edits: list[Edit] = []
        named = [one.name for one in organisations]
        self.cast.everything |= {*named, self.cast.engagement.name, self.cast.engagement.purpose}
        for post in posts:
            self.cast.of_post[post.uid] = {*post.person.split(), post.title.split()[0]}
        self.edit("", self.cast.engagement, *organisations, *posts)
        older = replace(posts[0], person=f"Maiden{self.dice.randrange(16**6):06x} Oldname")
        self.cast.of_post[posts[0].uid] |= {older.person.split()[0]}
        self.edits.append(Edit(new_uid(), "Rename", "", (Change(posts[0], older),)))
        self.edits.append(Edit(new_uid(), "Rename", "", (Change(older, posts[0]),)))
        for number in range(2):
            self.conversation(posts[number])
        self.pair(posts[0], posts[1])
        self.meeting()
        agreement = Agreement(new_uid(), 1, "2026-01-05", parties=", ".join(self.said(p)
                              for p in posts), text=self.any_word())  # fmt: skip
        self.edit("", agreement)

    def word(self, kind: str) -> str:
        return f"{kind}zq{self.dice.randrange(16**6):06x}"

    def any_word(self) -> str:
        made = self.word("w")
        self.cast.everything.add(made)
        return made

    def said(self, post: Post) -> str:
        """Return one of the ways the holder of a post is written."""
        way = self.dice.randrange(4)
        if way == 0:
            return post.person.upper()
        return (post.title, post.person.split()[-1], f"({post.person}’s)")[way - 1]

    def edit(self, scope: str, *rows: Row, label: str = "Add") -> Edit:
        made = Edit(new_uid(), label, scope, tuple(map(insert, rows)))
        self.edits.append(made)
        return made

    def session(self, kind: str, *posts: Post) -> tuple[Session, Observation, list[Seat]]:
        title = f"With {posts[0].title}" if kind == "one_to_one" else self.word("Title")
        session = Session(
            new_uid(), kind, title, "ended", started_at="2026-03-05T14:00:00+00:00",
            ended_at="2026-03-05T15:30:00+00:00", location=self.word("Room"),
        )  # fmt: skip
        observation = Observation(new_uid(), session.uid, reflection=self.any_word())
        seats = [
            Seat(new_uid(), session.uid, post.title, post=post.uid, place=place)
            for place, post in enumerate(posts)
        ]
        self.edit(session.uid, session, observation, *seats)
        for seat in seats:
            self.cast.seats[session.uid, str(seat.post)] = seat
        self.cast.sessions[session.uid] = session
        own = {session.location, observation.reflection}
        self.cast.of_session[session.uid] = own | (set() if kind == "one_to_one" else {title})
        self.cast.everything |= own
        return session, observation, seats

    def hers(self, session: Session, *owners: Post) -> str:
        """Return a canary that belongs to a session and to these posts."""
        word = self.any_word()
        self.cast.of_session[session.uid].add(word)
        for post in owners:
            self.cast.of_post[post.uid].add(word)
        return word

    def conversation(self, post: Post) -> None:
        session, _, _ = self.session("one_to_one", post)
        self.cast.of_post[post.uid] |= self.cast.of_session[session.uid]
        theme = Theme(new_uid(), self.any_word())
        told = Diagnosis(
            new_uid(), session.uid, self.hers(session, post), self.hers(session, post), theme.uid
        )
        self.edit("", theme)
        self.edit(session.uid, told)

    def pair(self, first: Post, second: Post) -> None:
        session, _, _ = self.session("pair", first, second)
        a, b = sorted([first.uid, second.uid])
        note = PairNote(
            new_uid(), session.uid, f"{self.hers(session)} {self.said(first)}",
            self.hers(session), self.hers(session, first), self.hers(session, second),
        )  # fmt: skip
        self.edit(session.uid, note)
        self.edit("", Pair(new_uid(), a, b, "held", "2026-03-05", session.uid))

    def meeting(self) -> None:
        posts = self.cast.posts
        session, observation, seats = self.session("live", *posts)
        made: list[Moment] = []
        for seq in range(1, 13):
            seat = seats[seq % 4]
            owner, other = posts[seq % 4], posts[self.dice.randrange(4)]
            about = "" if self.dice.random() < 0.4 else f" {self.said(other)}"
            moment = Moment(
                new_uid(), observation.uid, seq, seq * 1000, seq * 1000, None, "us-and-them",
                seat.uid, addressee=self.dice.choice([None, *(one.uid for one in seats)]),
                words=self.hers(session, owner) + about, note=self.hers(session, owner) + about,
            )  # fmt: skip
            made.append(moment)
            turn = Turn(new_uid(), observation.uid, seq * 1000, seq * 1000 + 900, seat.uid)
            self.edit(session.uid, moment, turn)
        self.edit(session.uid, Link(new_uid(), observation.uid, made[5].uid, made[2].uid))
        self.edit(
            session.uid,
            Decision(new_uid(), observation.uid, made[7].uid, "let_run", noticed=made[6].uid),
        )
        for number in (3, 8):
            text = f"{self.hers(session, posts[made[number].seq % 4])} {self.said(posts[2])}"
            self.edit(
                session.uid,
                Remark(new_uid(), observation.uid, made[number].uid, "correction", text, ""),
            )
        self.edit(session.uid, AgendaItem(new_uid(), session.uid, f"Item of {self.said(posts[3])}"))
        piece = SummaryPiece(
            new_uid(), session.uid, "own", "paraphrases",
            f"{self.hers(session)} {self.said(posts[1])}", 0, "added",
        )  # fmt: skip
        self.edit(session.uid, piece)
        out = Release(new_uid(), session.uid, "person", "pdf", recipient=posts[2].person)
        self.edit(session.uid, out)
        for seat, post in zip(seats, posts, strict=True):
            words = [self.hers(session, post) for _ in range(3)]
            self.edit(session.uid, CheckOut(new_uid(), session.uid, seat.uid, 7, True, *words))
        # What stands only in the journal: a changed note, a moment taken back, one deleted.
        changed = replace(made[4], note=self.hers(session, posts[made[4].seq % 4]))
        self.edits.append(Edit(new_uid(), "Amend", session.uid, (Change(made[4], changed),)))
        extra = replace(made[0], uid=new_uid(), seq=90, words=self.hers(session, posts[1]))
        added = self.edit(session.uid, extra)
        self.edits.append(inverse(added, "undo"))
        again = replace(made[0], uid=new_uid(), seq=91, words=self.hers(session, posts[1]))
        self.edit(session.uid, again)
        self.edits.append(Edit(new_uid(), "Delete", session.uid, (delete(again),)))


def fill(writer: Writer, seed: int) -> Cast:
    """Put a cast into a vault and return it."""
    made = Builder(seed)
    for edit in made.edits:
        writer.save(edit)
    assert writer.flush(20), writer.refused()
    return made.cast


def copied(writer: Writer, target: Path) -> Path:
    """Make a backup of an open vault."""
    keys = header.read(writer.folder)
    writer.ask(lambda db: backup.make(db, keys, writer.key, target))
    return target


def pages_of(path: Path, key: bytes) -> bytes:
    """Return the decrypted pages of a vault's file, freed ones and slack included."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    content = path.read_bytes()
    found = []
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        body, reserve = page[16 if start == 0 else 0 : PAGE - RESERVE], page[PAGE - RESERVE :]
        decrypt = Cipher(algorithms.AES(key[:32]), modes.CBC(reserve[:16])).decryptor()
        found.append(decrypt.update(body) + decrypt.finalize())
    return b"".join(found)


def residue(content: bytes, words: set[str]) -> set[str]:
    """Return the words that stand in the bytes, whatever their case."""
    lowered = content.lower()
    return {word for word in words if word.lower().encode() in lowered}


def rows_as_text(db: Database) -> dict[tuple[str, str], str]:
    """Return every row of every table by (table, its first column), as one text."""
    found = {}
    for (table,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'phrase%' "
        "AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        for row in db.execute(f'SELECT * FROM "{table}"').fetchall():
            found[table, str(row[0])] = "\n".join(map(str, row))
    return found
