"""Draft what the coach noticed: patterns with their evidence, strengths beside difficulties."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from livecoach.core import timecode
from livecoach.core.moment import Moment
from livecoach.report.draft import Pattern, Sentence, Theme
from livecoach.report.drafting.facts import OWN, PATIENT, Facts, uids
from livecoach.report.drafting.wording import (
    at,
    gap,
    listed,
    number,
    people,
    plural,
    sentence,
    times,
)

MOST = 5


def _side_by_side(facts: Facts, counts: list[int]) -> str:
    sizes = [len(move.log.turns) for move in facts.movements]
    return listed([f"{count} of {size}" for count, size in zip(counts, sizes, strict=True)])


def _where(facts: Facts) -> str:
    return "movement by movement" if len(facts.movements) > 1 else "over the meeting"


def ownership(facts: Facts) -> Iterator[Pattern]:
    """Language of one's own organisation beside language of the system."""
    own, ours = facts.through(OWN), facts.meaning("us_and_them")
    we = facts.meaning("we_system")
    moved = len(own) > 1 and own[0] > own[-1] and sum(own) >= 3
    if sum(own) < 3 and len(ours) + len(we) < 3:
        return
    said = []
    if sum(own) >= 3:
        said.append(
            f"Contributions through one's own organisation's eyes, {_where(facts)}: "
            f"{_side_by_side(facts, own)}."
        )
    if ours or we:
        said.append(
            f"Ours-and-theirs was noted {times(len(ours))}, “we” of the system {times(len(we))}."
        )
    tagged = [one for one in facts.log.speech if one.lens and OWN in one.lens]
    last = f" The last was at {timecode.minutes(tagged[-1].offset_ms)}." if tagged else ""
    quotes = [facts.quoted(one.uid) for one in (*ours, *tagged) if one.words][:3]
    text = " ".join(said) + last
    yield Pattern(
        Theme.OWNERSHIP_TO_SYSTEM if moved else Theme.OWNERSHIP,
        len(tagged) + len(ours) + len(we),
        moved,
        Sentence(
            "pattern.ownership",
            text,
            uids([*tagged, *ours, *we]),
            "Ownership language, then system language." if moved else "Ours, and the system's.",
            f"{text} For instance {listed(quotes)}." if quotes else "",
        ),
    )


def mixed_messages(facts: Facts) -> Iterator[Pattern]:
    """One thing said and another meant."""
    found = facts.meaning("mixed_message")
    if not found:
        return
    asked = [
        one
        for one in facts.meaning("question", "uptake_question")
        if any(facts.linked(one, two) for two in _downstream(facts, uids(found)))
    ]
    text = (
        f"{sentence(plural(len(found), 'contribution'))} carried two messages "
        f"{at(*(one.offset_ms for one in found))}."
    )
    if asked:
        text += f" A question at {timecode.minutes(asked[0].offset_ms)} came back to it."
    quotes = [facts.quoted(one.uid) for one in found if one.words][:2]
    yield Pattern(
        Theme.MIXED_MESSAGES,
        4 * len(found),
        False,
        Sentence(
            "pattern.mixed", text, uids([*found, *asked]), "Two messages at once.",
            f"{text} {listed(quotes)}." if quotes else "",
        ),
        "Where did what we said and what we meant part company?",
    )  # fmt: skip


def _downstream(facts: Facts, start: tuple[str, ...]) -> list[Moment]:
    timeline = facts.log.timeline
    seen, waiting = set(start), list(start)
    while waiting:
        for uid in timeline.links_to.get(waiting.pop(), ()):
            later = timeline.links[uid].later
            if later not in seen:
                seen.add(later)
                waiting.append(later)
    return [timeline.moments[uid] for uid in seen]


def ideas_and_their_fate(facts: Facts) -> Iterator[Pattern]:
    """What became of what was offered."""
    if not facts.ideas:
        return
    moments = facts.log.timeline.moments
    taken = [idea for idea in facts.ideas if idea.taken_up]
    twice = [idea for idea in facts.ideas if idea.restated]
    text = (
        f"{sentence(plural(len(facts.ideas), 'idea'))} offered; "
        f"{number(len(taken))} taken up by another seat, by link."
    )
    named = ""
    for idea in twice[:1]:
        again = moments[idea.restated[0]]
        text += (
            f" The one of {timecode.minutes(idea.offset_ms)} was offered again at "
            f"{timecode.minutes(again.offset_ms)} as new"
        )
        if idea.credited:
            text += f", and credited at {timecode.minutes(moments[idea.credited[0]].offset_ms)}"
        text += "."
        named = f"{text} First offered by {facts.named(idea.seat)}, then {facts.named(again.seat)}."
    slow = [idea for idea in taken if idea.uptakes[0].after_ms >= 10 * 60_000]
    for idea in [one for one in slow if one not in twice][:1]:
        text += (
            f" Another, of {timecode.minutes(idea.offset_ms)}, came back "
            f"{gap(idea.uptakes[0].after_ms)}."
        )
    yield Pattern(
        Theme.IDEAS_TWICE if twice else Theme.IDEAS,
        len(facts.ideas) + 3 * len(twice),
        bool(taken) and not twice,
        Sentence(
            "pattern.ideas", text, tuple(idea.moment for idea in facts.ideas),
            "An idea that needed two tries." if twice else "Ideas and their fate.", named,
        ),
        "What would let a first-time idea be heard the first time?",
    )  # fmt: skip


def late_voices(facts: Facts) -> Iterator[Pattern]:
    """Voices first heard when much of the meeting was over, or invited and closed down."""
    if not facts.log.turns:
        return  # nothing was recorded, which is no pattern of the room's
    step = 300_000 if facts.log.length_ms > 1_800_000 else 60_000  # of a short one, whole minutes
    after = int(facts.log.length_ms * 0.35) // step * step
    late = [one for one in facts.heard if after and (one.first_ms or 0) > after]
    silent = [one for one in facts.heard if one.first_ms is None]
    closed, closing = _closed_down(facts)
    if not late and not silent and not closed:
        return
    said = []
    if late:
        were = "seats were" if len(late) != 1 or people(len(late)) == "some" else "seat was"
        clock = timecode.minutes(after)
        said.append(f"{sentence(people(len(late)))} {were} first heard after {clock}.")
    if closed:
        said.append(closed)
    if silent:
        said.append("Not every seat was heard.")
    first = [
        one.uid
        for seat in late
        for one in facts.log.speech
        if one.seat == seat.seat and one.offset_ms == seat.first_ms
    ]
    names = [f"{facts.named(one.seat)} at {timecode.minutes(one.first_ms or 0)}" for one in late]
    quiet = [facts.named(one.seat) for one in silent]
    own = [f"First heard late: {listed(names)}."] if names else []
    own += [f"Not heard: {listed(quiet)}."] if quiet else []
    own += [f"Invited and closed down: {facts.named(closing[0].addressee)}."] if closing else []
    yield Pattern(
        Theme.LATE_VOICES if late or silent else Theme.CLOSED_DOWN,
        2 * (len(late) + len(silent)) + 3 * bool(closing),
        False,
        Sentence("pattern.late", " ".join(said), (*first, *uids(closing)), "Late voices.",
                 " ".join([*said, *own])),
        "Who holds the fact we need, and how early do we ask them?",
    )  # fmt: skip


def _closed_down(facts: Facts) -> tuple[str, list[Moment]]:
    """Return what to say of the first voice that was invited and closed down, and its moments."""
    for one in facts.meaning("bring_in"):
        closed = [
            two
            for two in facts.meaning("shut_out")
            if facts.linked(two, one) or 0 <= two.offset_ms - one.offset_ms <= 60_000
        ]
        if not closed:
            continue
        text = (
            f"A voice invited at {timecode.minutes(one.offset_ms)} was closed down "
            f"{gap(closed[0].offset_ms - one.offset_ms)}"
        )
        again = [
            two
            for two in facts.meaning("bring_in")
            if two.offset_ms > closed[0].offset_ms
            and two.addressee == one.addressee
            and _spoke_after(facts, one.addressee, two.offset_ms)
        ][:1]
        if again:
            text += f"; invited again at {timecode.minutes(again[0].offset_ms)}, it was heard"
        return f"{text}.", [one, closed[0], *again]
    return "", []


def _spoke_after(facts: Facts, seat: str | None, offset_ms: int) -> bool:
    return any(
        one.seat == seat and 0 < one.offset_ms - offset_ms <= 120_000 for one in facts.log.speech
    )


def challenge(facts: Facts) -> Iterator[Pattern]:
    """Disagreeing about the issue beside defending or attacking a person."""
    blame, issue = facts.a_movement("blame"), facts.a_movement("challenge")
    found = [*facts.meaning("challenge"), *facts.meaning("blame")]
    if sum(issue) + sum(blame) < 2:
        return
    kinder = len(issue) > 1 and blame[0] > blame[-1] and issue[-1] >= issue[0]
    text = (
        f"{sentence(_where(facts))}, disagreeing about the issue: {listed(list(map(str, issue)))}; "
        f"defending or attacking a person: {listed(list(map(str, blame)))}."
    )
    repairs = facts.meaning("repair")
    if repairs:
        text += f" Earlier remarks were repaired {at(*(one.offset_ms for one in repairs))}."
    yield Pattern(
        Theme.CHALLENGE if kinder else Theme.DISAGREEMENT,
        sum(issue) + sum(blame) + len(repairs),
        kinder or bool(repairs),
        Sentence(
            "pattern.challenge", text, uids([*found, *repairs]),
            "Harder and kinder." if kinder else "Challenge, and repair." if repairs
            else "Challenge.",
        ),
    )  # fmt: skip


def patient(facts: Facts) -> Iterator[Pattern]:
    """The patient's eyes."""
    counts = facts.through(PATIENT)
    if not sum(counts):
        return
    seen = [one for one in facts.log.speech if one.lens and PATIENT in one.lens]
    text = (
        f"Contributions through the patient's eyes, {_where(facts)}: "
        f"{_side_by_side(facts, counts)}."
    )
    yield Pattern(
        Theme.PATIENT, sum(counts) / 4, True,
        Sentence("pattern.patient", text, uids(seen), "Through the patient's eyes."),
    )  # fmt: skip


def cut_short(facts: Facts) -> Iterator[Pattern]:
    """Interruptions that took the floor, and those held off."""
    made = facts.interruptions
    if not made.took_floor + made.held_off:
        return
    found = facts.meaning("took_floor", "held_off")
    text = (
        f"The floor was taken from a speaker {times(made.took_floor)} and kept against an "
        f"attempt {times(made.held_off)} {at(*(one.offset_ms for one in found))}."
    )
    yield Pattern(
        Theme.INTERRUPTIONS, made.took_floor + made.held_off, False,
        Sentence("pattern.cut", text, uids(found), "Cut short."),
    )  # fmt: skip


def asked_and_answered(facts: Facts) -> Iterator[Pattern]:
    """Questions put to one seat and answered by it."""
    answered = [one for one in facts.questions if one.answer is not None]
    if len(facts.questions) < 3:
        return
    text = (
        f"{sentence(plural(len(facts.questions), 'question'))} put to one person; "
        f"{number(len(answered))} answered in that person's next contribution, by link."
    )
    open_still = [one for one in facts.questions if one.answer is None]
    yield Pattern(
        Theme.QUESTIONS, len(facts.questions) / 2, len(answered) * 2 > len(facts.questions),
        Sentence("pattern.questions", text, tuple(one.moment for one in facts.questions),
                 "Questions asked, and answered.",
                 text if not open_still else
                 f"{text} Unanswered: {at(*(one.offset_ms for one in open_still))}."),
    )  # fmt: skip


RULES: tuple[Callable[[Facts], Iterator[Pattern]], ...] = (
    ownership, mixed_messages, ideas_and_their_fate, late_voices, challenge,
    patient, cut_short, asked_and_answered,
)  # fmt: skip


def patterns(facts: Facts) -> tuple[Pattern, ...]:
    """
    Return three to five patterns: those that rest on most, a strength among them if any.

    They stand in the order in which the meeting first showed them.
    """
    found = sorted(
        (one for rule in RULES for one in rule(facts)), key=lambda one: one.weight, reverse=True
    )
    kept = found[:MOST]
    if kept and not any(one.strength for one in kept):
        kept = kept[: MOST - 1] + [one for one in found[MOST - 1 :] if one.strength][:1]
    offsets = {moment.uid: moment.offset_ms for moment in facts.log.moments}

    def first_shown(pattern: Pattern) -> int:
        return min((offsets[uid] for uid in pattern.sentence.evidence), default=facts.log.length_ms)

    return tuple(sorted(kept, key=first_shown))
