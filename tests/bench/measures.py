"""
Time all measures of one session, and how they grow.

``python -m tests.bench.measures [events …]`` prints the median of each size, the time an event and
its ratio to the smallest size's: 1 is linear. An event is a timed turn or a moment; one moment in
eight links back, one in twenty-five is an interjection with its decision.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

from livecoach.core.board import MEANINGS, Board, Family, Lens, Tag, freeze
from livecoach.core.edit import Row
from livecoach.core.moment import LINK_KINDS, Decision, Link, Moment
from livecoach.core.observation import Observation, Turn
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.timeline import Timeline
from livecoach.measures.chains import chains
from livecoach.measures.following import follow_counts, probabilities, shift_counts
from livecoach.measures.interjections import held_back, interjections
from livecoach.measures.interruptions import interruptions
from livecoach.measures.log import Log, read
from livecoach.measures.share import (
    by_organisation,
    by_role,
    by_seat,
    halves,
    heard,
    how_even,
    rolling,
)
from livecoach.measures.summary import summarise
from livecoach.measures.tags import by_agenda_item, by_family, by_tag, over_time

SIZES = (5_000, 20_000, 100_000)
SEATS = 30
EVENT_MS = 4_000
BAR_MS = 100.0

PARTS: tuple[tuple[str, Callable[[Log], object]], ...] = (
    ("shares", lambda log: (by_seat(log), by_organisation(log), by_role(log), how_even(log))),
    ("halves", lambda log: [how_even(half) for half in halves(log)]),
    ("heard, rolling", lambda log: (heard(log), rolling(log))),
    ("following", lambda log: (probabilities(follow_counts(log)), shift_counts(log))),
    ("interruptions", interruptions),
    ("tags, lenses", lambda log: (by_tag(log), by_family(log), over_time(log))),
    ("agenda", by_agenda_item),
    ("interjections", lambda log: (interjections(log), held_back(log))),
    ("sequences", chains),
)


def session(events: int, seed: int = 7) -> Timeline:
    """Return a session of that many events: half of them timed turns, half moments."""
    draw = random.Random(seed)
    tags = tuple(Tag(m or "plain", m or "plain", f"f{n % 5}", meaning=m)
                 for n, m in enumerate(MEANINGS))  # fmt: skip
    families = tuple(Family(f"f{n}", f"F{n}", "language", "circle") for n in range(5))
    board = Board("b", "Bench", 1, families, tags, (Lens("p", "Patient"), Lens("s", "System")))
    length = events // 2 * EVENT_MS
    timeline = Timeline(
        Session("s", "live", "Bench"),
        Observation("o", "s", board=freeze(board), length_ms=length),
    )
    seats = [f"seat{n}" for n in range(SEATS)]
    rows: list[Row] = [Seat(uid, "s", uid, f"org{n // 2}", "Chair", place=n)
                       for n, uid in enumerate(seats)]  # fmt: skip
    rows += [CheckOut(f"c{n}", "s", uid, draw.randint(0, 10), True) for n, uid in enumerate(seats)]
    rows += [AgendaItem(f"a{n}", "s", f"Item {n}", n, 20, length * n // 6, length * (n + 1) // 6)
             for n in range(6)]  # fmt: skip
    for n in range(events // 2):
        at = n * EVENT_MS
        seat = draw.choice(seats)
        rows.append(Turn(f"t{n}", "o", at, at + EVENT_MS - 500, seat))
        coach = n % 25 == 0
        tag = "interjection" if coach else draw.choice(tags).id
        rows.append(
            Moment(
                f"m{n}", "o", n + 1, at + 100, at + 100, None, tag, None if coach else seat, coach,
                addressee=draw.choice(seats) if n % 3 else None, to_all=not n % 3,
                lens=draw.choice(["p", "s", None]),
            )
        )  # fmt: skip
        if coach:
            rows.append(Decision(f"d{n}", "o", f"m{n}", "interject", "catalytic"))
        if n > 20 and n % 8 == 0:
            earlier = f"m{n - draw.randint(1, 20)}"
            rows.append(Link(f"l{n}", "o", f"m{n}", earlier, draw.choice(LINK_KINDS)))
    timeline.load(rows)
    return timeline


def clocked(work: Callable[[], object], times: int) -> float:
    """Return the median time of a piece of work, in ms, with the collector held."""
    taken = []
    for _ in range(times):
        gc.collect()
        gc.disable()
        start = perf_counter()
        work()
        taken.append((perf_counter() - start) * 1000)
        gc.enable()
    return median(taken)


def everything(timeline: Timeline) -> None:
    """Work out all a review shows of a session."""
    summarise(timeline)
    log = read(timeline)
    for _, part in PARTS:
        part(log)


def main(sizes: tuple[int, ...] = SIZES) -> int:
    """Print the table. Return 1 where 5,000 events take longer than they may."""
    print(f"{'events':>9} {'all, ms':>9} {'an event, µs':>13} {'to smallest':>12}")
    smallest = 0.0
    late = False
    for events in sizes:
        timeline = session(events)
        times = 9 if events <= 20_000 else 3
        taken = clocked(partial(everything, timeline), times)
        each = taken * 1000 / events
        smallest = smallest or each
        late |= events <= 5_000 and taken > BAR_MS
        print(f"{events:>9,} {taken:>9.1f} {each:>13.2f} {each / smallest:>12.2f}")
        if events == sizes[0]:
            log = read(timeline)
            shown: list[tuple[str, Callable[[], object]]] = [
                ("the JSON summary", partial(summarise, timeline))
            ]
            shown += [("reading the timeline", partial(read, timeline))]
            shown += [(name, partial(part, log)) for name, part in PARTS]
            for name, work in shown:
                print(f"{'':>9} {clocked(work, times):>9.1f}   {name}")
    return int(late)


if __name__ == "__main__":
    sys.exit(main(tuple(int(size) for size in sys.argv[1:]) or SIZES))
