"""Read what a tag log says the coach did into the coach's decisions."""

from __future__ import annotations

from livecoach.core.ids import new_uid
from livecoach.core.moment import ACTIONS, Decision, Moment

_OTHER_WORDS = {
    "descriptive feedback": "descriptive",
    "noticing": "descriptive",
    "catalytic question": "catalytic",
    "question": "catalytic",
    "confronting": "confront",
    "lens": "reframe",
    "timeout": "time_out",
    "process reflection": "process",
    "recontract": "contract",
    "re-contract": "contract",
    "supportive": "support",
}
_NAMED = {
    **{name.replace("_", "-"): name for _, name, _ in ACTIONS},
    **{name.replace("_", " "): name for _, name, _ in ACTIONS},
    **{words.casefold(): name for _, name, words in ACTIONS},
    **_OTHER_WORDS,
}
_HELD = {"let run": "hold", "let it run": "hold", "hold": "hold", "hold silence": "hold_silence"}


def decision_for(moment: Moment) -> Decision | None:
    """
    Return the decision that a moment's ``coach_action`` states, or None where it states none.

    "Interject: kind" is an interjection, of no kind where the kind is not one of ours; "Let run"
    and "Hold silence" are choices not to speak. "Note" and "Watch" decide nothing.
    """
    said = " ".join(moment.coach_action.casefold().split())
    head, _, kind = said.partition(":")
    if head.strip() in ("interject", "interjection"):
        action = _NAMED.get(kind.strip(), "")
        return Decision(new_uid(), moment.observation, moment.uid, "interject", action)
    if said in _HELD:
        return Decision(new_uid(), moment.observation, moment.uid, "let_run", _HELD[said])
    return None
