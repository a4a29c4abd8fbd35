"""Gather a session's measures into the plain document that scripts rely on."""

from __future__ import annotations

from typing import Any

from livecoach.core.timeline import Timeline
from livecoach.measures import check_out, following, ideas, interruptions, questions, share, tags
from livecoach.measures.interjections import action_counts, is_interjection
from livecoach.measures.log import Log, read
from livecoach.measures.voice import reciprocity

Document = dict[str, Any]


def summarise(timeline: Timeline) -> Document:
    """Return the session's measures as JSON can hold them, seconds and shares to 4 places."""
    log = read(timeline)
    return {
        "length_s": _seconds(log.length_ms),
        "rows": len(log.moments),
        "seats": _seats(log),
        "voice": _voice(log),
        "tags": _tags(log),
        "lenses": _lenses(log),
        "coach": {
            "interjections": sum(1 for moment in log.moments if is_interjection(log, moment)),
            "actions": action_counts(log),
        },
        "ideas": _ideas(log),
        "questions": _questions(log),
        "interruptions": _interruptions(log),
        "reciprocity": _reciprocity(log),
        "check_out": _check_out(timeline),
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _seconds(ms: int) -> float:
    return round(ms / 1000, 4)


def _seats(log: Log) -> list[Document]:
    rows = []
    for own, when in zip(share.by_seat(log), share.heard(log), strict=True):
        rows.append(
            {
                "seat": own.name,
                "turns": own.turns,
                "turn_share": _round(own.turn_share),
                "seconds": _seconds(own.spoken_ms),
                "seconds_share": _round(own.time_share),
                "first_heard_s": None if when.first_ms is None else _seconds(when.first_ms),
                "longest_unheard_s": _seconds(when.longest_unheard[1] - when.longest_unheard[0]),
            }
        )
    return rows


def _voice(log: Log) -> Document:
    whole = share.how_even(log)
    first, second = (share.how_even(half) for half in share.halves(log))
    return {
        "seats": whole.seats,
        "seats_heard": whole.heard,
        "turns_gini": _round(whole.turns_gini),
        "turns_gini_corrected": _round(whole.turns_gini_corrected),
        "turns_evenness": _round(whole.turns_evenness),
        "seconds_gini": _round(whole.time_gini),
        "seconds_evenness": _round(whole.time_evenness),
        "turns_gini_first_half": _round(first.turns_gini),
        "turns_gini_second_half": _round(second.turns_gini),
        "seats_heard_first_half": first.heard,
        "seats_heard_second_half": second.heard,
    }


def _tags(log: Log) -> dict[str, int]:
    counts: dict[str, int] = {}
    for tag in tags.by_tag(log):
        if tag.count:
            counts[tag.name] = counts.get(tag.name, 0) + tag.count
    return counts


def _lenses(log: Log) -> Document:
    named = {lens.id: lens.name for lens in log.timeline.board.lenses}
    halves = (tags.lens_counts(half) for half in share.halves(log))
    first, second = ({named.get(lens, lens): n for lens, n in half.items()} for half in halves)
    return {"first_half": first, "second_half": second}


def _ideas(log: Log) -> list[Document]:
    moments, seats = log.timeline.moments, log.timeline.seats
    rows = []
    for idea in ideas.ideas(log):
        first = idea.uptakes[0] if idea.uptakes else None
        rows.append(
            {
                "ref": log.ref(moments[idea.moment]),
                "seat": None if idea.seat is None else seats[idea.seat].label,
                "offset_s": _seconds(idea.offset_ms),
                "restates": None if idea.restates is None else log.ref(moments[idea.restates]),
                "taken_up": idea.taken_up,
                "first_uptake_ref": None if first is None else log.ref(moments[first.moment]),
                "latency_s": None if first is None else _seconds(first.after_ms),
            }
        )
    return rows


def _questions(log: Log) -> Document:
    asked = questions.questions(log)
    return {"asked": len(asked), "answered": sum(one.answer is not None for one in asked)}


def _interruptions(log: Log) -> Document:
    made = interruptions.interruptions(log)
    labels = {seat.uid: seat.label for seat in log.seats}
    by_seat: dict[str, int] = {}
    for seat in log.seats:  # as they sit, never by how often
        if seat.uid in made.made:
            by_seat[labels[seat.uid]] = by_seat.get(labels[seat.uid], 0) + made.made[seat.uid]
    return {"took_floor": made.took_floor, "held_off": made.held_off, "by_seat": by_seat}


def _reciprocity(log: Log) -> Document:
    binary, weighted = reciprocity(following.address_counts(log))
    return {"binary": _round(binary), "weighted": _round(weighted)}


def _check_out(timeline: Timeline) -> Document:
    totals = check_out.totals(timeline.check_outs.values())
    return {
        "n": totals.n,
        "mean": _round(totals.mean),
        "median": _round(totals.median),
        "seven_or_more": totals.seven_or_more,
        "learned": totals.learned,
    }
