"""Save every edit on one thread, tell when it is on disk, and keep trying while it is not."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from livecoach.core import clock
from livecoach.core.edit import Edit
from livecoach.store.question import Question, answer
from livecoach.store.trouble import VaultError, is_full, words_for

if TYPE_CHECKING:
    from sqlite_utils import Database

    from livecoach.store.header import Header
    from livecoach.store.rescue import Identity

T = TypeVar("T")
FIRST_PAUSE_S = 0.05
LONGEST_PAUSE_S = 2.0
PATIENT_S = 0.4  # a pause this long means trouble that lasts: then reading goes before saving
IDLE_S = 2.0  # how often the file's place and the reserve are looked at while nothing happens
RESERVE_USED = "The disk is full. Livecoach saves in space kept aside; free some space soon."


class Writer:
    """
    The one door to an open vault. Its thread owns the one connection.

    ``on_saved(edit_uid)`` is called on that thread once an edit is on disk;
    ``on_trouble(edit_uid, words)`` when it is not yet, or never can be. An empty uid speaks of
    the vault as a whole, and empty words mean that this trouble is over.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        on_saved: Callable[[str], None] | None = None,
        on_trouble: Callable[[str, str], None] | None = None,
    ) -> None:
        """Open the vault and return once it is checked. Raise a VaultError where it is not."""
        self.folder = folder
        self._key = key
        self._on_saved = [] if on_saved is None else [on_saved]
        self._on_trouble = [] if on_trouble is None else [on_trouble]
        self._turn = threading.Condition()
        self._jobs: deque[Edit | Question] = deque()
        self._refused: dict[str, Edit] = {}
        self._closing = False
        self._abandon = threading.Event()
        self._hurry = threading.Event()  # the coach asks for another try now
        self._db: Database | None = None
        self._file = folder  # the vault's file, once opened: it is looked at after every edit
        self._identity: Identity | None = None
        self._keys: Header | None = None
        self._last_saved = ""
        self._lately: deque[str] = deque()  # uids of the edits saved last
        self._reserve_used = False
        self._backup_for = ""  # why a backup is to be made when there is time, or ""
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(opened,), name="vault writer")
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self._thread.join()
            raise

    @property
    def key(self) -> bytes:
        """Return the vault's data key; erasing needs it to rewrite the backups."""
        return self._key

    # What the caller's thread does -----------------------------------------------------------

    def observe(
        self, on_saved: Callable[[str], None], on_trouble: Callable[[str, str], None]
    ) -> None:
        """Tell one more listener what the writer tells."""
        self._on_saved = [*self._on_saved, on_saved]
        self._on_trouble = [*self._on_trouble, on_trouble]

    def save(self, edit: Edit) -> None:
        """Take an edit to be saved and return at once. Raise VaultError once closed."""
        self._put(edit)

    def ask_later(self, fn: Callable[[Database], T]) -> Future[T]:
        """
        Have ``fn`` run on the writer's thread, after the edits given so far.

        Only while the disk refuses them for longer does it read what was saved before.
        """
        coming: Future[T] = Future()
        self._put(Question(fn, coming))
        return coming

    def ask(self, fn: Callable[[Database], T]) -> T:
        """Return what ``fn`` reads, after the edits given so far; raise what it raises."""
        if threading.current_thread() is self._thread:
            return fn(self._connected())
        return self.ask_later(fn).result()

    def pending(self) -> int:
        """Return how many edits are not on disk: waiting, or refused."""
        with self._turn:
            return sum(isinstance(job, Edit) for job in self._jobs) + len(self._refused)

    def try_now(self) -> None:
        """Make the next try at a write that failed now, instead of after its pause."""
        self._hurry.set()
        with self._turn:
            self._turn.notify_all()

    def refused(self) -> list[Edit]:
        """Return the edits that the vault's rules do not let in."""
        with self._turn:
            return list(self._refused.values())

    def flush(self, timeout_s: float) -> bool:
        """Wait until no edit waits; return whether all of them are on disk."""
        with self._turn:
            self._turn.wait_for(lambda: not self._jobs, timeout_s)
            return not self._jobs and not self._refused

    def close(self, timeout_s: float = 10.0) -> bool:
        """Save what waits and close the vault; return whether every edit is on disk."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        self._thread.join(timeout_s)
        self._abandon.set()
        with self._turn:
            self._turn.notify_all()
        self._thread.join()
        return self.pending() == 0

    def _put(self, job: Edit | Question) -> None:
        with self._turn:
            if self._closing or not self._thread.is_alive():
                raise VaultError("The vault is closed; open it again.")
            self._jobs.append(job)
            self._turn.notify_all()

    # What the writer's thread does -----------------------------------------------------------

    def _run(self, opened: Future[None]) -> None:
        # The database library takes a while to import, so the window paints first.
        from livecoach.store import automatic, commit, header, reserve
        from livecoach.store.connection import FILE_NAME
        from livecoach.store.opening import open_vault

        self._file = self.folder / FILE_NAME
        try:
            self._db = open_vault(self.folder, self._key)
            self._identity = self._identity_now()
            self._lately = deque(commit.lately(self._db), commit.LATELY)
            if (self.folder / header.NAME).exists():
                self._keys = header.read(self.folder)
            reserve.keep(self.folder)
            if self._keys is not None:
                self._backup_for = automatic.due_at_opening(self._db, self.folder)
        except BaseException as error:
            self._drop()
            opened.set_exception(error)
            return
        opened.set_result(None)
        while (job := self._next()) is not None:
            if isinstance(job, Question):
                answer(job, self._connected)
            elif not self._save(job):
                break
            with self._turn:
                self._jobs.popleft()
                self._turn.notify_all()
        if self._backup_for == automatic.SESSION_ENDED and not self._abandon.is_set():
            self._back_up()
        self._shut()

    def _next(self) -> Edit | Question | None:
        while True:
            with self._turn:
                if not self._jobs and not self._closing:
                    self._turn.wait(IDLE_S)
                if self._jobs:
                    return self._jobs[0]
                if self._closing or not threading.main_thread().is_alive():
                    return None  # a program that ended without closing is not kept from ending
            self._look_around()

    def _save(self, edit: Edit) -> bool:
        """Save one edit, however often it takes; return False where closing ended the tries."""
        # From the modules, not from their package: a tenth of the time at every press.
        from livecoach.store.automatic import due_after
        from livecoach.store.commit import StaleEdit, commit, commit_once
        from livecoach.store.engine import IntegrityError

        # Looked for in the vault only where it may be there: a press is not kept waiting for it.
        save = commit_once if edit.uid in self._lately else commit
        pause = FIRST_PAUSE_S
        while True:
            try:
                save(self._connected(), edit, clock.wall_utc_ms())
                self._stay_in_place()
            except (IntegrityError, StaleEdit, ValueError, OverflowError) as error:
                # Text or a number that no database can hold is not let in either.
                self._refuse(edit, error)
                return True
            except Exception as error:
                save = commit_once
                if self._recover(error):
                    continue
                self._tell_trouble(edit.uid, words_for(error, str(self.folder)))
                if self._abandon.is_set() or not threading.main_thread().is_alive():
                    return False
                self._wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)
                continue
            self._last_saved = edit.uid
            self._lately.append(edit.uid)
            self._backup_for = due_after(edit) or self._backup_for
            for tell in self._on_saved:
                self._call(tell, edit.uid)
            return True

    def _recover(self, error: Exception) -> bool:
        """Make ready for another try; return whether it may be made at once."""
        from livecoach.store import reserve

        try:
            self._stay_in_place()  # a file that was taken away is let go only once it is rescued
        except Exception as missing:
            self._tell_trouble("", words_for(missing, str(self.folder)))
        else:
            self._drop()
        if is_full(error, str(self.folder)) and reserve.release(self.folder):
            self._reserve_used = True
            self._tell_trouble("", RESERVE_USED)
            return True
        return False

    def _refuse(self, edit: Edit, error: Exception) -> None:
        with self._turn:
            self._refused[edit.uid] = edit
        self._tell_trouble(
            edit.uid,
            f"Not saved: the record's rules do not let this change in ({error}). "
            "Take it back and enter it again.",
        )

    def _wait(self, seconds: float) -> None:
        """Pause between two tries; what is asked meanwhile is answered, for reading may work."""

        def asked() -> list[Question]:
            return [job for job in self._jobs if isinstance(job, Question)]

        def called() -> bool:
            return self._abandon.is_set() or self._hurry.is_set()

        self._hurry.clear()
        with self._turn:
            if seconds < PATIENT_S:
                self._turn.wait_for(called, seconds)
                return
            self._turn.wait_for(lambda: called() or asked(), seconds)
            questions = asked()
            for question in questions:
                self._jobs.remove(question)
        for question in questions:
            answer(question, self._connected)

    def _connected(self) -> Database:
        """Return the connection, opened again where an error had ended it."""
        if self._db is not None:
            return self._db
        from livecoach.store import rescue
        from livecoach.store.connection import open_database

        if rescue.waits(self.folder):
            words = rescue.put_back(self.folder, self._keys)
            self._identity = self._identity_now()
            self._tell_trouble("", words)
        database = open_database(self._file, self._key)
        if self._identity_now() != self._identity:
            self._accept_only_ours(database)
            self._identity = self._identity_now()
        self._db = database
        return database

    def _accept_only_ours(self, database: Database) -> None:
        """Raise VaultError where a file put in the vault's place lacks what was last saved."""
        found = database.execute(
            'SELECT count(*) FROM "journal" WHERE "uid" = ?', [self._last_saved]
        ).fetchone()
        if self._last_saved and not found[0]:
            database.close()
            raise VaultError("Another file stands in the vault's place; put the right one back.")

    def _stay_in_place(self) -> None:
        """See that the vault's name still stands for our file; if not, rescue the record."""
        if self._identity_now() == self._identity or self._db is None:
            return
        from livecoach.store import rescue

        if self._db.conn.in_transaction:
            self._db.rollback()
        rescue.save_aside(self._db, self.folder, self._key)
        self._drop()
        self._connected()

    def _look_around(self) -> None:
        from livecoach.store import reserve

        try:
            self._stay_in_place()
        except Exception as error:
            self._tell_trouble("", words_for(error, str(self.folder)))
        if self._reserve_used and reserve.keep(self.folder):
            self._reserve_used = False
            self._tell_trouble("", "")
        if self._backup_for:
            self._back_up()

    def _back_up(self) -> None:
        """Make the backup that is due, while nothing waits to be saved; tell where it fails."""
        from livecoach.store import automatic

        why, self._backup_for = self._backup_for, ""
        if self._keys is None:
            return
        try:
            db = self._connected()
            _, words = automatic.take(db, self.folder, self._keys, self._key, why)
        except Exception as error:
            words = (
                str(error)
                if isinstance(error, VaultError)
                else (f"No backup was made ({type(error).__name__}); the record itself is saved.")
            )
        if words:
            self._tell_trouble("", words)

    def _identity_now(self) -> Identity | None:
        from livecoach.store.rescue import identity

        return identity(self._file)

    def _drop(self) -> None:
        from livecoach.store.engine import Error

        database, self._db = self._db, None
        if database is None:
            return
        try:
            if database.conn.in_transaction:
                database.rollback()
            database.close()
        except Error:
            return

    def _shut(self) -> None:
        from livecoach.store import lock

        self._drop()
        lock.release(self.folder)
        with self._turn:
            waiting = [job for job in self._jobs if isinstance(job, Question)]
        for question in waiting:
            question.answer.set_exception(VaultError("The vault is closed; open it again."))

    def _tell_trouble(self, edit_uid: str, words: str) -> None:
        for tell in self._on_trouble:
            self._call(tell, edit_uid, words)

    def _call(self, tell: Callable[..., None], *words: str) -> None:
        """Call a listener; one that fails is reported and does not stop the saving."""
        try:
            tell(*words)
        except Exception as error:
            threading.excepthook(
                threading.ExceptHookArgs((type(error), error, error.__traceback__, self._thread))
            )
