"""The months: weekly sessions stand clear of each other, and no word leaves the picture."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from livecoach.core.coaching import Rhythm
from livecoach.figures.marks import Label, words_box
from livecoach.figures.tokens import LIGHT
from livecoach.figures.year_figure import Dot, height, lay_out, places, year, year_figure

TODAY = date(2026, 11, 23)
WEEKLY = [
    Dot(f"s{n}", "live", "skipped" if n == 3 else "ended",
        (date(2026, 4, 2) + timedelta(days=7 * n)).isoformat(), f"Board {n}")
    for n in range(20)
]  # fmt: skip
RHYTHMS = [Rhythm("r", "live", "2026-04-01", "2026-08-31", 7),
           Rhythm("q", "live", "2026-09-01", "2027-03-31", 30)]  # fmt: skip


def font(px: int) -> QFont:
    made = QFont()
    made.setPixelSize(px)
    return made


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("room", "px"), [(420, 13), (700, 13), (1100, 13), (900, 26)])
def test_every_word_stays_in_the_picture_and_weeks_apart(room: int, px: int) -> None:
    data = year(WEEKLY, RHYTHMS, "2026-04-01", "2027-03-31", TODAY)
    box = QRectF(0, 0, room, height(font(px)))
    for mark in lay_out(box, data, LIGHT, font(px)):
        if isinstance(mark, Label) and mark.words:
            assert box.adjusted(-1, -3, 1, 3).contains(words_box(mark)), mark
    centres = [place.center().x() for _, place in places(box, data, font(px))]
    assert centres == sorted(centres)
    if room >= 900:
        found = places(box, data, font(px))
        assert all(one.right() <= two.left() + 1 for (_, one), (_, two) in pairwise(found))


def test_the_months_are_the_programmes_own_or_twelve_from_its_first_session() -> None:
    own = year(WEEKLY, [], "2026-02-10", "2027-01-31", TODAY)
    assert (own.first, own.after) == (date(2026, 2, 1), date(2027, 2, 1))
    found = year(WEEKLY, [], "", "", TODAY)
    assert (found.first, found.after) == (date(2026, 4, 1), date(2027, 4, 1))
    empty = year([], [], "", "", TODAY)
    assert (empty.first, empty.after) == (date(2026, 11, 1), date(2027, 11, 1))
    wrong = year(WEEKLY, [], "2026-04-01", "2020-01-01", TODAY)
    assert wrong.after == date(2027, 4, 1)


def test_the_table_twin_and_the_sentence_hold_what_is_painted() -> None:
    figure = year_figure(year(WEEKLY, RHYTHMS, "2026-04-01", "2027-03-31", TODAY))
    assert len(figure.rows) == 20
    assert figure.rows[3] == ("Thu 23 Apr 2026", "Live coaching", "Board 3", "Skipped")
    assert figure.sentence == "Held: 19 live coaching. 1 was skipped."


def test_sessions_outside_the_months_are_told_with_their_days() -> None:
    far = [Dot(f"f{n}", "live", "planned", f"2027-0{n + 4}-01", "Later") for n in range(4)]
    figure = year_figure(year([*WEEKLY, *far], [], "2026-04-01", "2027-03-31", TODAY))
    assert len(figure.rows) == 20
    assert figure.sentence.endswith(
        "4 sessions lie outside these months: Thu 1 Apr 2027, Sat 1 May 2027, Tue 1 Jun 2027 and "
        "1 more."
    )
