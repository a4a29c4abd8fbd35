"""Say which agenda item runs, its minutes against those planned, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.core.session import AgendaItem
from livecoach.core.timeline import Timeline


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """What the strip says; ``over`` when the item has run past its plan."""

    number: str = ""
    title: str = ""
    minutes: str = ""
    over: bool = False
    action: str = ""  # "next", "start" or "end"

    @property
    def sentence(self) -> str:
        """Return all of it in one sentence."""
        parts = [f"{self.number} {self.title}".strip(), self.minutes, self.action]
        return "Agenda: " + ", ".join(part for part in parts if part)


def agenda_words(timeline: Timeline, now_ms: int) -> AgendaWords:
    """Return what the agenda strip says at a time; empty where there is no agenda."""
    items = timeline.agenda_in_order()
    if not items:
        return AgendaWords()
    running = next((i for i in items if i.started_ms is not None and i.ended_ms is None), None)
    coming = next((item for item in items if item.started_ms is None), None)
    if running is None:
        if coming is None or timeline.session.state == "ended":
            done = "Agenda done" if coming is None else "Agenda, in part"
            return AgendaWords("", done, _overall(items))
        number = f"Item {items.index(coming) + 1}"
        return AgendaWords(number, coming.title, _planned(coming), False, "start")
    minutes = max(now_ms - (running.started_ms or 0), 0) // 60_000
    planned = running.planned_min
    said = f"{minutes} min" if planned is None else f"{minutes} of {planned} min"
    over = planned is not None and minutes > planned
    number = f"Item {items.index(running) + 1}"
    return AgendaWords(number, running.title, said, over, "next" if coming else "end")


def _planned(item: AgendaItem) -> str:
    return "" if item.planned_min is None else f"{item.planned_min} min planned"


def _overall(items: list[AgendaItem]) -> str:
    took = sum((i.ended_ms or 0) - (i.started_ms or 0) for i in items) // 60_000
    planned = sum(item.planned_min or 0 for item in items)
    return f"{took} of {planned} min" if planned else f"{took} min"
