"""Compose the whole draft of a session from its timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from livecoach.core import timecode
from livecoach.core.timeline import Timeline
from livecoach.measures.check_out import Totals, totals
from livecoach.measures.interjections import action_words, held_back, per_hour
from livecoach.measures.log import Log, read
from livecoach.measures.share import by_seat, halves, how_even
from livecoach.measures.tags import lens_counts
from livecoach.report.draft import Draft, MovementTable, Pattern, Section, Sentence
from livecoach.report.drafting import movements as moving
from livecoach.report.drafting.facts import PATIENT, Facts, busiest_organisations, gather
from livecoach.report.drafting.patterns import patterns
from livecoach.report.drafting.wording import gap, number, sentence, times

_FRAMING = ("contract", "check_out", "check-out")  # interjections that frame the meeting


def compose(timeline: Timeline, edges: Sequence[int] | None = None) -> Draft:
    """Return the draft of a session; ``edges`` (ms) are the movements as the coach moved them."""
    log = read(timeline)
    found = moving.find(log) if edges is None else moving.cut_at(log, edges)
    facts = gather(log, found)
    noticed = patterns(facts)
    scores = totals(timeline.check_outs.values())
    sections = (
        Section("noticed", "What I noticed", tuple(one.sentence for one in noticed), True),
        Section("voices", "Voices", _voices(facts)),
        Section("lenses", "Through whose eyes", _lenses(facts)),
        Section("coach", "What I did, and what followed", _coach(facts)),
        Section("held", "When I let it run", _held(log)),
        Section("check_out", "Heard and learned", _check_out(scores, len(log.seats))),
        Section("agreed", "What you agreed (yours, from the room)", ()),
        Section("questions", "Questions to sit with", _questions(facts, noticed)),
    )
    shares = sorted((one.turn_share for one in by_seat(log)), reverse=True)
    session = timeline.session
    return Draft(
        title=session.title,
        held_on=session.started_at or session.planned_at,
        minutes=round(log.length_ms / 60_000),
        seats=len(log.seats),
        attended=sum(1 for seat in log.seats if seat.present_to_ms != 0),
        contributions=len(log.turns),
        timed=log.timed,
        movements=_movement_table(facts),
        patterns=noticed,
        sections=sections,
        shares=tuple(shares),
        decisions=tuple(
            sorted(
                [(one.offset_ms, True) for one in facts.interjections]
                + [(one.offset_ms, False) for one in held_back(log)]
            )
        ),
        check_out=scores,
        example=session.example,
    )


def _movement_table(facts: Facts) -> MovementTable:
    log, rows = facts.log, []
    kind = "Timed turns" if log.timed else "Tagged contributions"
    rows.append((kind, tuple(str(len(move.log.turns)) for move in facts.movements)))
    organisations = {seat.organisation for seat in log.seats if seat.organisation}
    if len(organisations) >= 4 and facts.movements:
        busiest = busiest_organisations(facts.movements[0].log, 2)
        seats = {seat.uid: seat.organisation for seat in log.seats}
        counts = [sum(seats[t.seat] in busiest for t in move.log.turns) for move in facts.movements]
        rows.append((f"From two of the {number(len(organisations))} organisations", _texts(counts)))
    rows.append(
        (
            f"Seats heard (of {len(log.seats)})",
            _texts([how_even(move.log).heard for move in facts.movements]),
        )
    )
    through = facts.through(PATIENT)
    if any(PATIENT in lens.id for lens in log.timeline.board.lenses):
        rows.append(("Through the patient's eyes", _texts(through)))
    for words, meaning in (
        ("Ours and theirs", "us_and_them"),
        ("“We” of the system", "we_system"),
        ("Defending or attacking a person", "blame"),
        ("Disagreeing about the issue", "challenge"),
    ):
        counts = facts.a_movement(meaning)
        if any(counts):
            rows.append((words, _texts(counts)))
    spans = tuple((move.start_ms, move.end_ms) for move in facts.movements)
    return MovementTable(spans, tuple(rows))


def _texts(counts: Sequence[int]) -> tuple[str, ...]:
    return tuple(str(count) for count in counts)


def _voices(facts: Facts) -> tuple[Sentence, ...]:
    log = facts.log
    whole = how_even(log)
    if not whole.turns:
        return (Sentence("voices.none", "Nothing was recorded of who spoke."),)
    first, second = (how_even(half).heard for half in halves(log))
    what = "had the floor" if log.timed else "had a tagged contribution"
    text = (
        f"{whole.heard} of {whole.seats} seats {what}: {first} in the first half of the meeting, "
        f"{second} in the second."
    )
    top = [one for one in by_seat(log) if one.turn_share > 2 / whole.seats]
    if top and whole.turns >= 10:
        many = "some seats" if len(top) < 3 else f"{number(len(top))} seats"
        text += (
            f" An equal share would be about {whole.turns / whole.seats:.0f} of {whole.turns}; "
            f"{many} had more than twice that."
        )
    named = "; ".join(f"{one.name} {one.turns}" for one in by_seat(log))
    return (Sentence("voices.heard", text, (), "", f"{text} Contributions: {named}."),)


def _lenses(facts: Facts) -> tuple[Sentence, ...]:
    log = facts.log
    counts = lens_counts(log)
    if not counts:
        return ()
    named = [(lens.name, counts[lens.id]) for lens in log.timeline.board.lenses
             if lens.id in counts]  # fmt: skip
    said = ", ".join(f"{name.lower()} {count}" for name, count in named)
    text = f"Contributions by lens: {said} (n = {sum(counts.values())})."
    first, second = (lens_counts(half) for half in halves(log))
    moved = max(counts, key=lambda lens: abs(second.get(lens, 0) - first.get(lens, 0)))
    lens = log.timeline.board.lens(moved)
    if lens is not None and first.get(moved, 0) != second.get(moved, 0):
        text += (
            f" {lens.name}: {first.get(moved, 0)} in the first half, {second.get(moved, 0)} in "
            "the second."
        )
    return (Sentence("lenses.counts", text),)


def _coach(facts: Facts) -> tuple[Sentence, ...]:
    log = facts.log
    done = facts.interjections
    if not done:
        said = "I did not interject." if log.moments or log.turns else "Nothing was recorded."
        return (Sentence("coach.none", said),)
    rate = per_hour(len(done), log.length_ms)
    said = f"I interjected {times(len(done))}"
    said += f", about {rate:.0f} an hour." if rate is not None and len(done) >= 3 else "."
    found = [Sentence("coach.count", said, tuple(one.moment for one in done))]
    moments = log.timeline.moments
    for one in done:
        decision = log.timeline.decision(one.moment)
        action = "" if decision is None else decision.action
        if action in _FRAMING or one.action.partition(": ")[2] in _FRAMING:
            continue
        kind = action_words(action or one.action.partition(": ")[2] or one.action)
        text = f"{timecode.minutes(one.offset_ms)}: {kind[:1].lower() + kind[1:]}."
        answer = next((two for two in log.speech if two.offset_ms >= one.end_ms and two.tag), None)
        evidence = [one.moment]
        if answer is not None:
            what = log.names.get(answer.tag, "a contribution").lower()
            text += f" First came: {what}, {gap(answer.offset_ms - one.end_ms)}."
            evidence.append(answer.uid)
        words = moments[one.moment].words
        named = text
        if words:
            named += f" My words: “{words}”."
        if one.first_responder is not None:
            named += f" {facts.named(one.first_responder)} answered first."
        if decision is not None and decision.verdict in ("missed", "early", "late", "hold"):
            text += f" {_VERDICTS[decision.verdict]}"
            named += f" {_VERDICTS[decision.verdict]}"
        found.append(Sentence(f"coach.{one.moment}", text, tuple(evidence), "", named))
    return tuple(found)


_VERDICTS = {
    "missed": "By my own account it missed.",
    "early": "By my own account it came too early.",
    "late": "By my own account it came too late.",
    "hold": "I would hold back there now.",
}


def _held(log: Log) -> tuple[Sentence, ...]:
    held = held_back(log)
    if not held:
        return ()
    text = f"I noticed something and let it run {times(len(held))}."
    judged = [one for one in held if one.verdict in ("missed", "late")]
    for one in judged[:2]:
        text += f" At {timecode.minutes(one.offset_ms)} I would interject now."
    return (Sentence("held.count", text, tuple(one.moment for one in held)),)


def _check_out(scores: Totals, seats: int) -> tuple[Sentence, ...]:
    if scores.mean is None:
        if not scores.n:
            return ()
        return (Sentence("check_out.few", "Too few answered the check-out to show totals."),)
    text = (
        f"{scores.n} of {seats} answered. {sentence(number(scores.seven_or_more or 0))} scored "
        f"seven or more out of ten for feeling heard (mean {scores.mean:.1f})."
    )
    if scores.learned is not None:
        text += (
            f" {sentence(number(scores.learned))} of {scores.learned_n} knew something they did "
            "not know at the start."
        )
    return (Sentence("check_out.totals", text),)


def _questions(facts: Facts, noticed: Sequence[Pattern]) -> tuple[Sentence, ...]:
    found = [
        Sentence(f"question.{one.sentence.key.partition('.')[2]}", one.question)
        for one in noticed
        if one.question
    ]
    lenses = facts.log.timeline.board.lenses
    if lenses and facts.log.speech:
        counts = Counter(moment.lens for moment in facts.log.speech if moment.lens)
        least = [lens for lens in lenses if counts[lens.id] <= 2]
        text = "Whose eyes did we not look through today?"
        if least and counts:
            said = [f"{lens.name}: {times(counts[lens.id])}" for lens in least]
            text += f" ({'; '.join(said[:3])}.)"
        found.append(Sentence("question.lenses", text))
    return tuple(found[:4])
