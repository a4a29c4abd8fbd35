"""Say what a session shows, in numbers."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any


def show(args: Namespace) -> None:
    """Print a session's measures: all of them as JSON, or the first few in words."""
    from livecoach.commands.sessions import find
    from livecoach.commands.summary import refuse_without_log
    from livecoach.commands.vaults import opened
    from livecoach.measures.summary import summarise
    from livecoach.store import processing_log, reading

    with opened(Path(args.vault), args.passphrase_file) as writer:
        uid = find(writer.ask(reading.sessions), args.session)
        refuse_without_log(writer, uid)
        document = summarise(writer.ask(lambda db: reading.timeline(db, uid)))
        processing_log.note(writer, "tell", "measures", {"sessions": 1})
    if args.json:
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        print("\n".join(in_words(document)))


def in_words(document: dict[str, Any]) -> list[str]:
    """Return a few lines on the meeting as a whole, each with its n; no line on one seat."""
    voice, check_out, ideas = document["voice"], document["check_out"], document["ideas"]
    turns = sum(seat["turns"] for seat in document["seats"])
    taken = sum(1 for idea in ideas if idea["taken_up"])
    asked = document["questions"]
    return [
        f"Turns: {turns}, in {document['rows']} rows.",
        f"Seats heard: {voice['seats_heard']} of {voice['seats']}.",
        f"Evenness of turns: {_number(voice['turns_evenness'])} (n = {turns}; 1 is quite even).",
        f"Ideas taken up: {taken} of {len(ideas)}.",
        f"Questions put to one seat and answered: {asked['answered']} of {asked['asked']}.",
        f"Interjections: {document['coach']['interjections']}.",
        f"Felt heard: mean {_number(check_out['mean'])} (n = {check_out['n']}).",
    ]


def _number(value: float | None) -> str:
    return "too few" if value is None else f"{value:.2f}"
