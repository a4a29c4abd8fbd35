"""Share the header's width among its parts: what matters least gives way first."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Widths:
    """What each part asks for, in pixels, and the least it can do with."""

    back: float
    title: float
    title_least: float
    agenda: float  # 0 where there is none
    clock: float
    wall: float
    lamp: float
    lamp_least: float  # without the number of moments
    buttons: tuple[tuple[str, float, float], ...]  # id, with its key cap, without


@dataclass(frozen=True, slots=True)
class HeaderPlaces:
    """Where each part stands; ``thrift`` counts what was given up to fit."""

    places: dict[str, Box]
    height: float
    thrift: int  # 1: key caps; 2: the count of moments; 3: the title's room; 4: a second row


def header_layout(
    width: float, line: float, tall: float, gap: float, margin: float, want: Widths
) -> HeaderPlaces:
    """Return one row where it fits, else two. The clock and the saved lamp are never given up."""
    for thrift in range(5):
        buttons = [(n, caps if thrift < 1 else bare) for n, caps, bare in want.buttons]
        lamp = want.lamp if thrift < 2 else want.lamp_least
        right = lamp + sum(wide + gap for _, wide in buttons)
        fixed = 2 * margin + want.back + right + want.clock + want.wall + 4 * gap
        free = width - fixed
        least = (1.0, 0.75, 0.75, 0.0, 0.0)[thrift] * want.title_least
        if thrift == 4 or free >= want.agenda + least:
            break
    two = thrift == 4
    if two:
        free = width - 2 * margin - want.back - right - gap
        agenda = min(want.agenda, width - 2 * margin - want.clock - want.wall - 2 * gap)
        title = min(want.title, max(free, 0.0))
    else:
        agenda = want.agenda
        title = min(want.title, free - agenda)
    places: dict[str, Box] = {}
    top = (line - tall) / 2
    x = width - margin
    for name, wide in reversed(buttons):
        x -= wide
        places[name] = (x, top, wide, tall)
        x -= gap
    x -= lamp
    places["lamp"] = (x, top, lamp, tall)
    places["back"] = (margin - gap, top, max(want.back + gap, 44.0), tall)
    left = margin + want.back
    places["title"] = (left, 0.0, max(title, 0.0), line)
    if two:
        places["next_item"] = (margin, line + top, agenda, tall)
        x = width - margin - want.clock - want.wall
        places["clock"] = (x, line, want.clock, line)
    else:
        slack = max(free - title - agenda, 0.0) / 3
        x = left + title + slack + gap
        places["next_item"] = (x, top, agenda, tall)
        x += agenda + (slack + gap if agenda else 0.0)
        places["clock"] = (x, 0.0, want.clock, line)
    places["wall"] = (x + want.clock, places["clock"][1], want.wall, line)
    return HeaderPlaces(places, line * (2 if two else 1), thrift)
