"""Something to read on the writer's thread, and the answer that is to come of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(eq=False, slots=True)
class Question:
    """What is asked of the database, and where its answer goes."""

    ask: Callable[[Database], Any]
    answer: Future[Any]


def answer(question: Question, connected: Callable[[], Database]) -> None:
    """Ask it on this thread, unless it was called off; what it raises is its answer as well."""
    if not question.answer.set_running_or_notify_cancel():
        return
    try:
        db = connected()
        try:
            found = question.ask(db)
        finally:
            if db.conn.in_transaction:
                db.rollback()
    except BaseException as error:
        question.answer.set_exception(error)
    else:
        question.answer.set_result(found)
