"""Name the figures of a session's review, in the order they are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection

from livecoach.figures.chain_figure import chain_square
from livecoach.figures.check_out_figure import check_out_figure, check_out_totals
from livecoach.figures.figure import Figure
from livecoach.figures.follow_figure import address_square, follow_square, interruption_square
from livecoach.figures.ideas_figure import fates, ideas_figure
from livecoach.figures.interjection_figure import before_after, interjection_figure
from livecoach.figures.lens_figure import lens_figure, over_the_agenda, over_the_meeting
from livecoach.figures.rolling_figure import rolling_figure, rolling_voice
from livecoach.figures.square_figure import square_figure
from livecoach.figures.voice_figure import voice_figure, voice_shares
from livecoach.measures.interruptions import interruptions
from livecoach.measures.log import Log

BELOW_THE_TIMELINE = (
    "share-of-voice-by-seat",
    "who-follows-whom",
    "before-and-after-interjections",
)


def review_figures(log: Log, names: Collection[str] = ()) -> list[Figure]:
    """Return the figures of a session, or those named; what was never recorded is left out."""
    makers: dict[str, Callable[[], Figure]] = {
        "share-of-voice-by-seat": lambda: voice_figure(voice_shares(log)),
        "share-of-time-by-seat": lambda: voice_figure(voice_shares(log, by_time=True)),
        "who-follows-whom": lambda: square_figure(follow_square(log)),
        "before-and-after-interjections": lambda: interjection_figure(before_after(log)),
        "seats-heard-over-the-meeting": lambda: rolling_figure(rolling_voice(log)),
        "language-and-lenses-by-time": lambda: lens_figure(over_the_meeting(log)),
        "language-and-lenses-by-agenda-item": lambda: lens_figure(over_the_agenda(log)),
        "ideas-and-their-fate": lambda: ideas_figure(fates(log)),
        "who-addresses-whom": lambda: square_figure(address_square(log)),
        "who-cut-across-whom": lambda: square_figure(interruption_square(log)),
        "what-follows-what": lambda: square_figure(chain_square(log)),
        "share-of-voice-by-organisation": lambda: voice_figure(voice_shares(log, "organisation")),
        "share-of-voice-by-role": lambda: voice_figure(voice_shares(log, "role")),
        "check-out": lambda: check_out_figure(check_out_totals(log)),
    }
    if not log.timed:
        del makers["share-of-time-by-seat"]
    if not interruptions(log).pairs:
        del makers["who-cut-across-whom"]
    if not any(item.started_ms is not None for item in log.timeline.agenda.values()):
        del makers["language-and-lenses-by-agenda-item"]
    return [make() for name, make in makers.items() if not names or name in names]
