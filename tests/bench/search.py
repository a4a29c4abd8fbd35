"""
Time the search over a vault of a million notes, as the coach types.

``python -m tests.bench.search [notes …]`` lays down an encrypted vault with so many notes through
the store's own connection, every trigger at work, then types queries letter by letter and prints
median, 99th percentile and maximum of what one answer takes, as the page asks for it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate, islice
from time import perf_counter
from typing import TYPE_CHECKING

from livecoach.core.moment import Moment
from livecoach.core.observation import Observation
from livecoach.core.session import Session
from livecoach.store.commit import insert_rows
from livecoach.store.searching import search
from livecoach.store.throwaway import throwaway
from tests.bench import figures

if TYPE_CHECKING:
    from sqlite_utils import Database

SESSIONS = 100
AT_ONCE = 4096
BAR_MS = 100.0
COMMON = """
the we you they beds patient ward trust money risk café crews door board flow pathway plan discharge
ambulance council community home stroke shared savings nobody answer question
"""
SYLLABLES = "ba ce di fo gu ha li ma ne po qui ro sa te vi wo con pre str an"
TYPED = (
    "the", "beds", "patient discharge", "cafe", "we you they", "zq", "ambulance crews at the door",
    "nobody answer question", "trust the board", "conpre", "basawo strvi", "stroke pathway",
)  # fmt: skip


def vocabulary(chance: random.Random) -> list[str]:
    """Return twenty thousand words, the commonest first."""
    parts = SYLLABLES.split()
    made = {"".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(22_000)}
    return [*COMMON.split(), *sorted(sorted(made), key=lambda _: chance.random())]


def moments_of(notes: int, seed: int = 3) -> Iterator[Moment]:
    """Yield so many moments, each with a note of six to fourteen words, over the sessions."""
    chance = random.Random(seed)
    words = vocabulary(chance)
    weights = list(accumulate(1 / (place + 3) for place in range(len(words))))
    for number in range(notes):
        note = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(6, 14)))
        under = f"o{number * SESSIONS // notes}"
        yield Moment(f"m{number}", under, number, number, number, None, note=note)


def fill(db: Database, notes: int) -> None:
    """Lay so many notes down in one transaction."""
    db.execute("BEGIN")
    numbers = range(SESSIONS)
    insert_rows(db, [Session(f"s{n}", "live", f"Meeting {n + 1}") for n in numbers])
    insert_rows(db, [Observation(f"o{n}", f"s{n}") for n in numbers])
    coming = moments_of(notes)
    while part := list(islice(coming, AT_ONCE)):
        insert_rows(db, [*part])
    db.execute("COMMIT")


def typed() -> list[str]:
    """Return every query as it stands after each letter typed."""
    return [text[: place + 1] for text in TYPED for place in range(len(text))]


def measure(
    notes: int, clock: Callable[[], float] = perf_counter
) -> tuple[list[tuple[str, float]], float]:
    """
    Return (query, seconds) of each answer over so many notes, and the filling's seconds.

    ``clock`` is read on the writer's thread: its own processor time tells a busy machine apart.
    """

    def timed(db: Database, text: str) -> float:
        begun = clock()
        search(db, text)
        return clock() - begun

    with throwaway() as writer:
        begun = perf_counter()
        writer.ask(lambda db: fill(db, notes))
        filled = perf_counter() - begun
        return [(text, writer.ask(partial(timed, text=text))) for text in typed()], filled


def main(words: list[str]) -> int:
    """Print the times for each number of notes, the slowest queries, and how they stand."""
    for notes in [int(word) for word in words] or [1_000_000]:
        taken, filled = measure(notes)
        times = [seconds for _, seconds in taken]
        print(figures.line(f"search as typed over {notes:,} notes", times))
        slowest = sorted(taken, key=lambda one: -one[1])[:5]
        print("  slowest: " + ", ".join(f"“{text}” {s * 1000:.0f} ms" for text, s in slowest))
        met = "meets" if figures.quantile(times, 1) * 1000 <= BAR_MS else "MISSES"
        print(f"  {met} {BAR_MS:.0f} ms for every one; the vault was filled in {filled:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
