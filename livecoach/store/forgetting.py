"""Work out, row by row, what erasing takes away and what it changes; nothing is done yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from livecoach.core.edit import TABLES
from livecoach.core.naming import Names
from livecoach.core.person.around import QUOTE
from livecoach.store import deleted
from livecoach.store.journalled import deleted_sessions, rows_as_they_were
from livecoach.store.subject import Subject, names_for, seats_of
from livecoach.store.words import WORDS, without_words

if TYPE_CHECKING:
    from sqlite_utils import Database

WAYS = {
    "delete": "Delete the rows",
    "unlink": "Keep the counts, take away names and words",
    "raw": "Delete the raw log",
    "notes": "Delete the notes of the conversation",
    "totals": "Delete every session with its people; keep the agreement",
    "agreement": "Delete the agreement",
}
SOMEBODY = "[a member]"
ERASED = "Erased"  # the label of what stands in the journal where something was emptied
MOST_VALUES = 500  # in one statement
# Where each kind of row hangs: its column, and the table that column points to.
PARENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "seat": (("session", "session"),),
    "agenda_item": (("session", "session"),),
    "check_out": (("session", "session"), ("seat", "seat")),
    "observation": (("session", "session"),),
    "turn": (("observation", "observation"), ("seat", "seat")),
    "break": (("observation", "observation"),),
    "clock_anchor": (("observation", "observation"),),
    "clock_event": (("observation", "observation"),),
    "moment": (("observation", "observation"), ("seat", "seat")),
    "decision": (("observation", "observation"), ("moment", "moment")),
    "link": (("observation", "observation"), ("later", "moment"), ("earlier", "moment")),
    "remark": (("observation", "observation"), ("moment", "moment")),
    "summary_piece": (("session", "session"),),
    "release": (("session", "session"),),
    "diagnosis": (("session", "session"),),
    "pair": (("post_a", "post"), ("post_b", "post")),
    "pair_note": (("session", "session"),),
}
# References that end with what they point to, while their row stays.
LOOSE = (
    ("moment", "addressee", "seat"), ("decision", "noticed", "moment"),
    ("agreement", "moment", "moment"), ("pair", "session", "session"),
    ("seat", "post", "post"), ("diagnosis", "theme", "theme"),
)  # fmt: skip
RAW = ("turn", "break", "clock_anchor", "clock_event", "moment")


@dataclass(slots=True)
class Plan:
    """What goes and what changes, by table and uid, and the names to take out of the rest."""

    gone: dict[str, set[str]] = field(default_factory=dict)
    changed: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    names: Names | None = None
    subjects: set[str] = field(default_factory=set)  # ids whose journalled past goes too
    past_of: set[str] = field(default_factory=set)  # tables of which the whole past goes
    deleted: set[str] = field(default_factory=set)  # sessions that only the journal still holds

    def take(self, table: str, uids: Iterable[str]) -> set[str]:
        """Mark rows to go; return those that were not marked yet."""
        held = self.gone.setdefault(table, set())
        fresh = set(uids) - held
        held |= fresh
        return fresh

    def change(self, table: str, uid: str, **fields: Any) -> None:
        """Mark fields of a row to be written over."""
        self.changed.setdefault(table, {}).setdefault(uid, {}).update(fields)

    def touched(self) -> set[str]:
        """Return the uid of every row that goes or changes."""
        found = set(self.subjects)
        for uids in self.gone.values():
            found |= uids
        for rows in self.changed.values():
            found |= rows.keys()
        return found

    def counts(self) -> dict[str, int]:
        """Return how many rows of each kind go, and how many are kept changed."""
        found = {table: len(uids) for table, uids in self.gone.items() if uids}
        for table, rows in self.changed.items():
            left = len(rows.keys() - self.gone.get(table, set()))
            if left:
                found[f"{table} changed"] = left
        return found


def plan(db: Database, subject: Subject, way: str) -> Plan:
    """Return what erasing a subject in one of WAYS takes away and changes."""
    return plan_together(db, (subject,), way)


def plan_together(db: Database, subjects: Iterable[Subject], way: str) -> Plan:
    """Return the same for several at once, of whom one at most is a person."""
    made = Plan()
    for subject in subjects:
        if subject.what == "person":
            _person(db, made, subject.uid, way)
        elif subject.what == "session":
            _session(db, made, subject.uid, way)
        else:
            _engagement(db, made, way)
    _follow(db, made)
    if made.names is not None:
        _clean(db, made, made.names)
    return made


def conversations_of(db: Database, seats: set[str]) -> set[str]:
    """Return the one-to-one sessions in which nobody but these seats sits."""
    found: dict[str, set[str]] = {}
    for session, seat in db.execute(
        'SELECT s."uid", t."uid" FROM "session" s JOIN "seat" t ON t."session" = s."uid" '
        "WHERE s.\"kind\" = 'one_to_one'"
    ):
        found.setdefault(session, set()).add(seat)
    return {session for session, sat in found.items() if sat <= seats}


def _person(db: Database, made: Plan, post: str, way: str) -> None:
    seats = seats_of(db, post)
    made.names = names_for(db, post)
    made.subjects |= {post, *seats}
    alone = conversations_of(db, seats)
    for session in alone:
        _session(db, made, session, way)
    _own_tries(db, made, seats)
    said = _children(db, "moment", "seat", seats)
    made.take("summary_piece", _quoting(db, said))
    _deleted_before(db, made, seats)
    if way == "delete":
        made.take("seat", _there(db, "seat", seats))
    else:
        _without_names(db, made, seats)
        for uid in said:
            made.change("moment", uid, **without_words("moment"))
        made.take("remark", _children(db, "remark", "moment", said))
        for uid in _children(db, "check_out", "seat", seats):
            made.change("check_out", uid, **without_words("check_out"))
    made.take("post", _there(db, "post", {post}))


def _quoting(db: Database, moments: set[str]) -> set[str]:
    """Return the summary pieces that hold the words of these moments."""
    return {
        uid
        for uid, key in db.execute('SELECT "uid", "key" FROM "summary_piece"')
        if key.removeprefix(QUOTE) in moments
    }


def _deleted_before(db: Database, made: Plan, seats: set[str]) -> None:
    """Mark what was deleted before and is the person's: the journal could bring it back."""
    past = rows_as_they_were(db, ("moment", "pair_note"))
    moments = {row["uid"] for row in past["moment"] if row["seat"] in seats}
    made.subjects |= moments | {f"{QUOTE}{uid}" for uid in moments}
    for session in deleted_sessions(db):
        if session.kind == "one_to_one" and session.seats and session.seats <= seats:
            made.subjects.add(session.uid)
            made.deleted.add(session.uid)
        elif session.kind == "pair" and session.seats & seats:
            notes = {row["uid"] for row in past["pair_note"] if row["session"] == session.uid}
            made.subjects |= notes


def _own_tries(db: Database, made: Plan, seats: set[str]) -> None:
    """Take out what the person, one of a pair, said they would try."""
    found: dict[str, list[str]] = {}
    for session, seat in db.execute(
        'SELECT n."session", t."uid" FROM "pair_note" n JOIN "seat" t '
        'ON t."session" = n."session" ORDER BY t."place", t."uid"'
    ):
        found.setdefault(session, []).append(seat)
    for session, sat in found.items():
        for seat, name in zip(sat, ("first_will_try", "second_will_try"), strict=False):
            if seat in seats:
                for uid in _children(db, "pair_note", "session", {session}):
                    made.change("pair_note", uid, **{name: ""})


def _without_names(db: Database, made: Plan, seats: set[str]) -> None:
    """Make each seat a Member of its meeting, with a number where there is one already."""
    for uid in sorted(_there(db, "seat", seats)):
        session = db.execute('SELECT "session" FROM "seat" WHERE "uid" = ?', [uid]).fetchone()[0]
        standing = {
            made.changed.get("seat", {}).get(other, {}).get("label", label)
            for other, label in db.execute(
                'SELECT "uid", "label" FROM "seat" WHERE "session" = ?', [session]
            )
        }
        label, number = "Member", 2
        while label in standing:
            label, number = f"Member {number}", number + 1
        made.change("seat", uid, label=label, organisation="", role_kind="Other", post=None, key="")


def _session(db: Database, made: Plan, session: str, way: str) -> None:
    made.subjects.add(session)
    one = {session}
    if not _there(db, "session", one):
        made.deleted.add(session)
        return
    observed = _children(db, "observation", "session", one)
    if way == "delete":
        made.take("session", _there(db, "session", one))
        return
    if way in ("raw", "notes"):
        for table in RAW:
            made.take(table, _children(db, table, "observation", observed))
        made.take("remark", _children(db, "remark", "observation", observed))
        for uid in _children(db, "observation", "session", one):
            made.change("observation", uid, reflection="")
        for uid in _children(db, "check_out", "session", one):  # a score without its seat stays
            made.change("check_out", uid, seat=None, **without_words("check_out"))
        if way == "notes":
            for table in ("diagnosis", "summary_piece", "pair_note", "check_out"):
                made.take(table, _children(db, table, "session", one))
        else:
            made.take("summary_piece", _not_agreed(db, session))
        return
    made.change("session", session, **without_words("session"))
    _without_names(db, made, _children(db, "seat", "session", one))
    for table in ("agenda_item", "check_out", "observation", "release"):
        for uid in _children(db, table, "session", one):
            made.change(table, uid, **without_words(table))
    for uid in _children(db, "moment", "observation", observed):
        made.change("moment", uid, **without_words("moment"))
    made.take("remark", _children(db, "remark", "observation", observed))
    for table in ("diagnosis", "summary_piece", "pair_note"):
        made.take(table, _children(db, table, "session", one))


def _not_agreed(db: Database, session: str) -> set[str]:
    """Return the pieces of a summary that stand in none that was let go to group or sponsor."""
    let_go = db.execute(
        'SELECT EXISTS (SELECT 1 FROM "release" WHERE "session" = ? AND "released_at" <> \'\' '
        "AND \"audience\" IN ('group', 'sponsor'))",
        [session],
    ).fetchone()[0]
    found = db.execute(
        'SELECT "uid" FROM "summary_piece" WHERE "session" = ? AND (NOT ? '
        'OR "section" = \'paraphrases\' OR ("section" = \'quotes\' AND NOT "released"))',
        [session, let_go],
    )
    return {uid for (uid,) in found}


def _engagement(db: Database, made: Plan, way: str) -> None:
    own = {"engagement", "agreement"}
    # What was deleted before stands in the journal as well.
    made.past_of |= {"totals": set(TABLES.values()) - own, "agreement": own}.get(
        way, set(TABLES.values())
    )
    if way in ("delete", "totals"):
        made.deleted |= deleted.known(db)
        for table in TABLES.values():
            if way == "delete" or table not in own:
                made.take(table, _all(db, table))
        return
    made.take("agreement", _all(db, "agreement"))
    if way == "agreement":
        for uid in _all(db, "engagement"):
            made.change("engagement", uid, agreement_text="", agreed_on="", sharing="")
        return
    for uid in _all(db, "session"):
        _session(db, made, uid, way)
    for table in ("engagement", "organisation", "theme"):
        for uid in _all(db, table):
            made.change(table, uid, **without_words(table))
    for number, uid in enumerate(sorted(_all(db, "post")), 1):
        made.change("post", uid, title=f"Member {number}", person="")


def _follow(db: Database, made: Plan) -> None:
    """Mark what hangs on rows that go, and let go of them where the row itself stays."""
    again = True
    while again:
        again = False
        for table, columns in PARENTS.items():
            for column, parent in columns:
                fresh = made.take(table, _children(db, table, column, made.gone.get(parent, set())))
                again = again or bool(fresh)
    for table, column, parent in LOOSE:
        for uid in _children(db, table, column, made.gone.get(parent, set())):
            made.change(table, uid, **{column: None})
    for uid, key in db.execute('SELECT "uid", "key" FROM "summary_piece"').fetchall():
        if any(one in key for one in made.gone.get("seat", set())):
            made.take("summary_piece", {uid})


def _clean(db: Database, made: Plan, names: Names) -> None:
    """Mark every mention of the person in what stays."""
    for table, columns in WORDS.items():
        gone = made.gone.get(table, set())
        listed = ", ".join(f'"{name}"' for name in columns)
        for uid, *texts in db.execute(f'SELECT "uid", {listed} FROM "{table}"').fetchall():
            if uid in gone:
                continue
            already = made.changed.get(table, {}).get(uid, {})
            for name, text in zip(columns, texts, strict=True):
                text = already.get(name, text)
                if names.mentioned(text):
                    made.change(table, uid, **{name: names.cleaned(text, SOMEBODY)})


def _all(db: Database, table: str) -> set[str]:
    return {uid for (uid,) in db.execute(f'SELECT "uid" FROM "{table}"')}


def _there(db: Database, table: str, uids: set[str]) -> set[str]:
    return _where(db, table, "uid", uids)


def _children(db: Database, table: str, column: str, of: set[str]) -> set[str]:
    return _where(db, table, column, of)


def _where(db: Database, table: str, column: str, values: set[str]) -> set[str]:
    found: set[str] = set()
    listed = sorted(values)
    for start in range(0, len(listed), MOST_VALUES):
        part = listed[start : start + MOST_VALUES]
        marks = ", ".join("?" * len(part))
        found |= {
            uid
            for (uid,) in db.execute(
                f'SELECT "uid" FROM "{table}" WHERE "{column}" IN ({marks})', part
            )
        }
    return found
