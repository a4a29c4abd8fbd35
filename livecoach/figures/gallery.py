"""Name the figures of a session's review, in the order they are shown."""

from __future__ import annotations

from livecoach.figures.check_out_figure import check_out_figure, check_out_totals
from livecoach.figures.figure import Figure
from livecoach.figures.follow_figure import address_square, follow_figure, follow_square
from livecoach.figures.ideas_figure import fates, ideas_figure
from livecoach.figures.interjection_figure import before_after, interjection_figure
from livecoach.figures.lens_figure import lens_figure, over_the_agenda, over_the_meeting
from livecoach.figures.voice_figure import voice_figure, voice_shares
from livecoach.measures.log import Log


def review_figures(log: Log) -> list[Figure]:
    """Return the figures of a session; time and agenda only where they were recorded."""
    begun = any(item.started_ms is not None for item in log.timeline.agenda.values())
    time = [voice_figure(voice_shares(log, by_time=True))] if log.timed else []
    agenda = [lens_figure(over_the_agenda(log))] if begun else []
    return [
        voice_figure(voice_shares(log)),
        *time,
        follow_figure(follow_square(log)),
        interjection_figure(before_after(log)),
        lens_figure(over_the_meeting(log)),
        *agenda,
        ideas_figure(fates(log)),
        follow_figure(address_square(log)),
        voice_figure(voice_shares(log, "organisation")),
        voice_figure(voice_shares(log, "role")),
        check_out_figure(check_out_totals(log)),
    ]
