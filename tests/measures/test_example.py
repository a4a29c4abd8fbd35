"""The example session: measured, counted from its CSV alone, and as its expert summary says."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from livecoach import paths
from livecoach.core.observation import Observation
from livecoach.core.session import Session
from livecoach.core.timeline import Timeline
from livecoach.exchange.example import example_session
from livecoach.measures.chains import chains
from livecoach.measures.following import follow_counts
from livecoach.measures.interjections import held_back, interjections, per_hour
from livecoach.measures.log import Log, read
from livecoach.measures.share import by_organisation, heard, how_even
from livecoach.measures.summary import summarise
from livecoach.measures.tags import lens_counts

GOLDEN = Path(__file__).parent.parent / "golden" / "example-measures.json"
LENGTH_S = 5400


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    rows = [change.row for change in example_session().changes]
    session = next(row for row in rows if isinstance(row, Session))
    observation = next(row for row in rows if isinstance(row, Observation))
    made = Timeline(session, observation)
    made.load(rows)
    return made


@pytest.fixture(scope="module")
def log(timeline: Timeline) -> Log:
    return read(timeline)


@dataclass(frozen=True)
class Row:
    """One row of the CSV, with nothing of the program in it."""

    ref: str
    at: int
    lasts: int
    seat: str
    tag: str
    to: str
    lens: str
    action: str
    link: str


def _table(name: str) -> list[dict[str, str]]:
    with (paths.resource("example") / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _rows() -> list[Row]:
    rows = []
    for line in _table("example_session.csv"):
        minutes, seconds = line["offset"].split(":")
        rows.append(
            Row(line["ref"], int(minutes) * 60 + int(seconds), int(line["duration_s"] or 0),
                line["seat"], line["tag"], line["addressed_to"], line["lens"],
                line["coach_action"], line["links_to"])
        )  # fmt: skip
    return rows


def _gini(values: list[int]) -> float:
    n = len(values)
    return sum(abs(a - b) for a in values for b in values) / (2 * n * sum(values))


def _evenness(values: list[int]) -> float:
    shares = [value / sum(values) for value in values if value]
    return -sum(share * math.log(share) for share in shares) / math.log(len(values))


def _by_hand() -> dict[str, Any]:
    """Return what the document should say, counted from the three CSV files alone."""
    rows = _rows()
    by_ref = {row.ref: row for row in rows}
    seats = [line["seat"] for line in _table("example_seats.csv")]
    said = [row for row in rows if row.seat in seats and row.tag not in ("Unheard voice",)]
    turns = {seat: [row for row in said if row.seat == seat] for seat in seats}
    counts = [len(turns[seat]) for seat in seats]
    times = [sum(row.lasts for row in turns[seat]) for seat in seats]
    halves = [
        [row for row in said if row.at < LENGTH_S / 2],
        [row for row in said if row.at >= LENGTH_S / 2],
    ]
    per_half = [[sum(row.seat == seat for row in half) for seat in seats] for half in halves]

    def unheard(seat: str) -> int:
        gaps, quiet = [], 0
        for row in turns[seat]:
            gaps.append(row.at - quiet)
            quiet = row.at + row.lasts
        return max([*gaps, LENGTH_S - quiet])

    ideas = []
    for idea in (row for row in rows if row.tag == "Proposing"):
        again = idea.link if idea.link and by_ref[idea.link].tag == "Proposing" else None
        taken = [
            row for row in rows
            if row.link == idea.ref and row.seat != idea.seat and row.at > idea.at
            and row.tag in ("Building", "Supporting", "Credit", "Testing understanding")
        ]  # fmt: skip
        ideas.append(
            {"ref": idea.ref, "seat": idea.seat, "offset_s": idea.at, "restates": again,
             "taken_up": bool(taken), "first_uptake_ref": taken[0].ref if taken else None,
             "latency_s": taken[0].at - idea.at if taken else None}
        )  # fmt: skip
    asked = [row for row in rows if row.to in seats
             and row.tag in ("Seeking information", "Testing understanding")]  # fmt: skip
    nexts = [next((row for row in turns[ask.to] if row.at > ask.at), None) for ask in asked]
    directed = Counter((row.seat, row.to) for row in said if row.to in seats)
    cut = [row for row in rows if row.tag.startswith("Interruption")]
    scores = sorted(int(line["heard_0_10"]) for line in _table("example_checkout.csv"))
    learned = [line["learned_something_new"] == "yes" for line in _table("example_checkout.csv")]
    return {
        "length_s": LENGTH_S,
        "rows": len(rows),
        "seats": [
            {"seat": seat, "turns": len(turns[seat]),
             "turn_share": round(len(turns[seat]) / len(said), 4),
             "seconds": sum(row.lasts for row in turns[seat]),
             "seconds_share": round(sum(row.lasts for row in turns[seat]) / sum(times), 4),
             "first_heard_s": turns[seat][0].at if turns[seat] else None,
             "longest_unheard_s": unheard(seat)}
            for seat in seats
        ],
        "voice": {
            "seats": 14,
            "seats_heard": sum(count > 0 for count in counts),
            "turns_gini": round(_gini(counts), 4),
            "turns_gini_corrected": round(_gini(counts) * 14 / 13, 4),
            "turns_evenness": round(_evenness(counts), 4),
            "seconds_gini": round(_gini(times), 4),
            "seconds_evenness": round(_evenness(times), 4),
            "turns_gini_first_half": round(_gini(per_half[0]), 4),
            "turns_gini_second_half": round(_gini(per_half[1]), 4),
            "seats_heard_first_half": sum(count > 0 for count in per_half[0]),
            "seats_heard_second_half": sum(count > 0 for count in per_half[1]),
        },
        "tags": dict(Counter(row.tag for row in rows)),
        "lenses": {
            "first_half": dict(Counter(row.lens for row in halves[0] if row.lens)),
            "second_half": dict(Counter(row.lens for row in halves[1] if row.lens)),
        },
        "coach": {
            "interjections": sum(row.seat == "COACH" for row in rows),
            "actions": dict(Counter(row.action for row in rows)),
        },
        "ideas": ideas,
        "questions": {
            "asked": len(asked),
            "answered": sum(
                row is not None and row.link == ask.ref
                for ask, row in zip(asked, nexts, strict=True)
            ),
        },
        "interruptions": {
            "took_floor": sum("took" in row.tag for row in cut),
            "held_off": sum("held" in row.tag for row in cut),
            "by_seat": dict(Counter(row.seat for row in cut)),
        },
        "reciprocity": {
            "binary": round(sum(pair[::-1] in directed for pair in directed) / len(directed), 4),
            "weighted": round(
                sum(min(n, directed.get(pair[::-1], 0)) for pair, n in directed.items())
                / sum(directed.values()), 4,
            ),
        },
        "check_out": {
            "n": len(scores),
            "mean": round(sum(scores) / len(scores), 4),
            "median": (scores[6] + scores[7]) / 2,
            "seven_or_more": sum(score >= 7 for score in scores),
            "learned": sum(learned),
        },
    }  # fmt: skip


def test_the_document_is_what_a_count_by_hand_gives(timeline: Timeline) -> None:
    assert summarise(timeline) == _by_hand()


def test_the_document_stays_as_it_was_published(timeline: Timeline) -> None:
    assert json.loads(json.dumps(summarise(timeline))) == json.loads(GOLDEN.read_text("utf-8"))


@pytest.mark.parametrize(
    ("start", "end", "tagged", "from_two", "seats", "patient", "attacking", "disagreeing"),
    [
        ("00:00", "28:10", 23, 14, 9, 2, 2, 1),
        ("28:10", "46:00", 13, 3, 9, 8, 0, 0),
        ("46:00", "90:00", 21, 8, 12, 4, 0, 3),
    ],
)
def test_the_experts_three_movements(
    log: Log, start: str, end: str, tagged: int, from_two: int, seats: int, patient: int,
    attacking: int, disagreeing: int,
) -> None:  # fmt: skip
    first, last = (int(at[:2]) * 60_000 + int(at[3:]) * 1000 for at in (start, end))
    part = log.within(first, last)
    organisations = {share.name: share.turns for share in by_organisation(part)}
    tags = Counter(part.names[moment.tag] for moment in part.speech)
    assert len(part.turns) == tagged
    assert organisations["North Acute"] + organisations["South Acute"] == from_two
    assert how_even(part).heard == seats
    assert lens_counts(part).get("patient", 0) == patient
    assert (tags["Defending/attacking"], tags["Disagreeing"]) == (attacking, disagreeing)


def test_what_else_the_expert_says(log: Log) -> None:
    assert len(log.turns) == 57
    late = [one for one in heard(log) if one.first_ms is not None and one.first_ms > 35 * 60_000]
    assert len(late) == 4
    assert how_even(log).heard == 13  # "Not every seat was heard."
    assert lens_counts(log)["staff"] == 2
    paused = interjections(log)
    assert len(paused) == 7
    assert per_hour(len(paused), log.length_ms) == pytest.approx(14 / 3)
    credited = paused[2]
    assert (credited.offset_ms, credited.delay_ms) == (1_690_000, 10_000)  # "within ten seconds"
    assert len(held_back(log)) == 16  # 14 let run, 2 silences held


def test_sixty_tags_over_twenty_codes_bear_no_z(log: Log) -> None:
    found = chains(log, rounds=19)
    assert (found.words, found.test) == ("too few", None)
    follows = follow_counts(log)
    assert sum(follows.values()) <= 56
