"""List what the live window can be told to do: words, usual key and menu, as data."""

from __future__ import annotations

# id, words, usual key as Qt's portable text, menu
COMMANDS = (
    ("live.let_run", "Let it run", "Space", "Moment"),
    ("live.interject", "Interject", "Return", "Moment"),
    ("live.something", "Something happened, say what later", ".", "Moment"),
    ("live.back_date", "Put the moment five seconds back", "-", "Moment"),
    ("live.quick", "Quick line: words, a note or a new moment", "/", "Moment"),
    ("live.link", "Link the newest moment to the chosen one", "=", "Moment"),
    ("live.edit", "Edit the chosen moment", "F2", "Moment"),
    ("live.delete", "Delete the chosen moment", "Del", "Moment"),
    ("live.to_all", "The moment was to everybody", "'", "Moment"),
    ("live.to", "To whom the moment was: then a seat", "F3", "Moment"),
    ("live.was", "The moment was somebody else's: then a seat", "F4", "Moment"),
    ("live.undo", "Undo", "Ctrl+Z", "Moment"),
    ("live.redo", "Do again", "Ctrl+Shift+Z", "Moment"),
    ("live.silence", "Silence", ",", "Session"),
    ("live.nobody", "Nobody has the floor", ";", "Session"),
    ("live.presence", "Somebody came in or left: then a seat", "F5", "Session"),
    ("live.next_item", "Next agenda item", "F6", "Session"),
    ("live.break", "Break, or go on after it", "F7", "Session"),
    ("live.arrange", "Arrange the seats", "F8", "Session"),
    ("live.guest", "Add a guest's seat", "", "Session"),
    ("live.start", "Start session", "Ctrl+Return", "Session"),
    ("live.end", "End session", "", "Session"),
    ("live.discreet", "Discreet: numbers only", "F9", "View"),
    ("live.strip", "Compact strip", "F11", "View"),
    ("live.up", "To the moments, and up", "Up", ""),
    ("live.down", "Down the moments", "Down", ""),
    ("live.page_up", "A page of moments up", "PgUp", ""),
    ("live.page_down", "A page of moments down", "PgDown", ""),
    ("live.redo_too", "Do again", "Ctrl+Y", ""),
)
USUAL_KEYS = {name: key for name, _, key, _ in COMMANDS}
LINK_KEYS = {"T": "takes_up", "R": "restates", "C": "credits", "A": "answers"}
LINK_HINT = "↑ ↓ choose the earlier one, then T takes up · R restates · C credits · A answers"
