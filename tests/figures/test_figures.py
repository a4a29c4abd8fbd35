"""Every figure of a review keeps its words in their place, at any size, and says what it shows."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter

from livecoach import paths
from livecoach.core.observation import Observation
from livecoach.core.session import AgendaItem, CheckOut, Session
from livecoach.core.timeline import Timeline
from livecoach.exchange.example import example_session
from livecoach.figures.chain_figure import chain_square
from livecoach.figures.check_out_figure import check_out_figure, check_out_totals
from livecoach.figures.export import image, page_size, png, svg
from livecoach.figures.figure import Figure
from livecoach.figures.follow_figure import follow_square
from livecoach.figures.gallery import BELOW_THE_TIMELINE, review_figures
from livecoach.figures.interjection_figure import before_after
from livecoach.figures.lens_figure import over_the_agenda, over_the_meeting
from livecoach.figures.marks import Bar, Glyph, Label, Mark, fitted, width, words_box, wrapped
from livecoach.figures.rolling_figure import rolling_figure, rolling_voice
from livecoach.figures.shades import contrast, shade
from livecoach.figures.tokens import CONTRAST, DARK, LIGHT, SCHEMES, Tokens
from livecoach.figures.voice_figure import voice_shares
from livecoach.measures.log import Log, read
from livecoach.measures.share import by_seat
from tests.measures.meetings import BOARD, COACH, Said, empty, room, tagged

pytestmark = pytest.mark.usefixtures("qapp")


@cache
def family() -> str:
    number = QFontDatabase.addApplicationFont(str(paths.resource("fonts/Inter-Regular.otf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


def font(px: int = 13) -> QFont:
    made = QFont(family())
    made.setPixelSize(px)
    return made


@cache
def example() -> Log:
    rows = [change.row for change in example_session().changes]
    session = next(row for row in rows if isinstance(row, Session))
    observation = next(row for row in rows if isinstance(row, Observation))
    timeline = Timeline(session, observation)
    timeline.load(rows)
    return read(timeline)


@cache
def crowded() -> Log:
    """Return thirty seats with long names, many ideas, and an agenda."""
    draw = random.Random(5)
    seats = [f"Organisation with a long name {n // 2} Chair {n}" for n in range(30)]
    tags = [tag.id for tag in BOARD.tags]
    said = []
    for n in range(400):
        coach = n % 23 == 7
        said.append(
            Said(n * 13, COACH if coach else draw.choice(seats[:27]),
                 "interjection" if coach else draw.choice([*tags, "idea", "uptake"]),
                 to=draw.choice(seats), for_s=draw.randint(0, 12),
                 links=((n - 3, "takes_up"),) if n > 5 and n % 4 == 0 else (),
                 lens=draw.choice(["patient", "system", None]))
        )  # fmt: skip
    timeline = tagged(seats, said, length_s=400 * 13)
    timeline.load(
        AgendaItem(f"a{n}", "s1", f"An item of the agenda {n}", n, 10, n * 600_000)
        for n in range(9)
    )
    timeline.load(CheckOut(f"c{n}", "s1", seats[n], n % 11, True) for n in range(30))
    return read(timeline)


@cache
def timed() -> Log:
    live = room(("ICB Chair", "ICB CEO", "Acute Chair", ""), ("Stroke", "Money"))
    press = live.recorder
    press.next_item()
    for n in range(40):
        press.floor(("ICB Chair", "ICB CEO", "Acute Chair")[n * n % 3])
        live.clock.tick(20_000)
        press.press(("idea", "us_and_them", "interjection", "we_system")[n % 4])
        live.clock.tick(9_000)
        if n == 20:
            press.next_item()
    press.end()
    return read(live.timeline)


@cache
def silent() -> Log:
    return read(empty(("ICB Chair", "ICB CEO"), 600))


@cache
def figures(log_of: Callable[[], Log]) -> list[Figure]:
    return review_figures(log_of())


LOGS = (example, crowded, timed, silent)
every_log = pytest.mark.parametrize("log_of", LOGS, ids=lambda one: one.__name__)


def words(marks: list[Mark]) -> list[tuple[QRectF, str]]:
    return [(words_box(one), one.words) for one in marks if isinstance(one, Label) and one.words]


def misplaced(figure: Figure, rect: QRectF, px: int) -> list[str]:
    """Return what is wrong with a figure's marks in a box."""
    marks = figure.lay_out(rect, LIGHT, font(px))
    near = rect.adjusted(-1, -1, 1, 1)
    found = [f"{text!r} leaves the box" for box, text in words(marks) if not near.contains(box)]
    found += [
        f"{type(one).__name__} leaves the box"
        for one in marks
        if isinstance(one, Bar | Glyph) and not near.contains(one.box)
    ]
    for (a, one), (b, other) in combinations(words(marks), 2):
        both = a.intersected(b)
        if both.width() > 1 and both.height() > 2:
            found.append(f"{one!r} lies on {other!r}")
    return found


@every_log
@pytest.mark.parametrize("px", [13, 16, 20, 26])  # 100 to 200 %
@pytest.mark.parametrize("room_for", [320, 420, 720])
def test_at_the_size_it_asks_for_everything_has_its_place(
    log_of: Callable[[], Log], px: int, room_for: int
) -> None:
    for figure in figures(log_of):
        rect = QRectF(7, 11, room_for, figure.height(room_for, font(px)))
        assert misplaced(figure, rect, px) == [], figure.name


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(LOGS), st.integers(60, 1400), st.integers(20, 900), st.integers(10, 30),
    st.integers(0, 13),
)  # fmt: skip
def test_in_a_box_of_any_size_no_words_collide_or_leave_it(
    log_of: Callable[[], Log], wide: int, high: int, px: int, which: int
) -> None:
    figure = figures(log_of)[which % len(figures(log_of))]
    rect = QRectF(0, 0, wide, high)
    if high >= 2 * px:
        assert misplaced(figure, rect, px) == [], figure.name


@every_log
def test_every_figure_has_its_table_and_one_sentence(log_of: Callable[[], Log]) -> None:
    shown = figures(log_of)
    assert len({figure.name for figure in shown}) == len(shown)
    for figure in shown:
        assert all(len(row) == len(figure.headers) for row in figure.rows), figure.name
        assert figure.sentence.endswith(".")
        assert len(re.findall(r"\.(?:\s|$)", figure.sentence)) == 1, figure.sentence
        assert re.fullmatch("[a-z0-9-]+", figure.name)


@every_log
def test_what_is_shown_can_be_seen(log_of: Callable[[], Log]) -> None:
    for scheme in SCHEMES.values():
        for figure in figures(log_of):
            made = image(figure, scheme, font(), width=480, ratio=1.0)
            assert made.size() == page_size(figure, font(), 480)
            assert len(colours(made)) > 4, figure.name


def colours(made: QImage) -> set[int]:
    return {made.pixel(x, y) for x in range(0, made.width(), 2) for y in range(0, made.height(), 2)}


def test_a_picture_is_kept_as_svg_with_its_words_and_as_png() -> None:
    figure = review_figures(example())[0]
    tree = ET.fromstring(svg(figure, LIGHT, font()))
    text = " ".join("".join(tree.itertext()).split())
    for words_ in ("Share of voice", "Council CE", "not heard", "n = 57 tagged turns, 14 seats"):
        assert words_ in text
    assert not [name for one in tree.iter() for name in one.attrib if name.endswith("href")]
    kept = png(figure, DARK, font())
    assert kept.startswith(b"\x89PNG")
    assert QImage.fromData(kept).width() == 2 * page_size(figure, font()).width()


def test_markup_in_a_label_is_only_letters() -> None:
    nasty = "<b>Chair</b> & <img src='x'>"
    log = read(tagged((nasty, "ICB CEO"), [Said(1, nasty), Said(2, "ICB CEO")], 60))
    tree = ET.fromstring(svg(review_figures(log)[0], LIGHT, font()))
    assert nasty in "".join(tree.itertext())


def test_seats_stand_as_they_sit_and_never_by_how_much_they_said() -> None:
    shares = voice_shares(example()).shares
    assert shares == tuple(by_seat(example()))
    assert [share.name for share in shares] == [seat.label for seat in example().seats]
    said = [share.turns for share in shares]
    assert said != sorted(said, reverse=True)


def test_the_examples_figures_in_numbers() -> None:
    log = example()
    square = follow_square(log)
    assert square.total() == 55
    assert " 55 times in 57 tagged turns" in square.sentence
    assert all(square.counts[i][i] == 0 for i in range(14))
    by_part = over_the_meeting(log)
    patient = next(row for row in by_part.rows if row.name == "Patient")
    assert patient.counts == (0, 3, 7, 3, 0, 1)
    assert by_part.contributions == (12, 13, 11, 11, 6, 4)
    around = before_after(log)
    seats = next(pair for pair in around.pairs if pair.name == "Seats heard")
    assert (around.n, round(seats.before * 7), round(seats.after * 7)) == (7, 16, 25)
    twins = {figure.name: figure for figure in review_figures(log)}
    assert twins["ideas-and-their-fate"].rows[0] == (
        "14:20", "Community CEO", "", "28:40", "14 min 20 s", "North Acute CEO", "28:40", "27:05",
    )  # fmt: skip
    assert twins["ideas-and-their-fate"].rows[1][3] == "not taken up"
    assert twins["check-out"].rows[3] == ("Felt heard at 7 or more", "10", "of 14")
    assert twins["share-of-voice-by-seat"].rows[6][:2] == ("Community Chair", "0")
    assert over_the_agenda(crowded()).stretches[0] == "An item of the agenda 0"


def test_time_and_agenda_are_shown_only_where_they_were_recorded() -> None:
    names = [{figure.name for figure in review_figures(log())} for log in (example, timed)]
    assert names[1] - names[0] == {"share-of-time-by-seat", "language-and-lenses-by-agenda-item"}
    assert names[0] - names[1] == {"who-cut-across-whom"}
    titles = [figure.title for figure in review_figures(timed())]
    assert len(titles) == len(set(titles)), "no two figures bear the same title"
    beside = review_figures(example(), BELOW_THE_TIMELINE)
    assert tuple(figure.name for figure in beside) == BELOW_THE_TIMELINE


def test_a_pattern_is_ringed_only_where_the_numbers_bear_it() -> None:
    few = chain_square(example())
    assert (few.marked, set(sum(few.notes, ()))) == (frozenset(), {""})
    assert few.n_words.endswith("too few to test")
    tags = ["idea", "uptake", "idea", "uptake", "uptake", "idea"] * 12
    said = [Said(10 * n, "ICB CEO", tag) for n, tag in enumerate(tags)]
    enough = chain_square(read(tagged(("ICB CEO",), said, 900)))
    assert enough.names == ("Idea", "Uptake")
    assert enough.counts == ((11, 24), (24, 12))
    assert enough.marked == {(0, 0), (0, 1), (1, 0), (1, 1)}  # z is the same in all four
    assert "(z 2.97)" in enough.notes[0][1]


def test_seats_heard_in_ten_minutes_all_along_the_example() -> None:
    data = rolling_voice(example())
    assert data.halves == (11, 12)
    assert [one.heard for one in data.windows if one.end_ms % 1_800_000 == 0] == [7, 7, 2]
    assert rolling_figure(data).rows[0] == ("00:00", "10:00", "5", "6", "0.59")


@pytest.mark.parametrize("n", range(5))
def test_a_check_out_of_fewer_than_five_shows_no_number_of_it(n: int) -> None:
    timeline = empty(("ICB Chair", "ICB CEO", "Acute Chair", "Acute CEO"), 60)
    timeline.load(CheckOut(f"c{i}", "s1", None, 9, True) for i in range(n))
    figure = check_out_figure(check_out_totals(read(timeline)))
    assert figure.rows == (("Answers", str(n), "of 4 seats"),)
    shown = [text for _, text in words(figure.lay_out(QRectF(0, 0, 400, 300), LIGHT, font()))]
    assert shown == [f"{n} {'answer' if n == 1 else 'answers'}: too few to show"]


def test_no_figure_claims_a_cause_or_ranks() -> None:
    for log_of in LOGS:
        for figure in figures(log_of):
            said = " ".join([figure.title, figure.sentence, *figure.headers]).casefold()
            for word in ("dominan", "score", "rank", "because", "led to", "improve", "best"):
                assert word not in said, (figure.name, word)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda one: one.name)
def test_counts_on_shades_can_be_read(tokens: Tokens) -> None:
    for colour in ("accent", "language", "message", "unheard", "interjection", "slate"):
        before = 0.0
        for part in range(16, 101):
            ground, ink = shade(getattr(tokens, colour), tokens, part / 100)
            assert contrast(ground, ink) >= 4.5, (colour, part)
            strength = contrast(ground, tokens.ground)
            assert strength >= before - 0.6  # a higher count is not much fainter
            before = strength
        assert before > 3


def test_words_are_cut_to_their_room_and_wrapped_whole() -> None:
    long = "An organisation with quite a long name"
    assert fitted(long, font(), 1000) == long
    cut = fitted(long, font(), 90)
    assert cut.endswith("…")
    assert width(font(), cut) <= 90
    assert fitted(long, font(), 1) == ""
    assert fitted("two\nlines", font(), 200) == "two lines"
    lines = wrapped(long, font(), 120)
    assert " ".join(lines) == long
    assert all(width(font(), line) <= 120 for line in lines)


def test_a_figure_paints_only_in_its_box() -> None:
    for figure in review_figures(example()):
        made = QImage(500, 400, QImage.Format.Format_RGB32)
        made.fill(0x123456)
        painter = QPainter(made)
        figure.paint(painter, QRectF(50, 40, 400, 320), LIGHT, font())
        painter.end()
        outside = {made.pixel(x, y) for x in range(500) for y in (0, 20, 38, 362, 399)}
        outside |= {made.pixel(x, y) for y in range(400) for x in (0, 20, 48, 452, 499)}
        assert outside == {0xFF123456}, figure.name


@pytest.mark.parametrize("wide", [440, 720])
def test_what_became_of_an_idea_is_never_cut_short(wide: int) -> None:
    figure = next(one for one in figures(example) if one.name == "ideas-and-their-fate")
    for part in (1.0, 0.7):  # at the height it asks for, and in less
        box = QRectF(0, 0, wide, figure.height(wide, font(12)) * part)
        said = [text for _, text in words(figure.lay_out(box, LIGHT, font(12)))]
        assert any(text.startswith("taken up after") for text in said)
        assert not any("…" in text for text in said if "says" in text or "taken" in text)
